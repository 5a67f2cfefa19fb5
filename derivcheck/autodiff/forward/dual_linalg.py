"""Linear algebra on dual arrays: the differentials of what LAPACK solves.

With A X = B, A dX = dB - dA X; d(A^-1) = -A^-1 dA A^-1; d log|det A| = trace(A^-1 dA)
(Giles, "Collected matrix derivative results for forward and reverse mode", 2008, § 2).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.forward.dual_array import FUNCTIONS, DualArray, lifted
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


def sign_and_logarithm(a: Any) -> tuple[Any, DualArray]:
    """Return ``numpy.linalg.slogdet`` of one matrix."""
    a = lifted(a)
    _square(a, "slogdet")
    sign, value = np.linalg.slogdet(a.primal)
    parts = [np.trace(np.linalg.solve(a.primal, tangent_of(a, a.level, row))) for row in rows(a.level, a)]
    return sign, DualArray(value, gathered(a.level, parts), a.level)


def _square(a: Any, name: str) -> None:
    if np.ndim(a) != 2:
        raise UnsupportedOperation(f"forward mode has numpy.linalg.{name} of one matrix, not of stacks of them")


FUNCTIONS.update(
    {
        np.linalg.solve: solve,
        np.linalg.inv: inverse,
        np.linalg.det: determinant,
        np.linalg.slogdet: sign_and_logarithm,
    }
)
