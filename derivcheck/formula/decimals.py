"""The decimals that are typed in a formula, each with the digits that it was typed with.

A decimal of d digits may stand for any number that rounds to it: 0.797885 for sqrt(2/pi). A whole
number is exact, and so is a decimal that an exact comparison confirms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node

HALF_ULP = Fraction(1, 2**53)
"""How far a number may be, relatively, from the double next to it."""

FLOAT_DIGITS = 16
"""A decimal of so many digits is what a program printed, and their last ones are of the double."""

_TYPED = re.compile(r"([0-9]*)[.,]([0-9]+)(?:[eEdD]([+\-\N{MINUS SIGN}]?[0-9]+))?")


@dataclass(frozen=True, slots=True)
class Decimal:
    """A decimal as typed.

    Attributes
    ----------
    node : int
        Where it stands in the formula.
    text : str
    value : Fraction
    digits : int
        Significant ones.
    unit : Fraction
        One in its last place.
    """

    node: int
    text: str
    value: Fraction
    digits: int
    unit: Fraction

    @property
    def half(self) -> Fraction:
        """How far the number that it stands for may be from it; as a float prints itself, as far as from that float."""
        return max(self.unit / 2, abs(self.value) * HALF_ULP) if self.digits >= FLOAT_DIGITS else self.unit / 2

    @property
    def relative(self) -> Fraction:
        """The same, relative to it."""
        return self.half / abs(self.value)


def decimals(expression: Expression) -> tuple[Decimal, ...]:
    """Return the decimals of a formula, in the order in which they are used.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> [(d.text, d.digits, d.half) for d in decimals(parse("2*x + 0.050*x^2"))]
    [('0.050', 2, Fraction(1, 2000))]
    """
    if "." not in expression.typed and "," not in expression.typed:
        return ()
    found = (_read(expression, i, node) for i, node in enumerate(expression.nodes) if node.operation == "number")
    return tuple(d for d in found if d is not None)


def _read(expression: Expression, place: int, node: Node) -> Decimal | None:
    typed = _TYPED.match(expression.typed, node.position)
    if not typed or not isinstance(node.value, Fraction) or not node.value:
        return None
    whole, part, exponent = typed.groups()
    digits = len((whole + part).lstrip("0"))
    unit = Fraction(10) ** (int((exponent or "0").replace("\N{MINUS SIGN}", "-")) - len(part))
    if unit * int(whole + part) != node.value:  # the comma is none of a number
        return None
    return Decimal(place, typed[0], node.value, digits, unit)


def opened(expression: Expression, names: Mapping[int, str]) -> Expression:
    """Return a formula in which some numbers, by their nodes, are variables of these names.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> formula = parse("0.5*x")
    >>> opened(formula, {decimals(formula)[0].node: "c"}).variables
    ('c', 'x')
    """
    nodes = (
        Node("variable", (), names[i], node.position) if i in names else node for i, node in enumerate(expression.nodes)
    )
    return Expression(expression.typed, tuple(nodes))


def least_digits(found: Sequence[Decimal]) -> int:
    """Return the digits of the decimal that was typed with the fewest."""
    return min(d.digits for d in found)
