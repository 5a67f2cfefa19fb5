"""Linear interpolation in forward mode, against the slopes of the lines."""

from __future__ import annotations

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.forward import dual_array
from derivcheck.ground.errors import UnsupportedOperation

NODES, VALUES = [0.0, 1.0, 3.0], [1.0, 3.0, 2.0]
X = np.array([-1.0, 0.25, 0.5, 2.0, 4.0])


def test_slopes_are_those_of_the_lines() -> None:
    value, slope = dc.jvp(lambda x: np.interp(x, NODES, VALUES), X, np.ones(5))
    assert np.array_equal(value, np.interp(X, NODES, VALUES))
    assert slope == pytest.approx([0.0, 2.0, 2.0, -0.5, 0.0])


def test_second_derivatives_of_what_is_done_with_it() -> None:
    assert dc.hessian(lambda x: np.interp(x, NODES, VALUES) ** 2, 0.5) == pytest.approx(8.0)


def test_ends_may_be_given() -> None:
    found = dc.jvp(lambda x: np.interp(x, NODES, VALUES, left=7.0, right=8.0), X, np.ones(5))[0]
    assert found[[0, -1]] == pytest.approx([7.0, 8.0])


def test_nodes_that_move_are_refused() -> None:
    with pytest.raises(UnsupportedOperation, match="interp"):
        dc.derivative(lambda t: np.interp(t, [0.0, t, 3.0], VALUES), 1.0)


def test_a_planted_slope_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(dual_array.FUNCTIONS, np.interp, lambda x, xp, fp: 2 * x)
    with pytest.raises(AssertionError):
        test_slopes_are_those_of_the_lines()
