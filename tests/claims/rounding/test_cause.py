"""Rounded constants as a cause: found, named, and mended. SymPy's derivative is the oracle."""

from __future__ import annotations

import pytest
import sympy

import derivcheck as dc

TANH_FORM = "0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))"
SIX_DIGITS = (
    "0.5*tanh(0.0356774*x^3 + 0.797885*x) + (0.0535161*x^3 + 0.398942*x)*sech(0.0356774*x^3 + 0.797885*x)^2 + 0.5"
)


def value(formula: str, at: str) -> sympy.Expr:
    return sympy.sympify(formula.replace("^", "**")).subs("x", sympy.Rational(at))


ROUNDED = [
    ("erf(x)", "1.128379*exp(-x^2)", "1.128379 is rounded to 7 digits (2/sqrt(pi))"),
    ("x^3/9", "0.33*x^2", "0.33 is rounded to 2 digits (1/3)"),
    ("x^3/9", "0.3*x^2", "0.3 is rounded to 1 digit (1/3)"),
    ("2*x^3/9", "0.66*x^2", "0.66 is cut off after 2 digits (2/3)"),
    ("2^x", "0.6931*2^x", "0.6931 is rounded to 4 digits (log(2))"),
    ("pi*x^2", "2*3.14159*x", "3.14159 is rounded to 6 digits (pi)"),
    ("1.23456*x", "1.2346", "1.2346 is rounded to 5 digits (1.23456)"),
    ("sqrt(2/pi)*x", "0.797885", "0.797885 is rounded to 6 digits (sqrt(2/pi))"),
    ("exp(-x^2/2)/sqrt(2*pi)", "-0.39894*x*exp(-x^2/2)", "0.39894 is rounded to 5 digits (1/sqrt(2*pi))"),
]


@pytest.mark.parametrize(("function", "claim", "said"), ROUNDED)
def test_a_rounded_constant_is_named_and_mended(function: str, claim: str, said: str) -> None:
    check = dc.check_derivative(function, claim, 0.7)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.kind == "rounded-constant"
    assert check.cause.text.startswith(f"the constant {said}; that makes the claim wrong by a relative ")
    slope = sympy.diff(sympy.sympify(function.replace("^", "**")), "x").subs("x", sympy.Rational(5, 7))
    assert abs((slope - value(check.corrected, "5/7")).evalf(40)) < 1e-35


def test_the_published_form_of_six_digits() -> None:
    check = dc.check_derivative(TANH_FORM, SIX_DIGITS, 0.7)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.kind == "rounded-constant"
    for typed, meaning in {"0.0356774": "0.044715*sqrt(2/pi)", "0.797885": "sqrt(2/pi)"}.items():
        assert f"{typed} is rounded to 6 digits ({meaning})" in check.cause.text
    assert "0.044715*x^3*sqrt(2/pi)" in check.corrected


def test_both_sides_may_be_rounded() -> None:
    check = dc.check_derivative(TANH_FORM.replace("sqrt(2/pi)", "0.7978845608"), SIX_DIGITS, 0.7)
    assert "0.797885 is rounded to 6 digits (0.7978845608)" in check.cause.text


def test_a_rounded_constant_of_the_function() -> None:
    check = dc.check_derivative("0.797885*x^2", "2*sqrt(2/pi)*x", 0.7)
    assert check.cause.text.startswith("the constant 0.797885 of the function is rounded to 6 digits (sqrt(2/pi)), and")
    assert check.corrected == "1.59577*x"


def test_the_error_is_bounded_by_what_is_said() -> None:
    check = dc.check_derivative("x^3/9", "0.333*x^2", 0.7)
    said = float(check.cause.text.split("relative ")[1].split(" at ")[0])
    assert 1e-3 <= said <= 1.011e-3


@pytest.mark.parametrize(
    ("function", "claim"),
    [
        ("x^2.5", "2.51*x^1.5"),
        ("2.52*x", "2.5"),  # no more than a wrong number
        ("x^2*sin(x)", "2.5*x*sin(x) + x^2*cos(x)"),
        ("erf(x)", "-1.128379*exp(-x^2)"),  # the sign too
        ("erf(x)", "1.128377*exp(-x^2)"),  # the last digit is wrong
        ("x^3", "3.5*x^2"),
        ("x^3", "3.0001*x^2"),
    ],
)
def test_another_mistake_is_not_called_rounding(function: str, claim: str) -> None:
    check = dc.check_derivative(function, claim, 0.7)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.kind in ("coefficient", "factor")


def test_constants_of_code_are_rounded_too() -> None:
    check = dc.check_derivative("sqrt(2/pi)*x^2", lambda x: 1.59577 * x, 0.7)
    assert check.cause.text.startswith("the constant 1.59577 is rounded to 6 digits (2*sqrt(2/pi))")
