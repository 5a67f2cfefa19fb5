"""What a derivative and a claim are at a point, each with a bound, from the best witness that can speak.

Code that runs in every arithmetic is read in high precision. Of other code only values are known:
its derivative is an estimate with a bound, a claim its float64 value with its evaluation noise.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.claim import Ballpark, Claim, Gap, Outcome, ballpark, compared, evaluate
from derivcheck.code.constants import UNIT
from derivcheck.code.question import Question, Side
from derivcheck.code.traceable import HALF_BITS
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods.black_box import adaptive
from derivcheck.methods.black_box.noise import noise
from derivcheck.methods.black_box.opaque import Opaque

_BITS = 192

_NOTHING = parse("0")


@dataclass(frozen=True)
class Sought:
    """A derivative or a value that is known with a bound, or why it is not.

    `hidden` is the slope that a function which stands still may have beneath the last place of its values.
    """

    known: Ballpark | None
    why: str = ""
    hidden: float = 0.0


@dataclass(frozen=True)
class Readings:
    """The gap of a claim at points, where at least one side is opaque.

    Attributes
    ----------
    question : Question
    open_function, open_claim : bool
        Whether the code runs in high precision.
    """

    question: Question
    open_function: bool
    open_claim: bool

    @cached_property
    def function(self) -> Opaque:
        """The values of the function."""
        return Opaque(self.question.function.value)

    @cached_property
    def claimed(self) -> Opaque:
        """The values of the claim."""
        return Opaque(self.question.claimed.value)

    @property
    def witnesses(self) -> tuple[str, ...]:
        """What speaks for the derivative."""
        if self.open_function:
            return ("forward-mode (balls)",)
        return ("adaptive estimate",)

    def gap(self, x: float) -> Gap:
        """Return the claim minus the derivative at a point."""
        at = {self.question.variable: x}
        derivative, claimed = self.derivative(x), self.claim(x)
        if derivative.known is None or claimed.known is None:
            return Gap(at, Outcome.SINGULAR, claimed=claimed.known, reason=derivative.why or claimed.why)
        d, c = derivative.known, claimed.known
        if c.value:
            d = Ballpark(d.value, max(d.radius, d.radius.context.mpf(derivative.hidden)))
        difference = Ballpark(c.value - d.value, c.radius + d.radius)
        found = compared(at, d, c, difference, HALF_BITS)
        if found.outcome is Outcome.UNDECIDED:
            found = compared(at, d, c, difference, self.half_bits(x, float(d.value)))
        return found

    def half_bits(self, x: float, slope: float) -> float:
        """Return half of the bits that the code carries at x, of its 53: what an agreement must show.

        Of a function that is nearly a large constant, only the bits of its variation count.
        """
        moves = abs(slope * x) or math.inf
        sizes = ((self.function, min(abs(self.function(x)), moves)), (self.claimed, abs(self.claimed(x))))
        parts = [noise(f, x) / size for f, size in sizes if size]
        return -math.log2(min(1.0, max([UNIT, *(part for part in parts if math.isfinite(part))]))) / 2

    def derivative(self, x: float) -> Sought:
        """Return the derivative."""
        if self.open_function:
            return _in_balls(self.question.function, x, self.question.order)
        found = adaptive.estimate(self.function, x, self.question.order)
        if not math.isfinite(found.error_bound):
            return Sought(None, found.note or "the estimate declines")
        hidden = 0.0 if found.value else last_place(self.function(x)) / (found.step or abs(x) or 1.0)
        return Sought(_ballpark(found.value, found.error_bound), hidden=hidden)

    def claim(self, x: float) -> Sought:
        """Return the claim."""
        if self.open_claim:
            return _in_balls(self.question.claimed, x, 0)
        value, off = self.claimed(x), noise(self.claimed, x)
        if not math.isfinite(value + off):
            return Sought(None, "the claim has no finite real value")
        return Sought(_ballpark(value, off))


def last_place(value: float) -> float:
    """Return one unit of the last decimal place of a value as it is printed.

    Where f stands still that may be what its values are rounded to, and its slope is hidden below.

    Examples
    --------
    >>> last_place(0.123457), last_place(5.0)
    (1e-06, 0.1)
    """
    return 10.0 ** int(Decimal(repr(value)).as_tuple().exponent)


def _ballpark(value: float, radius: float) -> Ballpark:
    context = Precise(_BITS).context
    return Ballpark(context.mpf(value), context.mpf(radius))


def _in_balls(side: Side, x: float, order: int) -> Sought:
    """Return a value, or a derivative, of code that runs in high precision."""
    m = Ball(_BITS)
    at = {side.variable: m.exact(x)}
    try:
        with m:
            found, edges = _evaluated(side, m, at, order)
            known = ballpark(m, found, _BITS)
            smooth = all((b := ballpark(m, e, _BITS)) is None or not b.zero for e in edges)
    except DerivcheckError as error:
        return Sought(None, str(error))
    if known is None or not smooth:
        return Sought(None, "no finite real value" if known is None else "the derivative may not exist")
    return Sought(known)


def _evaluated(side: Side, m: Any, at: Mapping[str, Any], order: int) -> tuple[Any, Sequence[Any]]:
    if not order:
        return side.expression.evaluate(m, at), ()
    seen = evaluate(Claim(side.expression, _NOTHING, side.variable, order), m, at)
    return seen.derivative, seen.edges
