"""Forward mode: dual numbers over any arithmetic.

A dual number is a primal and a tangent; each operation carries the tangent along by the chain
rule, with the slopes of `elementary` (Griewank & Walther, "Evaluating Derivatives", 2nd ed.,
2008, ch. 3). What does not depend on the variable stays a number of the inner arithmetic, so
that no slope is taken where there is nothing to propagate.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand
from derivcheck.elementary import Elementary
from derivcheck.ground.errors import UnsupportedOperation


@dataclass(frozen=True, slots=True, eq=False)
class DualNumber(Operand):
    """A primal and its tangent, with the arithmetic they belong to."""

    primal: Any
    tangent: Any
    arithmetic: Arithmetic


class Dual(Arithmetic):
    """Dual numbers whose primal and tangent are numbers of `inner`.

    Attributes
    ----------
    bends : list of numbers of `inner`
        The arguments of |.| and sign, and the differences of those of max and min, that were met:
        where one of them is zero the derivative may not exist.

    Examples
    --------
    >>> from derivcheck.arithmetic.real import Real
    >>> m = Dual(Real())
    >>> x = m.variable(0.0)
    >>> y = m.exp(2 * x)
    >>> float(y.primal), float(y.tangent)
    (1.0, 2.0)
    """

    def __init__(self, inner: Arithmetic) -> None:
        self.inner = inner
        self.name = f"dual {inner.name}"
        self.rank = inner.rank + 1
        self.bends: list[Any] = []
        self.number = inner.number  # type: ignore[method-assign]
        self.exact = inner.exact  # type: ignore[method-assign]
        self.constant = inner.constant  # type: ignore[method-assign]

    def variable(self, value: Any) -> DualNumber:
        """Return the independent variable at `value`, with tangent 1."""
        return DualNumber(value, self.inner.number(1), self)

    def tangent(self, result: Any) -> Any:
        """Return the derivative that a result carries; 0 where it does not depend on the variable."""
        return result.tangent if isinstance(result, DualNumber) else self.inner.number(0)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the chain rule for a row."""
        return functools.partial(_OPERATORS.get(row.name, _chain), self, row, getattr(self.inner, row.name))

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power; its slope is n x^(n-1)."""
        return self._power(base, exponent, self.inner.power(_primal(base), exponent))

    def is_zero(self, x: Any) -> bool:
        """Tell whether a number is exactly zero, and does not depend on the variable."""
        return not isinstance(x, DualNumber) and self.inner.is_zero(x)

    def is_positive(self, x: Any) -> bool:
        """Tell whether a number is surely positive."""
        return self.inner.is_positive(_primal(x))

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a power, the primal as the formula was typed."""
        return self._power(base, exact, self.inner.typed_power(_primal(base), _primal(exponent), exact))

    def _power(self, base: Any, exponent: Fraction, value: Any) -> Any:
        if not isinstance(base, DualNumber):
            return value
        if exponent == 0:
            return value
        slope = self.inner.number(exponent) * self.inner.power(base.primal, exponent - 1)
        return DualNumber(value, slope * base.tangent, self)

    def __enter__(self) -> Dual:
        self.inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.inner.__exit__(*error)


def _primal(x: Any) -> Any:
    return x.primal if isinstance(x, DualNumber) else x


def _chain(m: Dual, row: Elementary, function: Callable[..., Any], *arguments: Any) -> Any:
    primals = [_primal(a) for a in arguments]
    value = function(*primals)
    terms = [
        _slope(m, row, slope, primals, value) * a.tangent
        for slope, a in zip(row.slopes, arguments, strict=True)
        if isinstance(a, DualNumber)
    ]
    if terms and not row.smooth:
        m.bends.append(functools.reduce(operator.sub, primals))
    return DualNumber(value, functools.reduce(operator.add, terms), m) if terms else value


def _slope(m: Dual, row: Elementary, slope: Callable[..., Any] | None, primals: list[Any], value: Any) -> Any:
    if slope is None:
        raise UnsupportedOperation(f"{row.name} has no known derivative in its first argument")
    return slope(m.inner, *primals, value)


def _add(m: Dual, row: Elementary, function: Callable[..., Any], a: Any, b: Any) -> Any:
    if not isinstance(b, DualNumber):
        return DualNumber(a.primal + b, a.tangent, m) if isinstance(a, DualNumber) else a + b
    if not isinstance(a, DualNumber):
        return DualNumber(a + b.primal, b.tangent, m)
    return DualNumber(a.primal + b.primal, a.tangent + b.tangent, m)


def _sub(m: Dual, row: Elementary, function: Callable[..., Any], a: Any, b: Any) -> Any:
    if not isinstance(b, DualNumber):
        return DualNumber(a.primal - b, a.tangent, m) if isinstance(a, DualNumber) else a - b
    if not isinstance(a, DualNumber):
        return DualNumber(a - b.primal, -b.tangent, m)
    return DualNumber(a.primal - b.primal, a.tangent - b.tangent, m)


def _mul(m: Dual, row: Elementary, function: Callable[..., Any], a: Any, b: Any) -> Any:
    if not isinstance(b, DualNumber):
        return DualNumber(a.primal * b, a.tangent * b, m) if isinstance(a, DualNumber) else a * b
    if not isinstance(a, DualNumber):
        return DualNumber(a * b.primal, a * b.tangent, m)
    return DualNumber(a.primal * b.primal, a.tangent * b.primal + a.primal * b.tangent, m)


def _div(m: Dual, row: Elementary, function: Callable[..., Any], a: Any, b: Any) -> Any:
    if not isinstance(b, DualNumber):
        return DualNumber(function(a.primal, b), function(a.tangent, b), m) if isinstance(a, DualNumber) else a / b
    value = function(_primal(a), b.primal)
    if not isinstance(a, DualNumber):
        return DualNumber(value, -value * b.tangent / b.primal, m)
    return DualNumber(value, (a.tangent - value * b.tangent) / b.primal, m)


def _neg(m: Dual, row: Elementary, function: Callable[..., Any], a: Any) -> Any:
    return DualNumber(-a.primal, -a.tangent, m) if isinstance(a, DualNumber) else -a


# The five operations whose slopes are 1 or a factor at hand, without multiplying by them.
_OPERATORS: dict[str, Callable[..., Any]] = {"add": _add, "sub": _sub, "mul": _mul, "div": _div, "neg": _neg}
