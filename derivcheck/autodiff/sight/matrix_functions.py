"""Functions of matrices, and decompositions, of `scipy.linalg`: what a run sees in place of them.

A function of a matrix that is upper triangular in blocks, with A on the diagonal and directions beside the first A,
has the derivatives along them beside f(A) (Higham, "Functions of Matrices", 2008, eq. 3.16).
"""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.composite import Rule
from derivcheck.autodiff.forward.dual_array import DualArray, Placeholder
from derivcheck.autodiff.forward.dual_linear import gathered, rows, tangent_of
from derivcheck.autodiff.sight.arrays import holds, plain_of
from derivcheck.autodiff.sight.linear_functions import settled
from derivcheck.ground.errors import UnsupportedOperation

# Higham, "The scaling and squaring method for the matrix exponential revisited" (2005), table 2.3 and eq. 2.2.
_THETA = 5.371920351148152
_PADE = [
    *(64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600),
    *(670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1),
]

_OF_MATRICES = "sqrtm signm"


def of_matrix(function: Rule) -> Rule:
    """Return a function of a matrix that takes one of dual numbers.

    Examples
    --------
    >>> from derivcheck.autodiff.derivatives import jvp
    >>> square = of_matrix(lambda a: a @ a)
    >>> jvp(square, np.array([[1.0, 2.0], [0.0, 3.0]]), np.eye(2))[1]
    array([[2., 4.],
           [0., 6.]])
    """
    name = str(getattr(function, "__name__", "a function of a matrix"))

    def run(a: Any, *rest: Any, **options: Any) -> Any:
        rest, options = settled(rest), {key: settled(value) for key, value in options.items()}
        if not holds((a, rest, *options.values())):
            return _real(function(a, *rest, **options), name)
        a = a.materialize() if isinstance(a, Placeholder) else a
        if not isinstance(a, DualArray) or a.ndim != 2 or holds((rest, *options.values())):
            raise UnsupportedOperation(f"there is a rule for {name} of a matrix in forward mode only")
        value = run(a.primal, *rest, **options)
        directions = [tangent_of(a, a.level, row) for row in rows(a.level, a)]
        count = max(1, MOST_ROWS // len(a.primal) - 1)
        chunks = [directions[i : i + count] for i in range(0, len(directions), count)]
        parts = [part for chunk in chunks for part in _beside(run(_blocks(a.primal, chunk), *rest, **options), chunk)]
        return DualArray(value, gathered(a.level, parts), a.level)

    run.__name__ = name
    return run


MOST_ROWS = 48
"""Rows of a matrix of blocks: beyond, the time of one grows faster than calls are saved."""


def _blocks(a: Any, directions: list[Any]) -> Any:
    """Return a matrix with A in each block of the diagonal, and the directions beside the first."""
    zeros = 0 * a
    below = [[zeros] * k + [a] + [zeros] * (len(directions) - k) for k in range(1, len(directions) + 1)]
    return np.block([[a, *directions], *below])


def _beside(found: Any, directions: list[Any]) -> list[Any]:
    size = len(directions[0])
    return [found[:size, k * size : (k + 1) * size] for k in range(1, len(directions) + 1)]


def _real(found: Any, name: str) -> Any:
    """Return a real result, also of SciPy that returns complex numbers with imaginary parts of 0."""
    if not isinstance(found, np.ndarray) or not np.all(np.isfinite(found)):
        raise UnsupportedOperation(f"{name} has no finite value, or several")
    if found.dtype.kind == "c" and np.any(found.imag != 0):
        raise UnsupportedOperation(f"there is a rule for {name} of a matrix whose result is real")
    return found.real if found.dtype.kind == "c" else found


def exponential(a: Any) -> Any:
    """Return the exponential of a matrix."""
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
    found = plain_of(a)
    if not isinstance(found, np.ndarray):
        raise UnsupportedOperation("there is no rule for scipy.linalg.expm of these numbers")
    return found


def _cosine_and_sine(a: Any) -> tuple[Any, Any]:
    """Return both from the exponential of the real form of i A."""
    size, zeros = len(a), 0 * a
    found = exponential(np.block([[zeros, -a], [a, zeros]]))
    return found[:size, :size], found[size:, :size]


def _hyperbolic(a: Any) -> tuple[Any, Any]:
    up, down = exponential(a), exponential(-1 * a)
    return (up + down) / 2, (up - down) / 2


def _quotient(both: tuple[Any, Any]) -> Any:
    return np.linalg.solve(*both)


def _svd(a: Any, full_matrices: bool = True, compute_uv: bool = True) -> Any:
    found: Any = np.linalg.svd(a, full_matrices, compute_uv)  # type: ignore[call-overload]
    return tuple(found) if compute_uv else found


def _lstsq(a: Any, b: Any) -> Any:
    solution, residuals, rank, sizes = np.linalg.lstsq(a, b, rcond=None)
    return solution, residuals, rank, sizes


def mirrored(a: Any, lower: bool = True) -> Any:
    """Return the symmetric matrix with the triangle that a function looks at.

    Examples
    --------
    >>> mirrored(np.array([[1.0, 2.0], [3.0, 4.0]]), lower=False)
    array([[1., 2.],
           [2., 4.]])
    """
    return np.tril(a) + np.tril(a, -1).T if lower else np.triu(a) + np.triu(a, 1).T


def _eigh(a: Any, b: Any = None, *, lower: bool = True, eigvals_only: bool = False, driver: str | None = None) -> Any:
    """Return ``scipy.linalg.eigh``; of a pair by a Cholesky factor (Golub & Van Loan 2013, alg. 8.7.1)."""
    a, options = mirrored(a, lower), {"lower": lower, "driver": driver}
    if b is None:
        return np.linalg.eigvalsh(a) if eigvals_only else _signed(np.linalg.eigh(a), "eigh", a, **options)
    b = mirrored(b, lower)
    factor = np.linalg.cholesky(b)
    inner = np.linalg.solve(factor, np.linalg.solve(factor, a).T)
    values, vectors = np.linalg.eigh((inner + inner.T) / 2)
    return values if eigvals_only else _signed((values, np.linalg.solve(factor.T, vectors)), "eigh", a, b, **options)


def _signed(found: Any, name: str, *matrices: Any, **options: Any) -> Any:
    """Return values and vectors, with the signs that SciPy's own function gives to these."""
    values, vectors = found
    given, ours = plain_of([*matrices]), plain_of(vectors)
    if given is None or ours is None:
        raise UnsupportedOperation(f"there is no rule for the vectors of scipy.linalg.{name} of these numbers")
    plain = getattr(sys.modules["scipy.linalg"], name)(*given, **options)[1]
    return values, vectors * np.where(np.sum(plain * ours, axis=0) < 0, -1.0, 1.0)


def _tridiagonal(d: Any, e: Any, eigvals_only: bool = False) -> Any:
    matrix = np.diag(d) + np.diag(e, -1) + np.diag(e, 1)
    return np.linalg.eigvalsh(matrix) if eigvals_only else _signed(np.linalg.eigh(matrix), "eigh_tridiagonal", d, e)


def _polar(a: Any, side: str = "right") -> Any:
    """Return the orthogonal and the symmetric factor, by singular vectors (Higham 2008, § 8.1)."""
    left, sizes, right = np.linalg.svd(a, full_matrices=False)
    stretch = (right.T * sizes) @ right if side == "right" else (left * sizes) @ left.T
    return left @ right, stretch


def _circulant(c: Any) -> Any:
    if np.ndim(c) != 1:
        raise UnsupportedOperation("there is a rule for scipy.linalg.circulant of one row")
    size = len(c)
    return c[(np.arange(size)[:, None] - np.arange(size)) % size]


def _expm_frechet(a: Any, e: Any, *, compute_expm: bool = True) -> Any:
    size = len(a)
    found = exponential(np.block([[a, e], [0 * a, a]]))
    return (found[:size, :size], found[:size, size:]) if compute_expm else found[:size, size:]


RULES: dict[str, Rule] = {
    "svd": _svd,
    "lstsq": _lstsq,
    "eigh": _eigh,
    "eigh_tridiagonal": _tridiagonal,
    "eigvalsh_tridiagonal": lambda d, e: _tridiagonal(d, e, eigvals_only=True),
    "eigvalsh": lambda a, b=None, *, lower=True: _eigh(a, b, lower=lower, eigvals_only=True),
    "polar": _polar,
    "circulant": _circulant,
    "pinvh": lambda a, *, lower=True: np.linalg.pinv(mirrored(a, lower)),
    "cosm": lambda a: _cosine_and_sine(a)[0],
    "sinm": lambda a: _cosine_and_sine(a)[1],
    "tanm": lambda a: _quotient(_cosine_and_sine(a)),
    "coshm": lambda a: _hyperbolic(a)[0],
    "sinhm": lambda a: _hyperbolic(a)[1],
    "tanhm": lambda a: _quotient(_hyperbolic(a)),
    "expm_frechet": _expm_frechet,
}
"""By name in `scipy.linalg`, in terms of NumPy's functions."""


def replacements() -> dict[Any, Any]:
    """Return what stands for each function of a matrix, where `scipy.linalg` is in use."""
    module = sys.modules.get("scipy.linalg")
    names = _OF_MATRICES.split() if module is not None else ()
    return {function: of_matrix(function) for name in names if (function := getattr(module, name, None)) is not None}
