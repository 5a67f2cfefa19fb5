"""What keeps code from being a function: chance, arguments that it changes, answers that depend on earlier calls."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.claimed import dense
from derivcheck.gradients.subject import is_sparse
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.results import Cause, Verdict


def chance(case: Case, value: NDArray[Any]) -> ArrayFinding | None:
    """Find what keeps f from being a function: chance, and arguments that change."""
    again = case.f.value(case.x)
    if case.f.mutates:
        cause = Cause("mutation", f"{case.f.name} changes the array that it is given; let it work on a copy")
        return ArrayFinding(Verdict.UNRESOLVED, f"{case.f.name} changes its own argument", cause=cause)
    if _differ(value, again, np.size(case.x)):
        off = float(np.max(np.abs(again - value))) if again.shape == value.shape else math.inf
        cause = Cause("non-deterministic", f"two runs of {case.f.name} at the same point differ by {off:.3g}")
        return ArrayFinding(Verdict.UNRESOLVED, f"{cause.text}: fix its random numbers", cause=cause)
    return None


def undefined(case: Case, value: ArrayLike) -> ArrayFinding | None:
    """Find that f has no finite value at the point."""
    if np.all(np.isfinite(value)):
        return None
    shown = np.asarray(value)[~np.isfinite(value)][0]
    return ArrayFinding(Verdict.UNRESOLVED, f"{case.f.name} is {shown} at the point, not a finite number")


def opaque(case: Case, shape: tuple[int, ...]) -> str:
    """Return why a Jacobian or Hessian of code that takes only floats cannot be checked."""
    most, what = _OPAQUE[case.kind]
    count = np.size(case.x) if case.kind == "hessian" else math.prod(shape)
    begin = f"no witness can differentiate {case.f.name}"
    if count <= most.value:
        return f"{begin}: it fails next to the point"
    limit = f"it takes only floats, and a {case.kind} of such code is checked up to {most.value} {what}, not {count:,}"
    return f"{begin}: {limit}; check one of fewer variables, or a gradient"


_OPAQUE = {
    "jacobian": (allowances.ESTIMATED_ELEMENTS, "elements"),
    "hessian": (allowances.ESTIMATED_VARIABLES, "variables"),
}


def side_effect(case: Case) -> Cause | None:
    """Return what the claim does that a function does not: change its argument, or answer by the order of calls."""
    call = case.claim.call
    if call is None:
        return None
    if call.mutates:
        return Cause("mutation", f"{call.name} changes the array that it is given; let it work on a copy")
    with np.errstate(all="ignore"):
        last, again = (np.asarray(case.claim.value(case.x)) for _ in range(2))
    first = dense(call.first[1]) if call.first and np.array_equal(call.first[0], case.x) else last
    if any(_differ(one, again, np.size(case.x)) for one in (first, last)):
        return Cause("order", f"{call.name} gives another result when it is called again at the same point")
    return None


def kept(case: Case, claim: ArrayLike) -> bool:
    """Return whether the claim reads what f has kept from its last call.

    Parameters
    ----------
    case : Case
    claim : array
        The claim at the point, directly after f there.
    """
    if case.claim.call is None or is_sparse(claim):
        return False
    try:
        case.f.value(case.nearby(np.random.default_rng(case.seed))[0])
        after_another = case.claim.raw(case.x)
        case.f.value(case.x)
        again = case.claim.raw(case.x)
    except DerivcheckError:
        return False
    return _differ(claim, after_another, np.size(case.x)) and not _differ(claim, again, np.size(case.x))


def _differ(one: Any, other: Any, size: int) -> bool:
    """Return whether two results differ by more than sums that threads take in another order each time."""
    if one.shape != other.shape:
        return True
    noise = np.finfo(np.float64).eps * size * np.max(np.abs(one), initial=0.0, where=np.isfinite(one))
    return bool(np.any(np.where(np.isfinite(one), ~(np.abs(one - other) <= noise), np.isfinite(other))))
