"""Code that takes a float and returns a float: counted, and NaN wherever it has no real value."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.elementary.number import Number

_OUTSIDE = (ArithmeticError, ValueError, TypeError)
"""What a function may raise outside of its domain; TypeError where a root became complex half-way."""


class Opaque:
    """A function of which nothing is known but its values.

    Parameters
    ----------
    f : callable
        Takes a float, returns a real number.

    Attributes
    ----------
    evaluations : int
        How often f ran.

    Examples
    --------
    >>> f = Opaque(math.sqrt)
    >>> f(4.0), f(-1.0), f(math.inf), f.evaluations
    (2.0, nan, nan, 2)
    """

    def __init__(self, f: Callable[[float], Any]) -> None:
        self._f = f
        self.evaluations = 0
        self._known: dict[float, float] = {}

    def __call__(self, x: float) -> float:
        """Return f(x), or NaN where it is not a finite real number; it is asked once for each x."""
        if not math.isfinite(x):
            return math.nan
        if x not in self._known:
            self._known[x] = self._evaluate(x)
        return self._known[x]

    def _evaluate(self, x: float) -> float:
        self.evaluations += 1
        try:
            with np.errstate(all="ignore"):
                return _finite(self._f(x))
        except _OUTSIDE:
            return math.nan


def _finite(value: Number) -> float:
    """Return a real number as a float, and NaN for any other."""
    if type(value) is not float:
        array = np.asarray(value)
        complex_part = np.iscomplexobj(array) and bool(np.any(array.imag))
        value = math.nan if array.size != 1 or complex_part else float(np.real(array).reshape(-1)[0])
    return value if math.isfinite(value) else math.nan
