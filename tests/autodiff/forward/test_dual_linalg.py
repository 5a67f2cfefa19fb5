"""Forward mode through linear algebra, against differences in high precision."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.arithmetic.precise import Precise
from derivcheck.autodiff.forward import dual_linalg
from derivcheck.autodiff.forward.dual_array import FUNCTIONS
from derivcheck.autodiff.numbers.evaluation import directional
from derivcheck.ground.errors import UnsupportedOperation

A = np.array([[2.0, 1.0, 0.5], [1.0, 3.0, 1.0], [0.2, 1.0, 4.0]])
X = np.array([0.3, -0.7, 1.1])
V = np.array([1.0, 0.5, -2.0])

MATRICES = [A, A + np.diag(X), A + np.outer(X, X), A * X]
# Elimination: at most 3 n^2 u times the condition number, element growth included (Higham, "Accuracy and Stability of
# Numerical Algorithms", 2nd ed., 2002, theorem 9.5); a tangent solves twice, a second derivative three times.
ELIMINATION = 3 * 3 * 3**2 * 2.0**-53 * max(map(np.linalg.cond, MATRICES))

CODE = {
    "solve": lambda x: np.linalg.solve(A + np.outer(x, x), x),
    "solve a constant": lambda x: np.linalg.solve(A + np.diag(x), np.ones(3)),
    "solve by a constant": lambda x: np.linalg.solve(A, x),
    "solve a matrix": lambda x: np.linalg.solve(A + np.diag(x), np.outer(x, x)),
    "inv": lambda x: np.linalg.inv(A + np.diag(x)),
    "det": lambda x: np.linalg.det(A * x),
    "slogdet": lambda x: np.linalg.slogdet(A + np.outer(x, x))[1],
    "negative det": lambda x: np.linalg.det(-(A + np.diag(x))),
    "log likelihood": lambda x: x @ np.linalg.solve(A + np.diag(x), x) + np.linalg.slogdet(A + np.diag(x))[1],
}


@pytest.mark.parametrize("name", CODE)
def test_tangents_are_those_of_elimination_in_high_precision(name: str) -> None:
    value, tangent = dc.jvp(CODE[name], X, V)
    exact = directional(CODE[name], X, V, Precise(120))
    assert value == pytest.approx(np.asarray(exact[0], dtype=float), rel=ELIMINATION)
    assert tangent == pytest.approx(np.asarray(exact[1], dtype=float), rel=ELIMINATION)


@pytest.mark.parametrize("name", CODE)
def test_several_directions_at_once(name: str) -> None:
    jacobian = dc.jacobian(CODE[name], X)
    assert jacobian @ V == pytest.approx(dc.jvp(CODE[name], X, V)[1], rel=ELIMINATION)


def test_second_derivatives() -> None:
    def f(x: Any) -> Any:
        return np.linalg.slogdet(A + np.diag(x))[1]

    inverse = np.linalg.inv(A + np.diag(X))
    assert dc.hessian(f, X) == pytest.approx(-inverse * inverse.T, rel=ELIMINATION)


def test_the_determinant_of_a_singular_matrix_has_a_derivative() -> None:
    singular = np.array([[1.0, 2.0], [2.0, 4.0]])
    assert dc.gradient(np.linalg.det, singular) == pytest.approx(np.array([[4.0, -2.0], [-2.0, 1.0]]))


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dual_linalg, "_cofactors", lambda p: np.linalg.inv(p).T)
    assert FUNCTIONS[np.linalg.det] is dual_linalg.determinant
    with pytest.raises(AssertionError):
        test_tangents_are_those_of_elimination_in_high_precision("det")


SQUARE = np.array([[2.0, 0.3, -0.4], [0.3, 1.5, 0.2], [-0.4, 0.2, 3.0]])
TALL = np.array([[1.0, 0.5], [-0.3, 2.0], [0.7, -1.1]])
DECOMPOSITIONS: dict[str, tuple[Any, Any]] = {
    "cholesky": (lambda a: np.linalg.cholesky(a @ a.T), SQUARE),
    "eigvalsh": (lambda a: np.linalg.eigvalsh(a + a.T), SQUARE),
    "eigh": (lambda a: np.abs(np.linalg.eigh(a + a.T)[1]), SQUARE),
    "svd": (lambda a: np.linalg.svd(a, compute_uv=False), TALL),
    "pinv": (np.linalg.pinv, TALL),
    "lstsq": (lambda a: np.linalg.lstsq(a, a[:, 0] ** 2, rcond=None)[0], TALL),
}


@pytest.mark.parametrize("name", DECOMPOSITIONS)
def test_decompositions_against_differences(name: str) -> None:
    f, a = DECOMPOSITIONS[name]
    jacobian, h = dc.jacobian(f, a), 2.0**-17
    for place in np.ndindex(*a.shape):
        unit = np.zeros(a.shape)
        unit[place] = h
        # Third derivatives of some hundred, and the rounding of values of about 1.
        expected = (f(a + unit) - f(a - unit)) / (2 * h)
        np.testing.assert_allclose(jacobian[(..., *place)], expected, rtol=0, atol=1e-7)


def test_equal_eigenvalues_have_no_slopes() -> None:
    with pytest.raises(UnsupportedOperation, match="equal eigenvalues"):
        dc.jacobian(lambda a: np.linalg.eigh(a)[0], np.eye(2))
