"""Running error analysis: every number carries a bound on its own rounding error.

After each operation the bounds of the operands, times the largest slope over the intervals they
describe, are added to the rounding error of the operation itself (Higham, "Accuracy and
Stability of Numerical Algorithms", 2nd ed., 2002, §3.3; Wilkinson 1963).
"""

from __future__ import annotations

import functools
import math
import operator
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.protocol import Operand
from derivcheck.arithmetic.real import Real, exact_fraction
from derivcheck.arithmetic.slope_bounds import WIDENING, corners_of, jump, over_the_box, spread_of, unless, where
from derivcheck.elementary import TABLE, Elementary
from derivcheck.elementary.number import Functions, Number
from derivcheck.ground.allowances import arithmetic as allowances

# Bounds are float64, so products in them underflow too: up to three, next to the value itself.
_SMALLEST_BOUND = 2.0**-1074
_UNDERFLOWS = 4

# Precision at which pi and e are compared with their floats.
_CONSTANT_BITS = 128


@dataclass(frozen=True, slots=True, eq=False)
class RunningNumber(Operand):
    """A computed value and a bound on its distance from the exact one: what is calculated with.

    `bounded.Bounded` is what is left of it, or of a ball, when the calculation is over.
    """

    value: Any
    bound: Any
    arithmetic: Arithmetic

    def upper(self) -> Any:
        """Return the largest number that it may stand for."""
        return self.value + self.bound * WIDENING

    def contains(self, x: Number) -> bool:
        """Return whether it may stand for x."""
        return not abs(self.value - x) > self.bound

    def is_finite(self) -> bool:
        """Return whether anything is known of it."""
        return bool(self.value - self.value == 0 and self.bound - self.bound == 0)

    def intersection(self, other: RunningNumber) -> RunningNumber:
        """Return what holds a number that both hold: the narrower one."""
        return self if self.bound <= other.bound else other


