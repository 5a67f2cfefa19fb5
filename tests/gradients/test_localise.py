"""Bisection finds planted errors, and no others, in few runs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from derivcheck.gradients.directions import draw
from derivcheck.gradients.localise import localise

N = 20_000


def planted(places: list[int], sizes: list[float]) -> tuple[Any, list[int]]:
    error = np.zeros(N)
    error[places] = sizes
    runs = [0]

    def residual(v: Any) -> tuple[Any, Any]:
        runs[0] += 1
        return v.reshape(len(v), -1) @ error, np.full(len(v), 1e-12)

    return residual, runs


@pytest.mark.parametrize("places", [[0], [N - 1], [4711], [3, 4], list(range(100, 110))])
def test_planted_errors_are_found(places: list[int]) -> None:
    residual, runs = planted(places, [1.0 + i for i in range(len(places))])
    direction = 1 + np.random.default_rng(0).random(N)
    assert sorted(localise(residual, direction)) == places
    assert runs[0] <= len(places) * (1 + np.log(N) / np.log(8) + 1)


def test_the_larger_error_is_found_first() -> None:
    residual, _ = planted([10, 15_000], [1.0, 5.0])
    assert localise(residual, np.ones(N)) == [15_000, 10]


def test_a_claim_that_is_wrong_everywhere_costs_no_more() -> None:
    residual, runs = planted(list(range(N)), [1.0] * N)
    assert len(localise(residual, np.ones(N))) == 16
    assert runs[0] < 100


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    residual, _ = planted([], [])
    assert localise(residual, np.ones(N)) == []


def test_the_shape_of_the_direction_is_kept() -> None:
    shapes = []

    def residual(v: Any) -> tuple[Any, Any]:
        shapes.append(v.shape)
        return v.reshape(len(v), -1)[:, 7], np.full(len(v), 1e-12)

    assert localise(residual, np.ones((4, 5))) == [7]
    assert {shape[1:] for shape in shapes} == {(4, 5)}


@pytest.mark.parametrize("places", [[0], [4711], [N - 1], [3, 17_000], [5, 6]])
def test_a_single_error_takes_three_directions_where_noise_leaves_its_place(places: list[int]) -> None:
    error = np.zeros(N)
    error[places] = [1.0, 1.5][: len(places)]
    asked = [0]
    rng = np.random.default_rng(1)

    def residual(v: Any) -> tuple[Any, Any]:
        asked[0] += len(v)
        return v @ error + rng.uniform(-1e-6, 1e-6, len(v)), np.full(len(v), 1e-6)

    assert sorted(localise(residual, draw(error, rng, 1)[0])) == places
    assert asked[0] <= (3 if len(places) == 1 else 80)


@pytest.mark.parametrize("places", [[1000, 15_000], [0, 2], [4000, 8000, 12_000]])
def test_the_mean_of_the_places_of_equal_errors_is_not_accused(places: list[int]) -> None:
    residual, _ = planted(places, [1.0] * len(places))
    assert sorted(localise(residual, np.ones(N))) == places
