"""Truncated Taylor series over any arithmetic: all derivatives up to an order in one run.

A series holds the Taylor coefficients x_0, ..., x_d of a function of t at t = 0. Products,
quotients, powers, exponentials, logarithms, sines and hyperbolic sines follow the recurrences of
Griewank & Walther, "Evaluating Derivatives" (2nd ed., 2008), tables 13.1 and 13.2; a function
without a recurrence is the integral of its slope, which is one degree shorter.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand
from derivcheck.elementary import Elementary
from derivcheck.errors import DomainError, UnsupportedOperation


@dataclass(frozen=True, slots=True, eq=False)
class Series(Operand):
    """Taylor coefficients, lowest degree first, with the arithmetic they belong to."""

    coefficients: tuple[Any, ...]
    arithmetic: Arithmetic

    # Branches go by the value itself.
    def __lt__(self, other: Any) -> Any:
        return self.coefficients[0] < _leading(other)

    def __le__(self, other: Any) -> Any:
        return self.coefficients[0] <= _leading(other)

    def __gt__(self, other: Any) -> Any:
        return self.coefficients[0] > _leading(other)

    def __ge__(self, other: Any) -> Any:
        return self.coefficients[0] >= _leading(other)


def _leading(x: Any) -> Any:
    return x.coefficients[0] if isinstance(x, Series) else x


class Taylor(Arithmetic):
    """Series over numbers of `inner`; what does not depend on the variable stays a number of `inner`.

    Parameters
    ----------
    inner : Arithmetic
    degree : int
        Degree at which series are cut off.

    Attributes
    ----------
    edges : list of Series
        What must not reach zero for f to stay smooth, as met on the way: divisors, the arguments of
        logarithms and roots, of |.|, sign, gamma functions, and the difference in max and min.

    Examples
    --------
    >>> from derivcheck.arithmetic.real import Real
    >>> m = Taylor(Real(), 3)
    >>> [float(c) for c in m.sin(m.variable(0.0)).coefficients]
    [0.0, 1.0, 0.0, -0.16666666666666666]
    """

    def __init__(self, inner: Arithmetic, degree: int) -> None:
        self.inner = inner
        self.degree = degree
        self.rank = inner.rank + 1
        self.name = f"Taylor {inner.name}"
        self.number = inner.number  # type: ignore[method-assign]
        self.exact = inner.exact  # type: ignore[method-assign]
        self.constant = inner.constant  # type: ignore[method-assign]
        self.edges: list[Series] = []

    def variable(self, value: Any) -> Series:
        """Return the independent variable at `value`: value + t."""
        return self.series([value, self.inner.number(1)])

    def series(self, coefficients: Sequence[Any]) -> Series:
        """Return a series, cut off or filled up with zeros."""
        zero = self.inner.number(0)
        return Series((*coefficients, *[zero] * self.degree)[: self.degree + 1], self)

    def coefficients(self, result: Any) -> tuple[Any, ...]:
        """Return the coefficients of a result, which may be a constant."""
        return (result if isinstance(result, Series) else self.series([result])).coefficients

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the recurrence of a row, else leave it to the definition, else integrate the slope."""
        rule = _RECURRENCES.get(row.name) or (None if row.definition else _integrate)
        return functools.partial(_lifted, self, row, rule) if rule else functools.partial(_defined, self, row)

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power."""
        if not isinstance(base, Series):
            return self.inner.power(base, exponent)
        return Series(tuple(_power(self, base.coefficients, exponent)), self)

    def shorter(self) -> Taylor:
        """Return the same arithmetic cut off one degree earlier."""
        short = Taylor(self.inner, self.degree - 1)
        short.edges = self.edges
        return short

    def __enter__(self) -> Taylor:
        self.inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.inner.__exit__(*error)


Rule = Callable[..., list[Any]]


def _lifted(m: Taylor, row: Elementary, rule: Rule, *arguments: Any) -> Any:
    """Apply a rule on coefficients; among constants the inner arithmetic's function."""
    if not any(isinstance(a, Series) for a in arguments):
        return getattr(m.inner, row.name)(*arguments)
    return Series(tuple(rule(m, row, *[m.coefficients(a) for a in arguments])), m)


