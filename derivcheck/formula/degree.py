"""Which formulas are polynomials, and of what degree: then a stencil can be exact."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node

Degree = int | None


def degree(expression: Expression, variable: str) -> Degree:
    """Return a bound on the degree in `variable`; None where the formula is not seen to be a polynomial.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> degree(parse("x*(x + 1)^2 / 3"), "x"), degree(parse("exp(x)"), "x")
    (3, None)
    """
    degrees: list[Degree] = []
    for node, exponent in zip(expression.nodes, expression.exponents, strict=True):
        degrees.append(_step(node, exponent, [degrees[i] for i in node.arguments], variable))
    return degrees[-1]


def _step(node: Node, exponent: Fraction | None, arguments: list[Degree], variable: str) -> Degree:
    if node.operation == "variable":
        return int(node.value == variable)
    if all(d == 0 for d in arguments):
        return 0
    known = [d for d in arguments if d is not None]
    if len(known) < len(arguments):
        return None
    if node.operation == "pow":
        return _power(known[0], exponent)
    return _RULES[node.operation](known) if node.operation in _RULES else None


def _power(base: int, exponent: Fraction | None) -> Degree:
    if exponent is None or exponent.denominator != 1 or exponent < 0:
        return None
    return base * int(exponent)


_RULES: dict[str, Callable[[list[int]], Degree]] = {
    "add": max,
    "sub": max,
    "mul": sum,
    "neg": max,
    "div": lambda d: d[0] if d[1] == 0 else None,
}
