"""Slopes of lines through logarithms, against powers that are known."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest
from roundings import rounded

from derivcheck.methods.differences.power_laws import fit, smaller_half


def points(*sizes: float) -> list[Any]:
    """At steps of 1, 1/2, 1/4 and so on."""
    return [SimpleNamespace(h=2.0**-k, part=size) for k, size in enumerate(sizes)]


def part(p: Any) -> float:
    return float(p.part)


@pytest.mark.parametrize("power", [-1, 0, 1, 2, 6])
def test_the_slope_is_the_power(power: int) -> None:
    law = fit(points(*(3 * 2.0 ** (-power * k) for k in range(6))), part)
    # Logarithms up to 25, each of a rounding or two, over steps whose logarithms are 3 apart.
    assert law.slope == rounded(power, 60, size=25)
    assert law.deviation(power) == rounded(0, 60, size=25)
    assert law.deviation(power + 1) > 0.5


def test_of_one_step_there_is_no_slope() -> None:
    assert math.isnan(fit(points(1.0), part).slope)
    assert math.isnan(fit(points(1.0, 0.0, math.inf, 5e-324), part).slope)
    assert fit(points(1.0), part).deviation(1) == 0


@pytest.mark.parametrize(("count", "kept"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (9, 5)])
def test_the_smaller_half_is_of_two_steps_where_there_are_two(count: int, kept: int) -> None:
    shown = points(*range(1, count + 1))
    mixed = [p for each in shown for p in (SimpleNamespace(h=each.h, part=0.0), each)]
    assert smaller_half(shown, part) == smaller_half(mixed, part) == shown[count - kept :]
