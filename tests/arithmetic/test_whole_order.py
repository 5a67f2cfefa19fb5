"""Functions over balls have no value for an order that is none, or so large that Arb would take all memory."""

from __future__ import annotations

import itertools

import pytest

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.taylor.ball_series import BallSeries
from derivcheck.arithmetic.whole_order import whole_order
from derivcheck.ground.limits import MAX_FUNCTION_ORDER

OF_ORDER = ["sinc_derivative", "ellipk_derivative", "ellipe_derivative", "zeta_derivative"]
STRANGE = [-1, 1.5, MAX_FUNCTION_ORDER + 1, 10**10, 10**30]


@pytest.mark.parametrize("order", [0, 3, MAX_FUNCTION_ORDER])
def test_an_order_is_read(order: int) -> None:
    with Ball(64) as m:
        assert whole_order(m, order) == whole_order(m, m.arb(order)) == order


@pytest.mark.parametrize(("name", "order"), [*itertools.product(OF_ORDER, STRANGE)])
def test_of_a_strange_order_nothing_is_known(name: str, order: float) -> None:
    with Ball(64) as m:
        assert not getattr(m, name)(m.arb(order), m.arb(0.25, 0.125)).is_finite()
        assert getattr(m, name)(m.arb(3), m.arb(0.25)).is_finite()


@pytest.mark.parametrize("name", OF_ORDER)
def test_a_series_of_a_strange_order_has_no_coefficients(name: str) -> None:
    with BallSeries(64, 2) as m:
        x = m.variable(m.inner.arb(0.25))
        found = m.coefficients(getattr(m, name)(m.inner.arb(10**10), x))
        assert not any(c.is_finite() for c in found)


@pytest.mark.parametrize("name", OF_ORDER)
def test_an_order_that_is_a_ball_is_none(name: str) -> None:
    with Ball(64) as m:
        assert not getattr(m, name)(m.arb(3, 1), m.arb(0.25)).is_finite()
