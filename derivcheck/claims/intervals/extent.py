"""The largest interval around a point on which a claim is right that is wrong elsewhere: its ends by bisection.

What is right at a generic point is right as far as function and claim are analytic, so the claim turns wrong where
one of them bends, jumps or ends. Gaps at points say between which two floats that is; balls prove as much of what
lies between as they can, and what they leave open is looked at once more. It is told as what it is: points, and a part
that is proven.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context
from enum import Enum

from derivcheck.claims.claim import Claim, Gap, GapOutcome, gap
from derivcheck.claims.intervals.bisection import search
from derivcheck.claims.intervals.enclosure import Box
from derivcheck.claims.intervals.singular_points import simplest
from derivcheck.claims.sentences import point
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.results import Extent

# Where a middle has no gap, as at a bend, one beside it may.
_PARTS = (0.5, 0.53, 0.46)


_PROBES = (*(4.0**-k for k in range(10, 1, -1)), *(k / 8 for k in range(1, 8)))
"""Parts of the way from what is proven to an end at which it is asked whether the claim is right there too."""

_ROUNDS = 4
"""How often an end is drawn in."""

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


class _Line:
    """The gaps of a claim along its variable, the parameters at the values of a point."""

    def __init__(self, claim: Claim, at: Mapping[str, float], looked: Iterable[Gap] = ()) -> None:
        self.claim = claim
        self.others = {name: value for name, value in at.items() if name != claim.wrt}
        beside = [g for g in looked if all(g.at[name] == value for name, value in self.others.items())]
        self.known = {g.at[claim.wrt]: g.outcome for g in beside if not g.vanishing}

    def at(self, x: float) -> dict[str, float]:
        """Return a point of the line."""
        return {**self.others, self.claim.wrt: x}

    def look(self, x: float) -> GapOutcome:
        """Return what a claim is at a point; what underflow makes equal is not decided."""
        if x not in self.known:
            found = gap(self.claim, self.at(x))
            self.known[x] = GapOutcome.UNDECIDED if found.vanishing else found.outcome
        return self.known[x]

    def count(self, wanted: GapOutcome, low: _End, high: _End) -> int:
        """Return how many points between two ends came out so."""
        return sum(low.right <= x <= high.right and outcome is wanted for x, outcome in self.known.items())


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
    line, x = _Line(claim, at, looked), at[claim.wrt]
    if GapOutcome.DIFFERENT not in line.known.values() or line.look(x) is not GapOutcome.EQUAL:
        return None
    proof = _Proof(line, x)
    low, high = (_drawn_in(line, proof, _end(line, x, sign), sign) for sign in (-1, 1))
    if any(end.wrong is not None and merely_close(claim, line.at(end.right)) for end in (low, high)):
        return TOO_CLOSE
    return Extent(
        low=low.value,
        high=high.value,
        wrong_below=low.wrong is not None,
        wrong_above=high.wrong is not None,
        proven=proof.reached,
        points=line.count(GapOutcome.EQUAL, low, high),
        undecided=line.count(GapOutcome.UNDECIDED, low, high),
        parameters=line.others,
    )


def _end(line: _Line, x: float, sign: int) -> _End:
    right, passed = x, False
    for further in _outward(line, x, sign):
        outcome = line.look(further)
        if outcome is GapOutcome.DIFFERENT:
            return _bisected(line, right, further)
        if outcome is GapOutcome.EQUAL and passed:
            break  # right on both sides of a bend or a pole
        passed = passed or outcome is GapOutcome.SINGULAR
        right = further if outcome is GapOutcome.EQUAL else right
    return _End(right, None)


def _outward(line: _Line, x: float, sign: int) -> Iterator[float]:
    """Yield values on one side of a point, the nearest first, and then those at distances that grow fourfold."""
    side = sorted((other for other in line.known if (other - x) * sign > 0), key=lambda other: abs(other - x))
    yield from side
    last = abs(side[-1] - x) if side else 0.0
    distances = (max(1.0, abs(x)) * 4.0**k for k in range(allowances.DOUBLINGS.value // 2))
    yield from (far for far in (x + sign * d for d in distances if d > last) if line.at(far) in line.claim.domain)


def _bisected(line: _Line, right: float, wrong: float) -> _End:
    for _ in range(allowances.BISECTIONS.value):
        for part in _PARTS:
            middle = right * (1 - part) + wrong * part
            outcome = line.look(middle)
            if outcome in (GapOutcome.EQUAL, GapOutcome.DIFFERENT):
                break
        else:
            return _End(right, wrong)
        if middle in (right, wrong):
            break
        right, wrong = (middle, wrong) if outcome is GapOutcome.EQUAL else (right, middle)
    return _End(right, wrong)


def _drawn_in(line: _Line, proof: _Proof, end: _End, sign: int) -> _End:
    """Return an end within which no wrong point is known, after a look at what balls leave open.

    Right points far apart say nothing of what lies between: cos(x) is the slope of |sin(x)| on every other piece.
    """
    for _ in range(_ROUNDS):
        reached = proof.to(end, sign)
        nearer = _first_wrong(line, reached, end.right)
        if nearer is None:
            break
        end = nearer
    return end


def _first_wrong(line: _Line, reached: float, last: float) -> _End | None:
    """Return where a claim first turns wrong among some points of the way to the last right one."""
    right, way = reached, last - reached
    for part in _PROBES if way else ():
        x = reached + way * part
        outcome = line.look(x)
        if outcome is GapOutcome.DIFFERENT:
            return _bisected(line, right, x)
        right = x if outcome is GapOutcome.EQUAL else right
    return None


def merely_close(claim: Claim, at: Mapping[str, float]) -> bool:
    """Return whether a claim that seems right is another: that of a sigmoid without its square is, far to the right.

    Where it turns wrong its gap is just what was told from none, and with more bits it shows on the other side too.
    """
    closer = replace(claim, agreement_bits=allowances.CLOSENESS.value * claim.agreement_bits)
    return gap(closer, at).outcome is GapOutcome.DIFFERENT


class _Proof:
    """The part around a point on which balls bound the gap, by intervals that are joined to it one by one."""

    def __init__(self, line: _Line, x: float) -> None:
        self._line, self._x = line, x
        self._goal: float | None = None
        self._ends, self._left = {-1: x, 1: x}, {-1: 0, 1: 0}
        formulas = line.claim.function.nodes, line.claim.claimed.nodes
        if all(formulas):  # of code, which has no series on a box, nothing is proven
            self._left = dict.fromkeys((-1, 1), allowances.EXTENT_OPERATIONS.value // sum(map(len, formulas)))

    @property
    def reached(self) -> tuple[float, float] | None:
        """The part that is proven; None where there is none."""
        return (self._ends[-1], self._ends[1]) if self._ends[-1] < self._ends[1] else None

    def to(self, end: _End, sign: int) -> float:
        """Go on toward an end; return how far it is proven."""
        for further in _stages(self._x, end):
            if (further - self._ends[sign]) * sign <= 0:
                continue
            if self._left[sign] <= 0 or not self._bounded(further, sign):
                break
            self._ends[sign] = further
        return self._ends[sign]

    def _bounded(self, further: float, sign: int) -> bool:
        """Return whether balls bound the gap from what is proven to a further value."""
        whole = Box(*sorted((self._ends[sign], further)))
        try:
            boxes = search(self._line.claim, self._line.others, whole, self._goal, allowances.SHARE.value)
        except DerivcheckError:
            return False
        if boxes.refuted or boxes.singular or boxes.outside or boxes.undecided:
            return False
        self._goal = boxes.goal if self._goal is None else self._goal
        self._left[sign] -= boxes.spent
        return True


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
    """Say on which interval a claim was found to be right, and which part of it is proven.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> print(sentence(Claim(parse("abs(x)"), parse("1"), "x"), Extent(0.0, 5.0, True, False, (0.5, 5.0), 9)))
    right at all 9 points tried with x in (0, 5], and to round-off on [0.5, 5] by balls
    """
    left, right = "(" if found.wrong_below else "[", ")" if found.wrong_above else "]"
    among = f"{point(found.parameters)} and " if found.parameters else ""
    where = f"with {among}{claim.wrt} in {left}{_end_text(found.low)}, {_end_text(found.high)}{right}"
    many = f"all {found.points}" if not found.undecided else f"{found.points} of {found.points + found.undecided}"
    tried = f"right at {many} points tried {where}"
    if found.proven is None:
        return tried
    # Rounded inward: nothing is proven beyond.
    low, high = (_rounded(x, way) for x, way in zip(found.proven, (ROUND_CEILING, ROUND_FLOOR), strict=True))
    return f"{tried}, and to round-off on [{low}, {high}] by balls"


def _end_text(x: float) -> str:
    """Write an end; one that takes many digits is only known to lie near it."""
    short = f"{x:.{_DIGITS}g}"
    return short if float(short) == x else f"about {short}"


def _rounded(x: float, way: str) -> str:
    return f"{float(Context(prec=_DIGITS, rounding=way).create_decimal_from_float(x)):.{_DIGITS}g}"
