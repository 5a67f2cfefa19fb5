"""The result of a check, from what was found."""

from __future__ import annotations

import math
import random
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roundings import rounded

import derivcheck as dc
from derivcheck.arithmetic.precise import Precise
from derivcheck.claims import conclusion
from derivcheck.claims.claim import Claim, gap
from derivcheck.claims.conclusion import cause_points, conclude, in_full
from derivcheck.claims.judgement import at_point
from derivcheck.claims.sentences import agreement, limit
from derivcheck.formula.parser import parse
from derivcheck.results import Verdict

CLAIM = Claim(parse("sin(x)*x"), parse("cos(x)*x - sin(x)"), "x")


def test_a_refutation_has_its_numbers_and_its_cause() -> None:
    found = at_point(CLAIM, {"x": 1.0}, random.Random(0))
    check = conclude(CLAIM, found, random.Random(0), seed=3)
    assert check.verdict is Verdict.REFUTED
    assert check.cause is not None
    assert "sign" in check.cause.text
    assert check.seed == 3
    worst = check.components[0]
    assert worst.gap == rounded(worst.claimed - worst.reference, 3, size=[worst.claimed, worst.reference])
    assert abs(worst.gap) > worst.budget


def test_a_cause_that_is_not_looked_for_is_none() -> None:
    found = at_point(CLAIM, {"x": 1.0}, random.Random(0))
    check = in_full(CLAIM, found, seed=0, reproduce="again")
    assert check.cause is None
    assert check.reproduce == "again"


def test_causes_are_confirmed_where_the_claim_was_wrong_and_beside_it() -> None:
    found = at_point(CLAIM, {"x": 1.0}, random.Random(0))
    points = cause_points(CLAIM, found, random.Random(0))
    assert points[0] == {"x": 1.0}
    assert len(points) >= 3


@pytest.mark.parametrize(
    ("size", "radius", "digits"),
    [(1.0, 0.0, 30), (1.0, 1e-60, 30), (1.0, 1.1e-14, 15), (100.0, 0.5, 4), (0.0, 1.0, 30)],
)
def test_only_digits_that_are_known_are_shown(size: float, radius: float, digits: int) -> None:
    assert conclusion._digits(size, radius) == digits


@pytest.mark.parametrize(
    ("formula", "wrong", "order", "x", "factor"),
    [("exp(-x^2)", "-2.0000001*x*exp(-x^2)", 1, 30.0, 5e-8), ("x^5", "21*x^3", 2, 1e-160, 0.05)],
)
def test_a_gap_below_the_doubles_is_shown_in_decimals(
    formula: str, wrong: str, order: int, x: float, factor: float
) -> None:
    check = dc.check_derivative(formula, wrong, x, order=order)
    assert check.verdict is Verdict.REFUTED
    assert check.reference is not None
    worst = check.components[0]
    gap, truth = Fraction(worst.decimals["gap"]), Fraction(check.reference.value)
    # Three digits of the gap are shown, half a unit of the last is at most 1/200 of it.
    assert abs(gap / truth / Fraction(factor) - 1) <= Fraction(1, 200)
    assert abs(gap) > Fraction(worst.decimals["budget"])
    assert worst.gap == (5e-324 if gap > 0 else -5e-324)
    assert f"gap {worst.decimals['gap']} (errors explain at most {worst.decimals['budget']})" in " ".join(
        check.to_text().split()
    )


@pytest.mark.parametrize(("formula", "claim", "x"), [("abs(x)/x", "0", 1.0), ("sqrt(x^4)", "2*x", 0.0)])
def test_an_exact_zero_is_called_exact(formula: str, claim: str, x: float) -> None:
    check = dc.check_derivative(formula, claim, x)
    assert check.reference is not None
    assert (check.reference.value, check.reference.radius) == ("0.0", None)
    assert re.search(r"certainty +exact\n", check.to_text())


def test_a_zero_with_a_bound_is_not_called_exact() -> None:
    """The derivative of sin(x)^2 + cos(x)^2 is 0, which balls only enclose."""
    check = dc.check_derivative("sin(x)^2+cos(x)^2", "0", 0.7)
    assert check.reference is not None
    assert check.reference.radius is not None
    assert "exact" not in check.to_text()


def test_a_gap_below_the_rounding_of_the_point_is_wrong_at_that_double() -> None:
    """At 7/10 the claim is right; the gap is the square of what the double is off."""
    check = dc.check_derivative("sin(x)^2", "sin(2*x)+(x-0.7)^2", 0.7)
    off = Fraction(0.7) - Fraction(7, 10)
    assert check.verdict is Verdict.REFUTED
    assert check.reason.startswith("wrong at x = 0.7 as a double, x = 0.6999999999999999555910")
    (component,) = check.components
    assert abs(Fraction(component.gap) - off**2) <= off**2 * Fraction(2, 2**53)
    # What is shown of the derivative is closer than the claim is, which refutes it.
    assert check.reference is not None
    assert check.reference.radius is not None
    assert float(check.reference.radius) < component.gap


def test_a_gap_at_a_point_that_is_a_double_needs_no_more_words() -> None:
    assert dc.check_derivative("sin(x)^2", "sin(2*x)+1e-20", 0.5).reason.startswith("wrong at x = 0.5: ")
    assert dc.check_derivative("sin(x)^2", "sin(2*x)+1", 0.7).reason.startswith("wrong at x = 0.7: ")


