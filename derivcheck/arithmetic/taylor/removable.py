"""Quotients and roots of series whose leading coefficients vanish: sin(x)/x at 0, sqrt(x^4), |x^2|.

Where t^v can be taken out of numerator and divisor, the shifted series are divided; of a root of
t^v u the root of u is taken, and t to the power v r put before it. What shifting takes from the end
of a series is not known any more, and filled up with what the arithmetic calls `unknown`; so it has
to be run at a higher degree. A leading coefficient counts as zero only if it is exactly zero: a ball that
merely holds zero does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.taylor.protocol import SeriesArithmetic
from derivcheck.arithmetic.taylor.recurrences import division, edge, is_positive, is_zero
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import DomainError

Limit = Callable[..., Any]


def zeros(m: SeriesArithmetic, x: Sequence[Number], refusal: str) -> int:
    """Return how many leading coefficients are exactly zero.

    Raises
    ------
    DomainError
        All those that are known; `lost` is then above the degree, since a higher degree may tell more.
    """
    for k, c in enumerate(x):
        if c != c:
            break
        if not is_zero(m, c):
            return k
    raise too_short(m, refusal)


def too_short(m: SeriesArithmetic, refusal: str) -> DomainError:
    """Return the error of a run whose degree is too low to tell; note that all was lost."""
    m.lost.append(m.degree + 1)
    return DomainError(refusal)


def quotient(m: SeriesArithmetic, ordinary: Limit, a: Number, b: Number) -> Any:
    """Return a quotient.

    Raises
    ------
    DomainError
        The divisor has the higher zero, which makes a pole.
    """
    above, below = m.coefficients(a), m.coefficients(b)
    if not is_zero(m, below[0]):
        return ordinary(a, b)
    count = zeros(m, below, "division by zero")
    if any(not is_zero(m, c) for c in above[:count]):
        unclear = any(c != c for c in above[:count])
        raise too_short(m, "division by zero") if unclear else DomainError("division by zero")
    edge(m, [*below[count:], *[m.inner.number(0)] * count])
    return _shifted(m, division(m, above[count:], below[count:]), 0, count)


def _shifted(m: SeriesArithmetic, known: Sequence[Number], by: int, lost: int) -> Any:
    """Return known coefficients times t^by, the last ones unknown."""
    m.lost.append(lost)
    filled = [*[m.inner.number(0)] * by, *known, *[m.unknown] * m.degree]
    return m.series(filled[: m.degree + 1])


def root(
    m: SeriesArithmetic,
    again: Callable[[Any, Any], Any],
    name: str,
    exponent: Fraction,
    x: Any,
    *,
    one_sided: bool = False,
) -> Any:
    """Return a root or fractional power of a series that starts with zeros, for t > 0 only if it is `one_sided`.

    Raises
    ------
    DomainError
        It bends, or is not real, on one side.
    """
    refusal = f"{name} has no derivative where its argument is 0"
    count = zeros(m, x.coefficients, refusal)
    moved = count * exponent
    # Of t^v the even root is a power of |t|, and of an odd v there is none where t < 0.
    even = one_sided or not (count % 2 or moved % 2)
    real = name == "cbrt" or (is_positive(x.coefficients[count]) and even)
    if moved.denominator != 1 or moved < 0 or not real:
        raise DomainError(refusal)
    short = m.of_degree(m.degree - count)
    inside = short.coefficients(again(short, short.series(x.coefficients[count:])))
    return _shifted(m, inside, int(moved), int(count - moved))


def _root_by_name(name: str, exponent: Fraction) -> Limit:
    def limit(m: SeriesArithmetic, ordinary: Limit, x: Number) -> Any:
        if not is_zero(m, m.coefficients(x)[0]):
            return ordinary(x)
        return root(m, lambda short, rest: getattr(short, name)(rest), name, exponent, x)

    return limit


def power(m: SeriesArithmetic, x: Any, exponent: Fraction) -> Any:
    """Return a fractional power of a series that starts with zeros."""
    return root(m, lambda short, rest: short.power(rest, exponent), f"the power {exponent}", exponent, x)


def modulus(m: SeriesArithmetic, ordinary: Limit, x: Number) -> Any:
    """Return |x|, which is smooth where x touches zero without changing its sign."""
    coefficients = m.coefficients(x)
    if not is_zero(m, coefficients[0]) or all(is_zero(m, c) for c in coefficients):
        return ordinary(x)
    count = zeros(m, coefficients, "abs is not differentiable where its argument is 0")
    if count % 2:
        return ordinary(x)
    return x if is_positive(coefficients[count]) else -x


LIMITS: dict[str, Limit] = {
    "div": quotient,
    "sqrt": _root_by_name("sqrt", Fraction(1, 2)),
    "cbrt": _root_by_name("cbrt", Fraction(1, 3)),
    "abs": modulus,
}
"""What a series may do at a zero of its argument, by name of the row."""
