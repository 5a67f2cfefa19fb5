"""Gaps, budgets and limits, on numbers made for the purpose."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from roundings import rounded

from derivcheck.gradients.verdicts import ArrayGap, limits, useless


def compared(claimed: Any, reference: Any, bound: float = 0.25, noise: float = 0.25) -> ArrayGap:
    size = np.shape(claimed)
    return ArrayGap(np.ones(size), *map(np.array, (claimed, reference)), np.full(size, bound), np.full(size, noise))


def test_a_gap_equal_to_its_budget_is_no_refutation() -> None:
    c = compared([1.5, 1.75, np.nan, np.inf, 1.0], [1.0, 1.0, 1.0, 1.0, 1.0])
    assert c.refuted.tolist() == [False, True, True, True, False]


def test_nothing_is_said_where_the_reference_is_unknown() -> None:
    c = compared([1.0, 1.0], [np.nan, 1.0])
    assert c.known.tolist() == [False, True]
    assert not c.refuted.any()
    assert not compared([9.0], [1.0], bound=np.inf).refuted.any()


def test_the_worst_comes_first() -> None:
    c = compared([1.1, 3.0, np.nan, -8.0], [1.0] * 4)
    assert c.order.tolist()[:3] == [2, 3, 1]


def test_the_limit_is_that_of_the_point_examined() -> None:
    one, other = compared([2.0, 0.0], [2.0, 0.0], 1e-3, 0), compared([8.0, 0.0], [8.0, 0.0], 1e-4, 0)
    # Twice the budget over what the derivative surely is; of a zero, relative to the largest.
    assert limits([one, other]).tolist() == rounded([2e-3 / 1.999, 2e-3 / 7.9999], 6)
    exact = compared([0.0, 1.0], [0.0, 1.0], 0, 0)
    assert limits([exact]).tolist() == [0, 0]


def test_where_the_derivative_says_nothing_by_itself_the_limit_is_relative_to_it_next_to_the_point() -> None:
    stationary, beside = compared(1e-17, 0.0, 1e-16, 0), compared(1e-3, 1e-3, 1e-16, 0)
    assert limits([stationary, beside]) == rounded(2 * 1e-16 / (1e-3 - 1e-16), 6)
    assert limits([stationary]) == math.inf
    assert limits([compared(0.0, 0.0, 1e-16, 0)], natural=2.0) == rounded(1e-16, 6)


def test_an_error_beyond_the_limit_is_refuted_wherever_the_budget_puts_the_numbers() -> None:
    """Reference and claim are as far off as their bounds allow, in favour of the claim."""
    truth, bound, noise = 2.0, 1e-3, 5e-4
    limit = float(limits([compared(truth, truth, bound, noise)]))
    for excess in (1.01, -1.01):
        off = excess * limit * truth
        seen = compared(truth + off - math.copysign(noise, off), truth + math.copysign(bound, off), bound, noise)
        assert seen.refuted


def test_what_may_be_zero_is_measured_against_the_largest_if_it_is_known_to_half_the_digits() -> None:
    known = compared([2.0, 1e-17], [2.0, 3e-17], [0.0, 4e-17], 0)
    assert limits([known, known])[1] == rounded(4e-17, 6)
    vague = compared([2.0, 1e-5], [2.0, 3e-5], [0.0, 4e-5], 0)
    assert limits([vague, vague])[1] == math.inf


def test_numbers_are_useless_if_they_are_off_by_more_than_what_is_not_known_of_the_reference() -> None:
    """A gap of a tenth is more than a check may leave unseen, unless the reference may be off by as much."""
    assert useless([compared(1.1, 1.0, bound=1e-3, noise=0.2)])
    assert not useless([compared(1.1, 1.0, bound=0.2, noise=0.0)])
    assert not useless([compared(1.001, 1.0, bound=1e-6, noise=0.2)])
