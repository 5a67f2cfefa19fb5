"""Formulas as sums of products of powers, in which what is alike is gathered, as one more arithmetic.

Every sum and every base of a power stands once, under a number of its own, so that equal parts are told by
their numbers. Products are not multiplied out, but that (a + b)(a - b) is a^2 - b^2 (Cohen, "Computer Algebra
and Symbolic Computation: Mathematical Methods", 2003, ch. 3, on automatic simplification).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.errors import DomainError, UnsupportedOperation
from derivcheck.ground.limits import MAX_INTEGER_BITS

Product = tuple[tuple[int, int], ...]
"""The numbers of bases and of their exponents, in the order of the bases; () for a number alone."""

_HALF = Fraction(1, 2)

_BY_DEFINITION = frozenset({"hypot"})
"""Functions that are read as what they are made of."""


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
    arithmetic : Gathering
    """

    terms: tuple[tuple[Product, Fraction], ...]
    number: int
    arithmetic: Gathering

    @property
    def value(self) -> Fraction | None:
        """What it is worth, if it is a rational number."""
        if not self.terms:
            return Fraction(0)
        product, coefficient = self.terms[0]
        return coefficient if len(self.terms) == 1 and not product else None


class Gathering(Arithmetic):
    """Sums of products of powers.

    Examples
    --------
    >>> m = Gathering()
    >>> x = m.variable("x")
    >>> (2 * x * m.sqrt(x) ** 2 - x**2 - x * x).value, ((x + 1) * (x - 1) - x**2).value
    (Fraction(0, 1), Fraction(-1, 1))
    """

    name = "gathering"

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

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the gathering operator, or a function's value as a base."""
        if row.name in _OPERATORS:
            return partial(_OPERATORS[row.name], self)
        return partial(self._call, row.name) if row.names and row.name not in _BY_DEFINITION else None

    def _call(self, name: str, *arguments: Number) -> Gathered:
        return self.base(Base(name, arguments=tuple(self.lift(a).number for a in arguments)))

    def power(self, base: Any, exponent: Fraction) -> Gathered:
        """Return a constant power."""
        return _power(self, base, self.number(exponent))


def _add(m: Gathering, a: Number, b: Number) -> Gathered:
    return m.sum((*m.lift(a).terms, *m.lift(b).terms))


def _scaled(m: Gathering, a: Number, scale: Fraction) -> Gathered:
    return m.sum((product, c * scale) for product, c in m.lift(a).terms)


def _neg(m: Gathering, a: Number) -> Gathered:
    return _scaled(m, a, Fraction(-1))


def _sub(m: Gathering, a: Number, b: Number) -> Gathered:
    return _add(m, a, _neg(m, b))


def _mul(m: Gathering, a: Number, b: Number) -> Gathered:
    first, second = m.lift(a), m.lift(b)
    for one, other in ((first, second), (second, first)):
        if one.value is not None:
            return _scaled(m, other, one.value)
    if (squares := _difference_of_squares(m, first, second)) is not None:
        return squares
    (p, c), (q, d) = _factors(m, first), _factors(m, second)
    return _merged(m, (*p, *q), c * d)


def _factors(m: Gathering, a: Gathered) -> tuple[Product, Fraction]:
    """Return the factors of a single product, or a sum as one factor."""
    return a.terms[0] if len(a.terms) == 1 else m.base(Base("sum", arguments=(a.number,))).terms[0]


def _merged(m: Gathering, factors: Product, coefficient: Fraction) -> Gathered:
    """Return a product in which the exponents of equal bases are added."""
    exponents: dict[int, Gathered] = {}
    for base, exponent in factors:
        known = exponents.get(base)
        exponents[base] = m.sums[exponent] if known is None else _add(m, known, m.sums[exponent])
    product: list[tuple[int, int]] = []
    dissolved: list[Gathered] = []
    for base, raised in sorted(exponents.items()):
        entry, n = m.bases[base], raised.value
        if entry.operation == "number" and n is not None:
            left, scale = _whole(int(entry.value), n)
            coefficient, raised = coefficient * scale, m.number(left)
        if n is not None and n.denominator == 1 and _is_product(m, entry):
            dissolved.append(_integral(m, m.sums[entry.arguments[0]], int(n)))
        elif raised.terms:
            product.append((base, raised.number))
    return _product(m, (_alone(m, tuple(product), coefficient), *dissolved))


def _is_product(m: Gathering, base: Base) -> bool:
    """Return whether a base is a product, as x^2 is in the root of it."""
    return base.operation == "sum" and len(m.sums[base.arguments[0]].terms) == 1


def _whole(number: int, exponent: Fraction) -> tuple[Fraction, Fraction]:
    """Return what is left of the exponent of a number between 0 and 1, and the factor that went out."""
    whole = exponent.numerator // exponent.denominator
    if abs(whole) * number.bit_length() > MAX_INTEGER_BITS:
        raise UnsupportedOperation("the power has too many digits")
    return exponent - whole, Fraction(number) ** whole


