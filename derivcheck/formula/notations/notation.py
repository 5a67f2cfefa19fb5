"""How a formula is written out, node for node: a notation is a table of writers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from derivcheck.formula.branches import SELECT
from derivcheck.formula.nodes import Node

SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 6)
"""How strongly the outermost operation of a text binds."""


UNDEFINED = "0/0"
"""What holds where no case does, which is not written."""


class Text:
    """A text, how strongly it binds, numerator and denominator if it is a quotient, and cases if it is one by them."""

    __slots__ = ("binding", "cases", "quotient", "text")

    def __init__(
        self, text: str, binding: int = ATOM, quotient: tuple[str, str] | None = None, cases: str = ""
    ) -> None:
        self.text = text
        self.binding = binding
        self.quotient = quotient
        self.cases = cases

    def at_least(self, binding: int) -> str:
        """Return the text, in brackets where it binds less than told."""
        return self.text if self.binding >= binding else f"({self.text})"

    def right(self, binding: int) -> str:
        """Return the text as a right operand, in brackets where it begins with a sign."""
        return f"({self.text})" if self.text.startswith("-") else self.at_least(binding)

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit and is no compound."""
        return self.text[0].isdecimal() and self.binding == ATOM


Writer = Callable[..., Text]


@dataclass(frozen=True, slots=True)
class Notation:
    """How each sort of node is written.

    Attributes
    ----------
    operators : mapping of str to callable
        Writers of operations, of the texts of their operands; `call` writes the others.
    call : callable
        Of the operation's name and the texts of its arguments.
    name : callable
        Of a variable or a constant: of "variable" or "constant", and its name.
    cases : callable
        Of two texts that are compared, and two values, the first of which holds where the left one is greater.
    constants : mapping of str to str
        What constants are called where a variable has their name.
    """

    operators: Mapping[str, Writer]
    call: Callable[[str, Sequence[Text]], Text]
    name: Callable[[str, str], Text]
    cases: Writer
    constants: Mapping[str, str]


def written(nodes: Sequence[Node], notation: Notation) -> list[Text]:
    """Return the text of every node."""
    taken = {node.value for node in nodes if node.operation == "variable"}
    found: list[Text] = []
    for node in nodes:
        if node.operation == "constant" and node.value in taken:
            node = node._replace(value=notation.constants.get(str(node.value), node.value))
        found.append(_write(node, [found[i] for i in node.arguments], notation))
    return found


def _write(node: Node, arguments: list[Text], notation: Notation) -> Text:
    if isinstance(node.value, Fraction):
        return Text(decimal(node.value))
    if node.value is not None:
        return notation.name(node.operation, str(node.value))
    if node.operation == SELECT:
        return notation.cases(*arguments)
    if node.operation in notation.operators:
        return notation.operators[node.operation](*arguments)
    return notation.call(node.operation, arguments)


def decimal(value: Fraction) -> str:
    """Return the decimal digits of a number as typed, which end."""
    places = 0
    while value.denominator > 1:
        value, places = value * 10, places + 1
    digits = str(value.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def comparison(left: Text, right: Text, less: str = "<") -> str:
    """Return that the left side is greater, with a number on the right."""
    return f"{right.text} {less} {left.text}" if left.is_number else f"{left.text} > {right.text}"
