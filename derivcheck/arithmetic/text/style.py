"""How somebody types formulas: numbers, names and powers."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.expression import Expression
from derivcheck.formula.names import CONSTANTS
from derivcheck.formula.notations.strict import CLASHING

# Smaller numbers read better as 3/4 than as 0.75, and larger ones as 1.001.
_LARGE = 100

_NAME = re.compile(r"\w+")
_NAMED = frozenset({"constant", *(row.name for row in FUNCTIONS.values())})
_NUMERAL = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Style:
    """How somebody types formulas.

    Attributes
    ----------
    power : str
        "**" or "^"; "" if there is no power to tell from.
    numerals : mapping of Fraction to str
        Numbers as typed.
    names : mapping of str to str
        The name used for an operation or a constant, where there are several.
    """

    power: str = ""
    numerals: Mapping[Fraction, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def style_of(expression: Expression) -> Style:
    """Return the style of a formula.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> style_of(parse("0.50*ln(x)^2"))
    Style(power='^', numerals={Fraction(1, 2): '0.50', Fraction(2, 1): '2'}, names={'log': 'ln'})
    """
    return expression.prepared(style_of, functools.partial(_style_of, expression))


def shared_style(own: Expression, other: Expression, power: str = "") -> Style:
    """Return the style of a formula; what it does not tell, another one may.

    >>> from derivcheck.formula.parser import parse
    >>> shared_style(parse("2/x"), parse("ln(x)^2")).power
    '^'
    """
    style, fallback = style_of(own), style_of(other)
    names, numerals = {**fallback.names, **style.names}, {**fallback.numerals, **style.numerals}
    return Style(power or style.power or fallback.power, numerals, names)


def _style_of(expression: Expression) -> Style:
    numerals: dict[Fraction, str] = {}
    names: dict[str, str] = {}
    for node in expression.nodes:
        if node.operation == "number":
            assert isinstance(node.value, Fraction)
            if numeral := _NUMERAL.match(expression.typed, node.position):
                numerals[node.value] = numeral[0]
        elif node.operation in _NAMED:
            name = _NAME.match(expression.typed, node.position)
            if name and _means(name[0], node.operation, node.value):
                names.setdefault(str(node.value or node.operation), name[0])
    for constant in CLASHING.keys() & {*expression.variables}:
        names.setdefault(constant, CLASHING[constant])
    power = next((sign for sign in ("^", "**") if sign in expression.typed), "")
    return Style(power, numerals, names)


def _means(name: str, operation: str, value: object) -> bool:
    if operation == "constant":
        return CONSTANTS.get(name) == value
    return name in FUNCTIONS and FUNCTIONS[name].name == operation


def numeral(value: Fraction) -> str:
    """Write a number that is not negative.

    >>> numeral(Fraction(3, 4)), numeral(Fraction(1001, 1000))
    ('3/4', '1.001')
    """
    if value.denominator == 1:
        return str(value.numerator)
    decimal = _decimal(value) if min(value.numerator, value.denominator) > _LARGE else None
    return decimal or f"{value.numerator}/{value.denominator}"


def _decimal(value: Fraction) -> str | None:
    """Return the decimal digits of a fraction, if they end."""
    places = value.denominator.bit_length()
    digits = value * 10**places
    if digits.denominator != 1:
        return None
    text = str(int(digits)).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}".rstrip("0")
