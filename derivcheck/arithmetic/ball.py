"""Rigorous ball arithmetic (Arb, through python-flint): every number is an interval that holds the truth.

Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic" (2017).
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic import sinc, special_balls
from derivcheck.arithmetic.base import PYTHON_OPERATORS, Arithmetic
from derivcheck.arithmetic.whole_order import whole_order
from derivcheck.elementary import TABLE, Elementary
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import arithmetic as allowances

# Up to this size an integral exponent is taken as an integer, so that a negative base has a power.
_INTEGER_EXPONENT = 2**64


class Ball(Arithmetic):
    """Balls of `bits` bits; what has no real value is NaN.

    Parameters
    ----------
    bits : int
        Working precision. It is a global of the library, so compute inside ``with``.
    """

    name = "ball"
    encloses = True

    def __init__(self, bits: int) -> None:
        import flint

        self.bits = bits
        self.flint: Any = flint
        self.arb = self.flint.arb
        self._outer: list[int] = []

    @property
    def key(self) -> Hashable:
        """The precision, as it is set."""
        return Ball, self.flint.ctx.prec

    def number(self, value: Fraction | int) -> Any:
        """Return a ball that holds a rational."""
        numerator, denominator = value.as_integer_ratio()
        if denominator == 1 and abs(numerator) < _INTEGER_EXPONENT:
            return self.arb(numerator)
        return self.arb(self.flint.fmpq(numerator, denominator))

    def exact(self, value: Any) -> Any:
        """Return a float of Python or NumPy, of any format, exactly."""
        if type(value) is float:
            return self.arb(value)
        if isinstance(value, np.longdouble) and np.isfinite(value):
            numerator, denominator = value.as_integer_ratio()
            return self.arb(self.flint.arf((numerator, 1 - denominator.bit_length())))
        return self.arb(float(value))

    def interval(self, radius: Number) -> Any:
        """Return a ball around 0."""
        return self.arb(0, radius)

    def integer(self, x: Any) -> int | None:
        """Return the integer that a ball is, or None, also for a very large one."""
        known = x.is_integer() and abs(x) < self.arb(2) ** allowances.EXPONENT_BITS.value
        return int(x.unique_fmpz()) if known else None

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""
        return self.arb.pi() if name == "pi" else self.arb.const_e()

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return Arb's function."""
        if row.name in _OWN:
            return functools.partial(_OWN[row.name], self)
        if (operator := super().native(row)) is not None:
            return operator
        return getattr(self.arb, row.ball) if row.ball else None

    def branch(self, left: Any, right: Any) -> bool | None:
        """Return whether the left ball is surely greater, or surely not; None where they overlap."""
        left, right = self.arb(left), self.arb(right)
        return True if left > right else False if left <= right else None

    def select(self, left: Number, right: Number, a: Number, b: Number) -> Any:
        """Return a ball that holds both values; NaN where the comparison itself has no value."""
        both = self.arb(a).union(self.arb(b))
        return both if (self.arb(left) - right).is_finite() else self.arb("nan")

    def power(self, base: Number, exponent: Fraction) -> Any:
        """Return `base` to a constant exponent."""
        return self.raising(exponent)(base)

    def raising(self, exponent: Fraction) -> Callable[..., Any]:
        """Return `power` to one exponent, for many bases; the exponent as typed may follow, which says no more."""
        if exponent.denominator != 1:
            fraction = self.flint.fmpq(exponent.numerator, exponent.denominator)
            return lambda base, typed=None: base**fraction
        n = int(exponent)
        if n in _SHORT_POWERS:
            return _SHORT_POWERS[n]

        def raised(base: Any, typed: Any = None) -> Any:
            # Arb's own power goes through the logarithm when the ball holds zero, and is NaN there.
            if base > 0 or base < 0:
                return base**n
            # Arb has 1 for NaN to the power 0.
            return base if base.is_nan() else _integer_power(self, base, n)

        return raised

    def typed_raising(self, exact: Fraction) -> Callable[[Any, Any], Any]:
        """Return `typed_power` to one exponent, for many bases."""
        return self.raising(exact)

    def __enter__(self) -> Ball:
        self._outer.append(self.flint.ctx.prec)
        self.flint.ctx.prec = self.bits
        return self

    def __exit__(self, *error: Any) -> None:
        self.flint.ctx.prec = self._outer.pop()


def midpoint(x: Any) -> Any:
    """Return a ball without its radius; any other number as it is."""
    return x.mid() if hasattr(x, "mid") else x


