"""Large Jacobians and Hessians, sparse ones too, against slopes written by hand."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck import Verdict

pytestmark = pytest.mark.usefixtures("blind")

N = 520
X = np.random.default_rng(2).normal(size=N)
ROWS = np.arange(N)


def f(x: Any) -> Any:
    return np.sin(x) + np.roll(x, 1) * x


def jacobian(x: Any) -> Any:
    found = np.diag(np.cos(x) + np.roll(x, 1))
    found[ROWS, ROWS - 1] += x
    return found


def energy(x: Any) -> Any:
    return np.sum(np.sin(x) * np.roll(x, 1))


def hessian(x: Any) -> Any:
    found = np.diag(-np.sin(x) * np.roll(x, 1))
    found[ROWS, ROWS - 1] += np.cos(x)
    found[ROWS - 1, ROWS] += np.cos(x)
    return found


def spoilt(claimed: Any) -> Any:
    def wrong(x: Any) -> Any:
        found = claimed(x)
        found[5, 300] += 1e-3
        return found

    return wrong


CHECKS = {"jacobian": (dc.check_jacobian, f, jacobian), "hessian": (dc.check_hessian, energy, hessian)}


@pytest.mark.parametrize("kind", CHECKS)
def test_a_right_one_agrees(kind: str) -> None:
    check, function, claimed = CHECKS[kind]
    found = check(function, claimed, X)
    assert found.verdict is Verdict.AGREES
    assert found.detection_limit < 1e-8
    assert found.miss_probability is not None
    assert found.miss_probability < 1e-9


@pytest.mark.parametrize("kind", CHECKS)
def test_one_wrong_element_is_found(kind: str) -> None:
    check, function, claimed = CHECKS[kind]
    found = check(function, spoilt(claimed), X)
    assert [c.index for c in found.components if c.verdict is Verdict.REFUTED] == [(5, 300)]
    assert abs(found.components[0].gap - 1e-3) <= found.components[0].budget < 1e-4
    assert found.components[0].at == {"x[300]": X[300]}


def test_sparse_claims_are_probed_outside_of_their_pattern() -> None:
    sparse = pytest.importorskip("scipy.sparse")
    assert dc.check_jacobian(f, lambda x: sparse.csr_array(jacobian(x)), X).verdict is Verdict.AGREES
    found = dc.check_jacobian(f, lambda x: sparse.diags_array(np.cos(x) + np.roll(x, 1)), X)
    assert found.verdict is Verdict.REFUTED
    assert all((c.index[1] + 1) % N == c.index[0] for c in found.components if c.verdict is Verdict.REFUTED)


def test_causes() -> None:
    turned = dc.check_jacobian(f, lambda x: jacobian(x).T, X).cause
    scaled = dc.check_hessian(energy, lambda x: hessian(x) / 2, X).cause
    assert turned is not None
    assert turned.kind == "transposed"
    assert scaled is not None
    assert scaled.text == "the claim is the derivative times 1/2"


def in_place(x: Any) -> Any:
    found = np.sin(x)
    found[1:] += 2 * x[:-1]
    return found


def test_large_sparse_ones_take_linear_time() -> None:
    sparse = pytest.importorskip("scipy.sparse")
    n = 20_000
    x = np.random.default_rng(0).normal(size=n)

    def claim(below: float) -> Any:
        return lambda y: sparse.diags_array([np.full(n - 1, below), np.cos(y)], offsets=[-1, 0])

    start = time.process_time()
    for function in (in_place, lambda y: np.sin(y) + np.concatenate([[0.0], 2 * y[:-1]])):
        assert dc.check_jacobian(function, claim(2.0), x).verdict is Verdict.AGREES
        found = dc.check_jacobian(function, claim(2.5), x)
        assert found.verdict is Verdict.REFUTED
        assert all(c.index[0] == c.index[1] + 1 for c in found.components if c.verdict is Verdict.REFUTED)
    assert time.process_time() - start < 60  # what is quadratic takes several minutes


def test_a_kink_is_unresolved() -> None:
    x = X.copy()
    x[3] = 0
    found = dc.check_jacobian(np.abs, lambda y: np.diag(np.sign(y)), x)
    assert found.verdict is Verdict.UNRESOLVED
    assert "not differentiable" in found.reason
