"""Bounds on the elements of a point, in the forms that SciPy's optimisers take: nothing is asked beyond them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.elementary.number import Number
from derivcheck.formula.domain import Range
from derivcheck.gradients import naming
from derivcheck.ground.errors import InputError

_LISTED = 64
"""Elements whose bounds are listed one by one in a result."""

_FORMS = "give (low, high) for all, a pair for each element, or scipy.optimize.Bounds"


@dataclass(frozen=True, eq=False)
class Bounds:
    """The least and the greatest value of each element of a point, of its shape; both are allowed.

    Examples
    --------
    >>> bounds = read_bounds([(0, 1), (None, 0)], np.array([0.5, -3.0]))
    >>> np.array([1.0, -9.0]) in bounds, np.array([1.1, -9.0]) in bounds
    (True, False)
    """

    low: Any
    high: Any

    def __contains__(self, x: object) -> bool:
        return bool(np.all(self._inside(x)))

    def _inside(self, x: object) -> Any:
        return (np.asarray(x) >= self.low) & (np.asarray(x) <= self.high)

    def moved(self, x: Number, step: Any) -> Any:
        """Return x + step, with the other sign where that is outside, and less far where both are."""
        x = np.asarray(x, dtype=np.float64)
        room = np.where(self.high - x >= x - self.low, self.high - x, self.low - x)
        least = x + np.where(np.abs(room) < np.abs(step), room / 2, step)
        return np.where(self._inside(x + step), x + step, np.where(self._inside(x - step), x - step, least))

    def ranges(self, name: str) -> Mapping[str, Range]:
        """Return the bounds of a point that code calls by a name; one range where all elements have the same."""
        pairs = np.stack([np.ravel(self.low), np.ravel(self.high)], axis=1)
        if len(pairs) == 1 or np.all(pairs == pairs[0]):
            return {name: _range(pairs[0])}
        shape = np.shape(self.low)
        places = [tuple(map(int, np.unravel_index(i, shape))) for i in range(min(len(pairs), _LISTED))]
        listed = ((naming.element(name, place), _range(pairs[i])) for i, place in enumerate(places))
        return {element: one for element, one in listed if not one.whole}


def _range(ends: Any) -> Range:
    return Range(float(ends[0]), float(ends[1]))


def read_bounds(given: Any, x: Any, name: str = "x") -> Bounds | None:
    """Return bounds, checked against the point.

    Parameters
    ----------
    given : None, scipy.optimize.Bounds, pair of numbers, or sequence of pairs
        Of a pair None is infinite. One pair of numbers is for every element.
    x : array or number
        The point, which is to be inside.
    name : str
        What messages call it.

    Raises
    ------
    InputError
        They are no bounds, or not of the point's size, or the point is outside.
    """
    if given is None:
        return None
    shape = np.shape(x)
    try:
        low, high = _ends(given, shape)
    except (TypeError, ValueError):
        raise InputError(f"bounds of a point of shape {shape}: {_FORMS}, not {given!r}"[:200]) from None
    if np.any(np.isnan(low) | np.isnan(high)) or np.any(low > high):
        raise InputError(f"a lower bound is above its upper bound, or not a number; {_FORMS}")
    outside = np.argwhere((np.asarray(x) < low) | (np.asarray(x) > high))
    if len(outside):
        place = tuple(map(int, outside[0]))
        value, ends = float(np.asarray(x)[place]), Range(float(low[place]), float(high[place]))
        element = naming.element(name, place)
        raise InputError(
            f"the point is outside its bounds: {element} = {value:.10g}, and {ends.text(element)}; "
            f"give a point inside, or wider bounds"
        )
    return Bounds(low, high)


def _ends(given: Any, shape: tuple[int, ...]) -> tuple[Any, Any]:
    """Return lower and upper bounds of a shape."""
    pairs: tuple[Any, ...]
    if hasattr(given, "lb") and hasattr(given, "ub"):
        pairs = (given.lb, given.ub)
    elif len(given) == 2 and all(end is None or np.ndim(end) == 0 for end in given):
        pairs = (_number(given[0], -np.inf), _number(given[1], np.inf))
    else:
        listed = [(_number(low, -np.inf), _number(high, np.inf)) for low, high in given]
        pairs = tuple(np.array(side).reshape(shape) for side in zip(*listed, strict=True))
    low, high = (np.broadcast_to(np.asarray(side, dtype=np.float64), shape) for side in pairs)
    return low, high


def _number(end: Any, infinite: float) -> float:
    return infinite if end is None else float(end)
