"""Intervals without a library of balls: numbers under running error analysis whose bound is a half-width.

A function's image is bounded by the mean value theorem: its value in the middle, and the largest
slope over the interval times the half-width (Moore, Kearfott & Cloud, "Introduction to Interval
Analysis", 2009, ch. 6). Where that slope is looked for is said in `spreading`; the functions to
which that does not apply on a wide interval are taken care of here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.arithmetic.slope_bounds import NARROW, WIDENING
from derivcheck.elementary import Elementary


class Interval(Running):
    """Intervals of numbers of `bits` bits; what is not known to be bounded has an infinite half-width.

    Parameters
    ----------
    bits : int
        Working precision of the middle.

    Examples
    --------
    >>> m = Interval(100)
    >>> x = m.exp(m.interval(0.5))
    >>> print(x.value, float(x.bound) >= 0.6487)
    1.0 True
    >>> m.log(m.interval(0.5) + m.number(1)).contains(0), m.tan(m.interval(2)).is_finite()
    (True, False)
    """

    encloses = True

    def __init__(self, bits: int) -> None:
        super().__init__(Precise(bits))
        self.name = "interval"
        self.wider = self.inner.context.mpf(WIDENING)

    def interval(self, radius: Any) -> RunningNumber:
        """Return an interval around 0."""
        half = self.lift(self.inner.exact(radius) if isinstance(radius, float | int) else radius)
        return RunningNumber(0 * half.value, half.upper(), self)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the rule of a row."""
        if row.name in _OWN:
            return functools.partial(_OWN[row.name], self)
        rule = super().native(row)
        return functools.partial(_if_narrow, self, rule) if rule and row.name in _OSCILLATING else rule

    def zero(self, x: RunningNumber) -> bool:
        """Return whether a number is exactly zero."""
        return not x.value and not x.bound

    def unknown(self, value: Any) -> RunningNumber:
        """Return what is known of a value of which nothing is known."""
        return RunningNumber(value, self.inner.context.inf, self)


_OSCILLATING = frozenset({"besselj", "bessely"})
"""Functions whose slope has peaks between the ends of an interval that is not narrow."""


def _if_narrow(m: Interval, rule: Callable[..., Any], *arguments: Any) -> RunningNumber:
    result: RunningNumber = rule(*arguments)
    return result if all(m.lift(a).bound <= NARROW for a in arguments) else m.unknown(result.value)


def _power(m: Interval, base: Any, exponent: Any) -> Any:
    """Return a power by steps each of which has its steepest slope at an end: through the logarithm."""
    known = m.integer(exponent)
    return m.power(base, Fraction(known)) if known is not None else m.exp(m.lift(exponent) * m.log(base))


def _atan2(m: Interval, y: Any, x: Any) -> Any:
    """Return the angle by that half plane, of four, in which all of the box lies."""
    y, x = m.lift(y), m.lift(x)
    if x.value > x.bound:
        return m.atan(y / x)
    if abs(y.value) > y.bound:
        return m.inner.sign(y.value) * m.pi / m.number(2) - m.atan(x / y)
    return m.unknown(m.inner.atan2(y.value, x.value) if y.value else y.value)


def _mul(m: Interval, a: Any, b: Any) -> Any:
    """Return a product, as `Running` does, in fewer steps: series of intervals take thousands of them."""
    a, b = m.lift(a), m.lift(b)
    if m.zero(a) or m.zero(b):
        return a if m.zero(a) else b
    value = a.value * b.value
    spread = abs(a.value) * b.bound + a.bound * (abs(b.value) + b.bound)
    return RunningNumber(value, (spread + abs(value) * m.inner.unit) * m.wider, m)


def _add(m: Interval, a: Any, b: Any) -> Any:
    a, b = m.lift(a), m.lift(b)
    if m.zero(a) or m.zero(b):
        return b if m.zero(a) else a
    value = a.value + b.value
    return RunningNumber(value, (a.bound + b.bound + abs(value) * m.inner.unit) * m.wider, m)


_OWN: dict[str, Callable[..., Any]] = {"add": _add, "mul": _mul, "pow": _power, "atan2": _atan2}
