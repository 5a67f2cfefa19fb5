"""What is offered where a text has several readings is pasted instead of the text, mechanically."""

from __future__ import annotations

import itertools
import re

import notation_cases
import pytest
from formula.test_notations_elsewhere import ASKED, REFUSED, same
from rows import of_each

from derivcheck.formula.parser import parse
from derivcheck.formula.whole_readings import replaced
from derivcheck.ground.errors import ParseError

TEXTS = [*dict.fromkeys([*(text for text, _, _ in ASKED), *REFUSED, *notation_cases.OFFERED.strip().splitlines()])]

ALIKE = re.compile("\N{SQUARE ROOT}\\w(?:\N{SUPERSCRIPT TWO}|\\^2)|=.*=|2 cot x|1 \\+ xy")
"""What has readings of the same values: sqrt(x)^2 and sqrt(x^2), which has one at more points; two sides of =."""


def offered(text: str, given: str = "") -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse(text, given)
    return caught.value


@of_each(TEXTS)
def test_offers_are_pasted_without_another_question(text: str) -> None:
    error = offered(text)
    assert "…" not in str(error) or not error.readings
    formulas = [parse(reading) for reading in error.readings]
    assert all(reading in str(error) for reading in error.readings)
    for one, other in itertools.combinations(formulas, 2):
        assert one.variables != other.variables or ALIKE.search(text) or not same(one, other)


@of_each([text for text, _, _ in ASKED])
def test_every_question_has_its_readings(text: str) -> None:
    assert offered(text).readings


def test_questions_within_questions_are_all_decided() -> None:
    error = offered("1/2x + e^2x")
    assert len(error.readings) == 4
    assert len(offered("x^ny + 1/2x").readings) == 4
    assert offered("Pe^rt").readings == ("P*e^(r*t)", "P*e^r*t")
    assert offered("2abc + ab/cd").readings == ("2a*b*c + a*b/(c*d)",)
    assert offered("1/2x + cost").readings == ("x/2 + cos(t)", "1/(2*x) + cos(t)")


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("x^n!", ("gamma(x^n + 1)", "x^gamma(n + 1)")),
        ("x^2°", ("x^2*pi/180", "x^(2*pi/180)")),
        ("[x]/(1 + [x])", ("floor(x)/(1 + floor(x))", "(x)/(1 + (x))")),
        ("[x] + [y]", ("floor(x) + floor(y)", "(x) + (y)", "floor(x) + (y)", "(x) + floor(y)")),
        ("[0] + [1]*x + [2]*x*x", ("p_0 + p_1*x + p_2*x*x", "(0) + (1)*x + (2)*x*x")),
        ("x2 (e-x (-1)) + e-x(2x)", ("x^2 (e - x (-1)) + e - x(2x)", "x^2 (e^(-x) (-1)) + e^(-x)(2x)")),
        ("e^2xsin3x", ("exp(2)*x*sin(3*x)", "exp(2*x)*sin(3*x)", "exp(2*x*sin(3*x))")),
        ("cos^2y(Siny)", ("cos^2y(sin(y))",)),
        ("(x+1)²^3", ("((x+1)^2)^3", "(x+1)^(2^3)")),
        ("sin^2(x)^3", ("(sin(x)^2)^3", "sin((x)^3)^2")),
        ("3ln|x|^2", ("3ln(abs(x))^2", "3ln(abs(x)^2)")),
        ("ln^-1(x)", ("(1/ln(x))", "exp(x)")),
        ("lg(2x)", ("log10(2x)", "log2(2x)")),
        ("sqr(2x)", ("(2x)^2", "sqrt(2x)")),
        ("E(2k)", ("ellipe(2k)", "e*(2k)")),
        ("fac(n)", ("gamma(n + 1)",)),
        ("x/√x²+1", ("x/(√x)²+1", "x/√(x²)+1", "x/√(x²+1)")),
        ("3x+1/2x-1", ("(3x+1)/(2x-1)", "3x+1/(2x-1)", "3*x + x/2 - 1", "3*x + 1/(2*x) - 1")),
        ("x_{n+1} - x_n", ("x_{nplus1} - x_n",)),
        ("a_{n-1}x^{n-1}", ("a_{nminus1}x^{n-1}",)),
        (r"\frac{x_{i+1} - x_{i-1}}{h}", (r"\frac{x_{iplus1} - x_{iminus1}}{h}",)),
        (r"\theta^{(t)} - \eta g", (r"\theta^{t} - \eta g", r"\theta_{t} - \eta g")),
        ("1.0f*x", ("1.0*x", "1.0*f*x")),
        ("2^5%", ("2^(5/100)",)),
        ("sin-1(x)", ("asin(x)",)),
        (r"3\frac{1}{2}", (r"3+\frac{1}{2}", r"3*\frac{1}{2}")),
        ("log x + ln x", ("log10 x + ln x", "ln x + ln x")),
    ],
)
def test_the_readings(text: str, readings: tuple[str, ...]) -> None:
    assert offered(text).readings == readings


def test_the_given_variables_hold_in_the_readings() -> None:
    error = offered("x/(1+ahx)", "x")
    assert error.readings == ("x/(1+a*h*x)",)
    assert parse(error.readings[0], "x").variables == ("a", "h", "x")


@pytest.mark.parametrize(
    ("text", "name", "product", "written"),
    [
        ("E/mc^2", "mc", "m*c", "E/(m*c^2)"),
        ("E/mc²", "mc", "m*c", "E/(m*c²)"),
        ("2mc", "mc", "m*c", "2m*c"),
        ("xmc", "mc", "m*c", "x m*c"),
    ],
)
def test_a_product_in_a_denominator_is_all_of_it(text: str, name: str, product: str, written: str) -> None:
    start = text.index(name)
    assert replaced(text, start, start + len(name), product) == written


def test_a_long_text_is_asked_without_readings() -> None:
    error = offered("+".join(["x"] * 150) + " + cost")
    assert error.readings == ()
    assert "write cos(t)" in str(error)
