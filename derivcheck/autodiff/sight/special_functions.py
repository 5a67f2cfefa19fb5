"""Functions of `scipy.special` in terms of those that have a row in the elementary table."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import holds
from derivcheck.ground.errors import UnsupportedOperation


def _special() -> Any:
    return sys.modules["scipy.special"]


def _comb(n: Any, k: Any, *, repetition: bool = False) -> Any:
    n = n + k - 1 if repetition else n
    none = np.logical_not(np.less_equal(k, n) & np.greater_equal(n, 0) & np.greater_equal(k, 0))
    found = _special().binom(n, k)
    return np.where(none, 0.0, found) if np.any(none) else found


def _factorial(n: Any) -> Any:
    none = np.less(n, 0)
    found = _special().gamma(n + 1)
    return np.where(none, 0.0, found) if np.any(none) else found


def _multigammaln(a: Any, d: Any) -> Any:
    """Return the sum of log gamma(a - j/2) for j < d, and a constant (Muirhead, 1982, theorem 2.1.12)."""
    parts = (_special().gammaln(a - j / 2) for j in range(int(d)))
    return sum(parts, d * (d - 1) / 4 * math.log(math.pi))


def _incomplete(name: str, of: Callable[..., tuple[Any, ...]]) -> Callable[..., Any]:
    """Return a distribution function that is an incomplete gamma or beta function of other arguments."""
    return lambda *given, **options: getattr(_special(), name)(*of(*given))


_DISTRIBUTIONS: dict[str, tuple[str, Callable[..., tuple[Any, ...]]]] = {
    "chdtr": ("gammainc", lambda v, x: (v / 2, x / 2)),
    "chdtrc": ("gammaincc", lambda v, x: (v / 2, x / 2)),
    "pdtr": ("gammaincc", lambda k, m: (np.floor(k) + 1, m)),
    "pdtrc": ("gammainc", lambda k, m: (np.floor(k) + 1, m)),
    "gdtr": ("gammainc", lambda a, b, x: (b, a * x)),
    "gdtrc": ("gammaincc", lambda a, b, x: (b, a * x)),
    "bdtr": ("betaincc", lambda k, n, p: (np.floor(k) + 1, n - np.floor(k), p)),
    "bdtrc": ("betainc", lambda k, n, p: (np.floor(k) + 1, n - np.floor(k), p)),
    "nbdtr": ("betainc", lambda k, n, p: (n, np.floor(k) + 1, p)),
    "fdtr": ("betainc", lambda m, n, x: (m / 2, n / 2, m * x / (n + m * x))),
    "fdtrc": ("betaincc", lambda m, n, x: (m / 2, n / 2, m * x / (n + m * x))),
}
"""Distribution functions (DLMF 8.17, 8.2; the headings of Cephes): which function they are, and of what."""


def _student(df: Any, t: Any) -> Any:
    """Return Student's distribution function (Abramowitz & Stegun 26.7.1), whose two forms are each exact somewhere."""
    if np.any(np.equal(t, 0)):
        raise UnsupportedOperation("there is a rule for scipy.special.stdtr beside 0")
    near, of = np.less(t * t, df), _special().betainc
    root = np.sqrt(df)
    inner, outer = np.where(near, t, root), np.where(near, root, t)
    half = of(0.5, df / 2, inner * inner / (df + inner * inner)) / 2
    tail = of(df / 2, 0.5, df / (df + outer * outer)) / 2
    above = np.greater(t, 0)
    return np.where(near, np.where(above, 0.5 + half, 0.5 - half), np.where(above, 1 - tail, tail))


def _power_less_one(x: Any, y: Any) -> Any:
    """Return ``x**y - 1``, of negative x with whole exponents."""
    negative = np.less(x, 0)
    if np.any(np.equal(x, 0)) or (np.any(negative) and holds(y)):
        raise UnsupportedOperation("there is a rule for scipy.special.powm1 of numbers beside 0")
    found = np.expm1(y * np.log(np.where(negative, -1 * x, x)))
    return np.where(negative & (np.mod(y, 2) == 1), -found - 2, found) if np.any(negative) else found


