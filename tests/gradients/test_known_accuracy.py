"""What is said of the accuracy of f, by functions that are off by as much."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.known_accuracy import leeway

X = np.array([1.3, 0.7])
CLAIMS: dict[str, Any] = {"gradient": lambda x: np.cos(x), "hessian": lambda x: -np.diag(np.sin(x))}
CHECKS: dict[str, Any] = {"gradient": dc.check_gradient, "hessian": dc.check_hessian}


def rough(x: Any) -> Any:
    """A sum of sines, off by a hundred-thousandth in a way that no value shows."""
    return np.sum(np.sin(x)) + 1e-5 * np.sin(x[0] + 2 * x[1])


@pytest.mark.parametrize("kind", CHECKS)
def test_errors_of_that_size_are_excused_and_larger_ones_are_not(kind: str) -> None:
    check, claim = CHECKS[kind], CLAIMS[kind]
    assert check(rough, claim, X).verdict is dc.Verdict.REFUTED
    found = check(rough, claim, X, accuracy=1e-5)
    assert found.verdict is not dc.Verdict.REFUTED
    assert "known to 1e-05 of itself" in found.warnings[0]
    assert "accuracy=1e-05" in found.reproduce
    assert check(rough, lambda x: 2 * claim(x), X, accuracy=1e-5).verdict is dc.Verdict.REFUTED


def test_one_number_and_a_jacobian() -> None:
    assert dc.check_gradient(np.sin, lambda x: np.cos(x) + 1e-7, 0.4, accuracy=1e-6).verdict is dc.Verdict.AGREES
    claimed = lambda x: np.diag(np.cos(x)) * (1 + 1e-7)  # noqa: E731
    assert dc.check_jacobian(np.sin, claimed, X).verdict is dc.Verdict.REFUTED
    found = dc.check_jacobian(np.sin, claimed, X, accuracy=1e-6)
    assert found.verdict is dc.Verdict.AGREES
    assert 1e-6 < found.detection_limit < 1e-3


def test_the_leeway_is_what_such_errors_make_of_differences() -> None:
    rng = np.random.default_rng(0)
    r, s = 0.13, 0.07
    for _ in range(200):
        d = 1e-6 * rng.uniform(-1, 1, 4)
        assert abs((d[0] - d[1]) / (2 * r)) <= leeway("gradient", X, 1.0, 1e-6)[0]
        assert abs((d[0] - d[1] - d[2] + d[3]) / (4 * r * s)) <= leeway("hessian", X, 1.0, 1e-6)[0, 1]
    assert leeway("jacobian", X, np.ones(3), 1e-6).shape == (3, 2)


@pytest.mark.parametrize("accuracy", [-1e-9, 1.0, float("nan"), "1e-8"])
def test_what_is_no_accuracy_is_refused(accuracy: Any) -> None:
    with pytest.raises(dc.InputError, match="accuracy is the part of f"):
        dc.check_gradient(np.sum, np.ones_like, X, accuracy=accuracy)


def test_where_no_element_is_looked_at_it_is_refused() -> None:
    with pytest.raises(dc.InputError, match="element by element"):
        dc.check_hessian(lambda x: np.sum(x**2), lambda x: 2 * np.eye(40), np.ones(40), accuracy=1e-8)


def test_assertions_take_it() -> None:
    dc.testing.assert_gradient(rough, CLAIMS["gradient"], X, accuracy=1e-5)
    with pytest.raises(AssertionError):
        dc.testing.assert_gradient(rough, CLAIMS["gradient"], X)
