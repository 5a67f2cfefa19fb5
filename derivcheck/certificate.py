"""An interval certificate: |claim - f'| <= epsilon for all x in [a, b], proven with balls; or a refutation.

The interval is split into boxes, adaptively, until the gap is bounded on each. What cannot be
bounded, because a pole, a bend or the edge of the domain lies there, is said to be unresolved.
"""

from __future__ import annotations

import contextlib
import heapq
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from derivcheck import claim as claims
from derivcheck.arithmetic.ball import Ball, available
from derivcheck.claim import Claim, Outcome
from derivcheck.enclosure import Box, Gap
from derivcheck.errors import DomainError, InputError, MissingExtraError, UnsupportedOperation
from derivcheck.limits import MAX_BOX_OPERATIONS, MAX_BOXES, MIN_BOX_WIDTH, MIN_SINGULAR_BOX_WIDTH
from derivcheck.model import Verdict
from derivcheck.obstacle import decimals, locate, outside, shown

UNIT = 2.0**-53
"""Unit round-off of float64: a smaller gap, relative to the slope, is lost when the claim is run."""

# Places at which the scale of the derivative is looked up before the first box, as parts of the interval.
_SAMPLES = (0.0, 0.25, 0.5, 0.75, 1.0)

# Unresolved places that are located and named; the others are counted.
_SHOWN = 3

# Digits in which two values are written: at least these, or these beyond the first that differs.
_LEAST_DIGITS, _MORE_DIGITS = 6, 3


@dataclass(frozen=True)
class Certificate:
    """What is proven about a claim over an interval.

    Attributes
    ----------
    verdict : Verdict
        AGREES where the gap is bounded on the whole interval; REFUTED; or UNRESOLVED.
    interval : tuple of float
    epsilon : float
        Proven bound on |claim - f'| over the proven part; NaN where there is none.
    boxes : int
        Boxes looked at.
    proven, unresolved : tuple of pairs of float
        Which parts of the interval are covered by the bound, and which are not.
    counterexample : mapping of str to float or None
        A point at which the gap is proven not to be zero.
    text : str
        All this in a sentence or two.
    """

    verdict: Verdict
    interval: tuple[float, float]
    epsilon: float
    boxes: int
    proven: tuple[tuple[float, float], ...]
    unresolved: tuple[tuple[float, float], ...]
    counterexample: Mapping[str, float] | None
    text: str


def certify(
    claim: Claim, interval: tuple[float, float], at: Mapping[str, float], *, target: float | None = None
) -> Certificate:
    """Prove a bound on the gap over an interval, or refute the claim.

    Parameters
    ----------
    claim : Claim
    interval : pair of float
        The ends, a <= b; they are taken as exact.
    at : mapping of str to float
        Values of the parameters.
    target : float, optional
        The bound to reach. By default boxes are split until the gap, relative to the derivative,
        is below the unit round-off of float64: the claim cannot be told from the derivative then.

    Raises
    ------
    MissingExtraError
        python-flint is not installed.
    InputError
        The interval is no interval, the target not positive, or a parameter has no value.

    Examples
    --------
    >>> from derivcheck.parser import parse
    >>> found = certify(Claim(parse("sin(x)^2"), parse("2*sin(x)*cos(x)"), "x"), (0.0, 1.0), {})
    >>> print(found.verdict, found.epsilon < 1e-15)
    agrees True
    >>> print(certify(Claim(parse("1/(x-1)"), parse("-1/(x-1)^2"), "x"), (0.0, 3.0), {}).verdict)
    unresolved
    """
    if not available():
        raise MissingExtraError("an interval certificate", "certified")
    _check_input(claim, interval, at, target)
    try:
        return _Search(claim, Box(*map(float, interval)), at, target).run()
    except UnsupportedOperation as error:
        return Certificate(
            Verdict.UNRESOLVED, interval, math.nan, 0, (), (interval,), None, f"no interval certificate: {error}"
        )


