"""Decimals as typed; the oracle is Python's decimal module."""

from __future__ import annotations

from decimal import Decimal as Typed
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.formula.decimals import decimals, opened
from derivcheck.formula.parser import parse


@given(st.integers(1, 10**20), st.integers(1, 25), st.integers(-5, 5))
def test_digits_and_unit_are_those_of_the_text(mantissa: int, places: int, exponent: int) -> None:
    digits = str(mantissa).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}e{exponent}"
    (found,) = decimals(parse(f"x + {text}*x^2"))
    typed = Typed(text).as_tuple()
    assert found.text == text
    assert found.digits == len(str(mantissa))
    assert found.unit == Fraction(10) ** int(typed.exponent)
    assert found.value == Fraction(text)


@pytest.mark.parametrize("formula", ["2*x + 3", "x/3", "2e-3*x", "x^2 + 1.", "0.0*x"])
def test_whole_numbers_and_zero_are_exact(formula: str) -> None:
    assert decimals(parse(formula)) == ()


def test_a_printed_double_stands_for_what_rounds_to_the_double() -> None:
    (found,) = decimals(parse("0.017453292519943295*x"))
    assert abs(Fraction("0.01745329251994329576923690768") - found.value) < found.half < Fraction(1, 10**17)


def test_an_opened_decimal_is_a_variable() -> None:
    formula = parse("0.5*sin(0.25*x)")
    names = {d.node: d.text for d in decimals(formula)}
    assert opened(formula, names).variables == ("0.25", "0.5", "x")
    assert formula.variables == ("x",)
