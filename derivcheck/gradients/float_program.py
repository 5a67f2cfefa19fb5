"""How far a float64 program of a derivative may be off: what a right claim is granted where its code hides work.

A run of a claim in high precision does not see what the code has computed in plain floats before:
X.T @ X, an inverse, a covariance, a constant Hessian. That part is as inexact as sums and products
of its length are. The derivative of f, taken in float64 with running error bounds, does the same
work in another order, and its bound is the grant (Higham, "Accuracy and Stability of Numerical
Algorithms", 2nd ed., 2002, §3.3 and §3.5: both errors have the bound gamma_n |X|^T |X|).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.code.constants import UNIT, is_short
from derivcheck.gradients.rounding import last_operations
from derivcheck.ground.allowances import code as constants
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.methods.black_box.noise import spread


class Constants:
    """The error of the float constants that a claim's code brings along.

    Attributes
    ----------
    computed : bool
        Whether there was one that may be the result of a computation: it has many digits.

    Examples
    --------
    >>> constants = Constants()
    >>> constants(0.1), constants.computed, constants(1 / 3) > 0, constants.computed
    (0.0, False, True, True)
    """

    def __init__(self) -> None:
        self.computed = False

    def __call__(self, constant: float) -> float:
        """Return the error that a constant may have."""
        number = float(constant)
        if _written(number):
            return 0.0
        self.computed = True
        return constants.CONSTANT_ROUNDINGS.value * UNIT * abs(number)


def _written(number: float) -> bool:
    """Return whether a float is short in binary, or in decimal as people write it."""
    return (
        not math.isfinite(number) or is_short(number) or float(f"{number:.{constants.DECIMAL_DIGITS.value}g}") == number
    )


def settled(found: Bounded, exact: ArrayLike) -> Any:
    """Return the bound of a float64 run; where that is infinite, its error, times the safety of a single sample."""
    seen = allowances.SAFETY.value * np.abs(found.value - exact) + last_operations(exact)
    return np.where(np.isfinite(found.bound), found.bound, np.where(np.isfinite(seen), seen, 0.0))


def sampled(h: Callable[[Any], Any], x: ArrayLike, value: NDArray[Any], ends: int, rng: np.random.Generator) -> Any:
    """Return how far a derivative in float64 may be off, from runs in variables of other scales.

    Parameters
    ----------
    h : callable
        The derivative by z where x = s z, for an array s of the shape of x.
    x : array or number
    value : array
        The derivative by x.
    ends : int
        How many times the axes of x stand at the end of those of `value`: 2 for a Hessian.
    rng : numpy.random.Generator

    Notes
    -----
    With x = s z, for random s, each product in the derivative rounds in another way, even where the
    derivative is a constant, which neighbours of x do not show.
    """
    scales = [1 + rng.random(np.shape(x)) for _ in range(allowances.SAMPLES.value)]
    factors = scales if ends == 1 else [np.multiply.outer(scale, scale) for scale in scales]
    return allowances.SAFETY.value * spread((np.asarray(h(s)) / f for s, f in zip(scales, factors, strict=True)), value)
