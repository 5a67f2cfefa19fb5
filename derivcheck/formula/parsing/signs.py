"""Signs between operands, and raised exponents."""

from __future__ import annotations

from derivcheck.formula.implicit_products import argument_fault, second_power_fault, split_superscript
from derivcheck.formula.lexer import Token
from derivcheck.formula.operators import BINARY, POWER, Group
from derivcheck.formula.parsing.calls import begins_function, end_arguments
from derivcheck.formula.parsing.leaves import leaf
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.refusals import fault
from derivcheck.formula.parsing.side_by_side import is_root

_ENDS = frozenset({"end", ")", "+", "-", ",", "|"})


def add_or_subtract(reading: Reading, token: Token) -> bool:
    """Read a sign of a sum or difference."""
    if reading.stack.group.bare:
        end_arguments(reading)
    reading.stack.push_binary(BINARY[token.kind], token.position)
    return False


def multiply_or_divide(reading: Reading, token: Token) -> bool:
    """Read a sign of a product or quotient."""
    group = reading.stack.group
    if group.bare and (
        _is_clear(reading, group) or not reading.ask(token, argument_fault(group.opening.text, token.text))
    ):
        end_arguments(reading)
    reading.stack.push_binary(BINARY[token.kind], token.position)
    return False


def remainder(reading: Reading, token: Token) -> bool:
    """Read the sign of a remainder; a number of per cent is none."""
    return (fault if reading.tokens[reading.index].kind in _ENDS else multiply_or_divide)(reading, token)


def _is_clear(reading: Reading, group: Group) -> bool:
    """Return whether a sign of a product or quotient clearly ends an argument without parentheses."""
    tokens, index = reading.tokens, reading.index
    sign, after, beyond = tokens[index - 1], tokens[index], tokens[index + 1 :][:1]
    argument = tokens[index - 3 : index - 1]
    # Nobody means sin(x/x) by sin x/x.
    same = sign.kind == "/" and [t.text for t in argument] == [
        group.function and group.function.place.text,
        after.text,
    ]
    ended = bool(beyond) and beyond[0].kind in _ENDS
    return is_root(reading, group) or begins_function(reading, index) or (same and ended)


def power(reading: Reading, token: Token) -> bool:
    """Read the sign of a power."""
    reading.check(second_power_fault(reading.last), token)
    reading.base = reading.last
    reading.stack.push(POWER, token.position)
    return False


def superscript(reading: Reading, token: Token) -> bool:
    """Read a raised exponent."""
    reading.check(second_power_fault(reading.last), token)
    _raise_to_superscript(reading, token)
    reading.last = "superscript"
    return True


def _raise_to_superscript(reading: Reading, token: Token) -> None:
    """Raise the operand on top to a raised number, letter or product of both, such as ²ⁿ."""
    number, letters = split_superscript(token.text)
    parts = [Token("number", number, token.position)] if number else []
    parts += [Token("name", letter, token.position) for letter in letters]
    for i, part in enumerate(parts):
        leaf(reading, part)
        if i:
            reading.nodes.apply("mul", 2, token.position)
    if token.text.startswith("\N{SUPERSCRIPT MINUS}"):
        reading.nodes.apply("neg", 1, token.position)
    reading.nodes.apply("pow", 2, token.position)
