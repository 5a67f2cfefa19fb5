"""Claims with a part that plain floats have computed, against the same numbers in rational arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from roundings import gamma, rounded

import derivcheck as dc
from derivcheck import Verdict
from derivcheck.arithmetic.bounded import Bounded
from derivcheck.gradients.float_program import Constants, sampled, settled
from derivcheck.gradients.rounding import last_operations

RNG = np.random.default_rng(1)
X = RNG.normal(size=(20, 3))
SIGNS = np.sign(RNG.normal(size=20))
A = RNG.normal(size=(4, 4))
S = A @ A.T + np.eye(4)
WIDE = RNG.normal(size=(50, 40))
W3, W4, W40 = (RNG.normal(size=n) for n in (3, 4, 40))

HIDDEN: dict[str, tuple[Any, Callable[[Any], Any], Callable[[Any], Any], Any]] = {
    "hessian": (dc.check_hessian, lambda w: 0.5 * np.sum((X @ w) ** 2), lambda w: X.T @ X, W3),
    "jacobian": (dc.check_jacobian, lambda w: X.T @ (X @ w - SIGNS), lambda w: X.T @ X, W3),
    "wide hessian": (dc.check_hessian, lambda w: 0.5 * np.sum((WIDE @ w) ** 2), lambda w: WIDE.T @ WIDE, W40),
    "gram matrix": (dc.check_gradient, lambda w: np.sum((A @ w) ** 2), lambda w: 2 * (A.T @ A) @ w, W4),
    "inverse": (dc.check_gradient, lambda w: w @ np.linalg.solve(S, w), lambda w: 2 * np.linalg.inv(S) @ w, W4),
    "covariance": (dc.check_gradient, lambda w: np.var(X @ w), lambda w: 2 * np.cov(X.T, bias=True) @ w, W3),
    "hinge": (
        dc.check_gradient,
        lambda w: np.mean(np.maximum(0, 1 - SIGNS * (X @ w))),
        lambda w: -X.T @ (SIGNS * (SIGNS * (X @ w) < 1)) / 20,
        W3,
    ),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_right_claim_made_of_computed_constants_agrees(name: str) -> None:
    check, f, g, x = HIDDEN[name]
    found = check(f, g, x)
    assert found.verdict is Verdict.AGREES, found.reason
    assert found.detection_limit < 1e-10


@pytest.mark.parametrize("name", ["hessian", "wide hessian", "gram matrix", "inverse", "hinge"])
def test_an_error_of_1e_12_is_refuted_still(name: str) -> None:
    check, f, g, x = HIDDEN[name]
    found = check(f, lambda w: g(w) * (1 + 1e-12), x)
    assert found.verdict is Verdict.REFUTED
    assert found.cause is not None
    assert found.cause.kind == "factor"


def test_sampled_noise_covers_the_error_of_a_gram_matrix() -> None:
    rational = np.array([[Fraction(e) for e in row] for row in X], dtype=object)

    def rescaled(s: Any) -> Any:
        return (X * s).T @ (X * s)

    noise = sampled(rescaled, W3, X.T @ X, 2, np.random.default_rng(0))
    for value in (X.T @ X, X[::-1].T @ X[::-1], np.einsum("ki,kj", X, X)):
        off = np.array([[Fraction(e) for e in row] for row in value], dtype=object) - rational.T @ rational
        assert np.all(np.abs(off.astype(float)) <= noise)
    # Sums of 20 products that are sampled 20 times as large as one run of them may err (Higham 2002, section 3.5).
    assert np.max(noise) <= 20 * gamma(20) * np.max(np.abs(X).T @ np.abs(X))
    # A planted fault: a matrix that is off by more than its rounding.
    assert np.any(np.abs(X.T @ X * 1e-12) > noise)


def test_constants_as_people_write_them_are_exact() -> None:
    constants = Constants()
    assert [constants(c) for c in (0.0, 0.1, 1e-4, 2.5, 1.001, float(np.float32(0.1)))] == [0.0] * 6
    assert not constants.computed
    assert constants(np.sqrt(2)) > 0
    assert constants.computed


def test_an_infinite_bound_is_replaced_by_what_is_seen() -> None:
    found = Bounded(np.array([1.0, 2.0]), np.array([1e-15, np.inf]))
    there = np.array([1.0, 2.0 + 1e-9])
    seen = 8 * (there[1] - 2.0) + last_operations(there[1])
    assert settled(found, there) == rounded([1e-15, seen], 2)
