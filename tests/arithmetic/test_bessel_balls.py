"""Bessel functions of balls at orders that are too large for the library."""

from __future__ import annotations

import time

import mpmath
import pytest

from derivcheck.arithmetic.ball import Ball
from derivcheck.ground.limits import FINE_BITS, MAX_BESSELY_ORDER, MAX_FINE_ORDER

_SECONDS = 1.0
"""Many times more than a refusal takes, and less than a value would."""


def test_an_order_up_to_the_limits_has_its_value() -> None:
    beyond = MAX_FINE_ORDER + 1
    with Ball(3 * FINE_BITS // 4) as m, mpmath.workdps(40):
        for name, order, x in (("besselk", beyond, 2), ("expint", beyond, 2), ("bessely", 50, 3)):
            truth = getattr(mpmath, name)(order, x)
            found = getattr(m, name)(order, m.arb(x))
            assert abs(mpmath.mpf(found.mid().str(40, radius=False)) / truth - 1) < 1e-25, name


@pytest.mark.parametrize("name", ["besselk", "expint"])
def test_with_many_bits_an_order_beyond_is_refused_at_once(name: str) -> None:
    with Ball(3072) as m:
        assert getattr(m, name)(MAX_FINE_ORDER, m.arb(2)).is_finite()
        start = time.thread_time()
        assert getattr(m, name)(10 * MAX_FINE_ORDER, m.arb(2)).is_nan()
        assert time.thread_time() - start < _SECONDS


def test_y_of_an_order_far_above_its_argument_is_refused_and_below_it_is_not() -> None:
    with Ball(192) as m:
        assert m.bessely(2 * MAX_BESSELY_ORDER, m.arb(2)).is_nan()
        assert m.bessely(-2 * MAX_BESSELY_ORDER, m.arb(2)).is_nan()
        # Far right of its order Y is a wave.
        assert abs(m.bessely(2 * MAX_BESSELY_ORDER, m.arb(10) ** 14)) < 1e-6
