"""The largest interval around a point on which a claim is right that is wrong elsewhere: its ends by bisection.

What is right at a generic point is right as far as function and claim are analytic, so the claim turns wrong where
one of them bends, jumps or ends. Gaps at points say between which two floats that is; balls prove as much of what
lies between as they can.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context
from enum import Enum

from derivcheck.claims.claim import Claim, Gap, GapOutcome, gap
from derivcheck.claims.intervals.bisection import search
from derivcheck.claims.intervals.enclosure import Box
from derivcheck.claims.intervals.singular_points import simplest
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.results import Extent

# Where a middle has no gap, as at a bend, one beside it may.
_PARTS = (0.5, 0.53, 0.46)


_DIGITS = 6
"""Of ends in sentences."""


@dataclass(frozen=True)
class _End:
    """One end: the last value of the variable at which the claim is right, and the first at which it is wrong."""

    right: float
    wrong: float | None

    @property
    def value(self) -> float:
        """Where it turns wrong, as a number of few digits; where nothing wrong is known, the last right one."""
        if self.wrong is None:
            return self.right
        return simplest(Box(min(self.right, self.wrong), max(self.right, self.wrong)))


class TooClose(Enum):
    """What is found instead of an interval where the claim is wrong at the point too, by too little to show."""

    TOO_CLOSE = "too close"


TOO_CLOSE = TooClose.TOO_CLOSE


def extent(claim: Claim, at: Mapping[str, float], looked: Sequence[Gap]) -> Extent | TooClose | None:
    """Return on which interval around a point a claim is right, or too close to tell; None where no wrong one tells.

    Parameters
    ----------
    claim : Claim
    at : mapping of str to float
        A point at which it is right.
    looked : sequence of Gap
        Others, some of them wrong; those count that differ in the variable alone.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> wrong = Claim(parse("sqrt(x^2)"), parse("1"), "x")
    >>> found = extent(wrong, {"x": 0.3}, [gap(wrong, {"x": x}) for x in (-0.3, 5.0)])
    >>> found.low, found.high > 5, found.wrong_below, found.wrong_above
    (0.0, True, True, False)
    """
    others = {name: value for name, value in at.items() if name != claim.wrt}
    beside = [g for g in looked if all(g.at[name] == value for name, value in others.items())]
    if all(g.outcome is not GapOutcome.DIFFERENT for g in beside):
        return None
    low, high = (_end(claim, at, beside, sign) for sign in (-1, 1))
    if any(end.wrong is not None and merely_close(claim, {**at, claim.wrt: end.right}) for end in (low, high)):
        return TOO_CLOSE
    proven = _proven(claim, others, at[claim.wrt], low, high)
    return Extent(low.value, high.value, low.wrong is not None, high.wrong is not None, proven)


def _end(claim: Claim, at: Mapping[str, float], looked: Sequence[Gap], sign: int) -> _End:
    right = at[claim.wrt]
    for g in _outward(claim, at, looked, sign):
        if g.outcome is GapOutcome.DIFFERENT:
            return _bisected(claim, at, right, g.at[claim.wrt])
        if g.outcome is GapOutcome.SINGULAR:
            break
        right = g.at[claim.wrt] if g.outcome is GapOutcome.EQUAL else right
    return _End(right, None)


def _outward(claim: Claim, at: Mapping[str, float], looked: Sequence[Gap], sign: int) -> Iterator[Gap]:
    """Yield the gaps on one side of a point, the nearest first, and then those at distances that grow fourfold."""
    x = at[claim.wrt]
    side = sorted((g for g in looked if (g.at[claim.wrt] - x) * sign > 0), key=lambda g: abs(g.at[claim.wrt] - x))
    yield from side
    last = abs(side[-1].at[claim.wrt] - x) if side else 0.0
    distances = (max(1.0, abs(x)) * 4.0**k for k in range(allowances.DOUBLINGS.value // 2))
    for far in ({**at, claim.wrt: x + sign * d} for d in distances if d > last):
        if far in claim.domain:
            yield gap(claim, far)


def _bisected(claim: Claim, at: Mapping[str, float], right: float, wrong: float) -> _End:
    for _ in range(allowances.BISECTIONS.value):
        for part in _PARTS:
            middle = right * (1 - part) + wrong * part
            outcome = gap(claim, {**at, claim.wrt: middle}).outcome
            if outcome in (GapOutcome.EQUAL, GapOutcome.DIFFERENT):
                break
        else:
            return _End(right, wrong)
        if middle in (right, wrong):
            break
        right, wrong = (middle, wrong) if outcome is GapOutcome.EQUAL else (right, middle)
    return _End(right, wrong)


def merely_close(claim: Claim, at: Mapping[str, float]) -> bool:
    """Return whether a claim that seems right is another: that of a sigmoid without its square is, far to the right.

    Where it turns wrong its gap is just what was told from none, and with more bits it shows on the other side too.
    """
    closer = replace(claim, agreement_bits=allowances.CLOSENESS.value * claim.agreement_bits)
    return gap(closer, at).outcome is GapOutcome.DIFFERENT


def _proven(claim: Claim, others: Mapping[str, float], x: float, low: _End, high: _End) -> tuple[float, float] | None:
    """Return the part around the point on which balls bound the gap, by intervals that are joined to it one by one."""
    if not (claim.function.nodes and claim.claimed.nodes):  # code, which has no series on a box
        return None
    goal: float | None = None
    reached = [x, x]
    most = allowances.EXTENT_OPERATIONS.value // (len(claim.function.nodes) + len(claim.claimed.nodes))
    for side, end in enumerate((low, high)):
        spent = 0
        for further in _stages(x, end):
            if further == reached[side]:
                continue
            if spent >= most:
                break
            try:
                boxes = search(claim, others, Box(*sorted((reached[side], further))), goal, allowances.SHARE.value)
            except DerivcheckError:
                break
            if boxes.refuted or boxes.singular or boxes.outside or boxes.undecided:
                break
            goal = boxes.goal if goal is None else goal
            reached[side] = further
            spent += boxes.spent
    return (reached[0], reached[1]) if reached[0] < reached[1] else None


def _stages(x: float, end: _End) -> Iterator[float]:
    """Yield values from a point to an end: halving what is left of the way to where it turns wrong, else doubling."""
    way, most = end.right - x, allowances.DOUBLINGS.value
    if end.wrong is not None:
        yield from (x + way * (1 - 2.0**-k) for k in range(1, most))
    else:
        size = max(1.0, abs(x))
        yield from (x + math.copysign(size * 2.0**k, way) for k in range(most) if size * 2.0**k < abs(way))
    yield end.right


def sentence(claim: Claim, found: Extent) -> str:
    """Say on which interval a claim is right, and which part of it is proven.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> print(sentence(Claim(parse("abs(x)"), parse("1"), "x"), Extent(0.0, 5.0, True, False, (0.5, 5.0))))
    right for x in (0, 5], to round-off on [0.5, 5] by balls, elsewhere at the points tried
    """
    left, right = "(" if found.wrong_below else "[", ")" if found.wrong_above else "]"
    where = f"right for {claim.wrt} in {left}{_end_text(found.low)}, {_end_text(found.high)}{right}"
    if found.proven is None:
        return f"{where} at the points tried"
    # Rounded inward: nothing is proven beyond.
    low, high = (_rounded(x, way) for x, way in zip(found.proven, (ROUND_CEILING, ROUND_FLOOR), strict=True))
    return f"{where}, to round-off on [{low}, {high}] by balls, elsewhere at the points tried"


def _end_text(x: float) -> str:
    """Write an end; one that takes many digits is only known to lie near it."""
    short = f"{x:.{_DIGITS}g}"
    return short if float(short) == x else f"about {short}"


def _rounded(x: float, way: str) -> str:
    return f"{float(Context(prec=_DIGITS, rounding=way).create_decimal_from_float(x)):.{_DIGITS}g}"