def _check_input(
    claim: Claim, interval: tuple[float, float], at: Mapping[str, float], target: float | None
) -> None:
    a, b = interval
    if not (math.isfinite(a) and math.isfinite(b)):
        raise InputError(f"the interval {a!r}:{b!r} is not finite; an interval such as 0:1 would work")
    if a > b:
        raise InputError(f"the interval {a!r}:{b!r} is reversed; {b!r}:{a!r} would work")
    if target is not None and not target > 0:
        raise InputError(f"the target must be positive, such as 1e-12, not {target!r}")
    if missing := [name for name in claim.variables if name != claim.wrt and name not in at]:
        raise InputError(f"{', '.join(missing)} needs a value for an interval certificate, as in {missing[0]}=2")


@dataclass
class _Search:
    """The boxes of one certificate: those to look at, largest first, and what became of the others."""

    claim: Claim
    whole: Box
    at: Mapping[str, float]
    target: float | None
    proven: list[tuple[Box, float]] = field(default_factory=list)
    singular: list[Box] = field(default_factory=list)
    outside: list[Box] = field(default_factory=list)
    undecided: list[Box] = field(default_factory=list)
    looked: int = 0
    scale: float = 0.0

    def __post_init__(self) -> None:
        self.gap = Gap(self.claim, self.at)
        nodes = len(self.claim.function.nodes) + len(self.claim.claimed.nodes)
        self.budget = max(min(MAX_BOXES, MAX_BOX_OPERATIONS // nodes), len(_SAMPLES))
        self.waiting = [(-self.whole.radius, self.whole)]

    def run(self) -> Certificate:
        """Look at boxes until none is left, the budget is spent, or the claim is refuted."""
        if (point := self._sample()) is not None:
            return self._refuted(Box(point, point))
        while self.waiting and self.looked < self.budget:
            box = heapq.heappop(self.waiting)[1]
            if self._refuted_on(box):
                return self._refuted(box)
        self._give_up()
        return self._settled()

    def _sample(self) -> float | None:
        """Set the scale of the derivative; return a point where the claim is wrong, if one shows already."""
        for part in _SAMPLES:
            x = min(max(self.whole.lo * (1 - part) + self.whole.hi * part, self.whole.lo), self.whole.hi)
            look = self.gap.look(Box(x, x), math.inf)
            if look.refuted:
                return x
            self.scale = max(self.scale, look.slope)
        self.scale = self.scale or self._largest_value()
        return None

    def _largest_value(self) -> float:
        """Return the scale for a derivative that vanishes: the slope that rounding in f could feign."""
        x, sizes = self.whole.middle, []
        with Ball(64) as m, contextlib.suppress(DomainError):
            at = {**self.at, self.claim.wrt: x}
            values = self.claim.function.evaluate_all(m, {name: m.exact(v) for name, v in at.items()})
            sizes = [float(abs(m.arb(v)).upper()) for v in values if m.arb(v).is_finite()]
        width = 2 * self.whole.radius or 1.0
        return max(sizes, default=1.0) / width**self.claim.order

    def _refuted_on(self, box: Box) -> bool:
        self.looked += 1
        goal = self.target if self.target is not None else UNIT * self.scale
        look = self.gap.look(box, goal)
        if look.smooth and look.bound <= goal:
            self.proven.append((box, look.bound))
        elif not look.refuted:
            self._split(box, look.smooth)
        return look.refuted

    def _split(self, box: Box, smooth: bool) -> None:
        least = (MIN_BOX_WIDTH if smooth else MIN_SINGULAR_BOX_WIDTH) * self.whole.radius
        if not smooth and outside(self.gap, box):
            self.outside.append(box)
        elif box.radius > least and box.lo < box.middle < box.hi:
            for half in box.halves():
                heapq.heappush(self.waiting, (-half.radius, half))
        else:
            (self.undecided if smooth else self.singular).append(box)

    def _give_up(self) -> None:
        """Sort what the budget was not enough for."""
        for _, box in self.waiting:
            (self.undecided if self.gap.smooth(box) else self.singular).append(box)

    def _refuted(self, box: Box) -> Certificate:
        point, words = self._counterexample(box)
        proven = merged(b for b, _ in self.proven)
        rest = [*self.singular, *self.outside, *self.undecided, *(b for _, b in self.waiting), box]
        return self._certificate(Verdict.REFUTED, words, proven, merged(rest), point)

    def _counterexample(self, box: Box) -> tuple[dict[str, float], str]:
        """Return the simplest point of a box at which the claim is wrong too, with both values."""
        for x in (*decimals(box), box.middle):
            at = {**self.gap.at, self.claim.wrt: x}
            found = claims.gap(self.claim, at)
            if found.outcome is Outcome.DIFFERENT:
                return at, f"wrong at {point(at)}: {_difference(found)}"
        at = {**self.gap.at, self.claim.wrt: box.middle}
        return at, f"wrong at {point(at)}"

    def _settled(self) -> Certificate:
        proven, rest = merged(b for b, _ in self.proven), merged([*self.singular, *self.outside, *self.undecided])
        if not rest:
            return self._certificate(Verdict.AGREES, self._bound_text("", proven), proven, ())
        text = "; ".join(self._reasons())
        if proven:
            text += "; " + self._bound_text("on the rest, ", proven)
        return self._certificate(Verdict.UNRESOLVED, text, proven, rest)

    def _bound_text(self, where: str, proven: tuple[Box, ...]) -> str:
        parts = " and ".join(f"[{shown(b.lo)}, {shown(b.hi)}]" for b in proven[:_SHOWN])
        more = f" and {len(proven) - _SHOWN} more parts" if len(proven) > _SHOWN else ""
        boxes = f"{self.looked} box{'es' if self.looked > 1 else ''}"
        bound = f"|claim - derivative| <= {self._epsilon():.2g}"
        return f"{where}{bound} for all {self.claim.wrt} in {parts}{more}, proven with {boxes}"

    def _epsilon(self) -> float:
        return max((bound for _, bound in self.proven), default=math.nan)

    def _reasons(self) -> Iterator[str]:
        places = merged(self.singular)
        for place in places[:_SHOWN]:
            yield locate(self.gap, place, 2 * self.whole.radius)
        if len(places) > _SHOWN:
            yield f"{len(places) - _SHOWN} more such places"
        for place in merged(self.outside)[:_SHOWN]:
            yield f"function or claim is not defined between about {place.lo:.4g} and {place.hi:.4g}"
        if self.undecided:
            place = Box(min(self.undecided).lo, max(b.hi for b in self.undecided))
            spent = "no bound was reached" if self.looked < self.budget else f"{self.budget} boxes were not enough"
            yield f"{spent} between {shown(place.lo)} and {shown(place.hi)}"

    def _certificate(
        self,
        verdict: Verdict,
        text: str,
        proven: tuple[Box, ...],
        unresolved: tuple[Box, ...],
        point: dict[str, float] | None = None,
    ) -> Certificate:
        pairs = [tuple((b.lo, b.hi) for b in boxes) for boxes in (proven, unresolved)]
        interval = (self.whole.lo, self.whole.hi)
        return Certificate(verdict, interval, self._epsilon(), self.looked, pairs[0], pairs[1], point, text)


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


def point(at: Mapping[str, float]) -> str:
    """Name a point."""
    return ", ".join(f"{name} = {shown(value)}" for name, value in at.items())


def _difference(found: claims.Gap) -> str:
    """Write both values with as many digits as tell them apart."""
    assert found.claimed is not None
    assert found.derivative is not None
    assert found.difference is not None
    context = found.difference.value.context
    off = abs(found.difference.value)
    leading = context.log10(max(abs(found.claimed.value), abs(found.derivative.value)) / off)
    digits = max(_LEAST_DIGITS, int(leading) + _MORE_DIGITS)
    claimed, derivative = (context.nstr(number.value, digits) for number in (found.claimed, found.derivative))
    return f"the claim is {claimed}, the derivative {derivative}, which differ by {context.nstr(off, 3)}"
