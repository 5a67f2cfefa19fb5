"""The sign of a polynomial over ranges of its generators, by exact interval arithmetic (Moore et al. 2009, ch. 2)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from fractions import Fraction

from derivcheck.claims.proof import sparse
from derivcheck.claims.proof.sparse import Polynomial
from derivcheck.formula.domain import Range

End = Fraction | float
"""A float is infinite."""

Ends = tuple[End, End]

EVERYWHERE: Ends = (-math.inf, math.inf)
POSITIVE: Ends = (Fraction(0), math.inf)


def exact(r: Range) -> Ends:
    """Return the ends of a range as rationals."""
    low, high = (Fraction(end) if math.isfinite(end) else end for end in (r.low, r.high))
    return low, high


def sign(p: Polynomial, ranges: Mapping[int, Ends]) -> int:
    """Return 1 or -1 where a polynomial has no other sign as its generators range, 0 where that is not evident.

    Parameters
    ----------
    p : Polynomial
    ranges : mapping of int to Ends
        Of generators, by their places in monomials; of others nothing is known.

    Examples
    --------
    >>> x = sparse.monomial(0)
    >>> sign({0: 1, x: -1}, {0: (Fraction(0), Fraction(1))}), sign({0: 1, x: -3}, {0: (Fraction(0), Fraction(1))})
    (1, 0)
    """
    low: End = Fraction(0)
    high: End = Fraction(0)
    for m, c in p.items():
        ends: Ends = (Fraction(c), Fraction(c))
        for g, k in sparse.exponents(m):
            ends = _times(ends, _power(ranges.get(g, EVERYWHERE), k))
        low, high = low + ends[0], high + ends[1]
        if low == -math.inf and high == math.inf:
            return 0
    return 1 if low >= 0 else -1 if high <= 0 else 0


def _times(a: Ends, b: Ends) -> Ends:
    products = [_product(x, y) for x, y in itertools.product(a, b)]
    return min(products), max(products)


def _product(x: End, y: End) -> End:
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return x * y
    # A zero end times an infinite one: the products near it come as near to zero as to nothing else.
    return math.copysign(math.inf, _signum(x) * _signum(y)) if x and y else Fraction(0)


def _signum(x: End) -> int:
    return (x > 0) - (x < 0)


def _power(a: Ends, k: int) -> Ends:
    ends = [_raised(x, k) for x in a]
    if k % 2 == 0 and a[0] < 0 < a[1]:
        return Fraction(0), max(ends)
    return min(ends), max(ends)


def _raised(x: End, k: int) -> End:
    return x**k if isinstance(x, Fraction) else math.copysign(math.inf, _signum(x) ** k)
