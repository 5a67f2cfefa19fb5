"""The functions of NumPy that are written in terms of others, for arrays of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.numbers.number_array import FUNCTIONS, Space, elementwise
from derivcheck.autodiff.numbers.number_functions import refuse
from derivcheck.ground.errors import UnsupportedOperation


def select(space: Space, conditions: Any, choices: Any, default: Any = 0) -> Any:
    """Return ``numpy.select``: of several choices the first whose condition holds."""
    found: Any = space.lift(default)
    for condition, choice in zip(reversed(conditions), reversed(choices), strict=True):
        found = np.where(condition, choice, found)
    return found


def clip(space: Space, a: Any, a_min: Any = None, a_max: Any = None, **named: Any) -> Any:
    """Return ``numpy.clip``."""
    low, high = named.pop("min", a_min), named.pop("max", a_max)
    refuse(space, "clip", named)
    a = a if low is None else np.maximum(space.lift(a), low)
    return a if high is None else np.minimum(space.lift(a), high)


def linspace(space: Space, start: Any, stop: Any, num: int = 50, endpoint: bool = True, **options: Any) -> Any:
    """Return ``numpy.linspace`` between numbers."""
    refuse(space, "linspace", options)
    start, parts = space.lift(start), max(1, num - endpoint)
    return start + (space.lift(stop) - start) * np.arange(num) / parts


def heaviside(space: Space, x: Any, at_zero: Any) -> Any:
    """Return ``numpy.heaviside``."""
    return np.where(np.greater(x, 0), 1, np.where(np.less(x, 0), 0, space.lift(at_zero)))


def copysign(space: Space, a: Any, b: Any) -> Any:
    """Return ``numpy.copysign``, to which 0 is positive."""
    size = np.absolute(space.lift(a))
    return np.where(np.greater_equal(b, 0), size, -size)


def nan_to_num(space: Space, x: Any, *arguments: Any, **options: Any) -> Any:
    """Return ``numpy.nan_to_num`` of finite numbers."""
    if not np.all(np.isfinite(x)):
        raise UnsupportedOperation(f"{space.m.name} arithmetic has numpy.nan_to_num of finite numbers only")
    return x


def sinc(space: Space, x: Any) -> Any:
    """Return ``numpy.sinc``, sin(pi x)/(pi x)."""
    return elementwise(space, lambda e: space.m.sinc(space.m.pi * e), x)


def interp(space: Space, x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None) -> Any:
    """Return ``numpy.interp``; at a node the two slopes meet, which is an edge."""
    if period is not None:
        raise UnsupportedOperation(f"{space.m.name} arithmetic has no rule for numpy.interp with period=")
    x, xp, fp = space.lift(x), space.lift(xp), space.lift(fp)
    found = np.full_like(x, fp[-1] if right is None else right) + 0 * x
    for i in reversed(range(len(xp) - 1)):
        line = fp[i] + (fp[i + 1] - fp[i]) * ((x - xp[i]) / (xp[i + 1] - xp[i]))
        found = np.where(x <= xp[i + 1], line, found)
    return np.where(x < xp[0], fp[0] if left is None else left, found)


def average(space: Space, a: Any, axis: Any = None, weights: Any = None) -> Any:
    """Return ``numpy.average``."""
    if weights is None:
        return np.mean(a, axis=axis)
    a, w = space.lift(a), space.lift(weights)
    return np.sum(a * w, axis=axis) / np.sum(np.broadcast_to(w, a.shape), axis=axis)


def polyval(space: Space, p: Any, x: Any) -> Any:
    """Return ``numpy.polyval``, by Horner's rule."""
    x = space.lift(x)
    found = 0 * x
    for coefficient in p:
        found = found * x + coefficient
    return found


FUNCTIONS.update(
    {
        np.select: select,
        np.clip: clip,
        np.linspace: linspace,
        np.heaviside: heaviside,
        np.copysign: copysign,
        np.nan_to_num: nan_to_num,
        np.sinc: sinc,
        np.interp: interp,
        np.average: average,
        np.polyval: polyval,
    }
)
