"""Derivatives of code that only takes floats, from its values alone, each with the bound of the estimate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.arrays.fresh import scale_of
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


def _slope(f: Callable[[Any], Any], x: Any, v: Any, element: int) -> tuple[float, float]:
    """Estimate d/dt f(x + t v) at 0, in a variable that is as large as what it moves."""
    from derivcheck.estimate import estimate_derivative

    moved = v != 0
    size = float(np.min(scale_of(x)[moved] / np.abs(v)[moved])) if np.ndim(x) else float(scale_of(x))

    def line(t: float) -> float:
        return float(np.ravel(f(x + (t - size) * v))[element])

    found = estimate_derivative(line, size)
    return found.value, found.error_bound