def undefined(expression: Expression, m: Ball, at: Mapping[str, Any]) -> bool:
    """Tell whether a formula without a value has none with more bits either.

    Its first operation that is not finite has operands far better known than they are moved here, and
    is not finite at the moved ones either, so it is not rounding that keeps it from a value.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> with Ball(128) as m:
    ...     for formula in (parse("log(1-x)"), parse("1/(x-2)"), parse("1/(sqrt(x)^2-x)")):
    ...         print(undefined(formula, m, {"x": m.arb(2)}))
    True
    True
    False
    """
    # Of a formula by cases the operations that count depend on the bits.
    values = expression.evaluate_all(m, at) if expression.nodes and not expression.branching else []
    for place, function, a, b in expression.program(m).steps if values else ():
        if not m.arb(values[place]).is_finite():
            operands = [m.arb(values[i]) for i in (a, b) if i >= 0]
            move = allowances.MOVED.value
            known = all(abs(x.mid()) * move**2 >= x.rad() for x in operands)
            # An argument without a slope, such as the order of a Bessel function, is a whole number as a rule.
            slopes = TABLE[expression.nodes[place].operation].slopes
            moves = itertools.product(*[(1 - move, 1 + move) if slope else (1,) for slope in slopes])
            return known and not any(
                m.arb(function(*map(operator.mul, operands, factors))).is_finite() for factors in moves
            )
    return False


_SHORT_POWERS: dict[int, Callable[..., Any]] = {
    1: lambda base, typed=None: base,
    2: lambda base, typed=None: base * base,
}


def _integer_power(m: Ball, base: Number, n: int) -> Any:
    if n < 0:
        return 1 / _integer_power(m, base, -n)
    result = m.arb(1)
    for bit in bin(n)[2:]:
        result = result * result
        result = result * base if bit == "1" else result
    return result


def _general_power(m: Ball, base: Any, exponent: Any) -> Any:
    if exponent.is_exact() and exponent.is_integer() and abs(exponent) < _INTEGER_EXPONENT:
        return m.power(base, Fraction(int(exponent.unique_fmpz())))
    if base == 0 and exponent > 0:
        return base
    return (exponent * base.log()).exp()


def _sinc_derivative(m: Ball, order: Number, x: Any) -> Any:
    """Return a derivative of sinc; over a wide ball, from its value at 0 and |slope| <= 1/(order + 2).

    Nowhere is it above 1/(order + 1), and beyond a radius of 1 recurrences, which take longer the wider a ball is, say
    no more.
    """
    k = whole_order(m, order)
    if k is None:
        return m.arb("nan")
    at_zero, most = (
        m.number(Fraction(0 if k % 2 else (-1) ** (k // 2), k + 1)),
        m.interval(m.number(Fraction(1, k + 1))),
    )
    crude = most.intersection(at_zero + m.interval(abs(x).upper() / (k + 2)))
    if x.rad() > 1:
        return crude if x.is_finite() else m.arb("nan")
    found = sinc.derivatives(m, x, k)[k]
    return found.intersection(crude) if found.is_finite() else crude


def _truncated(m: Ball, x: Any) -> Any:
    return x.floor() if x >= 0 else x.ceil() if x <= 0 else x.floor().union(x.ceil())


def _rounded(m: Ball, x: Number) -> Any:
    """Return the nearest integer, of two the even one."""
    half = m.number(Fraction(1, 2))
    below, above = (x - half).ceil(), (x + half).floor()
    exact = below.is_exact() and above.is_exact()
    return (below if below / 2 == (below / 2).floor() else above) if exact else below.union(above)


_OWN: dict[str, Callable[..., Any]] = {
    "floor": lambda m, x: x.floor(),
    "ceil": lambda m, x: x.ceil(),
    "trunc": _truncated,
    "rint": _rounded,
    "sinc_derivative": _sinc_derivative,
    "pow": _general_power,
    "abs": lambda m, x: abs(x),
    # Arb's own sign of NaN is [-1, 1], from which a value would come back out of nothing.
    "sign": lambda m, x: x if x.is_nan() else x.sgn(),
    "max": lambda m, a, b: m.arb(a).max(b),
    "min": lambda m, a, b: m.arb(a).min(b),
    "atan2": lambda m, y, x: m.arb.atan2(m.arb(y), m.arb(x)),
    **special_balls.OWN,
}

MISSING = frozenset(
    name for name, row in TABLE.items() if not (row.ball or row.definition or name in _OWN or name in PYTHON_OPERATORS)
)
"""Operations that Arb has not."""
