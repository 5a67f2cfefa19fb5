"""From what an examination found to the check that the user gets, with its components."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.autodiff.sight.through import HIDES
from derivcheck.claims.conclusion import measured_reference
from derivcheck.formula.arguments import versions
from derivcheck.gradients import gap_law
from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.directions import miss_probability
from derivcheck.gradients.naming import component as component_name
from derivcheck.gradients.naming import coordinate, element, parts_of
from derivcheck.gradients.reasons import reason, subgradient
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ORDERS
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.results import Check, Component, Reference, Verdict
from derivcheck.results.difference import Difference

MOST_LISTED = 512
"""Components that a check lists where none, or not all, are refuted."""

_SHOWN_POINT = 8


def report(case: Case, found: ArrayFinding) -> Check:
    """Return the check."""
    name = case.variable
    components = tuple(_components(case, found, name))
    shown = found.shown.x if found.shown is not None else case.x
    differences = _differences(case, found, components)
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
        correction=None,
        law=_law(found, components, differences) if differences else None,
        warnings=(*case.notes, *_instability(found), *_hidden(case, found)),
        points=len(found.tried) or 1,
        seed=case.seed,
        versions=versions(),
        reproduce=case.reproduce,
        witnesses=found.witnesses,
        miss_probability=miss_probability() if found.directional and found.verdict is Verdict.AGREES else None,
        kind=case.kind,
        differences=differences,
        parts=parts_of(name),
        singular=_singular(found),
        domain={} if case.bounds is None else case.bounds.ranges(name),
    )


def _reference(found: ArrayFinding) -> Reference | None:
    """Return the derivative where it is one number."""
    c = found.shown or (found.tried[0] if found.tried else None)
    none = found.sides is not None and found.sides.any
    if c is None or none or np.size(c.reference) != 1 or not np.all(c.known):
        return None
    return measured_reference(*(float(np.ravel(part)[0]) for part in (c.reference, c.bound)))


def _differences(case: Case, found: ArrayFinding, components: tuple[Component, ...]) -> tuple[Difference, ...]:
    """Return central differences of f in the worst component of a gradient, where its gap is beyond the budget."""
    worst = components[0] if components else None
    if case.kind != "gradient" or worst is None:
        return ()
    if worst.verdict is not Verdict.REFUTED and not abs(worst.gap) > worst.budget:
        return ()
    at = found.directional.x if found.directional else found.shown.x if found.shown else case.exact
    return gap_law.differences(case.f, at, worst.index)


def _law(found: ArrayFinding, components: tuple[Component, ...], differences: tuple[Difference, ...]) -> str | None:
    """Return the law of the worst gap, where nothing but values of f is known."""
    if "adaptive estimate" not in found.witnesses:
        return None
    law = gap_law.law(differences, components[0].claimed)
    return f"{law}, so it is the formula that is wrong" if law and found.verdict is Verdict.REFUTED else law


def _instability(found: ArrayFinding) -> Iterator[str]:
    """Warn of a claim, right or wrong, that loses more than half of its digits in floating point."""
    for c in found.tried[:1]:
        if c.lost is None:
            continue
        with np.errstate(all="ignore"):
            off = np.where(c.reference == 0, 0.0, np.abs(c.lost / c.reference))
        worst = float(np.max(off, initial=0.0))
        if worst > allowances.HALF_THE_DIGITS.value:
            lost = min(16.0, 16 + math.log10(worst))
            what = "besides, rounding takes it off" if np.any(c.refuted) else "it is right, but off"
            yield f"in float64 the claim loses {lost:.0f} of 16 digits: {what} by a relative {worst:.1e}"


def _singular(found: ArrayFinding) -> str:
    if found.verdict is not Verdict.UNRESOLVED or found.sides is None:
        return ""
    return "jump" if found.sides.jump else "kink"


def _hidden(case: Case, found: ArrayFinding) -> Iterator[str]:
    """Name what takes the numbers out of sight, where values alone have judged."""
    if "adaptive estimate" not in found.witnesses:
        return
    if case.f.blind:
        yield (
            f"a run of {case.f.name} in other numbers has a slope that its values do not have: it decides by "
            "comparisons or keeps earlier results, so its values were judged instead"
        )
    elif piece := case.f.through.hidden:
        yield f"{piece} {HIDES}: values of {case.f.name} were judged instead"


def _components(case: Case, found: ArrayFinding, name: str) -> Iterator[Component]:
    if found.directional is not None:
        for wrong in found.directional.wrong:
            index = tuple(map(int, np.unravel_index(wrong.place, found.directional.shape)))
            gap = wrong.claimed - wrong.reference
            verdict = Verdict.AGREES if abs(gap) <= wrong.budget else _beyond(found)  # NaN is never a pass
            at = coordinate(name, found.directional.x, index)
            yield Component(
                index, wrong.claimed, wrong.reference, gap, wrong.budget, verdict, at, name=_row_name(name, index, at)
            )
        return
    c = found.shown or (found.tried[0] if found.tried else None)
    if c is None:
        return
    bent = np.zeros(np.shape(c.reference), dtype=bool) if found.sides is None else found.sides.bent | found.sides.jump
    most = max(int(np.count_nonzero(c.refuted)), MOST_LISTED)
    for place in c.order[:most]:
        index = tuple(map(int, np.unravel_index(place, np.shape(c.reference))))
        yield _component(c.element(index), index, bool(bent[index]), name, _beyond(found))


def _beyond(found: ArrayFinding) -> Verdict:
    """Return the verdict on a component whose gap is beyond its budget: open where the whole check is."""
    return Verdict.UNRESOLVED if found.verdict is Verdict.UNRESOLVED else Verdict.REFUTED


def _component(c: ArrayGap, index: tuple[int, ...], bent: bool, name: str, beyond: Verdict) -> Component:
    refuted = bool(c.refuted)
    seen = c if refuted else c.as_returned
    claimed, reference, gap, budget = map(float, (seen.claimed, seen.reference, seen.gap, seen.budget))
    unsure = bent or not c.known
    if bent:
        reference = gap = math.nan
    verdict = Verdict.UNRESOLVED if unsure else beyond if refuted else Verdict.AGREES
    at = coordinate(name, c.x, index)
    return Component(index, claimed, reference, gap, budget, verdict, at, name=_row_name(name, index, at))


def _row_name(name: str, index: tuple[int, ...], at: Mapping[str, float]) -> str:
    """Return what a component is called where it stands alone: one of a gradient as the element of x is."""
    (variable,) = at
    if parts_of(name):
        return component_name(name, index)
    axes = variable.count(",") + ("[" in variable)
    return f"{list(index)} by {variable}" if len(index) > axes else variable


def _point(name: str, x: ArrayLike, components: tuple[Component, ...]) -> Mapping[str, float]:
    """Return the coordinates of a point; of a large one those of the worst component."""
    if np.size(x) <= _SHOWN_POINT:
        return {element(name, place): float(np.asarray(x)[place]) for place in np.ndindex(*np.shape(x))}
    return components[0].at if components else coordinate(name, x, (0,) * np.ndim(x))
