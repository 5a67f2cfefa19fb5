"""Derivatives of code that only takes floats, from its values alone, each with the bound of the estimate.

Where an estimate declines, estimates from either side tell whether that is for a kink.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.elementary.number import Number
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.gradients.kinks import Sides
from derivcheck.gradients.localise import localise
from derivcheck.gradients.subject import Subject
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import UnsupportedOperation


def estimates(f: Subject, x: Any, kind: str, order: int = 1) -> Bounded:
    """Return a gradient, Jacobian or Hessian, element by element; of one number, a derivative of any order.

    Raises
    ------
    UnsupportedOperation
        There are too many elements.
    """
    if not np.ndim(x) and not np.ndim(f(x)):
        return Bounded(*map(np.float64, _slope(f, x, 1.0, 0, order=order)))
    if kind == "hessian":
        return second(f, x)
    value = np.asarray(f(x))
    if np.size(x) * value.size > allowances.ESTIMATED_ELEMENTS.value:
        raise UnsupportedOperation("too many elements to estimate one by one")
    units = [unit(x, i) for i in range(np.size(x))]
    shape = np.shape(x) if kind == "gradient" else (*value.shape, *np.shape(x))
    columns = [[_slope(f, x, v, i) for v in units] for i in range(value.size)]
    found = np.array(columns).reshape(value.size, np.size(x), 2)
    return Bounded(*_with_zeros(found[..., 0].reshape(shape), found[..., 1].reshape(shape)))


def unit(x: NDArray[Any], place: int) -> Any:
    """Return the direction of one element of x."""
    found = np.zeros(np.size(x))
    found[place] = 1
    return found.reshape(np.shape(x))[()]


def second(f: Subject, x: NDArray[Any]) -> Bounded:
    """Return a Hessian from second derivatives along lines: v'Hw = (q(v + w) - q(v - w))/4, where q(v) = v'Hv.

    Raises
    ------
    UnsupportedOperation
        There are too many variables.
    """
    size = np.size(x)
    if size > allowances.ESTIMATED_VARIABLES.value:
        raise UnsupportedOperation("too many variables to estimate second derivatives one by one")
    scales = np.ravel(scale_of(x))
    steps = [unit(x, i) * scales[i] for i in range(size)]
    value, bound = np.zeros((2, size, size))
    for i, j in itertools.combinations_with_replacement(range(size), 2):
        found = _curved(f, x, steps[i], steps[j]) if i != j else _slope(f, x, steps[i], 0, order=2)
        scale = scales[i] * scales[j]
        value[i, j] = value[j, i] = found[0] / scale
        bound[i, j] = bound[j, i] = found[1] / scale + _ROUNDINGS * abs(found[0] / scale)
    value, bound = _with_zeros(value, bound)
    bound[np.isnan(bound)] = np.inf
    shape = (*np.shape(x), *np.shape(x))
    return Bounded(value.reshape(shape), bound.reshape(shape))


def _with_zeros(value: Any, bound: Any) -> tuple[Any, Any]:
    """Return what may be zero as zero, in a bound that holds for that too: errors are then seen beside the others."""
    zero = (np.abs(value) <= bound) & np.isfinite(bound)
    return np.where(zero, 0.0, value), np.where(zero, bound + np.abs(value), bound)


# A difference, a quotient and the product of two scales.
_ROUNDINGS = 4 * np.finfo(float).eps


def _curved(f: Subject, x: ArrayLike, v: Number, w: Any) -> tuple[float, float]:
    (plus, above), (minus, below) = (_slope(f, x, v + sign * w, 0, order=2) for sign in (1, -1))
    return (plus - minus) / 4, (above + below + _ROUNDINGS * (abs(plus) + abs(minus))) / 4


def worst(f: Subject, x: NDArray[Any], unit: NDArray[Any], column: NDArray[Any]) -> Bounded:
    """Return one column of a Jacobian, known where a claim about it looks worst, and infinitely uncertain elsewhere."""
    step = float(np.max(np.abs(unit) * scale_of(x))) * np.cbrt(np.finfo(float).eps)
    rough = (np.ravel(f(x + step * unit)) - np.ravel(f(x - step * unit))) / (2 * step)
    value, bound = np.zeros_like(rough), np.full_like(rough, np.inf)
    for place in np.argsort(-np.abs(rough - column))[: allowances.FOUND.value]:
        value[place], bound[place] = _slope(f, x, unit, int(place))
    return Bounded(value, np.where(np.isnan(bound), np.inf, bound))


def bilinear(f: Subject, x: NDArray[Any], u: NDArray[Any], directions: NDArray[Any]) -> Bounded:
    """Return u'Hv for each direction v, from second derivatives along u + v and u - v."""
    found = np.array([_curved(f, x, u, v) for v in directions])
    return Bounded(found[:, 0], found[:, 1])


