"""The usual wrong rules of differentiation for special functions: recurrences half applied, laws of other functions.

The right ones are DLMF 10.6.2 and 10.29.2 (Bessel), 19.4.1 and 19.4.2 (elliptic integrals), 5.2.2 and 5.15 (psi), 5.12
(beta), 4.13.4 (Lambert W).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivcheck.claims.diagnosis.wrong_rules import IT_IS, Derivative, WrongRule
from derivcheck.elementary.number import Functions, Number

_HALF = "only one term of the derivative of {v} is there" + IT_IS


def _of_bessel(name: str, below: int, above: int) -> tuple[WrongRule, ...]:
    """Return the rules for J, Y, I or K: signs of the neighbours in C' = ±C_(n-1) - n/x C_n = ±C_(n+1) + n/x C_n."""

    def neighbour(sign: int, shift: int) -> Derivative:
        return lambda m, v, a, d: sign * getattr(m, name)(a[0] + shift, a[1]) * d[1]

    def like_a_power(m: Functions, v: Number, a: Any, d: Any) -> Any:
        return a[0] * neighbour(1, -1)(m, v, a, d)

    return (
        WrongRule(1, "term-missing", "cv", neighbour(below, -1), _HALF),
        WrongRule(1, "term-missing", "cv", neighbour(above, 1), _HALF),
        WrongRule(2, "power-rule", "cv", like_a_power, "an order is no exponent" + IT_IS),
    )


PSI = (
    WrongRule(
        1, "function", "v", lambda m, v, a, d: v * v * d[0], "the square of psi is not its derivative, trigamma" + IT_IS
    ),
    WrongRule(
        2,
        "argument",
        "v",
        lambda m, v, a, d: m.digamma(a[0] + 1) * d[0],
        "psi has a derivative of its own, which is not psi at the next argument" + IT_IS,
    ),
)

POLYGAMMA = (
    WrongRule(
        1,
        "argument",
        "cv",
        lambda m, v, a, d: m.polygamma(a[0], a[1] + 1) * d[1],
        "the order rises by 1, not the argument" + IT_IS,
    ),
)

LOG_GAMMA = (
    WrongRule(
        1,
        "chain",
        "v",
        lambda m, v, a, d: m.div(d[0], m.gamma(a[0])),
        "log(gamma)' is gamma'/gamma, of which the numerator is missing" + IT_IS,
    ),
    WrongRule(
        1,
        "factor-extra",
        "v",
        lambda m, v, a, d: m.div(m.digamma(a[0]), m.gamma(a[0])) * d[0],
        "psi is gamma'/gamma already, and is not divided by gamma again" + IT_IS,
    ),
)


def _of_beta(rate: Derivative) -> tuple[WrongRule, ...]:
    """Return the rules for beta or its logarithm; `rate` is what psi is multiplied by."""

    def first(m: Functions, v: Number, a: Any, d: Any) -> Any:
        return rate(m, v, a, d) * m.digamma(a[0]) * d[0]

    def second(m: Functions, v: Number, a: Any, d: Any) -> Any:
        return rate(m, v, a, d) * m.digamma(a[1]) * d[1]

    return (WrongRule(1, "term-missing", "vc", first, _HALF), WrongRule(1, "term-missing", "cv", second, _HALF))


_MODULUS = "that is the slope in the modulus k, and {u} is the parameter, its square" + IT_IS

ELLIPTIC_K = (
    WrongRule(
        1,
        "term-missing",
        "v",
        lambda m, v, a, d: m.div(m.ellipe(a[0]) * d[0], 2 * a[0] * (1 - a[0])),
        _HALF,
    ),
    WrongRule(1, "term-missing", "v", lambda m, v, a, d: -m.div(v * d[0], 2 * a[0]), _HALF),
    WrongRule(
        2,
        "argument",
        "v",
        lambda m, v, a, d: (m.div(m.ellipe(a[0]), a[0] * (1 - a[0] * a[0])) - m.div(v, a[0])) * d[0],
        _MODULUS,
    ),
    WrongRule(
        2,
        "function",
        "v",
        lambda m, v, a, d: m.div((m.ellipe(a[0]) - v) * d[0], 2 * a[0]),
        "that is the derivative of ellipe, not of ellipk" + IT_IS,
    ),
)

