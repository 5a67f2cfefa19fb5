"""Elements that are taken from arrays, by their places or by a condition."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import composite


def places_beside(indices: Any, shape: tuple[int, ...], axis: int) -> tuple[Any, ...]:
    """Return the places that indices along an axis stand for."""
    grid: list[Any] = list(np.ogrid[tuple(slice(n) for n in shape)])
    grid[axis] = indices
    return tuple(grid)


@composite("take_along_axis", "arr")
def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    """Return ``numpy.take_along_axis``."""
    arr, axis = (np.ravel(arr), 0) if axis is None else (arr, axis % arr.ndim)
    return arr[places_beside(np.asarray(indices), arr.shape, axis)]


@composite("extract", "arr")
def extract(condition: Array, arr: Array) -> Any:
    """Return ``numpy.extract``."""
    return np.ravel(arr)[np.flatnonzero(condition)]


@composite("choose", "choices")
def choose(a: Any, choices: Any) -> Any:
    """Return ``numpy.choose`` by whole numbers that are plain."""
    found = np.broadcast_to(choices[0], np.broadcast_shapes(np.shape(a), np.shape(choices[0])))
    if np.any((np.asarray(a) < 0) | (np.asarray(a) >= len(choices))):
        raise ValueError("invalid entry in choice array")
    return functools.reduce(lambda f, k: np.where(np.asarray(a) == k, choices[k], f), range(len(choices)), found)
