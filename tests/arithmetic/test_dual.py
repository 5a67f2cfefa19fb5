"""Dual numbers: the laws of derivatives, over every arithmetic. All slopes are in test_running and test_ball."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import flint
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf
from rows import of_each

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.dual import Dual, DualNumber
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.elementary import TABLE
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, UnsupportedOperation

INNER: dict[str, Callable[[], Arithmetic]] = {
    "float64": Real,
    "float32": lambda: Real("float32"),
    "longdouble": lambda: Real("longdouble"),
    "precise": lambda: Precise(200),
    "running": lambda: Running(Real()),
    "precise running": lambda: Running(Precise(200)),
    "ball": lambda: Ball(200),
}


def derivative(formula: str, x: float, inner: Arithmetic) -> Any:
    """The tangent of a formula at x; every variable but x is 3."""
    m = Dual(inner)
    expression = parse(formula)
    values = {name: m.exact(3.0) for name in expression.variables}
    with m:
        return m.tangent(expression.evaluate(m, {**values, "x": m.variable(m.exact(np.float64(x)))}))


def as_float(x: Any) -> float:
    return float(x.value if hasattr(x, "bound") else x)


# (formula, x, derivative): by the rules of any textbook.
RULES = [
    ("x", 0.5, 1.0),
    ("3", 0.5, 0.0),
    ("x + x", 0.5, 2.0),
    ("3 + x", 0.5, 1.0),
    ("x - 3", 0.5, 1.0),
    ("3 - x", 0.5, -1.0),
    ("x - x", 0.5, 0.0),
    ("-x", 0.5, -1.0),
    ("+x", 0.5, 1.0),
    ("3*x", 0.5, 3.0),
    ("x*x", 0.5, 1.0),
    ("x*3", 0.5, 3.0),
    ("x/4", 0.5, 0.25),
    ("1/x", 0.5, -4.0),
    ("x/x", 0.5, 0.0),
    ("(x + 1)/(x + 2)", 0.0, 0.25),
    ("x^0", 0.5, 0.0),
    ("x^0", 0.0, 0.0),
    ("x^1", 0.0, 1.0),
    ("x^2", 0.0, 0.0),
    ("x^3", -2.0, 12.0),
    ("x^(-1)", -2.0, -0.25),
    ("x^(-2)", -2.0, 0.25),
    ("x^2.5", 0.0, 0.0),
    ("x^1.5", 4.0, 3.0),
    ("2^x", 0.0, math.log(2)),
    ("x^x", 1.0, 1.0),
    ("x^a", -2.0, 12.0),
    ("x^a", 0.0, 0.0),
    ("a^x", 0.0, math.log(3)),
    ("3^2*x", 0.5, 9.0),
    ("abs(x)", -2.0, -1.0),
    ("abs(x)", 3.0, 1.0),
    ("sign(x)", 3.0, 0.0),
    ("max(x, 1)", 3.0, 1.0),
    ("max(x, 1)", -3.0, 0.0),
    ("min(x, 1)", 3.0, 0.0),
    ("max(x, x)", 3.0, 1.0),
    ("min(2*x, x^2, 1)", 0.5, 1.0),
    ("atan2(x, 1)", 0.0, 1.0),
    ("atan2(1, x)", 0.0, -1.0),
    ("hypot(x, 4)", 3.0, 0.6),
    ("hypot(4, x)", 3.0, 0.6),
    ("log(x, 2)", 1.0, 1 / math.log(2)),
    ("sinc(x)", 0.0, 0.0),
    ("sqrt(4)*x", 0.5, 2.0),
]


@of_each((*rule, inner) for rule in RULES for inner in INNER)
def test_rules(formula: str, x: float, truth: float, inner: str) -> None:
    found = as_float(derivative(formula, x, INNER[inner]()))
    # At most four roundings, of the least accurate format.
    unit = 2.0**-23 if inner == "float32" else 2.0**-52
    assert abs(found - truth) <= 4 * unit * abs(truth)


NUMBERS = st.floats(-1e3, 1e3).filter(lambda v: abs(v) > 1e-3)
FORMULAS = st.sampled_from(["x", "sin(x)", "x^2", "exp(x/100)", "1/x", "atan(x)", "3", "x^3 - x", "sinc(x)"])


@given(FORMULAS, FORMULAS, NUMBERS)
def test_laws(f: str, g: str, x: float) -> None:
    """Sum, product, quotient and chain rule, up to the proven rounding of both sides."""
    inner = Ball(200)
    a, b = derivative(f, x, inner), derivative(g, x, inner)
    with inner:
        here = inner.exact(x)
        u, v = (inner.arb(parse(h).evaluate(inner, {"x": here})) for h in (f, g))
        assert derivative(f"({f}) + ({g})", x, inner).overlaps(a + b)
        assert derivative(f"({f}) - ({g})", x, inner).overlaps(a - b)
        assert derivative(f"({f})*({g})", x, inner).overlaps(a * v + u * b)
        if not v.contains(0):
            assert derivative(f"({f})/({g})", x, inner).overlaps((a * v - u * b) / (v * v))
        assert derivative(f"sin({f})", x, inner).overlaps(u.cos() * a)
        wrong = (a * v + u * b) * (1 + flint.arb(2) ** -40)
        assert wrong.contains(0) or not derivative(f"({f})*({g})", x, inner).overlaps(wrong)


# Constants are constants: no slope is taken where there is nothing to carry along.

STILL = ["sqrt(0)*x", "0^2*x", "log(a)*x", "abs(0) + x", "(1 - 1)^0.5 + x", "max(0, 0) + x", "besselj(a, 1)*x"]
STILL += ["asin(1)*x", "acosh(1) + x"]


@of_each(itertools.product(STILL, [name for name in INNER if name != "longdouble"]))
def test_slopes_of_constants_are_not_taken(formula: str, inner: str) -> None:
    """Each of them is infinite or unknown at the place: 0 times it would be NaN."""
    assert math.isfinite(as_float(derivative(formula, 0.5, INNER[inner]())))


def test_a_constant_is_a_number_of_the_inner_arithmetic() -> None:
    m = Dual(Real())
    for constant in (m.number(3), m.constant("pi"), m.sin(m.number(1)), m.exact(0.5) * m.number(2)):
        assert not isinstance(constant, DualNumber)
    assert m.power(m.variable(0.0), Fraction(0)) == 1
    assert m.tangent(m.number(3)) == 0


@pytest.mark.parametrize(
    ("formula", "x"),
    [
        ("0^x", 0.0),
        ("x^(1/2)", 0.0),
        ("x^(-1)", 0.0),
        ("log(x)", 0.0),
        ("x^x", -1.5),
        ("x^x", 0.0),
        ("(-2)^x", 2.0),
        ("sqrt(x)", 0.0),
        ("acosh(x)", 1.0),
        ("1/x", 0.0),
        ("cbrt(x)", 0.0),
    ],
)
def test_no_derivative_is_no_number(formula: str, x: float) -> None:
    """Refused with a reason in high precision, infinite or NaN in floating point, unbounded with bounds."""
    with pytest.raises((DomainError, ZeroDivisionError)):
        derivative(formula, x, Precise(200))
    assert not math.isfinite(float(derivative(formula, x, Real())))
    found = derivative(formula, x, Running(Real()))
    assert not math.isfinite(Running(Real()).bound(found))


def test_bends_are_noted() -> None:
    m = Dual(Real())
    for formula, x, gap in [("abs(x - 1)", 1.0, 0.0), ("max(x, 3)", 1.0, -2.0), ("sign(x)", 0.5, 0.5)]:
        m.bends.clear()
        parse(formula).evaluate(m, {"x": m.variable(np.float64(x))})
        assert [float(b) for b in m.bends] == [gap]
    m.bends.clear()
    parse("abs(2) + x").evaluate(m, {"x": m.variable(np.float64(1))})
    assert m.bends == []


def test_an_argument_without_a_slope_is_refused() -> None:
    with pytest.raises(UnsupportedOperation, match="besselj has no known derivative in its first argument"):
        derivative("besselj(x, 1)", 0.5, Real())


@pytest.mark.parametrize("order", [Fraction(3), Fraction(-2), Fraction(1, 3), Fraction(5, 2)])
def test_typed_powers_keep_the_float_program(order: Fraction) -> None:
    x = np.float64(1.7)
    m = Dual(Real())
    found = m.typed_power(m.variable(x), m.number(order), order)
    assert found.primal == Real().typed_power(x, Real().number(order), order)
    n = mpf(order.numerator) / order.denominator
    truth = n * mpf(1.7) ** (n - 1)
    # Two roundings, and a power within two units, whose exponent is rounded too.
    assert abs(mpf(float(found.tangent)) - truth) <= 6 * 2.0**-52 * abs(truth)


def test_arrays_of_points() -> None:
    x = np.linspace(0.1, 2, 50)
    m = Dual(Real())
    found = m.exp(m.variable(x) * 2)
    single = [m.exp(m.variable(v) * 2) for v in x]
    assert found.primal.tolist() == [s.primal for s in single]
    assert found.tangent.tolist() == [s.tangent for s in single]


@pytest.mark.parametrize("name", ["tanh", "sigmoid", "asin", "atanh", "softplus", "expm1", "log1p"])
def test_duals_of_floats_are_accurate_at_hard_ends(name: str) -> None:
    m = Dual(Real())
    for (x,) in cases.points(TABLE[name]):
        truth = cases.symbolic_slope(TABLE[name], 0, (x,))
        assert truth is not None
        with m:
            found = m.tangent(getattr(m, name)(m.variable(np.float64(x))))
        # Five operations of at most four units each, and the spacing of subnormal numbers.
        assert abs(mpf(float(found)) - truth) <= 20 * 2.0**-52 * abs(truth) + 4 * 5e-324, x


@pytest.mark.parametrize("inner", INNER)
def test_a_wrong_slope_would_show(inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a slope of the square root without its 2."""
    m = Dual(INNER[inner]())
    with m:
        right = m.tangent(m.sqrt(m.variable(m.exact(np.float64(0.3)))))
        assert abs(as_float(right) * 2 * math.sqrt(0.3) - 1) <= 2.0**-21
        assert abs(as_float(right) * 1 * math.sqrt(0.3) - 1) > 2.0**-21


def test_nested_duals_give_the_second_derivative() -> None:
    inner = Dual(Precise(200))
    outer = Dual(inner)
    x = inner.variable(inner.exact(0.3))
    first = outer.tangent(outer.exp(outer.sin(outer.variable(x))))
    with mpmath.workprec(260):
        s, c = mpmath.sin(mpf(0.3)), mpmath.cos(mpf(0.3))
        # Some twenty roundings of numbers below 2, in 200 bits.
        assert abs(mpf(inner.tangent(first)) - mpmath.exp(s) * (c * c - s)) <= 20 * 2 * mpf(2) ** -200
