"""The operators and NumPy protocol that derivcheck's own number types share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary import IN_CODE
from derivcheck.elementary.number import Number
from derivcheck.elementary.several_results import each_result
from derivcheck.ground.errors import UnsupportedOperation


def exact_exponent(exponent: object) -> Fraction | None:
    """Return a real number's exact value, or None for whatever is not one."""
    if isinstance(exponent, Fraction | int):
        return Fraction(exponent)
    if isinstance(exponent, float | np.integer | np.floating) and np.isfinite(exponent):
        return Fraction(float(exponent))
    return None


def _host(a: Operand, b: Number) -> Arithmetic:
    """Return the arithmetic that takes both: of a number and a series of such numbers, the series'."""
    other: Arithmetic | None = getattr(b, "arithmetic", None)
    return other if other is not None and other.rank > a.arithmetic.rank else a.arithmetic


class Operand:
    """A number that hands every operation to its `arithmetic`."""

    __slots__ = ()
    arithmetic: Arithmetic

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        found = each_result(ufunc, lambda row, part: getattr(self.arithmetic, row.name)(*inputs))
        if found is not None and method == "__call__" and not options:
            return found
        row = _SQUARES.get(ufunc.__name__) or IN_CODE.get(ufunc.__name__)
        if row is None or method != "__call__" or options:
            raise UnsupportedOperation(f"{self.arithmetic.name} arithmetic has no rule for numpy.{ufunc.__name__}")
        if isinstance(row, int):
            return inputs[0] ** row
        if row.name == "pow":
            base, exponent = inputs
            # Not NumPy's own power, which would come back here.
            return base**exponent if isinstance(base, Operand) else exponent.__rpow__(base)
        return getattr(self.arithmetic, row.name)(*inputs)

    def __add__(self, other: Any) -> Any:
        return _host(self, other).add(self, other)

    def __radd__(self, other: Any) -> Any:
        return _host(self, other).add(other, self)

    def __sub__(self, other: Any) -> Any:
        return _host(self, other).sub(self, other)

    def __rsub__(self, other: Any) -> Any:
        return _host(self, other).sub(other, self)

    def __mul__(self, other: Any) -> Any:
        return _host(self, other).mul(self, other)

    def __rmul__(self, other: Any) -> Any:
        return _host(self, other).mul(other, self)

    def __truediv__(self, other: Any) -> Any:
        return _host(self, other).div(self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return _host(self, other).div(other, self)

    def __neg__(self) -> Any:
        return self.arithmetic.neg(self)

    def __pos__(self) -> Any:
        return self

    def __abs__(self) -> Any:
        return self.arithmetic.abs(self)

    def __pow__(self, exponent: Number) -> Any:
        exact = exact_exponent(exponent)
        if exact is not None:
            return self.arithmetic.typed_power(self, exponent, exact)
        return _host(self, exponent).pow(self, exponent)

    def __rpow__(self, base: Number) -> Any:
        return _host(self, base).pow(base, self)


_SQUARES = {"square": 2, "reciprocal": -1}
