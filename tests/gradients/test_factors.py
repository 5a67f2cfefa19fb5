"""Factors in words, against exact fractions, and with near misses that must not be taken for them."""

from __future__ import annotations

import math
import random
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
        (math.radians(1), 5, "times pi/180, as if for degrees instead of radians"),
        (math.log(10), 1, "times log(10)"),
        (1.5 / math.sqrt(math.pi), 1, "times 3/(2*sqrt(pi))"),
        (5.0, 5, "5 (as there are components)"),
        (0.8, 5, "4/5 ((n - 1)/n)"),
        (1 / 32, 5, "1/32: divided by a number too often"),
        (0.123456, 5, "times 0.123456"),
    ],
)
def test_words(excess: float, size: int, words: str) -> None:
    assert words in factor_text(excess, size)


def test_a_factor_of_any_size_has_words() -> None:
    assert all("derivative times" in factor_text(excess, 5) for excess in (1.7e308, -1e-300, 0.1234567))


def test_a_near_miss_is_not_named() -> None:
    assert "degrees" not in factor_text(math.radians(1) * (1 + 1e-6), 5)


def test_chance_is_not_named() -> None:
    rng = random.Random(0)
    assert all(f"times {x:.10g}" in factor_text(x, 5) for x in (rng.uniform(0.1, 10) for _ in range(200)))
