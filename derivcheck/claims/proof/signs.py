"""Signs: |p| = s p with s^2 = 1, and what is known of s from roots and logarithms being defined."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from derivcheck.claims.proof import sparse
from derivcheck.claims.proof.elements import ONE, Element, PowerRelation, number
from derivcheck.claims.proof.factoring import Factoring
from derivcheck.claims.proof.ranges import POSITIVE, Ends, sign
from derivcheck.claims.proof.sparse import Polynomial
from derivcheck.ground.errors import DomainError

# Polynomials of unknown sign that are compared in pairs.
_MAX_SIGNS = 12


class Signed(Factoring):
    """An algebra of real numbers, of which some are positive.

    Attributes
    ----------
    positive : set of int
        Generators known to be positive.
    ranges : dict of int to Ends
        Of variables that have one, by their places in monomials.
    constraints : list of Element
        Products of signs that are 1.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.positive: set[int] = set()
        self.ranges: dict[int, Ends] = {}
        self.constraints: list[Element] = []
        self._signs: dict[int, int] = {}

    def start(self) -> None:
        """Forget what is derived anew on each start: generators may have become finer ones."""
        if any(rule.order == 1 for rule in self.rules.values()):
            self._factors.clear()
        self.rules = {s: PowerRelation(2, ONE) for s in self._signs}
        self._written.clear()
        self.constraints.clear()

    def learn_signs(self) -> bool:
        """Solve for signs whose products are known to be 1; return whether anything new was learnt.

        Raises
        ------
        DomainError
            There is no point at which all roots and logarithms are defined.
        """
        learnt = False
        while sum(self._solve(constraint) for constraint in self.constraints):
            learnt = True
            self.constraints = list(self._sums())
        self._written.clear()
        self.constraints.clear()
        return learnt

    def _solve(self, constraint: Element) -> bool:
        """Express one sign in a product that is 1 by the others; return whether there was one left."""
        product = self.times(constraint)
        if not product.powers and product.coefficient < 0:
            raise DomainError("roots and logarithms have no common domain")
        if product.powers:
            pivot = max(product.powers)
            rest = {f: 1 for f in product.powers if f != pivot}
            self.rules[pivot] = PowerRelation(1, Element(product.coefficient, rest))
        return bool(product.powers)

    def _sums(self) -> Iterator[Element]:
        """Yield what is 1 because a sum of two of the same sign has that sign too."""
        for p, q in itertools.combinations(sorted(self._signs)[:_MAX_SIGNS], 2):
            product = self.times(self.element(p), self.element(q))
            if not product.powers:
                first, second = (self.element(self._signs[s]) for s in (p, q))
                total = self.factored(self.plus([first, self.times(product, second)]))
                known = all(self._evident_sign(f) or ("sign", f) in self for f in total.powers)
                if total.coefficient and known:
                    yield self.times(self.element(p), self.sign_of(total))

    def sign(self, f: int) -> Element:
        """Return the sign of a polynomial, a generator unless it is evident."""
        if evident := self._evident_sign(f):
            return number(evident)
        s = self.generator(("sign", f))
        if s not in self._signs:
            self._signs[s] = f
            self.rules[s] = PowerRelation(2, ONE)
        return self.element(s)

    def _evident_sign(self, f: int) -> int:
        """Return 1 or -1 where even powers and positive generators make it evident, else 0."""
        p = self.polynomial(f)
        if f in self.positive or all(self._evidently_positive(m) for m in p):
            signs = {c > 0 for c in p.values()}
            if len(signs) == 1:
                return 1 if signs == {True} else -1
        return self._ranged_sign(p) if self.ranges else 0

    def _ranged_sign(self, p: Polynomial) -> int:
        """Return the sign that a polynomial has wherever its variables are in their ranges, 0 where it is not known."""
        used = {g for m in p for g, _ in sparse.exponents(m)}
        positive = {g: POSITIVE for g in used if self.generator_of(g) in self.positive}
        return sign(p, positive | self.ranges) if used & self.ranges.keys() else 0

    def _evidently_positive(self, m: int) -> bool:
        return all(k % 2 == 0 or self.generator_of(g) in self.positive for g, k in sparse.exponents(m))

    def absolute(self, f: int) -> Element:
        """Return |p| = s p."""
        p = self.polynomial(f)
        return number(abs(p[0])) if set(p) == {0} else self.times(self.sign(f), self.element(f))

    def magnitude(self, e: Element) -> Element:
        """Return the absolute value of an element."""
        e = self.factored(e)
        parts = [self.power(self.absolute(f), k) for f, k in e.powers.items()]
        return self.times(number(abs(e.coefficient)), *parts)

    def sign_of(self, e: Element) -> Element:
        """Return the sign of a product of irreducible polynomials."""
        signs = [self.sign(f) for f, k in e.powers.items() if k % 2]
        return self.times(number(1 if e.coefficient > 0 else -1), *signs)

    def is_sign(self, f: int) -> bool:
        """Return whether a generator is a sign."""
        return f in self._signs
