"""Gaps, budgets and limits, on numbers made for the purpose."""

from __future__ import annotations

import numpy as np

from derivcheck.gradients.verdicts import Comparison, limits


def compared(claimed: list[float], reference: list[float], bound: float = 0.25, noise: float = 0.25) -> Comparison:
    size = len(claimed)
    return Comparison(np.ones(size), *map(np.array, (claimed, reference)), np.full(size, bound), np.full(size, noise))


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


def test_limits() -> None:
    one, other = compared([1.0, 0.0], [2.0, 0.0]), compared([1.0, 0.0], [8.0, 0.0])
    # The budget is 0.5: a quarter of 2 and a sixteenth of 8; of a zero, relative to the largest.
    assert limits([one, other]).tolist() == [0.0625, 0.0625]
    exact = compared([0.0, 1.0], [0.0, 1.0], 0, 0)
    assert limits([exact]).tolist() == [0, 0]
