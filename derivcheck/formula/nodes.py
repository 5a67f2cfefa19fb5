"""The steps of a formula, and the exact values of those that are made of numbers only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from derivcheck.ground.limits import MAX_INTEGER_BITS


class Node(NamedTuple):
    """One step of a formula.

    Attributes
    ----------
    operation : str
        "number", "constant" (pi, e), "variable", "select" (`branches`), or the name of a row of `elementary.TABLE`.
    arguments : tuple of int
        Positions of earlier nodes.
    value : Fraction, str or None
        The number, or the name of the constant or variable.
    position : int
        Where it stands in the text, for messages.
    """

    operation: str
    arguments: tuple[int, ...] = ()
    value: Fraction | str | None = None
    position: int = 0


def exact_values(nodes: Sequence[Node]) -> tuple[Fraction | None, ...]:
    """Return the exact value of each node that is made of numbers only, and not too large.

    >>> exact_values([Node("number", value=Fraction(1, 3)), Node("neg", (0,)), Node("variable", value="x")])
    (Fraction(1, 3), Fraction(-1, 3), None)
    """
    found: list[Any] = []
    for operation, arguments, value, _ in nodes:
        if arguments:
            known = [a for i in arguments if (a := found[i]) is not None]
            found.append(exact_value(operation, known) if len(known) == len(arguments) else None)
        else:
            # By the operation: what is no Fraction takes `isinstance` long.
            found.append(value if operation == "number" else None)
    return tuple(found)


def exact_value(operation: str, arguments: Sequence[Fraction]) -> Fraction | None:
    """Return the value of an operation of numbers, if it is exact and not too large."""
    return _EXACT[operation](*arguments) if operation in _EXACT else None


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _bounded(value: Fraction) -> Fraction | None:
    return value if _bits(value) <= MAX_INTEGER_BITS else None


def _exact_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        return None
    if _bits(base) * abs(exponent) > MAX_INTEGER_BITS:
        return None
    return Fraction(base ** int(exponent))


_EXACT: dict[str, Callable[..., Fraction | None]] = {
    "add": lambda a, b: _bounded(a + b),
    "sub": lambda a, b: _bounded(a - b),
    "mul": lambda a, b: _bounded(a * b),
    "div": lambda a, b: _bounded(a / b) if b else None,
    "neg": lambda a: -a,
    "pow": _exact_power,
}


def cancelling(nodes: Sequence[Node]) -> int:
    """Return how many products have a variable twice, and quotients one above and below: 2x/x, x*x.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> cancelling(parse("sin(x/(2*x))").nodes), cancelling(parse("x/(2*y)").nodes)
    (1, 0)
    """
    factors: list[frozenset[str]] = []
    found = 0
    for node in nodes:
        if node.operation in ("mul", "div"):
            one, other = (factors[i] for i in node.arguments)
            found += not one.isdisjoint(other)
            factors.append(one | other)
        else:
            factors.append(frozenset({str(node.value)} if node.operation == "variable" else ()))
    return found


def pruned(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes that the last one uses."""
    alive = {len(nodes) - 1}
    for place in range(len(nodes) - 1, -1, -1):
        if place in alive:
            alive.update(nodes[place].arguments)
    moved = {old: new for new, old in enumerate(sorted(alive))}
    return tuple(nodes[old]._replace(arguments=tuple(moved[i] for i in nodes[old].arguments)) for old in moved)
