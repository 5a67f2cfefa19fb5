"""Functions of NumPy that write to an array, by places or by a condition."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.composites.composite import composite
from derivcheck.autodiff.composites.selections import places_beside
from derivcheck.ground.errors import UnsupportedOperation


def written(target: Any, name: str) -> Any:
    """Return what a function writes to.

    Raises
    ------
    UnsupportedOperation
        It is a plain array.
    """
    if isinstance(target, np.ndarray):
        raise UnsupportedOperation(f"numpy.{name} into a plain array would lose the derivative")
    return target


@composite("copyto")
def copy_to(dst: Any, src: Any, casting: str = "same_kind", where: Any = True) -> None:
    """Do ``numpy.copyto``."""
    written(dst, "copyto")[...] = src if where is True else np.where(where, src, dst)


@composite("putmask")
def put_mask(a: Any, mask: Any, values: Any) -> None:
    """Do ``numpy.putmask``, which repeats its values over all elements, whether they are put or not."""
    size = np.size(a)
    repeated = np.take(np.ravel(values), np.arange(size) % np.size(values))
    written(a, "putmask")[...] = np.where(mask, np.reshape(repeated, np.shape(a)), a)


@composite("fill_diagonal")
def fill_diagonal(a: Any, val: Any, wrap: bool = False) -> None:
    """Do ``numpy.fill_diagonal``."""
    if np.ndim(a) != 2 or (wrap and a.shape[0] > a.shape[1] + 1):
        raise UnsupportedOperation("there is a rule for numpy.fill_diagonal of a matrix without wrapping")
    places = np.arange(min(a.shape))
    values: Any = np.ravel(val)
    written(a, "fill_diagonal")[places, places] = np.take(values, places % np.size(val))


@composite("put_along_axis")
def put_along_axis(arr: Any, indices: Any, values: Any, axis: int | None) -> None:
    """Do what ``numpy.put_along_axis`` does."""
    if axis is None:
        raise UnsupportedOperation("there is a rule for numpy.put_along_axis with an axis")
    arr = written(arr, "put_along_axis")
    arr[places_beside(np.asarray(indices), arr.shape, axis % arr.ndim)] = values


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
