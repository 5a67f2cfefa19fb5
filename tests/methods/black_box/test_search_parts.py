"""Plateaus, the ladder, the reach and steps: what each tells apart, both ways."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from opaque_cases import noisy

from derivcheck.methods.black_box import chebyshev_fit, noise_or_structure, scale_search, staircase
from derivcheck.methods.black_box.chebyshev_fit import Fit, Window
from derivcheck.methods.black_box.domain_window import reach
from derivcheck.methods.black_box.opaque import Opaque

Function = Callable[[float], float]

NOISE: dict[str, Function] = {
    "random": noisy(math.exp, 1e-7),
    "float32": lambda x: float(np.float32(math.exp(x))),
    "float32 argument": lambda x: math.exp(float(np.float32(x))),
    "rounded": lambda x: round(math.exp(x), 5),
    "cancelling": lambda x: (math.exp(x) + 1e9) - 1e9,
}
STRUCTURE: dict[str, Function] = {
    "fine": lambda x: math.exp(x) + 1e-6 * math.sin(1e4 * x),
    "a bend": lambda x: math.exp(x) + 1e-3 * abs(x - 1.0),
    "a bend beside": lambda x: math.exp(x) + 1e-3 * abs(x - 1.02),
    "a jump beside": lambda x: math.exp(x) + 1e-4 * (x > 1.03),
    "flat on one side": lambda x: max(x - 1.01, 0.0) ** 2,
}


def fitted(f: Function) -> Fit:
    found = chebyshev_fit.fit(f, Window(1.0, 0.1), 1)
    assert isinstance(found, Fit)
    return found


@pytest.mark.parametrize("name", NOISE)
def test_noise_is_known(name: str) -> None:
    f = Opaque(NOISE[name])
    assert noise_or_structure.is_noise(f, fitted(f))


@pytest.mark.parametrize("name", STRUCTURE)
def test_structure_is_no_noise(name: str) -> None:
    f = Opaque(STRUCTURE[name])
    assert not noise_or_structure.is_noise(f, fitted(f))


def test_beside_the_domain_nothing_is_noise() -> None:
    found = fitted(NOISE["random"])
    assert not noise_or_structure.is_noise(lambda x: math.nan, found)


@pytest.mark.parametrize("frequency", [1e2, 1e4, 1e6])
def test_the_ladder_finds_the_scale(frequency: float) -> None:
    found = scale_search.find_scale(lambda x: math.sin(frequency * x + 1), Window(0.5, 0.1), lambda: True)
    assert found.radius is not None
    assert 1e-3 < found.radius * frequency < 3


@pytest.mark.parametrize(("f", "bent"), [(abs, True), (math.sin, False), (lambda x: math.exp(-abs(x)), True)])
def test_the_ladder_tells_a_bend(f: Function, bent: bool) -> None:
    assert scale_search.find_scale(f, Window(0.0, 0.1), lambda: True).bent is bent


def test_the_ladder_ends() -> None:
    f = Opaque(noisy(math.exp, 0.5))
    assert scale_search.find_scale(f, Window(1.0, 0.1), lambda: f.evaluations < 9) == scale_search.Scale(None)
    assert f.evaluations <= 10


def test_a_flat_piece_is_found_but_not_made_of_rounding() -> None:
    assert scale_search.find_scale(lambda x: max(x - 1e-3, 0.0), Window(0.0, 0.05), lambda: True).radius is not None
    assert scale_search.find_scale(lambda x: 1 + abs(x), Window(0.0, 0.05), lambda: True) == scale_search.Scale(
        None, bent=True
    )


@pytest.mark.parametrize(
    ("f", "x", "side", "most"),
    [
        (math.sin, 1.0, 0, 0.1),
        (math.log, 1e-9, 0, 1e-9),
        (lambda x: math.sqrt(x - 1), 1 + 1e-6, 0, 1e-6),
        (math.asin, 1.0, -1, 0.1),
        (math.sqrt, 0.0, 1, 0.05),
        (lambda x: math.log(1 - x * x), 1 - 1e-3, 0, 1e-3),
    ],
)
def test_the_reach(f: Function, x: float, side: int, most: float) -> None:
    found = reach(Opaque(f), x).window
    assert found is not None
    assert found.side == side
    assert 1e-3 * most < found.radius <= most


def test_without_neighbours_there_is_no_reach() -> None:
    assert reach(lambda x: math.nan, 1.0).window is None
    assert reach(Opaque(math.sqrt), 0.0, side=-1).window is None


@pytest.mark.parametrize(
    ("f", "x", "radius", "on"),
    [
        (lambda x: round(x, 6), 0.5, 1e-7, True),
        (lambda x: float(np.float32(math.exp(x))), 0.5, 1e-9, True),
        (lambda x: math.tan(float(np.float32(x))), 1.57, 1e-9, True),
        (math.floor, 0.5, 0.1, True),
        (lambda x: 1.0, 0.5, 0.1, False),
        (lambda x: max(x, 0.0), -3.0, 0.3, False),
        (lambda x: max(x, 0.0) ** 2, -1e-3, 1e-4, False),
        (math.tanh, 30.0, 3.0, False),
        (lambda x: sorted((x, 0.9, 1.1))[1], 0.3, 0.03, False),
    ],
)
def test_steps(f: Function, x: float, radius: float, on: bool) -> None:
    assert staircase.on_a_step(Opaque(f), Window(x, radius)) is on
