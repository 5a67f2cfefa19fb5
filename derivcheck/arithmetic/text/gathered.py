"""Sums of products of powers, into which formulas are gathered.

Every sum and every base of a power stands once, under a number of its own, so that equal parts are told by
their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.errors import UnsupportedOperation

Product = tuple[tuple[int, int], ...]
"""The numbers of bases and of their exponents, in the order of the bases; () for a number alone."""


@dataclass(frozen=True, slots=True)
class Base:
    """What is raised to powers: a variable, a constant, a number, a function's value, or a sum.

    Attributes
    ----------
    operation : str
        "variable", "constant", "number", "sum", or the name of a row of `elementary.TABLE`.
    value : str or int
        The name of a variable or constant, a positive integer; else "".
    arguments : tuple of int
        The numbers of sums.
    """

    operation: str
    value: str | int = ""
    arguments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Gathered(Operand):
    """A sum.

    Attributes
    ----------
    terms : tuple of pairs
        Products with their coefficients, none of which is 0, in the order in which they came.
    number : int
        The same for equal sums.
    arithmetic : Sums
    """

    terms: tuple[tuple[Product, Fraction], ...]
    number: int
    arithmetic: Sums

    @property
    def value(self) -> Fraction | None:
        """What it is worth, if it is a rational number."""
        if not self.terms:
            return Fraction(0)
        product, coefficient = self.terms[0]
        return coefficient if len(self.terms) == 1 and not product else None


class Sums(Arithmetic):
    """Sums and bases of one formula, each of which stands once: an arithmetic still without its operations."""

    def __init__(self) -> None:
        self.sums: list[Gathered] = []
        self.bases: list[Base] = []
        self._sums: dict[frozenset[tuple[Product, Fraction]], int] = {}
        self._bases: dict[Base, int] = {}
        self._effort = 0
        self.one, self.e = self.number(1), Base("constant", "e")

    def number(self, value: Fraction | int) -> Gathered:
        """Return a rational number."""
        return self.sum([((), Fraction(value))])

    def exact(self, value: Any) -> Gathered:
        """Return the rational that a float is."""
        return self.number(Fraction(*value.as_integer_ratio()))

    def variable(self, name: str) -> Gathered:
        """Return a variable."""
        return self.base(Base("variable", name))

    def constant(self, name: str) -> Gathered:
        """Return "pi" or "e"."""
        return self.base(Base("constant", name))

    def integer(self, x: Any) -> int | None:
        """Return the integer that a sum is, or None."""
        value = self.lift(x).value
        return int(value) if value is not None and value.denominator == 1 else None

    def is_zero(self, x: Any) -> bool:
        """Tell whether a sum is 0."""
        return not self.lift(x).terms

    def is_positive(self, x: Any) -> bool:
        """Tell whether a sum is a positive number."""
        return (self.lift(x).value or 0) > 0

    def lift(self, x: Any) -> Gathered:
        """Return a sum, or the one that a number is."""
        return x if isinstance(x, Gathered) else self.number(x)

    def sum(self, terms: Iterable[tuple[Product, Fraction]]) -> Gathered:
        """Return the sum of products with coefficients."""
        found: dict[Product, Fraction] = {}
        for product, coefficient in terms:
            self._spend(1 + len(product))
            found[product] = found[product] + coefficient if product in found else coefficient
        kept = tuple((product, c) for product, c in found.items() if c)
        key = frozenset(kept)
        if key not in self._sums:
            self._sums[key] = len(self.sums)
            self.sums.append(Gathered(kept, len(self.sums), self))
        return self.sums[self._sums[key]]

    def _spend(self, effort: int) -> None:
        self._effort += effort
        if self._effort > allowances.GATHERING.value:
            raise UnsupportedOperation("the formula is too long to be gathered")

    def base(self, base: Base, exponent: Gathered | None = None, coefficient: Fraction = Fraction(1)) -> Gathered:
        """Return a multiple of a power of a base."""
        if base not in self._bases:
            self._bases[base] = len(self.bases)
            self.bases.append(base)
        raised = self.one if exponent is None else exponent
        return self.sum([(((self._bases[base], raised.number),) if raised.terms else (), coefficient)])

    def plain(self, base: Base) -> Gathered:
        """Return what a base is worth."""
        if base.operation == "sum":
            return self.sums[base.arguments[0]]
        return self.number(int(base.value)) if base.operation == "number" else self.base(base)
