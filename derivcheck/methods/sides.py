"""The derivatives of a formula on both sides of a point at which it bends, joins or jumps, each with a proven bound.

From each side f is a power series in u, where u^k is the distance from the point (`arithmetic.taylor.one_sided`).
By the mean value theorem the one-sided derivative of order n exists where those below it do and the n-th
derivative has a limit, and it is that limit: f is n times differentiable at the point exactly if the
limits of f and its first n derivatives from both sides are equal, and f has that value there.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.taylor.one_sided import OneSided, ramifications
from derivcheck.arithmetic.taylor.recurrences import is_zero
from derivcheck.elementary import TABLE
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import DomainError, UnsupportedOperation
from derivcheck.methods.reference import in_balls

# How many more coefficients are asked for in turn: a quotient 0/0 loses some.
_MORE = (2, 12)


@dataclass(frozen=True)
class Side:
    """What f does on one side of a point.

    Attributes
    ----------
    derivatives : tuple of balls
        The limits of f, f', f'', … up to the order that was asked for, or up to the first that is infinite.
    infinite : int
        The sign of the next one where that is infinite, else 0.
    """

    derivatives: tuple[Any, ...]
    infinite: int = 0


def may_join(expression: Expression) -> bool:
    """Return whether a formula has an operation that may bend or jump where it has a value."""
    return bool(expression.prepared(may_join, functools.partial(_may_join, expression)))


def _may_join(expression: Expression) -> bool:
    known = bool(expression.nodes) and in_balls(expression)
    return known and (has_pieces(expression) or max(ramifications(expression)) > 1)


def has_pieces(expression: Expression) -> bool:
    """Return whether a formula has pieces: an operation that bends or jumps, or cases.

    >>> from derivcheck.formula.parser import parse
    >>> has_pieces(parse("x*abs(x)")), has_pieces(parse("sqrt(x^4)"))
    (True, False)
    """
    bends = any(node.operation in TABLE and not TABLE[node.operation].smooth for node in expression.nodes)
    return bends or expression.branching


def side(expression: Expression, at: Mapping[str, float], wrt: str, order: int, bits: int, sign: int) -> Side | None:
    """Return what f does just below a point (`sign` -1) or just above it (1); None where that is not determined.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> found = side(parse("x*abs(x)"), {"x": 0.0}, "x", 2, 64, -1)
    >>> [float(d) for d in found.derivatives]
    [0.0, 0.0, -2.0]
    >>> side(parse("cbrt(x)"), {"x": 0.0}, "x", 1, 64, -1).infinite
    1
    """
    for k in ramifications(expression):
        for more in _MORE:
            with Ball(bits) as inner:
                m = OneSided(inner, order * k + more, inner.arb("nan"), k, sign)
                coefficients = _coefficients(m, expression, at, wrt)
                found = _side(m, coefficients, order) if coefficients else None
                if found is not None:
                    return found
    return None


def _coefficients(m: OneSided, expression: Expression, at: Mapping[str, float], wrt: str) -> Sequence[Any] | None:
    values = {name: m.exact(value) for name, value in at.items()}
    try:
        found = expression.evaluate(m, {**values, wrt: m.variable(values[wrt])})
    except (DomainError, UnsupportedOperation):
        return None
    smooth = not any((m.inner.number(0) + e.coefficients[0]).contains(0) for e in m.edges)
    return [m.inner.number(0) + c for c in m.coefficients(found)] if smooth else None


def _side(m: OneSided, c: Sequence[Any], order: int) -> Side | None:
    """Return the limits of the derivatives, from the coefficients in u."""
    k, found = m.ramification, [c[0]]
    for n in range(1, order + 1):
        for j in range((n - 1) * k + 1, n * k):
            if not is_zero(m, c[j]):
                return _steep(m, c[j], j, n, found)
        # u^(nk) is (side t)^n, where t is the signed distance.
        found.append(c[n * k] * math.factorial(n) * m.side**n)
    return Side(tuple(found)) if all(d.is_finite() for d in found) else None


def _steep(m: OneSided, c: Any, j: int, n: int, found: Sequence[Any]) -> Side | None:
    """Return what is known where a fractional power of the distance makes the n-th derivative infinite."""
    if c.contains(0) or not c.is_finite():
        return None
    # The n-th derivative of (side t)^(j/k) has the sign of the product of j/k, j/k - 1, …, j/k - n + 1.
    falling = math.prod(j - i * m.ramification for i in range(n))
    sign = (1 if c > 0 else -1) * (1 if falling > 0 else -1) * m.side**n
    return Side(tuple(found), sign)
