"""Taylor coefficients of further functions: by a recurrence of their own, or as the integral of the slope."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.sinc import derivatives
from derivcheck.arithmetic.taylor.protocol import SeriesArithmetic
from derivcheck.arithmetic.taylor.recurrences import (
    Rule,
    added,
    compose,
    convolve,
    division,
    edge,
    grow,
    is_positive,
    is_zero,
    sine_pair,
)
from derivcheck.arithmetic.taylor.removable import too_short
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import DomainError, UnsupportedOperation

# Functions without a recurrence that are not smooth at 0, -1, -2, ..., and whose slope does not show it.
_POLES_BELOW_ONE = frozenset({"loggamma", "digamma", "polygamma"})


def _integral(rates: Sequence[Number], slope: Sequence[Number], k: int) -> Any:
    """Return y_k for y' = slope x', where rates are j x_j."""
    return added([rates[j] * slope[k - j] for j in range(1, k + 1)]) / k


def tanh(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return y with y' = w x' and w' = -2 y w x', w being 1/cosh^2, which 1 - y^2 would lose."""
    sech = m.inner.sech(x[0])
    y, w, product = [m.inner.tanh(x[0])], [sech * sech], []
    rates = [j * c for j, c in enumerate(x)]
    for k in range(1, len(x)):
        product.append(convolve(y, w, k - 1))
        y.append(_integral(rates, w, k))
        w.append(-2 * _integral(rates, product, k))
    return y


