"""What a run of code sees in place of functions of SciPy, in terms of NumPy's, for which each class has its rule."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.sight.arrays import holds
from derivcheck.ground.errors import UnsupportedOperation

# Higham, "The scaling and squaring method for the matrix exponential revisited" (2005), table 2.3 and eq. 2.2.
_THETA = 5.371920351148152
_PADE = [
    *(64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600),
    *(670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1),
]


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


def _exponential(a: Any) -> Any:
    size = float(np.linalg.norm(np.asarray(_plain(a)), 1))
    squarings = max(0, math.ceil(math.log2(size / _THETA))) if size else 0
    a = a / 2.0**squarings
    one, square = np.eye(len(a)), a @ a
    powers = [one, square]
    while len(powers) < 7:
        powers.append(powers[-1] @ square)
    odd = a @ sum((_PADE[2 * k + 1] * p for k, p in enumerate(powers[1:], 1)), _PADE[1] * one)
    even = sum((_PADE[2 * k] * p for k, p in enumerate(powers[1:], 1)), _PADE[0] * one)
    found = np.linalg.solve(even - odd, even + odd)
    for _ in range(squarings):
        found = found @ found
    return found


def _plain(a: Any) -> Any:
    """Return the plain value of an array, for a decision that does not change the result."""
    while hasattr(a, "primal") or hasattr(a, "arithmetic"):
        a = a.primal if hasattr(a, "primal") else a.value
    if not isinstance(a, np.ndarray):
        raise UnsupportedOperation("there is no rule for scipy.linalg.expm of these numbers")
    return a


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


_RULES: dict[str, dict[str, Callable[..., Any]]] = {
    "scipy.linalg": {
        "solve": _solve,
        "inv": lambda a, *options, **named: np.linalg.inv(a),
        "det": lambda a, *options, **named: np.linalg.det(a),
        "norm": np.linalg.norm,
        "cholesky": _cholesky,
        "cho_factor": _cho_factor,
        "cho_solve": _cho_solve,
        "solve_triangular": _solve_triangular,
        "expm": _exponential,
        "eigvalsh": lambda a, **options: np.linalg.eigvalsh(a, **options),
        "eigh": lambda a, **options: np.linalg.eigh(a, **options),
        "svdvals": lambda a: np.linalg.svd(a, compute_uv=False),
    },
    "scipy.special": {"logsumexp": _logsumexp, "softmax": _softmax, "log_softmax": _log_softmax},
    "scipy.sparse.linalg": {"spsolve": _sparse_solve},
}


def _choosing(plain: Callable[..., Any], rule: Callable[..., Any]) -> Callable[..., Any]:
    def choose(*given: Any, **options: Any) -> Any:
        live = holds(given) or holds([*options.values()])
        # A view of a constant matrix stands for it.
        given = given if live else tuple(getattr(a, "_matrix", a) for a in given)
        return rule(*given, **options) if live else plain(*given, **options)

    return choose


def replacements() -> dict[Any, Any]:
    """Return what stands for each function of those modules of SciPy that are in use."""
    found = {}
    for module, rules in _RULES.items():
        for name, rule in rules.items() if module in sys.modules else ():
            original = getattr(sys.modules[module], name)
            found[original] = _choosing(original, rule)
    return found
