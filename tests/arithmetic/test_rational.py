"""Rational arithmetic: the oracle is Python's own integers and fractions."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from derivcheck.arithmetic.rational import Rational
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, UnsupportedOperation


@pytest.mark.parametrize("x", [0.1, -2.5, 1e-300, 5e-324])
def test_a_polynomial_is_exact(x: float) -> None:
    m = Rational()
    y = Fraction(x)
    assert parse("(x+1)^3/3 - x*x^-2").evaluate(m, {"x": m.exact(np.float64(x))}) == (y + 1) ** 3 / 3 - 1 / y


@pytest.mark.parametrize("n", [1, 4, 17])
def test_the_coefficients_of_a_binomial(n: int) -> None:
    m = Taylor(Rational(), n)
    found = m.coefficients(parse(f"(x-2)^{n}").evaluate(m, {"x": m.variable(m.exact(0.5))}))
    assert list(found) == [math.comb(n, k) * Fraction(-3, 2) ** (n - k) for k in range(n + 1)]
    # A rounded one is another number.
    assert found[0] != Fraction(-1.5000000000000002) ** n


@pytest.mark.parametrize(
    "formula", ["pi*x", "sin(x)", "sqrt(x)", "x^(1/2)", "abs(x)", "2^x", "x^(10^400)", "9^9^9", "x^(10^7)"]
)
def test_what_leads_out_of_the_rationals_is_refused(formula: str) -> None:
    with pytest.raises(UnsupportedOperation):
        parse(formula).evaluate(Rational(), {"x": Fraction(1, 3)})


@pytest.mark.parametrize("formula", ["1/x", "x^-2"])
def test_division_by_zero(formula: str) -> None:
    with pytest.raises(DomainError, match="division by zero"):
        parse(formula).evaluate(Rational(), {"x": Fraction(0)})


def test_integers() -> None:
    assert Rational().integer(Fraction(6, 2)) == 3
    assert Rational().integer(Fraction(1, 2)) is None
