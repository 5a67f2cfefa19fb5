"""Rational arithmetic, without any rounding: what polynomials need, and no more."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import PYTHON_OPERATORS, Arithmetic
from derivcheck.arithmetic.real import exact_fraction
from derivcheck.elementary import Elementary
from derivcheck.ground.errors import DomainError, UnsupportedOperation

# A double to the power 32 has no more.
_MAX_BITS = 32 * 1_100


class Rational(Arithmetic):
    """Fractions; pi, e and whatever leads out of the rationals is refused.

    Examples
    --------
    >>> m = Rational()
    >>> m.power(m.exact(0.5), Fraction(3)) / m.number(3)
    Fraction(1, 24)
    """

    name = "rational"

    def number(self, value: Fraction | int) -> Fraction:
        """Return a rational."""
        return Fraction(value)

    def exact(self, value: Any) -> Fraction:
        """Return a finite float of any format, exactly."""
        return exact_fraction(value)

    def integer(self, x: Fraction) -> int | None:
        """Return the integer that a number is, or None."""
        return int(x) if x.denominator == 1 else None

    def constant(self, name: str) -> Any:
        """Refuse pi and e.

        Raises
        ------
        UnsupportedOperation
        """
        raise UnsupportedOperation(f"{name} is not rational")

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return an operator.

        Raises
        ------
        UnsupportedOperation
            The row is a function.
        """
        if row.name == "div":
            return _quotient
        if row.name not in PYTHON_OPERATORS:
            raise UnsupportedOperation(f"{row.name} leads out of the rational numbers")
        return PYTHON_OPERATORS[row.name]

    def branch(self, left: Any, right: Any) -> bool | None:
        """Return whether the left number is greater."""
        return bool(left > right)

    def power(self, base: Fraction, exponent: Fraction) -> Fraction:
        """Return an integral power.

        Raises
        ------
        UnsupportedOperation
            The exponent is not an integer, or the power has too many digits.
        """
        if exponent.denominator != 1:
            raise UnsupportedOperation("a root leads out of the rational numbers")
        n = abs(int(exponent))
        if n * max(base.numerator.bit_length(), base.denominator.bit_length()) > _MAX_BITS:
            raise UnsupportedOperation("the power has too many digits")
        power = Fraction(base**n)
        return _quotient(1, power) if exponent < 0 else power


def _quotient(a: Any, b: Any) -> Fraction:
    if not b:
        raise DomainError("division by zero")
    return Fraction(a) / Fraction(b)
