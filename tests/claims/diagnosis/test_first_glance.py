"""Causes that a person sees at once are named; what looks alike, and is something else, is not called so."""

from __future__ import annotations

import pytest

import derivcheck as dc
from derivcheck.results import Check


def check(function: str, claimed: str, order: int = 1) -> Check:
    found = dc.check_derivative(function, claimed, wrt="x", order=order)
    assert isinstance(found, Check)
    assert found.verdict is dc.Verdict.REFUTED
    return found


SEEN = [
    ("e^(x^2)", "e^(2x)", "chain", "(a^u)' is not a^(u')"),
    ("e^(sin x)", "e^(cos x)", "chain", "(a^u)' is not a^(u')"),
    ("2^(x^2)", "2^(2x)", "chain", "(a^u)' is not a^(u')"),
    ("2^(x^2)", "2^(2x)*ln(2)", "chain", "(a^u)' is not a^(u')"),
    ("x*e^(x^2)", "e^(x^2)+x*e^(2x)", "chain", "(a^u)' is not a^(u')"),
    ("cos(x)^2", "-sin(x)^2", "chain", "(u^n)' is not (u')^n"),
    ("x*sin(x)", "1+cos(x)", "product-rule", "(uv)' is not u' + v'"),
    ("x*sin(x)+x^2", "1+cos(x)+2x", "product-rule", "(uv)' is not u' + v'"),
    ("sqrt(1+cos(2x))", "2/(2sqrt(1+cos(2x)))", "chain", "the factor from cos itself is missing"),
    ("sin(cos(3x))", "3cos(cos(3x))", "chain", "the factor from cos itself is missing"),
    ("e^(sin(2x))", "2e^(sin(2x))", "chain", "only that from the inner function 2*x is there"),
    ("sin(4x)^3", "3sin(4x)^2*4", "chain", "the factor from sin itself is missing"),
    ("sin((x^2+1)^3)", "2x*cos((x^2+1)^3)", "chain", "the factor from the power itself is missing"),
    ("e^(2x)sin(3x)", "sin(3x)e^(2x)+cos(3x)e^(2x)", "chain", "inner functions are missing, in several places"),
    ("e^(2x)/sin(3x)", "(e^(2x)sin(3x)-e^(2x)cos(3x))/sin(3x)^2", "chain", "missing, in several places"),
    ("x*normcdf(x)", "normcdf(x)+x*exp(-x^2/2)", "coefficient", "the factor 1/sqrt(2*pi) of x*exp(-x^2/2) is missing"),
    ("gammainc(3,x)", "x^2 e^(-x)", "factor", "the claim is 2 times the derivative"),
    ("gammainc(a,x)", "x^(a-1)e^(-x)", "factor-missing", "a division by gamma"),
    ("sigmoid(x)", "x*(1-x)", "value", "y*(1 - y) is for the value y of the function, and x is its argument"),
    ("sigmoid(3x)", "3*3x*(1-3x)", "value", "and 3*x is its argument"),
    ("tanh(x)", "1-x*x", "value", "1 - y^2 is for the value y"),
    ("x*tanh(x)", "tanh(x)+x*(1-x^2)", "value", "1 - y^2 is for the value y"),
    ("5", "5", "term-extra", "the function does not depend on x, so its derivative is 0"),
    ("e^2*x", "2e*x", "constant", "e^2 is a constant factor, which is kept and not differentiated"),
    ("e^2*x+x^2", "2e*x+2x", "constant", "e^2 is a constant factor"),
    ("pi^2*x", "2pi*x+pi^2", "constant", "pi^2 is a constant factor"),
    ("e^3/x", "-3e^2/x^2", "constant", "e^3 is a constant factor"),
]


@pytest.mark.parametrize(("function", "claimed", "kind", "said"), SEEN)
def test_what_is_seen_at_once_is_said(function: str, claimed: str, kind: str, said: str) -> None:
    found = check(function, claimed)
    assert found.cause is not None
    assert found.cause.kind == kind
    assert said in found.cause.text
    assert found.feedback


OTHERS = [
    ("e^(e^x)", "e^(e^x)", "(a^u)'"),  # the inner derivative is missing
    ("e^(x^2)", "2*e^(2x)", "(a^u)'"),
    ("cos(x)^2", "-sin(x)^3", "(u^n)'"),
    ("x*(x+1)", "2", "u' + v'"),  # the second derivative
    ("x*exp(x)", "1+2exp(x)", "u' + v'"),
    ("sin(2x)+x", "3", "itself is missing"),  # a number is easily hit by accident
    ("sin(cos(3x))", "2cos(cos(3x))", "itself is missing"),
    ("e^(2x)sin(3x)", "sin(3x)e^(2x)+2cos(3x)e^(2x)", "in several places"),
    ("x*sin(x)", "sin(x)+x*cos(x)/sqrt(5)", "sqrt(2*pi)"),
    ("gammainc(a,x)", "x^a e^(-x)", "a division by gamma"),
    ("sigmoid(x)", "x*(1+x)", "for the value y"),
    ("sigmoid(x)", "sigmoid(x)*(1+sigmoid(x))", "for the value y"),
    ("sigmoid(3x)", "3x*(1-3x)", "for the value y"),
    ("7x", "7x", "does not depend on x"),
    ("e^2*x", "e^2*x", "a constant factor"),
    ("e^2*x", "3e*x", "a constant factor"),
    ("a^2*x", "2a*x", "a constant factor"),  # the derivative with respect to a
    ("e^x*x", "2e*x", "a constant factor"),
]


