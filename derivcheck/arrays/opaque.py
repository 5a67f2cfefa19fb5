"""Derivatives of code that only takes floats, from its values alone, each with the bound of the estimate.

Where an estimate declines, estimates from either side tell whether that is for a kink.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.arrays.fresh import scale_of
from derivcheck.arrays.kinks import Sides
from derivcheck.arrays.localise import localise
from derivcheck.arrays.subject import Subject
from derivcheck.arrays.sweep import Bounded
from derivcheck.errors import UnsupportedOperation

MOST_ELEMENTS = 128
"""Elements that are estimated one by one, at about 24 runs of f each."""


def estimates(f: Subject, x: Any, kind: str) -> Bounded:
    """Return a gradient or Jacobian, element by element.

    Raises
    ------
    UnsupportedOperation
        There are too many elements, or it is a Hessian.
    """
    value = np.asarray(f(x))
    if kind == "hessian" or np.size(x) * value.size > MOST_ELEMENTS:
        raise UnsupportedOperation("too many elements to estimate one by one")
    units = np.eye(np.size(x)).reshape(-1, *np.shape(x))
    shape = np.shape(x) if kind == "gradient" else (*value.shape, *np.shape(x))
    columns = [[_slope(f, x, v, i) for v in units] for i in range(value.size)]
    found = np.array(columns).reshape(value.size, np.size(x), 2)
    return Bounded(found[..., 0].reshape(shape), found[..., 1].reshape(shape))


def along(f: Subject, x: Any, directions: Any) -> Bounded:
    """Return the derivative of a single number along each direction."""
    found = np.array([_slope(f, x, v, 0) for v in directions])
    return Bounded(found[:, 0], found[:, 1])


def sides(f: Subject, x: Any, declined: Any) -> Sides:
    """Return the derivatives from either side of the elements of a gradient or Jacobian that are not known.

    Parameters
    ----------
    declined : array of bool
        Of the shape of the derivative.
    """
    units = np.eye(np.size(x)).reshape(-1, *np.shape(x))
    left, right, off = np.full((3, np.size(declined)), np.nan)
    for place in np.flatnonzero(declined):
        element, column = divmod(int(place), np.size(x))
        (left[place], low), (right[place], high) = (_slope(f, x, units[column], element, side) for side in (-1, 1))
        off[place] = low + high
    left, right, off = (part.reshape(np.shape(declined)) for part in (left, right, off))
    return Sides(left, right, np.abs(right - left) > off, False, off)


def bend(f: Subject, x: Any, direction: Any) -> Sides | None:
    """Return both sides of a component that f bends in, among the many that a direction moves; None if it does not.

    Where it bends in single components, the derivatives from either side differ by a sum over these,
    as those along one side do where a gradient is wrong: the same search finds them.
    """
    direction = np.abs(direction)

    def gaps(directions: Any) -> tuple[Any, Any]:
        found = [[_slope(f, x, v, 0, side) for side in (-1, 1)] for v in directions]
        return tuple(np.array([(high - low, a + b) for (low, a), (high, b) in found]).T)

    (gap,), (slack,) = gaps(direction[np.newaxis])
    if not abs(gap) > slack:
        return None
    declined = np.zeros(np.size(x), dtype=bool)
    declined[localise(gaps, direction, 1)] = True
    return sides(f, x, declined.reshape(np.shape(x)))


def _slope(f: Callable[[Any], Any], x: Any, v: Any, element: int, side: int = 0) -> tuple[float, float]:
    """Estimate d/dt f(x + t v) at 0, or from one side, in a variable that is as large as what it moves."""
    from derivcheck.estimate import estimate_derivative
    from derivcheck.methods import adaptive

    moved = v != 0
    size = float(np.min(scale_of(x)[moved] / np.abs(v)[moved])) if np.ndim(x) else float(scale_of(x))

    def line(t: float) -> float:
        return float(np.ravel(f(x + (t - size) * v))[element])

    found = adaptive.estimate(line, size, side=side) if side else estimate_derivative(line, size)
    return found.value, found.error_bound
