"""Products with a sparse matrix of SciPy, whose own code takes plain floats only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import is_ours
from derivcheck.autodiff.sight.linear_functions import linear_in
from derivcheck.ground.errors import UnsupportedOperation

MOST_ELEMENTS = 4_000_000
"""Elements of a sparse matrix that is written out: 32 megabytes."""


class SparseView:
    """A constant sparse matrix, which products with arrays that carry derivatives take as a dense one."""

    def __init__(self, matrix: Any) -> None:
        self._matrix = matrix
        self.__array_ufunc__ = None  # so that NumPy's arrays leave products to it

    def _with(self, other: Any) -> Any:
        return self._matrix.toarray() if is_ours(other) else self._matrix

    def _beside(self, other: Any) -> Any:
        """Return what is added to another; of the older classes a sum with an array is no array, but a `matrix`."""
        if is_ours(other) and (self._is_old or not np.ndim(other)):
            raise UnsupportedOperation("there is no rule for such a sum of a sparse matrix and an array")
        return self._with(other)

    @property
    def _is_old(self) -> bool:
        return isinstance(self._matrix, sys.modules["scipy.sparse"].spmatrix)

    def __matmul__(self, other: Any) -> Any:
        return of_matrix(self._with(other) @ plain_matrix(other))

    def __rmatmul__(self, other: Any) -> Any:
        return of_matrix(plain_matrix(other) @ self._with(other))

    def __add__(self, other: Any) -> Any:
        return of_matrix(self._beside(other) + plain_matrix(other))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return of_matrix(self._beside(other) - plain_matrix(other))

    def __rsub__(self, other: Any) -> Any:
        return of_matrix(plain_matrix(other) - self._beside(other))

    def __neg__(self) -> Any:
        return SparseView(-self._matrix)

    def __mul__(self, other: Any) -> Any:
        if is_ours(other):
            return self @ other if self._is_product(other) else self._with(other) * other
        return of_matrix(self._matrix * plain_matrix(other))

    def __rmul__(self, other: Any) -> Any:
        if is_ours(other):
            return other @ self._with(other) if self._is_product(other) else other * self._with(other)
        return of_matrix(plain_matrix(other) * self._matrix)

    def _is_product(self, other: Any) -> bool:
        """Return whether * is the product of matrices, as it is for those of SciPy's older classes."""
        return self._is_old and other.ndim > 0

    def __truediv__(self, other: Any) -> Any:
        return of_matrix(self._with(other) / other)

    def dot(self, other: Any) -> Any:
        """Return the product with an array."""
        return self @ other

    def multiply(self, other: Any) -> Any:
        """Return the product element by element; dense where the other carries derivatives."""
        return of_matrix(self._with(other) * other if is_ours(other) else self._matrix.multiply(plain_matrix(other)))

    @property
    def T(self) -> Any:
        """The transpose."""
        return SparseView(self._matrix.T)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._matrix, name)


class FactorsView:
    """Factors of a constant sparse matrix, by which equations are solved."""

    def __init__(self, factors: Any) -> None:
        self._factors = factors
        self.solve = linear_in(factors.solve, 0)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._factors, name)


def plain_matrix(value: Any) -> Any:
    """Return the sparse matrix of a view; others as they are."""
    return value._matrix if isinstance(value, SparseView) else value


def of_factors(value: Any) -> Any:
    """Return factors of a sparse matrix, or their `solve`, for numbers that carry derivatives; others as they are."""
    if type(value).__name__ == "SuperLU":
        return FactorsView(value)
    of_factors_ = type(getattr(value, "__self__", None)).__name__ == "SuperLU"
    return linear_in(value, 0) if of_factors_ and value.__name__ == "solve" else value


_MAKERS = "eye eye_array identity kron kronsum block_diag block_array hstack vstack bmat spdiags tril triu random diags"


def _of_plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of constant matrices, whose result is one that knows products."""

    def make(*given: Any, **options: Any) -> Any:
        return of_factors(of_matrix(function(*map(_plainly, given), **options)))

    return make


def _plainly(given: Any) -> Any:
    return type(given)(map(_plainly, given)) if type(given) in (list, tuple) else plain_matrix(given)


def replacements() -> dict[Any, Any]:
    """Return what stands for functions that make constant matrices, or their factors, where SciPy's are in use."""
    homes = (("scipy.sparse", _MAKERS), ("scipy.sparse.linalg", "splu spilu factorized"))
    return {
        function: _of_plain(function)
        for module, names in homes
        if module in sys.modules
        for name in names.split()
        if (function := getattr(sys.modules[module], name, None)) is not None
    }


def of_matrix(value: Any) -> Any:
    """Return a sparse matrix as one that knows products; others as they are."""
    sparse = hasattr(value, "tocsr") and hasattr(value, "nnz") and np.prod(value.shape) <= MOST_ELEMENTS
    return SparseView(value) if sparse else value
