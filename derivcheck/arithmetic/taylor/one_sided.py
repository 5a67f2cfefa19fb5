"""Taylor series on one side of a point: which branch of |x|, max, a root or a case holds just beside it.

The variable is x0 + u^k or x0 - u^k with u > 0. Of a series in u the leading coefficient decides the sign
for all small u, so |.|, sign, max, min, floor and cases are one analytic function on that side, and a root
of u^v is a power of u where k makes its exponent whole (Puiseux's series). Where the sign is not
decided, because a leading coefficient is a ball around zero, what holds both possibilities is taken: a
function that is analytic on that side is one of the two there.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Self

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.taylor.recurrences import is_positive, is_zero
from derivcheck.arithmetic.taylor.removable import root
from derivcheck.arithmetic.taylor.taylor import Series, Taylor
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression


class OneSided(Taylor):
    """Series over balls on one side of a point.

    Parameters
    ----------
    inner : Ball
    degree : int
        In u.
    unknown : ball
        NaN.
    ramification : int
        k, where u^k is the distance from the point.
    side : int
        1 or -1.

    Examples
    --------
    >>> from derivcheck.arithmetic.ball import Ball
    >>> with Ball(64) as inner:
    ...     m = OneSided(inner, 3, inner.arb("nan"), 1, -1)
    ...     x = m.variable(inner.arb(0))
    ...     print([float(c) for c in (x * m.abs(x)).coefficients])
    [0.0, 0.0, -1.0, 0.0]
    """

    def __init__(self, inner: Arithmetic, degree: int, unknown: object, ramification: int, side: int) -> None:
        super().__init__(inner, degree, unknown)
        self.ramification = ramification
        self.side = side

    def variable(self, value: Number) -> Series:
        """Return the independent variable: value + side u^k."""
        zeros = [self.inner.number(0)] * (self.ramification - 1)
        return self.series([value, *zeros, self.inner.number(self.side)])

    def _again(self, degree: int) -> Self:
        return type(self)(self.inner, degree, self.unknown, self.ramification, self.side)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the rule of a row that bends or jumps, else that of `Taylor`."""
        if row.name in _RULES:
            return functools.partial(_of_series, self, row, _RULES[row.name])
        return super().native(row)

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power."""
        if isinstance(base, Series) and exponent.denominator != 1 and is_zero(self, base.coefficients[0]):
            name = f"the power {exponent}"
            return root(self, lambda short, rest: short.power(rest, exponent), name, exponent, base, one_sided=True)
        return super().power(base, exponent)

    def branch(self, left: Number, right: Number) -> bool | None:
        """Return whether the left series is greater just beside the point, None if that is not known."""
        if not isinstance(left, Series) and not isinstance(right, Series):
            return self.inner.branch(left, right)
        pairs = zip(self.coefficients(left), self.coefficients(right), strict=True)
        sign = sign_of(self, [p - q for p, q in pairs])
        return None if sign is None else sign > 0

    def select(self, left: Number, right: Number, a: Number, b: Number) -> Any:
        """Return balls that hold the coefficients of both."""
        return _either(self, self.coefficients(a), self.coefficients(b))


def sign_of(m: OneSided, x: Sequence[Any]) -> int | None:
    """Return the sign of a series for small u; None where it is not decided."""
    leading = next((c for c in x if not is_zero(m, c)), None)
    if leading is None:
        return None  # it may go on beyond the degree
    return 1 if is_positive(leading) else -1 if is_positive(-leading) else None


def _either(m: OneSided, a: Sequence[Any], b: Sequence[Any]) -> Series:
    arb = m.inner.number(0).__class__
    return Series(tuple(arb(p).union(arb(q)) for p, q in zip(a, b, strict=True)), m)


def _of_series(m: OneSided, row: Elementary, rule: Callable[..., Any], *arguments: Number) -> Any:
    if not any(isinstance(a, Series) for a in arguments):
        return getattr(m.inner, row.name)(*arguments)
    return rule(m, row, *[m.coefficients(a) for a in arguments])


def _abs(m: OneSided, row: Elementary, x: Sequence[Any]) -> Series:
    sign, turned = sign_of(m, x), [-c for c in x]
    return _either(m, x, turned) if sign is None else Series(tuple(x if sign > 0 else turned), m)


def _sign(m: OneSided, row: Elementary, x: Sequence[Any]) -> Series:
    sign = sign_of(m, x)
    return m.series([sign]) if sign else _either(m, m.series([-1]).coefficients, m.series([1]).coefficients)


def _extreme(m: OneSided, row: Elementary, a: Sequence[Any], b: Sequence[Any]) -> Series:
    sign = sign_of(m, [p - q for p, q in zip(a, b, strict=True)])
    if sign is None:
        return _either(m, a, b)
    return Series(tuple(a if sign == (1 if row.name == "max" else -1) else b), m)


def _step(m: OneSided, row: Elementary, x: Sequence[Any]) -> Series:
    """Return a function that is constant between its jumps, by the point and which way x goes from there."""
    at, moves = m.inner.number(0) + x[0], sign_of(m, x[1:])
    if moves and at.is_exact():
        place = _toward(at, moves)
    else:
        # Just beside the point x is in any ball around it.
        place = at + m.inner.interval(m.inner.number(1) / 2**_NEAR_BITS)
    found = getattr(m.inner, row.name)(place)
    # Two neighbours among enormous numbers would pass for one.
    return m.series([found if found.is_exact() else m.unknown])


def _toward(at: Number, sign: int) -> Any:
    """Return what is half-way to the next whole or half number, between which no step jumps."""
    doubled = 2 * at
    beyond = doubled.floor() + 1 if sign > 0 else doubled.ceil() - 1
    return (doubled + beyond) / 4


def _root_of(refusal: str, exponent: Fraction) -> Callable[..., Any]:
    def rule(m: OneSided, row: Elementary, x: Sequence[Any]) -> Any:
        series = Series(tuple(x), m)
        if not is_zero(m, x[0]):
            ordinary = Taylor.native(m, row)
            return ordinary(series) if ordinary else None
        return root(m, lambda short, rest: getattr(short, row.name)(rest), refusal, exponent, series, one_sided=True)

    return rule


def _by_definition(m: OneSided, row: Elementary, a: Sequence[Any], b: Sequence[Any]) -> Any:
    assert row.definition is not None
    return row.definition(m, Series(tuple(a), m), Series(tuple(b), m))


_RULES: dict[str, Callable[..., Any]] = {
    "abs": _abs,
    "sign": _sign,
    "max": _extreme,
    "min": _extreme,
    "cbrt": _root_of("cbrt", Fraction(1, 3)),
    "sqrt": _root_of("sqrt", Fraction(1, 2)),
    **dict.fromkeys(("floor", "ceil", "trunc", "rint"), _step),
    **dict.fromkeys(("remainder", "floor_divide"), _by_definition),
}


def ramifications(expression: Expression) -> list[int]:
    """Return the k at which every root in a formula may have a series, the likely ones first.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> ramifications(parse("cbrt(x)^4")), ramifications(parse("sqrt(cbrt(x))"))
    ([1, 3], [1, 2, 3, 6])
    """
    roots = [_ROOTS.get(node.operation, 1) for node in expression.nodes]
    roots += [exponent.denominator for exponent in expression.exponents if exponent is not None]
    found = {1, *roots, math.lcm(*roots), math.prod(roots)}
    return sorted(k for k in found if k <= LARGEST)


_NEAR_BITS = 64

LARGEST = 12
"""The largest ramification that is tried: roots within roots go no deeper in practice, and series get long."""

_ROOTS = {"sqrt": 2, "cbrt": 3, "hypot": 2}
