"""The elementary functions over whatever NumPy code may hold: numbers, arrays, dual arrays."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import PYTHON_OPERATORS
from derivcheck.arithmetic.real import Real
from derivcheck.elementary import Elementary


class ArrayReal(Real):
    """`Real` for arrays and dual arrays too.

    Parameters
    ----------
    dtype : str
        Format of the constants, so that they do not widen the arrays that they are combined with.

    Examples
    --------
    >>> m = ArrayReal()
    >>> m.raised(np.array([1.0, 3.0]), 2)
    array([1., 9.])
    """

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return NumPy's ufunc, which finds its own rule, or a function that asks dual numbers for theirs."""
        if row.name in PYTHON_OPERATORS or row.numpy:
            return PYTHON_OPERATORS.get(row.name) or getattr(np, str(row.numpy))
        function = super().native(row)
        return None if function is None else asking(row, function)

    def raised(self, base: Any, exponent: Any) -> Any:
        """Return ``base ** exponent``, of whatever kind they are."""
        return base**exponent


def asking(row: Elementary, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that leaves dual arguments to the rule which their type has for the row."""

    def call(*arguments: object) -> Any:
        for a in arguments:
            if hasattr(a, "by_row"):
                return a.by_row(row, call, *arguments)
        return function(*arguments)

    return call


@functools.cache
def namespace(dtype: np.dtype[Any]) -> ArrayReal:
    """Return the elementary functions for arrays of a format."""
    return ArrayReal(_REAL_FORMATS.get(dtype.char, "float64"))


_REAL_FORMATS = {"f": "float32", "F": "float32", "g": "longdouble", "G": "longdouble"}
