"""Ranges of variables: what is inside, and points that are drawn there."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.formula.domain import ANYWHERE, Domain, Range
from derivcheck.ground.errors import InputError

ends = st.floats(-1e300, 1e300)
ranges = st.one_of(
    st.tuples(ends, ends).filter(lambda e: e[0] < e[1]).map(lambda e: Range(*e)),
    ends.map(lambda e: Range(e, math.inf, open_low=True)),
    ends.map(lambda e: Range(-math.inf, e, open_high=True)),
)


@given(ranges, st.integers(0, 10))
def test_what_is_drawn_is_inside(one: Range, seed: int) -> None:
    rng = random.Random(seed)
    assert all(one.draw(rng) in one for _ in range(5))


@pytest.mark.parametrize("one", [Range(0, 1), Range(0, math.inf), Range(-math.inf, -3), Range(1e6, 1e6 + 1e-3)])
def test_what_is_drawn_differs(one: Range) -> None:
    rng = random.Random(0)
    assert len({one.draw(rng) for _ in range(9)}) > 1


def test_ends_are_inside_unless_they_are_open() -> None:
    assert 0.0 in Range(0.0, 1.0)
    assert 0.0 not in Range(0.0, 1.0, open_low=True)
    assert 1.0 not in Range(0.0, 1.0).interior
    assert math.nan not in Range(0.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Range(0, 2), Range(1, 3), Range(1, 2)),
        (Range(0, 2, open_low=True), Range(0, 2), Range(0, 2, open_low=True)),
        (Range(0, 2), Range(-1, 2, open_high=True), Range(0, 2, open_high=True)),
        (Range(), Range(0, 1), Range(0, 1)),
    ],
)
def test_intersections(one: Range, other: Range, both: Range) -> None:
    assert one.intersected(other) == other.intersected(one) == both


@pytest.mark.parametrize("other", [Range(2, 3), Range(1, 2, open_low=True)])
def test_an_empty_intersection_is_refused(other: Range) -> None:
    with pytest.raises(InputError, match="no x is in both: 0 <= x <= 1, and"):
        Domain.of({"x": Range(0, 1)}).limited("x", other)


def test_a_point_outside_is_refused_with_a_way_out() -> None:
    domain = Domain.of({"x": Range(0, 1)})
    domain.check({"x": 1.0, "y": 7.0})
    with pytest.raises(InputError, match=r"x = -0.3 is outside the domain 0 <= x <= 1; give .* such as x = 0.5"):
        domain.check({"x": -0.3})


def test_without_ranges_everything_is_inside() -> None:
    assert not ANYWHERE
    assert {"x": 1e300} in ANYWHERE
    assert Domain.of({"x": Range()}) == ANYWHERE
