"""Text with the small steps done that everybody does in the head.

Zeros, ones and double signs are left out, numbers meet in front, and names go before functions.
Forward mode over it, ``Dual(Simplifying())``, writes derivatives.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.text.writing import PRODUCT, SUM, Writing, Written, negative, product, quotient, raised
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number

_ONE = Fraction(1)


class Simplifying(Writing):
    """Texts of simplified formulas.

    Examples
    --------
    >>> from derivcheck.arithmetic.dual import Dual
    >>> m = Dual(Simplifying())
    >>> x = m.variable(m.inner.variable("x"))
    >>> print(m.tangent(x**2 * m.cos(3 * x)))
    2*x*cos(3*x) - 3*x**2*sin(3*x)
    """

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the simplifying writer of an operator, else the plain one."""
        if row.name in _OPERATORS:
            return functools.partial(_OPERATORS[row.name], self)
        return super().native(row)

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Written:
        """Return a power; the exponents 0 and 1 are left out."""
        return _power(self, base, exponent)


def _split(m: Writing, x: Number) -> tuple[Fraction, Written | None]:
    """Return the number in front and the rest; no rest for a number."""
    x = m.lift(x)
    if x.value is not None:
        return x.value, None
    return (x.scale, x.rest) if x.rest is not None else (_ONE, x)


def _scaled(m: Writing, scale: Fraction, rest: Written | None) -> Written:
    """Return a number times a text."""
    if rest is None or not scale:
        return m.number(scale)
    if scale == 1:
        return rest
    text = negative(m, rest) if scale == -1 else _multiple(m, scale, rest)
    return replace(text, scale=scale, rest=rest, quotient=None)


def _multiple(m: Writing, scale: Fraction, rest: Written) -> Written:
    front = m.number(scale)
    if rest.quotient and rest.quotient[0].value == 1:
        return _div(m, front, rest.quotient[1])
    if "/" not in front.text or rest.quotient:
        return product(m, front, rest, PRODUCT)
    return quotient(m, _scaled(m, Fraction(scale.numerator), rest), m.number(scale.denominator))


def _neg(m: Writing, a: Number) -> Written:
    scale, rest = _split(m, a)
    return _scaled(m, -scale, rest)


def _sum(m: Writing, a: Number, b: Number, sign: int) -> Written:
    (p, u), (q, v) = _split(m, a), _split(m, b)
    q = sign * q
    if u is None and v is None:
        return m.number(p + q)
    if not p or not q:
        return _scaled(m, q, v) if not p else _scaled(m, p, u)
    if p < 0 < q:
        p, u, q, v = q, v, p, u
    left, right = _scaled(m, p, u), _scaled(m, abs(q), v)
    return m.infix(left, " + " if q > 0 else " - ", right, SUM, SUM, SUM if q > 0 else PRODUCT)


def _mul(m: Writing, a: Number, b: Number) -> Written:
    (p, u), (q, v) = _split(m, a), _split(m, b)
    if u is None or v is None:
        return _scaled(m, p * q, u if v is None else v)
    for one, other in ((u, v), (v, u)):
        if one.quotient:
            above, below = one.quotient
            return _div(m, _scaled(m, p * q, _mul(m, above, other)), below)
    first, second = (v, u) if v.monomial and not u.monomial else (u, v)
    return _scaled(m, p * q, product(m, first, second, PRODUCT))


def _div(m: Writing, a: Number, b: Number) -> Written:
    (p, u), (q, v) = _split(m, a), _split(m, b)
    if not q or not p:
        return m.number(0) if q else quotient(m, a, b)
    scale = p / q
    if v is None:
        return _scaled(m, scale, u)
    if u is not None and u.quotient:
        above, below = u.quotient
        return _div(m, _scaled(m, p, above), _mul(m, b, below))
    above = _scaled(m, Fraction(abs(scale.numerator)), u)
    whole = quotient(m, above, _scaled(m, Fraction(scale.denominator), v))
    return whole if scale > 0 else negative(m, whole)


def _power(m: Writing, a: Number, b: Number) -> Written:
    base, exponent = m.lift(a), m.lift(b)
    if exponent.value == 1:
        return base
    return m.number(1) if exponent.value == 0 else raised(m, base, exponent)


_OPERATORS: dict[str, Callable[..., Written]] = {
    "add": functools.partial(_sum, sign=1),
    "sub": functools.partial(_sum, sign=-1),
    "mul": _mul,
    "div": _div,
    "neg": _neg,
    "pow": _power,
}
