"""High-precision real arithmetic (mpmath)."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from mpmath.ctx_mp import MPContext
from mpmath.libmp import from_man_exp, from_rational
from numpy.typing import ArrayLike

from derivcheck.arithmetic import sinc, special_precise
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.elementary.special import SPECIAL
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.errors import DomainError, PrecisionError
from derivcheck.ground.timeouts import TimeLimitReached, time_limit

_EXPONENTIAL = frozenset("exp expm1 sinh cosh tanh coth sech csch".split())

# mpmath sums series for these, and the time that takes is hard to tell beforehand.
_SLOW = frozenset(row.name for row in SPECIAL)

_SPARE_BITS = 16

# Up to this size an integral exponent is taken as an integer, so that a negative base has a power.
_INTEGER_BITS = 64


@functools.cache
def precise_context(bits: int) -> Any:
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
        self.context = precise_context(bits)
        self.unit = self.context.ldexp(1, -bits)
        self.tiny = 0

    def number(self, value: Fraction | int) -> Any:
        """Return the nearest number to a rational."""
        return self.context.make_mpf(from_rational(value.numerator, value.denominator, self.bits, "n"))

    def exact(self, value: Any) -> Any:
        """Return a NumPy float of any format, exactly."""
        if isinstance(value, np.longdouble) and np.isfinite(value):
            numerator, denominator = value.as_integer_ratio()
            return self.context.make_mpf(from_man_exp(numerator, 1 - denominator.bit_length()))
        return self.context.mpf(float(value))

    def integer(self, x: Any) -> int | None:
        """Return the integer that a number is, or None, also for a very large one."""
        return int(x) if self.context.isint(x) and self.context.mag(x) <= allowances.EXPONENT_BITS.value else None

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""
        return +getattr(self.context, name)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return mpmath's function, refusing complex and infinite values."""
        if row.name in _OWN:
            return functools.partial(_OWN[row.name], self)
        if row.name in special_precise.OWN:
            return self._guard(row.name, functools.partial(self._with_more_bits, special_precise.OWN[row.name]))
        if (operator := super().native(row)) is not None:
            return operator
        return self._guard(row.name, getattr(self.context, row.mpmath)) if row.mpmath else None

    def _with_more_bits(self, function: Callable[..., Any], *arguments: Number) -> Any:
        """Return a function whose rounding errors are far below those of this precision."""
        wide = precise_context(self.bits + special_precise.spare_bits(self.context, arguments))
        value = function(wide, *map(wide.mpf, arguments))
        return self.context.mpf(value) if isinstance(value, wide.mpf) else value

    def _guard(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        mpf, isfinite, mag = self.context.mpf, self.context.isfinite, self.context.mag
        limit = allowances.EXPONENT_BITS.value if name in _EXPONENTIAL else allowances.MAGNITUDE_BITS.value
        if name in _SLOW:
            function = functools.partial(_in_time, self, name, function)

        def guarded(*arguments: ArrayLike) -> Any:
            if any(a and mag(a) > limit for a in arguments):
                raise DomainError(f"overflow: the argument of {name} is too large")
            try:
                value = function(*arguments)
            except (ValueError, ZeroDivisionError, OverflowError):
                raise DomainError(f"{self._call(name, arguments)} is not a finite real number") from None
            except self.context.NoConvergence:
                raise PrecisionError(f"mpmath cannot evaluate {self._call(name, arguments)}") from None
            if type(value) is not mpf or not isfinite(value):
                raise DomainError(f"{self._call(name, arguments)} is not a finite real number")
            return value

        return guarded

    def _call(self, name: str, arguments: tuple[Any, ...]) -> str:
        return f"{name}({', '.join(map(self._shown, arguments))})"

    def _shown(self, x: object) -> str:
        size = self.context.mag(x) if x and self.context.isfinite(x) else 0
        # Writing a number takes as long as its exponent is.
        if size.bit_length() > allowances.EXPONENT_BITS.value:
            return "a huge number" if size > 0 else "a tiny number"
        return str(self.context.nstr(x, 6))

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return `base` to a constant exponent."""
        if not exponent:
            return self.context.mpf(1)  # at 0 too, as in Python and NumPy
        if not base:
            if exponent < 0:
                raise DomainError("division by zero")
            return base
        if exponent.denominator == 1:
            self._limit_power(base, int(exponent).bit_length())
            return base ** int(exponent)
        if base < 0:
            raise DomainError(f"{self._shown(base)} to the power {exponent} is not a real number")
        return self._real_power(base, exponent, math.floor(abs(exponent)).bit_length())

    def _limit_power(self, base: Number, exponent_bits: int) -> int:
        """Return the size of exponent times log(base), in bits."""
        sized = self.context.isfinite(base) and abs(base) != 1
        bits = exponent_bits + abs(int(self.context.mag(base))).bit_length() if sized else 0
        if bits > allowances.EXPONENT_BITS.value:
            raise DomainError("overflow: the exponent is too large")
        return bits

    def _real_power(self, base: Number, exponent: Number, exponent_bits: int) -> Any:
        """Return exp(exponent log(base)), with as many more bits as the size of that product takes."""
        spare = self._limit_power(base, exponent_bits) + _SPARE_BITS
        wide = precise_context(self.bits + -(-spare // 64) * 64)
        if isinstance(exponent, Fraction):
            exponent = wide.make_mpf(from_rational(exponent.numerator, exponent.denominator, wide.prec, "n"))
        return self.context.mpf(wide.exp(wide.mpf(exponent) * wide.log(base)))

    def quotient(self, a: Number, b: Any) -> Any:
        """Return a/b; a zero divisor is a DomainError."""
        if not b:
            raise DomainError("division by zero")
        return a / b

    def general_power(self, base: Any, exponent: Any) -> Any:
        """Return base**exponent for an exponent that is a number of this arithmetic."""
        if self.context.isint(exponent) and self.context.mag(exponent) < _INTEGER_BITS:
            return self.power(base, Fraction(int(exponent)))
        if base > 0 and self.context.isfinite(exponent):
            return self._real_power(base, exponent, max(0, int(self.context.mag(exponent))))
        if base == 0 and exponent > 0:
            return base
        raise DomainError(f"{self._shown(base)} to the power {self._shown(exponent)} is not a real number")

    def branch(self, left: Any, right: Any) -> bool | None:
        """Return whether the left number is greater."""
        return bool(left > right)

    def magnitude(self, x: Number) -> Any:
        """Return |x|."""
        return abs(x)

    def largest(self, *values: Any) -> Any:
        """Return the largest of non-negative numbers."""
        return max(values)


def _in_time(m: Precise, name: str, function: Callable[..., Any], *arguments: Number) -> Any:
    """Call a function under a limit on its processor time, so that a busy machine refuses no value."""
    limit = None
    try:
        with time_limit(allowances.FUNCTION_SECONDS.value, processor=True) as limit:
            return function(*arguments)
    except TimeLimitReached:
        m.context.prec = m.bits  # mpmath changes it while it works
        if limit is None or not limit.fired:
            raise  # the limit of someone further out
        call = m._call(name, arguments)
        raise PrecisionError(f"mpmath takes too long for {call} with {m.bits} bits") from None


def _sinc_derivative(m: Precise, order: Any, x: Number) -> Any:
    """Return a derivative of sinc, with as many bits to spare as its recurrence has rounding errors."""
    order = int(order)
    wide = Precise(m.bits + _SPARE_BITS + 2 * order.bit_length())
    return m.context.mpf(sinc.derivatives(wide, wide.context.mpf(x), order)[order])


_OWN: dict[str, Callable[..., Any]] = {
    "div": Precise.quotient,
    "pow": Precise.general_power,
    "abs": lambda m, x: abs(x),
    "sign": lambda m, x: m.context.sign(x),
    "trunc": lambda m, x: m.context.floor(x) if x > 0 else m.context.ceil(x),
    "remainder": lambda m, a, b: a % b,
    "floor_divide": lambda m, a, b: m.context.nint((a - a % b) / b),
    "max": lambda m, a, b: max(a, b),
    "min": lambda m, a, b: min(a, b),
    "sinc": lambda m, x: m._guard("sinc", m.context.sinc)(x),
    "sinc_derivative": _sinc_derivative,
    "loggamma": lambda m, x: (
        m.context.log(abs(m._guard("loggamma", m.context.gamma)(x)))
        if x < 0
        else m._guard("loggamma", m.context.loggamma)(x)
    ),
}
