"""From what an examination found to the check that the user gets: components, sentences, coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.claim import Ballpark
from derivcheck.claims.conclusion import reference
from derivcheck.formula.arguments import versions
from derivcheck.gradients import gap_law
from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.coordinates import called, coordinate
from derivcheck.gradients.directions import miss_probability
from derivcheck.gradients.reasons import reason, subgradient
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ORDERS
from derivcheck.results import Check, Component, Reference, Verdict

MOST_LISTED = 512
"""Components that a check lists where none, or not all, are refuted."""

_SHOWN_POINT = 8

_FLOAT_BITS = 53


def report(case: Case, found: ArrayFinding) -> Check:
    """Return the check."""
    name = case.variable
    components = tuple(_components(case, found, name))
    shown = found.shown.x if found.shown is not None else case.x
    return Check(
        function=case.f.name,
        claimed=case.claim.name,
        variables=(name,),
        wrt=(name,),
        order=ORDERS[case.kind],
        at=_point(name, shown, components),
        verdict=found.verdict,
        reason=reason(case, found, components, name),
        detection_limit=found.limit if found.verdict is Verdict.AGREES else math.nan,
        certified=False,
        reference=_reference(found) if not np.ndim(case.x) else None,
        components=components,
        cause=found.cause or subgradient(found),
        corrected=None,
        law=_law(case, found, components),
        warnings=(*case.notes, *_instability(found)),
        points=len(found.tried) or 1,
        seed=case.seed,
        versions=versions(),
        reproduce=case.reproduce,
        witnesses=found.witnesses,
        miss_probability=miss_probability() if found.directional and found.verdict is Verdict.AGREES else None,
        kind=case.kind,
    )


def _reference(found: ArrayFinding) -> Reference | None:
    """Return the derivative where it is one number."""
    c = found.shown or (found.tried[0] if found.tried else None)
    if c is None or np.size(c.reference) != 1 or not np.all(c.known):
        return None
    number = Precise(_FLOAT_BITS).context.mpf
    return reference(Ballpark(*(number(float(np.ravel(part)[0])) for part in (c.reference, c.bound))), certified=False)


def _law(case: Case, found: ArrayFinding, components: tuple[Component, ...]) -> str | None:
    """Return the law of the worst gap, where nothing but values of f is known."""
    opaque = found.verdict is Verdict.REFUTED and "adaptive estimate" in found.witnesses
    if not opaque or not components or case.kind != "gradient":
        return None
    worst = components[0]
    at = found.directional.x if found.directional else found.shown.x if found.shown else case.exact
    return gap_law.of(case.f, at, worst.index, worst.claimed)


def _instability(found: ArrayFinding) -> Iterator[str]:
    """Warn of a claim that is right, but loses more than half of its digits in floating point."""
    for c in found.tried[:1]:
        if c.lost is None:
            continue
        with np.errstate(all="ignore"):
            off = np.where(c.reference == 0, 0.0, np.abs(c.lost / c.reference))
        worst = float(np.max(off, initial=0.0))
        if worst > math.sqrt(np.finfo(np.float64).eps):
            lost = min(16.0, 16 + math.log10(worst))
            yield f"in float64 the claim loses {lost:.0f} of 16 digits: it is right, but off by a relative {worst:.1e}"


def _components(case: Case, found: ArrayFinding, name: str) -> Iterator[Component]:
    if found.directional is not None:
        for wrong in found.directional.wrong:
            index = tuple(map(int, np.unravel_index(wrong.place, found.directional.shape)))
            gap = wrong.claimed - wrong.reference
            verdict = Verdict.AGREES if abs(gap) <= wrong.budget else Verdict.REFUTED  # NaN is never a pass
            at = coordinate(name, found.directional.x, index)
            yield Component(index, wrong.claimed, wrong.reference, gap, wrong.budget, verdict, at)
        return
    c = found.shown or (found.tried[0] if found.tried else None)
    if c is None:
        return
    bent = np.zeros(np.shape(c.reference), dtype=bool) if found.sides is None else found.sides.bent
    most = max(int(np.count_nonzero(c.refuted)), MOST_LISTED)
    for place in c.order[:most]:
        index = tuple(map(int, np.unravel_index(place, np.shape(c.reference))))
        yield _component(c, index, bool(bent[index]), name)


def _component(c: ArrayGap, index: tuple[int, ...], bent: bool, name: str) -> Component:
    refuted = bool(np.asarray(c.refuted)[index])
    seen = c if refuted else c.as_returned
    parts = (seen.claimed, seen.reference, seen.gap, seen.budget)
    claimed, reference, gap, budget = (float(np.asarray(part)[index]) for part in parts)
    unsure = bent or not np.asarray(c.known)[index]
    if bent:
        reference = gap = math.nan
    verdict = Verdict.UNRESOLVED if unsure else Verdict.REFUTED if refuted else Verdict.AGREES
    return Component(index, claimed, reference, gap, budget, verdict, coordinate(name, c.x, index))


def _point(name: str, x: Any, components: tuple[Component, ...]) -> Mapping[str, float]:
    """Return the coordinates of a point; of a large one those of the worst component."""
    if np.size(x) <= _SHOWN_POINT:
        return {called(name, place): float(np.asarray(x)[place]) for place in np.ndindex(*np.shape(x))}
    return components[0].at if components else coordinate(name, x, (0,) * np.ndim(x))
