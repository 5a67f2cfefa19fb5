"""Taylor coefficients of the gamma functions over balls hold those of mpmath at every point tried."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
from enclosures import Known, holds, inside, known

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.gamma_balls import digamma_coefficients
from derivcheck.arithmetic.taylor.ball_series import BallSeries

COUNT = 9

BALLS = [(2.5, 2.5), (0.25, 0.3125), (7.0, 9.0), (-0.75, -0.6875), (-2.5, -2.5), (-10.75, -10.5), (1e-3, 2e-3)]


@pytest.mark.parametrize(("low", "high"), BALLS)
def test_each_coefficient_of_digamma_holds_the_true_one(low: float, high: float) -> None:
    with Ball(160) as m:
        found = digamma_coefficients(m, m.exact(low).union(m.exact(high)), COUNT)
        for x in inside(low, high, 4):
            truth = known(lambda: [mpmath.polygamma(k, x) / mpmath.factorial(k) for k in range(COUNT)])  # noqa: B023
            assert all(holds(ball, value) for ball, value in zip(found, truth, strict=True))
            # A planted fault is seen.
            assert low != high or not holds(found[3], truth[3].times(1 + mpmath.mpf(10) ** -30))


@pytest.mark.parametrize(("low", "high"), [(-0.25, 0.25), (0.0, 0.0), (-3.0, -3.0), (-2.125, -1.5)])
def test_where_a_pole_may_lie_nothing_is_known(low: float, high: float) -> None:
    with Ball(128) as m:
        assert not any(c.is_finite() for c in digamma_coefficients(m, m.exact(low).union(m.exact(high)), 3))
        assert not digamma_coefficients(m, m.arb("inf"), 1)[0].is_finite()


FUNCTIONS = {
    "gamma": mpmath.gamma,
    "digamma": mpmath.digamma,
    "loggamma": lambda x: mpmath.log(abs(mpmath.gamma(x))),
}


def taylor(f: Any, point: Any, degree: int) -> list[Known]:
    """Return coefficients with few digits: mpmath takes seconds for those of gamma with 100."""
    return known(lambda: mpmath.taylor(f, point, degree), 24)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(("low", "high"), BALLS)
def test_series_of_an_inner_function_are_those_of_mpmath(name: str, low: float, high: float) -> None:
    """Of the function at x + x^2/8, around every point tried of a ball."""
    series = BallSeries(160, 5)
    with series as m:
        x = m.variable(m.exact(low).union(m.exact(high)))
        found = m.coefficients(getattr(m, name)(x + x * x / 8))
        if found[0].is_finite():
            for point in inside(low, high, 4):
                truth = taylor(lambda t: FUNCTIONS[name](t + t * t / 8), point, 5)
                assert all(holds(ball, value) for ball, value in zip(found, truth, strict=True))
        assert found[0].is_finite() or low < 0


@pytest.mark.parametrize("order", [1, 3])
def test_series_of_polygamma(order: int) -> None:
    with BallSeries(160, 5) as m:
        found = m.coefficients(m.polygamma(m.inner.arb(order), m.variable(m.exact(1.75))))
        truth = taylor(lambda t: mpmath.polygamma(order, t), mpmath.mpf("1.75"), 5)
        assert all(holds(ball, value) for ball, value in zip(found, truth, strict=True))


@pytest.mark.parametrize("name", ["beta", "betaln"])
@pytest.mark.parametrize(("low", "high"), [(1.75, 1.75), (0.5, 0.5625), (-0.75, -0.75)])
def test_series_of_beta(name: str, low: float, high: float) -> None:
    """Of beta(x, 2) and beta(x, 1 + x^2) and their logarithms."""
    logarithm: Any = (lambda v: v) if name == "beta" else (lambda v: mpmath.log(abs(v)))
    with BallSeries(160, 4) as m:
        x = m.variable(m.exact(low).union(m.exact(high)))
        for second, of_second in ((m.inner.arb(2), lambda t: 2), (1 + x * x, lambda t: 1 + t * t)):
            found = m.coefficients(getattr(m, name)(x, second))
            for point in inside(low, high, 4):
                truth = taylor(lambda t: logarithm(mpmath.beta(t, of_second(t))), point, 4)  # noqa: B023
                assert all(holds(ball, value) for ball, value in zip(found, truth, strict=True))


@pytest.mark.parametrize("order", [9, 10, 15])
def test_derivatives_of_zeta_beyond_the_usual_length_of_series(order: int) -> None:
    """The library cuts series off at ten terms unless it is told otherwise, and what is cut off reads 0."""
    with Ball(160) as m:
        (truth,) = known(lambda: [mpmath.zeta(40, 1, order)])
        assert holds(m.zeta_derivative(m.arb(order), m.arb(40)), truth)
