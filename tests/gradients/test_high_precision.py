"""NumPy code in high precision, against mpmath's own functions."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest
from roundings import rounded

from derivcheck.gradients import high_precision
from derivcheck.ground.errors import DerivcheckError, DomainError, UnsupportedOperation

X = np.array([1e-9, 0.5, 2.0])


def f(x: Any) -> Any:
    return (1 - np.cos(x)) / x**2


def test_values_are_right_to_the_last_bit() -> None:
    found = high_precision.value(f, X)
    with mpmath.workdps(60):
        truth = [(1 - mpmath.cos(mpmath.mpf(x))) / mpmath.mpf(x) ** 2 for x in X]
        assert all(abs(t - v) <= b for t, v, b in zip(truth, found.value, found.bound, strict=True))
    assert found.value[0] == 0.5
    assert abs(f(X)[0] - 0.5) > 0.1  # what float64 makes of it


def test_columns() -> None:
    value, found = high_precision.columns(lambda x: np.array([x[0] * x[1], np.sin(x[2])]), X)
    assert np.all(np.abs(value.value - [X[0] * X[1], np.sin(X[2])]) <= value.plain)
    assert found.value.tolist() == [[0.5, 1e-9, 0], [0, 0, rounded(np.cos(2.0), 3)]]
    assert found.value.shape == (2, 3)


def test_what_it_refuses() -> None:
    with pytest.raises(UnsupportedOperation, match="too many"):
        high_precision.columns(np.sum, np.ones(513))
    with pytest.raises(UnsupportedOperation, match="too many"):
        high_precision.value(np.sum, np.ones(1000))
    with pytest.raises(DomainError, match="bends"):
        high_precision.columns(np.abs, np.float64(0))
    with pytest.raises((DerivcheckError, ZeroDivisionError)):
        high_precision.value(lambda x: 1 / x, np.float64(0))


DATA = np.ones((300, 300))
LARGE: dict[str, Any] = {
    "matmul": lambda x: DATA @ x,
    "einsum": lambda x: np.einsum("ij,j->i", DATA, x),
    "outer": lambda x: np.outer(x, x),
    "solve": lambda x: np.linalg.solve(np.eye(300), x),
    "a constant": lambda x: x[0] * DATA,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_data_inside_of_code_is_refused_soon(name: str) -> None:
    with pytest.raises(UnsupportedOperation, match="too many operations"):
        high_precision.value(LARGE[name], np.ones(300))
    assert high_precision.value(lambda x: DATA[:5, :300] @ x, np.ones(300)).value.tolist() == [300.0] * 5
