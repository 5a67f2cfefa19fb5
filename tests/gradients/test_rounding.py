"""Measured rounding noise, against errors known from high precision."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest

from derivcheck.gradients.rounding import measured, neighbours, reach, unit_of, wider

POINTS = np.random.default_rng(3).uniform(0.5, 2, 200)


def cancelling(x: Any) -> Any:
    return (1 - np.cos(x)) / x**2


def stable(x: Any) -> Any:
    return np.exp(x) * np.sin(x)


def truth(name: str, x: float) -> Any:
    with mpmath.workdps(60):
        y = mpmath.mpf(float(x))
        return (1 - mpmath.cos(y)) / y**2 if name == "cancelling" else mpmath.exp(y) * mpmath.sin(y)


@pytest.mark.parametrize("bound", [measured, reach])
@pytest.mark.parametrize(("name", "scale"), [("cancelling", 1e-3), ("cancelling", 1e-5), ("stable", 1.0)])
def test_the_error_is_inside(bound: Any, name: str, scale: float) -> None:
    f = {"cancelling": cancelling, "stable": stable}[name]
    x = POINTS * scale
    value = f(x)
    noise = bound(f, x, value, np.random.default_rng(0))
    errors = np.array([float(abs(truth(name, p) - v)) for p, v in zip(x, value, strict=True)])
    assert np.all(errors <= noise)
    # Not so wide as to say nothing.
    assert np.median(noise) < 100 * np.max(errors)


def test_noise_that_is_left_out_would_be_found() -> None:
    x = POINTS * 1e-5
    errors = np.array([float(abs(truth("cancelling", p) - v)) for p, v in zip(x, cancelling(x), strict=True)])
    assert not np.all(errors <= 4 * unit_of(x) * cancelling(x))


def test_neighbours_are_a_few_units_away() -> None:
    x = np.array([1.0, -3.0, 0.0])
    for near in neighbours(x, np.random.default_rng(0)):
        assert near[2] == 0
        off = np.abs(near - x)[:2] / np.spacing(np.abs(x))[:2]
        assert np.all((off >= 1) & (off <= 8))
    assert len(neighbours(x, np.random.default_rng(0))) == 3


def test_the_next_format() -> None:
    assert wider(np.float32(1)).dtype == np.float64
    assert wider(np.longdouble(1)) is None
    assert unit_of(np.ones(2)) == 2.0**-53


def test_code_that_fails_at_neighbours_is_no_error() -> None:
    def picky(x: Any) -> Any:
        if not np.array_equal(x, [1.0]):
            raise ValueError
        return x

    assert measured(picky, np.array([1.0]), np.array([1.0]), np.random.default_rng(0)) == 4 * 2.0**-53
