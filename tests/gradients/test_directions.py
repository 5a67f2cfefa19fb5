"""The stated chance of a miss, against how often planted errors are missed."""

from __future__ import annotations

import numpy as np
from roundings import rounded

from derivcheck.gradients.directions import draw, margin, miss_probability


def test_fewer_directions_need_a_wider_margin() -> None:
    assert margin(20) == 8
    # The exponent is rounded, which a power to the 10/3 multiplies by 10/3 log 8, and the other one by 3.
    assert margin(3) ** -3 == rounded(miss_probability(), 3 * (10 / 3 * np.log(8) + 2) + 2)
    assert margin(0) == np.inf


def test_the_chance_of_a_miss_along_one_direction() -> None:
    rng = np.random.default_rng(0)
    # The worst case: errors that cancel each other for many directions.
    error, budget = np.array([1.0, -1.0, 0.5]), 1 / 8
    missed = np.mean(np.abs(draw(error, rng, 200_000) @ error) <= budget)
    assert missed <= 1 / 8
    # The bound is of the right size: it is not met by a mile.
    assert missed > 1 / 8 / 20


def test_a_single_error_is_never_missed() -> None:
    v = draw(np.zeros(5), np.random.default_rng(1), 10_000)
    assert np.min(np.abs(v)) >= 1


def test_directions_miss_independently() -> None:
    assert miss_probability() == 8**-10 < 1e-9
    assert miss_probability(2) == miss_probability(1) ** 2
