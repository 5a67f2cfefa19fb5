"""Symbolic arithmetic: SymPy expressions of real symbols."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary import Elementary
from derivcheck.elementary.special import SPECIAL
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.ground.limits import MAX_INTEGER_BITS

# SymPy expands these at integers, gamma(10**9) to a factorial of nine billion digits.
_UNEVALUATED = frozenset(row.name for row in SPECIAL)


class Symbolic(Arithmetic):
    """SymPy expressions; variables are real symbols, as lambdify needs for |x|.

    Examples
    --------
    >>> m = Symbolic()
    >>> m.sin(m.variable("x") ** 2)
    sin(x**2)
    """

    name = "symbolic"

    def __init__(self) -> None:
        self.sympy = importlib.import_module("sympy")

    def variable(self, name: str) -> Any:
        """Return a real symbol."""
        return self.sympy.Symbol(name, real=True)

    def number(self, value: Fraction | int) -> Any:
        """Return an exact rational."""
        return self.sympy.Rational(value.numerator, value.denominator)

    def exact(self, value: Any) -> Any:
        """Return the rational that a float is."""
        return self.number(Fraction(*value.as_integer_ratio()))

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""
        return self.sympy.pi if name == "pi" else self.sympy.E

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return SymPy's function."""
        if row.name == "pow":
            return self._pow
        if (operator := super().native(row)) is not None:
            return operator
        if row.name == "exp":
            return lambda u: self._pow(self.sympy.E, u)
        if row.sympy is None:
            return None
        function = getattr(self.sympy, row.sympy)
        return functools.partial(function, evaluate=False) if row.name in _UNEVALUATED else function

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power."""
        return self._pow(base, self.number(exponent))

    def _pow(self, base: Any, exponent: Any) -> Any:
        if base.is_number and exponent.is_Integer and not base.is_Float:
            size = self.sympy.count_ops(base) + 1 + (base.p.bit_length() if base.is_Rational else 1)
            if size * abs(int(exponent)) > MAX_INTEGER_BITS:
                raise UnsupportedOperation("a constant power is too large to be written out")
        # SymPy would write e^(123456789 log 3) out as an integer, which no time limit can stop.
        if exponent.is_number and exponent.has(self.sympy.log) and abs(exponent.n(5)) > MAX_INTEGER_BITS:
            raise UnsupportedOperation("a constant power is too large to be written out")
        return base**exponent
