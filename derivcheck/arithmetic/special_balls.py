"""Special functions of balls, where Arb has none under one name for real numbers, or a far wider one."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.elementary.number import Number


def _polygamma(m: Any, order: Number, x: Any) -> Any:
    if x < 0 and m.arb(order).is_integer():
        return _reflected_polygamma(m, int(m.arb(order).unique_fmpz()), x)
    return m.flint.acb(x).polygamma(m.flint.acb(order)).real


def _reflected_polygamma(m: Any, n: int, x: Any) -> Any:
    """Return polygamma to the left of 0 (DLMF 5.15.6), where Arb adds a term for every integer passed."""
    turned = m.flint.acb(1 - x).polygamma(m.flint.acb(n)).real
    return (-1) ** n * turned - math.factorial(n) * m.pi * _cotangent_coefficient(m, n, x)


def _cotangent_coefficient(m: Any, n: int, x: Any) -> Any:
    """Return the n-th Taylor coefficient of cot(pi x), as that of the quotient of cosine and sine."""
    sine, cosine = x.sin_pi(), x.cos_pi()
    turns = ((sine, cosine), (cosine, -sine), (-sine, -cosine), (-cosine, sine))
    scale = [m.pi**k / math.factorial(k) for k in range(n + 1)]
    below, above = ([turns[k % 4][which] * scale[k] for k in range(n + 1)] for which in (0, 1))
    cotangent: list[Any] = []
    for k in range(n + 1):
        rest = sum((below[j] * cotangent[k - j] for j in range(1, k + 1)), start=m.arb(0))
        cotangent.append((above[k] - rest) / below[0])
    return cotangent[n]


def _loggamma(m: Any, x: Any) -> Any:
    """Return log |gamma(x)|; Arb's own is for positive numbers only."""
    return x.lgamma() if x > 0 else abs(x.gamma()).log()


def _between_ends(name: str) -> Callable[..., Any]:
    """Return a function that is monotonic, from its values at both ends."""

    def value(m: Any, x: Any) -> Any:
        if x.is_exact():
            return getattr(x, name)()
        ends = [getattr(end, name)() for end in (x.lower(), x.upper())]
        return ends[0].union(ends[1]) if all(end.is_finite() for end in ends) else m.arb("nan")

    return value


def _dawson(m: Any, x: Any) -> Any:
    """Return x M(1, 3/2, -x^2); over a wide ball from its middle, since no slope is above 1."""
    return _from_middle(m, x, lambda t: t * (-t * t).hypgeom_1f1(m.arb(1), m.number(Fraction(3, 2))), 1)


def _dawson_slope(m: Any, x: Any) -> Any:
    """Return M(1, 1/2, -x^2); its slope is nowhere above 3/2."""
    return _from_middle(m, x, lambda t: (-t * t).hypgeom_1f1(m.arb(1), m.number(Fraction(1, 2))), Fraction(3, 2))


def _from_middle(m: Any, x: Any, function: Callable[[Any], Any], steepest: Fraction | int) -> Any:
    """Return a function that is no steeper than told, over a ball."""
    middle = function(x.mid())
    if x.is_exact():
        return middle
    around, whole = middle + m.number(steepest) * (x - x.mid()), function(x)
    return whole.intersection(around) if whole.is_finite() else around


def _beta(m: Any, a: Any, b: Any) -> Any:
    a, b = m.arb(a), m.arb(b)
    if a > 0 and b > 0:
        return (a.lgamma() + b.lgamma() - (a + b).lgamma()).exp()
    return a.gamma() * b.gamma() * (a + b).rgamma()


def _lower_gamma(m: Any, a: Any, x: Any) -> Any:
    a, x = m.arb(a), m.arb(x)
    return x.gamma_lower(a, regularized=1) if a > 0 and x >= 0 else m.arb("nan")


def _upper_gamma(m: Any, a: Any, x: Any) -> Any:
    a, x = m.arb(a), m.arb(x)
    return x.gamma_upper(a, regularized=1) if a > 0 and x >= 0 else m.arb("nan")


OWN: dict[str, Callable[..., Any]] = {
    "loggamma": _loggamma,
    "polygamma": _polygamma,
    "besselj": lambda m, n, x: x.bessel_j(m.arb(n)),
    "bessely": lambda m, n, x: x.bessel_y(m.arb(n)),
    "besseli": lambda m, n, x: x.bessel_i(m.arb(n)),
    "besselk": lambda m, n, x: x.bessel_k(m.arb(n)),
    "erfinv": _between_ends("erfinv"),
    "erfcinv": _between_ends("erfcinv"),
    "dawson": _dawson,
    "dawson_slope": _dawson_slope,
    "beta": _beta,
    "gammainc": _lower_gamma,
    "gammaincc": _upper_gamma,
}
"""``function(m, *arguments)`` by name of the row."""
