"""A claimed derivative of NumPy code: a callable or an array, its shape, and its own rounding."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.autodiff.sight.arrays import is_ours
from derivcheck.autodiff.sight.copies import seen
from derivcheck.claims.verdict_rule import explained
from derivcheck.elementary.number import Number
from derivcheck.gradients import high_precision
from derivcheck.gradients.float_program import Constants
from derivcheck.gradients.nearest import is_sharp
from derivcheck.gradients.rounding import last_operations, reach, unit_of
from derivcheck.gradients.single import looks_single, single_noise
from derivcheck.gradients.subject import Subject, attempt, is_sparse
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import DomainError, InputError


@dataclass(frozen=True)
class ClaimedArray:
    """What is claimed.

    Attributes
    ----------
    call : Subject or None
        None for an array, which is the claim at one point only.
    fixed : array or None
    """

    call: Subject | None
    fixed: Any = None

    @property
    def name(self) -> str:
        """What reports call it."""
        if self.call is not None:
            return self.call.name
        return f"array of shape {np.shape(self.fixed)}" if np.ndim(self.fixed) else f"{float(self.fixed)!r}"

    def raw(self, x: object) -> Any:
        """Return the claim at a point, sparse if it is.

        Raises
        ------
        InputError
            It fails, or is not made of real numbers.
        """
        return self.fixed if self.call is None else self.call.value(x)

    def value(self, x: object) -> Any:
        """Return the claim at a point, as a dense array.

        Raises
        ------
        InputError
            It fails, or is not made of real numbers.
        """
        return dense(self.raw(x))

    def evaluate(
        self, x: NDArray[Any], value: NDArray[Any], rng: np.random.Generator, precise: bool = True
    ) -> EvaluatedClaim:
        """Return the claim at a point without its rounding, or with a bound on that.

        Parameters
        ----------
        x : array or number
        value : array
            The claim there.
        rng : numpy.random.Generator
        precise : bool
            Whether to try a run in high precision.
        """
        single = allowances.VALUE_UNITS.value * unit_of(np.float32(0)) if looks_single(value) else 0.0
        if self.call is None:
            return EvaluatedClaim(value, np.maximum(last_operations(value), single * np.abs(value)))
        # Data that the code has cast to float32 is no longer what a run in high precision takes it for.
        if precise and not single and (exact := self._exact(x, value)) is not None:
            return exact
        call = self.call

        def again(y: NDArray[Any]) -> Any:
            return np.reshape(dense(call(y)), np.shape(value))

        known = single > 0 or np.asarray(value).dtype == np.float32
        own = np.maximum(reach(again, x, value, rng), single * np.abs(value))
        return EvaluatedClaim(value, np.maximum(own, single_noise(again, x, value, known, rng)))

    def _exact(self, x: Number, value: NDArray[Any]) -> EvaluatedClaim | None:
        """Return the claim from a run in high precision: an unstable formula may well be right.

        The float program must be as near as the rounding of its own operations leaves it: else it does
        something else with floats, such as a cast, and is what it is.
        """
        if not np.all(np.isfinite(value)) or value.dtype != np.float64:
            return None
        if (ran := attempt(_run_exactly, self.call, x)) is None:
            return None
        found, computed = ran
        if np.size(found.value) != np.size(value):
            return None
        exact = found.each(lambda part: np.reshape(part, np.shape(value)))
        lost, rounding = value - exact.value, unit_of(value) * np.abs(exact.value)
        if not np.all(explained(lost, 2 * (exact.bound + exact.plain + rounding))):
            return None
        return EvaluatedClaim(exact.value, exact.bound + rounding, lost, computed)


@dataclass(frozen=True)
class EvaluatedClaim:
    """A claim at a point.

    Attributes
    ----------
    value : array
        Without rounding, where the code runs in high precision.
    noise : array
        A bound on the rounding that is still in it.
    lost : array or None
        The rounding error of the float program, with its sign, where it is known.
    computed : bool
        Whether there may be a part that plain floats have computed, with errors that are not in `noise`.
    """

    value: Any
    noise: Any
    lost: Any = None
    computed: bool = True

    def noise_beside(self, plain: ArrayLike) -> Any:
        """Return the noise with what a float64 program of the same derivative is granted."""
        granted = self.computed and plain is not None
        return self.noise + np.reshape(plain, np.shape(self.noise)) if granted else self.noise


def _run_exactly(call: Any, x: Number) -> tuple[Bounded, bool]:
    """Return a run in high precision, and whether code brought constants along that floats may have computed."""
    constants = Constants()
    try:
        found = high_precision.value(call, x, constants)
    except DomainError:
        # The error of a constant may leave a branch open that the constant itself decides.
        return high_precision.value(call, x), True
    if is_sharp(found, allowances.WIDENED.value):
        return found, constants.computed
    # A loop widens such errors as it does rounding, which a float64 program is granted anyway.
    return high_precision.value(call, x), True


def read_claim(claimed: Any, function: Subject) -> ClaimedArray:
    """Return a claim given as a callable, as an array, or as True for a function that returns (value, gradient).

    Raises
    ------
    InputError
        It is none of these.
    """
    if claimed is True:
        return ClaimedArray(Subject(second_of(function), "the claimed derivative"))
    if callable(claimed):
        return ClaimedArray(Subject(claimed, "the claimed derivative"))
    if isinstance(claimed, str):
        raise InputError(f"a claim about NumPy code is a callable or an array, not the text {claimed!r}")
    fixed = claimed if is_sparse(claimed) else np.asarray(claimed)
    if not is_sparse(fixed) and (fixed.dtype.kind not in "fiu"):
        raise InputError(f"a claim is a callable or an array of real numbers, not {type(claimed).__name__}")
    return ClaimedArray(None, fixed.astype(float) if fixed.dtype.kind in "iu" else fixed)


def after(function: Subject, claim: ClaimedArray) -> ClaimedArray:
    """Return a claim that reads what the function keeps, with a call of the function at the same point before it."""
    gradient = claim.call
    assert gradient is not None

    def claimed(x: ArrayLike) -> Any:
        if is_ours(x):
            return seen((function.call, gradient.call), x)
        function(x)
        return gradient(x)

    claimed.__qualname__ = gradient.name
    return ClaimedArray(Subject(claimed, gradient.what))


def second_of(function: Subject) -> Any:
    """Return the callable of the second part of what a function returns."""
    pair = function.through

    def gradient(x: Number) -> Any:
        return _pair(pair, x)[1]

    gradient.__qualname__ = f"{function.name} (its second value)"
    return gradient


def first_of(function: Subject) -> Subject:
    """Return the function of the first part of what a function returns."""
    pair = function.through

    def value(x: Any) -> Any:
        return _pair(pair, x)[0]

    value.__qualname__ = function.name
    return Subject(value)


def _pair(pair: Any, x: Number) -> Any:
    found = pair(x)
    if not isinstance(found, tuple | list) or len(found) != 2:
        raise InputError("with claimed=True the function returns a pair (value, gradient)")
    return found


def dense(value: Any) -> Any:
    """Return an array, of a SciPy sparse one with all its zeros."""
    return np.asarray(value.toarray()) if is_sparse(value) else np.asarray(value)


def expected_shape(kind: str, x: ArrayLike, value: ArrayLike) -> tuple[int, ...]:
    """Return the shape of a derivative.

    >>> expected_shape("jacobian", np.zeros(3), np.zeros(2)), expected_shape("hessian", np.zeros(3), 0.0)
    ((2, 3), (3, 3))
    """
    at = np.shape(x)
    shapes: dict[str, tuple[int, ...]] = {"gradient": at, "jacobian": (*np.shape(value), *at)}
    return shapes.get(kind, (*at, *at))


def fitted(claim: NDArray[Any], shape: tuple[int, ...]) -> Any | None:
    """Return a claim in the shape that is expected, or None; only a single number may have axes of length 1 more."""
    if claim.shape == shape:
        return claim
    row = len(shape) == 1 and claim.shape == (1, *shape)
    return claim.reshape(shape) if math.prod(shape) == claim.size and (claim.size == 1 or row) else None
