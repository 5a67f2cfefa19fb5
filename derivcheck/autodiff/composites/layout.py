"""Windows, borders, grids and blocks: NumPy functions that arrange elements, or run code on parts of an array."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import composite, refuse
from derivcheck.ground.errors import UnsupportedOperation


@composite("lib.stride_tricks.sliding_window_view", "x")
def windows(x: Array, window_shape: Any, axis: Axes = None) -> Any:
    """Return ``numpy.lib.stride_tricks.sliding_window_view``, as a copy."""
    lengths = [int(n) for n in np.atleast_1d(window_shape)]
    axes = range(x.ndim) if axis is None else [int(i) % x.ndim for i in np.atleast_1d(axis)]
    if len(lengths) != len(axes):
        raise ValueError("window_shape and axis have different lengths")
    for place, (i, length) in enumerate(zip(axes, lengths, strict=True)):
        starts = np.arange(x.shape[i] - length + 1)
        along = np.take(x, starts[:, np.newaxis] + np.arange(length), axis=i)
        # Axes of windows that are there already have gone to the end.
        x = np.moveaxis(along, i + 1, along.ndim - 1) if place >= 0 else along
    return x


_BORDERS = ("edge", "reflect", "symmetric", "wrap")


@composite("pad", "array")
def pad(array: Array, pad_width: Any, mode: str = "constant", *, constant_values: Any = 0, **options: object) -> Any:
    """Return ``numpy.pad`` with constants, or by elements of the array itself."""
    refuse("pad", **options)
    widths = np.broadcast_to(np.asarray(pad_width), (array.ndim, 2)).tolist()
    if mode not in ("constant", *_BORDERS):
        raise UnsupportedOperation(f"there is no rule for numpy.pad with mode={mode!r}")
    fillings = np.broadcast_to(np.asarray(constant_values, dtype=np.float64), (array.ndim, 2))
    for axis, ends in enumerate(widths):
        if mode == "constant":
            before, after = (
                np.full([n if i == axis else m for i, m in enumerate(array.shape)], c, dtype=array.dtype)
                for n, c in zip(ends, fillings[axis], strict=True)
            )
            array = np.concatenate([before, array, after], axis=axis)
        else:
            order: Any = mode
            array = np.take(array, np.pad(np.arange(array.shape[axis]), ends, order), axis=axis)
    return array


@composite("meshgrid")
def grid(*xi: Any, indexing: str = "xy", sparse: bool = False, copy: bool = True, **options: object) -> Any:
    """Return ``numpy.meshgrid``."""
    refuse("meshgrid", **options)
    places = [*range(len(xi))]
    if indexing == "xy" and len(xi) > 1:
        places[:2] = [1, 0]
    lengths = [np.size(x) for x in xi]
    shape = [lengths[places.index(i)] for i in range(len(xi))]
    flat = [
        np.reshape(x, [-1 if i == place else 1 for i in range(len(xi))]) for x, place in zip(xi, places, strict=True)
    ]
    found = flat if sparse else [np.copy(np.broadcast_to(x, shape)) for x in flat]
    kind: Any = type(np.meshgrid(1))
    return kind(found)


@composite("block")
def block(arrays: Any, **options: object) -> Any:
    """Return ``numpy.block``."""
    refuse("block", **options)
    depth = _depth(arrays)
    return _blocks(arrays, depth, max(depth, _most_axes(arrays)))


def _depth(arrays: Any) -> int:
    return 1 + _depth(arrays[0]) if isinstance(arrays, list) else 0


def _most_axes(arrays: Any) -> int:
    return max(map(_most_axes, arrays)) if isinstance(arrays, list) else np.ndim(arrays)


def _blocks(arrays: Any, depth: int, axes: int) -> Any:
    if not isinstance(arrays, list):
        return np.reshape(arrays, (1,) * (axes - np.ndim(arrays)) + np.shape(arrays))
    return np.concatenate([_blocks(a, depth - 1, axes) for a in arrays], axis=-depth)


@composite("apply_along_axis", "arr")
def along_axis(func1d: Callable[..., Any], axis: int, arr: Array, *args: Any, **kwargs: Any) -> Any:
    """Return ``numpy.apply_along_axis``."""
    axis %= arr.ndim
    rest = [i for i in range(arr.ndim) if i != axis]
    rows = np.transpose(arr, [*rest, axis])
    parts = [func1d(rows[index], *args, **kwargs) for index in np.ndindex(*rows.shape[:-1])]
    found = np.reshape(np.stack(parts), rows.shape[:-1] + np.shape(parts[0]))
    inner = np.ndim(parts[0])
    return np.moveaxis(found, range(len(rest), len(rest) + inner), range(axis, axis + inner))


@composite("unstack", "x")
def unstack(x: Any, *, axis: int = 0) -> tuple[Any, ...]:
    """Return ``numpy.unstack``."""
    return tuple(np.moveaxis(x, axis, 0)[i] for i in range(x.shape[axis]))


@composite("broadcast_arrays")
def together(*args: Any, **options: Any) -> Any:
    """Return ``numpy.broadcast_arrays``."""
    if options:
        raise UnsupportedOperation("there is a rule for numpy.broadcast_arrays without subok=")
    shape = np.broadcast_shapes(*map(np.shape, args))
    return type(np.broadcast_arrays(0.0))(np.broadcast_to(a, shape) for a in args)
