"""Special functions at arguments or orders that differ by whole numbers, by their recurrences.

DLMF 5.5.1 (gamma), 5.15.5 (polygamma), 8.8 (incomplete gamma), 8.19 (E_n), 10.6.1 and 10.29.1 (Bessel functions).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from derivcheck.claims.proof.elements import ONE, ZERO, Element, number
from derivcheck.claims.proof.functions import FunctionAlgebra
from derivcheck.ground.errors import UnsupportedOperation

# Steps of a recurrence that are taken: each makes the polynomials larger.
_MAX_STEPS = 30


def _steps(m: FunctionAlgebra, u: Element) -> tuple[Element, int, Iterator[Element]]:
    """Return v, 1 or -1, and the factors by which gamma(u) and gamma(v) differ, or their reciprocals."""
    v, n = m.shifted(u)
    if v == ZERO and n > 0:
        v, n = ONE, n - 1  # 0 is a pole
    if abs(n) > _MAX_STEPS:
        return u, 1, iter(())
    return v, 1 if n > 0 else -1, (m.plus([v, number(k)]) for k in range(min(n, 0), max(n, 0)))


def gamma(m: FunctionAlgebra, u: Element) -> Element:
    """Return gamma(v + n) = v (v + 1) ... (v + n - 1) gamma(v)."""
    v, sign, factors = _steps(m, u)
    return m.times(ONE if v == ONE else m.opaque("gamma", v), *(m.power(f, sign) for f in factors))


def beta(m: FunctionAlgebra, a: Element, b: Element) -> Element:
    """Return gamma(a) gamma(b)/gamma(a + b) (DLMF 5.12.1)."""
    return m.times(gamma(m, a), gamma(m, b), m.power(gamma(m, m.plus([a, b])), -1))


def upper_gamma(m: FunctionAlgebra, a: Element, u: Element) -> Element:
    """Return the upper incomplete gamma function of order v + n by that of v, or of 1, which is exp(-u)."""
    v, n = m.shifted(a)
    if abs(n) > _MAX_STEPS or (v == ZERO and n < 1):
        return m.opaque("uppergamma", a, u)
    if v == ZERO:
        v, n = number(1), n - 1
    found = m.opaque("uppergamma", v, u) if v != number(1) else m.exponential(m.times(number(-1), u))
    # Q(w + 1) = w Q(w) + u^w exp(-u), up or down (DLMF 8.8.2).
    for k in range(n):
        found = m.plus([m.times(m.plus([v, number(k)]), found), _gamma_power(m, v, k, u)])
    for k in range(-1, n - 1, -1):
        below = m.power(m.plus([v, number(k)]), -1)
        found = m.times(below, m.plus([found, m.times(number(-1), _gamma_power(m, v, k, u))]))
    return found


def _gamma_power(m: FunctionAlgebra, v: Element, k: int, u: Element) -> Element:
    order = m.plus([v, number(k)])
    return m.exponential(m.plus([m.times(order, m.logarithm(u)), m.times(number(-1), u)]))


def lower_gamma(m: FunctionAlgebra, a: Element, u: Element) -> Element:
    """Return gamma(a) less the upper one (DLMF 8.2.3)."""
    return m.plus([gamma(m, a), m.times(number(-1), upper_gamma(m, a, u))])


def exponential_integral(m: FunctionAlgebra, order: Element, u: Element) -> Element:
    """Return E_n, whole orders by that of order 1 (DLMF 8.19.12)."""
    n = _order(order)
    decay = m.exponential(m.times(number(-1), u))
    if n is None or not -_MAX_STEPS <= n <= _MAX_STEPS:
        return m.opaque("expint", order, u)
    if n < 1:
        found = m.times(decay, m.power(u, -1))
        for k in range(-1, n - 1, -1):
            found = m.times(m.power(u, -1), m.plus([decay, m.times(number(-k), found)]))
        return found
    found = m.opaque("expint", number(1), u)
    for k in range(1, n):
        found = m.times(number(Fraction(1, k)), m.plus([decay, m.times(number(-1), u, found)]))
    return found


def polylogarithm(m: FunctionAlgebra, order: Element, u: Element) -> Element:
    """Return Li_s, which is a logarithm or rational for s = 1, 0, -1 (DLMF 25.12.10)."""
    below = m.plus([number(1), m.times(number(-1), u)])
    n = _order(order)
    if n == 1:
        return m.times(number(-1), m.logarithm(below))
    if n == 0:
        return m.times(u, m.power(below, -1))
    if n == -1:
        return m.times(u, m.power(below, -2))
    return m.opaque("polylog", order, u)


def _order(order: Element) -> int | None:
    whole = not order.powers and order.coefficient.denominator == 1
    return int(order.coefficient) if whole else None


def loggamma(m: FunctionAlgebra, u: Element) -> Element:
    """Return log |gamma(v + n)|."""
    v, sign, factors = _steps(m, u)
    return m.plus(
        [ZERO if v == ONE else m.opaque("loggamma", v), *(m.times(number(sign), m.log_magnitude(f)) for f in factors)]
    )


def polygamma(m: FunctionAlgebra, order: Element, u: Element) -> Element:
    """Return polygamma(k, v + n) = polygamma(k, v) + (-1)^k k! (v^(-k-1) + ... + (v + n - 1)^(-k-1))."""
    k = _whole(order)
    v, sign, factors = _steps(m, u)
    scale = number(sign * (-1) ** k * math.factorial(k))
    return m.plus([m.opaque("polygamma", order, v), *(m.times(scale, m.power(f, -k - 1)) for f in factors)])


def _whole(order: Element) -> int:
    if order.powers or order.coefficient.denominator != 1 or not 0 <= order.coefficient <= _MAX_STEPS:
        raise UnsupportedOperation("no proof about a polygamma function of such an order")
    return int(order.coefficient)


def bessel(m: FunctionAlgebra, name: str, order: Element, u: Element) -> Element:
    """Return a Bessel function, those of orders v + n by those of orders v and v + 1.

    With the signs s, t of the table, B_(v+1) = s B_(v-1) + t (2 v/u) B_v.
    """
    v, n = m.shifted(order)
    if abs(n) > _MAX_STEPS:
        return m.opaque(name, order, u)
    s, t = _BESSEL[name]
    here, above = m.opaque(name, v, u), m.opaque(name, m.plus([v, number(1)]), u)
    for k in range(n):
        here, above = above, m.plus([m.times(number(s), here), _middle(m, v, k + 1, u, t, above)])
    for k in range(0, n, -1):
        here, above = m.times(number(s), m.plus([above, _middle(m, v, k, u, -t, here)])), here
    return here


def _middle(m: FunctionAlgebra, v: Element, k: int, u: Element, sign: int, b: Element) -> Element:
    order = m.plus([v, number(k)])
    return m.times(number(2 * sign), order, m.power(u, -1), b) if order != ZERO else ZERO


_BESSEL = {"besselj": (-1, 1), "bessely": (-1, 1), "besseli": (1, -1), "besselk": (1, 1)}
