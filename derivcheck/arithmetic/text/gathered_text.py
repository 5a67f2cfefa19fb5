"""Gathered formulas as text, with as few characters as their terms allow."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from derivcheck.arithmetic.text.gathered import Base, Gathered, Product
from derivcheck.arithmetic.text.gathering import Gathering
from derivcheck.arithmetic.text.writing import Writing, Written

_ONE, _HALF = Fraction(1), Fraction(1, 2)

_MOST_BITS = 64
"""Digits of a number that is taken out of a power, in bits: more are not short."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """One of the ways to write a product.

    Attributes
    ----------
    primitive : bool
        Whether the number that the terms of a factor have in common goes before the product.
    apart : bool
        Whether x^n/x stands for x^(n - 1).
    above : bool
        Whether a power alone stands above the line whatever the sign of its exponent.
    """

    primitive: bool
    apart: bool
    above: bool


@dataclass(frozen=True, slots=True)
class _Term:
    """A number times factors above a line, over those below it."""

    number: Fraction
    above: Sequence[Written]
    below: Sequence[Written]


class GatheredText:
    """Writes sums, each part once.

    Parameters
    ----------
    m : Gathering
    write : Writing
    powers_of_e : bool
        Whether e^x stands for exp(x).

    Examples
    --------
    >>> m = Gathering()
    >>> x = m.variable("x")
    >>> print(GatheredText(m, Writing()).of(m.sin(x) * x / (2 * x + 2) - x**2 / m.sqrt(x) + m.exp(-x)))
    x*sin(x)/(2*x + 2) - x**(3/2) + exp(-x)
    """

    def __init__(self, m: Gathering, write: Writing, powers_of_e: bool = False) -> None:
        self.m, self.write, self.powers_of_e = m, write, powers_of_e
        self._sums: dict[int, Written] = {}
        self._powers: dict[tuple[Base, int], Written] = {}
        self._primitives: dict[tuple[Base, int], tuple[Fraction, Base]] = {}

    def of(self, a: Gathered) -> Written:
        """Return the text of a sum."""
        if a.number not in self._sums:
            self._sums[a.number] = self._shortest_sum(a)
        return self._sums[a.number]

    def _shortest_sum(self, a: Gathered) -> Written:
        """Return a sum as it is, or a number times one without fractions, what is shorter."""
        common, plain = content(a), self._sum(a)
        if len(a.terms) <= 1 or common == 1:
            return plain
        return min(plain, self._joined(_Term(common, [self._sum(_over(a, common))], [])), key=_length)

    def _sum(self, a: Gathered) -> Written:
        """Return terms side by side, one that needs no sign first if there is one."""
        w = self.write
        terms = [self._term(product, c) for product, c in a.terms] or [_Term(Fraction(0), (), ())]
        first, *others = sorted(terms, key=lambda term: term.number < 0) if terms[0].number < 0 else terms
        found = self._joined(first)
        for term in others:
            unsigned = self._joined(_Term(abs(term.number), term.above, term.below))
            found = w.add(found, unsigned) if term.number > 0 else w.sub(found, unsigned)
        return found

    def _term(self, product: Product, c: Fraction) -> _Term:
        """Return the shortest way to write a term."""
        terms = [self._in_manner(product, c, _Manner(*choice)) for choice in itertools.product(*self._choices(product))]
        return min(terms, key=lambda term: _length(self._joined(term))) if len(terms) > 1 else terms[0]

    def _choices(self, product: Product) -> tuple[tuple[bool, ...], ...]:
        """Return what is to be tried of each of the attributes of a manner."""
        m, either, one = self.m, (True, False), (False,)
        raised = [(m.bases[base], m.sums[exponent]) for base, exponent in product]
        primitive = any(self._primitive(base, n)[0] != 1 for base, n in raised)
        apart = any(len(self._apart(n)) > 1 for base, n in raised if base != m.e)
        above = len(raised) == 1 and _is_negative(raised[0][1]) and raised[0][1].value != -_HALF
        return tuple(either if matters else one for matters in (primitive, apart, above))

    def _in_manner(self, product: Product, c: Fraction, manner: _Manner) -> _Term:
        above: list[Written] = []
        below: list[Written] = []
        for factor in product:
            scale, entry, parts = self._placed(*factor, manner)
            c *= scale
            for part in parts:
                # An exponential stands above the line.
                inverse = _is_negative(part) and not (manner.above or entry == self.m.e)
                (below if inverse else above).append(self._power(entry, -part if inverse else part))
        roots = [self._root(self.write.number(n), e) for e, n in _roots(self.m, product)]
        names_first = [sorted(side, key=lambda text: not text.monomial) for side in (above, below)]
        return _Term(c, names_first[0] + roots, names_first[1])

    def _placed(self, base: int, exponent: int, manner: _Manner) -> tuple[Fraction, Base, tuple[Gathered, ...]]:
        """Return the number that a factor gives, its base, and the exponents with which it is written."""
        entry, raised = self.m.bases[base], self.m.sums[exponent]
        if entry.operation == "number" and raised.value is not None:
            return _ONE, entry, ()
        scale = _ONE
        if manner.primitive:
            scale, entry = self._primitive(entry, raised)
        return scale, entry, self._apart(raised) if manner.apart and entry != self.m.e else (raised,)

    def _primitive(self, entry: Base, raised: Gathered) -> tuple[Fraction, Base]:
        """Return an integral power of the number that the terms of a sum have in common, and the sum without it."""
        key = entry, raised.number
        if entry.operation == "sum" and key not in self._primitives:
            self._primitives[key] = _primitive(self.m, entry, raised.value)
        return self._primitives.get(key, (_ONE, entry))

    def _apart(self, raised: Gathered) -> tuple[Gathered, ...]:
        """Return what an exponent has beside its number, and that."""
        number = next((c for product, c in raised.terms if not product), Fraction(0))
        if raised.value is not None or number.denominator != 1 or not number:
            return (raised,)
        return self.m.sum(term for term in raised.terms if term[0]), self.m.number(number)

    def _joined(self, term: _Term) -> Written:
        """Return a product over another one; its sign stands before its first factor."""
        w, c = self.write, term.number
        above = ([w.number(c.numerator)] if abs(c.numerator) != 1 or not term.above else []) + [*term.above]
        if c.numerator == -1 and term.above:
            above[0] = w.neg(above[0])
        below = ([w.number(c.denominator)] if c.denominator != 1 else []) + [*term.below]
        top = functools.reduce(w.mul, above)
        return w.div(top, functools.reduce(w.mul, below)) if below else top

    def _power(self, entry: Base, exponent: Gathered) -> Written:
        key = entry, exponent.number
        if key not in self._powers:
            self._powers[key] = self._raised(entry, exponent)
        return self._powers[key]

    def _raised(self, entry: Base, exponent: Gathered) -> Written:
        if exponent.value is not None:
            return self._root(self._base(entry), exponent.value)
        raised = self.of(exponent)
        typed = self.powers_of_e or entry != self.m.e
        return self.write.lift(self.write.pow(self._base(entry), raised) if typed else self.write.exp(raised))

    def _root(self, base: Written, n: Fraction) -> Written:
        if n == 1:
            return base
        return self.write.sqrt(base) if n == _HALF else self.write.power(base, n)

    def _base(self, entry: Base) -> Written:
        w = self.write
        makers: dict[str, Callable[..., Written]] = {"variable": w.variable, "constant": w.constant, "number": w.number}
        if entry.operation in makers:
            return makers[entry.operation](entry.value)
        arguments = [self.of(self.m.sums[i]) for i in entry.arguments]
        return arguments[0] if entry.operation == "sum" else getattr(w, entry.operation)(*arguments)


def _primitive(m: Gathering, entry: Base, n: Fraction | None) -> tuple[Fraction, Base]:
    a = m.sums[entry.arguments[0]]
    common = content(a)
    bits = max(common.numerator.bit_length(), common.denominator.bit_length())
    if n is None or n.denominator != 1 or common == 1 or abs(n) * bits > _MOST_BITS:
        return _ONE, entry
    return common ** int(n), Base("sum", arguments=(_over(a, common).number,))


def content(a: Gathered) -> Fraction:
    """Return the largest number that leaves whole coefficients when it is taken out of a sum.

    >>> m = Gathering()
    >>> x = m.variable("x")
    >>> content(x / 2 + 3 * x**2 / 4), content(-2 * x - 4)
    (Fraction(1, 4), Fraction(-2, 1))
    """
    numbers = [c for _, c in a.terms] or [Fraction(1)]
    above, below = math.gcd(*(c.numerator for c in numbers)), math.lcm(*(c.denominator for c in numbers))
    return Fraction(above, below) * (-1 if _is_negative(a) else 1)


def _is_negative(a: Gathered) -> bool:
    return bool(a.terms) and all(c < 0 for _, c in a.terms)


def _over(a: Gathered, number: Fraction) -> Gathered:
    return a.arithmetic.sum((product, c / number) for product, c in a.terms)


def _roots(m: Gathering, product: Product) -> Iterator[tuple[Fraction, int]]:
    """Yield the exponents of numbers with the product of those that have it: sqrt(2) sqrt(3) is sqrt(6)."""
    found: dict[Fraction, int] = {}
    for base, exponent in product:
        entry, n = m.bases[base], m.sums[exponent].value
        if entry.operation == "number" and n is not None:
            found[n] = found.get(n, 1) * int(entry.value)
    yield from found.items()


def _length(text: Written) -> int:
    return len(text.text)
