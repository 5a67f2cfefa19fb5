"""Elements that are taken from arrays, or written to them, by their places."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import composite
from derivcheck.autodiff.composites.layout import written
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import UnsupportedOperation


def _beside(indices: Any, shape: tuple[int, ...], axis: int) -> tuple[Any, ...]:
    """Return the places that indices along an axis stand for."""
    grid: list[Any] = list(np.ogrid[tuple(slice(n) for n in shape)])
    grid[axis] = indices
    return tuple(grid)


@composite("take_along_axis", "arr")
def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    """Return ``numpy.take_along_axis``."""
    arr, axis = (np.ravel(arr), 0) if axis is None else (arr, axis % arr.ndim)
    return arr[_beside(np.asarray(indices), arr.shape, axis)]


@composite("put_along_axis")
def put_along_axis(arr: Any, indices: Any, values: Any, axis: int | None) -> None:
    """Do what ``numpy.put_along_axis`` does."""
    if axis is None:
        raise UnsupportedOperation("there is a rule for numpy.put_along_axis with an axis")
    arr = written(arr, "put_along_axis")
    arr[_beside(np.asarray(indices), arr.shape, axis % arr.ndim)] = values


@composite("put")
def put(a: Any, ind: Any, v: Any) -> None:
    """Do what ``numpy.put`` does with as many values as places, or with one."""
    a = written(a, "put")
    places = np.arange(a.size)[np.asarray(ind)]  # a negative one counts from the end
    if np.size(v) not in (1, places.size):
        raise UnsupportedOperation("there is a rule for numpy.put of one value, or of one for each place")
    a[np.unravel_index(places, a.shape)] = v


@composite("place")
def place(arr: Any, mask: Any, vals: Any) -> None:
    """Do what ``numpy.place`` does."""
    arr = written(arr, "place")
    spots = np.flatnonzero(mask)
    vals = np.ravel(vals)
    if len(spots):
        arr[np.unravel_index(spots, arr.shape)] = vals[np.arange(len(spots)) % vals.size]


@composite("extract", "arr")
def extract(condition: Array, arr: Array) -> Any:
    """Return ``numpy.extract``."""
    return np.ravel(arr)[np.flatnonzero(condition)]


@composite("ediff1d", "ary", "to_end", "to_begin")
def differences(ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    """Return ``numpy.ediff1d``."""
    flat = np.ravel(ary)
    ends = [part if part is None else np.ravel(part).astype(flat.dtype) for part in (to_begin, to_end)]
    given = [part for part in (ends[0], flat[1:] - flat[:-1], ends[1]) if part is not None]
    return np.concatenate(given) if len(given) > 1 else given[0]


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


@composite("angle", "z")
def angle(z: Any, deg: bool = False) -> Any:
    """Return ``numpy.angle``."""
    found = np.arctan2(np.imag(z), np.real(z)) if np.iscomplexobj(z) else np.arctan2(0.0, z)
    return found * (180 / np.pi) if deg else found


@composite("real_if_close", "a")
def real_if_close(a: Any) -> Any:
    """Return ``numpy.real_if_close`` of numbers whose imaginary parts are 0, or of which one is large."""
    if not np.iscomplexobj(a):
        return a
    sizes = np.abs(np.imag(a))
    if np.all(sizes == 0):
        return np.real(a)
    if np.any(sizes > allowances.IMAGINARY.value):
        return a
    raise UnsupportedOperation("whether imaginary parts are left out hangs on rounding")
