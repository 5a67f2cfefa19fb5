"""All partial derivatives by forward mode, without a word about bends: those of `forward` for derivcheck itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.forward.jvp import CHUNK, as_variable, partials, push
from derivcheck.autodiff.forward.kink_log import KinkLog
from derivcheck.ground.errors import InputError

HESSIAN_CHUNK = 16
"""Most directions of each of the two levels of a second derivative."""


def direction(x: Array, v: Array) -> Any:
    """Return a direction in the shape of x; one that is the same everywhere as a number.

    Raises
    ------
    InputError
        Its shape does not fit.
    """
    try:
        fits = np.broadcast_shapes(x.shape, v.shape) == x.shape
    except ValueError:
        fits = False
    if not fits:
        raise InputError(f"a direction of shape {v.shape} does not fit a point of shape {x.shape}")
    if type(v) is np.ndarray and v.size and (v == v.flat[0]).all():
        v = v.flat[0]
    if isinstance(v, np.ndarray | np.generic):
        dtype = x.dtype if v.dtype.kind != "c" else np.result_type(x.dtype, v.dtype)
        v = v.astype(dtype, copy=False)
    return v if v.ndim == 0 else +np.broadcast_to(v, x.shape)


def along(f: Callable[..., Any], x: Array, v: Array, kinks: KinkLog | None = None) -> tuple[Any, Any]:
    """Return f(x) and the derivative of f along v; NaN where it is not determined."""
    x = as_variable(x)
    return push(f, x, direction(x, as_variable(v)), 0, kinks)


def gradient(f: Callable[..., Any], x: Array, kinks: KinkLog | None = None, most: int = CHUNK) -> Any:
    """Return the gradient, of the shape of x.

    Raises
    ------
    InputError
        The value of f is an array.
    """
    x = as_variable(x)
    shape, rows = partials(f, x, most, kinks)
    if np.prod(shape) != 1:
        raise InputError(f"a gradient is of one number, and f returned the shape {shape}; use jacobian")
    return np.reshape(rows, x.shape)


def jacobian(f: Callable[..., Any], x: Array, kinks: KinkLog | None = None, most: int = CHUNK) -> Any:
    """Return the Jacobian, of shape ``f(x).shape + x.shape``."""
    x = as_variable(x)
    shape, rows = partials(f, x, most, kinks)
    return np.reshape(np.moveaxis(rows, 0, -1), (*shape, *x.shape))[()]


def hessian(f: Callable[..., Any], x: Array, kinks: KinkLog | None = None) -> Any:
    """Return the Hessian, of shape ``x.shape + x.shape``."""
    return jacobian(lambda y: gradient(f, y, kinks, HESSIAN_CHUNK), x, kinks, HESSIAN_CHUNK)
