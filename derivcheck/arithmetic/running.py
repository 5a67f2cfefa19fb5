"""Running error analysis: every number carries a bound on its own rounding error.

After each operation the bounds of the operands, times the largest slope over the intervals they
describe, are added to the rounding error of the operation itself (Higham, "Accuracy and
Stability of Numerical Algorithms", 2nd ed., 2002, §3.3; Wilkinson 1963). The slope is taken at
the ends of the intervals and in their middle: where |slope| is monotone over so short an interval
this is its maximum, and elsewhere it is missed by second order in the bound.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.protocol import Operand
from derivcheck.arithmetic.real import Real
from derivcheck.elementary import TABLE, Elementary
from derivcheck.errors import DomainError

# The bounds are themselves computed in floating point, with a relative error of a few u an
# operation; this factor covers it for a chain of 2**30 operations in float64.
WIDENING = 1 + 2.0**-20

_POWER_UNITS = {Fraction(0): 0.0, Fraction(1): 0.0, Fraction(2): 1.0}

# In high precision the ends of an interval shorter than its middle by this factor are not looked at:
# that saves two thirds of the time, and the slope there differs in the tenth digit of the bound.
_SHORT = 2**32

# Rounding error of a function of mpmath, in units u of its precision: two units in the last place.
_PRECISE_UNITS = 4


@dataclass(frozen=True, slots=True, eq=False)
class RunningNumber(Operand):
    """A computed value and a bound on its distance from the exact one."""

    value: Any
    bound: Any
    arithmetic: Arithmetic


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

    def number(self, value: Fraction | int) -> RunningNumber:
        """Return a rational, with the exact error of rounding it."""
        near = self.inner.number(value)
        if self.floating and np.isfinite(near):
            off = abs(Fraction(value) - _fraction(near))
            return RunningNumber(near, float(off) * WIDENING, self)
        return RunningNumber(near, self.rounding(near, 1.0), self)

    def exact(self, value: Any) -> RunningNumber:
        """Return a floating-point number, or an array of them, without error."""
        return RunningNumber(self.inner.exact(value), self.magnitude(value) * 0, self)

    def constant(self, name: str) -> RunningNumber:
        """Return "pi" or "e", rounded."""
        near = self.inner.constant(name)
        return RunningNumber(near, self.rounding(near, 2.0), self)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the rule for a row that the inner arithmetic knows; others go by definition."""
        if row.name in _OPERATORS:
            return functools.partial(_OPERATORS[row.name], self)
        if (function := self.inner.native(row)) is None:
            return None
        return functools.partial(_propagate, self, row, function)

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power."""
        return self.typed_power(base, self.inner.number(exponent), exponent)

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a power; an exponent that had to be rounded brings its error along."""
        if exact.denominator != 1 and self.floating:
            base, power = self.lift(base), self._exponent(exponent, exact)
            value = np.power(base.value, power.value)
            spread = _spread(self, TABLE["pow"].slopes, [base, power], value, np.power)
            return RunningNumber(value, spread + self.rounding(value, self.power_units(base.value, exact)), self)
        base = self.lift(base)
        value = self.inner.power(base.value, exact)

        def slope(m: Any, x: Any, y: Any) -> Any:
            return m.number(exact) * m.power(x, exact - 1) if exact else m.number(0)

        spread = _spread(self, (slope,), [base], value, lambda x: value)
        return RunningNumber(value, spread + self.rounding(value, self.power_units(base.value, exact)), self)

    def power_units(self, base: Any, exponent: Fraction) -> Any:
        """Return the rounding error of a constant power, in units u; a square is one multiplication."""
        return _POWER_UNITS.get(exponent, self.units(TABLE["pow"]))

    def _exponent(self, exponent: Any, exact: Fraction) -> RunningNumber:
        return self.lift(exponent) if self.rounded_literals else self.number(exact)

    def lift(self, x: Any) -> RunningNumber:
        """Return `x` as a number of this arithmetic."""
        if isinstance(x, RunningNumber):
            return x
        if isinstance(x, float) and self.rounded_literals:
            return RunningNumber(self.inner.exact(x), self.inner.unit * abs(x), self)
        if isinstance(x, int):
            return self.number(x)
        return RunningNumber(x, self.magnitude(x) * 0, self)

    def magnitude(self, x: Any) -> Any:
        """Return |x| in the format of bounds."""
        return np.abs(np.asarray(x, dtype=np.float64))[()] if self.floating else abs(x)

    def rounding(self, value: Any, units: float) -> Any:
        """Return `units` times u times |value|, and the spacing of subnormal numbers."""
        return units * self.inner.unit * self.magnitude(value) + self.inner.tiny

    def units(self, row: Elementary) -> float:
        """Return the rounding error of a function, in units u."""
        return 2 * row.ulps if self.floating else _PRECISE_UNITS * (row.ulps > 0)

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