ELLIPTIC_E = (
    WrongRule(1, "term-missing", "v", lambda m, v, a, d: m.div(v * d[0], 2 * a[0]), _HALF),
    WrongRule(1, "term-missing", "v", lambda m, v, a, d: -m.div(m.ellipk(a[0]) * d[0], 2 * a[0]), _HALF),
    WrongRule(1, "argument", "v", lambda m, v, a, d: m.div((v - m.ellipk(a[0])) * d[0], a[0]), _MODULUS),
    WrongRule(
        2,
        "function",
        "v",
        lambda m, v, a, d: (m.div(v, 2 * a[0] * (1 - a[0])) - m.div(m.ellipk(a[0]), 2 * a[0])) * d[0],
        "that is the derivative of ellipk, not of ellipe" + IT_IS,
    ),
)

LAMBERT = (
    WrongRule(
        1,
        "factor-missing",
        "v",
        lambda m, v, a, d: m.div(v * d[0], a[0]),
        "a division by 1 + {v} is missing" + IT_IS,
    ),
    WrongRule(
        1,
        "factor-missing",
        "v",
        lambda m, v, a, d: m.exp(-v) * d[0],
        "a division by 1 + {v} is missing" + IT_IS,
    ),
    WrongRule(
        1,
        "factor-missing",
        "v",
        lambda m, v, a, d: m.div(d[0], a[0] * (1 + v)),
        "the factor {v} is missing" + IT_IS,
    ),
    WrongRule(
        1,
        "factor-missing",
        "v",
        lambda m, v, a, d: m.div(d[0], 1 + v),
        "the factor exp(-W) is missing, W being {v}" + IT_IS,
    ),
)


def _of_its_value(rule: Callable[[Any], Any], formula: str) -> tuple[WrongRule, ...]:
    """Return the rule in which a derivative that is a formula of the value has the argument in it instead."""
    said = f"{formula} is for the value y of the function, and {{u}} is its argument" + IT_IS
    return (WrongRule(0, "value", "v", lambda m, v, a, d: rule(a[0]) * d[0], said),)


def _density(sign: int) -> Derivative:
    return lambda m, v, a, d: sign * m.pow(a[1], a[0] - 1) * m.exp(-a[1]) * d[1]


def _of_gamma_distribution(sign: int) -> tuple[WrongRule, ...]:
    """Return the rule for an incomplete gamma function that is over the whole one, as if it were not."""
    return (
        WrongRule(
            1, "factor-missing", "cv", _density(sign), "a division by gamma of the first argument is missing" + IT_IS
        ),
    )


SPECIAL: dict[str, tuple[WrongRule, ...]] = {
    "besselj": _of_bessel("besselj", 1, -1),
    "bessely": _of_bessel("bessely", 1, -1),
    "besseli": _of_bessel("besseli", 1, 1),
    "besselk": _of_bessel("besselk", -1, -1),
    "digamma": PSI,
    "polygamma": POLYGAMMA,
    "loggamma": LOG_GAMMA,
    "beta": _of_beta(lambda m, v, a, d: v),
    "betaln": _of_beta(lambda m, v, a, d: 1),
    "ellipk": ELLIPTIC_K,
    "ellipe": ELLIPTIC_E,
    "lambertw": LAMBERT,
    "sigmoid": _of_its_value(lambda x: x * (1 - x), "y*(1 - y)"),
    "tanh": _of_its_value(lambda x: 1 - x * x, "1 - y^2"),
    "coth": _of_its_value(lambda x: 1 - x * x, "1 - y^2"),
    "tan": _of_its_value(lambda x: 1 + x * x, "1 + y^2"),
    "cot": _of_its_value(lambda x: -1 - x * x, "-(1 + y^2)"),
    "gammainc": _of_gamma_distribution(1),
    "gammaincc": _of_gamma_distribution(-1),
}
"""The wrong rules of each function, besides those of any function."""
