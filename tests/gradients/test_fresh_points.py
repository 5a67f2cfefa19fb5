"""Fresh points are near, differ in every element, and keep shape and format."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from derivcheck.gradients.fresh_points import DISTANCES, points, scale_of


@pytest.mark.parametrize("x", [np.float64(3.0), np.array([0.0, 1.0, -1e6]), np.zeros((2, 2)), np.float32(0.5)])
def test_fresh_points(x: Any) -> None:
    found = points(x, np.random.default_rng(0))
    assert len(found) == len(DISTANCES)
    for near, distance in zip(found, DISTANCES, strict=True):
        assert np.shape(near) == np.shape(x)
        assert np.asarray(near).dtype == np.asarray(x).dtype
        off = np.abs(near - x)
        assert np.all(off > 0)
        assert np.all(off <= distance * scale_of(x) * (1 + 1e-6))


def test_a_positive_number_stays_positive() -> None:
    x = np.array([1e-300, 1e-7, 5.0])
    assert all(np.all(p > 0) for p in points(x, np.random.default_rng(1)))
