"""A certificate on an interval with an infinite end: boxes that grow away from the finite one, as far as they go.

No ball holds everything beyond a number, so the rest, up to infinity, is left to a symbolic proof.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from derivcheck.claims.claim import Claim
from derivcheck.claims.intervals.bisection import Boxes, merged, search
from derivcheck.claims.intervals.enclosure import Box
from derivcheck.ground.allowances import claims as allowances


def outward(claim: Claim, at: Mapping[str, float], interval: tuple[float, float], target: float | None) -> list[Boxes]:
    """Return the boxes of intervals that double away from an end, or from 0, up to one that is not bounded.

    Or those of one interval on which the claim is refuted.

    Parameters
    ----------
    claim : Claim
    at : mapping of str to float
        The parameters.
    interval : pair of float
        At least one of them infinite.
    target : float, optional
        The bound to reach; by default the one for the first interval, next to 1 or the size of the end.
    """
    found: list[Boxes] = []
    for sign, end in _ends(interval):
        scale = max(1.0, abs(end))
        for direction in (1, -1):
            for inner, outer in _doubling(scale, direction):
                ends = sorted((end + sign * inner, end + sign * outer))
                boxes = search(claim, at, Box(*ends), target, allowances.SHARE.value)
                target = boxes.goal if target is None else target
                if boxes.refuted:
                    return [boxes]
                if boxes.singular or boxes.outside or boxes.undecided:
                    break
                found.append(boxes)
    return found


def _ends(interval: tuple[float, float]) -> Iterator[tuple[int, float]]:
    """Yield the direction of each infinite end, with the number that the intervals start from."""
    low, high = interval
    if math.isfinite(low):
        yield 1, low
    elif math.isfinite(high):
        yield -1, high
    else:
        yield from ((1, 0.0), (-1, 0.0))


def _doubling(scale: float, direction: int) -> Iterator[tuple[float, float]]:
    """Yield distances from the end, between which an interval lies: from `scale` away, or towards the end."""
    most = allowances.DOUBLINGS.value
    if direction > 0:
        yield from ((scale * 2.0**k, scale * 2.0 ** (k + 1)) for k in range(most))
    else:
        yield from ((scale * 2.0**-k, scale * 2.0 ** (1 - k)) for k in range(1, most))
        yield 0.0, scale * 2.0 ** (1 - most)


def joined(all_boxes: list[Boxes]) -> tuple[Box, ...]:
    """Return what is proven on all of them, as few boxes and in order."""
    return merged(box for boxes in all_boxes for box, _ in boxes.proven)
