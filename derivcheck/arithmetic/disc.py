"""Discs of the complex plane around real numbers: a middle, and a bound on the distance from it.

Sums, products and quotients of numbers under running error analysis are good for complex numbers
as they stand. An analytic function moves by at most its steepest slope in the disc times the
radius; that slope is bounded by the majorant of its power series (|cos z| <= cosh |Im z|, and so on)
or is a formula that is itself evaluated on the disc.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.arithmetic.slope_bounds import WIDENING
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.errors import DomainError, UnsupportedOperation


class Disc(Running):
    """Discs whose middle has `bits` bits; what is not analytic is refused, and what is not bounded is infinite.

    Parameters
    ----------
    bits : int

    Examples
    --------
    >>> m = Disc(100)
    >>> float(m.sin(m.interval(1.0)).bound) >= 1.1752  # |sin(i)|
    True
    """

    encloses = True

    def __init__(self, bits: int) -> None:
        super().__init__(Precise(bits))
        self.name = "disc"
        self.wider = self.inner.context.mpf(WIDENING)

    def interval(self, radius: Any) -> RunningNumber:
        """Return a disc around 0."""
        half = self.lift(self.inner.exact(radius) if isinstance(radius, float | int) else radius)
        return RunningNumber(0 * half.value, half.upper(), self)

    def zero(self, x: RunningNumber) -> bool:
        """Return whether a number is exactly zero."""
        return not x.value and not x.bound

    def unknown(self, value: Number) -> RunningNumber:
        """Return what is known of a value of which nothing is known."""
        return RunningNumber(value, self.inner.context.inf, self)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the rule of a row, or None for its definition."""
        if row.name in _OWN:
            return functools.partial(_OWN[row.name], self)
        if row.name in _AS_THEY_STAND:
            return super().native(row)
        if not row.analytic or (row.arity > 1 and not row.definition):
            raise UnsupportedOperation(f"{row.name} is not analytic")
        if row.name in _STEEPEST:
            return functools.partial(_by_majorant, self, row, _STEEPEST[row.name])
        return None if row.definition else functools.partial(_by_slope, self, row)

    # Complex numbers have no order.
    branch = Arithmetic.branch
    select = Arithmetic.select

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power: |n| times the largest |z|^(n-1) is its steepest slope."""
        base = self.lift(base)
        value = self.inner.power(base.value, exponent)
        if exponent == 0 or not base.bound:
            return RunningNumber(value, self.rounding(value, self.power_units(base.value, exponent)), self)
        whole = exponent.denominator == 1 and exponent > 0
        if not whole and not (abs(base.value) > base.bound):
            return self.unknown(value)
        size = abs(base.value) + (base.bound if exponent >= 1 else -base.bound)
        slope = abs(self.inner.number(exponent)) * self.inner.power(size, exponent - 1)
        return self._moved(value, slope * base.bound, self.power_units(base.value, exponent))

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a constant power."""
        return self.power(base, Fraction(exact))

    def _moved(self, value: Number, distance: Number, units: float) -> RunningNumber:
        return RunningNumber(value, distance * WIDENING + self.rounding(value, units), self)


def _mul(m: Disc, a: Number, b: Number) -> Any:
    """Return a product, as `Running` does, in fewer steps: series of discs take thousands of them."""
    a, b = m.lift(a), m.lift(b)
    if m.zero(a) or m.zero(b):
        return a if m.zero(a) else b
    value = a.value * b.value
    spread = abs(a.value) * b.bound + a.bound * (abs(b.value) + b.bound)
    return RunningNumber(value, (spread + abs(value) * m.inner.unit) * m.wider, m)


def _add(m: Disc, a: Number, b: Number) -> Any:
    a, b = m.lift(a), m.lift(b)
    if m.zero(a) or m.zero(b):
        return b if m.zero(a) else a
    value = a.value + b.value
    return RunningNumber(value, (a.bound + b.bound + abs(value) * m.inner.unit) * m.wider, m)


def _general_power(m: Disc, base: Number, exponent: Number) -> Any:
    known = m.integer(exponent)
    return m.power(base, Fraction(known)) if known is not None else m.exp(m.lift(exponent) * m.log(base))


def _by_majorant(m: Disc, row: Elementary, steepest: Callable[..., Any], x: Number) -> RunningNumber:
    x = m.lift(x)
    if row.name in _EVEN_SERIES and x.bound > allowances.NARROW.value:
        raise DomainError(f"nothing is known of {row.name} on so wide a disc")
    slope = steepest(m.inner, x.value, x.bound) if x.bound else x.bound
    return m._moved(getattr(m.inner, row.name)(x.value), slope * x.bound, m.units(row))


def _by_slope(m: Disc, row: Elementary, x: Number) -> RunningNumber:
    """Return a function by its slope on the disc, which is a formula in its argument alone."""
    x = m.lift(x)
    value = getattr(m.inner, row.name)(x.value)
    assert row.slopes[0] is not None
    slope = m.lift(row.slopes[0](m, x, m.unknown(value))) if x.bound else x
    return m._moved(value, abs_upper(slope) * x.bound if x.bound else x.bound, m.units(row))


def abs_upper(x: RunningNumber) -> Any:
    """Return the largest modulus in a disc."""
    return abs(x.value) + x.bound * WIDENING


_OWN: dict[str, Callable[..., Any]] = {
    "add": _add,
    "mul": _mul,
    "pow": _general_power,
    "abs": lambda m, x: RunningNumber(abs(x.value), x.bound, m),
}

_AS_THEY_STAND = frozenset({"sub", "div", "neg"})
"""Operations of real numbers under running error analysis that are good for complex ones as they stand."""

_EVEN_SERIES = frozenset({"sinc", "spherical_j1"})
"""Functions whose coefficients around 0 are bounded for real arguments, and so for those close to them only."""

_STEEPEST: dict[str, Callable[..., Any]] = {
    "exp": lambda m, c, r: m.exp(c + r),
    "sin": lambda m, c, r: m.cosh(r),
    "cos": lambda m, c, r: m.cosh(r),
    "sinh": lambda m, c, r: m.cosh(abs(c) + r),
    "cosh": lambda m, c, r: m.cosh(abs(c) + r),
    # The integrals of t sin(t z) and t^2 cos(t z) over t in [0, 1].
    "sinc": lambda m, c, r: m.cosh(r),
    "spherical_j1": lambda m, c, r: m.cosh(r),
    "log": lambda m, c, r: 1 / (c - r) if c > r else m.context.inf,
    "sqrt": lambda m, c, r: 1 / (2 * m.sqrt(c - r)) if c > r else m.context.inf,
}
"""Bound on |slope| in the disc around c of radius r."""
