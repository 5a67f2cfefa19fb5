"""Text with the small steps done that everybody does in the head.

Zeros, ones and double signs are left out, numbers meet in front, and names go before functions.
Forward mode over it, ``Dual(Simplifying())``, writes derivatives.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.text.writing import PRODUCT, SUM, Writing, Written, negative, product, quotient, raised
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import UnsupportedOperation

_ONE = Fraction(1)
_HALF = Fraction(1, 2)

_SHORT = 40
"""Characters of factors that are compared."""

_KEPT = 256
"""Short texts that are kept, so that each is put together once: of one claim's parts, since each keeps its formula."""


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
        plain = super().native(row)
        if row.name == "log" and plain:
            return functools.partial(_logarithm, self, plain)
        return functools.partial(_root, plain) if row.name == "sqrt" and plain else plain

    def constant(self, name: str) -> Written:
        """Return "pi" or "e", the same one each time, so that log(e) is known to be 1."""
        return self._constants.setdefault(name, super().constant(name))

    @functools.cached_property
    def _constants(self) -> dict[str, Written]:
        return {}

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Written:
        """Return a power; the exponents 0 and 1 are left out."""
        return _power(self, base, exponent)


def _logarithm(m: Simplifying, plain: Callable[..., Written], u: Number) -> Written:
    return m.number(1) if u is m.constant("e") else plain(u)


def _root(plain: Callable[..., Any], u: Written) -> Written:
    root: Written = plain(u)
    return root if u.value is not None or u.rest is not None else replace(root, factors=((u, _HALF),))


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
    return replace(text, scale=scale, rest=rest, quotient=None, terms=(), factors=())


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
    """Return a sum; what is in both of its sides is added up."""
    first, second = _terms(m, a), [(sign * q, v) for q, v in _terms(m, b)]
    if not _common((u for _, u in first), (v for _, v in second)):
        return _side_by_side(m, a, b, sign)
    for q, v in second:
        place = next((i for i, (_, u) in enumerate(first) if _same_term(u, v)), None)
        if place is None:
            first.append((q, v))
        else:
            first[place] = (first[place][0] + q, first[place][1])
    left = [_scaled(m, p, u) for p, u in first if p]
    return functools.reduce(lambda x, y: _side_by_side(m, x, y, 1), left) if left else m.number(0)


def _terms(m: Writing, x: Number) -> list[tuple[Fraction, Written | None]]:
    return list(m.lift(x).terms) or [_split(m, x)]


def _same_term(u: Written | None, v: Written | None) -> bool:
    return u is v if u is None or v is None else _alike(u, v)


def _side_by_side(m: Writing, a: Number, b: Number, sign: int) -> Written:
    (p, u), (q, v) = _split(m, a), _split(m, b)
    q = sign * q
    if u is None and v is None:
        return m.number(p + q)
    if not p or not q:
        return _scaled(m, q, v) if not p else _scaled(m, p, u)
    if p < 0 < q:
        p, u, q, v = q, v, p, u
    left, right = _scaled(m, p, u), _scaled(m, abs(q), v)
    terms = (*_terms(m, left), *((s if q > 0 else -s, t) for s, t in _terms(m, right)))
    return m.infix(left, " + " if q > 0 else " - ", right, SUM, SUM, SUM if q > 0 else PRODUCT, terms=terms)


def _mul(m: Writing, a: Number, b: Number) -> Written:
    (p, u), (q, v) = _split(m, a), _split(m, b)
    if u is None or v is None:
        return _scaled(m, p * q, u if v is None else v)
    if (merged := _merged(m, u, v, 1)) is not None:
        return _times(m, p * q, merged)
    for one, other in ((u, v), (v, u)):
        if one.quotient:
            above, below = one.quotient
            return _div(m, _scaled(m, p * q, _mul(m, above, other)), below)
    first, second = (v, u) if v.monomial and not u.monomial else (u, v)
    return _scaled(m, p * q, _product(m, first, second))


