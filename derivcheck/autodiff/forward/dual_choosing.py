"""Functions of dual arrays that choose elements by their values: medians, pieces, what stands for a NaN."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.forward.dual_array import ground
from derivcheck.autodiff.forward.dual_linear import Rule


def nan_to_num(x: Any, copy: bool = True, nan: Any = 0.0, posinf: Any = None, neginf: Any = None) -> Any:
    """Return ``numpy.nan_to_num``; what is replaced does not move."""
    plain = ground(x)
    return np.where(np.isfinite(plain), x, np.nan_to_num(plain, nan=nan, posinf=posinf, neginf=neginf))


def select(conditions: Any, choices: Any, default: Any = 0) -> Any:
    """Return ``numpy.select``: of several choices the first whose condition holds."""
    for condition, choice in zip(reversed(conditions), reversed(choices), strict=True):
        default = np.where(condition, choice, default)
    return default


def median(a: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Return ``numpy.median`` of all elements or along an axis."""
    places = np.ravel(a) if axis is None else np.moveaxis(a, axis, 0)
    order, count = np.sort(places, axis=0), len(places)
    middle = (order[(count - 1) // 2] + order[count // 2]) / 2
    if not keepdims:
        return middle
    return np.reshape(middle, (1,) * a.ndim) if axis is None else np.expand_dims(middle, axis)


def without_nan(function: Rule, instead: float) -> Rule:
    """Return the rule of a sum or product that takes NaN for nothing."""
    return lambda a, *arguments, **options: function(np.where(np.isnan(ground(a)), instead, a), *arguments, **options)


def piecewise(x: Any, conditions: Any, functions: Any) -> Any:
    """Return ``numpy.piecewise``: each function of those x only for which its condition holds."""
    masks = [np.broadcast_to(np.asarray(ground(c), dtype=bool), x.shape) for c in conditions]
    if len(functions) == len(masks) + 1:
        masks.append(~np.logical_or.reduce(masks))
    result = np.zeros_like(x)
    for mask, f in zip(masks, functions, strict=True):
        if mask.any():
            result[mask] = f(x[mask]) if callable(f) else f
    return result
