"""Power series of the gamma functions and zeta over balls, by coefficients that are known at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from derivcheck.arithmetic.gamma_balls import digamma_coefficients
from derivcheck.arithmetic.whole_order import whole_order
from derivcheck.arithmetic.zeta_balls import zeta_coefficients


def _digamma(m: Any, x: Any) -> Any:
    return _composed(m, digamma_coefficients(m.inner, x[0], m.length), x)


def _polygamma(m: Any, order: Any, x: Any) -> Any:
    """Return the derivative of digamma of some order, whose coefficients are further ones of digamma."""
    return _derivative(m, digamma_coefficients, order, x)


def _derivative(m: Any, coefficients: Callable[..., list[Any]], order: Any, x: Any) -> Any:
    """Return the derivative of some order of a function of which the coefficients are known."""
    n = int(m.inner.arb(order).unique_fmpz())
    outer = coefficients(m.inner, x[0], m.length + n)
    return _composed(m, [math.perm(k + n, n) * outer[k + n] for k in range(m.length)], x)


def _composed(m: Any, outer: list[Any], x: Any) -> Any:
    """Return a function with given coefficients at x_0, of a series; NaN times 0 is no 0."""
    if not all(c.is_finite() for c in outer):
        return m.arb_series([m.inner.arb("nan")] * m.length, m.length)
    rest = [x[k] for k in range(1, min(x.prec, m.length))]
    # Composition refuses a series that is 0, and of the variable itself it changes nothing.
    if all(c == 0 for c in rest):
        return m.arb_series([outer[0]], m.length)
    if rest[0] == 1 and x.prec >= m.length and all(c == 0 for c in rest[1:]):
        return m.arb_series(outer, m.length)
    return m.arb_series(outer, m.length)(m.arb_series([0, *rest], len(rest) + 1))


def _loggamma(m: Any, x: Any) -> Any:
    return (_digamma(m, x) * x.derivative()).integral() + m.inner.loggamma(x[0])


def _gamma(m: Any, x: Any) -> Any:
    """Return gamma: its logarithmic derivative is digamma."""
    return (_digamma(m, x) * x.derivative()).integral().exp() * m.inner.gamma(x[0])


def _beta(m: Any, a: Any, b: Any) -> Any:
    return _moved_log_beta(m, a, b).exp() * m.inner.beta(a[0], b[0])


def _betaln(m: Any, a: Any, b: Any) -> Any:
    return _moved_log_beta(m, a, b) + m.inner.betaln(a[0], b[0])


def _moved_log_beta(m: Any, a: Any, b: Any) -> Any:
    """Return log |beta| less its value at the point, as the integral of its slope."""
    both = _digamma(m, a + b)
    rates = ((_digamma(m, x) - both) * x.derivative() for x in (a, b))
    return sum(rates, start=m.arb_series([0], m.length)).integral()


BETA_SERIES: dict[str, Callable[..., Any]] = {"beta": _beta, "betaln": _betaln}
"""``function(m, a, b)`` of two series by name of the row."""


def is_order(m: Any, n: Any) -> bool:
    """Return whether a number is an order of polygamma that is written out."""
    if isinstance(n, m.arb_series):
        return False
    return whole_order(m.inner, n) is not None


GAMMA_SERIES: dict[str, Callable[..., Any]] = {
    "digamma": _digamma,
    "gamma": _gamma,
    "loggamma": _loggamma,
    "polygamma": _polygamma,
    "zeta": lambda m, x: _derivative(m, zeta_coefficients, 0, x),
    "zeta_derivative": lambda m, order, x: _derivative(m, zeta_coefficients, order, x),
}
"""``function(m, *arguments)`` by name of the row, the last argument a series."""
