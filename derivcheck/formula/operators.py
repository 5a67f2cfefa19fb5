"""The operators and brackets that wait for their operands (Dijkstra's shunting yard, 1961).

The stacks are explicit, so that no formula can exhaust Python's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from derivcheck.formula.builder import Builder
from derivcheck.formula.lexer import Token
from derivcheck.formula.node_stack import Test
from derivcheck.ground.errors import ParseError
from derivcheck.ground.limits import MAX_NESTING


@dataclass(frozen=True, slots=True, eq=False)
class Operator:
    """What an operator does, and how strongly it binds."""

    precedence: float
    operation: str
    arity: int = 2
    # A long sum or product is a chain, which is not deep.
    deep: bool = False


BINARY = {
    "+": Operator(1, "add"),
    "-": Operator(1, "sub"),
    "*": Operator(2, "mul"),
    "/": Operator(2, "div"),
    "%": Operator(2, "remainder"),
}
"""Operators done from the left."""

# What a product without a sign would be if it went before a division, or belonged to an exponent: the readings that
# are shown where nobody can say.
BEFORE_DIVISION = Operator(2.5, "mul")
IN_EXPONENT = Operator(5, "mul")

# In R.
TIGHT_REMAINDER = Operator(2.5, "remainder")

NEGATIVE = Operator(3, "neg", arity=1, deep=True)
POWER = Operator(4, "pow", deep=True)


class PendingFunction(NamedTuple):
    """A function that waits for its argument.

    Attributes
    ----------
    name : str
        As `names.function_named` gives it.
    place : Token
        The name as typed.
    base : Token or None
        Of a logarithm.
    exponent : sequence of Token
        Of a power of the function, such as sin^2(x): a sign and a number or name.
    """

    name: str
    place: Token
    base: Token | None = None
    exponent: Sequence[Token] = ()


@dataclass(slots=True)
class Group:
    """Open parentheses, bars, a call, a function's argument without parentheses, or the whole formula.

    Attributes
    ----------
    opening : Token
        The bracket or bar; for the whole formula a token of the kind "formula".
    waiting : list of (Operator, int)
        Operators and their places in the text, the innermost last.
    function : PendingFunction or None
        The function before it, in a call.
    operands_below : int
        How many operands were there before it.
    bare : bool
        Whether it is an argument without parentheses; `opening` has the name of the function then.
    cases : tuple of (int, Test, int)
        Values whose conditions have been read, in ``a if x > 0 else b``, and the places in the text.
    """

    opening: Token
    waiting: list[tuple[Operator, int]]
    function: PendingFunction | None = None
    operands_below: int = 0
    bare: bool = False
    cases: tuple[tuple[int, Test, int], ...] = ()


class OperatorStack:
    """Groups within groups, and the nodes made so far.

    Parameters
    ----------
    text : str
        The formula, for messages.

    Examples
    --------
    >>> stack = OperatorStack("x^x")
    >>> stack.nodes.leaf("variable", "x", 0)
    >>> stack.push(POWER, 1)
    >>> stack.nodes.leaf("variable", "x", 2)
    >>> stack.reduce()
    >>> stack.nodes.expression().nodes[-1].operation
    'pow'
    """

    __slots__ = ("_depth", "_text", "group", "nodes", "outer")

    def __init__(self, text: str) -> None:
        self.nodes = Builder(text)
        self.group = Group(Token("formula", "", 0), [])
        self.outer: list[Group] = []
        self._text = text
        self._depth = 0

    def push(self, operator: Operator, position: int) -> None:
        """Let an operator wait that is done from the right.

        Raises
        ------
        ParseError
            It nests deeper than MAX_NESTING.
        """
        self._depth += 1
        if self._depth > MAX_NESTING:
            self._refuse(position)
        self.group.waiting.append((operator, position))

    def push_binary(self, operator: Operator, position: int) -> None:
        """Do the operations that come before an operator done from the left, and let it wait."""
        waiting = self.group.waiting
        if waiting and waiting[-1][0].precedence >= operator.precedence:
            self.reduce(operator.precedence)
        waiting.append((operator, position))

    def reduce(self, precedence: float = 1) -> None:
        """Do the operations of the group that bind at least as strongly, the innermost first."""
        waiting, apply = self.group.waiting, self.nodes.apply
        while waiting:
            operator, position = waiting[-1]
            if operator.precedence < precedence:
                break
            waiting.pop()
            apply(operator.operation, operator.arity, position)
            self._depth -= operator.deep

    def waiting_factors(self) -> list[str]:
        """Return the operations that a product would do first."""
        return [operator.operation for operator, _ in self.group.waiting if operator.precedence > 1]

    def open(self, bracket: Token, function: PendingFunction | None = None, *, bare: bool = False) -> None:
        """Begin a group.

        Raises
        ------
        ParseError
            It nests deeper than MAX_NESTING.
        """
        self._depth += 1
        if self._depth > MAX_NESTING:
            self._refuse(bracket.position)
        self.outer.append(self.group)
        self.group = Group(bracket, [], function, len(self.nodes.operands), bare)

    def finish(self) -> None:
        """Do all that waits in the group, the choices of its cases last."""
        group = self.group
        if group.waiting:
            self.reduce()
        for value, test, position in reversed(group.cases):
            self.nodes.put(self.nodes.choose(test, (value, self.nodes.take()), position))
            self._depth -= 1
        group.cases = ()

    def wait_for_else(self, test: Test, position: int) -> None:
        """Let the value on top wait for the one that holds where its condition does not.

        Raises
        ------
        ParseError
            It nests deeper than MAX_NESTING.
        """
        self._depth += 1
        if self._depth > MAX_NESTING:
            self._refuse(position)
        self.group.cases = (*self.group.cases, (self.nodes.take(), test, position))

    def close(self) -> Group:
        """Do what waits in the group, end it and return it."""
        group = self.group
        if group.waiting or group.cases:
            self.finish()
        self.group = self.outer.pop()
        self._depth -= 1
        return group

    def _refuse(self, position: int) -> NoReturn:
        message = f"nested more than {MAX_NESTING} deep; leave out parentheses and signs, or split it"
        raise ParseError(message, self._text, position)
