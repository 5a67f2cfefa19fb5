"""Special functions in mpmath, where it has none under one name for real numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from derivcheck.elementary.number import Functions, Number

_SPARE_BITS = 64


def spare_bits(context: Any, arguments: Sequence[Any]) -> int:
    """Return how many more bits to calculate with: x^2 in an exponential loses twice the bits that x is large by."""
    sizes = [int(context.mag(x)) for x in arguments if x and context.isfinite(x)]
    return _SPARE_BITS * (1 + max([0, *(2 * size // _SPARE_BITS for size in sizes)]))


def _erfcinv(m: Functions, x: Any) -> Any:
    """Return the inverse of erfc; the inverse of erf would lose a small x."""
    if not 0 < x < 2:
        raise ValueError("outside of the domain")
    if x > 1:
        return -_erfcinv(m, 2 - x)
    if x > m.mpf(1) / 4:
        return m.erfinv(1 - x)
    # Newton's method for log erfc(y) = log x, which is nearly linear in y^2.
    target, y = m.log(x), m.sqrt(-m.log(x))
    for _ in range(m.prec):
        value = m.erfc(y)
        step = (m.log(value) - target) * value * m.sqrt(m.pi) / 2 * m.exp(y * y)
        y += step
        if m.mag(step) < m.mag(y) - m.prec + 16:
            return y
    raise m.NoConvergence


def _dawson(m: Functions, x: Number) -> Any:
    """Return x M(1, 3/2, -x^2), by DLMF 7.5.1 and 7.11.5 with 13.2.39."""
    return x * m.hyp1f1(1, m.mpf(3) / 2, -x * x)


def _dawson_slope(m: Functions, x: Number) -> Any:
    """Return M(1, 1/2, -x^2), which is 1 - 2 x F(x)."""
    return m.hyp1f1(1, m.mpf(1) / 2, -x * x)


def _erfcx(m: Functions, x: Any) -> Any:
    """Return exp(x^2) erfc(x); right of 0 as U(1/2, 1/2, x^2)/sqrt(pi) (DLMF 7.11.3)."""
    half = m.mpf(1) / 2
    return m.hyperu(half, half, x * x) / m.sqrt(m.pi) if x > 0 else m.exp(x * x) * m.erfc(x)


def _erfcx_slope(m: Functions, x: Any) -> Any:
    """Return 2 x w - 2/sqrt(pi); right of 0 as -U(1, 1/2, x^2)/sqrt(pi) (DLMF 7.18.10)."""
    root = m.sqrt(m.pi)
    return -m.hyperu(1, m.mpf(1) / 2, x * x) / root if x > 0 else 2 * x * _erfcx(m, x) - 2 / root


def _log_ndtr(m: Functions, x: Any) -> Any:
    root = m.sqrt(2)
    return m.log(m.erfc(-x / root) / 2) if x < 0 else m.log1p(-m.erfc(x / root) / 2)


def _besseli(m: Functions, n: Any, x: Any) -> Any:
    """Return I; of a whole order that of its size (DLMF 10.27.1), of which mpmath makes no complex number."""
    return m.besseli(abs(int(n)) if m.isint(n) else n, x)


def _lower(m: Functions, a: Any, x: Any) -> Any:
    if a <= 0 or x < 0:
        raise ValueError("outside of the domain")
    return m.gammainc(a, 0, x, regularized=True)


def _upper(m: Functions, a: Any, x: Any) -> Any:
    if a <= 0 or x < 0:
        raise ValueError("outside of the domain")
    return m.gammainc(a, x, regularized=True)


def _beta_up_to(m: Functions, a: Any, b: Any, x: Any) -> Any:
    if a <= 0 or b <= 0 or not 0 <= x <= 1:
        raise ValueError("outside of the domain")
    return m.betainc(a, b, 0, x, regularized=True)


def _beta_from(m: Functions, a: Any, b: Any, x: Any) -> Any:
    return _beta_up_to(m, b, a, 1 - x)


def _hypergeometric(m: Functions, a: Number, k: int, x: Number) -> Any:
    """Return the k-th derivative of pi/2 2F1(a, 1/2; 1; x) (DLMF 19.5.1, 15.5.2)."""
    b = m.mpf(1) / 2
    factor = m.pi / 2 * m.rf(a, k) * m.rf(b, k) / m.factorial(k)
    return factor * m.hyp2f1(a + k, b + k, 1 + k, x)


def _above_zero(name: str) -> Callable[..., Any]:
    def function(m: Functions, *arguments: Any) -> Any:
        if arguments[-1] <= 0:
            raise ValueError("outside of the domain")
        return getattr(m, name)(*arguments)

    return function


OWN: dict[str, Callable[..., Any]] = {
    "erfcinv": _erfcinv,
    "dawson": _dawson,
    "dawson_slope": _dawson_slope,
    "besseli": _besseli,
    "erfcx": _erfcx,
    "erfcx_slope": _erfcx_slope,
    "log_ndtr": _log_ndtr,
    "exprel": lambda m, x: m.expm1(x) / x if x else m.mpf(1),
    "exprel_derivative": lambda m, k, x: m.hyp1f1(int(k) + 1, int(k) + 2, x) / (int(k) + 1),
    "ellipk_derivative": lambda m, k, x: _hypergeometric(m, m.mpf(1) / 2, int(k), x),
    "ellipe_derivative": lambda m, k, x: _hypergeometric(m, -m.mpf(1) / 2, int(k), x),
    "airyaiprime": lambda m, x: m.airyai(x, derivative=1),
    "airybiprime": lambda m, x: m.airybi(x, derivative=1),
    "zeta_derivative": lambda m, k, x: m.zeta(x, 1, int(k)),
    "expint": _above_zero("expint"),
    "li": _above_zero("li"),
    "Ci": _above_zero("ci"),
    "Chi": _above_zero("chi"),
    "gammainc": _lower,
    "gammaincc": _upper,
    "betainc": _beta_up_to,
    "betaincc": _beta_from,
}
"""``function(context, *arguments)`` by name of the row."""
