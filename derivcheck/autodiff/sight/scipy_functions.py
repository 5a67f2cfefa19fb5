"""What a run of code sees in place of functions of SciPy, in terms of NumPy's, for which each class has its rule."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.sight import distances, matrix_functions, special_functions
from derivcheck.autodiff.sight.arrays import Carrier, is_ours
from derivcheck.autodiff.sight.choosing import choosing, where_alike
from derivcheck.autodiff.sight.sparse import plain_matrix
from derivcheck.ground.errors import UnsupportedOperation


def _structured(a: Any, assume_a: str | None, lower: bool) -> Any:
    """Return the matrix that a function looks at, which may assume that it is symmetric or triangular."""
    if assume_a in (None, "gen", "general"):
        return a
    if assume_a in ("sym", "symmetric", "her", "hermitian", "pos", "positive definite"):
        return matrix_functions.mirrored(a, lower)
    if assume_a in ("upper triangular", "lower triangular"):
        return _triangle(a, assume_a == "lower triangular", False)
    raise UnsupportedOperation(f"there is no rule for scipy.linalg.solve with assume_a={assume_a!r}")


def _solve(a: Any, b: Any, *, lower: bool = False, assume_a: str | None = None, transposed: bool = False) -> Any:
    matrix = _structured(a, assume_a, lower)
    return np.linalg.solve(matrix.T if transposed else matrix, b)


def _inverse(a: Any, *, lower: bool = False, assume_a: str | None = None) -> Any:
    return np.linalg.inv(_structured(a, assume_a, lower))


def _triangle(a: Array, lower: bool, unit: bool) -> Any:
    part = np.tril(a) if lower else np.triu(a)
    return part - np.diag(np.diag(part)) + np.eye(len(part)) if unit else part


def _transposed(a: Any, trans: Any) -> Any:
    """Return a matrix as it is for "N" or 0; transposed for "T" or 1; and conjugate, too, for "C" or 2."""
    kind = {0: "N", 1: "T", 2: "C"}.get(trans, trans)
    if kind not in ("N", "T", "C"):
        raise ValueError(f"trans={trans!r} is none of 'N', 'T', 'C'")
    turned = a if kind == "N" else a.T
    return np.conjugate(turned) if kind == "C" else turned


def _solve_triangular(a: Array, b: Array, trans: Any = 0, lower: bool = False, unit_diagonal: bool = False) -> Any:
    return np.linalg.solve(_transposed(_triangle(a, lower, unit_diagonal), trans), b)


def _cholesky(a: Any, lower: bool = False) -> Any:
    return np.linalg.cholesky(a) if lower else np.linalg.cholesky(a.T).T


def _cho_factor(a: Array, lower: bool = False) -> Any:
    """Return the factor, and beyond it what the matrix has there."""
    return _cholesky(a, lower) + (np.triu(a, 1) if lower else np.tril(a, -1)), lower


def _cho_solve(factor: Any, b: Array) -> Any:
    c, lower = factor
    part = _triangle(c, lower, False)
    first, second = (part, part.T) if lower else (part.T, part)
    return np.linalg.solve(second, np.linalg.solve(first, b))


def _logsumexp(a: Any, axis: Axes = None, b: Any = None, keepdims: bool = False) -> Any:
    a = np.stack(a) if isinstance(a, list | tuple) else a
    counted = a if b is None or not np.any(np.equal(b, 0)) else np.where(np.equal(b, 0), -np.inf, a)
    highest = np.max(counted, axis=axis, keepdims=True)
    if not np.all(np.isfinite(highest)):
        highest = np.where(np.isfinite(highest), highest, 0.0)
    parts = np.exp(counted - highest)
    total = np.log(np.sum(parts if b is None else b * parts, axis=axis, keepdims=True)) + highest
    return total if keepdims else np.squeeze(total, axis=axis)


def _softmax(x: Array, axis: Axes = None) -> Any:
    parts = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return parts / np.sum(parts, axis=axis, keepdims=True)


def _log_softmax(x: Array, axis: Axes = None) -> Any:
    return x - _logsumexp(x, axis=axis, keepdims=True)


def _sparse_solve(a: Any, b: Any) -> Any:
    """Return the solution of equations with a sparse matrix, which for one column is no matrix."""
    matrix = a.toarray() if hasattr(a, "toarray") else a
    if hasattr(b, "toarray") or np.ndim(b) > 2:
        raise UnsupportedOperation("there is a rule for scipy.sparse.linalg.spsolve of an array")
    return np.linalg.solve(matrix, np.ravel(b) if np.ndim(b) == 2 and np.shape(b)[1] == 1 else b)


class Factored(Carrier):
    """A matrix in the place of its factors, which `lu_solve` takes.

    Parameters
    ----------
    matrix : array of a class that carries derivatives
    """

    def __init__(self, matrix: Any) -> None:
        self.matrix = matrix


def _lu_solve(factors: Any, b: Any, trans: int = 0) -> Any:
    """Return the solution by the factors of a plain matrix, or by the matrix itself in the place of its factors."""
    lu, swaps = factors
    if isinstance(lu, Factored):
        return np.linalg.solve(_transposed(lu.matrix, trans), b)
    order = np.arange(len(lu))
    for i, j in enumerate(swaps):
        order[[i, j]] = order[[j, i]]
    lower, upper = np.tril(lu, -1) + np.eye(len(lu)), np.triu(lu)
    if not trans:
        return np.linalg.solve(upper, np.linalg.solve(lower, b[order]))
    found = np.linalg.solve(_transposed(lower, trans), np.linalg.solve(_transposed(upper, trans), b))
    return found[np.argsort(order)]


def _solve_banded(widths: Any, ab: Any, b: Any) -> Any:
    low, high = widths
    size = np.shape(ab)[1]
    rows = [np.pad(ab[high - k, max(k, 0) : size + min(k, 0)], 0) for k in range(-low, high + 1)]
    matrix = sum(np.diag(row, k) for row, k in zip(rows, range(-low, high + 1), strict=True))
    return np.linalg.solve(matrix, b)


def _sylvester(a: Any, b: Any, q: Any) -> Any:
    """Return the solution of AX + XB = Q, by the equations of its elements, row by row."""
    equations = np.kron(a, np.eye(len(b))) + np.kron(np.eye(len(a)), b.T)
    return np.reshape(np.linalg.solve(equations, np.ravel(q)), np.shape(q))


def _discrete_lyapunov(a: Any, q: Any) -> Any:
    equations = np.eye(len(a) ** 2) - np.kron(a, a)
    return np.reshape(np.linalg.solve(equations, np.ravel(q)), np.shape(q))


def _qr(a: Any, *, mode: str = "full") -> Any:
    kinds: dict[str, Any] = {"full": "complete", "economic": "reduced", "r": "r"}
    if mode not in kinds or (mode == "r" and a.shape[0] > a.shape[1]):
        raise UnsupportedOperation(f"there is no rule for scipy.linalg.qr with mode={mode!r} of such a matrix")
    found = np.linalg.qr(a, mode=kinds[mode])
    return (found,) if mode == "r" else tuple(found)


def _filtered(b: Any, a: Any, x: Any, axis: int = -1, zi: Any = None) -> Any:
    """Return the direct form of a filter along one row."""
    if np.ndim(x) != 1 or zi is not None:
        raise UnsupportedOperation("there is a rule for scipy.signal.lfilter of one row without zi")
    found: list[Any] = []
    for n in range(len(x)):
        terms = [b[k] * x[n - k] for k in range(min(len(b), n + 1))]
        terms += [-1 * a[k] * found[n - k] for k in range(1, min(len(a), n + 1))]
        found.append(sum(terms[1:], terms[0]) / a[0])
    return np.stack(found)


def _convolved(one: Any, other: Any, mode: str = "full") -> Any:
    if np.ndim(one) != 1 or np.ndim(other) != 1:
        raise UnsupportedOperation("there is a rule for convolutions of scipy.signal of two rows")
    one, other = (np.asarray(a, dtype=np.float64) if isinstance(a, list | tuple) else a for a in (one, other))
    found, sizes = np.convolve(one, other), (len(one), len(other))
    if mode == "full":
        return found
    size = sizes[0] if mode == "same" else max(sizes) - min(sizes) + 1
    start = (len(found) - size) // 2
    return found[start : start + size]


_RULES: dict[str, dict[str, Callable[..., Any]]] = {
    "scipy.linalg": {
        **matrix_functions.RULES,
        "solve": _solve,
        "inv": _inverse,
        "cholesky": _cholesky,
        "cho_factor": _cho_factor,
        "cho_solve": _cho_solve,
        "solve_triangular": _solve_triangular,
        "expm": matrix_functions.exponential,
        "svdvals": lambda a: np.linalg.svd(a, compute_uv=False),
        "pinv": lambda a: np.linalg.pinv(a),
        "qr": _qr,
        "lu_factor": lambda a: (Factored(a), None),
        "lu_solve": _lu_solve,
        "solve_banded": _solve_banded,
        "solve_sylvester": _sylvester,
        "solve_continuous_lyapunov": lambda a, q: _sylvester(a, a.T, q),
        "solve_discrete_lyapunov": _discrete_lyapunov,
    },
    "scipy.spatial.distance": distances.RULES,
    "scipy.spatial": distances.OF_SPATIAL,
    "scipy.signal": {"lfilter": _filtered, "fftconvolve": _convolved, "convolve": _convolved},
    "scipy.special": {
        "logsumexp": _logsumexp,
        "softmax": _softmax,
        "log_softmax": _log_softmax,
        **special_functions.RULES,
    },
    "scipy.sparse.linalg": {"spsolve": _sparse_solve},
}


_OF_STACKS: dict[str, Callable[..., Any]] = {
    "det": lambda a: np.linalg.det(a),
    "norm": lambda a, ord=None, axis=None, keepdims=False: np.linalg.norm(a, ord, axis, keepdims),
}
"""Functions of `scipy.linalg` of arrays with any number of axes."""


def _of_matrices(rule: Callable[..., Any]) -> Callable[..., Any]:
    """Return a rule that refuses stacks of matrices."""

    @functools.wraps(rule)
    def run(*given: Any, **options: Any) -> Any:
        if any(np.ndim(a) > 2 for a in given if is_ours(a)):
            raise UnsupportedOperation("there is a rule for this function of scipy.linalg of one matrix, not of stacks")
        return rule(*given, **options)

    return run


_ELEMENTWISE = ("scipy.special", "scipy.spatial", "scipy.spatial.distance")
"""Modules whose functions are cheap, and have domains, or values of their own at some points."""


def replacements() -> dict[Any, Any]:
    """Return what stands for each function of those modules of SciPy that are in use."""
    found = {}
    matrices = {name: _of_matrices(rule) for name, rule in _RULES["scipy.linalg"].items()}
    rules = {**_RULES, "scipy.linalg": matrices | _OF_STACKS}
    for module, by_name in rules.items():
        for name, rule in by_name.items() if module in sys.modules else ():
            if (original := getattr(sys.modules[module], name, None)) is not None:  # of a later SciPy
                checked = where_alike(original, rule) if module in _ELEMENTWISE else rule
                found[original] = choosing(original, checked, plain_matrix)
    return found
