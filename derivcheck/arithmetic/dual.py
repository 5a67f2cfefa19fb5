"""Forward mode: dual numbers over any arithmetic.

A dual number is a primal and a tangent; each operation carries the tangent along by the rules of
`tangents`, which runs a whole formula faster. What does not depend on the variable stays a number
of the inner arithmetic, so that no slope is taken where there is nothing to propagate.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic import tangents
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand
from derivcheck.arithmetic.tangents import FIRST, SECOND
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import UnsupportedOperation

Rules = tuple[Any, ...]


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

    def variable(self, value: Number) -> DualNumber:
        """Return the independent variable at `value`, with tangent 1."""
        return DualNumber(value, self.inner.number(1), self)

    def tangent(self, result: Number) -> Any:
        """Return the derivative that a result carries; 0 where it does not depend on the variable."""
        return result.tangent if isinstance(result, DualNumber) else self.inner.number(0)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the chain rule for a row."""
        ways: dict[int, Callable[..., Any]] = {1: _one, 2: _two}
        apply = ways.get(row.arity, _last)
        return functools.partial(apply, self, row, tangents.rules_of(row.name), getattr(self.inner, row.name))

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power; its slope is n x^(n-1)."""
        return self._power(base, exponent, self.inner.power(_primal(base), exponent))

    def is_zero(self, x: Number) -> bool:
        """Tell whether a number is exactly zero, and does not depend on the variable."""
        return not isinstance(x, DualNumber) and self.inner.is_zero(x)

    def is_positive(self, x: Number) -> bool:
        """Tell whether a number is surely positive."""
        return self.inner.is_positive(_primal(x))

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a power, the primal as the formula was typed."""
        return self._power(base, exact, self.inner.typed_power(_primal(base), _primal(exponent), exact))

    def branch(self, left: Number, right: Number) -> bool | None:
        """Return what `inner` says of the primals; note where it says nothing, or the other thing nearby."""
        if isinstance(left, DualNumber) or isinstance(right, DualNumber):
            self.bends.append(_primal(left) - _primal(right))
        return self.inner.branch(_primal(left), _primal(right))

    def select(self, left: Number, right: Number, a: Number, b: Number) -> Any:
        """Return what is known of the primal and of the tangent."""
        sides = _primal(left), _primal(right)
        tangent = self.inner.select(*sides, self.tangent(a), self.tangent(b))
        return DualNumber(self.inner.select(*sides, _primal(a), _primal(b)), tangent, self)

    def _power(self, base: Number, exponent: Fraction, value: Number) -> Any:
        if not isinstance(base, DualNumber) or exponent == 0:
            return value
        rule = tangents.power_rule(self.inner, exponent, exponent - 1)
        return DualNumber(value, rule(self.inner, base.primal, None, base.tangent, None, value), self)

    def __enter__(self) -> Dual:
        self.inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.inner.__exit__(*error)


def _primal(x: Number) -> Any:
    return x.primal if isinstance(x, DualNumber) else x


def _one(m: Dual, row: Elementary, rules: Rules, function: Callable[..., Any], a: Number) -> Any:
    if not isinstance(a, DualNumber):
        return function(a)
    value = function(a.primal)
    tangent = rules[FIRST](m.inner, a.primal, None, a.tangent, None, value)
    if not row.smooth:
        m.bends.append(row.edge_value(m.inner, a.primal))
    return DualNumber(value, tangent, m)


def _last(m: Dual, row: Elementary, rules: Rules, function: Callable[..., Any], *arguments: Number) -> Any:
    """Return a function of several parameters and a variable, which is its last argument."""
    *parameters, x = arguments
    slope = row.slopes[-1]
    if slope is None or any(isinstance(p, DualNumber) for p in parameters):
        raise UnsupportedOperation(f"{row.name} has no known derivative in its parameters")
    if not isinstance(x, DualNumber):
        return function(*arguments)
    value = function(*parameters, x.primal)
    return DualNumber(value, slope(m.inner, *parameters, x.primal, value) * x.tangent, m)


def _two(m: Dual, row: Elementary, rules: Rules, function: Callable[..., Any], a: Number, b: Number) -> Any:
    first, da = (a.primal, a.tangent) if isinstance(a, DualNumber) else (a, None)
    second, db = (b.primal, b.tangent) if isinstance(b, DualNumber) else (b, None)
    value = function(first, second)
    which = FIRST * (first is not a) + SECOND * (second is not b)
    if not which:
        return value
    tangent = rules[which](m.inner, first, second, da, db, value)
    if not row.smooth:
        m.bends.append(row.edge_value(m.inner, first, second))
    return DualNumber(value, tangent, m)
