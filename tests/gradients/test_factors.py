"""Factors in words, against exact fractions, and with near misses that must not be taken for them."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from derivcheck.gradients.factors import factor_text, rounded


@pytest.mark.parametrize("exact", [Fraction(3), Fraction(-2), Fraction(1, 7), Fraction(-1, 20_000)])
def test_a_ratio_within_rounding_of_a_simple_number_is_that(exact: Fraction) -> None:
    for off in (-1e-14, 0.0, 1e-14):
        assert Fraction(rounded(float(exact) * (1 + off))).limit_denominator(10**6) == exact


@pytest.mark.parametrize("ratio", [2 * (1 + 1e-9), 0.3, 1e-3 * math.pi])
def test_other_ratios_stay(ratio: float) -> None:
    assert rounded(ratio) == ratio


@pytest.mark.parametrize(
    ("excess", "size", "words"),
    [
        (2.0, 5, "times 2"),
        (math.radians(1), 5, "pi/180 (degrees for radians)"),
        (math.log(10), 1, "times log(10)"),
        (5.0, 5, "5 (as there are components)"),
        (0.8, 5, "4/5 ((n - 1)/n)"),
        (1 / 32, 5, "1/32: divided by a number too often"),
        (0.123456, 5, "times 0.123456"),
    ],
)
def test_words(excess: float, size: int, words: str) -> None:
    assert words in factor_text(excess, size)


def test_a_near_miss_is_not_named() -> None:
    assert "degrees" not in factor_text(math.radians(1) * (1 + 1e-6), 5)
