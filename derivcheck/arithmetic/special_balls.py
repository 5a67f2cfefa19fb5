"""Special functions of balls, where Arb has none under one name for real numbers, or a far wider one."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.bessel_balls import modified_bessel, second_bessel, too_fine
from derivcheck.arithmetic.gamma_balls import digamma_coefficients
from derivcheck.arithmetic.whole_order import whole_order
from derivcheck.arithmetic.wide_balls import around_middle, by_mean_value, falling_with_size, monotonic
from derivcheck.arithmetic.zeta_balls import zeta_coefficients
from derivcheck.elementary import TABLE
from derivcheck.elementary.number import Functions, Number
from derivcheck.elementary.row import Slope
from derivcheck.ground.limits import MAX_FUNCTION_ORDER


def _polygamma(m: Functions, order: Number, x: Any) -> Any:
    n = m.arb(order)
    if x < 0 and (n < 0 or n > MAX_FUNCTION_ORDER):
        return m.arb("nan")
    if x < 0 and n.is_integer():
        return _reflected_polygamma(m, int(n.unique_fmpz()), x)
    return m.flint.acb(x).polygamma(m.flint.acb(order)).real


def _reflected_polygamma(m: Functions, n: int, x: Number) -> Any:
    """Return polygamma to the left of 0 (DLMF 5.15.6), where Arb adds a term for every integer passed."""
    turned = m.flint.acb(1 - x).polygamma(m.flint.acb(n)).real
    return (-1) ** n * turned - math.factorial(n) * m.pi * _cotangent_coefficient(m, n, x)


def _cotangent_coefficient(m: Functions, n: int, x: Any) -> Any:
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


def _loggamma(m: Functions, x: Any) -> Any:
    """Return log |gamma(x)|; Arb's own is for positive numbers only."""
    return x.lgamma() if x > 0 else abs(x.gamma()).log()


def _by_decay(x: Any) -> tuple[Any, Any]:
    """Return 1 or 0 by the sign of a point, and exp(-|x|), which never overflows."""
    return (1 if x >= 0 else 0), (-abs(x)).exp()


def _sigmoid(m: Functions, x: Any) -> Any:
    """Return 1/(1 + exp(-x)) at a point, by the exponential that falls."""
    right, falling = _by_decay(x)
    return 1 / (1 + falling) if right else falling / (1 + falling)


def _softplus(m: Functions, x: Any) -> Any:
    """Return log(1 + exp(x)) at a point, by the exponential that falls."""
    right, falling = _by_decay(x)
    return x * right + falling.log1p()


def _erfcx(m: Functions, x: Any) -> Any:
    """Return exp(x^2) erfc(x); right of 0 as U(1/2, 1/2, x^2)/sqrt(pi) (DLMF 7.11.3)."""
    half = m.number(Fraction(1, 2))
    return (x * x).hypgeom_u(half, half) / m.pi.sqrt() if x > 0 else (x * x).exp() * x.erfc()


def _erfcx_slope(m: Functions, x: Any) -> Any:
    """Return 2 x w - 2/sqrt(pi); right of 0 as -U(1, 1/2, x^2)/sqrt(pi) (DLMF 7.18.10)."""
    root = m.pi.sqrt()
    if x > 0:
        return -(x * x).hypgeom_u(m.arb(1), m.number(Fraction(1, 2))) / root
    return 2 * x * _erfcx(m, x) - 2 / root


def _log_ndtr(m: Functions, x: Any) -> Any:
    root = m.arb(2).sqrt()
    return ((-x / root).erfc() / 2).log() if x < 0 else (-(x / root).erfc() / 2).log1p()


def _exprel_derivative(m: Functions, order: Any, x: Any) -> Any:
    """Return M(k + 1, k + 2, x)/(k + 1), the integral of t^k exp(x t) for t in [0, 1] (DLMF 13.4.1), which rises."""
    k = m.arb(order)
    return x.hypgeom_1f1(k + 1, k + 2) / (k + 1)


def _dawson(m: Functions, x: Number) -> Any:
    """Return x M(1, 3/2, -x^2); over a wide ball from its middle, since no slope is above 1."""
    return around_middle(m, x, lambda t: t * (-t * t).hypgeom_1f1(m.arb(1), m.number(Fraction(3, 2))), 1)


def _dawson_slope(m: Functions, x: Number) -> Any:
    """Return M(1, 1/2, -x^2); its slope is nowhere above 3/2."""
    return around_middle(m, x, lambda t: (-t * t).hypgeom_1f1(m.arb(1), m.number(Fraction(1, 2))), Fraction(3, 2))


def _beta(m: Functions, a: Any, b: Any) -> Any:
    a, b = m.arb(a), m.arb(b)
    if a > 0 and b > 0:
        return (a.lgamma() + b.lgamma() - (a + b).lgamma()).exp()
    return a.gamma() * b.gamma() * (a + b).rgamma()


def _lower_gamma(m: Functions, a: Any, x: Any) -> Any:
    a, x = m.arb(a), m.arb(x)
    return x.gamma_lower(a, regularized=1) if a > 0 and x >= 0 else m.arb("nan")


def _upper_gamma(m: Functions, a: Any, x: Any) -> Any:
    a, x = m.arb(a), m.arb(x)
    return x.gamma_upper(a, regularized=1) if a > 0 and x >= 0 else m.arb("nan")


def _lower_beta(m: Functions, a: Any, b: Any, x: Any) -> Any:
    a, b, x = m.arb(a), m.arb(b), m.arb(x)
    defined = a > 0 and b > 0 and x >= 0 and x <= 1 and not too_fine(m, a, b)
    return x.beta_lower(a, b, regularized=1) if defined else m.arb("nan")


