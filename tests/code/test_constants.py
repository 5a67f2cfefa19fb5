"""What float constants stand for."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest
from allowance import changed

from derivcheck.code import constants
from derivcheck.code.constants import NamedMultiple, is_short, read, simplest_between
from derivcheck.ground.allowances import code as allowances


@pytest.mark.parametrize(
    ("x", "meant"),
    [
        (0.1, Fraction(1, 10)),
        (-2 / 3, Fraction(-2, 3)),
        (1e-7, Fraction(1, 10**7)),
        (1.4 * 2.3 - 1.1 * 0.8, Fraction(234, 100)),
        (7 / (2 * 1.3), Fraction(35, 13)),
        (3.14159265, Fraction(314159265, 10**8)),
        (0.375, Fraction(3, 8)),
        (0.0, Fraction(0)),
        (12345.0, Fraction(12345)),
    ],
)
def test_rationals_are_read(x: float, meant: Fraction) -> None:
    assert read(x) == NamedMultiple(meant)


@pytest.mark.parametrize(
    ("x", "factor", "base"),
    [(math.pi, 1, "pi"), (math.pi / 180, Fraction(1, 180), "pi"), (-2 * math.pi, -2, "pi"), (math.e / 2, 0.5, "e")],
)
def test_multiples_are_read(x: float, factor: Fraction, base: str) -> None:
    assert read(x) == NamedMultiple(Fraction(factor), base)


@pytest.mark.parametrize("x", [2**0.5, math.log(2), math.sin(1), 1 / math.sqrt(2 * math.pi)])
def test_what_stands_for_nothing_is_itself(x: float) -> None:
    assert read(x) == NamedMultiple(Fraction(x))


def test_chance_is_hardly_ever_read() -> None:
    rng = random.Random(0)
    numbers = [rng.uniform(1, 2) for _ in range(5000)]
    assert sum(read(x) != NamedMultiple(Fraction(x)) for x in numbers) <= 5


def test_a_reading_is_within_a_few_roundings() -> None:
    rng = random.Random(1)
    for _ in range(2000):
        x = rng.randint(1, 500) / rng.randint(1, 500) * (1 + rng.randint(-4, 4) * 2**-52)
        found = read(x)
        assert found.base == ""
        assert abs(found.factor - Fraction(x)) <= 8 * Fraction(1, 2**53) * Fraction(x)


def test_the_simplest_fraction_has_the_smallest_denominator() -> None:
    rng = random.Random(2)
    for _ in range(200):
        low = Fraction(rng.randint(1, 999), 1000)
        high = low + Fraction(rng.randint(1, 50), 1000)
        found = simplest_between(low, high)
        assert low <= found <= high
        assert not any(math.ceil(low * q) <= high * q for q in range(1, found.denominator))
        assert simplest_between(-high, -low) == -found


def test_short_numbers_fill_less_than_half_of_a_double() -> None:
    assert is_short(2.0**60 * 3)
    assert is_short(float(2**26 - 1))
    assert not is_short(float(2**27 - 1))


def test_a_planted_reach_is_found() -> None:
    """With a reach of many roundings the root of 2 would be taken for a fraction."""
    with changed(allowances.CONSTANT_ROUNDINGS, 2.0**25):
        assert constants.read.__wrapped__(2**0.5) != NamedMultiple(Fraction(2**0.5))