def test_a_headline_goes_by_the_worst_point_and_a_limit_by_the_first() -> None:
    made = Claim(parse("sin(x)"), parse("cos(x)"), "x")
    tried = [gap(made, {"x": x}) for x in (0.01, 1.0, 5.0)]
    assert limit(tried) == tried[0].limit < max(g.limit for g in tried)
    told = re.search(r"to a relative (\S+) \(", agreement(tried, "x"))
    assert told
    assert Fraction(told[1]) >= max(Fraction(g.limit) for g in tried)


@pytest.mark.parametrize(
    ("function", "shown"),
    [
        (r"\frac{9^{9^{9}}}{x}", "-4.28125e+369693099"),
        ("x^(9^9^9)", "4.28125e+369693099"),
        ("gamma(10^9*x)", "2.05256e+8565705524"),
        ("exp(exp(exp(exp(x))))", "3.66335e+1656528"),
        ("Ei(1e300*x)", "0"),
        ("max(" + ", ".join(["x"] * 2000) + ")", "1"),
    ],
)
def test_an_enormous_derivative_is_told_without_its_digits(function: str, shown: str) -> None:
    """Exact rationals of such numbers would take hours."""
    check = dc.check_derivative(function, "x/2", wrt="x")
    assert check.verdict is Verdict.REFUTED
    assert check.reason.endswith(f"the derivative {shown}")


@given(
    st.integers(1, 10**6),
    st.integers(-40, 40),
    st.integers(1, 9) | st.just(15),
    st.integers(-40, 40),
)
def test_certain_digits_are_as_many_as_the_error_leaves(number: int, shift: int, mantissa: int, exponent: int) -> None:
    value, off = number * Fraction(10) ** shift, mantissa * Fraction(10) ** exponent
    digits = conclusion._certain(value, off)
    leading = len(str(number)) - 1 + shift
    # The number is off by a unit of the last certain digit at most, and by more than one of the next digit.
    assert not digits or off <= Fraction(10) ** (leading - digits + 1)
    assert off > Fraction(10) ** (leading - digits)


@pytest.mark.parametrize("leading", [-320, -1, 0, 1, 25, 400])
@pytest.mark.parametrize("unit", [-900, -30, -1])
@pytest.mark.parametrize("tiny", [Fraction(0), Fraction(1, 10**40)])
def test_certain_digits_at_powers_of_ten(leading: int, unit: int, tiny: Fraction) -> None:
    """In floats a logarithm does not see on which side of a power of ten a number is."""
    ten, place = Fraction(10) ** leading, Fraction(10) ** (leading + unit)
    assert conclusion._certain(ten * (1 + tiny), place * (1 - tiny)) == 1 - unit
    assert conclusion._certain(ten, place * (1 + tiny)) == 1 - unit - bool(tiny)
    assert conclusion._certain(ten * (1 - tiny), place) == 1 - unit - bool(tiny)


@pytest.mark.parametrize(("shift", "digits"), [(0, 30), ("1e-70", 29), ("-1e-70", 30)])
def test_certain_digits_of_an_enormous_number_are_rounded_down(shift: str | int, digits: int) -> None:
    """As a double the logarithm is 30 in each case; where it is 30 exactly, rounding may cost one."""
    context = Precise(512).context
    value = context.mpf(10) ** 100_000
    known = conclusion._certain_of_enormous(value, value * context.mpf(10) ** -30 * (1 + context.mpf(shift)))
    assert known in {digits, digits - (shift == 0)}


def test_a_correction_that_is_wrong_elsewhere_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    found = at_point(CLAIM, {"x": 1.0}, random.Random(0))
    assert conclusion.explained(CLAIM, found, random.Random(0)) is not None
    wrong = gap(CLAIM, {"x": 2.0})
    monkeypatch.setattr(conclusion, "elsewhere", lambda claim, at, rng: [wrong])
    assert conclusion.explained(CLAIM, found, random.Random(0)) is None


@pytest.mark.parametrize(("formula", "x"), [("erfc(x)", 30.0), ("exp(x)", 800.0), ("log(x)", 5e-324)])
def test_a_value_that_no_double_holds_is_told_in_decimals(formula: str, x: float) -> None:
    """Neither 0 nor inf, and what errors explain of the gap is far below it."""
    claim = {"erfc(x)": "-2/sqrt(pi)*exp(-x^2)", "exp(x)": "exp(x)", "log(x)": "1/x"}[formula]
    check = dc.check_derivative(formula, claim, x)
    worst = check.components[0]
    assert worst.claimed in (0.0, -0.0) or math.isinf(worst.claimed)
    assert check.reference is not None
    told, true = Fraction(worst.decimals["claimed"]), Fraction(check.reference.value)
    assert abs(told / true - 1) < Fraction(1, 10**28)
    assert Fraction(worst.decimals["budget"]) < abs(true) / 10**28
    assert f"its value {worst.decimals['claimed']}" in " ".join(check.to_text().split())


def test_two_long_decimals_have_as_many_digits() -> None:
    """Of cosh and sinh at 40 that end in 5174|00 and 5174|04 final zeros are kept."""
    check = dc.check_derivative("cosh(x)", "sinh(x)", 40.0, order=2)
    found = re.search(r"the claim is (\S+), the derivative (\S+)$", check.reason)
    assert found
    assert len(found[1]) == len(found[2])
    assert "the claim is 1.5, the derivative 2" in dc.check_derivative("2*x", "1.5", 1.0).reason
