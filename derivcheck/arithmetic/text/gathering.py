"""Formulas as sums of products of powers, in which what is alike is gathered, as one more arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from derivcheck.arithmetic.text.gathered import Base, Gathered, Sums
from derivcheck.arithmetic.text.gathered_operations import OPERATORS, to_power
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number

_BY_DEFINITION = frozenset({"hypot"})
"""Functions that are read as what they are made of."""


class Gathering(Sums):
    """Sums of products of powers.

    Examples
    --------
    >>> m = Gathering()
    >>> x = m.variable("x")
    >>> (2 * x * m.sqrt(x) ** 2 - x**2 - x * x).value, ((x + 1) * (x - 1) - x**2).value
    (Fraction(0, 1), Fraction(-1, 1))
    """

    name = "gathering"

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the gathering operator, or a function's value as a base."""
        if row.name in OPERATORS:
            return partial(OPERATORS[row.name], self)
        return partial(self._call, row.name) if row.names and row.name not in _BY_DEFINITION else None

    def _call(self, name: str, *arguments: Number) -> Gathered:
        return self.base(Base(name, arguments=tuple(self.lift(a).number for a in arguments)))

    def power(self, base: Any, exponent: Fraction) -> Gathered:
        """Return a constant power."""
        return to_power(self, base, self.number(exponent))
