"""The derivative of a function as text, quotients by the quotient rule."""

from __future__ import annotations

from fractions import Fraction

from derivcheck.arithmetic.tangents import Forward
from derivcheck.arithmetic.text.simplifying import Simplifying
from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.wrong_rules import slope
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.ground.limits import MAX_LENGTH

_LARGEST = 100
"""Operations of functions whose derivative anybody reads."""


def by_quotient_rule(function: Expression, m: Simplifying, run: Forward) -> list[Written]:
    """Return the derivative of each node; as forward mode writes it where no denominator depends on the variable.

    Forward mode has (u' - u/v v')/v for a quotient, which nobody writes.
    """
    zero, plain = m.number(0), list(run.tangents)
    if function.size > _LARGEST:
        return [zero if tangent is None else tangent for tangent in plain]
    tangents = list(plain)
    changed: set[int] = set()
    for i, node in enumerate(function.nodes):
        d = [tangents[j] for j in node.arguments]
        if tangents[i] is None:
            continue
        a = [run.values[j] for j in node.arguments]
        if node.operation == "div" and None not in d:
            (u, v), (du, dv) = a, d
            square = m.power(v, Fraction(2))
            together = m.div(m.sub(m.mul(du, v), m.mul(u, dv)), square)
            apart = m.sub(m.div(du, v), m.div(m.mul(u, dv), square))
            tangents[i] = min(together, apart, key=_length)
            changed.add(i)
        elif changed.intersection(node.arguments):
            terms = (
                slope(m, node.operation, j, a, run.values[i]) * rate for j, rate in enumerate(d) if rate is not None
            )
            tangents[i] = sum(terms, start=zero)
            changed.add(i)
    return [
        zero if tangent is None else min(tangent, other, key=_length)
        for tangent, other in zip(tangents, plain, strict=True)
    ]


def _length(text: Written) -> int:
    try:
        return len(text.text)
    except UnsupportedOperation:
        return MAX_LENGTH
