"""Functions of `scipy.special` that NumPy code may call; a formula has them in terms of others, by a template.

DLMF 5.2.4 (Pochhammer's symbol), 10.6.1 and 10.29.1 (Bessel functions), 13.3.15 (the slope of exprel).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivcheck.elementary.number import Functions, Number
from derivcheck.elementary.row import Elementary, scipy_function
from derivcheck.ground.allowances import elementary as accuracy

# Where the first factor is exactly 0, so is the product, whatever the logarithm; so in SciPy.
PRODUCTS_WITH_LOGARITHMS = (
    scipy_function(
        "xlogy",
        lambda m, x, y, v: m.log(y),
        lambda m, x, y, v: m.unless_zero(x, lambda: x / y),
        definition=lambda m, x, y: m.unless_zero(x, lambda: x * m.log(y)),
    ),
    scipy_function(
        "xlog1py",
        lambda m, x, y, v: m.log1p(y),
        lambda m, x, y, v: m.unless_zero(x, lambda: x / (1 + y)),
        definition=lambda m, x, y: m.unless_zero(x, lambda: x * m.log1p(y)),
    ),
    scipy_function(
        "entr",
        lambda m, x, y: -m.log(x) - 1,
        definition=lambda m, x: m.unless_zero(x, lambda: -x * m.log(x)),
    ),
    scipy_function(
        "rel_entr",
        lambda m, x, y, v: m.log(x / y) + 1,
        lambda m, x, y, v: -x / y,
        definition=lambda m, x, y: m.unless_zero(x, lambda: x * m.log(x / y)),
    ),
    # SciPy computes it in this way too, and loses the same digits where x is near y.
    scipy_function(
        "kl_div",
        lambda m, x, y, v: m.log(x / y),
        lambda m, x, y, v: 1 - x / y,
        scipy=None,
        definition=lambda m, x, y: m.unless_zero(x, lambda: x * m.log(x / y)) - x + y,
    ),
)

_EXPONENTIAL = (
    scipy_function("log_expit", lambda m, x, y: m.sigmoid(-x), definition=lambda m, x: -m.softplus(-x)),
    scipy_function(
        "exp10",
        lambda m, x, y: m.log(m.number(10)) * y,
        definition=lambda m, x: m.exp(m.log(m.number(10)) * x),
    ),
    scipy_function(
        "cosm1", lambda m, x, y: -m.sin(x), definition=lambda m, x: -2 * m.power(m.sin(x / 2), 2), error=accuracy.GAMMA
    ),
    # The integral of exp(x t) for t in [0, 1], and that of t^k exp(x t), which is the k-th derivative.
    scipy_function("exprel", lambda m, x, y: m.exprel_derivative(1, x)),
    Elementary(
        "exprel_derivative",
        (None, lambda m, k, x, y: m.exprel_derivative(k + 1, x)),
        error=accuracy.ROUNDED,
        analytic=False,
    ),
    scipy_function(
        "boxcox",
        lambda m, x, p, y: m.pow(x, p - 1),
        lambda m, x, p, y: _slope_by_power(m, m.log(x), p),
        definition=lambda m, x, p: m.log(x) * m.exprel(p * m.log(x)),
    ),
    scipy_function(
        "boxcox1p",
        lambda m, x, p, y: m.pow(1 + x, p - 1),
        lambda m, x, p, y: _slope_by_power(m, m.log1p(x), p),
        definition=lambda m, x, p: m.log1p(x) * m.exprel(p * m.log1p(x)),
    ),
)


def _slope_by_power(m: Functions, logarithm: Number, p: Number) -> Any:
    """Return the slope of expm1(p l)/p in p."""
    return logarithm * logarithm * m.exprel_derivative(1, p * logarithm)


_GAMMA = (
    scipy_function(
        "rgamma",
        lambda m, x, y: -m.digamma(x) * y,
        mpmath="rgamma",
        ball="rgamma",
        definition=lambda m, x: 1 / m.gamma(x),
        error=accuracy.GAMMA,
    ),
    scipy_function(
        "poch",
        lambda m, z, n, y: y * (m.digamma(z + n) - m.digamma(z)),
        lambda m, z, n, y: y * m.digamma(z + n),
        definition=lambda m, z, n: m.gamma(z + n) * m.rgamma(z),
        error=accuracy.RISING,
        analytic=False,
    ),
    scipy_function(
        "binom",
        lambda m, n, k, y: y * (m.digamma(n + 1) - m.digamma(n - k + 1)),
        lambda m, n, k, y: y * (m.digamma(n - k + 1) - m.digamma(k + 1)),
        definition=lambda m, n, k: m.gamma(n + 1) * m.rgamma(k + 1) * m.rgamma(n - k + 1),
        error=accuracy.RISING,
        analytic=False,
    ),
)


def _losses() -> tuple[Elementary, ...]:
    """Make the rows of Huber's loss and its smooth kin, of a threshold d and a residual r."""

    def size(m: Functions, d: Number, r: Number) -> Any:
        return m.sqrt(1 + m.power(r / d, 2))

    def by_threshold(m: Functions, d: Number, r: Number, y: Number) -> Any:
        # 2 d (s - 1) - r^2/(d s), with s - 1 = (r/d)^2/(1 + s).
        s = size(m, d, r)
        return m.power(r, 2) * (s - 1) / (d * s * (1 + s))

    return (
        scipy_function(
            "huber",
            lambda m, d, r, y: m.max(m.abs(r) - d, m.number(0)),
            lambda m, d, r, y: m.max(m.min(r, d), -d),
            definition=lambda m, d, r: _huber(m, m.min(m.abs(r), d), m.abs(r)),
            analytic=False,
        ),
        scipy_function(
            "pseudo_huber",
            by_threshold,
            lambda m, d, r, y: r / size(m, d, r),
            definition=lambda m, d, r: m.power(r, 2) / (1 + size(m, d, r)),
        ),
    )


