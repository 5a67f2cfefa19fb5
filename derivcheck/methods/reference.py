"""The derivative in high precision: differentiate, then evaluate, and raise the precision.

The derivative comes from a truncated Taylor series over numbers that carry their own error: balls,
which prove it, or for a function that Arb has not, mpmath numbers under running error analysis.
Precision is doubled until that error is below the digits asked for, so cancellation, however deep,
cannot pass for agreement between two equally wrong precisions.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Iterator
from typing import Any

from derivcheck.arithmetic import ball
from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import Bounded
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


def in_balls(*formulas: Expression) -> bool:
    """Return whether Arb has every function of some formulas."""
    return all(formula.prepared(in_balls, functools.partial(_in_balls, formula)) for formula in formulas)


def _in_balls(formula: Expression) -> bool:
    return not any(operation in ball.MISSING for operation, _ in formula.outline.operations)


@functools.cache
def exact_arithmetic(bits: int) -> Ball:
    """Return the balls of a precision, which know already what was looked up before."""
    return Ball(bits)


def coefficients(function: Function, x: Number, degree: int, bits: int) -> list[Bounded] | None:
    """Return the Taylor coefficients of f at x, mpmath numbers with bounds; None where they are not finite.

    Raises
    ------
    DomainError
        f has no value or no derivative at x.
    """
    inner = Ball(bits) if in_balls(function.expression) else Running(Precise(bits))
    m = Taylor(inner, degree)
    with m:
        found = [Bounded.of(inner, c) for c in m.coefficients(function(m, m.variable(m.exact(x))))]
    known = [c.precise(bits) for c in found if c is not None]
    return known if len(known) == len(found) else None


def _precisions(digits: int) -> Iterator[int]:
    bits = int(digits * BITS_PER_DIGIT) + 64
    while bits <= max(allowances.MOST_BITS.value, 2 * int(digits * BITS_PER_DIGIT)):
        yield bits
        bits *= 2


def enclose(function: Function, x: Number, order: int, digits: int) -> Bounded:
    """Return the derivative of an order at x, to a number of significant digits, in mpmath numbers.

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
        derivative = found[order].each(functools.partial(operator.mul, math.factorial(order)))
        if _enough(derivative, digits, bits):
            return derivative
    raise PrecisionError(f"the derivative at {x!s} could not be had to {digits} digits with {bits} bits")


def _enough(found: Bounded, digits: int, bits: int) -> bool:
    if found.may_be_zero:
        return not found.bound or (bits >= allowances.ZERO_BITS.value and bool(found.bound * 2 ** (bits // 2) <= 1))
    return bool(found.bound * 2 * 10**digits <= abs(found.value))


def reference(target: Target, digits: int) -> tuple[Reference, Bounded]:
    """Return the derivative of a target as a result, and as a number.

    Raises
    ------
    InputError, DomainError, PrecisionError
        As `enclose`.
    """
    found = enclose(target.function, target.x, target.order, digits)
    context = found.value.context
    value = context.mpf(0) if found.may_be_zero else found.value
    if value and abs(context.mag(value)) > MAX_WRITTEN_MAGNITUDE_BITS:
        sign = "-" if abs(value) < 1 else ""
        raise PrecisionError(f"the derivative is beyond 2^{sign}{MAX_WRITTEN_MAGNITUDE_BITS}, so it is not written out")
    shown = _written(value, digits)
    # The shown digits are rounded, which the radius must cover too.
    off = found.bound + abs(found.value - context.mpf(shown))
    return Reference(shown, digits, _upward(context, off) if off else None, in_balls(target.function.expression)), found


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

    Cancellation inside f shows here: without any, e is the size of the largest intermediate value. A
    term too small for few bits, such as that of 1 + 2^-900, is inside a radius that more bits do not
    shrink before they hold it: so bits are raised until e no longer rises.

    Raises
    ------
    DomainError
        f has no value at x.
    """
    bits = 128
    last: int | None = None
    mag = Precise(64).context.mag
    while bits < allowances.MOST_BITS.value:
        found = coefficients(function, x, 0, bits)
        if found is None:
            _ = function(Precise(bits), Precise(bits).exact(x))
        elif not found[0].bound:
            return int(mag(found[0].value)) if found[0].value else 0
        elif found[0].bound < 1:
            exponent = int(mag(found[0].bound)) + bits
            if last is not None and exponent <= last + allowances.SAMPLE_BITS.value:
                return max(exponent, last)
            last = exponent
        bits *= 4
    return bits if last is None else last
