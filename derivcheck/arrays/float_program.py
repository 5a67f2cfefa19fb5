"""How far a float64 program of a derivative may be off: what a right claim is granted where its code hides work.

A run of a claim in high precision does not see what the code has computed in plain floats before:
X.T @ X, an inverse, a covariance, a constant Hessian. That part is as inexact as sums and products
of its length are. The derivative of f, taken in float64 with running error bounds, does the same
work in another order, and its bound is the grant (Higham, "Accuracy and Stability of Numerical
Algorithms", 2nd ed., 2002, §3.3 and §3.5: both errors have the bound gamma_n |X|^T |X|).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck import partials
from derivcheck.arrays.rounding import SAFETY, unit_of
from derivcheck.arrays.subject import Subject
from derivcheck.arrays.sweep import Bounded, Sweep

CONSTANT_UNITS = 4.0
"""Unit roundoffs of a constant that float64 code has computed in a few operations; longer work is f's as well."""

_SHORT_BITS = 24


class Constants:
    """The error of the float constants that a claim's code brings along.

    Attributes
    ----------
    computed : bool
        Whether there was one that may be the result of a computation: it has more than 24 bits.

    Examples
    --------
    >>> constants = Constants()
    >>> constants(0.5), constants.computed, constants(0.1) > 0, constants.computed
    (0.0, False, True, True)
    """

    def __init__(self) -> None:
        self.computed = False

    def __call__(self, constant: Any) -> float:
        mantissa, _ = np.frexp(float(constant))
        if float(mantissa) * 2.0**_SHORT_BITS % 1 == 0:
            return 0.0
        self.computed = True
        return CONSTANT_UNITS * unit_of(np.float64(constant)) * abs(float(constant))


def settled(found: Bounded, exact: Any) -> Any:
    """Return the bound of a float64 run; where that is infinite, its error, times the safety of a single sample."""
    seen = SAFETY * np.abs(found.value - exact) + CONSTANT_UNITS * unit_of(exact) * np.abs(exact)
    return np.where(np.isfinite(found.bound), found.bound, np.where(np.isfinite(seen), seen, 0.0))


def of_hessian(f: Subject, x: Any, found: Bounded) -> Bounded:
    """Return a Hessian with the bounds of reverse sweeps over forward mode, a row each, where they have rules for f."""
    try:
        rows = [_row(f, x, unit) for unit in np.eye(np.size(x)).reshape(-1, *np.shape(x))]
    except Exception:  # whatever code does that was not written for such numbers
        return found
    value, bound = (np.reshape([getattr(r, part) for r in rows], np.shape(found.value)) for part in ("value", "bound"))
    return Bounded(found.value, found.bound, np.maximum(found.plain, settled(Bounded(value, bound), found.value)))


def _row(f: Subject, x: Any, unit: Any) -> Bounded:
    sweep = Sweep(lambda y: partials.along(f, y, unit)[1], x)
    return sweep.row((0,) * np.ndim(sweep.value.value))
