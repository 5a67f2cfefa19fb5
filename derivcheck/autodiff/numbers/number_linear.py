"""Linear algebra on arrays of numbers of any arithmetic, by elimination with partial pivoting.

NumPy's own goes through LAPACK, which knows floating point only. The pivot is the largest primal
of its column, and the numbers carry their tangents and errors through the elimination by
themselves (Golub & Van Loan, "Matrix Computations", 4th ed., 2013, alg. 3.4.1).
"""

from __future__ import annotations

import functools
import operator
from typing import Any

import numpy as np

from derivcheck.arithmetic.ball import midpoint
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.numbers.number_array import FUNCTIONS, NumberArray, Space, boxed
from derivcheck.autodiff.numbers.number_comparisons import primal, sign
from derivcheck.ground.errors import DomainError, UnsupportedOperation


def eliminate(space: Space, matrix: Any, right: Any) -> tuple[Any, Any, int]:
    """Return the upper triangle that a matrix is brought to, the right side alike, and the sign of the row swaps."""
    space.spend(len(matrix) * (matrix.size // 3 + right.size))
    a, b, swaps = matrix.copy(), right.copy(), 1
    for k in range(len(a)):
        pivot = k + _largest(space, a[k:, k])
        if pivot != k:
            a[[k, pivot]], b[[k, pivot]], swaps = a[[pivot, k]], b[[pivot, k]], -swaps
        for i in range(k + 1, len(a)):
            factor = boxed(space.m.div(a[i, k], a[k, k]))  # a bare number would take the row for a number
            a[i, k:], b[i] = a[i, k:] - factor * a[k, k:], b[i] - factor * b[k]
    return a, b, swaps


def _largest(space: Space, column: Any) -> int:
    middles = [abs(_middle(x)) for x in column]
    best = max(range(len(middles)), key=middles.__getitem__)
    if middles[best] == 0:
        raise DomainError("the matrix is singular")
    sign(space, column[best])  # an interval around 0 is no pivot
    return best


def _middle(x: object) -> Any:
    x = primal(x)
    if not isinstance(x, int) and not hasattr(x, "_mpf_") and not hasattr(x, "mid") and not hasattr(x, "value"):
        raise UnsupportedOperation("linear algebra needs numbers that can be compared")
    return getattr(midpoint(x), "value", midpoint(x))


def solve(space: Space, a: Array, b: Array) -> NumberArray:
    """Return ``numpy.linalg.solve`` of one matrix."""
    matrix, right = _square(space, a, "solve"), space.lift(b).data
    columns = right.reshape(len(right), -1)
    upper, b, _ = eliminate(space, matrix, columns)
    found = np.empty_like(columns)
    for i in reversed(range(len(upper))):
        rest = b[i] - upper[i, i + 1 :] @ found[i + 1 :] if i + 1 < len(upper) else b[i]
        found[i] = np.frompyfunc(space.m.div, 2, 1)(rest, boxed(upper[i, i]))
    return NumberArray(found.reshape(right.shape), space)


def inverse(space: Space, a: Any) -> NumberArray:
    """Return ``numpy.linalg.inv`` of one matrix."""
    return solve(space, a, np.eye(len(a), dtype=int))


def determinant(space: Space, a: object) -> NumberArray:
    """Return ``numpy.linalg.det`` of one matrix."""
    matrix = _square(space, a, "det")
    upper, _, swaps = eliminate(space, matrix, np.zeros((len(matrix), 0), dtype=object))
    return space.wrap(functools.reduce(operator.mul, np.diagonal(upper), space.m.number(swaps)))


def sign_and_logarithm(space: Space, a: object) -> Any:
    """Return ``numpy.linalg.slogdet`` of one matrix."""
    found = determinant(space, a)
    parts: Any = float(sign(space, found.data[()])), np.log(np.absolute(found))
    return type(np.linalg.slogdet(np.eye(1)))(*parts)


def _square(space: Space, a: object, name: str) -> Any:
    matrix = space.lift(a).data
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise UnsupportedOperation(f"{space.m.name} arithmetic has numpy.linalg.{name} of one square matrix only")
    return matrix


FUNCTIONS.update(
    {
        np.linalg.solve: solve,
        np.linalg.inv: inverse,
        np.linalg.det: determinant,
        np.linalg.slogdet: sign_and_logarithm,
    }
)
