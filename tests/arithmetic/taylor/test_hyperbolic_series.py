"""Series of hyperbolic functions over balls hold the Taylor coefficients of mpmath at every point tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest
from enclosures import holds, inside, known

from derivcheck.arithmetic.taylor.ball_series import BallSeries
from derivcheck.arithmetic.taylor.hyperbolic_series import HYPERBOLIC_SERIES

FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    **{name: getattr(mpmath, name) for name in ("sinh", "cosh", "tanh", "coth", "sech", "csch")},
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
}
DEGREE = 6
BALLS = [(0.5, 0.5), (-2.0, -1.75), (0.125, 0.25), (8.0, 8.0), (-12.0, -12.0)]
AROUND_ZERO = [(0.0, 0.0), (-0.125, 0.25), (-2.0, 3.0), (-30.0, 30.0), (-1e3, 1e3), (-1e10, 1e10)]
SAMPLES = (-20.0, -2.0, -0.75, -0.125, 0.0, 0.25, 1.5, 3.0, 25.0)
"""Points at which the coefficients are far above what mpmath loses of them with 60 digits."""

POLES = {"coth", "csch"}


def test_every_row_is_tried() -> None:
    assert FUNCTIONS.keys() == HYPERBOLIC_SERIES.keys()


def truth(name: str, inner: Callable[[Any], Any], at: Any, degree: int = DEGREE) -> Any:
    return known(lambda: mpmath.taylor(lambda t: FUNCTIONS[name](inner(t)), at, degree))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(("low", "high"), BALLS)
def test_coefficients_hold_those_of_mpmath(name: str, low: float, high: float) -> None:
    with BallSeries(192, DEGREE) as m:
        x = m.variable(m.inner.exact(low).union(m.inner.exact(high)))
        found = m.coefficients(getattr(m, name)(x * x / 4 + 2 * x))
        for at in inside(low, high, 2):
            numbers = truth(name, lambda t: t * t / 4 + 2 * t, at)
            assert all(holds(ball, value) for ball, value in zip(found, numbers, strict=True))
            # A planted fault is seen.
            assert low != high or not holds(found[2], numbers[2].times(1 + mpmath.mpf(10) ** -30))


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name not in POLES])
@pytest.mark.parametrize(("low", "high"), AROUND_ZERO)
def test_balls_around_zero_have_finite_coefficients_however_wide(name: str, low: float, high: float) -> None:
    with BallSeries(64, 3) as m:
        found = m.coefficients(getattr(m, name)(m.variable(m.inner.exact(low).union(m.inner.exact(high)))))
        assert all(c.is_finite() for c in found) or (name == "sech" and high > 1)
        for at in (x for x in SAMPLES if low <= x <= high):
            numbers = truth(name, lambda t: t, mpmath.mpf(at), 3)
            assert all(holds(ball, value) for ball, value in zip(found, numbers, strict=True) if ball.is_finite())


RANGES = {"tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0), "sech": (0.0, 1.0), "softplus": (0.0, 1e10)}

RADIUS = 4 * 2.0**-29
"""Four roundings of a radius, which Arb keeps to 30 bits: of the ball, of its end, of the union, of that end."""


@pytest.mark.parametrize("name", RANGES)
def test_values_over_wide_balls_keep_to_the_range(name: str) -> None:
    """Of a radius of 1e10."""
    low, high = RANGES[name]
    with BallSeries(64, 0) as m:
        ball = getattr(m.inner, name)(m.inner.arb(0, 1e10))
        assert low - (high - low) * RADIUS <= float(ball.lower())
        assert float(ball.upper()) <= high + (high - low) * RADIUS


@pytest.mark.parametrize("name", sorted(POLES))
@pytest.mark.parametrize(("low", "high"), AROUND_ZERO)
def test_a_pole_inside_leaves_no_value(name: str, low: float, high: float) -> None:
    with BallSeries(64, 3) as m:
        assert not getattr(m.inner, name)(m.inner.exact(low).union(m.inner.exact(high))).is_finite()


@pytest.mark.parametrize("name", ["sinh", "cosh", "tanh"])
def test_far_to_the_right_coefficients_keep_their_digits(name: str) -> None:
    """1 - tanh(300)^2 is about 1e-260, of which tanh itself shows nothing."""
    with BallSeries(128, 2) as m, mpmath.workdps(600):
        found = m.coefficients(getattr(m, name)(m.variable(m.inner.exact(300.0))))
        slope = {"sinh": mpmath.cosh, "cosh": mpmath.sinh, "tanh": lambda x: mpmath.sech(x) ** 2}[name](300)
        assert abs(mpmath.mpf(found[1].mid().str(40, radius=False)) / slope - 1) < mpmath.mpf(10) ** -30
