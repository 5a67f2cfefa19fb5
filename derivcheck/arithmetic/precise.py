"""High-precision real arithmetic (mpmath)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from mpmath.ctx_mp import MPContext
from mpmath.libmp import from_man_exp

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary import Elementary
from derivcheck.errors import DomainError
from derivcheck.limits import MAX_MAGNITUDE_BITS

# Up to this size an integral exponent is taken as an integer, so that a negative base has a power.
_INTEGER_BITS = 64


@functools.cache
def _context(bits: int) -> Any:
    """Return a context of its own for each precision, so that nobody's global one changes."""
    context = MPContext()
    context.prec = bits
    return context


class Precise(Arithmetic):
    """Real numbers of `bits` bits; whatever is not a finite real number raises DomainError.

    Parameters
    ----------
    bits : int
        Working precision.

    Examples
    --------
    >>> m = Precise(100)
    >>> print(m.exp(m.number(1)))
    2.7182818284590452353602874714
    """

    name = "mpmath"

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.context = _context(bits)
        self.unit = self.context.ldexp(1, -bits)
        self.tiny = 0

    def number(self, value: Fraction | int) -> Any:
        """Return the nearest number to a rational."""
        if isinstance(value, int):
            return self.context.mpf(value)
        return self.context.mpf(value.numerator) / value.denominator

    def exact(self, value: Any) -> Any:
        """Return a NumPy float of any format, exactly."""
        if isinstance(value, np.longdouble) and np.isfinite(value):
            numerator, denominator = value.as_integer_ratio()
            return self.context.make_mpf(from_man_exp(numerator, 1 - denominator.bit_length()))
        return self.context.mpf(float(value))

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""
        return +getattr(self.context, name)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return mpmath's function, refusing complex and infinite values."""
        if row.name in _OWN:
            return functools.partial(_OWN[row.name], self)
        if (operator := super().native(row)) is not None:
            return operator
        return self._guard(row.name, getattr(self.context, row.mpmath)) if row.mpmath else None

    def _guard(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        mpf, isfinite, mag = self.context.mpf, self.context.isfinite, self.context.mag

        def guarded(*arguments: Any) -> Any:
            if any(a and mag(a) > MAX_MAGNITUDE_BITS for a in arguments):
                raise DomainError(f"overflow: the argument of {name} is too large")
            try:
                value = function(*arguments)
            except (ValueError, ZeroDivisionError, OverflowError):
                raise DomainError(self._outside(name, arguments)) from None
            if type(value) is not mpf or not isfinite(value):
                raise DomainError(self._outside(name, arguments))
            return value

        return guarded

    def _outside(self, name: str, arguments: tuple[Any, ...]) -> str:
        shown = ", ".join(self.context.nstr(a, 6) for a in arguments)
        return f"{name}({shown}) is not a finite real number"

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return `base` to a constant exponent."""
        if exponent.denominator == 1:
            if not base and exponent <= 0:
                return self._zero_power(exponent)
            return base ** int(exponent)
        if base < 0 or (not base and exponent < 0):
            raise DomainError(f"{self.context.nstr(base, 6)} to the power {exponent} is not a finite real number")
        return base ** self.number(exponent)

    def _zero_power(self, exponent: Fraction) -> Any:
        if exponent < 0:
            raise DomainError("division by zero")
        return self.context.mpf(1)  # x**0 is 1, at 0 too, as in Python and NumPy

    def quotient(self, a: Any, b: Any) -> Any:
        """Return a/b; a zero divisor is a DomainError."""
        if not b:
            raise DomainError("division by zero")
        return a / b

    def general_power(self, base: Any, exponent: Any) -> Any:
        """Return base**exponent for an exponent that is a number of this arithmetic."""
        if self.context.isint(exponent) and self.context.mag(exponent) < _INTEGER_BITS:
            return self.power(base, Fraction(int(exponent)))
        if base > 0:
            return self._guard("exp", self.context.exp)(exponent * self.context.log(base))
        if base == 0 and exponent > 0:
            return base
        raise DomainError(f"{self.context.nstr(base, 6)} to a variable power is not a real function")

    def magnitude(self, x: Any) -> Any:
        """Return |x|."""
        return abs(x)

    def largest(self, *values: Any) -> Any:
        """Return the largest of non-negative numbers."""
        return max(values)


_OWN: dict[str, Callable[..., Any]] = {
    "div": Precise.quotient,
    "pow": Precise.general_power,
    "abs": lambda m, x: abs(x),
    "sign": lambda m, x: m.context.sign(x),
    "max": lambda m, a, b: max(a, b),
    "min": lambda m, a, b: min(a, b),
    "sinc": lambda m, x: m.context.sinc(x),
    # DLMF 10.53.1, without the cancellation of (sinc x - cos x)/x around 0.
    "spherical_j1": lambda m, x: x / 3 * m.context.hyp0f1(2.5, -x * x / 4),
    "loggamma": lambda m, x: m.context.log(abs(m._guard("loggamma", m.context.gamma)(x)))
    if x < 0
    else m._guard("loggamma", m.context.loggamma)(x),
}
