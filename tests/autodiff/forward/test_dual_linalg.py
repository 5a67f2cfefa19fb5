"""Forward mode through linear algebra, against differences in high precision."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest
from roundings import rounded

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
# Roundings of elimination: at most 3 n^2 times the condition number, element growth included (Higham, "Accuracy and
# Stability of Numerical Algorithms", 2nd ed., 2002, theorem 9.5); a tangent solves twice, a second derivative thrice.
ELIMINATION = 3 * 3 * 3**2 * float(max(map(np.linalg.cond, MATRICES)))

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
    assert value == rounded(np.asarray(exact[0], dtype=float), ELIMINATION)
    assert tangent == rounded(np.asarray(exact[1], dtype=float), ELIMINATION)


@pytest.mark.parametrize("name", CODE)
def test_several_directions_at_once(name: str) -> None:
    jacobian = dc.jacobian(CODE[name], X)
    assert jacobian @ V == rounded(dc.jvp(CODE[name], X, V)[1], ELIMINATION)


def test_second_derivatives() -> None:
    def f(x: Any) -> Any:
        return np.linalg.slogdet(A + np.diag(x))[1]

    inverse = np.linalg.inv(A + np.diag(X))
    assert dc.hessian(f, X) == rounded(-inverse * inverse.T, ELIMINATION)


def test_the_determinant_of_a_singular_matrix_has_a_derivative() -> None:
    singular = np.array([[1.0, 2.0], [2.0, 4.0]])
    # By singular values: as those of a matrix that is another by 3 n^2 roundings of its norm, and two products.
    expected = np.array([[4.0, -2.0], [-2.0, 1.0]])
    assert dc.gradient(np.linalg.det, singular) == rounded(expected, 3 * 2**2 + 2, size=np.linalg.norm(singular))


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dual_linalg, "_cofactors", lambda p: np.linalg.inv(p).T)
    assert FUNCTIONS[np.linalg.det] is dual_linalg.determinant
    with pytest.raises(AssertionError):
        test_tangents_are_those_of_elimination_in_high_precision("det")


SQUARE = np.array([[2.0, 0.3, -0.4], [0.3, 1.5, 0.2], [-0.4, 0.2, 3.0]])
TALL = np.array([[1.0, 0.5], [-0.3, 2.0], [0.7, -1.1]])
DECOMPOSITIONS: dict[str, tuple[Any, Any, Any]] = {
    "cholesky": (lambda a: np.linalg.cholesky(a @ a.T), lambda a: mpmath.cholesky(a * a.T), SQUARE),
    "eigvalsh": (lambda a: np.linalg.eigvalsh(a + a.T), lambda a: mpmath.eigsy(a + a.T)[0], SQUARE),
    "eigh": (lambda a: np.abs(np.linalg.eigh(a + a.T)[1]), lambda a: mpmath.eigsy(a + a.T)[1].apply(abs), SQUARE),
    "svd": (lambda a: np.linalg.svd(a, compute_uv=False), lambda a: mpmath.svd_r(a, compute_uv=False), TALL),
    "pinv": (np.linalg.pinv, lambda a: mpmath.inverse(a.T * a) * a.T, TALL),
    "lstsq": (
        lambda a: np.linalg.lstsq(a, a[:, 0] ** 2, rcond=None)[0],
        lambda a: mpmath.qr_solve(a, a[:, 0].apply(lambda u: u**2))[0],
        TALL,
    ),
}
"""Each as NumPy has it, as mpmath has it, and a matrix."""


def sensitivity(name: str, a: Any) -> float:
    """How far a small relative change of a matrix moves the factors: the condition number, or that of eigenvectors."""
    if not name.startswith("eig"):
        return float(np.linalg.cond(a)) ** 2  # of a a^T, or of the normal equations
    values = np.linalg.eigvalsh(a + a.T)
    return float(np.max(np.abs(values)) / np.min(np.diff(values)))


@pytest.mark.parametrize("name", DECOMPOSITIONS)
def test_decompositions_against_differences_in_high_precision(name: str) -> None:
    f, exactly, a = DECOMPOSITIONS[name]
    jacobian = dc.jacobian(f, a)
    expected = np.empty(jacobian.shape)
    with mpmath.workdps(60):
        h = mpmath.mpf(10) ** -20  # the truncation is some 1e-40, the rounding of the quotient 1e-40 too
        for i, j in np.ndindex(*a.shape):
            ends = [mpmath.matrix(a.tolist()) for _ in range(2)]
            ends[0][i, j] -= h
            ends[1][i, j] += h
            below, above = map(exactly, ends)
            expected[..., i, j] = np.reshape([float(d / (2 * h)) for d in above - below], jacobian.shape[:-2])
    # The factors are those of a matrix that is another by n^2 roundings (Higham 2002, theorems 10.3 and 20.3), and a
    # slope, which is made of two or three factors and as many inverses, is moved twice as far as they are.
    roundings = 2 * 3 * a.size * sensitivity(name, a)
    assert jacobian == rounded(expected, roundings, size=expected)


def test_equal_eigenvalues_have_no_slopes() -> None:
    with pytest.raises(UnsupportedOperation, match="equal eigenvalues"):
        dc.jacobian(lambda a: np.linalg.eigh(a)[0], np.eye(2))
