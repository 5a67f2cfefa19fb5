"""Powers of the step that parts of an error follow: slopes of straight lines through logarithms."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from derivcheck.ground.allowances import methods as allowances
from derivcheck.results import CurvePoint

_NAN = float("nan")

# Standard deviation of log|Z| for a normal Z: how far a sum of roundings is from its own size.
_SCATTER = math.pi / math.sqrt(8)


@dataclass(frozen=True)
class PowerLaw:
    """A line log|part| = slope log h + constant, by least squares.

    Attributes
    ----------
    slope : float
        NaN where fewer than two steps show the part.
    deviation : float
        Standard deviation of the slope where the part is a sum of roundings.
    """

    slope: float
    deviation: float

    def agrees(self, slope: float) -> bool:
        """Return whether roundings that grow with another slope may have given this one."""
        return abs(self.slope - slope) <= allowances.SLOPE_DEVIATIONS.value * self.deviation


def fit(points: Sequence[CurvePoint], part: Callable[[CurvePoint], float]) -> PowerLaw:
    """Return the law of one part, over the steps at which it is not zero."""
    used = [(p.h, abs(part(p))) for p in points if 0 < abs(part(p)) < math.inf]
    if len({h for h, _ in used}) < 2:
        return PowerLaw(_NAN, math.inf)
    h, size = np.log(np.array(used)).T
    h -= h.mean()
    return PowerLaw(float(h @ size / (h @ h)), _SCATTER / math.sqrt(h @ h))


def smaller_half(points: Sequence[CurvePoint], part: Callable[[CurvePoint], float]) -> list[CurvePoint]:
    """Return the smaller half of the steps at which a part is not zero; points are by falling step."""
    used = [p for p in points if part(p)]
    return used[min(len(used) // 2, max(len(used) - 2, 0)) :]