def _defined(m: Taylor, row: Elementary, *arguments: Any) -> Any:
    """Apply the definition, but take the value itself from the inner arithmetic's own function."""
    values = [m.coefficients(a)[0] for a in arguments]
    value = getattr(m.inner, row.name)(*values)
    if not any(isinstance(a, Series) for a in arguments):
        return value
    assert row.definition is not None
    result = row.definition(m, *arguments)
    return m.series([value, *m.coefficients(result)[1:]])


def _sum(terms: Sequence[Any]) -> Any:
    return functools.reduce(operator.add, terms)


def _convolve(a: Sequence[Any], b: Sequence[Any], k: int, start: int = 0) -> Any:
    """Return the sum of a_j b_(k-j) for j = start, ..., k."""
    return _sum([a[j] * b[k - j] for j in range(start, k + 1)])


def _product(m: Taylor, row: Elementary, a: Sequence[Any], b: Sequence[Any]) -> list[Any]:
    return [_convolve(a, b, k) for k in range(len(a))]


def _edge(m: Taylor, x: Sequence[Any]) -> None:
    if any(not _is_zero(m, c) for c in x[1:]):
        m.edges.append(Series(tuple(x), m))


def _is_zero(m: Taylor, x: Any) -> bool:
    """Tell whether a coefficient is exactly zero, in any inner arithmetic."""
    if hasattr(x, "bound"):
        return not x.value and not x.bound
    return bool(x == 0)


def _holds_zero(m: Taylor, x: Any) -> bool:
    """Tell whether a coefficient is zero, or an interval around it."""
    return bool(x.contains(0)) if m.inner.encloses else _is_zero(m, x)


def _is_positive(x: Any) -> bool:
    """Tell whether a coefficient is surely positive, in any inner arithmetic."""
    return bool(x.value - x.bound > 0 if hasattr(x, "bound") else x > 0)


def _quotient(m: Taylor, row: Elementary, a: Sequence[Any], b: Sequence[Any]) -> list[Any]:
    if _is_zero(m, b[0]):
        raise DomainError("division by zero")
    _edge(m, b)
    return _division(m, a, b)


def _division(m: Taylor, a: Sequence[Any], b: Sequence[Any]) -> list[Any]:
    quotient: list[Any] = []
    for k in range(len(a)):
        rest = _sum([b[j] * quotient[k - j] for j in range(1, k + 1)]) if k else 0
        quotient.append(m.inner.div(a[k] - rest, b[0]))
    return quotient


def _power(m: Taylor, x: Sequence[Any], exponent: Fraction) -> list[Any]:
    whole = exponent.denominator == 1 and exponent >= 0
    if whole and (exponent <= 3 or _holds_zero(m, x[0])):
        return _small_power(m, x, int(exponent))
    if _is_zero(m, x[0]) and len(x) > 1:
        raise DomainError(f"zero to the power {exponent} has no derivative")
    if not whole:
        _edge(m, x)
    value = [m.inner.power(x[0], exponent)]
    # k x_0 y_k = sum over j of (r j - (k - j)) x_j y_(k-j), times the denominator of r to stay exact.
    r, s = exponent.numerator, exponent.denominator
    for k in range(1, len(x)):
        terms = [(r * j - s * (k - j)) * x[j] * value[k - j] for j in range(1, k + 1)]
        value.append(m.inner.div(_sum(terms), k * s * x[0]))
    return value


def _small_power(m: Taylor, x: Sequence[Any], n: int) -> list[Any]:
    """Return a non-negative integer power by multiplication, good at x_0 = 0 too."""
    result: list[Any] | None = None
    for bit in bin(n)[2:]:
        result = [_convolve(result, result, k) for k in range(len(x))] if result else None
        if bit == "1":
            result = [_convolve(result, x, k) for k in range(len(x))] if result else list(x)
    return result or [m.inner.number(1), *[m.inner.number(0)] * (len(x) - 1)]


def _general_power(m: Taylor, row: Elementary, base: Sequence[Any], exponent: Sequence[Any]) -> list[Any]:
    known = None if any(not _is_zero(m, c) for c in exponent[1:]) else m.inner.integer(exponent[0])
    if known is not None:
        return _power(m, base, Fraction(known))
    logarithm = _logarithm(m, row, base)
    return _grow(m.inner.pow(base[0], exponent[0]), _product(m, row, exponent, logarithm))


