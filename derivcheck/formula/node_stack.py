"""A stack machine that makes nodes, of operations and cases.

Told the operands and operators in order of evaluation, it keeps one node for all equal
subexpressions, as a compiler's value numbering does.
"""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any, NoReturn

from derivcheck.formula.branches import SELECT
from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node, pruned
from derivcheck.formula.numerals import SMALL, exact
from derivcheck.ground.errors import ParseError
from derivcheck.ground.limits import MAX_INTEGER_BITS, MAX_NODES

Test = bool | tuple[str, Any, Any]
"""A condition: True or False, a comparison of the nodes at two places, or "and", "or" and "not" (None) of such."""

# Of an operand with itself they are that operand: a tie that is none.
_IDEMPOTENT = frozenset({"max", "min"})


_NESTED_CASES = 3
"""How many cases within a value are looked at for what another comparison has answered."""


class NodeStack:
    """The nodes of a formula, and a stack of the places of those not used yet.

    Parameters
    ----------
    text : str
        The formula, for messages.

    Attributes
    ----------
    operands : list of int
        The places of those not used yet, the last one on top.
    numbers : dict
        The place of each number that has been read, by its literal.
    chooses : bool
        Whether there are cases, so that a node may have been made that is not used.

    Examples
    --------
    >>> stack = NodeStack("x*x")
    >>> stack.leaf("variable", "x", 0)
    >>> stack.leaf("variable", "x", 2)
    >>> stack.apply("mul", 2, 1)
    >>> [(node.operation, node.arguments) for node in stack.expression().nodes]
    [('variable', ()), ('mul', (0, 0))]
    """

    __slots__ = ("_nodes", "_places", "_text", "chooses", "numbers", "operands")

    def __init__(self, text: str) -> None:
        self._text = text
        self._nodes: list[Node] = []
        self._places: dict[object, int] = {}
        self.operands: list[int] = []
        self.numbers: dict[str, int] = {}
        self.chooses = False

    def expression(self) -> Expression:
        """Return the formula; its result is the last node."""
        return Expression(typed=self._text, nodes=tuple(self._nodes))

    def leaf(self, operation: str, value: Fraction | str, position: int) -> None:
        """Push a number, constant or variable.

        Raises
        ------
        ParseError
            There are more than MAX_NODES.
        """
        # Hashing a Fraction is slow.
        key = (operation, value) if isinstance(value, str) else value.as_integer_ratio()
        self.operands.append(self._place(key, _node((operation, (), value, position))))

    def number(self, literal: str, position: int) -> None:
        """Push the value of a decimal literal.

        Raises
        ------
        ParseError
            The number exceeds MAX_INTEGER_BITS, or there are more than MAX_NODES nodes.
        """
        place = self.numbers.get(literal)
        if place is None:
            self.leaf("number", SMALL.get(literal) or self._exact(literal, position), position)
            self.numbers[literal] = self.operands[-1]
        else:
            self.operands.append(place)

    def apply(self, operation: str, arity: int, position: int) -> None:
        """Replace the top of the stack by an operation on it.

        Raises
        ------
        ParseError
            There are more than MAX_NODES.
        """
        stack = self.operands
        if arity == 2:
            second = stack.pop()
            first = stack[-1]
            if second == first and operation in _IDEMPOTENT:
                return
            key: tuple[Any, ...] = operation, first, second
        else:
            key = operation, stack[-1]
        nodes = self._nodes
        new = len(nodes)
        place = stack[-1] = self._places.setdefault(key, new)
        if place == new:
            if new == MAX_NODES:
                self._refuse(position)
            nodes.append(_node((operation, key[1:], None, position)))

    def exact_number(self, below: int = 0) -> Fraction | None:
        """Return the value of an operand, counted from the top, if it is a number as typed."""
        value = self._nodes[self.operands[-1 - below]].value
        return value if isinstance(value, Fraction) else None

    def swap(self) -> None:
        """Change the places of the two operands on top."""
        self.operands[-2:] = self.operands[:-3:-1]

    def take(self) -> int:
        """Take the operand on top from the stack, and return its place."""
        return self.operands.pop()

    def put(self, place: int) -> None:
        """Push an operand that was taken."""
        self.operands.append(place)

    def select(self, sides: tuple[int, int], values: tuple[int, int], position: int) -> int:
        """Return the place of a choice: the first value where the first side is greater, and else the second one.

        Raises
        ------
        ParseError
            There are more than MAX_NODES.
        """
        values = self._known(values[0], sides, True, _NESTED_CASES), self._known(values[1], sides, False, _NESTED_CASES)
        if values[0] == values[1]:
            return values[0]
        left, right = (self._nodes[side].value for side in sides)
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return values[0] if left > right else values[1]
        key = SELECT, *sides, *values
        return self._place(key, _node((SELECT, key[1:], None, position)))

    def _known(self, place: int, sides: tuple[int, int], greater: bool, depth: int) -> int:
        """Return what is left of a value, once it is known whether the first side is greater than the second."""
        node = self._nodes[place]
        if not depth or node.operation != SELECT:
            return place
        left, right, a, b = node.arguments
        compared = left, right
        if compared == sides:
            return self._known(a if greater else b, sides, greater, depth - 1)
        if greater and compared == sides[::-1]:
            return self._known(b, sides, greater, depth - 1)
        one, other = (self._known(value, sides, greater, depth - 1) for value in (a, b))
        return place if (one, other) == (a, b) else self.select(compared, (one, other), node.position)

    def choose(self, test: Test, values: tuple[int, int], position: int) -> int:
        """Return the place of a choice by a condition."""
        self.chooses = True
        if isinstance(test, bool):
            return values[not test]
        kind, first, second = test
        if kind == "not":
            return self.choose(first, values[::-1], position)
        if kind == "and":
            return self.choose(first, (self.choose(second, values, position), values[1]), position)
        if kind == "or":
            return self.choose(first, (values[0], self.choose(second, values, position)), position)
        # a < b is b > a, and a <= b is not a > b.
        if kind in ("==", "!="):
            yes, no = values if kind == "==" else values[::-1]
            return self.select((first, second), (no, self.select((second, first), (no, yes), position)), position)
        sides = (first, second) if kind in (">", "<=") else (second, first)
        return self.select(sides, values if kind in "<>" else values[::-1], position)

    def undefined(self, position: int) -> int:
        """Return the place of a node without a value, for what no case holds."""
        for _ in range(2):
            self.number("0", position)
        self.apply("div", 2, position)
        return self.take()

    def prune(self) -> None:
        """Leave out the nodes that the operand on top does not use, now that it is the only one."""
        self._nodes = list(pruned(self._nodes[: self.operands[-1] + 1]))
        self._places.clear()
        self.numbers.clear()
        self.operands[-1] = len(self._nodes) - 1

    def drop_number(self) -> None:
        """Take the number on top from the stack, and from the nodes if nothing else uses it."""
        place = self.operands.pop()
        if place == len(self._nodes) - 1 and place not in self.operands:
            self._nodes.pop()
            # It is the newest node, so its keys, as a node and as a literal, are the newest too.
            self._places.popitem()
            self.numbers.popitem()

    def _exact(self, literal: str, position: int) -> Fraction:
        value = exact(literal)
        if value is None:
            shown = literal if len(literal) <= 20 else f"{literal[:20]}…"
            limit = f"its numerator or denominator exceeds {MAX_INTEGER_BITS} bits"
            raise ParseError(f"the number {shown} is out of range: {limit}; write a smaller one", self._text, position)
        return value

    def _place(self, key: object, node: Node) -> int:
        """Return the place of the node with this key, the given one if it is the first."""
        new = len(self._nodes)
        place = self._places.setdefault(key, new)
        if place == new:
            if new == MAX_NODES:
                self._refuse(node.position)
            self._nodes.append(node)
        return place

    def _refuse(self, position: int) -> NoReturn:
        message = f"the formula has more than {MAX_NODES:,} different operands and operations; split it"
        raise ParseError(message, self._text, position)


# Without the arguments' names, which take as long as all the rest.
_node = functools.partial(tuple.__new__, Node)
