"""Both sides of a point, on functions whose one-sided derivatives are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from roundings import rounded

from derivcheck.gradients import kinks
from derivcheck.gradients.kinks import Sides, examine, smooth_along

pytestmark = pytest.mark.usefixtures("blind")

Slope = Callable[[Any], Any]


def look(slope: Slope, noise: float = 1e-16) -> Callable[[Any], tuple[Any, Any]]:
    return lambda x: (np.asarray(slope(x)), np.full(np.shape(x), noise))


def sides(value: Slope, slope: Slope, x: Any, noise: float = 1e-16) -> Any:
    return examine(look(slope, noise), value, np.asarray(x, dtype=float)[()], np.random.default_rng(0))


def test_a_kink_and_both_sides() -> None:
    found = sides(lambda x: np.sum(np.abs(x)), np.sign, [0.0, 1.0])
    assert found.bent.tolist() == [True, False]
    assert (found.left[0], found.right[0]) == (-1, 1)
    assert not found.jump


@pytest.mark.parametrize(
    ("value", "slope", "at"),
    [
        (lambda x: np.abs(x - 0.3) + np.exp(x - 0.3), lambda x: np.sign(x - 0.3) + np.exp(x - 0.3), 0.3),
        (lambda x: np.abs(x) + np.sin(x), lambda x: np.sign(x) + np.cos(x), 0.0),
    ],
)
def test_a_side_that_is_0_is_called_0(value: Slope, slope: Slope, at: float) -> None:
    found = sides(value, slope, at)
    assert found.bent
    # A line leaves out what is of second order in the distance, below a rounding, of which five are of numbers below 4.
    assert (found.left, found.right) == (0, rounded(2, 6, size=4))


def test_a_side_that_is_small_is_not() -> None:
    found = sides(lambda x: np.abs(x) + (1 + 1e-9) * x, lambda x: np.sign(x) + 1 + 1e-9, 0.0)
    assert found.left == rounded(1e-9, 6, size=1)


@pytest.mark.parametrize("power", [1, 2, 3])
@pytest.mark.parametrize("x", [0.0, 1.0, -1e6, 1e-300])
def test_a_smooth_function_has_none(power: int, x: float) -> None:
    assert not sides(lambda y: y**power, lambda y: power * y ** (power - 1), x).any


def test_rounding_noise_is_no_kink() -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        noisy = lambda y: 1 + 1e-9 * rng.normal()  # noqa: E731
        found = sides(lambda y: y, noisy, 1.0, noise=1e-9)
        assert not found.any


def test_a_kink_beside_the_point_is_none_at_it() -> None:
    assert not sides(lambda y: np.abs(y - 1), lambda y: np.sign(y - 1), 1 + 1e-12).any


def test_a_jump() -> None:
    found = sides(np.floor, lambda y: 0.0 * y, 2.0)
    assert found.jump
    assert not found.bent


@pytest.mark.parametrize("off", [6.0, -1e-6])
def test_a_value_apart_from_both_sides_is_a_jump(off: float) -> None:
    apart = lambda y: np.where(y == 0.5, y * y + off, y * y)  # noqa: E731
    assert sides(apart, lambda y: 2 * y, 0.5).jump
    assert not sides(apart, lambda y: 2 * y, 0.25).any


def test_a_value_apart_by_rounding_is_none() -> None:
    assert not sides(lambda y: np.where(y == 0.5, y * y + 1e-16, y * y), lambda y: 2 * y, 0.5).any


def test_an_edge_of_the_domain_cannot_be_looked_at() -> None:
    assert sides(np.sqrt, lambda y: 0.5 / np.sqrt(y), 0.0) is None


X = np.random.default_rng(0).normal(size=500)
X[7] = 0

SMOOTH: dict[str, Callable[[Any], Any]] = {
    "squares": lambda x: np.sum(x**2),
    "a squared bend": lambda x: np.sum(np.maximum(x, 0) ** 2),
    "an array": np.sin,
    "a bend nearby": lambda x: np.sum(np.abs(x - 1e-9)),
}
BENT: dict[str, Callable[[Any], Any]] = {
    "absolute values": lambda x: np.sum(np.abs(x)),
    "a branch of where": lambda x: np.sum(np.where(x > 0, x, 0.5 * x)),
    "an array": np.abs,
    "a bend that is not at zero": lambda x: np.abs(x[3] - X[3]) + np.sum(x**2),
}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", SMOOTH)
def test_a_smooth_function(name: str, seed: int) -> None:
    assert smooth_along(SMOOTH[name], X, np.random.default_rng(seed))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", BENT)
def test_a_function_that_bends(name: str, seed: int) -> None:
    assert not smooth_along(BENT[name], X, np.random.default_rng(seed))


def test_code_that_forward_mode_refuses_is_not_called_smooth() -> None:
    assert not smooth_along(lambda x: float(x[0]), X, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("near", "far", "bent"), [(1.0, 1.0, True), (1.0, 1.9, True), (1.0, 2.1, False), (2.1, 1.0, False)]
)
def test_a_kink_is_as_large_at_both_distances(near: float, far: float, bent: bool) -> None:
    one, other = (Sides(np.array([0.0]), np.array([gap]), np.array([True]), False) for gap in (near, far))
    assert kinks._both(one, other).bent.tolist() == [bent]
