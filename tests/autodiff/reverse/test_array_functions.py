"""Reductions of recorded arrays: value as NumPy's, gradient by the reverse sweep against forward mode and mpmath."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.reverse import array_operations
from tests.autodiff.forward.test_dual_array import LINEAR_CALLS

X = np.array([[0.3, -1.2, 2.0], [1.5, 0.7, -0.4]])
W = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])

REDUCTIONS: dict[str, Callable[[Any], Any]] = {
    "prod": lambda x: np.prod(x),
    "prod along an axis": lambda x: np.sum(np.prod(x, axis=0) * W[0]),
    "prod by method": lambda x: np.sum(x.prod(axis=-1)),
    "cumsum along an axis": lambda x: np.sum(np.cumsum(x, axis=1) * W * x),
    "cumsum along the last axis": lambda x: np.sum(np.cumsum(x, axis=-1) * W * x),
    "cumsum of all": lambda x: np.sum(np.cumsum(x) * np.ravel(W)),
    "max along an axis": lambda x: np.sum(np.max(x, axis=0) ** 2),
    "max along the last axis": lambda x: np.sum(x.max(axis=-1) ** 3),
    "min with axes kept": lambda x: np.sum(np.min(x, axis=1, keepdims=True) * x),
    "max of all, axes kept": lambda x: np.sum(np.max(x, keepdims=True) * x),
    "cumprod along an axis": lambda x: np.sum(np.cumprod(x, axis=0) * W),
    "cumprod of all": lambda x: np.sum(np.cumprod(x)),
}


def by_mpmath(f: Callable[[Any], Any], place: tuple[int, ...]) -> Any:
    """The derivative by one element, of polynomials of degree at most 6."""
    with mpmath.workdps(40):

        def along(t: Any) -> Any:
            moved = np.array([[mpmath.mpf(v) for v in row] for row in X], dtype=object)
            moved[place] = t
            return f(moved)

        return mpmath.diff(along, mpmath.mpf(X[place]))


@pytest.mark.parametrize("name", REDUCTIONS)
def test_reductions(name: str) -> None:
    f = REDUCTIONS[name]
    trace = dc.trace(f, X)
    assert float(trace.value) == float(f(X))
    for place in np.ndindex(*X.shape):
        exact = by_mpmath(f, place)
        # Up to twenty operations on numbers of up to 30.
        assert abs(mpmath.mpf(float(trace.gradient[place])) - exact) <= 20 * 2.0**-53 * 30
        assert abs(mpmath.mpf(float(dc.gradient(f, X)[place])) - exact) <= 20 * 2.0**-53 * 30


def test_a_cumulative_sum_that_is_not_turned_around_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: adjoints are added up from the wrong end."""
    monkeypatch.setattr(array_operations.np, "flip", lambda a, axis: a)
    with pytest.raises(AssertionError):
        test_reductions("cumsum along an axis")


STACKS = {"a stack of matrices", "a vector in a stack", "from the left of a stack"}
"""Products that a trace refuses."""

LINEAR = {name: f for name, f in LINEAR_CALLS.items() if name not in STACKS}
LINEAR |= {"insert a part": lambda x: np.insert(x, [0, 2], x[0, :2], axis=1), "sorted": np.sort}
CELLS = np.array([[1.0, -2.0, 3.0], [4.0, 0.0, -5.0]])
"""Small integers, so that sums and products are exact."""


@pytest.mark.parametrize("name", LINEAR)
def test_what_moves_and_adds(name: str) -> None:
    """The adjoints of weights against exact differences; zeros that a function puts in take none."""
    weights = 1.0 + np.arange(np.size(LINEAR[name](CELLS))).reshape(np.shape(LINEAR[name](CELLS)))

    def f(x: Any) -> Any:
        return np.sum(LINEAR[name](x) * weights)

    expected = [f(CELLS + step) - f(CELLS) for step in np.eye(6).reshape(6, 2, 3) / 4]
    trace = dc.trace(f, CELLS)
    assert trace.value == f(CELLS)
    assert np.ravel(trace.gradient).tolist() == [4 * e for e in expected]
    assert trace.consistent


def test_a_zero_that_is_taken_for_an_element_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the zeros below a diagonal count as the first element."""
    collect = array_operations._collect
    monkeypatch.setattr(array_operations, "_collect", lambda places, *rest: collect(np.maximum(places, 1), *rest))
    with pytest.raises(AssertionError):
        test_what_moves_and_adds("triu")


@pytest.mark.parametrize("f", [np.diag, np.tril, lambda x: np.insert(x, 1, 0.0)], ids=["diag", "tril", "insert"])
def test_bounds_hold_for_what_moves(f: Any) -> None:
    """The running error bounds of adjoints, which are the cubes' slopes, against exact ones."""
    x = np.array([[0.1, 0.7], [1.3, -0.3]])
    trace = dc.trace(lambda x: np.sum(f(x**3)), x)
    with mpmath.workdps(40):
        kept = {"diag": np.eye(2), "tril": np.tri(2)}.get(getattr(f, "__name__", ""), np.ones((2, 2)))
        exact = np.array([[3 * mpmath.mpf(v) ** 2 for v in row] for row in x]) * kept
    bound = trace.inputs[0].adjoint_bound
    assert np.all(np.abs(trace.gradient - exact) <= bound)
    assert np.all(bound < 1e-14)
