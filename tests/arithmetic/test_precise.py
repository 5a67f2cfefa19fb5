"""High precision: the values are in test_elementary; here what has no value, and what would take for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import mpmath
import numpy as np
import pytest
from allowance import changed
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf

from derivcheck.arithmetic.precise import Precise
from derivcheck.elementary import TABLE
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.errors import DomainError, PrecisionError

BITS = 200
UNIT = mpf(2) ** -BITS


def rational(x: Any) -> Fraction:
    return Fraction(*mpmath.libmp.to_rational(x._mpf_))


OUTSIDE = {
    "log": (-1.0,),
    "sqrt": (-4.0,),
    "log1p": (-2.0,),
    "asin": (1.5,),
    "acos": (-1.5,),
    "acosh": (0.5,),
    "atanh": (2.0,),
    "gamma": (-3.0,),
    "loggamma": (0.0,),
    "digamma": (-1.0,),
    "polygamma": (1.0, 0.0),
    "lambertw": (-0.5,),
    "bessely": (0.0, -1.0),
    "besselk": (0.0, 0.0),
    "cot": (0.0,),
    "coth": (0.0,),
    "csch": (0.0,),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_has_no_real_value_is_refused_by_name(name: str) -> None:
    m = Precise(BITS)
    with pytest.raises(DomainError) as caught:
        getattr(m, name)(*map(m.exact, OUTSIDE[name]))
    assert name in str(caught.value)
    assert f"{OUTSIDE[name][-1]:g}" in str(caught.value)


@pytest.mark.parametrize(
    ("formula", "x", "message"),
    [
        ("1/x", 0.0, "division by zero"),
        ("x^(-2)", 0.0, "division by zero"),
        ("x^(1/3)", -8.0, "-8.0 to the power 1/3"),
        ("x^x", -0.5, "-0.5 to the power -0.5"),
        ("0^x", -1.0, "division by zero"),
        ("asec(x)", 0.5, "acos(2.0)"),
        ("acoth(x)", 0.5, "atanh(2.0)"),
        ("log(x, 1)", 2.0, "division by zero"),
        ("sqrt(-x^(2^40))", 1e300, "sqrt(-"),
    ],
)
def test_messages_name_the_place(formula: str, x: float, message: str) -> None:
    m = Precise(BITS)
    with pytest.raises(DomainError) as caught:
        parse(formula).evaluate(m, {"x": m.exact(x)})
    assert message in str(caught.value)
    assert "character" in str(caught.value)


POWERS = [
    ("x^0", 0.0, 1),
    ("x^(1-1)", -2.0, 1),
    ("x^3", -2.0, -8),
    ("x^(-2)", -2.0, Fraction(1, 4)),
    ("x^2.5", 0.0, 0),
    ("x^(3/2)", 4.0, 8),
    ("0^x", 2.0, 0),
    ("x^x", -2.0, Fraction(1, 4)),
    ("x^x", 4.0, 256),
    ("(x-2)^x", 2.0, 0),
]


@pytest.mark.parametrize(("formula", "x", "truth"), POWERS)
def test_powers(formula: str, x: float, truth: Fraction) -> None:
    m = Precise(BITS)
    found = parse(formula).evaluate(m, {"x": m.exact(x)})
    assert abs(found - m.number(truth)) <= 4 * UNIT * abs(m.number(truth))


@pytest.mark.parametrize("exponent", [Fraction(1, 3), Fraction(-5, 7), Fraction(10**6 + 1, 2), Fraction(1, 10**6)])
@pytest.mark.parametrize("base", [1e300, 1e-300, 1 + 2.0**-40, 3.0])
def test_a_power_is_right_to_the_last_digits(base: float, exponent: Fraction) -> None:
    """The exponent 1/3, rounded, would cost the size of log(1e300) in units."""
    with mpmath.workprec(4 * BITS):
        truth = mpmath.exp(mpf(exponent.numerator) / exponent.denominator * mpmath.log(mpf(base)))
        for m in (Precise(BITS), Precise(64)):
            found = mpf(m.power(m.exact(base), exponent))
            assert abs(found - truth) <= 2 * mpf(m.unit) * abs(truth)
            variable = mpf(m.pow(m.exact(base), m.exact(0.7)))
            assert abs(variable - mpf(base) ** mpf(0.7)) <= 2 * mpf(m.unit) * abs(variable)


@given(st.fractions() | st.fractions().map(lambda q: q * Fraction(7, 3) ** 900))
def test_number_is_the_nearest(value: Fraction) -> None:
    found = Precise(64).number(value)
    assert abs(rational(found) - value) <= abs(value) / 2**64


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exact_is_exact(x: float) -> None:
    assert Precise(64).exact(x) == mpf(x)
    assert Precise(64).exact(np.float64(x)) == mpf(x)


def test_exact_longdouble() -> None:
    x = np.ldexp(1 + np.finfo(np.longdouble).eps, -1000)
    numerator, denominator = x.as_integer_ratio()
    found = Precise(80).exact(x)
    assert rational(found) == Fraction(numerator, denominator)


def test_nobodys_precision_changes() -> None:
    before = mpmath.mp.prec
    first, second = Precise(100), Precise(300)
    assert first.exp(first.number(1)).context.prec == 100
    assert abs(second.exp(second.number(1)) - mpmath.mp.e) < 2.0**-50
    with pytest.raises(DomainError):
        first.log(first.number(-1))
    assert (mpmath.mp.prec, first.context.prec, second.context.prec) == (before, 100, 300)


@pytest.mark.parametrize("name", ["gamma", "loggamma", "digamma", "sinc", "sinc_derivative", "abs", "sign"])
def test_own_functions(name: str) -> None:
    """Those that mpmath lacks, or does otherwise."""
    m = Precise(BITS)
    for point in cases.points(TABLE[name]):
        truth = cases.value(TABLE[name], point)
        slope = cases.symbolic_slope(TABLE[name], len(point) - 1, point) or mpf(0)
        with mpmath.workdps(cases.DIGITS):
            off = abs(mpf(getattr(m, name)(*map(m.exact, point))) - truth)
            # Four units in the last place of the value and, by `nearby`, of the argument.
            assert off <= 8 * UNIT * (abs(truth) + abs(slope * mpf(point[-1])))


# Nothing hangs. The time allowed is what a user would wait, not what the machine needs.

PATIENCE = 0.8

HOSTILE = [
    "9^9^9",
    "(9^9^9)^x",
    "x^(9^9^9)",
    "exp(exp(exp(10)))",
    "exp(exp(exp(exp(x))))",
    "exp(9^9^9)",
    "x^(2^4000)",
    "((x^(2^2000))^(2^2000))^(2^2000)",
    "1/x^(2^4000) + x^(2^4000)",
    "sqrt(-x^(2^4000))",
    "sin(10^400)",
    "sin(9^9^9)",
    "tan(10^400) + sinh(10^400)",
    "exp(10^600 + 1)",
    "cosh(1e300*1e300*1e300)",
    "gamma(1e100)",
    "gamma(1e1000)",
    "gamma(10^9)",
    "loggamma(1e1000)",
    "digamma(-1e30 + 1/3)",
    "digamma(10^1000)",
    "besselj(0, 1e10)",
    "besselj(0, 1e400)",
    "besselj(1e5, x)",
    "besseli(1, 1e1000^3)",
    "besselk(1, 1e1000^3)",
    "bessely(1, 1e400)",
    "erfc(1e400)",
    "erf(1e1000^9)",
    "lambertw(1e1000^9)",
    "2^(1e300)*3^(-1e300)",
    "x^1e300",
    "x^(1e300*x)",
    "atan2(1e1000^9, 1e-1000^9)",
    "log(log(log(10^4000)))",
]


def answer(formula: Expression, bits: int) -> tuple[Any, float]:
    m = Precise(bits)
    started = time.process_time()
    try:
        found = formula.evaluate(m, {"x": m.exact(3.7)})
    except (DomainError, PrecisionError) as refusal:
        found = str(refusal)
    return found, time.process_time() - started


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hangs(text: str) -> None:
    with changed(allowances.FUNCTION_SECONDS, 0.3):
        found, seconds = answer(parse(text), 256)
    assert seconds < PATIENCE
    assert not isinstance(found, str) or (len(found) < 1000 and "\n" not in found)


def test_a_slow_series_is_stopped() -> None:
    """mpmath would add a number of terms that grows with the size of the argument."""
    m = Precise(BITS)
    with (
        changed(allowances.FUNCTION_SECONDS, 0.05),
        pytest.raises(PrecisionError, match=r"takes too long for polygamma\(1.0, -1.0e\+30\) with 200 bits"),
    ):
        m.polygamma(m.number(1), m.exact(-1e30))
    assert m.context.prec == BITS
    assert abs(m.exp(m.number(1)) - mpmath.e) < 2.0**-50


@pytest.mark.parametrize("function", [lambda m: m.sqrt(m.number(2)), lambda m: m.exp(m.exact(1e300))])
def test_ordinary_values_are_not_refused(function: Callable[[Precise], Any]) -> None:
    m = Precise(BITS)
    assert m.context.isfinite(function(m))
