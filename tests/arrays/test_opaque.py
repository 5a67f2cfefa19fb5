"""Estimates of gradients and Jacobians from values alone, against slopes from tables."""

from __future__ import annotations

import numpy as np
import pytest

from derivcheck.arrays import opaque
from derivcheck.arrays.subject import Subject
from derivcheck.errors import UnsupportedOperation

X = np.array([0.3, -2.0, 1e3])


def test_a_gradient_is_inside_its_bounds() -> None:
    found = opaque.estimates(Subject(lambda x: np.sum(np.sin(x) * x)), X, "gradient")
    errors = np.abs(found.value - (np.sin(X) + X * np.cos(X)))
    assert np.all(errors <= found.bound)
    assert np.all(found.bound[:2] < 1e-9)


def test_a_jacobian_is_inside_its_bounds() -> None:
    x = X[:2]
    found = opaque.estimates(Subject(lambda x: np.array([x[0] * x[1], np.exp(x[0])])), x, "jacobian")
    truth = np.array([[x[1], x[0]], [np.exp(x[0]), 0]])
    assert np.all(np.abs(found.value - truth) <= found.bound)
    assert not np.all(np.abs(found.value - truth.T) <= found.bound)


def test_directions() -> None:
    v = np.array([[1.0, 1.5, -1.2], [-1.1, 1.0, 1.9]])
    found = opaque.along(Subject(lambda x: np.sum(x**2)), X, v)
    assert np.all(np.abs(found.value - v @ (2 * X)) <= found.bound)


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(UnsupportedOperation):
        opaque.estimates(Subject(np.sum), np.ones(1000), "gradient")