def sigmoid(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return y with y' = y z x', where z = 1 - y."""
    y, z, product = [m.inner.sigmoid(x[0])], [m.inner.sigmoid(-x[0])], []
    rates = [j * c for j, c in enumerate(x)]
    for k in range(1, len(x)):
        product.append(convolve(y, z, k - 1))
        y.append(_integral(rates, product, k))
        z.append(-y[k])
    return y


def softplus(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return the integral of the sigmoid function."""
    slope, rates = sigmoid(m, row, x), [j * c for j, c in enumerate(x)]
    return [m.inner.softplus(x[0]), *[_integral(rates, slope, k) for k in range(1, len(x))]]


def logaddexp(m: SeriesArithmetic, row: Elementary, a: Sequence[Number], b: Sequence[Number]) -> list[Any]:
    """Return log(exp(a) + exp(b)) as a + softplus(b - a)."""
    above = softplus(m, row, [q - p for p, q in zip(a, b, strict=True)])
    return [m.inner.logaddexp(a[0], b[0]), *[p + s for p, s in zip(a[1:], above[1:], strict=True)]]


def sinc(m: SeriesArithmetic, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return sin(x)/x; at 0, and on an interval around it, by the series of sinc itself."""
    known = [m.inner.sinc(x[0])]
    if is_zero(m, x[0]):
        return compose(m, [*known, *[m.inner.number(_sinc_at_zero(k)) for k in range(1, len(x))]], x)
    if not m.inner.encloses:
        return compose(m, [g / math.factorial(k) for k, g in enumerate(derivatives(m.inner, x[0], len(x) - 1))], x)
    outer = [_sinc_near_zero(m, x[0], k) for k in range(1, len(x))]
    if not x[0].contains(0):
        exact = _sinc_quotient(m, m.variable(x[0]).coefficients)[1:]
        outer = [a.intersection(b) if b.is_finite() else a for a, b in zip(outer, exact, strict=True)]
    return compose(m, [*known, *outer], x)


def _sinc_quotient(m: SeriesArithmetic, x: Sequence[Number]) -> list[Any]:
    return division(m, sine_pair(m, x, ("sin", "cos"), -1)[0], x)


def _sinc_at_zero(k: int) -> Fraction:
    return Fraction(0 if k % 2 else (-1) ** (k // 2), math.factorial(k + 1))


def _sinc_near_zero(m: SeriesArithmetic, x: Number, k: int) -> Any:
    """Return a ball that holds the k-th coefficient all over an interval.

    The k-th derivative of sinc, up to sign the mean of t^k cos(x t) or of t^k sin(x t) for t in
    [0, 1], is at most 1/(k + 1) in size.
    """
    moved = abs(x).upper() * m.inner.number(Fraction(1, (k + 2) * math.factorial(k)))
    return m.inner.number(_sinc_at_zero(k)) + m.inner.interval(moved)


def derivative_of_order(
    m: SeriesArithmetic, row: Elementary, order: Sequence[Number], x: Sequence[Number]
) -> list[Any]:
    """Return a derivative of some order, whose coefficients are further ones."""
    first = order[0] if isinstance(order[0], int) else m.inner.integer(order[0])
    if first is None:
        raise UnsupportedOperation("a derivative has a whole order")
    outer = [getattr(m.inner, row.name)(first + k, x[0]) / math.factorial(k) for k in range(len(x))]
    return compose(m, outer, x)


def integrate(m: SeriesArithmetic, row: Elementary, *arguments: Sequence[Any]) -> list[Any]:
    """Return the function as the integral of its slope along each argument."""
    value = getattr(m.inner, row.name)(*[a[0] for a in arguments])
    if m.degree == 0:
        return [value]
    if row.name in _POLES_BELOW_ONE:
        edge(m, _poles_below_one(m, arguments[-1]))
    short = m.shorter()
    inputs = [short.series(a[:-1]) for a in arguments]
    total = [0 * a for a in arguments[0][1:]]
    for slope, a in zip(row.slopes, arguments, strict=True):
        if all(is_zero(m, c) for c in a[1:]):
            _refuse_infinite(m, row, slope, arguments)
            continue
        if slope is None:
            raise UnsupportedOperation(f"{row.name} has no known derivative in its first argument")
        rates = short.coefficients(slope(short, *inputs, None))
        total = [t + convolve([k * c for k, c in enumerate(a)][1:], rates, k) for k, t in enumerate(total)]
    return [value, *[t / (k + 1) for k, t in enumerate(total)]]


def _refuse_infinite(m: SeriesArithmetic, row: Elementary, slope: Any, arguments: Sequence[Any]) -> None:
    """Refuse what is constant up to this degree where the slope is infinite: a higher one may move."""
    if m.unknown is None or slope is None or row.arity > 1:
        return
    steepness = slope(m.inner, *[x[0] for x in arguments], None)
    if steepness - steepness != 0:
        raise too_short(m, f"{row.name} has no derivative where its slope is infinite")


def _poles_below_one(m: SeriesArithmetic, x: Sequence[object]) -> Sequence[Any]:
    """Return what is zero at the poles of the gamma functions that are closest."""
    return x if is_positive(x[0]) else m.coefficients(m.sin(m.inner.pi * m.series(x)))


def atan2(m: SeriesArithmetic, row: Elementary, y: Sequence[Number], x: Sequence[Number]) -> list[Any]:
    """Return the angle, which jumps where y changes its sign left of the origin."""
    if not is_positive(x[0]):
        if is_zero(m, y[0]) and any(not is_zero(m, c) for c in y):
            raise DomainError("atan2(y, x) jumps where y is 0 and x is negative")
        edge(m, y)
    return integrate(m, row, y, x)


def gamma(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return gamma, whose slope is itself times digamma."""
    digamma = m.digamma(m.series(x)).coefficients
    # y' = (psi(x) x') y, and the integral of psi(x) x' plays the part of x in exp.
    rate = [convolve([(j + 1) * c for j, c in enumerate(x[1:])], digamma, k) for k in range(len(x) - 1)]
    return grow(m.inner.gamma(x[0]), [x[0], *[r / (k + 1) for k, r in enumerate(rate)]])


def by_own_value(m: SeriesArithmetic, row: Elementary, x: Sequence[Number]) -> list[Any]:
    """Return a function whose slope is one of its own value, such as an inverse: one more coefficient in each round."""
    slope = row.slopes[0]
    assert slope is not None
    y = [getattr(m.inner, row.name)(x[0])]
    derivative = [k * c for k, c in enumerate(x)][1:]
    for k in range(1, len(x)):
        short = m.of_degree(k - 1)
        rates = short.coefficients(slope(short, short.series(x[:k]), short.series(y)))
        y.append(convolve(derivative, rates, k - 1) / k)
    return y


def bessel(weights: tuple[int, int]) -> Rule:
    """Return the rule for a Bessel function with slope (w_0 B_(n-1) + w_1 B_(n+1)) / 2 (DLMF 10.6.1, 10.29.1)."""

    def rule(m: SeriesArithmetic, row: Elementary, order: Sequence[Number], x: Sequence[Number]) -> list[Any]:
        if any(not is_zero(m, c) for c in order[1:]):
            raise UnsupportedOperation(f"{row.name} has no known derivative in its first argument")
        d = len(x) - 1
        values = {j: getattr(m.inner, row.name)(order[0] + j, x[0]) for j in range(-d, d + 1)}
        outer = [values[0]]
        for k in range(1, d + 1):
            values = {
                j: (weights[0] * values[j - 1] + weights[1] * values[j + 1]) / 2 for j in range(-d + k, d - k + 1)
            }
            outer.append(values[0] / math.factorial(k))
        return compose(m, outer, x)

    return rule
