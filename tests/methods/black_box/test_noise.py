"""The noise of opaque code: it is more than the true error; a tenth of it would not be."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from opaque_cases import PLAIN, SPOILT, Case

from derivcheck.methods.black_box import chebyshev_fit
from derivcheck.methods.black_box.chebyshev_fit import Fit, Window
from derivcheck.methods.black_box.noise import noise, spread
from derivcheck.methods.black_box.noise_or_structure import is_noise


def error(case: Case, f: Callable[[float], float]) -> float:
    """The greatest error of f in ten neighbours of the point."""
    near = [case.x + k * math.ulp(case.x or 1.0) for k in range(10)]
    with mpmath.workdps(60):
        g = case.make(mpmath.mp)
        return max(float(abs(mpf(f(x)) - g(mpf(x)))) for x in near)


CASES = [case for case in PLAIN if 1e-3 < abs(case.f(case.x)) < 1e100]


@pytest.mark.parametrize("case", PLAIN, ids=str)
def test_plain_code_is_little_but_not_without_noise(case: Case) -> None:
    found = noise(case.f, case.x)
    assert math.ulp(case.f(case.x)) <= found <= 1e-9 * abs(case.f(case.x))
    assert error(case, case.f) <= found


@pytest.mark.parametrize("spoil", [*SPOILT.values()], ids=SPOILT)
def test_noise_is_an_upper_bound(spoil: Callable[[Any], Any]) -> None:
    assert [str(c) for c in CASES if error(c, spoil(c.f)) > noise(spoil(c.f), c.x)] == []


def test_a_thirtieth_of_it_would_not_be() -> None:
    spoil = SPOILT["random 1e-8"]
    assert any(error(c, spoil(c.f)) > noise(spoil(c.f), c.x) / 30 for c in CASES)


def test_cancellation_is_noise() -> None:
    assert noise(lambda x: (1 - math.cos(x)) / (x * x), 1e-6) > 1e-6
    assert noise(lambda x: math.log(1 + x) / x, 1e-10) > 1e-8


@pytest.mark.parametrize("x", [1e-30, -1e-200])
def test_steps_in_the_scale_of_1_are_noise_at_a_tiny_point_too(x: float) -> None:
    """Within multiples of such a point the values stay the same."""
    assert 1e-11 < noise(lambda t: 1 + round(t, 10), x) < 1e-8


@pytest.mark.parametrize(("f", "x"), [(math.sqrt, 0.0), (math.asin, 1.0)])
def test_the_end_of_a_domain_is_looked_at_from_inside(f: Callable[[float], float], x: float) -> None:
    assert noise(f, x) < math.inf


@pytest.mark.parametrize("f", [math.log, lambda x: math.nan, lambda x: 1 / (x + 1)])
def test_without_values_it_is_infinite(f: Callable[[float], float]) -> None:
    assert noise(f, -1.0) == math.inf


def test_constants_have_the_least() -> None:
    assert noise(lambda x: 2.0, 1.0) == 4 * math.ulp(2.0)
    assert noise(lambda x: 0.0, 0.0) > 0


def test_the_spread_of_runs_is_the_largest_move_of_each_element() -> None:
    value = np.array([1.0, 2.0])
    values = [np.array([1.5, 2.0]), np.array([0.75, 0.5]), np.array([np.inf, 2.0]), np.zeros(3), "no number"]
    assert spread(values, value).tolist() == [0.5, 1.5]
    assert spread([], value).tolist() == [0.0, 0.0]


def test_neighbours_that_fall_together_have_no_scale() -> None:
    assert noise(lambda x: x, 5e-324) < 1e-20


def test_steps_are_told_where_nothing_moves_them() -> None:
    """All values are 0 around the extreme, and the mean slope is exactly 0: the steps are elsewhere."""

    def steps(x: float) -> float:
        return round(x * x, 6)

    fit = chebyshev_fit.fit(steps, Window(0.0, 0.2), 1)
    assert isinstance(fit, Fit)
    level = dataclasses.replace(
        fit, coefficients=np.where(np.arange(len(fit.coefficients)) == 1, 0.0, fit.coefficients)
    )
    assert level.slope == 0
    assert is_noise(steps, level)


def test_three_values_are_no_steps() -> None:
    """A step has two sides: what jumps to and fro among three values is noise, whatever f does elsewhere."""
    levels = itertools.cycle([0.0, 1e-6, 2e-6, 1e-6, 0.0, 2e-6])

    def noisy(x: float) -> float:
        return 0.8 + next(levels) if abs(x - 1) < 1e-3 else math.sin(x)

    fit = chebyshev_fit.fit(lambda x: math.sin(x) + 1e-6 * math.sin(1e4 * x), Window(1.0, 0.2), 1)
    assert isinstance(fit, Fit)
    assert is_noise(noisy, fit)
    assert not is_noise(math.sin, fit)
