"""Functions that choose elements by their values, against mpmath's derivatives of the piece that was chosen.

And linear interpolation, against the slopes of the lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from roundings import rounded

import derivcheck as dc
from derivcheck.arithmetic.precise import Precise
from derivcheck.autodiff.composites import statistics
from derivcheck.autodiff.forward import dual_functions
from derivcheck.autodiff.numbers.evaluation import differentiate

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
    np.testing.assert_allclose(np.ravel(dc.trace(f, X).gradient), found, rtol=8 * 2.0**-52)
    for i in range(X.size):
        with mpmath.workdps(40):
            point = [mpmath.mpf(v) for v in np.ravel(X)]
            exact = mpmath.diff(lambda t, i=i, p=point: chosen([*p[:i], t, *p[i + 1 :]]), point[i])
        # A few operations on numbers below 16.
        assert abs(mpmath.mpf(float(found[i])) - exact) <= 8 * 2.0**-53 * 16


def test_a_median_of_the_wrong_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: elements that are not sorted."""
    monkeypatch.setattr(statistics.np, "sort", lambda a, axis: a)
    with pytest.raises(AssertionError):
        test_choices("median of six")


NODES, VALUES = [0.0, 1.0, 3.0], [1.0, 3.0, 2.0]
AT = np.array([-1.0, 0.25, 0.5, 2.0, 4.0])


def test_slopes_are_those_of_the_lines() -> None:
    value, slope = dc.jvp(lambda x: np.interp(x, NODES, VALUES), AT, np.ones(5))
    assert np.array_equal(value, np.interp(AT, NODES, VALUES))
    assert slope == rounded([0.0, 2.0, 2.0, -0.5, 0.0], 4)


def test_second_derivatives_of_what_is_done_with_it() -> None:
    assert dc.hessian(lambda x: np.interp(x, NODES, VALUES) ** 2, 0.5) == rounded(8.0, 4)


def test_ends_may_be_given() -> None:
    found = dc.jvp(lambda x: np.interp(x, NODES, VALUES, left=7.0, right=8.0), AT, np.ones(5))[0]
    assert found[[0, -1]].tolist() == [7.0, 8.0]


def test_nodes_that_move() -> None:
    """On (0, 1), (t, 3), (3, 2) at 1: between the first two, 1 + 2/t."""
    found = dc.derivative(lambda t: np.interp(1.0, np.stack([0 * t, t, 3 + 0 * t]), VALUES), 1.5)
    assert found == rounded(-2 / 1.5**2, 8)


@pytest.mark.parametrize("x", NODES)
def test_a_node_is_a_bend(x: float) -> None:
    with pytest.warns(dc.KinkWarning, match="interp at 1"):
        dc.derivative(lambda t: np.interp(t, NODES, VALUES), x)
    edges = differentiate(lambda t: np.interp(t, NODES, VALUES), x, 1.0, Precise(80)).edges
    assert 0 in [float(e) for e in edges]


def test_a_planted_slope_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(dual_functions.FUNCTIONS, np.interp, lambda x, xp, fp: 2 * x)
    with pytest.raises(AssertionError):
        test_slopes_are_those_of_the_lines()
