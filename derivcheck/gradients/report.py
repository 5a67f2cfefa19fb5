"""From what an examination found to the check that the user gets: components, sentences, coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.claims.conclusion import measured_reference
from derivcheck.claims.judgement import between
from derivcheck.formula.arguments import versions
from derivcheck.gradients import gap_law
from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.directions import miss_probability
from derivcheck.gradients.naming import component as component_name
from derivcheck.gradients.naming import element, parts_of
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ORDERS
from derivcheck.ground.outward import upward
from derivcheck.results import Cause, Check, Component, Reference, Verdict
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
        reason=_reason(case, found, components, name),
        detection_limit=found.limit if found.verdict is Verdict.AGREES else math.nan,
        certified=False,
        reference=_reference(found) if not np.ndim(case.x) else None,
        components=components,
        cause=found.cause or _subgradient(found),
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
        if worst > math.sqrt(np.finfo(np.float64).eps):
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
        yield f"{piece} takes the numbers out of derivcheck's sight: values of {case.f.name} were judged instead"


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


def coordinate(name: str, x: ArrayLike, index: tuple[int, ...]) -> dict[str, float]:
    """Return the element of x that a component of a derivative belongs to, by its name in code.

    >>> coordinate("w", np.array([[1.0, 2.0]]), (0, 1))
    {'w[0, 1]': 2.0}
    """
    place = index[len(index) - np.ndim(x) :]
    return {element(name, place): float(np.asarray(x)[place])}


def _reason(case: Case, found: ArrayFinding, components: tuple[Component, ...], name: str) -> str:
    """Return why a verdict was reached."""
    return found.reason or _REASONS[found.verdict](case, found, components, name)


def _refuted(case: Case, found: ArrayFinding, components: tuple[Component, ...], name: str) -> str:
    worst = next((c for c in components if c.verdict is Verdict.REFUTED), None)
    if worst is None:
        return "wrong along a random direction, by errors in many components"
    wrong = sum(c.verdict is Verdict.REFUTED for c in components)
    digits = _telling(worst.claimed, worst.reference)
    values = f"the claim is {worst.claimed:.{digits}g}, the derivative {worst.reference:.{digits}g}"
    place = f"wrong in component {component_name(name, worst.index)}" if worst.index else "wrong"
    # "right at the point" is said only where the claim is right in all components there.
    accident = _elsewhere(case, found)
    where = _where(case, found, worst) if accident or not worst.index else ""
    others = f" ({_count(wrong, case, found)})" if worst.index else ""
    return f"{'right at the point, ' if accident else ''}{place}{where}: {values}{others}"


def _elsewhere(case: Case, found: ArrayFinding) -> bool:
    """Return whether the claim was right at the point, and is wrong at a fresh one."""
    if found.directional is not None:
        return not np.array_equal(found.directional.x, case.exact)
    return found.shown is not None and found.shown is not found.tried[0]


def _where(case: Case, found: ArrayFinding, worst: Component) -> str:
    (name, value), *_ = worst.at.items()
    return f" at {name} = {value:.10g}"


def _count(wrong: int, case: Case, found: ArrayFinding) -> str:
    of = math.prod(found.directional.shape) if found.directional else np.size(found.tried[0].reference)
    least = "at least " if found.directional is not None and wrong > 1 else ""
    return f"{least}{wrong:,} of {of:,} component{'s' if of > 1 else ''} wrong"


WORDS = {
    "reverse sweep": "the reverse sweep",
    "high precision": "forward mode in high precision",
    "forward mode": "forward mode",
    "adaptive estimate": "the adaptive estimate",
}
"""What sentences call each witness."""


def _telling(one: float, other: float) -> int:
    """Return how many digits tell two numbers apart, 6 at least."""
    return next((n for n in range(6, 17, 2) if f"{one:.{n}g}" != f"{other:.{n}g}"), 17)


def _agreed(case: Case, found: ArrayFinding, components: tuple[Component, ...], name: str) -> str:
    if found.directional is not None:
        count, how = math.prod(found.directional.shape), f"along random directions ({found.directional.witness})"
        return f"all {count:,} components agree {how}, to {upward(found.limit, 2)} of the largest"
    size = np.size(found.tried[0].reference)
    what = f"all {size:,} components agree" if size > 1 else "agrees"
    fresh = len(found.tried) - 1
    points = f" here, and within errors at {fresh} fresh point{'s' if fresh > 1 else ''} nearby" if fresh else ""
    closeness = f"to a relative {upward(found.limit, 2)}" if found.limit else "exactly"
    return f"{what} with {WORDS[found.witnesses[0]]} {closeness}{points}"


def _unresolved(case: Case, found: ArrayFinding, components: tuple[Component, ...], name: str) -> str:
    if found.sides is not None:
        return _bent(case, found, name)
    if found.directional is not None and not np.all(found.directional.numbers.known):
        return "the derivative along a random direction has no finite value that a witness can vouch for"
    if found.tried and not np.all(found.tried[0].known):
        place = tuple(np.argwhere(~np.asarray(found.tried[0].known))[0]) if np.ndim(found.tried[0].reference) else ()
        where = f"component {component_name(name, place)} of the derivative" if place else "the derivative"
        return f"{where} has no finite value that a witness can vouch for"
    return f"errors of a relative {found.limit:.1e} would not show: too much rounding in f or in the claim"


def _bent(case: Case, found: ArrayFinding, name: str) -> str:
    sides = found.sides
    assert sides is not None
    if sides.jump:
        at = "the point" if np.ndim(case.x) else f"{name} = {float(case.x):.10g}"
        return f"{case.f.name} jumps at {at}: it has no derivative there"
    place = tuple(int(i) for i in np.argwhere(sides.bent)[0]) if np.ndim(sides.bent) else ()
    left, right = (float(np.asarray(side)[place]) for side in (sides.left, sides.right))
    ((where, value),) = coordinate(name, case.x, place).items()
    count = int(np.count_nonzero(sides.bent))
    others = f"; {count} components bend" if count > 1 else ""
    claim = between(_beside(float(found.tried[0].claimed), (left, right), found), left, right) if not place else ""
    both = f"(left {left:.6g}, right {right:.6g})"
    if np.size(case.x) > 1 and not sides.alone:
        what = f"component {component_name(name, place)} of the derivative"
        both = f"(where all elements are smaller, {what} is {left:.6g}, where they are larger, {right:.6g})"
    return f"not differentiable at {where} = {value:.6g} {both}{others}{claim}"


def _beside(claimed: float, slopes: tuple[float, float], found: ArrayFinding) -> float:
    """Return a claim, or the slope that it cannot be told from."""
    slack = float(_slack(found))
    return next((slope for slope in slopes if abs(claimed - slope) <= slack), claimed)


def _slack(found: ArrayFinding) -> Any:
    """Return how far a claim at a kink, and the slopes beside it, may be off together."""
    assert found.sides is not None
    c = found.tried[0]
    return np.where(c.known, c.budget, c.noise + found.sides.off)


def _subgradient(found: ArrayFinding) -> Cause | None:
    """Say whether the claim lies between both sides of a kink."""
    if found.sides is None or found.sides.jump or not found.tried:
        return None
    low, high = (side(found.sides.left, found.sides.right) for side in (np.minimum, np.maximum))
    c = found.tried[0]
    inside = (c.claimed >= low - _slack(found)) & (c.claimed <= high + _slack(found))
    if not np.all(np.isfinite(c.claimed)):
        return Cause("kink", "the claim is not a finite number there")
    where = ", in each component that bends" if np.ndim(inside) else ""
    if not np.all(inside[found.sides.bent] if np.ndim(inside) else inside):
        where = ", in a component that bends" if np.ndim(inside) else ""
        return Cause("kink", f"the claim does not lie between the derivatives on both sides{where}")
    return Cause("subgradient", f"the claim lies between the derivatives on both sides{where}")


_REASONS = {Verdict.REFUTED: _refuted, Verdict.AGREES: _agreed, Verdict.UNRESOLVED: _unresolved}