def _huber(m: Functions, near: Number, size: Number) -> Any:
    """Return c (|r| - c/2) with c the smaller of |r| and the threshold."""
    return near * (size - near / 2)


def _bessel(letter: str, row: str, signs: tuple[int, int], error: Any) -> tuple[Elementary, Elementary]:
    """Make the rows of the orders 0 and 1, with the slope (s B_(n-1) + t B_(n+1)) / 2."""
    below, above = signs
    zero, one = f"{letter}0", f"{letter}1"

    def slope_of_one(m: Functions, x: Number, y: Number) -> Any:
        return (below * getattr(m, zero)(x) + above * getattr(m, row)(m.number(2), x)) / 2

    return (
        # B_(-1) is B_1 up to the sign that makes both terms equal.
        scipy_function(
            zero,
            lambda m, x, y: above * getattr(m, one)(x),
            definition=lambda m, x: getattr(m, row)(m.number(0), x),
            error=error,
        ),
        scipy_function(one, slope_of_one, definition=lambda m, x: getattr(m, row)(m.number(1), x), error=error),
    )


_J, _Y, _I, _K = (1, -1), (1, -1), (1, 1), (-1, -1)


def _scaled(letter: str, row: str, sign: int, factor: Callable[[Functions, Any], Any]) -> tuple[Elementary, ...]:
    """Make the rows of exp(-|x|) I or exp(x) K: of any order, and of the orders 0 and 1.

    The slope is s (B_(n-1) + B_(n+1))/2 less the sign of the exponent times the function.
    """
    zero, one, of_order = f"{letter}0e", f"{letter}1e", f"{letter}ve"
    kink: dict[str, Any] = {"analytic": False, "smooth": False} if letter == "i" else {}

    def rate(m: Functions, x: Number, y: Number) -> Any:
        return m.sign(x) * y if letter == "i" else -y

    def value(m: Functions, order: Number, x: Number) -> Any:
        return factor(m, x) * getattr(m, row)(order, x)

    def slope(m: Functions, n: Number, x: Number, y: Number) -> Any:
        beside = getattr(m, of_order)
        return sign * (beside(n - 1, x) + beside(n + 1, x)) / 2 - rate(m, x, y)

    def slope_of_zero(m: Functions, x: Number, y: Number) -> Any:
        return sign * getattr(m, one)(x) - rate(m, x, y)

    def slope_of_one(m: Functions, x: Number, y: Number) -> Any:
        return sign * (getattr(m, zero)(x) + getattr(m, of_order)(m.number(2), x)) / 2 - rate(m, x, y)

    error = accuracy.SCALED_BESSEL
    return (
        scipy_function(of_order, None, slope, definition=value, error=error, edge=lambda m, n, x: x, **kink),
        scipy_function(zero, slope_of_zero, definition=lambda m, x: value(m, m.number(0), x), error=error, **kink),
        scipy_function(one, slope_of_one, definition=lambda m, x: value(m, m.number(1), x), error=error, **kink),
    )


ONLY_IN_SCIPY = (
    *PRODUCTS_WITH_LOGARITHMS,
    *_EXPONENTIAL,
    *_GAMMA,
    *_losses(),
    *_bessel("j", "besselj", _J, accuracy.BESSEL),
    *_bessel("y", "bessely", _Y, accuracy.BESSEL),
    *_bessel("i", "besseli", _I, accuracy.MODIFIED_BESSEL),
    *_bessel("k", "besselk", _K, accuracy.MODIFIED_BESSEL),
    *_scaled("i", "besseli", 1, lambda m, x: m.exp(-m.abs(x))),
    *_scaled("k", "besselk", -1, lambda m, x: m.exp(x)),
)
