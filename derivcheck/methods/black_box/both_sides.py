"""What the derivatives from both sides of a point say together, where none was found across it."""

from __future__ import annotations

import dataclasses
import math

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box import slopes
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.results import Estimate


def _steepness(f: Opaque, x: float, *sides: Estimate) -> float:
    """Return the larger of the slopes from both sides, and of f over the distance that they were seen over."""
    return max(max(abs(s.value), *(abs(f(x + k * s.step)) / s.step for k in (-1, 1))) for s in sides if s.step)


def joined(f: Opaque, x: float, declined: Estimate, below: Estimate, above: Estimate) -> Estimate:
    """Return what both sides say: one derivative, whose bound holds both, or a note that they surely differ."""
    bounds = below.error_bound + above.error_bound
    if not math.isfinite(bounds):
        return declined
    if abs(below.value - above.value) <= bounds:
        coarse = slopes.NOTE if slopes.NOTE in (below.note, above.note) else ""
        if not coarse and bounds > allowances.UNRESOLVED.value * _steepness(f, x, below, above):
            return declined
        value, off = (below.value + above.value) / 2, abs(below.value - above.value) / 2
        return dataclasses.replace(below, value=value, error_bound=off + bounds, note=coarse or "from either side")
    note = f"bent: the derivative is {below.value:.6g} from below and {above.value:.6g} from above"
    return dataclasses.replace(declined, note=note)
