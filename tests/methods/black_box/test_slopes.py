"""Slopes that converge slowly, against their limits; no bound fails on the battery, with and without noise."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import opaque_cases
import pytest
from opaque_cases import HARD, PLAIN, SPOILT, Case
from rows import of_each

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


@of_each(itertools.product([*PLAIN, *HARD], ["", *SPOILT]))
def test_the_bound_holds_on_the_battery(case: Case, spoil: str) -> None:
    f = Opaque(SPOILT[spoil](case.f) if spoil else case.f)
    for side in (1, -1):
        found = slopes.coarse(f, Window(case.x, 0.2 * max(abs(case.x), 0.5), side))
        assert found is None or abs(found.value - case.truth()) <= found.error_bound


def rough_below(part: float) -> Function:
    """Of slope 0 at 0: the fall of the slopes is that of a cube first, and then of a power that is hardly above 1."""
    return lambda x: abs(x) ** 3 + part * abs(x) ** 1.05


# What is seen down to a step only, with slope 0 at 0: each needs another part of the bound.
CUT_SHORT: dict[str, tuple[Function, float]] = {
    "what the series adds": (lambda x: x / math.log(abs(x)), 2.0**-40),
    "the slowest fall of a run": (rough_below(3e-8), 2.0**-24),
    "the last change, where none comes later": (rough_below(1e-9), 2.0**-21),
    "the wider of two series": (rough_below(1e-8), 2.0**-21),
}


@pytest.mark.parametrize("part", CUT_SHORT)
def test_the_bound_holds_where_steps_end_early(part: str) -> None:
    f, last = CUT_SHORT[part]
    found = slopes.coarse(lambda x: f(x) if abs(x) > last else math.nan if x else 0.0, Window(0.0, 0.2, 1))
    assert found is not None
    assert abs(found.value) <= found.error_bound < 0.1


def test_the_rounding_of_the_values_is_in_the_bound() -> None:
    """Numbers for which the last slopes of both series agree by chance, and only their rounding tells how far off."""
    level, slope, curvature = (
        float.fromhex(s) for s in ("0x1.464d862a535dp+17", "0x1.4fef7a100ea6p+0", "0x1.10d051p-2")
    )

    def level_and_parabola(x: float) -> float:
        return level + (slope * x + curvature * (x - 1) * abs(x - 1))

    found = slopes.coarse(level_and_parabola, Window(1.0, 0.2, 1))
    assert found is not None
    assert abs(found.value - slope) <= found.error_bound < 1e-3


@pytest.mark.parametrize("power", [1.1, 1.3, 1.5])
def test_the_limit_is_nearer_than_any_slope_that_is_seen(power: float) -> None:
    found = slopes.coarse(lambda x: abs(x) ** power + 2 * x, Window(0.0, 0.2, 1))
    assert found is not None
    smallest = found.step ** (power - 1)
    assert abs(found.value - 2) < smallest / 100


def test_two_series_that_tell_two_slopes_are_both_within_the_bound() -> None:
    """The slopes over 8^-k are near 1 + sin(0)/4, and those over 5/8 of that are not; there is no derivative."""

    def turning(x: float) -> float:
        return x * (1 + math.sin(2 * math.pi / 3 * math.log2(abs(x))) / 4) + abs(x) ** 1.5 if x else 0.0

    found = slopes.coarse(turning, Window(0.0, 0.2, 1))
    assert found is not None
    for first in (1.0, 0.625):
        h = 2.0**-45 * first
        assert abs(found.value - turning(h) / h) <= found.error_bound + 1e-6  # what |x|^1.5 adds is 2e-7


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
