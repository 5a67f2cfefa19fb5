"""The recurrences of Taylor coefficients: arithmetic, powers, exponentials, circular and hyperbolic sines.

Griewank & Walther, "Evaluating Derivatives" (2nd ed., 2008), tables 13.1 and 13.2. Each rule takes
the coefficients of its arguments, lowest degree first, and returns those of the result.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.taylor.protocol import SeriesArithmetic
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import DomainError

Rule = Callable[..., list[Any]]

_ABS = Elementary("abs", (None,))


def added(terms: Sequence[Number]) -> Any:
    """Return the sum of terms."""
    return functools.reduce(operator.add, terms)


def convolve(a: Sequence[Number], b: Sequence[Number], k: int, start: int = 0) -> Any:
    """Return the sum of a_j b_(k-j) for j = start, ..., k."""
    return added([a[j] * b[k - j] for j in range(start, k + 1)])


def is_zero(m: SeriesArithmetic, x: Any) -> bool:
    """Tell whether a coefficient is exactly zero, in any inner arithmetic."""
    if hasattr(x, "bound"):
        return not x.value and not x.bound
    return bool(x == 0)


def _holds_zero(m: SeriesArithmetic, x: Any) -> bool:
    """Tell whether a coefficient is zero, or an interval around it."""
    return bool(x.contains(0)) if m.inner.encloses else is_zero(m, x)


def is_positive(x: Any) -> bool:
    """Tell whether a coefficient is surely positive, in any inner arithmetic."""
    return bool(x.value - x.bound > 0 if hasattr(x, "bound") else x > 0)


def edge(m: SeriesArithmetic, x: Sequence[Number]) -> None:
    """Remember what must not reach zero, unless it is a constant."""
    if any(not is_zero(m, c) for c in x[1:]):
        m.edges.append(m.series(x))


def product(m: SeriesArithmetic, row: Elementary, a: Sequence[Number], b: Sequence[Number]) -> list[Any]:
    """Return a product."""
    return [convolve(a, b, k) for k in range(len(a))]


def quotient(m: SeriesArithmetic, row: Elementary, a: Sequence[Number], b: Sequence[Number]) -> list[Any]:
    """Return a quotient, whose divisor must not be zero."""
    if is_zero(m, b[0]):
        raise DomainError("division by zero")
    edge(m, b)
    return division(m, a, b)


def division(m: SeriesArithmetic, a: Sequence[Number], b: Sequence[Number]) -> list[Any]:
    """Return a quotient without looking at the divisor."""
    found: list[Any] = []
    for k in range(len(a)):
        rest = added([b[j] * found[k - j] for j in range(1, k + 1)]) if k else 0
        found.append(m.inner.div(a[k] - rest, b[0]))
    return found


def constant_power(m: SeriesArithmetic, x: Sequence[Number], exponent: Fraction) -> list[Any]:
    """Return a power with a constant exponent."""
    whole = exponent.denominator == 1 and exponent >= 0
    if whole and (exponent <= 3 or _holds_zero(m, x[0])):
        return _small_power(m, x, int(exponent))
    if is_zero(m, x[0]) and len(x) > 1:
        raise DomainError(f"zero to the power {exponent} has no derivative")
    if not whole:
        edge(m, x)
    value = [m.inner.power(x[0], exponent)]
    # k x_0 y_k = sum over j of (r j - (k - j)) x_j y_(k-j), times the denominator of r to stay exact.
    r, s = exponent.numerator, exponent.denominator
    for k in range(1, len(x)):
        terms = [(r * j - s * (k - j)) * x[j] * value[k - j] for j in range(1, k + 1)]
        value.append(m.inner.div(added(terms), k * s * x[0]))
    return value


def _small_power(m: SeriesArithmetic, x: Sequence[Number], n: int) -> list[Any]:
    """Return a non-negative integer power by multiplication, good at x_0 = 0 too."""
    result: list[Any] | None = None
    for bit in bin(n)[2:]:
        result = [convolve(result, result, k) for k in range(len(x))] if result else None
        if bit == "1":
            result = [convolve(result, x, k) for k in range(len(x))] if result else list(x)
    return result or [m.inner.number(1), *[m.inner.number(0)] * (len(x) - 1)]


def general_power(
    m: SeriesArithmetic, row: Elementary, base: Sequence[Number], exponent: Sequence[Number]
) -> list[Any]:
    """Return a power through the logarithm, or by multiplication where the exponent is a known integer."""
    known = None if any(not is_zero(m, c) for c in exponent[1:]) else m.inner.integer(exponent[0])
    if known is not None:
        return constant_power(m, base, Fraction(known))
    if all(is_zero(m, c) for c in base) and is_positive(exponent[0]):
        return list(base)  # nothing to any positive power
    inside = product(m, row, exponent, logarithm(m, row, base))
    return grow(m.inner.pow(base[0], exponent[0]), inside)


def square_root(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return a square root."""
    if is_zero(m, x[0]) and len(x) > 1:
        raise DomainError("the square root has no derivative at 0")
    edge(m, x)
    y = [m.inner.sqrt(x[0])]
    for k in range(1, len(x)):
        inside = x[k] - added([y[j] * y[k - j] for j in range(1, k)]) if k > 1 else x[k]
        y.append(m.inner.div(inside, 2 * y[0]))
    return y


