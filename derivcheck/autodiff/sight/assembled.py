"""What a run of code sees in place of sparse matrices that are made of numbers which carry derivatives: dense ones."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import Carrier, assembled, holds, like
from derivcheck.autodiff.sight.choosing import choosing
from derivcheck.autodiff.sight.sparse import MOST_ELEMENTS, of_matrix, plain_matrix
from derivcheck.ground.errors import UnsupportedOperation

_DIAGONALS = ("diags", "diags_array")
_CLASSES = [f"{kind}_{noun}" for kind in ("csc", "csr", "coo", "lil", "dok") for noun in ("matrix", "array")]


class Assembled(Carrier):
    """A matrix of numbers that carry derivatives, asked for as a sparse one.

    Parameters
    ----------
    dense : array of a class that carries derivatives
    """

    __array_ufunc__ = None  # so that NumPy's arrays leave products to it

    def __init__(self, dense: Any) -> None:
        self._dense = dense
        self.shape = np.shape(dense)
        self.ndim = 2

    def toarray(self) -> Any:
        """Return the matrix with all its zeros."""
        return self._dense

    def diagonal(self, k: int = 0) -> Any:
        """Return a diagonal."""
        return np.diag(self._dense, k)

    def sum(self, axis: Any = None) -> Any:
        """Return the sum of the elements, or along an axis."""
        return np.sum(self._dense, axis=axis)

    @property
    def T(self) -> Any:
        """The transpose."""
        return Assembled(self._dense.T)

    def __matmul__(self, other: Any) -> Any:
        found = self._dense @ _dense(other)
        return Assembled(found) if _is_matrix(other) else found

    def __rmatmul__(self, other: Any) -> Any:
        found = _dense(other) @ self._dense
        return Assembled(found) if _is_matrix(other) else found

    dot = __matmul__

    def __add__(self, other: Any) -> Any:
        return Assembled(self._dense + _dense(other))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return Assembled(self._dense - _dense(other))

    def __rsub__(self, other: Any) -> Any:
        return Assembled(_dense(other) - self._dense)

    def __mul__(self, other: Any) -> Any:
        if np.ndim(other) or _is_matrix(other):
            raise UnsupportedOperation("write @ for a product of sparse matrices: * has two meanings")
        return Assembled(self._dense * other)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        return Assembled(self._dense / other)

    def __getattr__(self, name: str) -> Any:
        if name in ("tocsc", "tocsr", "tocoo", "tolil", "asformat", "copy"):
            return lambda *given, **options: self
        if name in ("todense", "A"):
            return self.toarray if name == "todense" else self._dense
        raise AttributeError(name)


def _is_matrix(value: Any) -> bool:
    return isinstance(value, Assembled) or hasattr(value, "tocsr")


def _dense(value: Any) -> Any:
    return value.toarray() if _is_matrix(value) else value


def _refuse_formats(dtype: Any) -> None:
    """Raise for another format than that of floats; SciPy may stand for none by an object of its own."""
    if dtype is not None and type(dtype) is not object and np.dtype(dtype) != np.float64:
        raise UnsupportedOperation("there is a rule for sparse matrices in float64")


def _blank(x: Any, shape: Any) -> Any:
    if np.prod(shape) > MOST_ELEMENTS:
        raise UnsupportedOperation("a sparse matrix of so many elements is not written out")
    return like(x, np.zeros(tuple(map(int, shape))))


def _of_entries(x: Any) -> Callable[..., Any]:
    """Return a function that makes a matrix of its entries, those of the same place added up."""

    def make(given: Any, shape: Any = None, dtype: Any = None, copy: bool = False) -> Any:
        _refuse_formats(dtype)
        if not isinstance(given, tuple):
            dense = np.asarray(given) if isinstance(given, list) and not holds(given) else assembled(_dense(given))
            if np.ndim(dense) != 2 or shape not in (None, np.shape(dense)):
                raise UnsupportedOperation("there is a rule for sparse matrices of a matrix, of its own shape")
            return Assembled(dense)
        data, places = given
        if not isinstance(places, tuple | list) or len(places) != 2:
            raise UnsupportedOperation("there is a rule for sparse matrices that are given as (data, (rows, columns))")
        rows, columns = map(np.asarray, places)
        if np.ndim(rows) != 1 or np.any(rows < 0) or np.any(columns < 0):
            raise UnsupportedOperation("there is a rule for sparse matrices of rows and columns that are not negative")
        found = _blank(x, (np.max(rows) + 1, np.max(columns) + 1) if shape is None else shape)
        np.add.at(found, (rows, columns), np.stack(data) if isinstance(data, list) else data)
        return Assembled(found)

    return make


def _of_diagonals(x: Any) -> Callable[..., Any]:
    def make(diagonals: Any, *, offsets: Any = 0, shape: Any = None, format: Any = None, dtype: Any = None) -> Any:
        _refuse_formats(dtype)
        if np.ndim(offsets) == 0 and np.ndim(diagonals) != 1:
            raise ValueError("Different number of diagonals and offsets.")
        rows = [diagonals] if np.ndim(offsets) == 0 else [*diagonals]
        places = [int(k) for k in np.atleast_1d(offsets)]
        size = np.size(rows[0]) + abs(places[0])
        found = _blank(x, (size, size) if shape is None else shape)
        for row, k in zip(rows, places, strict=True):
            count = min(found.shape[0] + min(k, 0), found.shape[1] - max(k, 0))
            along = np.arange(count)
            if count <= 0 or np.size(row) not in (1, *range(count, np.size(row) + 1)):
                raise ValueError(f"Diagonal {k} does not agree with the size {found.shape}")
            np.add.at(found, (along + max(-k, 0), along + max(k, 0)), row if np.size(row) == 1 else row[:count])
        return Assembled(found)

    return make


def replacements(x: Any) -> dict[Any, Any]:
    """Return what stands for classes of sparse matrices and for `diags`, where `scipy.sparse` is in use."""
    module = sys.modules.get("scipy.sparse")
    if module is None:
        return {}
    entries, diagonals = _of_entries(x), _of_diagonals(x)
    makers = {cls: entries for name in _CLASSES if (cls := getattr(module, name, None)) is not None}
    makers |= {made: diagonals for name in _DIAGONALS if (made := getattr(module, name, None)) is not None}
    return {made: choosing(made, rule, plain_matrix, of_matrix) for made, rule in makers.items()}