class Running(Arithmetic):
    """Numbers of `inner` with running error bounds.

    Parameters
    ----------
    inner : Real or Precise
        The arithmetic whose rounding is bounded.
    rounded_literals : bool
        Whether a Python float met on the way stands for a rational that it rounds (as in code
        printed from a formula) rather than for itself.

    Examples
    --------
    >>> m = Running(Real())
    >>> with m:
    ...     y = m.number(1) / m.number(3) - m.number(Fraction(1, 3))
    >>> float(y.value), bool(0 < y.bound < 1e-15)
    (0.0, True)
    """

    def __init__(self, inner: Real | Precise, *, rounded_literals: bool = False) -> None:
        self.inner: Any = inner
        self.name = f"running-error {inner.name}"
        self.rounded_literals = rounded_literals
        self.floating = isinstance(inner, Real)
        self._unit = inner.unit * WIDENING
        self._underflow = _UNDERFLOWS * max(inner.tiny, _SMALLEST_BOUND) if self.floating else 0
        self.rank = inner.rank + 1

    def number(self, value: Fraction | int) -> RunningNumber:
        """Return a rational, with the exact error of rounding it."""
        near = self.inner.number(value)
        if self.floating:
            off = float(abs(Fraction(value) - exact_fraction(near))) if np.isfinite(near) else math.inf
            return RunningNumber(near, off * WIDENING, self)
        return RunningNumber(near, 0 * near if _fits(value, self.inner.bits) else self.rounding(near, 1.0), self)

    def exact(self, value: Number) -> RunningNumber:
        """Return a floating-point number, or an array of them, without error."""
        return RunningNumber(self.inner.exact(value), self.magnitude(value) * 0, self)

    def interval(self, radius: RunningNumber) -> RunningNumber:
        """Return zero with an error bound."""
        return RunningNumber(0 * radius.value, self.magnitude(radius.value) + radius.bound, self)

    def integer(self, x: Number) -> int | None:
        """Return the integer that a number is without error, or None."""
        x = self.lift(x)
        return None if np.any(x.bound) else self.inner.integer(x.value)

    def constant(self, name: str) -> RunningNumber:
        """Return "pi" or "e", rounded."""
        near = self.inner.constant(name)
        if not self.floating:
            return RunningNumber(near, self.rounding(near, 2.0), self)
        m = Precise(_CONSTANT_BITS)
        return RunningNumber(near, float(abs(m.constant(name) - m.exact(near))) * WIDENING, self)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the rule for a row that the inner arithmetic knows; others go by definition."""
        if row.name in _OPERATORS:
            return functools.partial(_OPERATORS[row.name], self)
        if (function := self.inner.native(row)) is None:
            return None
        return functools.partial(_propagate, self, row, function)

    def power(self, base: Number, exponent: Fraction) -> Any:
        """Return a constant power."""
        rounded = self.number(exponent) if self.floating and exponent.denominator != 1 else exponent
        return self.typed_power(base, rounded, exponent)

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a power; an exponent that had to be rounded brings its error along."""
        if exact.denominator != 1 and self.floating:
            base, power = self.lift(base), self._exponent(exponent, exact)
            value = self.inner.typed_power(base.value, power.value, exact)
            spread = spread_of(self, TABLE["pow"].slopes, [base, power], value, operator.pow)
            return RunningNumber(value, spread + self.rounding(value, self.power_units(base.value, exact)), self)
        base = self.lift(base)
        value = self.inner.power(base.value, exact)

        def slope(m: Functions, x: ArrayLike, y: ArrayLike) -> Any:
            return m.number(exact) * m.power(x, exact - 1) if exact else m.number(0)

        spread = spread_of(self, (slope,), [base], value, lambda x: value)
        if exact < 0:
            low, _, high = corners_of(base)
            spread = unless(self, low * high <= 0, spread)
        return RunningNumber(value, spread + self.rounding(value, self.power_units(base.value, exact)), self)

    def logarithmic(self, base: Number, exponent: Number, power: Number) -> Any:
        """Return log(base) times base**exponent; 0 where the base is exactly 0 and the exponent surely positive."""
        base, exponent = self.lift(base), self.lift(exponent)
        settled = (base.value == 0) & (base.bound == 0) & (exponent.value > exponent.bound)
        if not np.any(settled):
            return self.log(base) * power
        if np.all(settled):
            return 0 * power
        found = self.log(base) * power
        return RunningNumber(np.where(settled, 0, found.value), np.where(settled, 0, found.bound), self)

    def unless_zero(self, factor: Number, product: Callable[[], Any]) -> Any:
        """Return a product; 0 for each element whose factor is 0 without error."""
        factor = self.lift(factor)
        settled = (factor.value == 0) & (factor.bound == 0)
        if np.all(settled):
            return 0 * factor
        found = self.lift(product())
        return RunningNumber(where(self, settled, 0, found.value), where(self, settled, 0, found.bound), self)

    def is_zero(self, x: Number) -> bool:
        """Tell whether a number is zero without error."""
        x = self.lift(x)
        return bool(np.all((x.value == 0) & (x.bound == 0)))

    def is_positive(self, x: Number) -> bool:
        """Tell whether a number is surely positive."""
        x = self.lift(x)
        return bool(np.all(x.value > x.bound))

    def branch(self, left: Number, right: Number) -> bool | None:
        """Return whether the left number is surely greater, or surely not."""
        left, right = self.lift(left), self.lift(right)
        # A difference of neighbours is exact, so its sign is that of the comparison.
        gap, slack = left.value - right.value, (left.bound + right.bound) * WIDENING
        return True if np.all(gap > slack) else False if np.all(gap <= -slack) else None

    def select(self, left: Number, right: Number, a: Number, b: Number) -> RunningNumber:
        """Return the value that the comparison of the computed numbers chooses; its bound holds the other too."""
        left, right, a, b = (self.lift(x) for x in (left, right, a, b))
        gap, slack = left.value - right.value, (left.bound + right.bound) * WIDENING
        value, other = (where(self, gap > 0, *pair) for pair in ((a.value, b.value), (b.value, a.value)))
        bound, off = (where(self, gap > 0, *pair) for pair in ((a.bound, b.bound), (b.bound, a.bound)))
        wide = unless(self, gap != gap, self.largest([bound, self.magnitude(value - other) + off]))
        return RunningNumber(value, where(self, (gap > slack) | (gap <= -slack), bound, wide), self)

    def power_units(self, base: ArrayLike, exponent: Fraction) -> Any:
        """Return the rounding error of a constant power, in units u."""
        if exponent in (0, 1):
            return 0.0
        return allowances.SQUARE_UNITS.value if exponent == 2 else self.units(TABLE["pow"])

    def _exponent(self, exponent: Number, exact: Fraction) -> RunningNumber:
        known = self.rounded_literals or isinstance(exponent, RunningNumber)
        return self.lift(exponent) if known else self.number(exact)

    def lift(self, x: Any) -> RunningNumber:
        """Return `x` as a number of this arithmetic."""
        if isinstance(x, RunningNumber):
            return x
        if isinstance(x, float) and self.rounded_literals:
            near = self.inner.exact(x)
            # The literal is a double, whatever the format that it is used in.
            off = abs(x - float(near)) + Real().unit * abs(x)
            return RunningNumber(near, off if math.isfinite(off) else math.inf, self)
        if isinstance(x, int):
            return self.number(x)
        return RunningNumber(x, self.magnitude(x) * 0, self)

    def magnitude(self, x: Number) -> Any:
        """Return |x| in the format of bounds."""
        return np.abs(np.asarray(x, dtype=np.float64))[()] if self.floating else abs(x)

    def rounding(self, value: Number, units: float) -> Any:
        """Return `units` times u times |value|, and what underflow costs: the value, and products in its bound."""
        return units * (self._unit * self.magnitude(value) + self.inner.tiny) + self._underflow

    def units(self, row: Elementary) -> float:
        """Return the rounding error of a function, in units u."""
        return 2 * self.inner.ulps(row) if self.floating else allowances.PRECISE_UNITS.value * (row.ulps > 0)

    def underflow(self, row: Elementary, value: Number) -> Any:
        """Return what a value may be off by since SciPy's functions, as erfc at 27, return 0 for subnormal numbers."""
        if not (self.floating and row.scipy):
            return 0.0
        return np.where(self.magnitude(value) < sys.float_info.min, sys.float_info.min, 0.0)[()]

    def bound(self, x: RunningNumber) -> float:
        """Return the bound of a single number as a float; NaN, where nothing is known, as infinity."""
        return float(self.largest([x.bound]))

    def largest(self, values: Sequence[Any]) -> Any:
        """Return the largest of bounds; NaN, which means that a slope does not exist, as infinity."""
        if not self.floating:
            return max(self.inner.context.inf if v != v else v for v in values)
        top = functools.reduce(np.maximum, values)
        return np.where(np.isnan(top), np.inf, top)[()]

    def __enter__(self) -> Running:
        self.inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.inner.__exit__(*error)


