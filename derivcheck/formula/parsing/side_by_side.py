"""Operands beside each other: a product without a sign, or what ends an argument without a parenthesis."""

from __future__ import annotations

from derivcheck.formula.implicit_products import (
    Neighbours,
    argument_fault,
    no_product_fault,
    two_readings_fault,
)
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CIRCULAR, is_known_word
from derivcheck.formula.operators import BEFORE_DIVISION, BINARY, IN_EXPONENT, Group
from derivcheck.formula.parsing.calls import begins_function, end_arguments
from derivcheck.formula.parsing.reading import Reading


def implicit_product(reading: Reading, token: Token) -> bool:
    """Read a product without a sign, which the token begins the second factor of."""
    before, function = reading.tokens[reading.index - 2], begins_function(reading, reading.index - 1)
    neighbours = Neighbours(reading.last, before.text, token.kind, token.text, reading.spaced(token), function)
    known = all(is_known_word(name, reading.variables) for name in (before.text, token.text))
    reading.check(no_product_fault(neighbours, known=known), token)
    if reading.stack.group.bare and _ends_argument(reading, token, function):
        end_arguments(reading)
        neighbours = neighbours._replace(last=reading.last)
    operator = BINARY["*"]
    fault = two_readings_fault(neighbours, reading.stack.waiting_factors(), reading.base)
    if fault and reading.ask(token, fault):
        operator = IN_EXPONENT if "pow" in reading.stack.waiting_factors() else BEFORE_DIVISION
    reading.product_after_bar |= reading.last == "bar"
    # The token is read again, as an operand.
    reading.index -= 1
    reading.stack.push_binary(operator, token.position)
    return False


def _ends_argument(reading: Reading, token: Token, function: bool) -> bool:
    """Return whether what follows a function's argument without parentheses is a factor of its own."""
    group = reading.stack.group
    if is_root(reading, group):
        return False
    nested = reading.stack.outer[-1].bare
    name = group.opening.text
    whole = reading.last != "number" or "pow" in reading.stack.waiting_factors()
    if function and whole and not nested:
        return True
    inside = token.kind in ("name", "letter", "pi") and not function and name not in ("sqrt", "cbrt")
    spaced = reading.spaced(token) and (
        "pow" in reading.stack.waiting_factors()
        or reading.last == "superscript"
        or (reading.last == "number" and name not in CIRCULAR)
    )
    if (inside and not spaced) or (token.kind == "root" and reading.last == "number"):
        return False
    return not reading.ask(token, argument_fault(name, token.text))


def is_root(reading: Reading, group: Group) -> bool:
    """Return whether a group is what stands under a root sign."""
    return group.function is not None and group.function.place.kind == "root"
