"""Numbers that have a short name, and numbers that have none."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.diagnosis.recognition import BITS, Constant, recognise, recognise_common

ARITHMETICS = [Precise, Ball]

NAMED = {
    "2": "2",
    "-2": "-2",
    "0.5": "1/2",
    "1.001": "1.001",
    "1.0000001": "1.0000001",
    "22/7": "22/7",
    "-1/12": "-1/12",
    "pi": "pi",
    "pi/180": "pi/180",
    "180/pi": "180/pi",
    "-2*pi": "-2*pi",
    "sqrt(2)": "sqrt(2)",
    "1/sqrt(2)": "sqrt(2)/2",
    "log(2)": "log(2)",
    "1/log(10)": "1/log(10)",
    "2/sqrt(pi)": "2/sqrt(pi)",
    "e": "e",
    "0": "0",
}

UNNAMED = ["sqrt(5) + 1", "exp(pi)", "pi + 1", "sin(1)", "123457/99991", "1.0000000000000000001", "euler"]


def number(kind, text: str):
    """The number that mpmath makes of a text, in one of the arithmetics."""
    with mpmath.mp.workprec(2 * BITS):
        names = {name: getattr(mpmath, name) for name in ("pi", "sqrt", "log", "exp", "sin", "e", "euler")}
        rational = all(c.isdigit() or c in "./-" for c in text)
        if rational:
            top, _, bottom = text.partition("/")
            return kind.number(Fraction(top) / Fraction(bottom or 1))
        value = eval(text, {"__builtins__": {}}, names) + mpmath.mpf(0)
        return kind.number(Fraction(*map(int, mpmath.libmp.to_rational(value._mpf_))))


@pytest.mark.parametrize("arithmetic", ARITHMETICS)
@pytest.mark.parametrize(("text", "name"), NAMED.items())
def test_short_names_are_found(arithmetic, text, name):
    with arithmetic(BITS) as m:
        assert str(recognise(m, number(m, text))) == name


@pytest.mark.parametrize("arithmetic", ARITHMETICS)
@pytest.mark.parametrize("text", UNNAMED)
def test_other_numbers_have_none(arithmetic, text):
    with arithmetic(BITS) as m:
        assert recognise(m, number(m, text)) is None


def test_the_double_next_to_a_tenth_is_not_a_tenth():
    m = Precise(BITS)
    assert recognise(m, m.exact(0.1)) is None
    assert recognise(m, m.number(Fraction(1, 10))) == Constant(Fraction(1, 10))


@pytest.mark.parametrize("text", ["2", "-1/12", "pi/180", "180/pi", "3/log(2)"])
def test_a_reciprocal_is_one_over_it(text):
    m = Precise(BITS)
    found = recognise(m, number(m, text))
    assert found is not None
    assert found.reciprocal == recognise(m, 1 / number(m, text))


def test_a_number_must_be_a_candidate_at_every_sample():
    m = Precise(BITS)
    two, three = m.number(2), m.number(3)
    assert recognise_common(m, [[two, three], [three, m.pi]]) == [Constant(Fraction(3))]
    assert recognise_common(m, [[two], [three]]) == []


def test_zero_is_what_rounding_leaves_of_a_larger_number():
    m = Precise(BITS)
    left = (m.pi + m.number(10**30)) - m.number(10**30) - m.pi
    assert recognise(m, left, m.number(10**30)) == Constant(Fraction(0))
    assert recognise(m, m.number(Fraction(1, 10**9)), m.number(1)) == Constant(Fraction(1, 10**9))
