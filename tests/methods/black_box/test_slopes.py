"""Slopes that converge slowly, against their limits; no bound fails on the battery, with and without noise."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import opaque_cases
import pytest
from opaque_cases import HARD, PLAIN, SPOILT, Case

import derivcheck as dc
from derivcheck.methods.black_box import adaptive, slopes
from derivcheck.methods.black_box.chebyshev_fit import Window
from derivcheck.methods.black_box.opaque import Opaque

Function = Callable[[float], float]

# A function, a point, and its derivative there.
ROUGH: dict[str, tuple[Function, float, float]] = {
    "|x|^1.5": (lambda x: abs(x) ** 1.5 + x, 0.0, 1.0),
    "|x|^1.5 at 0.1": (lambda x: abs(x - 0.1) ** 1.5 - 2 * x, 0.1, -2.0),
    "|x|^1.3 at 1": (lambda x: abs(x - 1) ** 1.3 + x, 1.0, 1.0),
    "|x|^1.1": (lambda x: abs(x) ** 1.1 + 2 * x, 0.0, 2.0),
    "|x|^2.5": (lambda x: abs(x) ** 2.5, 0.0, 0.0),
    "x^2 log": (lambda x: x * x * math.log(abs(x)) if x else 0.0, 0.0, 0.0),
    "x^2 sin(1/x)": (lambda x: x * x * math.sin(1 / x) + x if x else 0.0, 0.0, 1.0),
    "from one side": (lambda x: x**1.5 - x, 0.0, -1.0),
}

# These have no derivative at the point, or one that nothing converges to.
NONE: dict[str, tuple[Function, float]] = {
    "root": (lambda x: math.sqrt(abs(x)), 0.0),
    "x log": (lambda x: x * math.log(abs(x)) if x else 0.0, 0.0),
    "wave in log x": (lambda x: x * math.sin(math.log(abs(x))) if x else 0.0, 0.0),
    "step": (lambda x: math.copysign(1.0, x) + x, 0.0),
    "two slopes": (lambda x: abs(x) ** 1.5 + abs(x), 0.0),
}


@pytest.mark.parametrize("name", ROUGH)
def test_a_slow_limit_is_within_its_bound(name: str) -> None:
    f, x, truth = ROUGH[name]
    found = adaptive.estimate(f, x)
    assert abs(found.value - truth) <= found.error_bound < 0.5
    assert found.note is not None


@pytest.mark.parametrize("name", NONE)
def test_where_there_is_no_limit_none_is_told(name: str) -> None:
    f, x = NONE[name]
    assert adaptive.estimate(f, x).error_bound == math.inf


def test_two_slopes_are_told_of_a_rough_bend() -> None:
    assert adaptive.estimate(*NONE["two slopes"]).note == "bent: the derivative is -1 from below and 1 from above"


@pytest.mark.parametrize("spoil", ["", *SPOILT])
@pytest.mark.parametrize("case", [*PLAIN, *HARD], ids=str)
def test_the_bound_holds_on_the_battery(case: Case, spoil: str) -> None:
    f = Opaque(SPOILT[spoil](case.f) if spoil else case.f)
    for side in (1, -1):
        found = slopes.coarse(f, Window(case.x, 0.2 * max(abs(case.x), 0.5), side))
        assert found is None or abs(found.value - case.truth()) <= found.error_bound


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_limit(seed: int) -> None:
    noisy = Opaque(opaque_cases.noisy(lambda x: abs(x) ** 1.5 + x + 1, 1e-8, seed))
    found = slopes.coarse(noisy, Window(0.0, 0.1, 1))
    assert found is None or abs(found.value - 1) <= found.error_bound


@pytest.mark.parametrize("wrong", [-1.0, 2.0, 1.1])
def test_a_gross_error_where_f_is_hardly_smooth_is_refuted(wrong: float) -> None:
    """By values alone, of code of one number and of an array."""

    def f(x: float) -> float:
        return abs(float.fromhex(float(x).hex())) ** 1.5 + x

    def slope(x: float) -> float:
        return 1 + 1.5 * math.copysign(math.sqrt(abs(x)), x)

    assert dc.check_derivative(f, slope, 0.0).verdict is dc.Verdict.AGREES
    assert dc.check_derivative(f, lambda x: wrong * slope(x), 0.0).verdict is dc.Verdict.REFUTED
    at = np.array([0.0, 1.0])
    gradient = wrong * np.array([slope(0.0), slope(1.0)])
    assert dc.check_gradient(lambda x: f(x[0]) + f(x[1]), gradient, at).verdict is dc.Verdict.REFUTED
