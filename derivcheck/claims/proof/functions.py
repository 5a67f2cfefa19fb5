"""Real functions as generators of an algebra, split by rules that hold on the whole real domain.

    u^r      =  product of |p|^(r e)       where u > 0 is the product of p^e
    log u    =  sum of e log |p|           where u > 0
    |p|      =  s p, with s^2 = 1          s is 1 or -1 wherever p is not zero
    exp u    =  product of exp(t)^n        where u is the sum of n t
    cos, sin =  (1 - t^2, 2 t)/(1 + t^2)   t = tan(u/2) (Weierstrass)

So sqrt(x^2) becomes |x|, not x, and log(x^2) becomes 2 log |x|. That u > 0 where a root or log of
u occurs is noted: it says which products of signs s are 1. A sum that is formally zero is zero
then at every point at which all that occurs is defined, but for the poles of t and the zeros of
p, between which both sides are continuous. The converse need not hold.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from fractions import Fraction

from derivcheck.claims.proof import sparse
from derivcheck.claims.proof.elements import ONE, ZERO, Element, PowerRelation, number
from derivcheck.claims.proof.factoring import Term
from derivcheck.claims.proof.lattice import Lattice, Vector
from derivcheck.claims.proof.ranges import exact
from derivcheck.claims.proof.signs import Signed
from derivcheck.formula.domain import ANYWHERE, Domain
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DomainError

_CONSTANT: Term = (0, frozenset())


class Restart(Exception):
    """A finer generator is needed, exp(x/2) after exp(x) for instance: start again, that known."""


class FunctionAlgebra(Signed):
    """An algebra with roots, logarithms, exponentials, angles, and functions that nothing is known of."""

    def __init__(self, limit: int, domain: Domain = ANYWHERE) -> None:
        super().__init__(limit)
        self._domain = domain
        self._arguments: dict[int, tuple[str, int | Term | Element]] = {}
        self._indices: dict[int, int] = {}
        self._units: dict[Term, int] = {}
        self._angles = Lattice()

    def symbol(self, name: str, *, positive: bool = False) -> Element:
        """Return a variable, or a number about which nothing is known but its sign, or its range."""
        f = self.generator(("symbol", name))
        within = self._domain[name]
        if positive or within.low >= 0:
            self.positive.add(f)
        if not within.whole:
            self.ranges[next(g for m in self.polynomial(f) for g, _ in sparse.exponents(m))] = exact(within)
        return self.element(f)

    def opaque(self, name: str, *arguments: Element, odd: bool = False) -> Element:
        """Return the value of a function about which nothing else is known."""
        reduced = [self.factored(a) for a in arguments]
        if odd and reduced[0].coefficient < 0:
            return self.times(number(-1), self.opaque(name, self.times(number(-1), reduced[0]), odd=True))
        return self.element(self.generator((name, *[a.key for a in reduced])))

    def _positive_factors(self, e: Element) -> list[tuple[int, int]]:
        """Note that an element is positive, and return its factors: primes and polynomials."""
        e = self.factored(e)
        if not e.coefficient:
            raise DomainError("the root or logarithm of zero")
        self.constraints.append(self.sign_of(e))
        return self._factors_of(e)

    def _factors_of(self, e: Element) -> list[tuple[int, int]]:
        """Return primes and polynomials whose magnitudes multiply to that of an element."""
        c = abs(e.coefficient)
        primes = [*_primes(c.numerator, 1), *_primes(c.denominator, -1)]
        return [*((self.numbered({0: p}), k) for p, k in primes), *e.powers.items()]

    def root(self, e: Element, r: Fraction) -> Element:
        """Return a rational power of what is positive wherever it occurs."""
        return self.times(*(self.radical(f, k * r) for f, k in self._positive_factors(e)))

    def radical(self, f: int, r: Fraction) -> Element:
        """Return |p|^r.

        Raises
        ------
        Restart
        """
        if r.denominator == 1:
            return self.power(self.absolute(f), int(r))
        kind, argument = self._arguments.get(f, ("", 0))
        if kind == "exp" and isinstance(argument, tuple):
            return self.exponential(self.times(number(r / self._units[argument]), self.term(argument)))
        if kind == "root" and isinstance(argument, int):
            return self.radical(argument, r / self._indices[argument])
        index = self._indices.get(f, 1)
        if index % r.denominator:
            self._indices[f] = math.lcm(index, r.denominator)
            raise Restart
        return self.power(self._root_generator(f, index), int(r * index))

    def _root_generator(self, f: int, index: int) -> Element:
        g = self._argued("root", f)
        if g not in self.rules:
            self.rules[g] = PowerRelation(index, self.absolute(f))
        return self.element(g)

    def _argued(self, kind: str, argument: int | Term) -> int:
        """Return the generator of a positive function of something."""
        g = self.generator((kind, argument))
        self._arguments[g] = (kind, argument)
        self.positive.add(g)
        return g

    def logarithm(self, e: Element) -> Element:
        """Return the logarithm of what is positive wherever it occurs."""
        factors = self._positive_factors(e)
        return self.plus([self.times(number(k), self._logarithm(f)) for f, k in factors])

    def _logarithm(self, f: int) -> Element:
        """Return log |p|."""
        if self.is_sign(f):
            return ZERO
        kind, argument = self._arguments.get(f, ("", 0))
        if kind == "exp" and isinstance(argument, tuple):
            return self.times(number(Fraction(1, self._units[argument])), self.term(argument))
        if kind == "root" and isinstance(argument, int):
            return self.times(number(Fraction(1, self._indices[argument])), self._logarithm(argument))
        g = self.generator(("log", f))
        self._arguments[g] = ("log", f)
        return self.element(g)

    def log_magnitude(self, e: Element) -> Element:
        """Return log |u|."""
        factors = self._factors_of(self.factored(e))
        return self.plus([self.times(number(k), self._logarithm(f)) for f, k in factors])

    def lambert(self, u: Element) -> Element:
        """Return W(u), for which exp(W) = u/W."""
        w = self.opaque("lambertw", u)
        self._arguments[next(iter(w.powers))] = ("lambertw", self.times(u, self.power(w, -1)))
        return w

    def shifted(self, u: Element) -> tuple[Element, int]:
        """Return v and n with u = v + n, the constant in v from 0 to 1."""
        n = math.floor(self.terms(u).get(_CONSTANT, 0)) if u.coefficient else 0
        return self.plus([u, number(-n)]), n

    def exponential(self, e: Element) -> Element:
        """Return exp(u).

        Raises
        ------
        Restart
        """
        return self.times(*(self._exponential(t, q) for t, q in self.terms(e).items()))

    def _exponential(self, t: Term, q: Fraction) -> Element:
        """Return exp(q t), which is |p|^q for t = log |p|."""
        kind, argument = self._arguments.get(self._single(t), ("", 0))
        if kind == "log" and isinstance(argument, int):
            return self.radical(argument, q)
        if kind == "lambertw" and isinstance(argument, Element):
            return self.root(argument, q)
        unit = self._units.setdefault(t, 1)
        if unit % q.denominator:
            self._units[t] = math.lcm(unit, q.denominator)
            raise Restart
        return self.element(self._argued("exp", t), int(q * unit))

    def _single(self, t: Term) -> int:
        """Return the generator that a term is, or -1."""
        powers = self.term(t).powers
        return next(iter(powers)) if list(powers.values()) == [1] else -1

    def circle(self, e: Element) -> tuple[Element, Element]:
        """Return the cosine and the sine of an angle.

        Raises
        ------
        Restart
        """
        v: Vector = dict(self.terms(e).items()) if e.coefficient else {}
        coordinates = self._angles.coordinates(v)
        if coordinates is None:
            self._angles.add(v)
            raise Restart
        point = (ONE, ZERO)
        for unit, n in zip(self._angles.basis, coordinates, strict=True):
            if n:
                point = self._turned(point, self._turns(self._unit(unit), n))
        return point

    def _unit(self, v: Vector) -> tuple[Element, Element]:
        half_turns = v.get(self._pi()) if len(v) == 1 else None
        if half_turns is not None and half_turns.denominator <= 2:
            return [(ONE, ZERO), (ZERO, ONE), (number(-1), ZERO), (ZERO, number(-1))][int(2 * half_turns) % 4]
        t = self.element(self.generator(("tan", frozenset(v.items()))))
        square = self.times(t, t)
        below = self.power(self.plus([ONE, square]), -1)
        return self.times(self.plus([ONE, self.times(number(-1), square)]), below), self.times(number(2), t, below)

    def _pi(self) -> Hashable:
        return next(iter(self.terms(self.symbol("pi", positive=True))))

    def _turned(self, a: tuple[Element, Element], b: tuple[Element, Element]) -> tuple[Element, Element]:
        cosine = self.plus([self.times(a[0], b[0]), self.times(number(-1), a[1], b[1])])
        return cosine, self.plus([self.times(a[0], b[1]), self.times(a[1], b[0])])

    def _turns(self, a: tuple[Element, Element], n: int) -> tuple[Element, Element]:
        """Return the point of a multiple of an angle."""
        if n < 0:
            cosine, sine = self._turns(a, -n)
            return cosine, self.times(number(-1), sine)
        point = (ONE, ZERO)
        for bit in bin(n)[2:]:
            point = self._turned(point, point)
            point = self._turned(point, a) if bit == "1" else point
        return point


def _primes(n: int, sign: int) -> list[tuple[int, int]]:
    """Return the small primes of a positive integer, and what is left, with their exponents."""
    found = []
    for p in range(2, allowances.PRIMES.value):
        k = 0
        while n % p == 0:
            n, k = n // p, k + 1
        if k:
            found.append((p, sign * k))
        if n == 1:
            break
    return [*found, (n, sign)] if n > 1 else found
