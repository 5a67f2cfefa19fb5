"""Polynomials with integer coefficients in any number of generators, as dicts from monomials to coefficients.

A monomial is one integer that holds the exponent of generator k in its k-th field of bits, so that
monomials are multiplied by one addition, and a new generator changes none of them (Monagan & Pearce,
"Sparse polynomial multiplication and division in Maple 14", 2011, §2, pack them likewise).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from derivcheck.ground.errors import PrecisionError

Polynomial = dict[int, int]

FIELD = 24
"""Bits of an exponent."""

MAX_EXPONENT = 2**12
"""Largest degree that is written out; products of thousands of such polynomials still fit into the fields."""

_MASK: int = 2**FIELD - 1


class TooLarge(PrecisionError):
    """A polynomial has more terms, or higher powers, than the proof may take."""


def monomial(generator: int, exponent: int = 1) -> int:
    """Return a power of a generator."""
    return exponent << (FIELD * generator)


def exponent(m: int, generator: int) -> int:
    """Return the exponent of a generator in a monomial."""
    return (m >> (FIELD * generator)) & _MASK


def exponents(m: int) -> Iterator[tuple[int, int]]:
    """Yield the generators of a monomial with their exponents.

    Examples
    --------
    >>> list(exponents(monomial(0, 2) + monomial(3)))
    [(0, 2), (3, 1)]
    """
    generator = 0
    while m:
        if m & _MASK:
            yield generator, m & _MASK
        m >>= FIELD
        generator += 1


def add_to(total: Polynomial, p: Polynomial, factor: int = 1) -> None:
    """Add a multiple of a polynomial to `total`, in place."""
    for m, c in p.items():
        value = total.get(m, 0) + factor * c
        if value:
            total[m] = value
        else:
            total.pop(m, None)


def product(a: Polynomial, b: Polynomial, limit: int) -> Polynomial:
    """Return the product.

    Raises
    ------
    TooLarge
        It has more than `limit` terms on the way.

    Examples
    --------
    >>> x, one = monomial(0), monomial(0, 0)
    >>> product({x: 1, one: 1}, {x: 1, one: -1}, 100) == {2 * x: 1, one: -1}
    True
    """
    if len(a) > len(b):
        a, b = b, a
    total: Polynomial = {}
    get = total.get
    for m, c in a.items():
        for n, d in b.items():
            total[m + n] = get(m + n, 0) + c * d
        if len(total) > limit:
            raise TooLarge(f"more than {limit} terms")
    return {m: c for m, c in total.items() if c}


def split(p: Polynomial) -> tuple[int, int, Polynomial]:
    """Return c, m and q with p = c m q: a number, a monomial, and what has no common factor of these kinds.

    The sign is that of the leading coefficient, so that p and -p leave the same q.
    """
    common = math.gcd(*p.values())
    if p[max(p)] < 0:
        common = -common
    shared = dict(exponents(next(iter(p))))
    for m in p:
        shared = {g: min(e, exponent(m, g)) for g, e in shared.items()}
    least = sum(monomial(g, e) for g, e in shared.items())
    return common, least, {m - least: c // common for m, c in p.items()}
