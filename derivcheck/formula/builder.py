"""What makes a formula's nodes, with the functions that are written out in operations and other functions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from fractions import Fraction

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.branches import SELECT
from derivcheck.formula.expression import Expression
from derivcheck.formula.node_stack import NodeStack
from derivcheck.formula.nodes import Node

# Functions of any number of arguments, done two at a time from the left.
_FOLDED = frozenset({"min", "max", "logaddexp"})


class Builder(NodeStack):
    """A stack of nodes that knows the functions of formulas.

    Parameters
    ----------
    text : str
        The formula, for messages.

    Examples
    --------
    >>> builder = Builder("root(x, 3)")
    >>> builder.leaf("variable", "x", 5)
    >>> builder.number("3", 8)
    >>> builder.call("root", 2, 0)
    >>> [node.operation for node in builder.expression().nodes]
    ['variable', 'cbrt']
    """

    __slots__ = ()

    def call(self, name: str, count: int, position: int) -> None:
        """Replace `count` arguments by a function's value; the name is one that a formula may use.

        Raises
        ------
        ParseError
            There are more than MAX_NODES.
        """
        if name in _COMPOSED:
            _COMPOSED[name](self, position)
            return
        row = FUNCTIONS[name]
        if count == row.arity:
            self.apply(row.name, count, position)
        elif row.name in _FOLDED:
            self._fold(row.name, count, position)
        else:
            self._log_to_base(position)

    def graft(self, formula: Expression, names: Sequence[str], position: int) -> None:
        """Replace operands by a formula of them, whose variables have these names."""
        places = dict(zip(names, self.operands[-len(names) :], strict=True))
        del self.operands[-len(names) :]
        self.chooses |= formula.branching
        written: list[int] = []
        for node in formula.nodes:
            if node.operation == "variable":
                written.append(places[str(node.value)])
            elif node.operation == SELECT:
                left, right, a, b = (written[i] for i in node.arguments)
                written.append(self.select((left, right), (a, b), position))
            else:
                self._copy(node, [written[i] for i in node.arguments], position)
                written.append(self.take())
        self.put(written[-1])

    def _copy(self, node: Node, places: Sequence[int], position: int) -> None:
        for place in places:
            self.put(place)
        if node.arguments:
            self.apply(node.operation, len(places), position)
        else:
            assert node.value is not None
            self.leaf(node.operation, node.value, position)

    def _fold(self, operation: str, count: int, position: int) -> None:
        waiting = self.operands[1 - count :]
        del self.operands[1 - count :]
        for place in waiting:
            self.operands.append(place)
            self.apply(operation, 2, position)

    def _power(self, position: int) -> None:
        self.apply("pow", 2, position)

    def _power_of(self, position: int, base: str) -> None:
        self.number(base, position)
        self.swap()
        self.apply("pow", 2, position)

    def _square(self, position: int) -> None:
        self.number("2", position)
        self.apply("pow", 2, position)

    def _reciprocal(self, position: int) -> None:
        self.number("1", position)
        self.swap()
        self.apply("div", 2, position)

    def _trigamma(self, position: int) -> None:
        self.number("1", position)
        self.swap()
        self.apply("polygamma", 2, position)

    def _root(self, position: int) -> None:
        """Take the root whose index is on top; the square and cube root have functions of their own."""
        function = _ROOTS.get(self.exact_number() or Fraction())
        if function:
            self.drop_number()
            self.apply(function, 1, position)
        else:
            self._reciprocal(position)
            self.apply("pow", 2, position)

    def _log_to_base(self, position: int) -> None:
        base = self.operands.pop()
        self.apply("log", 1, position)
        self.operands.append(base)
        self.apply("log", 1, position)
        self.apply("div", 2, position)


_ROOTS = {Fraction(2): "sqrt", Fraction(3): "cbrt"}

_COMPOSED: dict[str, Callable[[Builder, int], None]] = {
    **dict.fromkeys(("pow", "power"), Builder._power),
    **dict.fromkeys(("root", "nthroot", "surd"), Builder._root),
    "square": Builder._square,
    "exp2": functools.partial(Builder._power_of, base="2"),
    "exp10": functools.partial(Builder._power_of, base="10"),
    "reciprocal": Builder._reciprocal,
    "trigamma": Builder._trigamma,
}
"""How to write out each function of `names.COMPOSED`."""
