"""The derivatives from both sides as one: with a bound that holds both, or as two that surely differ."""

from __future__ import annotations

import math

import pytest

from derivcheck.methods.black_box.both_sides import joined
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.results import Estimate

DECLINED = Estimate("adaptive", math.nan, None, math.nan, math.inf, 9)


def side(value: float, bound: float) -> Estimate:
    return Estimate("adaptive", value, 0.1, math.nan, bound, 9)


def of_sides(below: Estimate, above: Estimate, slope: float = 1e6) -> Estimate:
    """Of code so steep that each bound is small."""
    return joined(Opaque(lambda x: slope * x), 1.0, DECLINED, below, above)


@pytest.mark.parametrize(
    ("below", "above"),
    [
        (side(1.0, 0.25), side(1.0, 0.25)),
        (side(1.0, 0.5), side(1.5, 0.0)),
        (side(2.5, 0.125), side(2.0, 0.5)),
        (side(-1.0, 1.0), side(1.0, 1.0)),
    ],
)
def test_the_bound_holds_what_both_sides_hold(below: Estimate, above: Estimate) -> None:
    found = of_sides(below, above)
    assert found.note == "from either side"
    for s in (below, above):
        assert found.value - found.error_bound <= s.value - s.error_bound
        assert found.value + found.error_bound >= s.value + s.error_bound
    assert found.error_bound <= 2 * (below.error_bound + above.error_bound)


def test_sides_that_differ_by_more_than_their_bounds_are_bent() -> None:
    found = of_sides(side(1.0, 0.25), side(1.75, 0.25))
    assert found.error_bound == math.inf
    assert found.note == "bent: the derivative is 1 from below and 1.75 from above"
    assert math.isfinite(of_sides(side(1.0, 0.25), side(1.5, 0.25)).error_bound)


def test_bounds_as_large_as_the_slopes_say_nothing() -> None:
    assert of_sides(side(1.0, 0.5), side(1.0, 0.5), slope=1.0) == DECLINED
    assert of_sides(side(1.0, math.inf), side(1.0, 0.5)) == DECLINED