def _root(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    if _is_zero(m, x[0]) and len(x) > 1:
        raise DomainError("the square root has no derivative at 0")
    _edge(m, x)
    y = [m.inner.sqrt(x[0])]
    for k in range(1, len(x)):
        inside = x[k] - _sum([y[j] * y[k - j] for j in range(1, k)]) if k > 1 else x[k]
        y.append(m.inner.div(inside, 2 * y[0]))
    return y


def _exponential(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    return _grow(m.inner.exp(x[0]), x)


def _grow(first: Any, x: Sequence[Any]) -> list[Any]:
    """Return y with y' = x' y: k y_k = sum of j x_j y_(k-j)."""
    y = [first]
    for k in range(1, len(x)):
        y.append(_sum([j * x[j] * y[k - j] for j in range(1, k + 1)]) / k)
    return y


def _logarithm(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    _edge(m, x)
    y = [m.inner.log(x[0])]
    for k in range(1, len(x)):
        rest = _sum([j * y[j] * x[k - j] for j in range(1, k)]) / k if k > 1 else 0
        y.append(m.inner.div(x[k] - rest, x[0]))
    return y


def _pair(m: Taylor, x: Sequence[Any], names: tuple[str, str], sign: int) -> tuple[list[Any], list[Any]]:
    """Return s, c with s' = c x' and c' = sign s x': the circular and hyperbolic sine and cosine."""
    s, c = ([getattr(m.inner, name)(x[0])] for name in names)
    for k in range(1, len(x)):
        scaled = [j * x[j] for j in range(1, k + 1)]
        s_next = _sum([w * c[k - j] for j, w in enumerate(scaled, 1)]) / k
        c_next = _sum([w * s[k - j] for j, w in enumerate(scaled, 1)]) / k
        s.append(s_next)
        c.append(sign * c_next)
    return s, c


def _sinc(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return sin(x)/x; at 0, and on an interval around it, by the series of sinc itself."""
    known = [m.inner.sinc(x[0])]
    if _is_zero(m, x[0]):
        return _compose(m, [*known, *[m.inner.number(_sinc_at_zero(k)) for k in range(1, len(x))]], x)
    if not m.inner.encloses:
        return [*known, *_sinc_quotient(m, x)[1:]]
    outer = [_sinc_near_zero(m, x[0], k) for k in range(1, len(x))]
    if not x[0].contains(0):
        exact = _sinc_quotient(m, m.variable(x[0]).coefficients)[1:]
        outer = [a.intersection(b) if b.is_finite() else a for a, b in zip(outer, exact, strict=True)]
    return _compose(m, [*known, *outer], x)


def _sinc_quotient(m: Taylor, x: Sequence[Any]) -> list[Any]:
    return _division(m, _pair(m, x, ("sin", "cos"), -1)[0], x)


def _sinc_at_zero(k: int) -> Fraction:
    return Fraction(0 if k % 2 else (-1) ** (k // 2), math.factorial(k + 1))


def _sinc_near_zero(m: Taylor, x: Any, k: int) -> Any:
    """Return a ball that holds the k-th coefficient all over an interval.

    The k-th derivative of sinc, up to sign the mean of t^k cos(x t) or of t^k sin(x t) for t in
    [0, 1], is at most 1/(k + 1) in size.
    """
    moved = abs(x).upper() * m.inner.number(Fraction(1, (k + 2) * math.factorial(k)))
    return m.inner.number(_sinc_at_zero(k)) + m.inner.interval(moved)


def _spherical_j1(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return minus the derivative of sinc."""
    longer = Taylor(m.inner, len(x))
    outer = [-k * c for k, c in enumerate(longer.sinc(longer.variable(x[0])).coefficients)][1:]
    return _compose(m, [m.inner.spherical_j1(x[0]), *outer[1:]], x)


def _tanh(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return y with y' = w x' and w' = -2 y w x', w being 1/cosh^2, which 1 - y^2 would lose."""
    sech = m.inner.sech(x[0])
    y, w, product = [m.inner.tanh(x[0])], [sech * sech], []
    rates = [j * c for j, c in enumerate(x)]
    for k in range(1, len(x)):
        product.append(_convolve(y, w, k - 1))
        y.append(_integral(rates, w, k))
        w.append(-2 * _integral(rates, product, k))
    return y


def _integral(rates: Sequence[Any], slope: Sequence[Any], k: int) -> Any:
    """Return y_k for y' = slope x', where rates are j x_j."""
    return _sum([rates[j] * slope[k - j] for j in range(1, k + 1)]) / k


def _sigmoid(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return y with y' = y z x', where z = 1 - y."""
    y, z, product = [m.inner.sigmoid(x[0])], [m.inner.sigmoid(-x[0])], []
    rates = [j * c for j, c in enumerate(x)]
    for k in range(1, len(x)):
        product.append(_convolve(y, z, k - 1))
        y.append(_integral(rates, product, k))
        z.append(-y[k])
    return y


def _softplus(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return the integral of the sigmoid function."""
    slope, rates = _sigmoid(m, row, x), [j * c for j, c in enumerate(x)]
    return [m.inner.softplus(x[0]), *[_integral(rates, slope, k) for k in range(1, len(x))]]


def _logaddexp(m: Taylor, row: Elementary, a: Sequence[Any], b: Sequence[Any]) -> list[Any]:
    above = _softplus(m, row, [q - p for p, q in zip(a, b, strict=True)])
    return [m.inner.logaddexp(a[0], b[0]), *[p + s for p, s in zip(a[1:], above[1:], strict=True)]]


def _half_of_pair(names: tuple[str, str], sign: int, which: int) -> Rule:
    return lambda m, row, x: _pair(m, x, names, sign)[which]


def _integrate(m: Taylor, row: Elementary, *arguments: Sequence[Any]) -> list[Any]:
    """Return the function as the integral of its slope along each argument."""
    value = getattr(m.inner, row.name)(*[a[0] for a in arguments])
    if m.degree == 0:
        return [value]
    if row.name in _POLES_BELOW_ONE:
        _edge(m, _poles_below_one(m, arguments[-1]))
    short = m.shorter()
    inputs = [Series(tuple(a[:-1]), short) for a in arguments]
    total = [0 * a for a in arguments[0][1:]]
    for slope, a in zip(row.slopes, arguments, strict=True):
        if all(_is_zero(m, c) for c in a[1:]):
            continue
        if slope is None:
            raise UnsupportedOperation(f"{row.name} has no known derivative in its first argument")
        rates = short.coefficients(slope(short, *inputs, None))
        total = [t + _convolve([k * c for k, c in enumerate(a)][1:], rates, k) for k, t in enumerate(total)]
    return [value, *[t / (k + 1) for k, t in enumerate(total)]]


def _poles_below_one(m: Taylor, x: Sequence[Any]) -> Sequence[Any]:
    """Return what is zero at the poles of the gamma functions that are closest."""
    return x if _is_positive(x[0]) else m.coefficients(m.sin(m.inner.pi * Series(tuple(x), m)))


def _atan2(m: Taylor, row: Elementary, y: Sequence[Any], x: Sequence[Any]) -> list[Any]:
    """Return the angle, which jumps where y changes its sign left of the origin."""
    if not _is_positive(x[0]):
        if _is_zero(m, y[0]) and any(not _is_zero(m, c) for c in y):
            raise DomainError("atan2(y, x) jumps where y is 0 and x is negative")
        _edge(m, y)
    return _integrate(m, row, y, x)


def _gamma(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return gamma, whose slope is itself times digamma."""
    digamma = m.digamma(Series(tuple(x), m)).coefficients
    # y' = (psi(x) x') y, and the integral of psi(x) x' plays the part of x in exp.
    rate = [_convolve([(j + 1) * c for j, c in enumerate(x[1:])], digamma, k) for k in range(len(x) - 1)]
    return _grow(m.inner.gamma(x[0]), [x[0], *[r / (k + 1) for k, r in enumerate(rate)]])


def _lambert(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return W by its slope exp(-W)/(1 + W), one more coefficient in each round."""
    y = [m.inner.lambertw(x[0])]
    derivative = [k * c for k, c in enumerate(x)][1:]
    for k in range(1, len(x)):
        short = Taylor(m.inner, k - 1)
        known = Series(tuple(y), short)
        rates = short.coefficients(short.exp(-known) / (1 + known))
        y.append(_convolve(derivative, rates, k - 1) / k)
    return y


def _bessel(weights: tuple[int, int]) -> Rule:
    """Return the rule for a Bessel function with slope (w_0 B_(n-1) + w_1 B_(n+1)) / 2 (DLMF 10.6.1, 10.29.1)."""

    def rule(m: Taylor, row: Elementary, order: Sequence[Any], x: Sequence[Any]) -> list[Any]:
        if any(not _is_zero(m, c) for c in order[1:]):
            raise UnsupportedOperation(f"{row.name} has no known derivative in its first argument")
        d = len(x) - 1
        values = {j: getattr(m.inner, row.name)(order[0] + j, x[0]) for j in range(-d, d + 1)}
        outer = [values[0]]
        for k in range(1, d + 1):
            values = {
                j: (weights[0] * values[j - 1] + weights[1] * values[j + 1]) / 2 for j in range(-d + k, d - k + 1)
            }
            outer.append(values[0] / math.factorial(k))
        return _compose(m, outer, x)

    return rule


def _compose(m: Taylor, outer: Sequence[Any], x: Sequence[Any]) -> list[Any]:
    """Return the series of an outer function, given by its coefficients at x_0, by Horner's rule."""
    zero = m.inner.number(0)
    inside = [zero, *x[1:]]
    result = [outer[-1], *[zero] * (len(x) - 1)]
    for c in reversed(outer[:-1]):
        result = [_convolve(result, inside, k) for k in range(len(x))]
        result[0] = result[0] + c
    return result


def _bend(m: Taylor, row: Elementary, x: Sequence[Any]) -> list[Any]:
    """Return |x| or sign(x) on the side on which x_0 lies."""
    if _is_zero(m, x[0]) and any(not _is_zero(m, c) for c in x):
        raise DomainError(f"{row.name} is not differentiable where its argument is 0")
    _edge(m, x)
    sign = m.inner.sign(x[0])
    return [c * sign for c in x] if row.name == "abs" else [sign, *[0 * c for c in x[1:]]]


def _choice(m: Taylor, row: Elementary, a: Sequence[Any], b: Sequence[Any]) -> list[Any]:
    """Return the larger or the smaller of two series."""
    difference = [p - q for p, q in zip(a, b, strict=True)]
    spread = _bend(m, _ABS, difference)
    sign = 1 if row.name == "max" else -1
    if m.inner.integer(m.inner.sign(difference[0])) in (1, -1):
        return list(a if _is_positive(sign * difference[0]) else b)
    return [(p + q + sign * d) / 2 for p, q, d in zip(a, b, spread, strict=True)]


_ABS = Elementary("abs", (None,))

# Functions without a recurrence that are not smooth at 0, -1, -2, ..., and whose slope does not show it.
_POLES_BELOW_ONE = frozenset({"loggamma", "digamma", "polygamma"})

_RECURRENCES: dict[str, Rule] = {
    "add": lambda m, row, a, b: [p + q for p, q in zip(a, b, strict=True)],
    "sub": lambda m, row, a, b: [p - q for p, q in zip(a, b, strict=True)],
    "neg": lambda m, row, a: [-p for p in a],
    "mul": _product,
    "div": _quotient,
    "pow": _general_power,
    "sqrt": _root,
    "exp": _exponential,
    "log": _logarithm,
    "sin": _half_of_pair(("sin", "cos"), -1, 0),
    "cos": _half_of_pair(("sin", "cos"), -1, 1),
    "sinh": _half_of_pair(("sinh", "cosh"), 1, 0),
    "cosh": _half_of_pair(("sinh", "cosh"), 1, 1),
    "sinc": _sinc,
    "spherical_j1": _spherical_j1,
    "tanh": _tanh,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "logaddexp": _logaddexp,
    "atan2": _atan2,
    "gamma": _gamma,
    "lambertw": _lambert,
    "besselj": _bessel((1, -1)),
    "bessely": _bessel((1, -1)),
    "besseli": _bessel((1, 1)),
    "besselk": _bessel((-1, -1)),
    "abs": _bend,
    "sign": _bend,
    "max": _choice,
    "min": _choice,
}