def _inverse_box_cox(exponential: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    """Return a function whose limit for a parameter of 0 is the exponential."""

    def function(y: Any, a: Any) -> Any:
        limit = np.equal(a, 0)
        if not np.any(limit):
            return exponential(np.log1p(a * y) / a)
        if holds(a):
            raise UnsupportedOperation("there is a rule for a Box-Cox parameter that is not 0, or does not move")
        other = np.where(limit, 1.0, a)
        return np.where(limit, exponential(y), exponential(np.log1p(np.where(limit, 0.0, a) * y) / other))

    return function


_MEANS = 15
"""Steps of the arithmetic-geometric mean with 1: 9 until a number of 1e-154 is near it, and 5 from there to the end."""


def _complementary_elliptic(p: Any) -> Any:
    """Return the elliptic integral K of 1 - p, by the arithmetic-geometric mean of 1 and sqrt(p) (DLMF 19.8.5)."""
    one, other = 1.0 + 0 * p, np.sqrt(p)
    for _ in range(_MEANS):
        one, other = (one + other) / 2, np.sqrt(one * other)
    return np.pi / 2 / one


def _of_bessel(name: str, sign: int, turn: int) -> Callable[..., Any]:
    """Return the n-th derivative of a Bessel function (DLMF 10.6.7, 10.29.5)."""

    def function(v: Any, z: Any, n: int = 1) -> Any:
        function = getattr(_special(), name)
        terms = [sign**k * math.comb(n, k) * function(v - n + 2 * k, z) for k in range(n + 1)]
        return turn**n * sum(terms[1:], terms[0]) / 2**n

    return function


MOST_DEGREES = 1000
"""Steps of a recurrence; each is an operation on arrays."""


def _polynomial(step: Callable[..., Any]) -> Callable[..., Any]:
    """Return an orthogonal polynomial of a whole degree, by its recurrence (DLMF table 18.9.1).

    Parameters
    ----------
    step : callable
        ``step(k, x, last, before, *parameters)`` is the polynomial of degree k + 1; with k = 0, `before` is 0.
    """

    def function(n: Any, *given: Any, **options: Any) -> Any:
        *parameters, x = given
        degrees = np.asarray(n)
        whole = degrees.dtype.kind in "iuf" and np.all(degrees == np.floor(degrees))
        if options or not whole or np.any(degrees < 0) or np.any(degrees > MOST_DEGREES):
            raise UnsupportedOperation("there is a rule for orthogonal polynomials of whole degrees")
        before, last = 0 * x, 0 * x + 1.0
        found = np.where(degrees == 0, last, before)
        for k in range(int(np.max(degrees))):
            before, last = last, step(k, x, last, before, *parameters)
            found = np.where(degrees == k + 1, last, found)
        return found

    return function


_POLYNOMIALS: dict[str, Callable[..., Any]] = {
    "eval_legendre": lambda k, x, p, q: ((2 * k + 1) * x * p - k * q) / (k + 1),
    "eval_chebyt": lambda k, x, p, q: 2 * x * p - q if k else x * p,
    "eval_chebyu": lambda k, x, p, q: 2 * x * p - q,
    "eval_hermite": lambda k, x, p, q: 2 * x * p - 2 * k * q,
    "eval_hermitenorm": lambda k, x, p, q: x * p - k * q,
    "eval_laguerre": lambda k, x, p, q: ((2 * k + 1 - x) * p - k * q) / (k + 1),
    "eval_genlaguerre": lambda k, x, p, q, a: ((2 * k + 1 + a - x) * p - (k + a) * q) / (k + 1),
    "eval_gegenbauer": lambda k, x, p, q, a: (2 * (k + a) * x * p - (k + 2 * a - 1) * q) / (k + 1),
}

_OTHERS: dict[str, Callable[..., Any]] = {
    "softplus": lambda x, **options: np.logaddexp(0.0, x),
    "powm1": _power_less_one,
    "inv_boxcox1p": _inverse_box_cox(np.expm1),
    "inv_boxcox": _inverse_box_cox(np.exp),
    "ellipkm1": _complementary_elliptic,
    "zetac": lambda x: _special().zeta(x) - 1,
    "sindg": lambda x: np.sin(np.radians(x)),
    "cosdg": lambda x: np.cos(np.radians(x)),
    "tandg": lambda x: np.tan(np.radians(x)),
    "stdtr": _student,
    "jvp": _of_bessel("jv", -1, 1),
    "yvp": _of_bessel("yv", -1, 1),
    "ivp": _of_bessel("iv", 1, 1),
    "kvp": _of_bessel("kv", 1, -1),
}

RULES: dict[str, Callable[..., Any]] = {
    "comb": _comb,
    "factorial": _factorial,
    "multigammaln": _multigammaln,
    **{name: _incomplete(of, arguments) for name, (of, arguments) in _DISTRIBUTIONS.items()},
    **{name: _polynomial(step) for name, step in _POLYNOMIALS.items()},
    **_OTHERS,
}
"""By name."""
