"""Decimal literals: `Fraction` and Python's own floats are the oracles."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.formula.numerals import exact
from derivcheck.ground.limits import MAX_INTEGER_BITS


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("0.1", Fraction(1, 10)),
        ("1e−3", Fraction(1, 1000)),
        ("12.50E+1", Fraction(125)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("0.0", Fraction(0)),
        ("1e308", Fraction(10) ** 308),
        ("5e-324", Fraction(5) / Fraction(10) ** 324),
        ("0" * 5_000 + "7", Fraction(7)),
        ("1." + "0" * 5_000, Fraction(1)),
        (str(2**MAX_INTEGER_BITS - 1), Fraction(2**MAX_INTEGER_BITS - 1)),
    ],
)
def test_literals_are_exact(literal: str, value: Fraction) -> None:
    assert exact(literal) == value


@given(st.floats(min_value=0, allow_infinity=False))
def test_the_text_of_a_double_gives_it_back(number: float) -> None:
    value = exact(repr(number))
    assert value == Fraction(repr(number))
    assert float(value) == number


@given(st.decimals(min_value=0, allow_infinity=False, allow_nan=False, places=6))
def test_decimals(number: object) -> None:
    assert exact(str(number)) == Fraction(str(number))


@pytest.mark.parametrize(
    "literal",
    [
        "1e999999999",
        "1e-999999999",
        "1e" + "9" * 50_000,
        "0e999999999",
        "1e2000",
        "1e-2000",
        "9" * 50_000,
        "0." + "3" * 50_000,
        str(2**MAX_INTEGER_BITS),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_built(literal: str) -> None:
    start = time.process_time()
    assert exact(literal) is None
    assert time.process_time() - start < 0.05