def _product(m: Writing, a: Written, b: Written) -> Written:
    return replace(product(m, a, b, PRODUCT), factors=(*_factors(a), *_factors(b)))


def _times(m: Writing, scale: Fraction, x: Written) -> Written:
    return m.number(scale * x.value) if x.value is not None else _scaled(m, scale, x)


def _factors(x: Written) -> tuple[tuple[Written, Fraction], ...]:
    """Return the bases in a product or quotient, with their exponents."""
    if x.factors:
        return x.factors
    if x.quotient and all(side.rest is None for side in x.quotient):
        above, below = x.quotient
        over = () if above.value == 1 else _factors(above)
        return (*over, *((base, -e) for base, e in _factors(below)))
    return ((x, _ONE),)


def _merged(m: Writing, u: Written, v: Written, sign: int) -> Written | None:
    """Return u v, or u/v where `sign` is -1, with the exponents of common factors added; None where there are none."""
    found, others = list(_factors(u)), [(base, sign * e) for base, e in _factors(v)]
    if not _common((a for a, _ in found), (b for b, _ in others)):
        return None
    for base, e in others:
        place = next((i for i, (a, _) in enumerate(found) if _alike(a, base)), None)
        if place is None:
            found.append((base, e))
        else:
            found[place] = (found[place][0], found[place][1] + e)
    return _rebuilt(m, [(base, e) for base, e in found if e])


def _raised(m: Any, base: Written, exponent: Fraction) -> Written:
    return m.sqrt(base) if exponent == _HALF else _power(m, base, m.number(exponent))


def _rebuilt(m: Writing, factors: list[tuple[Written, Fraction]]) -> Written:
    """Return a product of powers as text, what goes before functions first."""
    sides = []
    for sign in (1, -1):
        powers = [_raised(m, base, sign * e) for base, e in factors if sign * e > 0]
        ordered = sorted(powers, key=lambda power: not power.monomial)
        sides.append(functools.reduce(lambda a, b: product(m, a, b, PRODUCT), ordered) if ordered else m.number(1))
    above, below = sides
    whole = above if below.value == 1 else quotient(m, above, below)
    return replace(whole, factors=tuple(factors)) if factors else whole


def _alike(u: Written, v: Written) -> bool:
    """Return whether two texts are the same and short."""
    key = _key(u)
    return key is not None and key == _key(v)


@functools.lru_cache(maxsize=_KEPT)
def _key(x: Written) -> str | None:
    """Return a short text; None for a long one."""
    try:
        return x.joined(_SHORT)
    except UnsupportedOperation:
        return None


def _common(one: Iterable[Written | None], other: Iterable[Written | None]) -> bool:
    """Return whether two lists have a text in common; None stands for a number."""
    left, right = ({"" if x is None else _key(x) for x in side} - {None} for side in (one, other))
    return bool(left & right)


def _div(m: Writing, a: Number, b: Number) -> Written:
    (p, u), (q, v) = _split(m, a), _split(m, b)
    if not q or not p:
        return m.number(0) if q else quotient(m, a, b)
    scale = p / q
    if v is None:
        return _scaled(m, scale, u)
    if u is not None and (merged := _merged(m, u, v, -1)) is not None:
        return _times(m, scale, merged)
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
    if exponent.value is None or not exponent.value:
        return raised(m, base, exponent) if exponent.value is None else m.number(1)
    if base.factors and exponent.value.denominator == 1:
        return _rebuilt(m, [(b, e * exponent.value) for b, e in base.factors])
    power = raised(m, base, exponent)
    return (
        power if base.value is not None or base.rest is not None else replace(power, factors=((base, exponent.value),))
    )


_OPERATORS: dict[str, Callable[..., Written]] = {
    "add": functools.partial(_sum, sign=1),
    "sub": functools.partial(_sum, sign=-1),
    "mul": _mul,
    "div": _div,
    "neg": _neg,
    "pow": _power,
}
