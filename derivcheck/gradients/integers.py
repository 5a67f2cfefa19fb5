"""A point of integers: the claim is run on the user's own array too, whose format its code may pass on.

``np.zeros_like(x)`` of an array of integers holds integers, and cuts off what is put into it. Derivatives are
taken of the function of real numbers, so f and the claim are judged at the same floats; then the numbers that the
claim returns at the integers are held against those.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.claims.verdict_rule import explained
from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.claimed import dense, fitted
from derivcheck.gradients.rounding import last_operations, reach
from derivcheck.gradients.subject import attempt, is_sparse
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.errors import InputError
from derivcheck.results import Cause, Verdict

CAUSE = Cause(
    "integers",
    "right at the same floats, wrong in the integer format of the point: np.zeros_like(x) cuts digits off in it, "
    "and powers overflow; let the claim work with dtype=float",
)


def own_integers(at: object) -> Any | None:
    """Return the array or NumPy number that a user gave, where it holds integers; None for others, and for lists.

    >>> own_integers(np.array([1, 2])), own_integers([1, 2]), own_integers(np.array([1.0]))
    (array([1, 2]), None, None)
    """
    kind = getattr(getattr(at, "dtype", None), "kind", None)
    return np.array(at)[()] if kind in ("i", "u") else None


def judged(case: Case, found: ArrayFinding) -> ArrayFinding:
    """Return what was found of a claim that agrees at the floats, or that it is wrong at the integers themselves.

    Raises
    ------
    InputError
        The claim fails at the integers.
    """
    if case.integers is None or case.claim.call is None or found.verdict is not Verdict.AGREES:
        return found
    returned, same = _returned(case), case.claim.raw(case.x)
    if np.shape(returned) == np.shape(same) and not _differ(returned, same):
        return _noted(case, found)
    here = _beside(case, dense(returned), dense(same), found)
    if here is None:
        reason = f"the claim has the shape {np.shape(returned)} at the integers, {np.shape(same)} at the same floats"
        return ArrayFinding(Verdict.REFUTED, reason, cause=CAUSE, witnesses=found.witnesses)
    if not np.any(here.refuted):
        return _noted(case, found)
    tried = (here, *found.tried[1:]) if found.directional is None else (here,)
    return ArrayFinding(Verdict.REFUTED, "", tried, shown=here, cause=CAUSE, witnesses=found.witnesses)


def _returned(case: Case) -> Any:
    try:
        return case.claim.raw(case.integers)
    except InputError as error:
        raise InputError(f"{error}; the point is of integers, x.astype(float) gives it as floats") from error.__cause__


def _differ(one: Any, other: ArrayLike) -> bool:
    if is_sparse(one) or is_sparse(other):
        return bool((one != other).sum())
    return not np.array_equal(one, other, equal_nan=True)


def _beside(case: Case, returned: NDArray[Any], same: NDArray[Any], found: ArrayFinding) -> ArrayGap | None:
    """Return what the claim returns beside the derivative, or beside its own value at the floats, which agrees."""
    if (fit := fitted(returned, same.shape)) is None:
        return None
    rounding = last_operations(np.asarray(fit, dtype=float))
    if found.directional is None:
        here = found.tried[0]
        claimed = np.reshape(fit, np.shape(here.reference)).astype(float)
        return replace(here, claimed=claimed, noise=here.noise + here.loss + rounding, lost=None)
    seen = case.claim.evaluate(case.x, same, case.rng)
    lost = 0.0 if seen.lost is None else np.abs(seen.lost)
    bound = found.limit * float(np.max(np.abs(seen.value), initial=0.0))
    return ArrayGap(case.x, fit, seen.value, np.full(same.shape, bound), seen.noise + lost + rounding)


def _noted(case: Case, found: ArrayFinding) -> ArrayFinding:
    """Add a note where f gives other numbers at the integers than rounding explains at the same floats."""
    floats, integers = case.f.value(case.x), attempt(case.f.value, case.integers)
    if integers is None or np.shape(integers) != np.shape(floats):
        return found
    if not np.all(explained(integers - floats, reach(case.f, case.exact, floats, case.rng))):
        case.notes += (f"{case.f.name} is differentiated at floats, and gives other numbers at the integers",)
    return found
