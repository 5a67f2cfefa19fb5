"""A stack machine that makes a formula's nodes.

Told the operands and operators in order of evaluation, it keeps one node for all equal
subexpressions, as a compiler's value numbering does.
"""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.expression import Expression, Node
from derivcheck.formula.numerals import exact
from derivcheck.ground.errors import ParseError
from derivcheck.ground.limits import MAX_INTEGER_BITS, MAX_NODES

# Functions of any number of arguments, done two at a time from the left.
_FOLDED = frozenset({"min", "max"})


class NodeStack:
    """The nodes of a formula, and a stack of the places of those not used yet.

    Parameters
    ----------
    text : str
        The formula, for messages.

    Examples
    --------
    >>> stack = NodeStack("x*x")
    >>> stack.leaf("variable", "x", 0)
    >>> stack.leaf("variable", "x", 2)
    >>> stack.apply("mul", 2, 1)
    >>> [(node.operation, node.arguments) for node in stack.expression().nodes]
    [('variable', ()), ('mul', (0, 0))]
    """

    __slots__ = ("_nodes", "_places", "_stack", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._nodes: list[Node] = []
        self._places: dict[object, int] = {}
        self._stack: list[int] = []

    def __len__(self) -> int:
        """Return the number of operands not used yet."""
        return len(self._stack)

    def expression(self) -> Expression:
        """Return the formula; its result is the last node."""
        return Expression(text=self._text, nodes=tuple(self._nodes))

    def leaf(self, operation: str, value: Fraction | str, position: int) -> None:
        """Push a number, constant or variable.

        Raises
        ------
        ParseError
            There are more than MAX_NODES.
        """
        key = operation, value
        place = self._places.get(key)
        self._stack.append(self._new(key, operation, (), value, position) if place is None else place)

    def number(self, literal: str, position: int) -> None:
        """Push the value of a decimal literal.

        Raises
        ------
        ParseError
            The number exceeds MAX_INTEGER_BITS, or there are more than MAX_NODES nodes.
        """
        # The literal is a second key of its node: hashing a Fraction is slow.
        place = self._places.get(literal)
        if place is None:
            self.leaf("number", self._exact(literal, position), position)
            self._places[literal] = self._stack[-1]
        else:
            self._stack.append(place)

    def apply(self, operation: str, arity: int, position: int) -> None:
        """Replace the top of the stack by an operation on it.

        Raises
        ------
        ParseError
            There are more than MAX_NODES.
        """
        stack = self._stack
        if arity == 2:
            second = stack.pop()
            key: tuple[Any, ...] = operation, stack[-1], second
        else:
            key = operation, stack[-1]
        place = self._places.get(key)
        stack[-1] = self._new(key, operation, key[1:], None, position) if place is None else place

    def call(self, name: str, count: int, position: int) -> None:
        """Replace `count` arguments by a function's value; the name is one that a formula may use.

        Raises
        ------
        ParseError
            There are more than MAX_NODES.
        """
        row = FUNCTIONS[name]
        if count == row.arity:
            self.apply(row.name, count, position)
        elif row.name in _FOLDED:
            self._fold(row.name, count, position)
        else:
            self._log_to_base(position)

    def _fold(self, operation: str, count: int, position: int) -> None:
        waiting = self._stack[1 - count :]
        del self._stack[1 - count :]
        for place in waiting:
            self._stack.append(place)
            self.apply(operation, 2, position)

    def _log_to_base(self, position: int) -> None:
        base = self._stack.pop()
        self.apply("log", 1, position)
        self._stack.append(base)
        self.apply("log", 1, position)
        self.apply("div", 2, position)

    def _exact(self, literal: str, position: int) -> Fraction:
        value = exact(literal)
        if value is None:
            shown = literal if len(literal) <= 20 else f"{literal[:20]}…"
            limit = f"its numerator or denominator exceeds {MAX_INTEGER_BITS} bits"
            raise ParseError(f"the number {shown} is out of range: {limit}; write a smaller one", self._text, position)
        return value

    def _new(
        self, key: object, operation: str, arguments: tuple[int, ...], value: Fraction | str | None, position: int
    ) -> int:
        place = self._places[key] = len(self._nodes)
        if place >= MAX_NODES:
            message = f"the formula has more than {MAX_NODES:,} different operands and operations; split it"
            raise ParseError(message, self._text, position)
        self._nodes.append(_node((operation, arguments, value, position)))
        return place


# Without the arguments' names, which take as long as all the rest.
_node = functools.partial(tuple.__new__, Node)
