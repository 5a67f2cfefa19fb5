"""Quantiles, moments, counts, fits and differences of samples, in terms of simpler functions of NumPy."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import WEAK_SCALARS
from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import as_doubles, composite, number_like, refuse
from derivcheck.autodiff.composites.statistics import columns_along
from derivcheck.ground.errors import UnsupportedOperation


@composite("quantile", "a")
def quantile(a: Array, q: Any, axis: Axes = None, *, method: str = "linear", keepdims: bool = False) -> Any:
    """Return ``numpy.quantile`` with linear interpolation."""
    if method != "linear":
        raise UnsupportedOperation(f"there is no rule for numpy.quantile with method={method!r}")
    columns, kept = columns_along(a, axis)
    ordered, kind = np.sort(columns, axis=0), _format_between(a, q)
    found = [_between(ordered, float(place), kind) for place in np.ravel(q) * (len(ordered) - 1)]
    found = [np.reshape(one, kept) for one in found] if keepdims else found
    return np.reshape(np.stack(found), np.shape(q) + np.shape(found[0]))


def _format_between(a: Any, q: Any) -> Any:
    """Return the format of quantiles, which from NumPy 2 on a single plain number does not widen."""
    given = np.asarray(q).dtype
    if given.kind != "f" or a.dtype.kind != "f" or (WEAK_SCALARS and type(q) is float):
        return a.dtype
    return np.promote_types(a.dtype, given if WEAK_SCALARS else np.float64)


def _between(ordered: Any, place: float, kind: Any) -> Any:
    low = min(math.floor(place), len(ordered) - 1)
    here, after, part = ordered[low], ordered[min(low + 1, len(ordered) - 1)], place - low
    gap = after - here
    if kind != ordered.dtype:
        here, after, gap = (v.astype(kind) for v in (here, after, gap))
    # NumPy's own way, in which the last bit does not jump.
    return here + gap * number_like(gap, part) if part < 0.5 else after - gap * number_like(gap, 1 - part)


@composite("percentile", "a")
def percentile(a: Array, q: Any, axis: Axes = None, *, method: str = "linear", keepdims: bool = False) -> Any:
    """Return ``numpy.percentile`` with linear interpolation."""
    q = q / 100 if type(q) in (int, float) else np.true_divide(q, 100)
    return np.quantile(a, q, axis=axis, method=method, keepdims=keepdims)  # type: ignore[call-overload]


@composite("cov", "m", "y")
def covariance(m: Array, y: Any = None, rowvar: bool = True, bias: bool = False, ddof: Any = None) -> Any:
    """Return ``numpy.cov`` without weights."""
    rows = [_rows(as_doubles(part), rowvar) for part in (m, y) if part is not None]
    x = np.concatenate(rows, axis=0)
    x = x - np.mean(x, axis=1, keepdims=True)
    count = x.shape[1] - ((0 if bias else 1) if ddof is None else ddof)
    found = (x @ x.T) * (1 / count)
    return np.reshape(found, ()) if found.size == 1 else found


def _rows(x: Any, rowvar: bool) -> Any:
    if x.ndim < 2:
        return np.reshape(x, (1, -1))
    return x if rowvar else x.T


@composite("corrcoef", "x", "y")
def correlation(x: Array, y: Any = None, rowvar: bool = True) -> Any:
    """Return ``numpy.corrcoef``, but for the clip of what rounding takes beyond 1."""
    c = np.cov(x, y, rowvar)
    if not np.ndim(c):
        return c / c
    size = np.sqrt(np.diag(c))
    return c / size[:, np.newaxis] / size[np.newaxis, :]


@composite("bincount", "weights")
def bin_count(x: Any, weights: Any = None, minlength: int = 0) -> Any:
    """Return ``numpy.bincount`` with weights."""
    weights = as_doubles(weights)
    places = np.asarray(x)
    count = max(int(np.max(places, initial=-1)) + 1, minlength)
    return np.stack([np.sum(weights[np.flatnonzero(places == k)]) for k in range(count)])


@composite("histogram", "weights")
def histogram(a: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None) -> Any:
    """Return ``numpy.histogram`` of plain data with weights."""
    if not isinstance(a, np.ndarray | list | tuple) or weights is None:
        raise UnsupportedOperation("the counts of numpy.histogram are whole numbers: they have no slope")
    edges = np.histogram_bin_edges(np.asarray(a), bins, range)
    data, weights = np.ravel(a), np.ravel(weights)
    inside = (data >= edges[0]) & (data <= edges[-1])
    places = np.minimum(np.searchsorted(edges, data[inside], side="right") - 1, len(edges) - 2)
    found = np.bincount(places, weights[np.flatnonzero(inside)], minlength=len(edges) - 1)
    if density:
        return found / np.diff(edges) / np.sum(found), edges
    return (found.astype(weights.dtype) if weights.dtype.char in "ef" else found), edges


@composite("unique", "ar")
def unique(ar: Array) -> Any:
    """Return ``numpy.unique`` without its options."""
    ordered = np.sort(np.ravel(ar))
    other = [True, *(bool(ordered[i] != ordered[i - 1]) for i in range(1, ordered.size))]
    return ordered[np.flatnonzero(other)]


@composite("unwrap", "p")
def unwrap(p: Any, discont: Any = None, axis: int = -1, *, period: float = 2 * math.pi) -> Any:
    """Return ``numpy.unwrap``."""
    half = period / 2
    moved = np.moveaxis(p, axis, -1)
    step = np.diff(moved)
    wrapped = np.mod(step + half, period) - half
    wrapped = np.where((wrapped == -half) & (step > 0), number_like(wrapped, half), wrapped)
    jump = wrapped - step
    jump = np.where(np.abs(step) < (half if discont is None else discont), number_like(jump, 0), jump)
    found = np.concatenate([moved[..., :1], moved[..., 1:] + np.cumsum(jump, axis=-1)], axis=-1)
    return np.moveaxis(found, -1, axis)


@composite("logspace")
def powers(start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: Any = 10.0, *, axis: int = 0) -> Any:
    """Return ``numpy.logspace``."""
    exponents = np.linspace(start, stop, num, endpoint=endpoint, axis=axis)
    return np.power(base if WEAK_SCALARS else np.reshape(base, (1,)), exponents)  # NumPy 1 makes it an array


@composite("geomspace")
def geometric(start: Any, stop: Any, num: int = 50, endpoint: bool = True) -> Any:
    """Return ``numpy.geomspace`` between positive numbers or arrays, whose ends are the given ones."""
    short = any(getattr(end, "dtype", None) in (np.float16, np.float32) for end in (start, stop))
    if short or np.any(np.less_equal(start, 0)) or np.any(np.less_equal(stop, 0)):
        raise UnsupportedOperation("there is a rule for numpy.geomspace of positive numbers in float64 only")
    found = np.logspace(np.log10(start), np.log10(stop), num, endpoint=endpoint)
    parts = [found[i] for i in range(num)]
    ends = {0: start} | ({num - 1: stop} if endpoint and num > 1 else {})
    return np.stack([ends.get(i, part) for i, part in enumerate(parts)])


@composite("gradient", "f")
def gradient(f: Any, *varargs: Any, **options: Any) -> Any:
    """Return ``numpy.gradient``."""
    axis, edges = options.pop("axis", None), options.pop("edge_order", 1)
    refuse("gradient", **options)
    axes = range(f.ndim) if axis is None else [int(i) % f.ndim for i in np.atleast_1d(axis)]
    spacing = [*varargs] * (len(axes) if len(varargs) == 1 else 1) or [1.0] * len(axes)
    if len(spacing) != len(axes):
        raise TypeError("invalid number of arguments")
    found = [_slopes(np.moveaxis(f, i, 0), h, edges, i) for i, h in zip(axes, spacing, strict=True)]
    kind: Any = type(np.gradient(np.eye(2)))
    return found[0] if len(found) == 1 and (f.ndim == 1 or np.ndim(axis or 0) == 0) else kind(found)


def _slopes(f: Any, h: Any, edges: int, axis: int) -> Any:
    column = (-1, *(1,) * (f.ndim - 1))
    if np.ndim(h):
        steps = np.reshape(np.diff(h), column)
        if edges > 1:
            raise UnsupportedOperation("there is no rule for numpy.gradient with coordinates and edge_order=2")
        below, above = steps[:-1], steps[1:]
        outer = -above / (below * (below + above)) * f[:-2] + below / (above * (below + above)) * f[2:]
        inner = outer + (above - below) / (below * above) * f[1:-1]
        first, last = (f[1] - f[0]) / steps[0], (f[-1] - f[-2]) / steps[-1]
    else:
        inner = (f[2:] - f[:-2]) / (2.0 * h)
        first, last = (f[1] - f[0]) / h, (f[-1] - f[-2]) / h
        if edges > 1:
            first = -1.5 / h * f[0] + 2.0 / h * f[1] - 0.5 / h * f[2]
            last = 0.5 / h * f[-3] - 2.0 / h * f[-2] + 1.5 / h * f[-1]
    found = np.concatenate([first[np.newaxis], inner, last[np.newaxis]])
    return np.moveaxis(found.astype(f.dtype) if f.dtype.char in "ef" else found, 0, axis)


@composite("polyfit", "y")
def fit(x: Any, y: Any, deg: int, rcond: Any = None, *, w: Any = None) -> Any:
    """Return the coefficients of ``numpy.polyfit`` at plain places, by its scaled normal equations."""
    if rcond is not None:
        raise UnsupportedOperation("there is a rule for numpy.polyfit without rcond=")
    table = np.vander(np.asarray(x, dtype=np.float64), deg + 1)
    weights = np.ones(len(table)) if w is None else np.asarray(w, dtype=np.float64)
    scale = np.sqrt(np.sum((weights[:, np.newaxis] * table) ** 2, axis=0))
    sizes = np.linalg.svd(weights[:, np.newaxis] * table / scale, compute_uv=False)
    if np.min(sizes) <= len(table) * np.finfo(np.float64).eps * np.max(sizes):
        raise UnsupportedOperation("numpy.polyfit leaves out directions in which these places tell nothing")
    # As numbers of the class of y: the products of floats would be rounded.
    lines = np.zeros_like(y, shape=table.shape)
    lines[...] = table
    lines, right = weights[:, np.newaxis] * lines / scale, (y.T * weights).T
    return (np.linalg.solve(lines.T @ lines, lines.T @ right).T / scale).T
