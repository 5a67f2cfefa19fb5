"""Claims about opaque code whose values are a solver's: held against the slope that is meant, above its errors.

An estimate sees one smooth piece of such code, whose slope is off by as much as its values are. A
claim that an estimate refutes is looked at again, over a radius that takes in many pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from derivcheck.gradients.case import Case
from derivcheck.gradients.directions import draw
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.gradients.opaque import line, unit
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ORDERS
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.outward import upward
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.methods.black_box.plateau import Slope, plateau, slope_above, slope_between


@dataclass(frozen=True)
class Reconsidered:
    """Gaps with what is known above the errors of f, and a sentence on those; "" where none are seen."""

    tried: tuple[ArrayGap, ...]
    note: str = ""


def reconsidered(case: Case, tried: Sequence[ArrayGap]) -> Reconsidered:
    """Return gaps in which each refuted slope is replaced by that above the errors of f, if f is seen to have some."""
    wrong = [c for c in tried if np.any(c.refuted)]
    if ORDERS[case.kind] > 1 or not wrong:
        return Reconsidered(tuple(tried))
    place = wrong[0].refuted_places[0]
    relative = _relative(case, place // np.size(case.x))
    if relative is None:
        return Reconsidered(tuple(tried))
    changed = [_above(case, c, relative, c.refuted_places) for c in tried]
    known = tuple(c for c in changed if c is not None)
    return Reconsidered(known, _note(case, relative)) if len(known) == len(changed) else Reconsidered(tuple(tried))


def filled(case: Case, here: ArrayGap) -> ArrayGap:
    """Return a gap in which each slope that an estimate hardly knows is that above the errors of f, if it has some.

    Then f is a solver's, and no bend; what f is known to is noted.
    """
    rough = ~np.ravel(here.known) | (np.ravel(here.bound) > allowances.ROUGH.value * np.abs(np.ravel(here.reference)))
    rough &= np.ravel(np.asarray(here.reference != 0))
    places = [int(i) for i in np.flatnonzero(rough)]
    if ORDERS[case.kind] > 1 or not places:
        return here
    seen = [_along_element(case, here.x, place) or _relative(case, place // np.size(case.x)) for place in places]
    relative = max((one for one in seen if one is not None), default=None)
    known = None if relative is None or None in seen else _above(case, here, relative, places)
    if relative is None or known is None:
        return here
    case.notes += (_note(case, relative),)
    return known


def _along_element(case: Case, x: Any, place: int) -> float | None:
    element, column = divmod(place, np.size(x))
    call, at = line(case.f, case.exact, unit(x, column), element)
    return plateau(Opaque(call), at)


def _relative(case: Case, element: int) -> float | None:
    """Return how much an element of f is off by, as seen along a direction that moves all of x."""
    v = draw(case.exact, case.rng, 1)[0] * scale_of(case.exact) if np.ndim(case.x) else 1.0
    call, place = line(case.f, case.exact, np.asarray(v), element)
    return plateau(Opaque(call), place)


def _above(case: Case, c: ArrayGap, relative: float, places: Sequence[int]) -> ArrayGap | None:
    """Return a gap with slopes above the errors of f; None where a piece has a slope that such errors do not explain.

    Then it is a wave of f, however small, that is seen, and no error of a solver.
    """
    value, bound = (np.array(part, dtype=np.float64) for part in (c.reference, c.bound))
    known = np.ravel(c.known)
    for place in places:
        element, column = divmod(place, np.size(c.x))
        call, at = line(case.f, np.asarray(c.x, dtype=np.float64)[()], unit(c.x, column), element)
        if (found := slope_above(Opaque(call), at, relative)) is not None:
            seen = Slope(np.ravel(c.reference)[place], np.ravel(c.bound)[place], 0.0) if known[place] else None
            if (near := seen or slope_between(Opaque(call), at)) and not _explained(near, found):
                return None
            value.reshape(-1)[place], bound.reshape(-1)[place] = found.value, found.bound
    return replace(c, reference=value[()], bound=bound[()])


def _explained(near: Slope, above: Slope) -> bool:
    return bool(abs(near.value - above.value) <= near.bound + above.bound)


def _note(case: Case, relative: float) -> str:
    return (
        f"{case.f.name} is known to {upward(relative, 2)} of itself (a solver's tolerance?): its values are off by as "
        "much over any step, and the claim is judged to what that leaves; a tighter tolerance makes the check sharper"
    )