def _alone(m: Gathering, product: Product, coefficient: Fraction) -> Gathered:
    """Return a product; where only a sum is left of it, its terms."""
    if len(product) == 1 and m.sums[product[0][1]].value == 1 and m.bases[product[0][0]].operation == "sum":
        return _scaled(m, m.sums[m.bases[product[0][0]].arguments[0]], coefficient)
    return m.sum([(product, coefficient)])


def _difference_of_squares(m: Gathering, a: Gathered, b: Gathered) -> Gathered | None:
    if len(a.terms) != 2 or len(b.terms) != 2:
        return None
    one, other = dict(a.terms), dict(b.terms)
    if one.keys() != other.keys():
        return None
    same = [p for p in one if one[p] == other[p]]
    turned = [p for p in one if one[p] == -other[p]]
    if len(same) != 1 or len(turned) != 1:
        return None
    u, v = (m.sum([(p, one[p])]) for p in (same[0], turned[0]))
    return _sub(m, _mul(m, u, u), _mul(m, v, v))


def _div(m: Gathering, a: Number, b: Number) -> Gathered:
    return _mul(m, a, _power(m, b, m.number(-1)))


def _power(m: Gathering, a: Number, b: Number) -> Gathered:
    base, exponent = m.lift(a), m.lift(b)
    n = exponent.value
    if not base.terms:
        if n is None or n <= 0:
            raise DomainError("a power of 0 that is not positive")
        return base
    if n is not None and n.denominator == 1:
        return _integral(m, base, int(n))
    if len(base.terms) == 1:
        return _of_product(m, *base.terms[0], exponent)
    return m.base(Base("sum", arguments=(base.number,)), exponent)


def _integral(m: Gathering, base: Gathered, n: int) -> Gathered:
    product, coefficient = _factors(m, base)
    if abs(n) * max(coefficient.numerator.bit_length(), coefficient.denominator.bit_length()) > MAX_INTEGER_BITS:
        raise UnsupportedOperation("the power has too many digits")
    raised = tuple((b, _scaled(m, m.sums[e], Fraction(n)).number) for b, e in product)
    return _merged(m, raised, coefficient**n)


def _of_product(m: Gathering, product: Product, coefficient: Fraction, exponent: Gathered) -> Gathered:
    """Return a product to a power that is no integer: only a positive number goes out of it."""
    if not product and coefficient > 0:
        return _of_number(m, coefficient, exponent)
    if len(product) == 1 and coefficient == 1 and (n := m.sums[product[0][1]].value) in (1, -1):
        return m.base(m.bases[product[0][0]], exponent if n == 1 else _neg(m, exponent))
    if m.bases[product[0][0]] == m.e and len(product) == 1 and coefficient == 1:
        return m.base(m.e, _mul(m, m.sums[product[0][1]], exponent))
    if exponent.value is None or coefficient in (1, -1):
        return m.base(Base("sum", arguments=(m.sum([(product, coefficient)]).number,)), exponent)
    outside = _of_number(m, abs(coefficient), exponent)
    inside = _power(m, m.sum([(product, Fraction(1 if coefficient > 0 else -1))]), exponent)
    return _mul(m, outside, inside)


def _of_number(m: Gathering, value: Fraction, exponent: Gathered) -> Gathered:
    """Return a power of a positive number; a root of a square is taken."""
    n = exponent.value
    if n is not None and n.denominator == 2:
        return _mul(m, _root(m, value.numerator, n), _root(m, value.denominator, -n))
    sides = [(value.numerator, exponent), (value.denominator, _neg(m, exponent))]
    powers = [m.base(Base("number", number), raised) for number, raised in sides if number != 1]
    return _product(m, powers)


def _root(m: Gathering, number: int, n: Fraction) -> Gathered:
    """Return a number to a power of halves, squares of small primes outside of the root."""
    outside = 1
    for prime in (2, 3, 5, 7, 11, 13):
        while number % prime**2 == 0:
            number, outside = number // prime**2, outside * prime
    front = m.power(m.number(outside), 2 * n)
    return front if number == 1 else _mul(m, front, m.base(Base("number", number), m.number(n)))


def _product(m: Gathering, factors: Iterable[Gathered]) -> Gathered:
    found = m.one
    for factor in factors:
        found = _mul(m, found, factor)
    return found


def _exponential(m: Gathering, a: Number) -> Gathered:
    return m.base(m.e, m.lift(a))


def _square_root(m: Gathering, a: Number) -> Gathered:
    return _power(m, a, m.number(_HALF))


_OPERATORS: dict[str, Callable[..., Gathered]] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "neg": _neg,
    "pow": _power,
    "exp": _exponential,
    "sqrt": _square_root,
}
