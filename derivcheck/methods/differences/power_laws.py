"""Powers of the step that parts of an error follow: slopes of straight lines through logarithms."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.ground.outward import SMALLEST
from derivcheck.results import CurvePoint

_NAN = float("nan")

Part = Callable[[CurvePoint], float]


@dataclass(frozen=True)
class PowerLaw:
    """A line log|part| = slope log h + constant, by least squares.

    Attributes
    ----------
    slope : float
        NaN where fewer than two steps show the part.
    steps, sizes : array of float
        Logarithms of the steps, less their mean, and of the part there.
    """

    slope: float
    steps: Any
    sizes: Any

    def deviation(self, slope: float) -> float:
        """Return how far the points are off a line of some slope in the mean; one outlier hardly counts."""
        off = self.sizes - slope * self.steps
        return float(np.abs(off - np.median(off)).mean()) if len(off) else 0.0


def fit(points: Sequence[CurvePoint], part: Part) -> PowerLaw:
    """Return the law of one part, over the steps at which it is neither zero nor below the smallest double."""
    used = [(p.h, abs(part(p))) for p in points if SMALLEST < abs(part(p)) < math.inf]
    if len({h for h, _ in used}) < 2:
        return PowerLaw(_NAN, np.array([]), np.array([]))
    h, size = np.log(np.array(used)).T
    h -= h.mean()
    return PowerLaw(float(h @ size / (h @ h)), h, size)


def smaller_half(points: Sequence[CurvePoint], part: Part) -> list[CurvePoint]:
    """Return the smaller half of the steps at which a part is not zero; points are by falling step."""
    used = [p for p in points if part(p)]
    return used[min(len(used) // 2, max(len(used) - 2, 0)) :]
