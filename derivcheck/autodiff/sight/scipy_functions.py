"""What a run of code sees in place of functions of SciPy, in terms of NumPy's, for which each class has its rule."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.sight import distances, matrix_functions, special_functions
from derivcheck.autodiff.sight.arrays import holds
from derivcheck.ground.errors import UnsupportedOperation


def _solve(a: Array, b: Array, *options: Any, **named: Any) -> Any:
    return np.linalg.solve(a, b)


def _triangle(a: Array, lower: bool, unit: bool) -> Any:
    part = np.tril(a) if lower else np.triu(a)
    return part - np.diag(np.diag(part)) + np.eye(len(part)) if unit else part


def _solve_triangular(
    a: Array, b: Array, trans: Any = 0, lower: bool = False, unit_diagonal: bool = False, **options: Any
) -> Any:
    part = _triangle(a, lower, unit_diagonal)
    return np.linalg.solve(part.T if trans in (1, "T") else part, b)


def _cholesky(a: Array, lower: bool = False, **options: Any) -> Any:
    found = np.linalg.cholesky(a)
    return found if lower else found.T


def _cho_factor(a: Array, lower: bool = False, **options: Any) -> Any:
    return _cholesky(a, lower), lower


def _cho_solve(factor: Any, b: Array, **options: Any) -> Any:
    c, lower = factor
    part = _triangle(c, lower, False)
    first, second = (part, part.T) if lower else (part.T, part)
    return np.linalg.solve(second, np.linalg.solve(first, b))


def _logsumexp(a: Array, axis: Axes = None, b: Array | None = None, keepdims: bool = False) -> Any:
    highest = np.max(a, axis=axis, keepdims=True)
    parts = np.exp(a - highest)
    total = np.log(np.sum(parts if b is None else b * parts, axis=axis, keepdims=True)) + highest
    return total if keepdims else np.squeeze(total, axis=axis)


def _softmax(x: Array, axis: Axes = None) -> Any:
    parts = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return parts / np.sum(parts, axis=axis, keepdims=True)


def _log_softmax(x: Array, axis: Axes = None) -> Any:
    return x - _logsumexp(x, axis=axis, keepdims=True)


def _sparse_solve(a: Any, b: Any, *options: Any, **named: Any) -> Any:
    return np.linalg.solve(a.toarray(), b)


def _lu_solve(factors: Any, b: Any, trans: int = 0, **options: Any) -> Any:
    """Return the solution by the factors of a plain matrix, or by the matrix itself in the place of its factors."""
    lu, swaps = factors
    if swaps is None:
        return np.linalg.solve(lu.T if trans else lu, b)
    order = np.arange(len(lu))
    for i, j in enumerate(swaps):
        order[[i, j]] = order[[j, i]]
    lower, upper = np.tril(lu, -1) + np.eye(len(lu)), np.triu(lu)
    if not trans:
        return np.linalg.solve(upper, np.linalg.solve(lower, b[order]))
    return np.linalg.solve(lower.T, np.linalg.solve(upper.T, b))[np.argsort(order)]


def _solve_banded(widths: Any, ab: Any, b: Any, **options: Any) -> Any:
    low, high = widths
    size = np.shape(ab)[1]
    rows = [np.pad(ab[high - k, max(k, 0) : size + min(k, 0)], 0) for k in range(-low, high + 1)]
    matrix = sum(np.diag(row, k) for row, k in zip(rows, range(-low, high + 1), strict=True))
    return np.linalg.solve(matrix, b)


def _sylvester(a: Any, b: Any, q: Any) -> Any:
    """Return the solution of AX + XB = Q, by the equations of its elements, row by row."""
    equations = np.kron(a, np.eye(len(b))) + np.kron(np.eye(len(a)), b.T)
    return np.reshape(np.linalg.solve(equations, np.ravel(q)), np.shape(q))


def _qr(a: Any, overwrite_a: bool = False, lwork: Any = None, mode: str = "full", **options: Any) -> Any:
    if options:
        raise UnsupportedOperation("there is a rule for scipy.linalg.qr without pivoting")
    kind: Any = {"full": "complete", "economic": "reduced"}.get(mode, mode)
    found = np.linalg.qr(a, mode=kind)
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


def _convolved(one: Any, other: Any, mode: str = "full", *options: Any, **named: Any) -> Any:
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
        "inv": lambda a, *options, **named: np.linalg.inv(a),
        "det": lambda a, *options, **named: np.linalg.det(a),
        "norm": np.linalg.norm,
        "cholesky": _cholesky,
        "cho_factor": _cho_factor,
        "cho_solve": _cho_solve,
        "solve_triangular": _solve_triangular,
        "expm": matrix_functions.exponential,
        "eigvalsh": lambda a, **options: np.linalg.eigvalsh(a, **options),
        "svdvals": lambda a: np.linalg.svd(a, compute_uv=False),
        "pinv": lambda a, **options: np.linalg.pinv(a),
        "qr": _qr,
        "lu_factor": lambda a, *options, **named: (a, None),
        "lu_solve": _lu_solve,
        "solve_banded": _solve_banded,
        "solve_sylvester": _sylvester,
        "solve_continuous_lyapunov": lambda a, q: _sylvester(a, a.T, q),
        "solve_discrete_lyapunov": lambda a, q, method=None: np.reshape(
            np.linalg.solve(np.eye(len(a) ** 2) - np.kron(a, a), np.ravel(q)), np.shape(q)
        ),
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


def _choosing(plain: Callable[..., Any], rule: Callable[..., Any]) -> Callable[..., Any]:
    def choose(*given: Any, **options: Any) -> Any:
        live = holds(given) or holds([*options.values()]) or any(hasattr(a, "_dense") for a in given)
        # A view of a constant matrix stands for it.
        given = given if live else tuple(getattr(a, "_matrix", a) for a in given)
        return rule(*given, **options) if live else plain(*given, **options)

    return choose


def replacements() -> dict[Any, Any]:
    """Return what stands for each function of those modules of SciPy that are in use."""
    found = {}
    for module, rules in _RULES.items():
        for name, rule in rules.items() if module in sys.modules else ():
            if (original := getattr(sys.modules[module], name, None)) is not None:  # of a later SciPy
                found[original] = _choosing(original, rule)
    return found
