"""Linear algebra on dual arrays: the differentials of what LAPACK solves.

With A X = B, A dX = dB - dA X; d(A^-1) = -A^-1 dA A^-1; d log|det A| = trace(A^-1 dA)
(Giles, "Collected matrix derivative results for forward and reverse mode", 2008, § 2).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import refuse
from derivcheck.autodiff.forward.dual_array import FUNCTIONS, DualArray, lifted, plain_value
from derivcheck.autodiff.forward.dual_linear import gathered, level_of, primal_of, rows, tangent_of
from derivcheck.ground.errors import UnsupportedOperation


def solve(a: Array, b: Array) -> DualArray:
    """Return ``numpy.linalg.solve`` of one matrix."""
    a, b = lifted(a), lifted(b)
    _square(a, "solve")
    level = level_of(a, b)
    p, q = primal_of(a, level), primal_of(b, level)
    found = np.linalg.solve(p, q)
    parts = [
        np.linalg.solve(p, tangent_of(b, level, row) - tangent_of(a, level, row) @ found) for row in rows(level, a, b)
    ]
    return DualArray(found, gathered(level, parts), level)


def inverse(a: Any) -> DualArray:
    """Return ``numpy.linalg.inv`` of one matrix."""
    a = lifted(a)
    _square(a, "inv")
    found = np.linalg.inv(a.primal)
    parts = [-(found @ tangent_of(a, a.level, row) @ found) for row in rows(a.level, a)]
    return DualArray(found, gathered(a.level, parts), a.level)


def determinant(a: Any) -> DualArray:
    """Return ``numpy.linalg.det`` of one matrix, which need not have an inverse: its cofactors have no pole there."""
    a = lifted(a)
    _square(a, "det")
    cofactors = _cofactors(a.primal)
    parts = [np.sum(cofactors * tangent_of(a, a.level, row)) for row in rows(a.level, a)]
    return DualArray(np.linalg.det(a.primal), gathered(a.level, parts), a.level)


def _cofactors(p: Array) -> Any:
    """Return det(A) times the transposed inverse, by the singular values, of which one may be 0."""
    if type(p) is DualArray:
        return np.linalg.det(p) * np.linalg.inv(p).T
    left, sizes, right = np.linalg.svd(p)
    others = np.array([np.prod(np.delete(sizes, i)) for i in range(len(sizes))])
    return np.linalg.det(left) * np.linalg.det(right) * (left * others) @ right


def sign_and_logarithm(a: Any) -> Any:
    """Return ``numpy.linalg.slogdet`` of one matrix."""
    a = lifted(a)
    _square(a, "slogdet")
    found: Any = np.linalg.slogdet(a.primal)
    sign, value = found
    parts = [np.trace(np.linalg.solve(a.primal, tangent_of(a, a.level, row))) for row in rows(a.level, a)]
    return type(found)(sign, DualArray(value, gathered(a.level, parts), a.level))


def _square(a: Array, name: str) -> None:
    if np.ndim(a) != 2:
        raise UnsupportedOperation(f"forward mode has numpy.linalg.{name} of one matrix, not of stacks of them")


def cholesky(a: Any, **options: Any) -> Any:
    """Return ``numpy.linalg.cholesky`` of one matrix.

    Murray, "Differentiation of the Cholesky decomposition" (2016), eq. 8: L' = L Phi(L^-1 A' L^-T), where Phi takes
    the lower triangle, and half of the diagonal.
    """
    a = _symmetric(a, "cholesky", options)
    level = a.level
    lower = np.linalg.cholesky(a.primal)

    def pushed(t: Any) -> Any:
        inner = np.linalg.solve(lower, np.linalg.solve(lower, t).T).T
        return lower @ (np.tril(inner, -1) + np.diag(np.diag(inner)) / 2)

    return DualArray(lower, gathered(level, [pushed(tangent_of(a, level, row)) for row in rows(level, a)]), level)


def eigenvalues(a: Array, **options: Any) -> Any:
    """Return ``numpy.linalg.eigvalsh`` of one matrix."""
    return eigen(a, **options)[0]


def eigen(a: Any, **options: Any) -> Any:
    """Return ``numpy.linalg.eigh`` of one matrix whose eigenvalues differ.

    Magnus, "On differentiating eigenvalues and eigenvectors" (1985), theorem 1.
    """
    a = _symmetric(a, "eigh", options)
    level = a.level
    found: Any = np.linalg.eigh(a.primal)
    values, vectors = found
    apart = values[None, :] - values[:, None]
    turned = [vectors.T @ tangent_of(a, level, row) @ vectors for row in rows(level, a)]
    off_diagonal = 1 - np.eye(len(apart)) + _undetermined(values)
    if type(values) is np.ndarray and np.any(apart + np.eye(len(apart)) == 0):
        raise UnsupportedOperation("forward mode has no numpy.linalg.eigh of a matrix with equal eigenvalues")
    moved = [vectors @ (off_diagonal * t / (apart + np.eye(len(apart)))) for t in turned]
    return type(found)(
        DualArray(values, gathered(level, [np.diag(t) + np.sum(_undetermined(values), axis=0) for t in turned]), level),
        DualArray(vectors, gathered(level, moved), level),
    )


def _undetermined(values: Any) -> Any:
    """Return a matrix of NaN for each pair of values that are nearer than LAPACK's bound of their errors, and else 0.

    Nobody can tell which is which. LAPACK Users' Guide, "Error bounds for the symmetric eigenproblem": eps times the
    norm, times a factor that grows modestly with the number of rows.
    """
    plain = plain_value(values)
    error = len(plain) * np.finfo(plain.dtype).eps * np.max(np.abs(plain), initial=0.0)
    near = np.abs(plain[None, :] - plain[:, None]) <= error
    return np.where(near & ~np.eye(len(plain), dtype=bool), np.nan, 0.0)


def _symmetric(a: Array, name: str, options: dict[str, Any]) -> Any:
    """Return the symmetric matrix whose lower triangle a function looks at."""
    refuse(name, **{key: value for key, value in options.items() if value not in (False, "L")})
    a = lifted(a)
    _square(a, name)
    lower = np.tril(a)
    return lower + np.tril(a, -1).T


def singular_values(a: Any, full_matrices: bool = True, compute_uv: bool = True, hermitian: bool = False) -> Any:
    """Return ``numpy.linalg.svd`` of one matrix: s' is the diagonal of U^T A' V (Giles 2008, § 3.2)."""
    a = lifted(a)
    if hermitian or a.ndim != 2:
        raise UnsupportedOperation("forward mode has numpy.linalg.svd of one matrix, not of stacks of them")
    if compute_uv:
        return _with_vectors(a, full_matrices)
    level = a.level
    left, values, right = np.linalg.svd(a.primal, full_matrices=False)
    parts = [np.sum(left * (tangent_of(a, level, row) @ right.T), axis=0) for row in rows(level, a)]
    return DualArray(values, gathered(level, parts), level)


def _with_vectors(a: Any, full: bool) -> Any:
    """Return the decomposition, whose vectors are those of the two symmetric matrices that it diagonalises.

    With P = U^T A' V, U' = U (F * (P S + S P^T)) + (1 - U U^T) A' V / S, with F_ij = 1/(s_j^2 - s_i^2), and V alike
    (Townsend, "Differentiating the singular value decomposition", 2016). Vectors without a singular value of their own,
    which `full` adds, are not determined.
    """
    level = a.level
    found: Any = np.linalg.svd(a.primal, full_matrices=False)
    left, sizes, right = found
    squares = sizes * sizes
    apart = squares[None, :] - squares[:, None]
    ones = np.eye(len(sizes))
    if type(sizes) is np.ndarray and (np.any(apart + ones == 0) or np.any(sizes == 0)):
        raise UnsupportedOperation("forward mode has no singular vectors of equal singular values, or of 0")
    factors = (1 - ones + _undetermined(sizes)) / (apart + ones)
    parts = [_moved(tangent_of(a, level, row), left, sizes, right, factors) for row in rows(level, a)]
    moved: list[Any] = [
        DualArray(value, gathered(level, [p[i] for p in parts]), level) for i, value in enumerate(found)
    ]
    if full and a.shape[0] != a.shape[1]:
        moved[0 if a.shape[0] > a.shape[1] else 2] = _Undetermined()
    return type(found)(*moved)


class _Undetermined:
    """Stands for vectors that nobody can differentiate, beside singular values that may be asked for alone."""

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise UnsupportedOperation("full_matrices=True adds vectors that are not determined; use full_matrices=False")

    __array__ = __array_ufunc__ = __getattr__ = __getitem__ = __len__ = __iter__ = _refuse
    __matmul__ = __rmatmul__ = __mul__ = __rmul__ = __add__ = __radd__ = __sub__ = __rsub__ = _refuse
    __truediv__ = __rtruediv__ = __neg__ = __pow__ = _refuse


def _moved(t: Any, left: Any, sizes: Any, right: Any, factors: Any) -> tuple[Any, Any, Any]:
    p = left.T @ t @ right.T
    turned, other = p * sizes + (p * sizes).T, p.T * sizes + (p.T * sizes).T
    rest_left = (t @ right.T - left @ p) / sizes
    rest_right = (t.T @ left - right.T @ p.T) / sizes
    return left @ (factors * turned) + rest_left, np.diag(p), (right.T @ (factors * other) + rest_right).T


def condition(x: Array, p: Any = None) -> Any:
    """Return ``numpy.linalg.cond`` of one matrix."""
    x = lifted(x)
    if p not in (None, 2, -2):
        return np.linalg.norm(x, p) * np.linalg.norm(np.linalg.inv(x), p)
    sizes = np.linalg.svd(x, compute_uv=False)
    return sizes[-1] / sizes[0] if p == -2 else sizes[0] / sizes[-1]


def pseudoinverse(a: Any, **options: Any) -> Any:
    """Return ``numpy.linalg.pinv`` of one matrix of full rank, by its normal equations.

    Golub & Pereyra, "The differentiation of pseudo-inverses" (1973), eq. 4.12.
    """
    refuse("pinv", **options)
    a = lifted(a)
    level, p = a.level, a.primal
    inverse_ = np.linalg.pinv(p)

    def pushed(t: Any) -> Any:
        beside, below = np.eye(p.shape[0]) - p @ inverse_, np.eye(p.shape[1]) - inverse_ @ p
        turned = inverse_ @ inverse_.T @ t.T @ beside + below @ t.T @ inverse_.T @ inverse_
        return turned - inverse_ @ t @ inverse_

    return DualArray(inverse_, gathered(level, [pushed(tangent_of(a, level, row)) for row in rows(level, a)]), level)


def least_squares(a: Array, b: Array, rcond: Any = None) -> Any:
    """Return ``numpy.linalg.lstsq`` of one matrix of full rank."""
    a, b = lifted(a), lifted(b)
    dtype = np.result_type(plain_value(a), plain_value(b))
    a, b = (x if x.dtype == dtype else x.astype(dtype) for x in map(_array, (a, b)))
    found = np.linalg.lstsq(plain_value(a), plain_value(b), rcond=rcond)
    if found[2] != min(a.shape):
        raise UnsupportedOperation("forward mode has numpy.linalg.lstsq of matrices of full rank only")
    solution = np.linalg.pinv(a) @ b
    left = b - a @ solution
    residuals = np.sum(left * left, axis=0, keepdims=left.ndim == 1) if a.shape[0] > a.shape[1] else found[1]
    return solution, residuals, found[2], np.linalg.svd(a, compute_uv=False)


def _array(x: Array) -> Any:
    return x if type(x) is DualArray else np.asarray(x)


FUNCTIONS.update(
    {
        np.linalg.solve: solve,
        np.linalg.inv: inverse,
        np.linalg.det: determinant,
        np.linalg.slogdet: sign_and_logarithm,
        np.linalg.cholesky: cholesky,
        np.linalg.eigh: eigen,
        np.linalg.eigvalsh: eigenvalues,
        np.linalg.svd: singular_values,
        np.linalg.cond: condition,
        np.linalg.pinv: pseudoinverse,
        np.linalg.lstsq: least_squares,
    }
)
