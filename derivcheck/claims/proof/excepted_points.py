"""The points at which a proof excepts a claim of one variable, and what is known of the claim at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.claims.claim import Claim, Gap, gap
from derivcheck.claims.coverage import missing, slope
from derivcheck.claims.points import smooth_on_box
from derivcheck.claims.proof.conditions import SECONDS, of_formula
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DomainError
from derivcheck.ground.timeouts import TimeLimitReached, time_limit
from derivcheck.results import Finding
from derivcheck.results.check import NO_VALUE


@dataclass(frozen=True)
class ExceptedPoint:
    """A zero of a condition that the function or the claim asks for.

    Attributes
    ----------
    x : float
        The zero, rounded.
    exact : bool
        Whether it is that float.
    text : str
        The zero: a decimal, or an exact expression.
    empty : bool
        Whether the claim has no value at the zero itself.
    """

    x: float
    exact: bool
    text: str
    empty: bool


def excepted_points(claim: Claim) -> list[ExceptedPoint]:
    """Return where, in a claim of one variable, conditions of degree 1 or 2 begin to be false.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> excepted_points(Claim(parse("x^2"), parse("2*x*(x-1.2345)/(x-1.2345)"), "x"))
    [ExceptedPoint(x=1.2345, exact=False, text='1.2345', empty=True)]
    """
    m = Symbolic()
    x = m.variable(claim.wrt)
    try:
        with time_limit(SECONDS):
            formulas = claim.function, claim.claimed
            conditions = [c for formula in formulas for c in of_formula(m, formula, {claim.wrt: x})]
            zeros = dict.fromkeys(zero for c in conditions for zero in _zeros(m, c.positive.as_base_exp()[0], x))
            return [_excepted_point(m, claim, zero) for zero in sorted(zeros, key=float)]
    except (TimeLimitReached, Exception):  # SymPy has no one exception for what it cannot do
        return []


def _zeros(m: Symbolic, u: Any, x: object) -> Iterator[Any]:
    if u.is_polynomial(x) and m.sympy.degree(u, x) in (1, 2):
        yield from (zero for zero in m.sympy.roots(u, x) if zero.is_real)


def _excepted_point(m: Symbolic, claim: Claim, zero: Any) -> ExceptedPoint:
    value = float(zero)
    known = Fraction(int(zero.p), int(zero.q)) if zero.is_Rational else None
    text = repr(value).removesuffix(".0") if known == Fraction(repr(value)) else str(zero)
    return ExceptedPoint(value, known == Fraction(value), text, _empty(m, claim.claimed, claim.wrt, zero))


def _empty(m: Symbolic, formula: Expression, name: str, zero: Number) -> bool:
    try:
        values = formula.evaluate_all(m, {name: zero})
    except (DomainError, ZeroDivisionError):
        return True
    return any(m.sympy.sympify(value).has(m.sympy.zoo, m.sympy.nan) for value in values)


def hole(claim: Claim, found: Sequence[ExceptedPoint]) -> Finding | None:
    """Return a finding of a point between two floats at which the claim has no value, and f a derivative."""
    for point in found:
        at = {claim.wrt: point.x}
        if point.exact or not point.empty or at not in claim.domain:
            continue
        # A box that holds the zero.
        bare = replace(claim, claimed=claim.function)
        if smooth_on_box(bare, at, (claim.wrt,), allowances.NARROWEST_BOX.value) and (derivative := slope(claim, at)):
            return Finding(NO_VALUE, missing(derivative, f"{claim.wrt} = {point.text}"), at)
    return None


def at_excepted_points(claim: Claim, found: Sequence[ExceptedPoint]) -> list[Gap]:
    """Return the gaps at the points that a proof may except, which are floats: where two pieces join there is one."""
    points = ({claim.wrt: point.x} for point in found if point.exact)
    return [gap(claim, at) for at in points if at in claim.domain]
