"""Why a verdict on a gradient was reached, in a sentence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from derivcheck.claims.judgement import between
from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.naming import component as component_name
from derivcheck.gradients.naming import coordinate
from derivcheck.ground.outward import upward
from derivcheck.results import Cause, Component, Verdict


def reason(case: Case, found: ArrayFinding, components: tuple[Component, ...], name: str) -> str:
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


# What sentences call each witness.
_WORDS = {
    "reverse sweep": "the reverse sweep",
    "high precision": "forward mode in high precision",
    "forward mode": "forward mode",
    "adaptive estimate": "the adaptive estimate",
}


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
    return f"{what} with {_WORDS[found.witnesses[0]]} {closeness}{points}"


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


def subgradient(found: ArrayFinding) -> Cause | None:
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
