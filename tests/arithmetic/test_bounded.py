"""A number with a bound: from each arithmetic, as it is compared, and as mpmath's."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import Bounded, joined, middle
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.ground.outward import exact

ARITHMETICS = (Ball(100), Running(Precise(100)), Running(Real()))


@pytest.fixture(params=ARITHMETICS, ids=lambda m: m.name)
def m(request: pytest.FixtureRequest) -> Iterator[Any]:
    with request.param as entered:
        yield entered


def test_the_truth_is_inside_the_bound(m: Any) -> None:
    found = Bounded.of(m, m.sqrt(m.number(2)))
    assert found is not None
    with mpmath.workprec(300):
        assert abs(found.precise(300).value - mpmath.sqrt(2)) <= found.precise(300).bound
    # A planted fault, larger than any of these roundings.
    assert abs(exact(middle(found.value * (1 + 1e-15), 300)) ** 2 - 2) > 2 * exact(found.precise().bound)


def test_an_integer_is_exact(m: Any) -> None:
    found = Bounded.of(m, 3)
    assert found is not None
    assert (exact(found.precise().value), exact(found.precise().bound)) == (3, 0)


def test_what_is_not_finite_has_no_bound() -> None:
    with Ball(64) as m:
        assert Bounded.of(m, m.arb(1) / 0) is None
    with Running(Real()) as r, np.errstate(all="ignore"):
        assert Bounded.of(r, r.exact(math.inf)) is None


def test_a_conversion_does_not_round() -> None:
    """Fractions are the oracle: a number of 300 bits is the same one in a context of 10 bits."""
    with Ball(300) as m:
        third = m.arb(1) / 3
        found = middle(third, 10)
        mantissa, exponent = map(int, third.mid().man_exp())
    assert exact(found) == Fraction(mantissa) / Fraction(2) ** -exponent == exact(third.mid())
    assert found.context.prec == 10
    assert middle(found, 20) == found


@pytest.mark.parametrize(
    ("value", "bound", "zero"), [(1, 1, True), (-1, 1, True), (1, 0.5, False), (math.nan, 1, False)]
)
def test_what_may_be_zero(value: float, bound: float, zero: bool) -> None:
    assert Bounded(value, bound).may_be_zero is zero
    assert bool(Bounded(np.array(value), np.array(bound)).may_be_zero) is zero
    if not math.isnan(value):
        with Ball(64) as m:
            assert Bounded(m.arb(value), m.arb(bound)).may_be_zero is zero
            assert m.arb(value, bound).contains(0) is zero


def test_arrays_are_joined_part_by_part() -> None:
    one, other = Bounded(np.zeros(2), np.ones(2), np.full(2, 3.0)), Bounded(np.ones(2), np.zeros(2))
    both = joined([one, other], np.concatenate)
    assert both.value.tolist() == [0, 0, 1, 1]
    assert both.bound.tolist() == [1, 1, 0, 0]
    assert both.plain is None
    assert joined([one, one], np.stack).plain.shape == (2, 2)
