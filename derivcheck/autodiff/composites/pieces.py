"""Functions put together from pieces: choices, interpolation, differences, parts of arrays."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import WEAK_SCALARS
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import composite


@composite("clip", "a")
def clip(a: Array, a_min: Any = None, a_max: Any = None, out: Any = None, *, min: Any = None, max: Any = None) -> Any:
    """Return ``numpy.clip``; on a bound, the mean of the slopes on both sides of it."""
    low, high = a_min if min is None else min, a_max if max is None else max
    a = a if low is None else np.maximum(a, low)
    a = a if high is None else np.minimum(a, high)
    if out is None:
        return a
    out[...] = a
    return out


@composite("select")
def select(condlist: Sequence[Any], choicelist: Sequence[Any], default: Any = 0) -> Any:
    """Return ``numpy.select``: of several choices the first whose condition holds."""
    for condition, choice in zip(reversed(condlist), reversed(choicelist), strict=True):
        default = np.where(condition, choice, default)
    return default


@composite("piecewise", "x")
def piecewise(x: Array, condlist: Any, funclist: Sequence[Any], *args: Any, **kw: Any) -> Any:
    """Return ``numpy.piecewise``: each function of those x only for which its condition holds."""
    single = not isinstance(condlist[0], list | np.ndarray) and x.ndim != 0
    masks = [np.broadcast_to(np.asarray(c, dtype=bool), x.shape) for c in ([condlist] if single else condlist)]
    if len(funclist) == len(masks) + 1:
        masks.append(~np.logical_or.reduce(masks))
    flat = np.ravel(x)
    # Where no condition holds there is 0, the first element; of several that hold, the last counts.
    pieces, at, count = [np.zeros(1, dtype=x.dtype)], np.zeros(x.size, dtype=int), 1
    for mask, f in zip(masks, funclist, strict=True):
        places = np.flatnonzero(mask)
        if len(places):
            found = f(flat[places], *args, **kw) if callable(f) else np.asarray(f, dtype=x.dtype)
            pieces.append(np.broadcast_to(found, places.shape))
            at[places] = count + np.arange(len(places))
            count += len(places)
    return np.reshape(np.concatenate(pieces)[at], x.shape)


@composite("nan_to_num", "x")
def nan_to_num(x: Array, copy: bool = True, nan: Any = 0.0, posinf: Any = None, neginf: Any = None) -> Any:
    """Return ``numpy.nan_to_num``; what is replaced does not move."""
    if np.all(np.isfinite(x)):
        return +x
    largest = np.finfo(x.dtype).max
    x = np.where(np.isnan(x), nan, x)
    x = np.where(np.isinf(x) & (x > 0), largest if posinf is None else posinf, x)
    return np.where(np.isinf(x) & (x < 0), -largest if neginf is None else neginf, x)


@composite("interp", "x", "xp", "fp")
def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None) -> Any:
    """Return ``numpy.interp``; at a node the slope is that to the right of it."""
    x, xp, fp = (a.astype(np.float64) if a.dtype.char in "ef" else a for a in (x, xp, fp))  # as NumPy does
    k = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, len(xp) - 2)
    line = fp[k] + (fp[k + 1] - fp[k]) / (xp[k + 1] - xp[k]) * (x - xp[k])
    line = np.where(x < xp[0], fp[0] if left is None else left, line)
    return np.where(x > xp[-1], fp[-1] if right is None else right, line)


@composite("polyval", "p", "x")
def polyval(p: Any, x: Any) -> Any:
    """Return ``numpy.polyval``, by Horner's rule."""
    if not WEAK_SCALARS and x.ndim and (p.dtype.kind, x.dtype.kind) == ("f", "f"):
        p = p.astype(x.dtype)  # single coefficients, which NumPy 1 adds in the format of x
    found = np.broadcast_to(p[0], x.shape)
    for i in range(1, len(p)):
        found = found * x + p[i]
    return found


@composite("round", "a")
@composite("around", "a")
def rounded(a: Array, decimals: int = 0) -> Any:
    """Return ``numpy.round``."""
    return np.rint(a) if decimals == 0 else np.rint(a * 10.0**decimals) / 10.0**decimals


@composite("linspace")
def linspace(start: Array, stop: Array, num: int = 50, endpoint: bool = True, *, axis: int = 0) -> Any:
    """Return ``numpy.linspace`` between numbers or arrays, whose last element is `stop` itself."""
    if not WEAK_SCALARS:  # NumPy 1 begins with these products, which widen single numbers
        start, stop = np.multiply(start, 1.0), np.multiply(stop, 1.0)
    span = stop - start
    counted = np.arange(num).reshape(-1, *(1,) * span.ndim).astype(span.dtype)
    found = start + span / max(1, num - endpoint) * counted
    if endpoint and num > 1:
        found = np.concatenate([found[:-1], np.broadcast_to(stop, (1, *span.shape))])
    return found if axis == 0 else np.moveaxis(found, 0, axis)