def _fits(value: Fraction | int, bits: int) -> bool:
    """Return whether a rational is a binary number of so many bits."""
    denominator = Fraction(value).denominator
    return not denominator & (denominator - 1) and Fraction(value).numerator.bit_length() <= bits


def _propagate(m: Running, row: Elementary, function: Callable[..., Any], *arguments: ArrayLike) -> RunningNumber:
    lifted = [m.lift(a) for a in arguments]
    value = function(*[a.value for a in lifted])
    # A function that only selects is exact, and so is f(0) = 0, with no underflow in them.
    inexact = (value != 0) | functools.reduce(operator.or_, [_live(a) for a in lifted])
    rounding = (m.rounding(value, m.units(row)) + m.underflow(row, value)) * (inexact & (row.ulps > 0))
    if row.nearby:
        slack = m.units(row) * m.inner.unit
        lifted = [
            a if slope is None else RunningNumber(a.value, a.bound + slack * m.magnitude(a.value), m)
            for a, slope in zip(lifted, row.slopes, strict=True)
        ]
    spread = over_the_box(m, row, lifted, spread_of(m, row.slopes, lifted, value, function, row.steepest))
    if not row.smooth:
        spread = spread + jump(m, function, lifted, value)
    return RunningNumber(value, spread + rounding, m)


def _live(a: RunningNumber) -> Any:
    """Return whether a number is anything but an exact zero."""
    return (a.value != 0) | (a.bound != 0)


def _sum(m: Running, a: Number, b: Number, sign: int) -> RunningNumber:
    a, b = m.lift(a), m.lift(b)
    value = a.value + b.value if sign > 0 else a.value - b.value
    # A sum of floats cannot underflow, so no subnormal spacing is added.
    rounding = m.inner.unit * WIDENING * m.magnitude(value)
    return RunningNumber(value, a.bound + b.bound + rounding, m)


def _mul(m: Running, a: Number, b: Number) -> RunningNumber:
    a, b = m.lift(a), m.lift(b)
    value = a.value * b.value
    bound = m.magnitude(a.value) * b.bound + m.magnitude(b.value) * a.bound + a.bound * b.bound
    # Nothing underflows in a product with an exact zero.
    rounding = m.rounding(value, m.units(TABLE["mul"])) * (_live(a) & _live(b))
    return RunningNumber(value, bound * WIDENING + rounding, m)


def _div(m: Running, a: Number, b: Number) -> RunningNumber:
    a, b = m.lift(a), m.lift(b)
    value = m.inner.div(a.value, b.value)
    rounding = m.rounding(value, m.units(TABLE["div"]))
    # |a/b - A/B| <= (|a - A| + |A/B| |b - B|) / |b|
    spread = (a.bound + (m.magnitude(value) + rounding) * b.bound) * WIDENING
    return RunningNumber(value, _over(m, spread, m.magnitude(b.value) - b.bound) + rounding, m)


def _over(m: Running, spread: Number, nearest: Any) -> Any:
    """Return spread / nearest; infinite where the divisor's interval holds zero."""
    if m.floating:
        return np.where(nearest > 0, spread / nearest * WIDENING, np.inf)[()]
    return spread / nearest if nearest > 0 else m.inner.context.inf


def _neg(m: Running, a: Number) -> RunningNumber:
    a = m.lift(a)
    return RunningNumber(-a.value, a.bound, m)


_OPERATORS: dict[str, Callable[..., Any]] = {
    "add": functools.partial(_sum, sign=1),
    "sub": functools.partial(_sum, sign=-1),
    "mul": _mul,
    "div": _div,
    "neg": _neg,
}