def exponential(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return an exponential."""
    return grow(m.inner.exp(x[0]), x)


def grow(first: Number, x: Sequence[Number]) -> list[Any]:
    """Return y with y' = x' y: k y_k = sum of j x_j y_(k-j)."""
    y = [first]
    for k in range(1, len(x)):
        y.append(added([j * x[j] * y[k - j] for j in range(1, k + 1)]) / k)
    return y


def logarithm(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return a logarithm."""
    edge(m, x)
    y = [m.inner.log(x[0])]
    for k in range(1, len(x)):
        rest = added([j * y[j] * x[k - j] for j in range(1, k)]) / k if k > 1 else 0
        y.append(m.inner.div(x[k] - rest, x[0]))
    return y


def sine_pair(
    m: SeriesArithmetic, x: Sequence[Number], names: tuple[str, str], sign: int
) -> tuple[list[Any], list[Any]]:
    """Return s, c with s' = c x' and c' = sign s x': the circular and hyperbolic sine and cosine."""
    s, c = ([getattr(m.inner, name)(x[0])] for name in names)
    for k in range(1, len(x)):
        scaled = [j * x[j] for j in range(1, k + 1)]
        s_next = added([w * c[k - j] for j, w in enumerate(scaled, 1)]) / k
        c_next = added([w * s[k - j] for j, w in enumerate(scaled, 1)]) / k
        s.append(s_next)
        c.append(sign * c_next)
    return s, c


def half_of_pair(names: tuple[str, str], sign: int, which: int) -> Rule:
    """Return the rule for one of a sine and a cosine."""
    return lambda m, row, x: sine_pair(m, x, names, sign)[which]


def compose(m: SeriesArithmetic, outer: Sequence[object], x: Sequence[object]) -> list[Any]:
    """Return the series of an outer function, given by its coefficients at x_0, by Horner's rule."""
    zero = m.inner.number(0)
    if all(is_zero(m, c) for c in x[2:]):
        return [c if k == 0 else c * m.inner.power(x[1], Fraction(k)) for k, c in enumerate(outer)]
    inside = [zero, *x[1:]]
    result = [outer[-1], *[zero] * (len(x) - 1)]
    for c in reversed(outer[:-1]):
        result = [convolve(result, inside, k) for k in range(len(x))]
        result[0] = result[0] + c
    return result


def bend(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return |x| or sign(x) on the side on which x_0 lies."""
    if is_zero(m, x[0]) and any(not is_zero(m, c) for c in x):
        raise DomainError(f"{row.name} is not differentiable where its argument is 0")
    edge(m, x)
    sign = m.inner.sign(x[0])
    return [c * sign for c in x] if row.name == "abs" else [sign, *[0 * c for c in x[1:]]]


def step(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return what is constant between its jumps."""
    if any(not is_zero(m, c) for c in x[1:]):
        if _holds_zero(m, row.edge_value(m.inner, x[0])):
            raise DomainError(f"{row.name} jumps here")
        # With all its coefficients, which tell how far off the next jump is.
        m.edges.append(row.edge_value(m, m.series(x)))
    return [getattr(m.inner, row.name)(x[0]), *[0 * c for c in x[1:]]]


def choice(m: SeriesArithmetic, row: Elementary, a: Sequence[Number], b: Sequence[Number]) -> list[Any]:
    """Return the larger or the smaller of two series."""
    difference = [p - q for p, q in zip(a, b, strict=True)]
    if is_zero(m, difference[0]) and any(not is_zero(m, c) for c in difference):
        raise DomainError(f"{row.name} is not differentiable where its arguments are equal")
    spread = bend(m, _ABS, difference)
    sign = 1 if row.name == "max" else -1
    if m.inner.integer(m.inner.sign(difference[0])) in (1, -1):
        return list(a if is_positive(sign * difference[0]) else b)
    return [(p + q + sign * d) / 2 for p, q, d in zip(a, b, spread, strict=True)]
