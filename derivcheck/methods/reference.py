"""The derivative in high precision: differentiate, then evaluate, and raise the precision.

The derivative comes from a truncated Taylor series over numbers that carry their own error: balls,
which prove it, or for a function that Arb has not, mpmath numbers under running error analysis.
Precision is doubled until that error is below the digits asked for, so cancellation, however deep,
cannot pass for agreement between two equally wrong precisions.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic import ball
from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import InputError, PrecisionError
from derivcheck.ground.limits import MAX_DIGITS, MAX_WRITTEN_MAGNITUDE_BITS
from derivcheck.methods.target import Function, Target
from derivcheck.results import Reference

_RADIUS_DIGITS = 3

BITS_PER_DIGIT = math.log2(10)


@dataclass(frozen=True)
class Enclosure:
    """A number in high precision, with a bound on its error (mpmath numbers of `context`)."""

    value: Any
    radius: Any
    certified: bool
    bits: int


def in_balls(*formulas: Expression) -> bool:
    """Return whether Arb has every function of some formulas."""
    return all(formula.prepared(in_balls, functools.partial(_in_balls, formula)) for formula in formulas)


def _in_balls(formula: Expression) -> bool:
    return not any(operation in ball.MISSING for operation, _ in formula.outline.operations)


@functools.cache
def exact_arithmetic(bits: int) -> Ball:
    """Return the balls of a precision, which know already what was looked up before."""
    return Ball(bits)


def middle(m: Ball | Precise, x: Any) -> Any:
    """Return the midpoint of a number of `m`, as an mpmath number of the same precision."""
    if isinstance(m, Precise):
        return x
    mantissa, exponent = x.mid().man_exp()
    return Precise(m.bits).context.ldexp(int(mantissa), int(exponent))


def _ball_coefficients(function: Function, x: Number, degree: int, bits: int) -> list[tuple[Any, Any]] | None:
    m = Taylor(Ball(bits), degree)
    with m:
        found = m.coefficients(function(m, m.variable(m.exact(x))))
        if not all(c.is_finite() for c in found):
            return None
        return [(middle(Ball(bits), c), _radius(c, bits)) for c in found]


def _radius(c: Any, bits: int) -> Any:
    mantissa, exponent = c.rad().man_exp()
    return Precise(bits).context.ldexp(int(mantissa), int(exponent))


def _running_coefficients(function: Function, x: Number, degree: int, bits: int) -> list[tuple[Any, Any]] | None:
    m = Taylor(Running(Precise(bits)), degree)
    found = m.coefficients(function(m, m.variable(m.exact(x))))
    pairs = [(c.value, c.bound) for c in found]
    finite = Precise(bits).context.isfinite
    return pairs if all(finite(value) and finite(bound) for value, bound in pairs) else None


def coefficients(function: Function, x: Any, degree: int, bits: int) -> list[tuple[Any, Any]] | None:
    """Return the Taylor coefficients of f at x with bounds on their errors; None where they are not finite.

    Raises
    ------
    DomainError
        f has no value or no derivative at x.
    """
    return (_ball_coefficients if in_balls(function.expression) else _running_coefficients)(function, x, degree, bits)


def _precisions(digits: int) -> Iterator[int]:
    bits = int(digits * BITS_PER_DIGIT) + 64
    while bits <= max(allowances.MOST_BITS.value, 2 * int(digits * BITS_PER_DIGIT)):
        yield bits
        bits *= 2


def enclose(function: Function, x: Number, order: int, digits: int) -> Enclosure:
    """Return the derivative of an order at x, to a number of significant digits.

    Raises
    ------
    InputError
        The digits are out of range.
    DomainError
        f has no value or no derivative at x.
    PrecisionError
        The digits cannot be had.
    """
    if not 1 <= digits <= MAX_DIGITS:
        raise InputError(f"digits must be 1 to {MAX_DIGITS}, not {digits}")
    for bits in _precisions(digits):
        found = coefficients(function, x, order, bits)
        if found is None:
            _ = function(Precise(bits), Precise(bits).exact(x))  # says by name what is not defined
            continue
        value, radius = (math.factorial(order) * part for part in found[order])
        if _enough(value, radius, digits, bits):
            return Enclosure(value, radius, in_balls(function.expression), bits)
    raise PrecisionError(f"the derivative at {x!s} could not be had to {digits} digits with {bits} bits")


def _enough(value: Number, radius: Any, digits: int, bits: int) -> bool:
    if abs(value) <= radius:
        return not radius or (bits >= allowances.ZERO_BITS.value and bool(radius * 2 ** (bits // 2) <= 1))
    return bool(radius * 2 * 10**digits <= abs(value))


def reference(target: Target, digits: int) -> tuple[Reference, Enclosure]:
    """Return the derivative of a target as a result, and as a number.

    Raises
    ------
    InputError, DomainError, PrecisionError
        As `enclose`.
    """
    found = enclose(target.function, target.x, target.order, digits)
    context = Precise(found.bits).context
    value = found.value if abs(found.value) > found.radius else context.mpf(0)
    if value and abs(context.mag(value)) > MAX_WRITTEN_MAGNITUDE_BITS:
        sign = "-" if abs(value) < 1 else ""
        raise PrecisionError(f"the derivative is beyond 2^{sign}{MAX_WRITTEN_MAGNITUDE_BITS}, so it is not written out")
    shown = _written(value, digits)
    # The shown digits are rounded, which the radius must cover too.
    off = found.radius + abs(found.value - context.mpf(shown))
    return Reference(shown, digits, _upward(context, off) if off else None, found.certified), found


def _written(x: Number, digits: int, *, strip_zeros: bool = False) -> str:
    # Rounded first, since mpmath writes all bits of a tiny number, and Python refuses to write so many.
    context = Precise(int(digits * BITS_PER_DIGIT) + 64).context
    return str(context.nstr(context.mpf(x), digits, strip_zeros=strip_zeros))


def _upward(context: Any, radius: Number) -> str:
    """Return a radius in three digits, rounded up."""
    radius = max(radius, context.ldexp(1, -MAX_WRITTEN_MAGNITUDE_BITS))
    shown = _written(radius, _RADIUS_DIGITS, strip_zeros=True)
    if context.mpf(shown) >= radius:
        return shown
    # To nearest, three digits lose half a percent at most.
    return _written(radius * context.mpf("1.01"), _RADIUS_DIGITS, strip_zeros=True)


def error_exponent(function: Function, x: Number) -> int:
    """Return e such that f near x, evaluated with P bits, is off by about 2^(e - P) at most.

    Cancellation inside f shows here: without any, e is the size of the largest intermediate value.

    Raises
    ------
    DomainError
        f has no value at x.
    """
    bits = 128
    mag = Precise(64).context.mag
    while bits < allowances.MOST_BITS.value:
        found = coefficients(function, x, 0, bits)
        if found is None:
            _ = function(Precise(bits), Precise(bits).exact(x))
        elif found[0][1] < 1:
            value, radius = found[0]
            return int(mag(radius)) + bits if radius else int(mag(value)) if value else 0
        bits *= 4
    return bits
