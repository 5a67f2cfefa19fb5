"""Elements as products of irreducible polynomials, and as sums of terms."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from fractions import Fraction

from derivcheck.claims.proof import sparse
from derivcheck.claims.proof.algebra import Algebra
from derivcheck.claims.proof.elements import Element, number
from derivcheck.claims.proof.sparse import MAX_EXPONENT, Polynomial, TooLarge
from derivcheck.ground.allowances import claims as allowances

Term = tuple[int, frozenset[tuple[int, int]]]
"""A monomial, its exponents of either sign, over a denominator."""


_HALF = 2 ** (sparse.FIELD - 1)


class Factoring(Algebra):
    """An algebra that can factor its polynomials, by SymPy, and write its elements out.

    Parameters
    ----------
    limit : int
        As of `Algebra`.

    Examples
    --------
    >>> m = Factoring(100)
    >>> x = m.element(m.generator("x"))
    >>> sum(m.factored(m.plus([m.power(x, 2), number(-1)])).powers.values())
    2
    """

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._factors: dict[int, Element] = {}

    def factored(self, e: Element) -> Element:
        """Return an element as powers of irreducible polynomials, as far as they are not too large."""
        parts = [self.power(self._factored(f), k) for f, k in e.powers.items()]
        return self.times(number(e.coefficient), *parts)

    def _factored(self, f: int) -> Element:
        p = self.polynomial(f)
        if self.is_generator(f) or len(p) > allowances.FACTORED_TERMS.value:
            return self.element(f)
        if f not in self._factors:
            self._factors[f] = self._by_sympy(p)
        return self._factors[f]

    def _by_sympy(self, p: Polynomial) -> Element:
        rings = importlib.import_module("sympy.polys.rings")
        domain = importlib.import_module("sympy").ZZ
        used = sorted({g for m in p for g, _ in sparse.exponents(m)})
        ring = rings.ring([f"g{g}" for g in used], domain)[0]
        c, found = ring.from_dict({tuple(sparse.exponent(m, g) for g in used): v for m, v in p.items()}).factor_list()
        parts = [self.power(self._from_ring(dict(q), used), k) for q, k in found]
        return self.times(number(int(c)), *parts)

    def _from_ring(self, q: Mapping[tuple[int, ...], int], used: list[int]) -> Element:
        return self.interned(
            {sum(sparse.monomial(g, k) for g, k in zip(used, powers, strict=True)): int(c) for powers, c in q.items()}
        )

    def terms(self, e: Element) -> dict[Term, Fraction]:
        """Return an element as a sum of rational multiples of terms.

        Raises
        ------
        TooLarge
        """
        e = self.factored(e)
        if any(abs(k) > MAX_EXPONENT for k in e.powers.values()):
            raise TooLarge("a degree beyond what is written out")
        outer = sum(sparse.monomial(self._index[f], k) for f, k in e.powers.items() if self.is_generator(f))
        inner = {f: k for f, k in e.powers.items() if not self.is_generator(f)}
        below = frozenset((f, -k) for f, k in inner.items() if k < 0)
        above = self.written_out({f: k for f, k in inner.items() if k > 0})
        return {(outer + m, below): e.coefficient * c for m, c in above.items()}

    def term(self, t: Term) -> Element:
        """Return a term as an element."""
        m, below = t
        powers, index = {}, 0
        while m:
            k = (m + _HALF) % (2 * _HALF) - _HALF
            powers[self.generator_of(index)] = k
            m, index = (m - k) >> sparse.FIELD, index + 1
        return self.settled(Fraction(1), {**powers, **{f: -k for f, k in below}})