@composite("trapezoid", "y", "x")
@composite("trapz", "y", "x")
def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: int = -1) -> Any:
    """Return ``numpy.trapezoid``."""
    y = np.moveaxis(y, axis, -1)
    widths = dx if x is None else np.diff(x if x.ndim == 1 else np.moveaxis(x, axis, -1))
    return np.sum(widths * (y[..., 1:] + y[..., :-1]) / 2.0, axis=-1)


@composite("diff", "a", "prepend", "append")
def difference(a: Array, n: int = 1, axis: int = -1, prepend: Any = None, append: Any = None) -> Any:
    """Return ``numpy.diff``."""
    if n <= 0:
        if n < 0:
            raise ValueError(f"order must be non-negative but got {n}")
        return a
    ends = [e if e is None or e.ndim else np.broadcast_to(e, _one_thick(a, axis)) for e in (prepend, append)]
    given = [part for part in (ends[0], a, ends[1]) if part is not None]
    a = np.concatenate(given, axis=axis) if len(given) > 1 else a
    before = (slice(None),) * (axis % a.ndim)
    for _ in range(n):
        a = a[(*before, slice(1, None))] - a[(*before, slice(None, -1))]
    return a


@composite("ediff1d", "ary", "to_end", "to_begin")
def differences(ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    """Return ``numpy.ediff1d``."""
    flat = np.ravel(ary)
    ends = [part if part is None else np.ravel(part).astype(flat.dtype) for part in (to_begin, to_end)]
    given = [part for part in (ends[0], flat[1:] - flat[:-1], ends[1]) if part is not None]
    return np.concatenate(given) if len(given) > 1 else given[0]


def _one_thick(a: Array, axis: int) -> tuple[int, ...]:
    return tuple(1 if i == axis % a.ndim else n for i, n in enumerate(a.shape))


def _parts(a: Array, places: Sequence[Any], axis: int) -> list[Any]:
    before = (slice(None),) * (axis % a.ndim)
    return [a[(*before, slice(p[0], p[-1] + 1) if len(p) else slice(0, 0))] for p in places]


@composite("split", "ary")
def split(ary: Array, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """Return ``numpy.split``, as views."""
    return _parts(ary, np.split(np.arange(ary.shape[axis]), indices_or_sections), axis)


@composite("array_split", "ary")
def array_split(ary: Array, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """Return ``numpy.array_split``, as views."""
    return _parts(ary, np.array_split(np.arange(ary.shape[axis]), indices_or_sections), axis)


@composite("take", "a")
def take(a: Array, indices: Array, axis: int | None = None) -> Any:
    """Return ``numpy.take``."""
    a, axis = (np.ravel(a), 0) if axis is None else (a, axis % a.ndim)
    before: tuple[Any, ...] = (slice(None),) * axis
    return a[(*before, np.asarray(indices))]


def factors(a: Array, axis: int) -> list[Any]:
    """Return the parts of an array along an axis."""
    before = (slice(None),) * (axis % a.ndim)
    return [a[(*before, i)] for i in range(a.shape[axis])]


@composite("cumprod", "a")
def cumulative_product(a: Array, axis: int | None = None) -> Any:
    """Return ``numpy.cumprod``, one factor after the other."""
    a, axis = (np.ravel(a), 0) if axis is None else (a, axis)
    return np.stack(list(itertools.accumulate(factors(a, axis), operator.mul)), axis=axis)


@composite("cumulative_sum", "x")
def running_sum(x: Any, *, axis: int | None = None, include_initial: bool = False) -> Any:
    """Return ``numpy.cumulative_sum``."""
    axis = 0 if axis is None else axis
    found = np.cumsum(x, axis=axis)
    return np.concatenate([0 * np.take(x, [0], axis=axis), found], axis=axis) if include_initial else found


@composite("cumulative_prod", "x")
def running_product(x: Any, *, axis: int | None = None, include_initial: bool = False) -> Any:
    """Return ``numpy.cumulative_prod``."""
    axis = 0 if axis is None else axis
    found = np.cumprod(x, axis=axis)
    return np.concatenate([0 * np.take(x, [0], axis=axis) + 1, found], axis=axis) if include_initial else found


@composite("compress", "a")
def compress(condition: Array, a: Array, axis: int | None = None) -> Any:
    """Return ``numpy.compress``."""
    return np.take(a, np.flatnonzero(condition), axis=axis)


@composite("append", "arr", "values")
def append(arr: Array, values: Array, axis: int | None = None) -> Any:
    """Return ``numpy.append``."""
    return np.concatenate([np.ravel(arr), np.ravel(values)] if axis is None else [arr, values], axis=axis or 0)


@composite("trace", "a")
def trace(a: Array, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """Return ``numpy.trace``."""
    return np.sum(np.diagonal(a, offset, axis1, axis2), axis=-1)