def _upper_beta(m: Functions, a: Any, b: Any, x: Any) -> Any:
    return _lower_beta(m, b, a, 1 - m.arb(x))


def _hypergeometric(m: Functions, a: Any, b: Any, c: Any, x: Any) -> Any:
    x = m.arb(x)
    return x.hypgeom_2f1(m.arb(a), m.arb(b), m.arb(c)) if x < 1 else m.arb("nan")


def _expint(m: Functions, n: Any, x: Any) -> Any:
    return m.arb(x).expint(m.arb(n)) if x > 0 and not too_fine(m, n) else m.arb("nan")


def _polylog(m: Functions, s: Any, x: Any) -> Any:
    if s > MAX_FUNCTION_ORDER:
        return m.arb("nan")
    if x == 1 and s > 1:
        return m.arb(s).zeta()
    return m.arb(x).polylog(m.arb(s)) if x < 1 else m.arb("nan")


def _elliptic(name: str) -> Callable[..., Any]:
    def value(m: Functions, x: Any) -> Any:
        inside = x < 1 or (x == 1 and name == "elliptic_e")
        return getattr(m.flint.acb(x), name)().real if inside else m.arb("nan")

    return value


def _elliptic_derivative(a: Fraction) -> Callable[..., Any]:
    """Return the derivatives of pi/2 2F1(a, 1/2; 1; x) (DLMF 19.5.1, 15.5.2); they grow with x."""

    def value(m: Functions, order: Any, x: Any) -> Any:
        k, b = whole_order(m, order), Fraction(1, 2)
        if k is None or not x < 1:
            return m.arb("nan")
        scale = Fraction(math.prod((a + j) * (b + j) / (1 + j) for j in range(k)))
        parameters = [m.number(a + k), m.number(b + k), m.arb(1 + k)]
        ends = (x,) if x.is_exact() else (x.lower(), x.upper())
        found = [m.number(scale) * m.pi / 2 * end.hypgeom_2f1(*parameters) for end in ends]
        return found[0] if len(found) == 1 else found[0].union(found[1])

    return value


def _zeta_derivative(m: Functions, order: Number, x: Number) -> Any:
    k = whole_order(m, order)
    return m.arb("nan") if k is None else zeta_coefficients(m, x, k + 1)[k] * math.factorial(k)


def _slope(name: str) -> Slope:
    """Return the slope of a row by its last argument."""
    slope = TABLE[name].slopes[-1]
    assert slope is not None
    return slope


_PLAIN: dict[str, Callable[..., Any]] = {
    "Ei": lambda m, x: x.ei(),
    "E1": lambda m, x: _expint(m, 1, x),
    "li": lambda m, x: x.li() if x > 0 else m.arb("nan"),
    "Si": lambda m, x: x.si(),
    "Ci": lambda m, x: x.ci() if x > 0 else m.arb("nan"),
    "Shi": lambda m, x: x.shi(),
    "Chi": lambda m, x: x.chi() if x > 0 else m.arb("nan"),
    "fresnels": lambda m, x: x.fresnel_s(),
    "fresnelc": lambda m, x: x.fresnel_c(),
    "zeta": lambda m, x: zeta_coefficients(m, x, 1)[0],
    "ellipk": _elliptic("elliptic_k"),
    "ellipe": _elliptic("elliptic_e"),
    "gammainc": _lower_gamma,
    "gammaincc": _upper_gamma,
    "betainc": _lower_beta,
    "betaincc": _upper_beta,
}
"""Functions whose slopes are no functions of these."""

OWN: dict[str, Callable[..., Any]] = {
    "tanh": monotonic(lambda m, x: x.tanh()),
    "sech": falling_with_size(lambda x: x.sech(), 1),
    "csch": falling_with_size(lambda x: x.csch(), -1),
    "coth": falling_with_size(lambda x: x.coth(), -1),
    "sigmoid": monotonic(_sigmoid),
    "softplus": monotonic(_softplus),
    "digamma": lambda m, x: x.digamma() if x.is_exact() else digamma_coefficients(m, x, 1)[0],
    "loggamma": _loggamma,
    "polygamma": _polygamma,
    "besselj": lambda m, n, x: x.bessel_j(m.arb(n)),
    "bessely": second_bessel,
    "besseli": modified_bessel("bessel_i"),
    "besselk": modified_bessel("bessel_k"),
    "erfinv": monotonic(lambda m, x: x.erfinv()),
    "erfcinv": monotonic(lambda m, x: x.erfcinv()),
    "erfcx": monotonic(_erfcx),
    "erfcx_slope": monotonic(_erfcx_slope),
    "log_ndtr": monotonic(_log_ndtr),
    "exprel": monotonic(lambda m, x: _exprel_derivative(m, 0, x)),
    "exprel_derivative": monotonic(_exprel_derivative),
    "dawson": _dawson,
    "dawson_slope": _dawson_slope,
    "beta": _beta,
    "expint": _expint,
    "polylog": _polylog,
    "hyp1f1": lambda m, a, b, x: m.arb(x).hypgeom_1f1(m.arb(a), m.arb(b)),
    "hyp2f1": _hypergeometric,
    "ellipk_derivative": _elliptic_derivative(Fraction(1, 2)),
    "ellipe_derivative": _elliptic_derivative(Fraction(-1, 2)),
    "airyai": lambda m, x: x.airy_ai(),
    "airybi": lambda m, x: x.airy_bi(),
    "airyaiprime": lambda m, x: x.airy_ai(derivative=1),
    "airybiprime": lambda m, x: x.airy_bi(derivative=1),
    "zeta_derivative": _zeta_derivative,
    **{name: by_mean_value(function, _slope(name)) for name, function in _PLAIN.items()},
}
"""``function(m, *arguments)`` by name of the row."""
