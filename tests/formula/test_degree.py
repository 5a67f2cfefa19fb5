"""The degree is a bound, by exact differences and by SymPy."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import assume, given, settings
from strategies import VALUES, TooLarge, evaluate, formulas

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.formula.degree import degree
from derivcheck.formula.parser import parse

DEGREES = [
    ("x", 1),
    ("3", 0),
    ("y", 0),
    ("-x", 1),
    ("x*(x + 1)^2/3", 3),
    ("(x^2)^3", 6),
    ("x^0", 0),
    ("x^(1 + 1)", 2),
    ("x^(10^9)", 10**9),
    ("y^5*x^2 + sin(y)*x", 2),
    ("x/pi + x^2/exp(y)", 2),
    ("sin(2) + gamma(y)", 0),
    ("9^9^9 + y^y", 0),
    ("x*x*x - x^3", 3),
    ("(x + 1)*(x - 1)/(y^2 + 1)", 2),
]

NOT_POLYNOMIALS = ["exp(x)", "1/x", "x/x", "x^(-1)", "x^2.5", "x^y", "2^x", "abs(x)", "max(x, 1)", "sqrt(x^2)", "x^x"]
NOT_POLYNOMIALS += ["y/x", "sin(x)*0 + x", "x^pi"]


@pytest.mark.parametrize(("text", "bound"), DEGREES)
def test_degree(text: str, bound: int) -> None:
    assert degree(parse(text), "x") == bound


@pytest.mark.parametrize("text", NOT_POLYNOMIALS)
def test_what_is_not_seen_to_be_a_polynomial(text: str) -> None:
    assert degree(parse(text), "x") is None


@pytest.mark.parametrize(("text", "bound"), [case for case in DEGREES if case[1] < 100 and "9^9" not in case[0]])
def test_sympy_finds_no_higher_degree(text: str, bound: int) -> None:
    x, y = sympy.symbols("x y", real=True)
    expression = sympy.expand(parse(text).evaluate(Symbolic(), {"x": x, "y": y}))
    found = sympy.Poly(expression, x).degree() if expression.has(x) else 0
    assert found <= bound
    assert found == bound or text == "x*x*x - x^3"


@settings(deadline=None)
@given(formulas())
def test_differences_beyond_the_degree_vanish(formula: Any) -> None:
    """Of exact fractions, so that zero is zero."""
    bound = degree(parse(formula.text), "x")
    assume(bound is not None and bound < 12)
    assert bound is not None
    try:
        values = [evaluate(formula.tree, {**VALUES, "x": Fraction(2 * k + 1, 7)}) for k in range(bound + 2)]
    except (ZeroDivisionError, TooLarge):
        assume(False)
        raise
    assert sum((-1) ** k * math.comb(bound + 1, k) * v for k, v in enumerate(values)) == 0


def test_a_bound_that_is_too_small_would_show() -> None:
    """The planted fault: the second difference of x^2 is not zero."""
    values = [Fraction(k) ** 2 for k in range(3)]
    assert sum((-1) ** k * math.comb(2, k) * v for k, v in enumerate(values)) != 0
