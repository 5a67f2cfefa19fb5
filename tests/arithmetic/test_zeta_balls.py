"""Taylor coefficients of zeta over balls hold those of mpmath at every point tried."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
from enclosures import holds, inside, known

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.taylor.ball_series import BallSeries
from derivcheck.arithmetic.zeta_balls import zeta_coefficients

COUNT = 6

BALLS = [(0.5, 0.5), (2.0, 3.0), (1.125, 1.25), (-3.25, -3.1875), (0.96875, 0.984375), (900.0, 900.0), (-6.0, -6.0)]


@pytest.mark.parametrize(("low", "high"), BALLS)
def test_each_coefficient_holds_the_true_one(low: float, high: float) -> None:
    with Ball(192) as m:
        found = zeta_coefficients(m, m.exact(low).union(m.exact(high)), COUNT)
        for x in inside(low, high, 2):
            truth = known(lambda: [mpmath.zeta(x, 1, k) / mpmath.factorial(k) for k in range(COUNT)])  # noqa: B023
            assert all(holds(ball, value) for ball, value in zip(found, truth, strict=True))
            # A planted fault is seen.
            assert low != high or not holds(found[3], truth[3].times(1 + mpmath.mpf(10) ** -40))


@pytest.mark.parametrize(("low", "high"), [(1.0, 1.0), (0.9375, 1.0625), (0.0, 2.0), (-2.0, 0.0)])
def test_where_the_pole_may_lie_or_a_ball_is_wide_nothing_is_known(low: float, high: float) -> None:
    with Ball(128) as m:
        assert not any(c.is_finite() for c in zeta_coefficients(m, m.exact(low).union(m.exact(high)), 3))


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize(("low", "high"), [(1.5, 1.5), (0.25, 0.28125), (3.0, 4.0)])
def test_series_of_an_inner_function_are_those_of_mpmath(order: int, low: float, high: float) -> None:
    """Of a derivative of zeta at x + x^2/8, around every point tried of a ball."""

    def truth(at: Any) -> list[Any]:
        u, rate = at + at * at / 8, 1 + at / 4
        d = [mpmath.zeta(u, 1, order + k) for k in range(4)]
        # Faa di Bruno, the inner function being a parabola.
        return [d[0], d[1] * rate, d[2] * rate**2 / 2 + d[1] / 8, d[3] * rate**3 / 6 + d[2] * rate / 8]

    with BallSeries(192, 3) as m:
        x = m.variable(m.inner.exact(low).union(m.inner.exact(high)))
        inner = x + x * x / 8
        found = m.coefficients(m.zeta_derivative(m.number(order), inner) if order else m.zeta(inner))
        for at in inside(low, high, 2):
            numbers = known(lambda: truth(at))  # noqa: B023
            assert all(holds(ball, value) for ball, value in zip(found, numbers, strict=True))
