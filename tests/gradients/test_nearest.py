"""Balls as floats: the bound holds the ball, and more bits are taken only where they are needed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import Bounded
from derivcheck.gradients.nearest import is_sharp, nearest, sharpest
from derivcheck.ground.errors import DomainError
from derivcheck.ground.outward import exact


def thirds(m: Ball) -> Any:
    with m:
        return np.array([m.arb(k) / 3 for k in (1, -2, 7)], dtype=object)


def test_the_bound_counts_the_rounding_to_a_float() -> None:
    found = nearest(thirds(Ball(192)), 192)
    for k, value, bound in zip((1, -2, 7), found.value, found.bound, strict=True):
        assert value == k / 3
        off = abs(Fraction(k, 3) - Fraction(float(value)))
        assert off <= Fraction(float(bound)) <= off * (1 + Fraction(1, 10**9))


def test_the_same_operations_in_float64_are_granted_their_rounding() -> None:
    found = nearest(thirds(Ball(192)), 192)
    assert np.all((found.plain / np.abs(found.value) >= 2.0**-54) & (found.plain / np.abs(found.value) <= 2.0**-51))


def test_constants_are_numbers_too() -> None:
    found = nearest(np.array([0, 2.5, Ball(64).arb(1)], dtype=object), 64)
    assert found.value.tolist() == [0, 2.5, 1]
    assert not found.bound.any()


@pytest.mark.parametrize("text", ["nan", "inf", "1e400"])
def test_what_is_no_float_is_refused(text: str) -> None:
    with pytest.raises(DomainError):
        nearest(Ball(64).arb(text), 64)


def test_more_bits_are_taken_where_few_say_nothing() -> None:
    tried: list[int] = []

    def run(m: Ball) -> Bounded:
        tried.append(m.bits)
        if m.bits < 1000:
            raise DomainError("not yet")
        return Bounded(np.ones(2), np.zeros(2))

    assert sharpest(run).value.tolist() == [1, 1]
    assert tried == [192, 1024]


def test_a_component_that_may_be_zero_is_held_against_the_largest() -> None:
    assert is_sharp(Bounded(np.array([0.0, 1.0]), np.array([1e-20, 0.0])), 1e-15)
    assert not is_sharp(Bounded(np.array([0.0, 1.0]), np.array([1e-10, 0.0])), 1e-15)
    assert not is_sharp(Bounded(np.array([1e-30, 1.0]), np.array([1e-31, 0.0])), 1e-15)


@pytest.mark.parametrize("seed", range(3))
def test_no_end_of_a_ball_is_outside_of_its_bound(seed: int) -> None:
    rng = np.random.default_rng(seed)
    with Ball(128) as m:
        balls = [
            m.arb(a) / 3 + m.arb(0, b)
            for a, b in zip(rng.normal(size=200), 2.0 ** -rng.uniform(1, 90, 200), strict=True)
        ]
        found = nearest(np.array(balls, dtype=object), 128)
        for ball, value, bound in zip(balls, found.value.tolist(), found.bound.tolist(), strict=True):
            for end in (ball.lower(), ball.upper()):
                assert abs(exact(end) - Fraction(value)) <= Fraction(bound)