@pytest.mark.parametrize(("function", "claimed", "said"), OTHERS)
def test_what_only_looks_like_it_is_not_said(function: str, claimed: str, said: str) -> None:
    cause = check(function, claimed).cause
    assert cause is None or said not in cause.text


SECOND = [
    ("(x^2+2)^5", "40(x^2+2)^3(2x)", "product-rule", "from the first derivative to the second: product rule"),
    ("e^(-x^2)", "4x^2 e^(-x^2)", "term-missing", "the term -2*e^(-x^2) is missing"),
    ("e^(-x^2)", "-2e^(-x^2)", "term-missing", "the term 4*x^2*e^(-x^2) is missing"),
    ("ln(x)^2", "2/x^2", "term-missing", "the term -2*ln(x)/x^2 is missing"),
    ("sin(x)^2", "2cos(x)^2", "term-missing", "the term -2*sin(x)^2 is missing"),
    ("x^2*ln(x)", "2ln(x)", "product-rule", "of which 2u'v' and uv'' are missing"),
    ("x*sin(x)", "-x*sin(x)", "product-rule", "of which 2u'v' is missing"),
    ("x^2*sin(x)", "2sin(x)-x^2*sin(x)", "product-rule", "of which 2u'v' is missing"),
    ("x*exp(x)", "2exp(x)", "product-rule", "of which uv'' is missing"),
]


@pytest.mark.parametrize(("function", "claimed", "kind", "said"), SECOND)
def test_of_a_second_derivative_the_missing_term_is_named(function: str, claimed: str, kind: str, said: str) -> None:
    found = check(function, claimed, order=2)
    assert found.cause is not None
    assert found.cause.kind == kind
    assert said in found.cause.text
    assert found.corrected
    assert dc.check_derivative(function, found.corrected, wrt="x", order=2)


SECOND_OTHERS = [
    ("x*sin(x)", "-x*cos(x)"),
    ("x*sin(x)", "2cos(x)-x*cos(x)"),
    ("x^2*ln(x)", "2ln(x)+2"),
    ("(x^2+2)^5", "40(x^2+2)^3"),
    ("(x^2+2)^5", "20(x^2+2)^3"),
    ("x*exp(x)", "3exp(x)"),
    ("x^4*sin(x)", "12*x^2*sin(x) + 8*x^3*cos(x) + x^4*sin(x)"),  # a sign
]


@pytest.mark.parametrize(("function", "claimed"), SECOND_OTHERS)
def test_of_a_second_derivative_no_term_is_missed_that_is_there(function: str, claimed: str) -> None:
    cause = check(function, claimed, order=2).cause
    assert cause is None or ("(uv)''" not in cause.text and "from the first" not in cause.text)


BRANCH = "right on one branch, with the wrong sign on another"

BRANCHES = [
    ("sqrt(x^2)", "1", BRANCH),
    ("((x-1)^2)^0.5", "-1", BRANCH),
    ("asinh(tan x)", "1/cos(x)", BRANCH),
    ("arccsc(sec x)", "-1", BRANCH),
    ("arccos((1-x^2)/(1+x^2))", "2/(1+x^2)", BRANCH),
    ("ln(abs(x))", "-1/abs(x)", BRANCH),
    ("sqrt(1-sin(x)^2)", "-sin(x)", BRANCH),
    ("abs(x)", "1", "the sign of x is missing"),
    ("abs(sin x)", "cos x", "the sign of sin(x) is missing"),
    ("arcsec(x)", "1/(x*sqrt(x^2-1))", "x stands where abs(x) belongs"),
    ("arcsec(x)", "1/(x*(x^2-1)^(1/2))", "x stands where abs(x) belongs"),
    ("arcsec(x)", "1/(x*(x^2-1)^0.5)", "x stands where abs(x) belongs"),
]


@pytest.mark.parametrize(("function", "claimed", "said"), BRANCHES)
def test_a_sign_that_is_missing_on_a_branch_is_named(function: str, claimed: str, said: str) -> None:
    found = check(function, claimed)
    assert found.cause is not None
    assert found.cause.kind == ("branch" if "branch" in said else "absolute-value")
    assert said in found.cause.text


NO_BRANCHES = [
    ("sqrt(x)", "-1/(2*sqrt(x))"),  # the sign is wrong everywhere
    ("sqrt(x^2+1)", "-x/sqrt(x^2+1)"),
    ("asin(x)", "-1/sqrt(1-x^2)"),
    ("abs(x)", "-sign(x)"),
    ("sqrt(x^2)", "2"),
    ("abs(x)", "-2"),
    ("sqrt(x^2)", "x"),
]


@pytest.mark.parametrize(("function", "claimed"), NO_BRANCHES)
def test_what_is_wrong_everywhere_is_no_branch(function: str, claimed: str) -> None:
    cause = check(function, claimed).cause
    assert cause is None or BRANCH not in cause.text
