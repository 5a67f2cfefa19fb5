"""The boxes of an interval certificate: split, largest first, until the gap is bounded on each of them."""

from __future__ import annotations

import contextlib
import heapq
import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from derivcheck.arithmetic.ball import Ball
from derivcheck.claims.claim import Claim, Gap, GapOutcome
from derivcheck.claims.claim import gap as gap_at
from derivcheck.claims.intervals.enclosure import Box, BoxGap
from derivcheck.claims.intervals.singular_points import decimals, outside
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DomainError

UNIT = 2.0**-53
"""Unit round-off of float64: a gap that is smaller, relative to the slope, is lost when the claim is run."""

_SCALE_BITS = 64


@dataclass
class Boxes:
    """What became of the boxes.

    Attributes
    ----------
    gap : BoxGap
    whole : Box
        The interval.
    proven : list of (Box, float)
        With the bound on the gap.
    singular : list of Box
        Small ones that are not proven smooth.
    outside : list of Box
        Those that seem to lie outside the domain.
    undecided : list of Box
        Those for which no bound was found within the budget.
    refuted : Box or None
        The claim is wrong in its middle, or near it, and no further box was looked at.
    witness : Gap or None
        The gap that shows it, which is no series.
    goal : float
        The bound to reach.
    looked : int
        How many were looked at.
    spent : int
        What that cost, of at most `budget`: one look with few bits is the unit.
    until : float
        Processor time of the thread after which no further box is looked at.
    late : bool
        Whether it came before all boxes had been looked at.
    """

    gap: BoxGap
    whole: Box
    budget: int
    until: float
    proven: list[tuple[Box, float]] = field(default_factory=list)
    singular: list[Box] = field(default_factory=list)
    outside: list[Box] = field(default_factory=list)
    undecided: list[Box] = field(default_factory=list)
    waiting: list[tuple[float, Box]] = field(default_factory=list)
    refuted: Box | None = None
    witness: Gap | None = None
    goal: float = math.inf
    looked: int = 0
    spent: int = 0
    late: bool = False

    @property
    def exhausted(self) -> bool:
        """Whether no further box may be looked at."""
        return self.spent >= self.budget or self.late

    def over_time(self) -> bool:
        """Return whether the time is over."""
        return time.thread_time() > self.until

    def push(self, box: Box) -> None:
        """Put a box among those to look at."""
        heapq.heappush(self.waiting, (-box.radius, box))

    def pop(self) -> Box:
        """Take the largest box."""
        return heapq.heappop(self.waiting)[1]


def search(claim: Claim, at: Mapping[str, float], whole: Box, target: float | None, part: int = 1) -> Boxes:
    """Bound the gap on an interval by `target`, or by the unit round-off relative to the largest slope seen.

    One `part`th of the usual effort is spent.
    """
    nodes = len(claim.function.nodes) + len(claim.claimed.nodes)
    budget = min(allowances.BOXES.value, allowances.BOX_OPERATIONS.value // nodes) // part
    until = time.thread_time() + allowances.BOX_SECONDS.value / part
    boxes = Boxes(BoxGap(claim, at), whole, budget, until)
    scale = _scale(boxes)
    # No bound that is not 0 is below the smallest float.
    boxes.goal = goal = max(UNIT * scale, math.ulp(0.0)) if target is None else target
    boxes.push(whole)
    while boxes.waiting and not boxes.exhausted and boxes.refuted is None:
        _look(boxes, boxes.pop(), goal)
        boxes.late = bool(boxes.waiting) and boxes.over_time()
    for _, box in boxes.waiting:
        (boxes.undecided if boxes.over_time() or boxes.gap.smooth(box) else boxes.singular).append(box)
    return boxes


def _scale(boxes: Boxes) -> float:
    """Return the largest slope at a few points; note one at which the claim is wrong."""
    largest = 0.0
    last = allowances.SCALE_SAMPLES.value - 1
    for part in (k / last for k in range(last + 1)):
        x = min(max(boxes.whole.lo * (1 - part) + boxes.whole.hi * part, boxes.whole.lo), boxes.whole.hi)
        look = boxes.gap.look(Box(x, x), math.inf)
        largest = max(largest, look.slope)
        if look.refuted and _confirmed(boxes, Box(x, x)):
            return largest
    if not largest and boxes.gap.refine():
        return _scale(boxes)  # cancellation may have hidden it
    return largest or _rounding_slope(boxes)


def _rounding_slope(boxes: Boxes) -> float:
    """Return, for a derivative that vanishes, the slope that rounding in f could produce, over the unit round-off."""
    x, sizes = boxes.whole.middle, []
    with Ball(_SCALE_BITS) as m, contextlib.suppress(DomainError):
        at = {**boxes.gap.at, boxes.gap.claim.wrt: x}
        values = boxes.gap.claim.function.evaluate_all(m, {name: m.exact(v) for name, v in at.items()})
        sizes = [float(abs(m.arb(v)).upper()) for v in values if m.arb(v).is_finite()]
    width = 2 * boxes.whole.radius or 1.0
    return (max(sizes, default=0.0) or 1.0) / width**boxes.gap.claim.order


def _look(boxes: Boxes, box: Box, goal: float) -> None:
    look = boxes.gap.look(box, goal)
    boxes.looked += 1
    boxes.spent += boxes.gap.cost
    if look.refuted and _confirmed(boxes, box):
        return
    if look.smooth and not look.refuted and look.bound <= goal:
        boxes.proven.append((box, look.bound))
    elif not look.smooth and outside(boxes.gap, box):
        boxes.outside.append(box)
    else:
        _split(boxes, box, look.smooth)


def _confirmed(boxes: Boxes, box: Box) -> bool:
    """Note the simplest point near the middle of a box at which the claim is wrong; return whether there is one.

    That of a series alone refutes nothing: where f has no derivative, one may come of how the series was made.
    """
    claim = boxes.gap.claim
    points = ({**boxes.gap.at, claim.wrt: x} for x in (*decimals(boxes.whole, box.middle), box.middle))
    found = (gap_at(claim, point) for point in points)
    boxes.witness = next((g for g in found if g.outcome is GapOutcome.DIFFERENT), None)
    boxes.refuted = box if boxes.witness else None
    return boxes.witness is not None


def _split(boxes: Boxes, box: Box, smooth: bool) -> None:
    """Put the halves of a box among those to look at, unless it is as small as boxes get."""
    least = (allowances.BOX_WIDTH if smooth else allowances.SINGULAR_WIDTH).value * boxes.whole.radius
    if box.radius > least and box.lo < box.middle < box.hi:
        for half in box.halves():
            boxes.push(half)
    else:
        (boxes.undecided if smooth else boxes.singular).append(box)


def merged(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return the union of boxes, as few and in order.

    Examples
    --------
    >>> merged([Box(1.0, 2.0), Box(0.0, 1.0), Box(3.0, 4.0)])
    (Box(lo=0.0, hi=2.0), Box(lo=3.0, hi=4.0))
    """
    found: list[Box] = []
    for box in sorted(boxes):
        if found and box.lo <= found[-1].hi:
            found[-1] = Box(found[-1].lo, max(found[-1].hi, box.hi))
        else:
            found.append(box)
    return tuple(found)
