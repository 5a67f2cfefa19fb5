"""Products with a sparse matrix of SciPy, whose own code takes plain floats only."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import is_ours

MOST_ELEMENTS = 4_000_000
"""Elements of a sparse matrix that is written out: 32 megabytes."""


class SparseView:
    """A constant sparse matrix, which products with arrays that carry derivatives take as a dense one."""

    def __init__(self, matrix: Any) -> None:
        self._matrix = matrix
        self.__array_ufunc__ = None  # so that NumPy's arrays leave products to it

    def _with(self, other: Any) -> Any:
        return self._matrix.toarray() if is_ours(other) else self._matrix

    def __matmul__(self, other: Any) -> Any:
        return self._with(other) @ other

    def __rmatmul__(self, other: Any) -> Any:
        return other @ self._with(other)

    def __mul__(self, other: Any) -> Any:
        of_matrices = not hasattr(self._matrix, "__array_namespace__") and type(self._matrix).__name__.endswith(
            "matrix"
        )
        if is_ours(other):
            return self._with(other) @ other if of_matrices and other.ndim else self._with(other) * other
        return self._matrix * other

    def dot(self, other: Any) -> Any:
        """Return the product with an array."""
        return self._with(other) @ other

    @property
    def T(self) -> Any:
        """The transpose."""
        return SparseView(self._matrix.T)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._matrix, name)


def of_matrix(value: Any) -> Any:
    """Return a sparse matrix as one that knows products; others as they are."""
    sparse = hasattr(value, "tocsr") and hasattr(value, "nnz") and np.prod(value.shape) <= MOST_ELEMENTS
    return SparseView(value) if sparse else value
