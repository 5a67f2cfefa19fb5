"""Wrong rules for special functions are named, and the corrected claim is mpmath's derivative."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest

import derivcheck as dc
from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.claim import Claim
from derivcheck.claims.diagnosis import diagnose
from derivcheck.formula.parser import parse

X = 0.4


def order(n: int, name: str) -> Callable[[Any], Any]:
    return lambda x: getattr(mpmath, name)(n, x)


TRUTHS: dict[str, Callable[[Any], Any]] = {
    "psi(x)": mpmath.digamma,
    "x*psi(3x)": lambda x: x * mpmath.digamma(3 * x),
    "polygamma(2, x)": order(2, "polygamma"),
    "loggamma(x)": mpmath.loggamma,
    "beta(x, 2)": lambda x: mpmath.beta(x, 2),
    "beta(2, x)": lambda x: mpmath.beta(2, x),
    "betaln(x, 2)": lambda x: mpmath.log(mpmath.beta(x, 2)),
    "besselj(1, x)": order(1, "besselj"),
    "besselj(3, 2x)": lambda x: mpmath.besselj(3, 2 * x),
    "x^2*besselj(1, x)": lambda x: x**2 * mpmath.besselj(1, x),
    "bessely(1, x)": order(1, "bessely"),
    "besseli(2, x)": order(2, "besseli"),
    "besselk(1, x)": order(1, "besselk"),
    "ellipk(x)": mpmath.ellipk,
    "ellipk(x^2)": lambda x: mpmath.ellipk(x * x),
    "ellipe(x)": mpmath.ellipe,
    "lambertw(x)": lambda x: mpmath.lambertw(x).real,
    "lambertw(2x)": lambda x: mpmath.lambertw(2 * x).real,
}

WRONG = [
    ("psi(x)", "psi(x)^2", "function"),
    ("psi(x)", "psi(x+1)", "argument"),
    ("x*psi(3x)", "psi(3x) + 3x*psi(3x)^2", "function"),
    ("polygamma(2, x)", "polygamma(2, x+1)", "argument"),
    ("loggamma(x)", "1/gamma(x)", "chain"),
    ("loggamma(x)", "psi(x)/gamma(x)", "factor-extra"),
    ("loggamma(x)", "gamma(x)*psi(x)", "factor-extra"),
    ("beta(x, 2)", "beta(x, 2)*psi(x)", "term-missing"),
    ("beta(2, x)", "beta(2, x)*psi(x)", "term-missing"),
    ("betaln(x, 2)", "psi(x)", "term-missing"),
    ("besselj(1, x)", "besselj(0, x)", "term-missing"),
    ("besselj(1, x)", "-besselj(2, x)", "term-missing"),
    ("besselj(3, 2x)", "2*besselj(2, 2x)", "term-missing"),
    ("besselj(3, 2x)", "3*2*besselj(2, 2x)", "power-rule"),
    # That the coefficient 2 should be 1 is true as well, by the recurrence, and no one would say so.
    ("x^2*besselj(1, x)", "2x*besselj(1, x) + x^2*besselj(0, x)", "term-missing"),
    ("bessely(1, x)", "bessely(0, x)", "term-missing"),
    ("besseli(2, x)", "besseli(1, x)", "term-missing"),
    ("besseli(2, x)", "besseli(3, x)", "term-missing"),
    ("besselk(1, x)", "-besselk(0, x)", "term-missing"),
    ("ellipk(x)", "ellipe(x)/(2x(1-x))", "term-missing"),
    ("ellipk(x)", "-ellipk(x)/(2x)", "term-missing"),
    ("ellipk(x)", "(ellipe(x)-ellipk(x))/(2x)", "function"),
    ("ellipk(x)", "ellipe(x)/(x(1-x^2)) - ellipk(x)/x", "argument"),
    ("ellipk(x^2)", "ellipe(x^2)/(x(1-x^2))", "term-missing"),
    ("ellipe(x)", "ellipe(x)/(2x)", "term-missing"),
    ("ellipe(x)", "-ellipk(x)/(2x)", "term-missing"),
    ("ellipe(x)", "ellipe(x)/(2x(1-x)) - ellipk(x)/(2x)", "function"),
    ("lambertw(x)", "lambertw(x)/x", "factor-missing"),
    ("lambertw(x)", "exp(-lambertw(x))", "factor-missing"),
    ("lambertw(x)", "1/(x(1+lambertw(x)))", "factor-missing"),
    ("lambertw(2x)", "2/(1+lambertw(2x))", "factor-missing"),
]


@pytest.mark.parametrize(("function", "claimed", "kind"), WRONG)
def test_a_wrong_rule_is_named_and_mended(function: str, claimed: str, kind: str) -> None:
    found = diagnose(Claim(parse(function), parse(claimed), "x"), [{"x": 0.3}, {"x": 0.45}])
    assert found is not None
    assert found.kind == kind
    with mpmath.workdps(60):
        m = Precise(200)
        corrected = mpmath.mpf(str(m.context.nstr(found.corrected.evaluate(m, {"x": m.exact(X)}), 40)))
        truth = mpmath.diff(TRUTHS[function], mpmath.mpf(X), h=mpmath.mpf(10) ** -20)
        # Truncation of the difference is h^2, its round-off 60 - 20 digits.
        assert abs(corrected / truth - 1) < mpmath.mpf(10) ** -30


@pytest.mark.parametrize(
    ("function", "claimed", "kind"),
    [
        ("besselj(2, x)", "(besselj(1, x) + besselj(3, x))/2", "term-sign"),
        ("besselj(0, x)", "besselj(1, x)", "sign"),
        ("cos(x)^3", "-3*sin(x)^2", "chain"),
        ("tan(x)", "1/cos(x^2)", "parentheses"),
        ("log(x)^3", "3*log(x^2)/x", "parentheses"),
        # No csc is in f, and sec belongs there.
        ("sec(x)", "tan(x)^2*sec(x)", "exponent"),
        ("sec(x)", "tan(x)*csc(x)", "cofunction"),
        ("cos(pi*x/180)", "-180/pi*sin(pi*x/180)", "reciprocal"),
        ("sin(pi*x/180)", "180/pi*cos(pi*x/180)", "reciprocal"),
    ],
)
def test_other_mistakes_are_told_as_before(function: str, claimed: str, kind: str) -> None:
    found = dc.check_derivative(function, claimed, 0.7).cause
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("function", "claimed", "at", "order", "kind"),
    [
        ("cosh(x)", "sinh(x)", 40.0, 2, "order"),
        ("log(x^2+33) + tanh(40x)", "2x/(x^2+33)", 1.0, 1, "term-missing"),
        ("x^2 + exp(-x^2)", "2x", 9.0, 1, "term-missing"),
    ],
)
def test_a_gap_too_small_to_look_into_is_looked_at_elsewhere(
    function: str, claimed: str, at: float, order: int, kind: str
) -> None:
    check = dc.check_derivative(function, claimed, at, order=order)
    assert check.at == {"x": at}
    assert check.cause is not None
    assert check.cause.kind == kind


@pytest.mark.parametrize(
    ("function", "claimed", "at", "kind"),
    [
        # Where sin is negative the claim is the third derivative, and elsewhere the first.
        ("abs(sin(x))", "abs(cos(x))", 4.0, "chain"),
        # An antiderivative on one side of 0.
        ("abs(x)", "x^2/2", 0.5, ""),
        ("abs(x)", "x*abs(x)/2", 0.5, "integrated"),
    ],
)
def test_another_order_is_one_beyond_bends_too(function: str, claimed: str, at: float, kind: str) -> None:
    found = dc.check_derivative(function, claimed, at).cause
    assert (found.kind if found else "") == kind
