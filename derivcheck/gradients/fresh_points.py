"""Fresh points near the one that was asked for: a claim is a function, and right at one point by accident."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.elementary.number import Number
from derivcheck.gradients.bounds import Bounds

DISTANCES = (2.0**-10, 2.0**-6)
"""Relative distances: a claim may be valid on one piece of f only, so they stay near."""


def scale_of(x: NDArray[Any]) -> Any:
    """Return the size of each element; of a zero that of the largest, or 1.

    >>> scale_of(np.array([0.0, -2.0]))
    array([2., 2.])
    """
    size = np.abs(x)
    largest = float(np.max(size, initial=0)) or 1.0
    return np.where(size > 0, size, largest)


def points(x: Number, rng: np.random.Generator, bounds: Bounds | None = None) -> list[Any]:
    """Return one point at each distance, every element moved, either way, as far as its bounds let it."""
    array = np.asarray(x)
    found = []
    for distance in DISTANCES:
        step = distance * scale_of(array) * (0.5 + rng.random(array.shape) / 2) * rng.choice([-1, 1], array.shape)
        moved = array + step if bounds is None else bounds.moved(array, step)
        found.append(moved.astype(array.dtype)[()])
    return found
