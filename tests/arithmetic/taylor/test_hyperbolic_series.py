"""Series of hyperbolic functions over balls hold the Taylor coefficients of mpmath at every point tried."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest

from derivcheck.arithmetic.taylor.ball_series import BallSeries

FUNCTIONS = {"sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh}
DEGREE = 6


def holds(ball: Any, value: Any) -> bool:
    """Whether a ball holds a number of mpmath with 80 digits, to 30 of them."""
    low, high = (mpmath.mpf(end.str(60, radius=False)) for end in (ball.lower(), ball.upper()))
    room = mpmath.mpf(10) ** -30 * max(abs(value), mpmath.mpf(10) ** -30)
    return bool(low - room <= value <= high + room)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(("low", "high"), [(0.0, 0.0), (0.5, 0.5), (-2.0, -1.75), (0.0, 0.25), (30.0, 30.0)])
def test_coefficients_hold_those_of_mpmath(name: str, low: float, high: float) -> None:
    with BallSeries(192, DEGREE) as m, mpmath.workdps(80):
        x = m.variable(m.inner.exact(low).union(m.inner.exact(high)))
        found = m.coefficients(getattr(m, name)(x * x + 2 * x))
        for at in (mpmath.mpf(low), (mpmath.mpf(low) + high) / 2, mpmath.mpf(high)):
            truth = mpmath.taylor(lambda t: FUNCTIONS[name](t * t + 2 * t), at, DEGREE)
            assert all(holds(ball, value) for ball, value in zip(found, truth, strict=True))
            # A planted fault is seen.
            assert low != high or not holds(found[2], truth[2] * (1 + mpmath.mpf(10) ** -20) + mpmath.mpf(10) ** -20)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_far_to_the_right_coefficients_keep_their_digits(name: str) -> None:
    """1 - tanh(300)^2 is about 1e-260, of which tanh itself shows nothing."""
    with BallSeries(128, 2) as m, mpmath.workdps(600):
        found = m.coefficients(getattr(m, name)(m.variable(m.inner.exact(300.0))))
        slope = {"sinh": mpmath.cosh, "cosh": mpmath.sinh, "tanh": lambda x: mpmath.sech(x) ** 2}[name](300)
        assert abs(mpmath.mpf(found[1].mid().str(40, radius=False)) / slope - 1) < mpmath.mpf(10) ** -30
