"""Functions that choose elements by their values, against mpmath's derivatives of the piece that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.forward import dual_choosing

X = np.array([[0.3, -1.2, 2.0], [1.5, 0.7, -0.4]])

CHOICES: dict[str, tuple[Callable[[Any], Any], Callable[[list[Any]], Any]]] = {
    "median of six": (np.median, lambda x: (x[0] + x[4]) / 2),
    "median of five": (lambda x: np.median(np.ravel(x)[:5]), lambda x: x[4]),
    "median along an axis": (lambda x: np.sum(np.median(x, axis=1) * np.array([1.0, 2.0])), lambda x: x[0] + 2 * x[4]),
    "median with axes kept": (lambda x: np.sum(np.median(x, keepdims=True) * x), lambda x: sum(x) * (x[0] + x[4]) / 2),
    "nansum": (lambda x: np.nansum(np.where(x > 1, np.nan, x**2)), lambda x: sum(x[i] ** 2 for i in (0, 1, 4, 5))),
    "nanprod": (lambda x: np.nanprod(np.where(x > 1, np.nan, x)), lambda x: x[0] * x[1] * x[4] * x[5]),
    "piecewise": (
        lambda x: np.sum(np.piecewise(x, [x < 0, x > 1], [lambda t: t**2, lambda t: np.exp(t), 7.0])),
        lambda x: x[1] ** 2 + x[5] ** 2 + mpmath.exp(x[2]) + mpmath.exp(x[3]) + 14,
    ),
    "select": (
        lambda x: np.sum(np.select([x < 0, x > 1], [x**2, x**3], 0.5)),
        lambda x: x[1] ** 2 + x[5] ** 2 + x[2] ** 3 + x[3] ** 3,
    ),
    "nan_to_num": (
        lambda x: np.sum(np.nan_to_num(np.where(x > 1, np.inf, x), posinf=3.0)),
        lambda x: x[0] + x[1] + x[4] + x[5],
    ),
}


@pytest.mark.parametrize("name", CHOICES)
def test_choices(name: str) -> None:
    f, chosen = CHOICES[name]
    found = np.ravel(dc.gradient(f, X))
    for i in range(X.size):
        with mpmath.workdps(40):
            point = [mpmath.mpf(v) for v in np.ravel(X)]
            exact = mpmath.diff(lambda t, i=i, p=point: chosen([*p[:i], t, *p[i + 1 :]]), point[i])
        # A few operations on numbers below 16.
        assert abs(mpmath.mpf(float(found[i])) - exact) <= 8 * 2.0**-53 * 16


def test_a_median_of_the_wrong_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: elements that are not sorted."""
    monkeypatch.setattr(dual_choosing.np, "sort", lambda a, axis: a)
    with pytest.raises(AssertionError):
        test_choices("median of six")
