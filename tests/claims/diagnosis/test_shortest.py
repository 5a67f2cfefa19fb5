"""A corrected claim stays as it was typed while it is short, and is no longer than the derivative that SymPy writes."""

from __future__ import annotations

import pickle

import pytest
import sympy

import derivcheck as dc
from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.claims.claim import Claim
from derivcheck.claims.diagnosis.shortest import shortest
from derivcheck.formula.parser import parse


def by_sympy(function: str) -> str:
    """SymPy's derivative, in derivcheck's strict notation."""
    formula, m = parse(function), Symbolic()
    expression = formula.evaluate(m, {name: m.variable(name) for name in formula.variables})
    return parse(str(sympy.diff(expression, m.variable("x")))).text


LONG = [
    ("log(c*(b*x^n)^p)^2/(2*n*p)", "2*log(c*(b*x^n)^p)^(2-1)*(1/(c*(b*x^n)^p))/(2*n*p)"),
    ("-2*x+2*a*atan(x/a)+x*log(a^2+x^2)", "-2+2*a*(1/(1+(x/a)^2))+(log(a^2+x^2)+x*(1/(a^2+x^2)*(2*x^(2-1))))"),
    (
        "2*b^2*cos(c+k*x)/k^3-(a+b*x)^2*cos(c+k*x)/k+2*b*(a+b*x)*sin(c+k*x)/k^2",
        "2*b^2*(-sin(c+k*x)*k)/k^3-(2*(a+b*x)^(2-1)*b*cos(c+k*x)+(a+b*x)^2*-sin(c+k*x))/k"
        "+(2*b*b*sin(c+k*x)+2*b*(a+b*x)*(cos(c+k*x)*k))/k^2",
    ),
    ("atan(3-sin(x))", "cos(x)/(10-6*sin(x)+sin(x)^2)"),
    ("x^3/3*log(x)^2", "3*x^(3-1)/3*log(x)^2-x^3/3*(2*log(x)^(2-1)*(1/x))"),
]


@pytest.mark.parametrize(("function", "claimed"), LONG)
def test_no_longer_than_sympy_writes_it(function: str, claimed: str) -> None:
    at = {name: 0.5 + 0.1 * k for k, name in enumerate(parse(function).variables)}
    check = dc.check_derivative(function, claimed, at, wrt="x")
    assert check.corrected is not None
    assert len(parse(check.corrected).text) <= len(by_sympy(function)) < len(parse(claimed).text) + 20
    assert dc.check_derivative(function, check.corrected, at, wrt="x", prove=False)


@pytest.mark.parametrize(
    ("function", "claimed", "corrected"),
    [
        ("x^2*sin(x)", "2*sin(x)*x - cos(x)*x^2", "2*sin(x)*x + cos(x)*x^2"),
        ("tanh(x)", "1 + tanh(x)^2", "1 - tanh(x)^2"),
        ("sigmoid(x)", "sigmoid(x)*(1 + sigmoid(x))", "sigmoid(x)*(1 - sigmoid(x))"),
        ("x*exp(x)", "exp(x)*(x - 1)", "exp(x)*(x + 1)"),
        ("e^(x^2)", "-2*x*e^(x^2)", "2*x*e^x^2"),
    ],
)
def test_what_is_short_keeps_the_form_in_which_it_was_typed(function: str, claimed: str, corrected: str) -> None:
    assert dc.check_derivative(function, claimed, 0.7).corrected == corrected


def test_another_form_must_be_right_at_every_point() -> None:
    """What was found to be right is wrong here, on purpose."""
    claim = Claim(parse("x^2/2"), parse("x*x^(1-1)*1"), "x")
    long = parse("x*x^(2-1)/x^(1+0)*x^(0)")
    assert shortest(claim, long, [{"x": 0.5}]) == "x"
    wrong = Claim(parse("x^3"), parse("x"), "x")
    assert shortest(wrong, long, [{"x": 0.5}]) == "3*x^2"


def test_it_is_written_when_it_is_asked_for_and_goes_to_other_processes() -> None:
    check = dc.check_derivative("x^2*sin(x)", "2*x*sin(x) - x^2*cos(x)", 1.0)
    again = pickle.loads(pickle.dumps(check))
    assert again.correction == check.correction
    assert again.corrected == "2*x*sin(x) + x^2*cos(x)"


def test_a_very_long_formula_keeps_its_form() -> None:
    function = "*".join(f"sin({k}*x)" for k in range(1, 400))
    assert shortest(Claim(parse(function), parse("x"), "x"), parse("x*1*1"), [{"x": 0.5}]) == "x*1*1"