def _fraction(x: Any) -> Fraction:
    high = float(x)
    return Fraction(high) + Fraction(float(x - type(x)(high)))


def _propagate(m: Running, row: Elementary, function: Callable[..., Any], *arguments: Any) -> RunningNumber:
    lifted = [m.lift(a) for a in arguments]
    value = function(*[a.value for a in lifted])
    spread = _spread(m, row.slopes, lifted, value, function)
    if not row.smooth:
        spread = spread + _jump(m, function, lifted, value)
    return RunningNumber(value, spread + m.rounding(value, m.units(row)), m)


def _wide(m: Running, a: RunningNumber) -> bool:
    """Return whether a slope may change over the interval: in high precision it is mostly too short."""
    return m.floating or a.bound * _SHORT >= abs(a.value)


def _corners(a: RunningNumber) -> tuple[Any, ...]:
    return a.value - a.bound, a.value, a.value + a.bound


def _spread(
    m: Running, slopes: Sequence[Any], arguments: Sequence[RunningNumber], value: Any, function: Callable[..., Any]
) -> Any:
    """Return the sum over the arguments of the largest |slope| times the argument's bound."""
    middle = tuple(a.value for a in arguments)
    uncertain = [i for i, a in enumerate(arguments) if slopes[i] is not None and (np.ndim(a.bound) or a.bound)]
    # An argument without a slope, such as the order of a Bessel function, is taken as exact.
    choices = [_corners(a) if i in uncertain and _wide(m, a) else (a.value,) for i, a in enumerate(arguments)]
    corners = itertools.product(*choices) if any(len(c) > 1 for c in choices) else ()
    places = [(place, _at(m, function, place)) for place in corners]
    total: Any = 0
    for i in uncertain:
        sizes = [_size(m, slopes[i], place, y) for place, y in [(middle, value), *places]]
        total = total + m.largest(sizes) * arguments[i].bound * WIDENING
    return total


def _at(m: Running, function: Callable[..., Any], place: tuple[Any, ...]) -> Any:
    """Return f at a corner; where the corner leaves the domain nothing is known, so infinity."""
    try:
        return function(*place)
    except DomainError:
        return m.inner.context.inf


def _size(m: Running, slope: Callable[..., Any], place: tuple[Any, ...], value: Any) -> Any:
    try:
        return m.magnitude(slope(m.inner, *place, value))
    except (DomainError, ZeroDivisionError):
        return m.inner.context.inf


def _jump(m: Running, function: Callable[..., Any], arguments: Sequence[RunningNumber], value: Any) -> Any:
    """Return how far a function that may jump or bend moves between the corners."""
    places = itertools.product(*[_corners(a) for a in arguments])
    return m.largest([m.magnitude(_at(m, function, place) - value) for place in places])


def _sum(m: Running, a: Any, b: Any, sign: int) -> RunningNumber:
    a, b = m.lift(a), m.lift(b)
    value = a.value + b.value if sign > 0 else a.value - b.value
    # A sum of floats cannot underflow, so no subnormal spacing is added.
    rounding = m.inner.unit * m.magnitude(value)
    return RunningNumber(value, a.bound + b.bound + rounding, m)


def _mul(m: Running, a: Any, b: Any) -> RunningNumber:
    a, b = m.lift(a), m.lift(b)
    value = a.value * b.value
    bound = m.magnitude(a.value) * b.bound + m.magnitude(b.value) * a.bound + a.bound * b.bound
    return RunningNumber(value, bound * WIDENING + m.rounding(value, m.units(TABLE["mul"])), m)


def _div(m: Running, a: Any, b: Any) -> RunningNumber:
    a, b = m.lift(a), m.lift(b)
    value = m.inner.div(a.value, b.value)
    size = m.magnitude(b.value)
    nearest = size - b.bound
    spread = (size * a.bound + m.magnitude(a.value) * b.bound) * WIDENING
    return RunningNumber(value, _over(m, spread, size, nearest) + m.rounding(value, m.units(TABLE["div"])), m)


def _over(m: Running, spread: Any, size: Any, nearest: Any) -> Any:
    """Return spread / (size * nearest); infinite where the divisor's interval holds zero."""
    if m.floating:
        return np.where(nearest > 0, spread / (size * nearest), np.inf)[()]
    return spread / size / nearest if nearest > 0 else m.inner.context.inf


def _neg(m: Running, a: Any) -> RunningNumber:
    a = m.lift(a)
    return RunningNumber(-a.value, a.bound, m)


_OPERATORS: dict[str, Callable[..., Any]] = {
    "add": functools.partial(_sum, sign=1),
    "sub": functools.partial(_sum, sign=-1),
    "mul": _mul,
    "div": _div,
    "neg": _neg,
}
