"""Right to the digits of the constants: what rounds to them passes, a wrong digit does not. The oracle is mpmath."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

import derivcheck as dc
from derivcheck.arithmetic.ball import Ball
from derivcheck.claims.rounding import solving
from derivcheck.claims.rounding.open_claim import Unknown
from derivcheck.formula.decimals import decimals
from derivcheck.formula.parser import parse

SLOPES = {
    "erf(x)": ("{}*exp(-x^2)", lambda: 2 / mpmath.sqrt(mpmath.pi)),
    "(x^4)/3": ("{}*x^3", lambda: mpmath.mpf(4) / 3),
    "sin(pi*x/180)": ("{}*cos(pi*x/180)", lambda: mpmath.pi / 180),
    "2^x": ("2^x*{}", lambda: mpmath.log(2)),
    "sqrt(2)*x^2": ("x*{}", lambda: 2 * mpmath.sqrt(2)),
    "tanh(sqrt(2/pi)*x)": ("{0}*sech({0}*x)^2", lambda: mpmath.sqrt(2 / mpmath.pi)),
}


def rounded(value: mpmath.mpf, digits: int, off: int = 0) -> str:
    """The decimal of so many digits, with units of the last place added to it."""
    shift = digits - 1 - int(mpmath.floor(mpmath.log10(value)))
    whole = int(mpmath.nint(value * mpmath.mpf(10) ** shift)) + off
    return f"{str(whole).rjust(shift + 1, '0')[:-shift]}.{str(whole).rjust(shift + 1, '0')[-shift:]}"


@given(st.sampled_from(sorted(SLOPES)), st.integers(15, 25), st.sampled_from([0.3, 0.7, 1.9]))
def test_a_number_that_rounds_to_the_decimal_passes(function: str, digits: int, at: float) -> None:
    claim, constant = SLOPES[function]
    with mpmath.workdps(50):
        typed = rounded(constant(), digits)
    check = dc.check_derivative(function, claim.format(typed), at)
    assert check.verdict is dc.Verdict.AGREES
    assert 0 < check.detection_limit < 1e-12
    assert abs(check.components[0].gap) <= check.components[0].budget


@given(st.sampled_from(sorted(SLOPES)), st.integers(15, 20), st.sampled_from([0.3, 1.9]), st.sampled_from([-1, 1]))
def test_a_wrong_digit_in_the_fourteenth_place_is_refuted(function: str, digits: int, at: float, sign: int) -> None:
    claim, constant = SLOPES[function]
    with mpmath.workdps(50):
        typed = rounded(constant(), digits, off=sign * 10 ** (digits - 14))
    check = dc.check_derivative(function, claim.format(typed), at)
    assert check.verdict is dc.Verdict.REFUTED


@given(st.sampled_from(sorted(SLOPES)), st.integers(5, 14))
def test_fewer_digits_are_refuted(function: str, digits: int) -> None:
    claim, constant = SLOPES[function]
    with mpmath.workdps(50):
        typed = rounded(constant(), digits)
    assert dc.check_derivative(function, claim.format(typed), 0.7).verdict is dc.Verdict.REFUTED


def test_the_known_constant_is_named() -> None:
    check = dc.check_derivative("erf(x)", "2*0.5641895835477563*exp(-x^2)", 0.3)
    assert check.reason.endswith("; 0.5641895835477563 stands for 1/sqrt(pi)")
    assert "to the 16 digits of its constants" in check.reason


@pytest.mark.parametrize(
    ("function", "claim"),
    [
        ("0.7978845608028654*x^2", "2*sqrt(2/pi)*x"),  # the function's decimal
        ("0.7978845608028654*x^2", "1.59576912160573*x"),  # both
        ("sin(x)/3", "0.3333333333333333*cos(x)"),
        ("x^2.3333333333333333", "2.3333333333333333*x^1.3333333333333333"),
    ],
)
def test_decimals_of_either_side_are_read_so(function: str, claim: str) -> None:
    assert dc.check_derivative(function, claim, 0.7).verdict is dc.Verdict.AGREES


def test_exact_decimals_are_exact() -> None:
    check = dc.check_derivative("(x^4)/3", "1.3333333333333333*x^3", 0.3, exact=True)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.kind == "rounded-constant"


def test_an_interval_is_for_exact_decimals() -> None:
    check = dc.check_derivative("(x^4)/3", "1.3333333333333333*x^3", over=(0.1, 1.0))
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.text.startswith("the constant 1.3333333333333333 is rounded to a double (4/3)")


@pytest.mark.parametrize(
    ("function", "claim"),
    [
        ("x^3", "0.6666666666666667*x^2"),  # another number altogether
        ("sin(x)", "cos(x) + 1e10*(0.333333333333333 - 1/3)"),  # its last digits are what is wrong
        ("sin(x)", "-0.9999999999999999*cos(x)"),
        ("abs(x)", "0.999999999999999999"),  # right beside the point, wrong beyond 0
        ("x/3", "0.333333333333333*x"),
    ],
)
def test_rounding_does_not_excuse_what_is_wrong(function: str, claim: str) -> None:
    assert dc.check_derivative(function, claim, 0.7).verdict is dc.Verdict.REFUTED


def test_what_has_no_proof_has_none() -> None:
    assert dc.check_derivative("x/3", "0.333333333333333", 1.0, prove=True).verdict is dc.Verdict.AGREES


@pytest.mark.parametrize(
    ("meant", "within"), [("0.3333", True), ("0.3399", True), ("0.3251", True), ("0.3249", False), ("0.3411", False)]
)
def test_what_a_decimal_stands_for_rounds_to_it_or_is_cut_off_to_it(meant: str, within: bool) -> None:
    (decimal,) = decimals(parse("0.33*x^2"))
    with Ball(192) as m:
        assert solving._in_reach(m, Unknown("u", decimal, True), m.number(Fraction(meant))) is within
