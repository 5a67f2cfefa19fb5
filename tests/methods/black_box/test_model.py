"""The polynomial in the place of opaque code: its truncation is off by no more than it says."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest

from derivcheck.methods.black_box import adaptive
from derivcheck.methods.black_box.model import Model
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.methods.differences.schemes import Stencil, stencil

CASES: list[tuple[Callable[[float], float], Callable[..., object], float]] = [
    (math.sin, mpmath.sin, 1.0),
    (math.exp, mpmath.exp, -2.0),
    (math.atan, mpmath.atan, 0.3),
    (lambda x: math.log(1 + x * x), lambda x: mpmath.log(1 + x * x), 0.7),
    (lambda x: x**3 - x, lambda x: x**3 - x, 0.5),
]


def model(f: Callable[[float], float], x: float) -> Model:
    fit, found = adaptive.fitted(Opaque(f), x)
    assert fit is not None
    return Model(fit, found.value, 1e-15)


def truncation(s: Stencil, f: Callable[..., Any], slope: Any, x: float, h: float) -> Any:
    """Of a stencil, with exact nodes."""
    nodes = [mpmath.mpf(x) + mpmath.mpf(g.numerator) / g.denominator * mpmath.mpf(h) for g in s.offsets]
    weights = [mpmath.mpf(c.numerator) / c.denominator for c in s.weights]
    return sum(c * f(y) for c, y in zip(weights, nodes, strict=True)) / mpmath.mpf(h) - slope


@pytest.mark.parametrize("scheme", ["forward-1", "central-2", "central-4", "backward-2"])
@pytest.mark.parametrize(("f", "exact", "x"), CASES)
def test_the_truncation_is_within_its_uncertainty(
    f: Callable[[float], float], exact: Callable[..., Any], x: float, scheme: str
) -> None:
    found, s = model(f, x), stencil(scheme)
    for h in (1e-2, 1e-3, 1e-4):
        assert found.reaches(s, h)
        with mpmath.workdps(50):
            truth = truncation(s, exact, mpmath.diff(exact, mpmath.mpf(x)), x, h)
            slope = mpmath.mpf(found.coefficients[1]) / float(found.fit.window.half)
            assert abs(truth - truncation(s, found, slope, x, h)) <= found.uncertainty(s, h)
            assert found.uncertainty(s, h) <= abs(truth) * 1e-3 + 1e-12


def test_beyond_the_window_nothing_is_known() -> None:
    found = model(math.sin, 1.0)
    assert not found.reaches(stencil("central-2"), 2 * found.fit.window.radius)
    assert np.isinf(found.values(np.array([1.0, 5.0]))[1]).tolist() == [False, True]


def test_what_noise_hides_is_zero() -> None:
    found = model(lambda x: 3 * x + 1, 0.5)
    assert len(found.coefficients) == 2
    assert abs(found.slope - 3) <= found.fit.bound < 1e-12


def test_beyond_the_edge_of_a_domain_nothing_is_known() -> None:
    found = model(lambda x: math.exp(x) if x >= 0.5 else math.nan, 0.5)
    assert found.fit.window.side == 1
    assert np.isinf(found.values(np.array([0.4999, 0.5, 0.5001]))[1]).tolist() == [True, False, False]
