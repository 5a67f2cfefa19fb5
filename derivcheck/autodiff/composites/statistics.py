"""Sums of squares, means, and what goes by the order of elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import Rule, composite, number_like
from derivcheck.ground.errors import UnsupportedOperation


@composite("mean", "a")
def mean(a: Array, axis: Axes = None, dtype: Any = None, *, keepdims: bool = False) -> Any:
    """Return ``numpy.mean``."""
    total = np.sum(a, axis=axis, keepdims=keepdims, **({} if dtype is None else {"dtype": dtype}))
    return total / number_like(total, a.size // max(1, total.size))


@composite("var", "a")
def variance(
    a: Array, axis: Axes = None, *, ddof: float = 0, keepdims: bool = False, correction: float | None = None
) -> Any:
    """Return ``numpy.var``: by the deviations from the mean, which lose no digits where the mean is large."""
    deviation = a - np.mean(a, axis=axis, keepdims=True)
    total = np.sum(squares(deviation), axis=axis, keepdims=keepdims)
    count = a.size // max(1, total.size) - (ddof if correction is None else correction)
    return total / number_like(total, count)


@composite("std", "a")
def deviation(a: Array, *arguments: Any, **options: Any) -> Any:
    """Return ``numpy.std``."""
    return np.sqrt(np.var(a, *arguments, **options))


def squares(x: Array) -> Any:
    """Return |x|**2, which does not bend where x is 0."""
    return np.real(np.conjugate(x) * x) if np.iscomplexobj(x) else x * x


@composite("average", "a", "weights")
def average(a: Array, axis: Axes = None, weights: Any = None, *, keepdims: bool = False) -> Any:
    """Return ``numpy.average``."""
    if weights is None:
        return np.mean(a, axis=axis, keepdims=keepdims)
    if weights.shape != a.shape:
        if not isinstance(axis, int) or weights.ndim != 1:
            raise UnsupportedOperation("there is no rule for numpy.average with weights of another shape than a")
        weights = np.reshape(weights, [-1 if i == axis % a.ndim else 1 for i in range(a.ndim)])
    return np.sum(a * weights, axis=axis, keepdims=keepdims) / np.sum(weights, axis=axis, keepdims=keepdims)


@composite("ptp", "a")
def peak_to_peak(a: Array, axis: Axes = None, *, keepdims: bool = False) -> Any:
    """Return ``numpy.ptp``."""
    return np.max(a, axis=axis, keepdims=keepdims) - np.min(a, axis=axis, keepdims=keepdims)


@composite("sort", "a")
def ordered(a: Array, axis: int | None = -1, kind: object = None, *, stable: object = None) -> Any:
    """Return ``numpy.sort``."""
    if kind is not None and stable is not None:
        raise ValueError("numpy.sort takes kind or stable, not both")
    a, axis = (np.ravel(a), 0) if axis is None else (a, axis)
    order = np.argsort(a, axis=axis, kind="stable")
    places: list[Any] = list(np.indices(order.shape))
    places[axis] = order
    return a[tuple(places)]


def columns_along(a: Array, axis: Axes) -> tuple[Any, list[int]]:
    """Return an array with the axes that a function works along as its first, and its shape with these of length 1."""
    axes = range(a.ndim) if axis is None else [int(i) % a.ndim for i in np.atleast_1d(axis)]
    rest = [i for i in range(a.ndim) if i not in axes]
    moved = np.transpose(a, [*axes, *rest])
    kept = [1 if i in axes else n for i, n in enumerate(a.shape)]
    return np.reshape(moved, (-1, *moved.shape[len(axes) :])), kept


@composite("median", "a")
def median(a: Array, axis: Axes = None, *, keepdims: bool = False) -> Any:
    """Return ``numpy.median``, which is NaN where an element is."""
    columns, kept = columns_along(a, axis)
    columns = np.sort(columns, axis=0)
    count = columns.shape[0]
    low, high, last = columns[(count - 1) // 2], columns[count // 2], columns[-1]
    middle = (low + high) / number_like(low, 2) if count % 2 == 0 else low
    middle = np.where(np.isnan(last), last, middle) if np.any(np.isnan(last)) else middle
    return np.reshape(middle, kept) if keepdims else middle


def _without_nan(function: Rule, instead: float) -> Rule:
    """Return the rule of a sum or product that takes NaN for nothing."""

    def rule(a: Array, *arguments: Any, **options: Any) -> Any:
        absent = np.isnan(a)
        return function(np.where(absent, instead, a) if np.any(absent) else a, *arguments, **options)

    return rule


composite("nansum", "a")(_without_nan(np.sum, 0.0))
composite("nanprod", "a")(_without_nan(np.prod, 1.0))


@composite("nanmean", "a")
def mean_without_nan(a: Array, axis: Axes = None, *, keepdims: bool = False) -> Any:
    """Return ``numpy.nanmean``."""
    total = np.nansum(a, axis=axis, keepdims=keepdims)
    return total / np.sum(~np.isnan(a), axis=axis, keepdims=keepdims).astype(total.dtype)


composite("nancumsum", "a")(_without_nan(np.cumsum, 0.0))


@composite("nanvar", "a")
def variance_without_nan(a: Array, axis: Axes = None, *, ddof: float = 0, keepdims: bool = False) -> Any:
    """Return ``numpy.nanvar``."""
    absent = np.isnan(a)
    off = a - np.nanmean(a, axis=axis, keepdims=True)
    off = np.where(absent, 0.0, off) if np.any(absent) else off
    total = np.sum(squares(off), axis=axis, keepdims=keepdims)
    count = np.sum(~absent, axis=axis, keepdims=keepdims) - ddof
    return total / np.asarray(count).astype(total.dtype)[()]


@composite("nanstd", "a")
def deviation_without_nan(a: Array, *arguments: Any, **options: Any) -> Any:
    """Return ``numpy.nanstd``."""
    return np.sqrt(np.nanvar(a, *arguments, **options))


def _extreme_without_nan(function: Rule, instead: float) -> Rule:
    def rule(a: Array, axis: Axes = None, *, keepdims: bool = False) -> Any:
        absent = np.isnan(a)
        if np.any(np.all(absent, axis=axis)):
            raise UnsupportedOperation("there is a rule for extremes of what is not NaN everywhere")
        return function(np.where(absent, instead, a) if np.any(absent) else a, axis=axis, keepdims=keepdims)

    return rule


composite("nanmax", "a")(_extreme_without_nan(np.max, -np.inf))
composite("nanmin", "a")(_extreme_without_nan(np.min, np.inf))


@composite("nanmedian", "a")
def median_without_nan(a: Array) -> Any:
    """Return ``numpy.nanmedian`` of all elements."""
    flat = np.ravel(a)
    return np.median(flat[np.flatnonzero(~np.isnan(flat))])