def along(f: Subject, x: ArrayLike, directions: Any) -> Bounded:
    """Return the derivative of a single number along each direction."""
    found = np.array([_slope(f, x, v, 0) for v in directions])
    return Bounded(found[:, 0], found[:, 1])


def sides(f: Subject, x: NDArray[Any], declined: ArrayLike) -> Sides:
    """Return the derivatives from either side of the elements of a gradient or Jacobian that are not known.

    Parameters
    ----------
    declined : array of bool
        Of the shape of the derivative.
    """
    left, right, off = np.full((3, np.size(declined)), np.nan)
    for place in np.flatnonzero(declined):
        element, column = divmod(int(place), np.size(x))
        (left[place], low), (right[place], high) = (_slope(f, x, unit(x, column), element, side) for side in (-1, 1))
        off[place] = low + high
    # What may be zero, beside what the other side shows, is zero.
    left, right = (np.where(np.abs(side) <= off, 0.0, side) for side in (left, right))
    left, right, off = (part.reshape(np.shape(declined)) for part in (left, right, off))
    return Sides(left, right, np.abs(right - left) > off, False, off, alone=True)


def one_sided(f: Subject, x: ArrayLike, direction: ArrayLike) -> tuple[Bounded, Bounded]:
    """Return the derivatives of a single number along a direction, before and after the point."""
    before, after = (Bounded(*_slope(f, x, direction, 0, side)) for side in (-1, 1))
    return before, after


def bend(f: Subject, x: NDArray[Any], direction: ArrayLike) -> Sides | None:
    """Return both sides of a component that f bends in, among the many that a direction moves; None if it does not.

    Where it bends in single components, the derivatives from either side differ by a sum over these,
    as those along one side do where a gradient is wrong: the same search finds them.
    """
    direction = np.abs(direction)

    def gaps(directions: NDArray[Any]) -> tuple[Any, Any]:
        found = [[_slope(f, x, v, 0, side) for side in (-1, 1)] for v in directions]
        return tuple(np.array([(high - low, a + b) for (low, a), (high, b) in found]).T)

    (gap,), (slack,) = gaps(direction[np.newaxis])
    if not abs(gap) > slack:
        return None
    declined = np.zeros(np.size(x), dtype=bool)
    declined[localise(gaps, direction, 1)] = True
    return sides(f, x, declined.reshape(np.shape(x)))


def _slope(f: Callable[[Any], Any], x: Any, v: Any, element: int, side: int = 0, order: int = 1) -> tuple[float, float]:
    """Estimate a derivative of f(x + t v) at t = 0, or from one side."""
    from derivcheck.methods.black_box import adaptive

    if not np.any(v):
        return 0.0, 0.0
    call, place = line(f, x, v, element)
    found = adaptive.estimate(call, place, order, side=side)
    scale = 1.0 if np.ndim(x) else float(v)
    return found.value * scale**order, found.error_bound * abs(scale) ** order


def line(
    f: Callable[[Any], Any], x: NDArray[Any], v: NDArray[Any], element: int
) -> tuple[Callable[[float], float], float]:
    """Return one element of f along a line through x, in a variable as large as what it moves, and where x is."""

    def at(y: Number) -> float:
        return float(np.ravel(f(y))[element])

    if not np.ndim(x):
        return lambda t: at(np.float64(t)), float(x)
    moved = v != 0
    size = float(np.min(scale_of(x)[moved] / np.abs(v)[moved]))
    return lambda t: at(x + (t - size) * v), size
