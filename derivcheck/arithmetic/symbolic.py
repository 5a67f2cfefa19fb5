"""Symbolic arithmetic: SymPy expressions of real symbols."""

from __future__ import annotations

import functools
import importlib
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.elementary.special import SPECIAL
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.ground.limits import MAX_INTEGER_BITS

# SymPy expands these at integers, gamma(10**9) to a factorial of nine billion digits.
_UNEVALUATED = frozenset(row.name for row in SPECIAL)


_STEPS: dict[str, Callable[[Fraction], int]] = {
    "floor": math.floor,
    "ceil": math.ceil,
    "trunc": math.trunc,
    "rint": round,
}


@functools.cache
def _zeta() -> tuple[Any, Any]:
    """Return zeta and its derivatives, for which SymPy has no name."""
    sympy = importlib.import_module("sympy")
    rules = {"fdiff": lambda self, index=2: derivative(self.args[0] + 1, self.args[1])}
    derivative: Any = type("zeta_derivative", (sympy.Function,), rules)
    first = {"fdiff": lambda self, index=1: derivative(1, self.args[0])}
    return type("zeta", (sympy.Function,), first), derivative


_OWN: dict[str, Callable[..., Any]] = {
    "dawson": lambda m, x: m.sympy.sqrt(m.pi) / 2 * m.sympy.exp(-(x**2)) * m.erfi(x),
    "erfcx": lambda m, x: m.sympy.exp(x**2) * m.erfc(x),
    "log_ndtr": lambda m, x: m.log(m.normcdf(x)),
    "exprel": lambda m, x: (m.exp(x) - 1) / x,
    "exprel_derivative": lambda m, k, x: m.sympy.hyper((k + 1,), (k + 2,), x) / (k + 1),
    "gammainc": lambda m, a, x: m.lowergamma(a, x) / m.gamma(a),
    "gammaincc": lambda m, a, x: m.uppergamma(a, x) / m.gamma(a),
    "E1": lambda m, x: m.expint(1, x),
    "spence": lambda m, x: m.polylog(2, 1 - x),
    "zeta": lambda m, x: _zeta()[0](x),
    "zeta_derivative": lambda m, k, x: _zeta()[1](k, x),
    "logaddexp": lambda m, a, b: m.log(m.exp(a) + m.exp(b)),
}
"""Functions in terms of those that SymPy has."""


WRITTEN_HERE = frozenset({"zeta_derivative"})
"""Rows whose name in SymPy's expressions is that of a function made here."""


@functools.cache
def _step(name: str) -> Any:
    """Return a function that is constant between its jumps; SymPy's own have no derivative."""
    sympy = importlib.import_module("sympy")

    def value(cls: object, x: Any) -> Any:
        return sympy.Integer(_STEPS[name](Fraction(int(x.p), int(x.q)))) if x.is_Rational else None

    members = {"eval": classmethod(value), "fdiff": lambda self, index=1: sympy.S.Zero}
    return type(name, (sympy.Function,), members)


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
        if row.name in _STEPS:
            step: Callable[..., Any] = _step(row.name)
            return step
        if row.name in _OWN:
            return functools.partial(_OWN[row.name], self)
        if row.sympy is None:
            return None
        function = getattr(self.sympy, row.sympy)
        return functools.partial(function, evaluate=False) if row.name in _UNEVALUATED else function

    def branch(self, left: Number, right: Number) -> bool | None:
        """Leave every comparison open."""
        return None

    def select(self, left: Any, right: Any, a: Any, b: Any) -> Any:
        """Return SymPy's expression by cases."""
        return self.sympy.Piecewise((a, left > right), (b, True))

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
