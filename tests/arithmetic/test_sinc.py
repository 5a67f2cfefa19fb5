"""The derivatives of sinc against mpmath's hypergeometric series, in every arithmetic and at every distance from 0."""

from __future__ import annotations

import math
from typing import Any

import elementary_cases as cases
import mpmath
import numpy as np
import pytest
from mpmath import mpf

import derivcheck as dc
from derivcheck.arithmetic import sinc
from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.taylor.taylor import Taylor

POINTS = (0.0, 1e-200, 1e-6, -1e-3, 0.5, 1.0, -3.7, 11.0, 33.0, 49.9, -50.1, 1e5)
UNIT = 2.0**-53


def truth(k: int, x: float) -> Any:
    with mpmath.workdps(60):
        return +cases.VALUES["sinc_derivative"](k, mpf(x))


@pytest.mark.parametrize("x", POINTS)
@pytest.mark.parametrize("last", [1, 6, 30])
def test_floats(x: float, last: int) -> None:
    found = sinc.derivatives(Real(), np.float64(x), last)
    for k, g in enumerate(found):
        # A few units of the largest value 1/(k + 1); next to 0, where odd ones are small, of the value itself.
        size = abs(truth(k, x)) if abs(x) < 1 else 1 / (k + 1)
        assert abs(mpf(float(g)) - truth(k, x)) <= 8 * UNIT * size, k


@pytest.mark.parametrize("x", POINTS)
@pytest.mark.parametrize("inner", ["running", "fine", "ball"])
def test_what_is_bounded_holds_the_truth(x: float, inner: str) -> None:
    m: Any = Ball(200) if inner == "ball" else Running(Real() if inner == "running" else Precise(200))
    with m, mpmath.workdps(80):
        for k, g in enumerate(sinc.derivatives(m, m.exact(np.float64(x)), 12)):
            if inner == "ball":
                assert g.overlaps(m.arb(mpmath.nstr(truth(k, x), 58)) * m.arb(1, 1e-55))
                assert g.rad() < 1e-45
            else:
                assert abs(mpf(g.value) - truth(k, x)) <= mpf(g.bound) * (1 + mpf(10) ** -12) + mpf(10) ** -60
                assert g.bound < (1e-13 if inner == "running" else 1e-45)


def test_arrays_of_orders_and_points() -> None:
    orders, points = np.meshgrid([0, 1, 2, 5], [-7.0, -1.0, 0.0, 1e-9, 4.0, 6.0])
    found = sinc.of_floats(orders, points)
    for k, x, g in zip(orders.flat, points.flat, found.flat, strict=True):
        assert abs(mpf(float(g)) - truth(int(k), float(x))) <= 8 * UNIT / (int(k) + 1)


@pytest.mark.parametrize("x", [0.0, 1e-6, 1e-3, 0.3, 5.0])
def test_taylor_coefficients_of_sinc(x: float) -> None:
    for k, c in enumerate(dc.taylor("sinc(x)", x, 6)):
        exact = truth(k, x) / mpmath.factorial(k)
        assert abs(mpf(float(c)) - exact) <= 8 * UNIT * max(abs(exact), (x >= 1) / math.factorial(k + 1))


def test_nested_derivatives_at_zero() -> None:
    def nested(order: int, x: Any) -> Any:
        return dc.derivative((lambda y: nested(order - 1, y)) if order > 1 else "sinc(x)", x)

    for order, exact in enumerate([0, -1 / 3, 0, 1 / 5], start=1):
        assert abs(nested(order, 0.0) - exact) <= 4 * UNIT
    second = dc.derivative(lambda x: dc.derivative(np.sinc, x), 0.0)
    assert abs(second + math.pi**2 / 3) <= 8 * UNIT * 4
    assert abs(dc.hessian("sinc(x)", 0.0) + 1 / 3) <= 4 * UNIT


def test_the_inside_may_be_any_series() -> None:
    with mpmath.workdps(40):
        exact = mpmath.taylor(lambda t: mpmath.sinc(mpmath.sin(t) * mpf(1e-3)), mpf(0.5), 5)
    for c, right in zip(dc.taylor("sinc(0.001*sin(x))", 0.5, 5), exact, strict=True):
        # The literal 0.001 is 1/1000 here and the double there, a relative 2e-20 apart.
        assert abs(mpf(float(c)) - right) <= 64 * UNIT * abs(right)


def test_upwards_alone_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: upwards at any distance from 0, as the quotient sin(x)/x goes."""
    monkeypatch.setattr(sinc, "_sizes", lambda x: (math.inf, math.inf))
    with pytest.raises(AssertionError):
        test_floats(1e-6, 6)
    assert Taylor(Real(), 6).sinc(Taylor(Real(), 6).variable(np.float64(1e-3))).coefficients[5] != 0


@pytest.mark.parametrize("radius", [0.5, 1.0, 2.5, 7.0])
@pytest.mark.parametrize("order", range(6))
def test_derivatives_over_balls_around_zero_hold_those_at_zero(radius: float, order: int) -> None:
    """They are 0 or ±1/(order + 1) there, by the series of sinc."""
    with Ball(64) as m:
        found = sinc.derivatives(m, m.arb(0, radius), 5)
        at_zero = m.arb((1, 0, -1, 0)[order % 4]) / (order + 1)
        assert len(found) == 6
        assert found[order].overlaps(at_zero)
