"""The fit over one window: the oracle is mpmath; too few coefficients show that the tests can fail."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from roundings import rounded

from derivcheck.methods.black_box.chebyshev_fit import COUNT, UNIT, Fit, Window, fit

WINDOWS = [Window(0.5, 0.1), Window(0.0, 0.3), Window(-2.0, 0.5), Window(1.0, 0.2, 1), Window(1.0, 0.2, -1)]


def fitted(window: Window, order: int = 1) -> Fit:
    found = fit(math.exp, window, order)
    assert isinstance(found, Fit)
    return found


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("window", WINDOWS)
def test_value_and_bound(window: Window, order: int) -> None:
    found = fitted(window, order)
    error = abs(found.value - mpmath.exp(window.x))
    assert error <= found.bound < 10.0 ** (5 * order - 14)


@pytest.mark.parametrize("window", WINDOWS[:3])
def test_coefficients_are_those_of_the_chebyshev_series(window: Window) -> None:
    series = [2 * mpmath.exp(window.x) * mpmath.besseli(k, window.radius) for k in range(1, 8)]
    assert fitted(window).coefficients[1:8] == rounded([float(c) for c in series], 8, size=math.exp(window.x))


def test_a_lost_coefficient_would_be_caught() -> None:
    found = fitted(Window(0.5, 0.1))
    spoilt = dataclasses.replace(found, coefficients=np.where(np.arange(COUNT) == 3, 0, found.coefficients))
    assert abs(spoilt.value - math.exp(0.5)) > spoilt.bound


@pytest.mark.parametrize("x", [1.0, -0.3, 1e-3, 1e9, 1 / 3])
def test_pairs_are_exact_where_x_is_not_small(x: float) -> None:
    nodes = [Fraction(float(y)) for y in Window(x, 0.1 * abs(x)).nodes()]
    assert all(a + b == 2 * Fraction(x) for a, b in zip(nodes, reversed(nodes), strict=True))


def test_outside_of_the_domain_the_distance_is_told() -> None:
    found = fit(lambda x: math.nan if x < 0.45 else x, Window(0.5, 0.1), 1)
    assert isinstance(found, float)
    assert 0.05 < found <= 0.1


def test_nodes_that_fall_together_have_no_coefficients() -> None:
    found = fit(lambda x: x, Window(1.0, 1e-17), 1)
    assert isinstance(found, Fit)
    assert not np.all(np.isfinite(found.coefficients)) or found.bound == math.inf


def test_tail_and_floor() -> None:
    found = fitted(Window(0.5, 0.1))
    assert found.at_floor
    assert not found.constant
    rough = fit(lambda x: math.exp(x) + 1e-6 * math.sin(1e9 * x), Window(0.5, 0.1), 1)
    assert isinstance(rough, Fit)
    assert rough.level
    assert 1e-8 < rough.tail < 1e-6


@pytest.mark.parametrize(("side", "faced"), [(0, [-0.5, 0.25]), (1, [0.5, 0.25]), (-1, [-0.5, -0.25])])
def test_parts_lie_where_the_window_is(side: int, faced: list[float]) -> None:
    window = Window(1.0, 0.5, side)
    assert window.facing([-0.5, 0.25]).tolist() == faced
    assert np.all(np.abs(window.position(window.arguments(window.facing([-1.0, 0.3, 1.0])))) <= 1 + 4 * UNIT)
