"""Exact arithmetic with rational functions of generators, some of which satisfy a rule such as s^2 = 1.

Polynomials are written out only where a sum makes it necessary: products, quotients and powers,
however high, cost next to nothing.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

from derivcheck.claims.proof import sparse
from derivcheck.claims.proof.elements import ZERO, Element, PowerRelation, gathered
from derivcheck.claims.proof.sparse import MAX_EXPONENT, Polynomial, TooLarge
from derivcheck.ground.errors import DomainError


class Algebra:
    """The generators, and polynomials in them, seen so far; each polynomial has a number.

    Parameters
    ----------
    limit : int
        Largest number of terms of a polynomial.

    Attributes
    ----------
    rules : dict from int to PowerRelation
        Those of generators, by the number of the generator.

    Examples
    --------
    >>> from derivcheck.claims.proof.elements import ONE, number
    >>> m = Algebra(100)
    >>> x = m.element(m.generator("x"))
    >>> square = m.power(m.plus([x, ONE]), 2)
    >>> m.plus([square, m.times(number(-2), x), m.times(number(-1), x, x), number(-1)]) == ZERO
    True
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.rules: dict[int, PowerRelation] = {}
        self._polynomials: list[Polynomial] = []
        self._numbers: dict[frozenset[tuple[int, int]], int] = {}
        self._keys: dict[Hashable, int] = {}
        self._generators: list[int] = []
        self._index: dict[int, int] = {}
        self._degrees: dict[int, int] = {}
        self._written: dict[tuple[int, int], Polynomial] = {}

    def polynomial(self, f: int) -> Polynomial:
        """Return the polynomial of a number."""
        return self._polynomials[f]

    def is_generator(self, f: int) -> bool:
        """Return whether a number is that of a generator."""
        return f in self._index

    def generator_of(self, index: int) -> int:
        """Return the number of the generator that stands in a field of the monomials."""
        return self._generators[index]

    def generator(self, key: Hashable) -> int:
        """Return the number of the generator of a key, which is made at need."""
        if key not in self._keys:
            f = self.numbered({sparse.monomial(len(self._generators)): 1})
            self._index[f] = len(self._generators)
            self._generators.append(f)
            self._keys[key] = f
        return self._keys[key]

    def __contains__(self, key: Hashable) -> bool:
        return key in self._keys

    def numbered(self, p: Polynomial) -> int:
        """Return the number of a polynomial."""
        key = frozenset(p.items())
        if key not in self._numbers:
            self._numbers[key] = len(self._polynomials)
            self._polynomials.append(p)
        return self._numbers[key]

    def element(self, f: int, exponent: int = 1) -> Element:
        """Return a power of a polynomial as an element."""
        return self.settled(Fraction(1), {f: exponent})

    def times(self, *elements: Element) -> Element:
        """Return a product."""
        powers: dict[int, int] = {}
        for e in elements:
            for f, k in e.powers.items():
                powers[f] = powers.get(f, 0) + k
        return self.settled(math.prod((e.coefficient for e in elements), start=Fraction(1)), powers)

    def power(self, e: Element, n: int) -> Element:
        """Return an integer power.

        Raises
        ------
        DomainError
            Division by zero.
        TooLarge
        """
        if n < 0 and not e.coefficient:
            raise DomainError("division by zero")
        c = e.coefficient
        if abs(c) != 1 and (c.numerator.bit_length() + c.denominator.bit_length()) * abs(n) > MAX_EXPONENT:
            raise TooLarge(f"the power {n}")
        return self.settled(c**n, {f: k * n for f, k in e.powers.items()})

    def settled(self, coefficient: Fraction, powers: Mapping[int, int]) -> Element:
        """Return an element, by its coefficient and powers, the rules applied."""
        if not coefficient:
            return ZERO
        left, found = {}, []
        for f, k in powers.items():
            times, k = divmod(k, self.rules[f].order) if f in self.rules else (0, k)
            if k:
                left[f] = k
            if times:
                found.append(self.power(self.rules[f].value, times))
        settled = Element(coefficient, left)
        return self.times(settled, *found) if found else settled

    def plus(self, elements: Iterable[Element]) -> Element:
        """Return a sum: what the summands have in common stays a factor, the rest is written out.

        Raises
        ------
        TooLarge
        """
        summands = gathered(elements)
        if len(summands) < 2:
            return summands[0] if summands else ZERO
        factors = {f for e in summands for f in e.powers}
        common = {f: min(e.powers.get(f, 0) for e in summands) for f in factors}
        scale = math.lcm(*(e.coefficient.denominator for e in summands))
        total: Polynomial = {}
        for e in summands:
            rest = {f: e.powers.get(f, 0) - k for f, k in common.items()}
            sparse.add_to(total, self.written_out(rest), int(e.coefficient * scale))
        if not total:
            return ZERO
        return self.times(Element(Fraction(1, scale), common), self.interned(total))

    def interned(self, p: Polynomial) -> Element:
        """Return a polynomial as an element: a number and generators times what is left."""
        c, m, rest = sparse.split(p)
        powers = {self._generators[g]: k for g, k in sparse.exponents(m)}
        return Element(Fraction(c), powers if rest == {0: 1} else {**powers, self.numbered(rest): 1})

    def written_out(self, powers: Mapping[int, int]) -> Polynomial:
        """Return a product of non-negative powers as a polynomial.

        Raises
        ------
        TooLarge
        """
        if sum(k * self._degree(f) for f, k in powers.items()) > MAX_EXPONENT:
            raise TooLarge("a degree beyond what is written out")
        parts = sorted((self._power(f, k) for f, k in powers.items() if k), key=len)
        result: Polynomial = {0: 1}
        for part in parts:
            result = self._reduced(sparse.product(result, part, self.limit))
        return result

    def _degree(self, f: int) -> int:
        """Return the largest exponent in a polynomial."""
        if f not in self._degrees:
            self._degrees[f] = max((k for m in self._polynomials[f] for _, k in sparse.exponents(m)), default=0)
        return self._degrees[f]

    def _power(self, f: int, n: int) -> Polynomial:
        """Return a power, one factor at a time: for sparse polynomials squaring is slower."""
        if (f, n) not in self._written:
            p = result = self._polynomials[f]
            for _ in range(n - 1):
                result = self._reduced(sparse.product(result, p, self.limit))
            self._written[f, n] = result
        return self._written[f, n]

    def _reduced(self, p: Polynomial) -> Polynomial:
        """Apply the rules to a polynomial."""
        if not self.rules:
            return p
        orders = [(self._index[f], rule.order) for f, rule in self.rules.items()]
        result: Polynomial = {}
        due: dict[int, Polynomial] = {}
        for m, c in p.items():
            over = sum(
                sparse.monomial(g, k - k % order) for g, order in orders if (k := sparse.exponent(m, g)) >= order
            )
            (due.setdefault(over, {}) if over else result)[m - over] = c
        for over, rest in due.items():
            self._add_rewritten(result, over, rest)
        return result

    def _add_rewritten(self, result: Polynomial, over: int, rest: Polynomial) -> None:
        value = self.times(*(self.element(self._generators[g], k) for g, k in sparse.exponents(over)))
        written = sparse.product(rest, self.written_out(value.powers), self.limit)
        # The values of rules have whole coefficients and no denominators.
        sparse.add_to(result, self._reduced(written), int(value.coefficient))
