"""The elementary functions of any arithmetic, over arrays of its numbers, element by element."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import PYTHON_OPERATORS, Arithmetic
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.numbers.evaluation import exactly
from derivcheck.elementary import Elementary


class ArrayNumbers(Arithmetic):
    """Arrays of objects that hold numbers of `inner`, and single numbers of it.

    Parameters
    ----------
    inner : Arithmetic

    Examples
    --------
    >>> from derivcheck.arithmetic.precise import Precise
    >>> m = ArrayNumbers(Precise(64))
    >>> [float(e) for e in m.exp(m.exact(np.array([0.0, 1.0])))]
    [1.0, 2.718281828459045]
    """

    def __init__(self, inner: Arithmetic) -> None:
        self.inner = inner
        self.name = f"arrays of {inner.name}"
        self.number = inner.number  # type: ignore[method-assign]
        self.constant = inner.constant  # type: ignore[method-assign]

    def exact(self, value: Any) -> Any:
        """Return floats and whole numbers without rounding."""
        return exactly(self.inner, value)[()]

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the function of the inner arithmetic, for each element; NumPy has the operators."""
        if row.name in PYTHON_OPERATORS:
            return PYTHON_OPERATORS[row.name]
        elementwise: Callable[..., Any] = np.frompyfunc(self.inner.function(row), row.arity, 1)
        return elementwise

    def unless_zero(self, factor: Any, product: Callable[[], Any]) -> Any:
        """Return a product; 0 for each element whose factor is exactly 0."""
        return np.frompyfunc(lambda f, p: 0 * f if self.inner.is_zero(f) else p, 2, 1)(factor, product())

    def power(self, base: Array, exponent: Fraction) -> Any:
        """Return a constant power of each element."""
        return np.frompyfunc(self.inner.raising(exponent), 1, 1)(base)

    def __enter__(self) -> ArrayNumbers:
        self.inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.inner.__exit__(*error)
