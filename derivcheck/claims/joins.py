"""Whether a formula is differentiable where two pieces of it meet, and its derivative there: both sides, proven.

A kink is one only if the slopes of both sides have bounds that exclude each other; a join is smooth if
they are equal, exactly or as far as balls of many bits can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods.reference import exact_arithmetic
from derivcheck.methods.sides import Side, may_join, side


@dataclass(frozen=True)
class Join:
    """What is proven of a point at which two pieces meet.

    Attributes
    ----------
    derivative : ball or None
        The derivative of the order asked for; None where f is not so often differentiable.
    kind : str
        "smooth", else "jump" (of f), "value" (f is not its limit), "kink" or "steep" (infinite).
    order : int
        Of the first derivative whose limits differ or are infinite; 0 for f itself.
    left, right : ball, or float
        Those limits; a float is infinite.
    value : ball
        f at the point.
    sides : pair of Side
    """

    derivative: Any
    kind: str
    order: int
    left: Any
    right: Any
    value: Any
    sides: tuple[Side, Side]


def join(expression: Expression, at: Mapping[str, float], wrt: str, order: int, bits: int) -> Join | None:
    """Return what is proven of f at a point; None where nothing is.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> found = join(parse("x*abs(x)"), {"x": 0.0}, "x", 1, 192)
    >>> found.kind, float(found.derivative)
    ('smooth', 0.0)
    >>> found = join(parse("x*abs(x)"), {"x": 0.0}, "x", 2, 192)
    >>> found.kind, found.order, float(found.left), float(found.right)
    ('kink', 2, -2.0, 2.0)
    """
    if not may_join(expression):
        return None
    inner = exact_arithmetic(bits)
    with inner:
        try:
            value = inner.arb(0) + expression.evaluate(inner, {name: inner.exact(x) for name, x in at.items()})
        except DerivcheckError:
            return None
        if not value.is_finite():
            return None
        sides = [side(expression, at, wrt, order, bits, sign) for sign in (-1, 1)]
        return _judged(sides[0], sides[1], value, order) if sides[0] and sides[1] else None


def proven(expression: Expression, at: Mapping[str, float], wrt: str, order: int = 1) -> Join | None:
    """Return what is proven with as many bits as it takes."""
    found = (join(expression, at, wrt, order, bits) for bits in precisions())
    return next(filter(None, found), None) if may_join(expression) else None


def precisions() -> Iterator[int]:
    """Yield the working precisions that are tried in turn, in bits: at first as many for rounding as for agreement."""
    bits = 2 * allowances.AGREEMENT_BITS.value
    while bits <= allowances.MOST_BITS.value:
        yield bits
        bits *= 4


def _judged(left: Side, right: Side, value: Number, order: int) -> Join | None:
    """Compare both sides, from f itself upwards, until they differ."""
    for n in range(order + 1):
        ends = _limit(left, n), _limit(right, n)
        if any(isinstance(end, float) for end in ends):
            return Join(None, "steep", n, *ends, value, (left, right))
        same = _same(*ends)
        if same is False:
            return Join(None, "kink" if n else "jump", n, *ends, value, (left, right))
        if n == 0 and same:
            same = _same(value, ends[0])
            if same is False:
                return Join(None, "value", 0, *ends, value, (left, right))
        if same is None:
            return None
    return Join(ends[0].union(ends[1]), "smooth", order, *ends, value, (left, right))


def _limit(found: Side, n: int) -> Any:
    """Return the limit of a derivative; infinite ones as floats."""
    return found.derivatives[n] if n < len(found.derivatives) else found.infinite * float("inf")


def _same(a: Any, b: Any) -> bool | None:
    """Return whether two balls are of one number, as far as a claim that agrees would be; None if it is not known."""
    gap = a - b
    if not gap.contains(0):
        return False
    if gap == 0:
        return True
    bits = allowances.AGREEMENT_BITS.value if not (a.contains(0) and b.contains(0)) else allowances.ZERO_BITS.value
    scale = abs(a).upper() if bits == allowances.AGREEMENT_BITS.value else 1
    return True if gap.rad() * 2**bits <= scale else None
