"""Linear functions of numbers and arrays, in plain floating point or with running error bounds.

They are what the derivative of an operation on whole arrays consists of: moving elements, adding
them up, repeating them, and products with an array (Higham, "Accuracy and Stability of Numerical
Algorithms", 2nd ed., 2002, ch. 3 and 4).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.arithmetic.slope_bounds import WIDENING

Numbers = Sequence[Any]


def value_of(number: object) -> Any:
    """Return the floating-point number or array without its error bound."""
    return number.value if isinstance(number, RunningNumber) else number


def shape_of(number: object) -> tuple[int, ...]:
    """Return the shape of a number of either arithmetic; () for a scalar."""
    shape: tuple[int, ...] = getattr(value_of(number), "shape", ())
    return shape


def lift(m: Arithmetic, constant: Any) -> Any:
    """Return a constant of code as a number of `m`: a double, exactly, rounded to the float format."""
    if isinstance(constant, RunningNumber):
        return constant
    scalar = type(constant) in (int, float, bool)
    if not isinstance(m, Running):
        return m.exact(constant) if scalar else constant
    near = m.inner.exact(constant) if scalar else np.asarray(constant)[()]
    return RunningNumber(near, m.magnitude(near * 0) + (abs(float(constant) - float(near)) if scalar else 0), m)


def linear(m: Arithmetic, function: Callable[..., Any], numbers: Numbers, roundings: int) -> Any:
    """Apply a linear function of arrays with coefficients 0 and 1.

    Parameters
    ----------
    m : Real or Running
    function : callable
        Of as many arrays as there are numbers.
    numbers : sequence of numbers of `m`
    roundings : int
        Additions in a row, at most, that an element of the result takes, in any order
        (Higham 2002, eq. 4.4).
    """
    if not isinstance(m, Running):
        return function(*numbers)
    lifted = [m.lift(number) for number in numbers]
    spread = function(*[np.broadcast_to(a.bound, np.shape(a.value)) for a in lifted])
    if roundings:
        spread = spread + growth(m, roundings) * function(*[m.magnitude(a.value) for a in lifted])
    return RunningNumber(function(*[a.value for a in lifted]), spread * (WIDENING if roundings else 1), m)


def bilinear(m: Arithmetic, function: Callable[..., Any], a: object, b: object, roundings: int) -> Any:
    """Apply a product of arrays, such as a matrix product, that adds up `roundings` + 1 products."""
    if not isinstance(m, Running):
        return function(a, b)
    a, b = m.lift(a), m.lift(b)
    size_a, size_b = m.magnitude(a.value), m.magnitude(b.value)
    off_a, off_b = np.broadcast_to(a.bound, np.shape(size_a)), np.broadcast_to(b.bound, np.shape(size_b))
    spread = function(size_a, off_b) + function(off_a, size_b) + function(off_a, off_b)
    rounding = growth(m, roundings + 1) * function(size_a, size_b) + (roundings + 1) * m.rounding(0.0, 0.0)
    return RunningNumber(function(a.value, b.value), (spread + rounding) * WIDENING, m)


def growth(m: Running, roundings: int) -> float:
    """Return gamma_n = n u / (1 - n u) (Higham 2002, eq. 3.1)."""
    total = roundings * m.inner.unit
    return float(total / (1 - total)) if total < 1 else math.inf


def zeros(m: Arithmetic, number: object) -> Any:
    """Return zeros of the shape of a number."""
    none = np.zeros_like(value_of(number))[()]
    return RunningNumber(none, m.magnitude(none), m) if isinstance(m, Running) else none


def spread_to(m: Arithmetic, number: object, shape: tuple[int, ...]) -> Any:
    """Repeat a number so that it fills a shape."""
    if shape_of(number) == shape:
        return number
    return linear(m, lambda a: np.broadcast_to(a, shape), [number], 0)


def sum_to(m: Arithmetic, number: object, shape: tuple[int, ...]) -> Any:
    """Add up what `spread_to` had repeated."""
    if (wide := shape_of(number)) == shape:
        return number
    lead = len(wide) - len(shape)
    axes = (*range(lead), *(lead + i for i, n in enumerate(shape) if n == 1 != wide[lead + i]))
    repeats = math.prod(wide) // max(1, math.prod(shape))
    return linear(m, lambda a: np.reshape(np.sum(a, axis=axes), shape)[()], [number], repeats - 1)
