"""Rounding jumps between neighbouring floats at several places; smooth structure and one jump do not."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from derivcheck.methods.black_box import chebyshev_fit
from derivcheck.methods.black_box.chebyshev_fit import Fit, Window
from derivcheck.methods.black_box.jumps import jumps, rounding
from derivcheck.methods.black_box.opaque import Opaque


def is_rough(f: Callable[[float], float], x: float, size: float) -> bool:
    fit = chebyshev_fit.fit(f, Window(x, 0.05), 1)
    assert isinstance(fit, Fit)
    return rounding(Opaque(f), fit, 8.5e-7, size)


@pytest.mark.parametrize(
    ("f", "x", "size", "rough"),
    [
        (lambda x: (1 - math.cos(x)) / x**2, 1e-3, 1e-10, True),
        (lambda x: (1 - math.cos(x)) / x**2, 1e-3, 1e-6, False),
        (math.sin, 0.3, 1e-12, False),
        (lambda x: math.sin(x) + 1e-9 * math.sin(1e8 * x), 0.3, 1e-9, False),
        (lambda x: math.sin(x) + 1e-3 * (x > 0.3), 0.3, 1e-3, False),
    ],
)
def test_rounding(f: Callable[[float], float], x: float, size: float, rough: bool) -> None:
    assert is_rough(f, x, size) is rough


def test_bisection_gives_up_soon_where_f_is_smooth() -> None:
    f = Opaque(lambda x: 1e-9 * math.sin(1e8 * x))
    assert not jumps(f, 0.3, 0.30001, 1e-9)
    assert f.evaluations < 20
    step = Opaque(lambda x: float(x > 0.300003))
    assert jumps(step, 0.3, 0.30001, 1e-9)
