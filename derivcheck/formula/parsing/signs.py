"""Signs between operands, and raised exponents."""

from __future__ import annotations

from derivcheck.formula.function_powers import split_superscript
from derivcheck.formula.implicit_products import (
    argument_fault,
    raised_root_fault,
)
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CIRCULAR, USUAL
from derivcheck.formula.operators import BINARY, NEGATIVE, POWER
from derivcheck.formula.parsing.bare_arguments import is_angle, is_clear, is_root, is_written_together
from derivcheck.formula.parsing.calls import begins_function, end_arguments
from derivcheck.formula.parsing.divisions import division
from derivcheck.formula.parsing.leaves import leaf
from derivcheck.formula.parsing.no_factors import is_derivative, transpose_fault
from derivcheck.formula.parsing.program_functions import HANDLE
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.refusals import fault
from derivcheck.formula.parsing.second_powers import ROOT, SECOND_POWERS, check_power_of_root, second_power
from derivcheck.formula.parsing.short_arguments import check_exponent
from derivcheck.formula.parsing.side_by_side import implicit_product
from derivcheck.formula.parsing.signed_ones import check_signed_one
from derivcheck.formula.parsing.split_brackets import check_exponent_of_sum
from derivcheck.formula.parsing.typeset_fractions import check_power_of_fraction
from derivcheck.formula.token_kinds import NAMES

_TOWER = "a tower of powers goes from the left in MATLAB and in a spreadsheet; write (a^b)^c or a^(b^c)"
_TOWER_IN_BRACES = "a power of an exponent in braces has two readings; write (a^b)^c or a^(b^c)"
_RAISED_ARGUMENT = "a power of an argument without parentheses has two readings; write sin(x)^n or sin(x^n)"
_SIGNED_BASE = "a sign before a power belongs to the base in a spreadsheet; write (-x)^2 or -x^2"

_ENDS = {"braced": "braces", "root": "root"}

# What the order of a derivative, or the sign of a transpose, begins with.
_DOUBTFUL_EXPONENTS = frozenset("T([{")


def binary(reading: Reading, token: Token) -> bool:
    """Read a sign of a sum, difference, product or quotient."""
    stack, operator = reading.stack, BINARY[token.kind]
    if stack.group.bare:
        _end_argument(reading, token)
    if reading.doubtful and token.kind == "/":
        operator = division(reading, token)
    # As `push_binary` does, without a call: nearly half of all tokens come here.
    waiting = stack.group.waiting
    if waiting and waiting[-1][0].precedence >= operator.precedence:
        stack.reduce(operator.precedence)
    waiting.append((operator, token.position))
    return False


def _end_argument(reading: Reading, token: Token) -> None:
    """End arguments without parentheses before a sum, and before a product or quotient where that is meant."""
    group = reading.stack.group
    ends = token.kind in "+-" or (
        not is_angle(reading, group)
        and (
            is_clear(reading, group)
            or not reading.ask(token, "argument", argument_fault(group.opening.text, token.text))
        )
    )
    if ends:
        end_arguments(reading)


def power(reading: Reading, token: Token) -> bool:
    """Read the sign of a power."""
    if reading.last in SECOND_POWERS or (reading.last == "call" and ROOT in reading.text):
        _check_second_power(reading, token)
    elif reading.last == "group" and reading.tokens[reading.index - 2].text == "}":
        _check_tower_in_braces(reading, token)
    if reading.tokens[reading.index].text in _DOUBTFUL_EXPONENTS:
        if is_derivative(reading):
            fault(reading, token)
        reading.check(transpose_fault(reading, token), token)
    if reading.last in ("call", "group") and "frac" in reading.text:
        check_power_of_fraction(reading, token)
    if reading.elsewhere:
        _check_order(reading, token)
    if reading.tokens[reading.index - 2].text == "1":
        check_signed_one(reading, token)
    if (
        reading.stack.group.bare
        and _may_end_argument(reading)
        and not reading.ask(token, "power of an argument", _RAISED_ARGUMENT)
    ):
        end_arguments(reading)
    if reading.tokens[reading.index].text == "1":
        check_exponent(reading)
    elif reading.tokens[reading.index].kind in NAMES:
        check_exponent_of_sum(reading)
    reading.base, reading.base_text = reading.last, reading.tokens[reading.index - 2].text
    reading.stack.push(POWER, token.position)
    return False


def _check_tower_in_braces(reading: Reading, token: Token) -> None:
    """Ask for the order of powers where the first exponent stands in braces: e^{-x}^2."""
    waiting = reading.stack.group.waiting
    if waiting and waiting[-1][0] is POWER and not reading.ask(token, "tower", _TOWER_IN_BRACES):
        reading.stack.reduce(POWER.precedence)


def _check_order(reading: Reading, token: Token) -> None:
    """Ask for the order of powers, and of a sign and a power, where a system has another than mathematics."""
    waiting = reading.stack.group.waiting
    if not waiting:
        return
    spreadsheet, inner = reading.text.startswith("="), waiting[-1][0]
    if inner is NEGATIVE and POWER in [operator for operator, _ in waiting]:
        reading.check(_TOWER, token)
    if inner is POWER and (HANDLE.search(reading.text) or not reading.ask(token, "tower", _TOWER)):
        reading.stack.reduce(POWER.precedence)
    if spreadsheet and inner is NEGATIVE and not reading.ask(token, "sign", _SIGNED_BASE):
        reading.stack.reduce(NEGATIVE.precedence)


def _may_end_argument(reading: Reading) -> bool:
    """Return whether an argument without parentheses may end before a power: sin x^cos x, sin x^-1, sin x^x."""
    group, following = reading.stack.group, reading.tokens[reading.index]
    plain = not group.waiting and not is_root(group)
    doubtful = following.kind == "-" or following.text in USUAL or _is_before_function(reading)
    return plain and (doubtful or begins_function(reading, reading.index))


def _is_before_function(reading: Reading) -> bool:
    """Return whether another function follows the power of an argument that is written together: sinx^2cosx."""
    exponent, function = reading.tokens[reading.index], reading.tokens[min(reading.index + 1, len(reading.tokens) - 1)]
    together = is_written_together(reading, reading.stack.group) and exponent.touches(function)
    return exponent.kind == "number" and together and function.text in CIRCULAR


def superscript(reading: Reading, token: Token) -> bool:
    """Read a raised exponent, or the index of a root that is the next factor."""
    if reading.tokens[reading.index].text == "\N{SQUARE ROOT}":
        if reading.spaced(token):
            return implicit_product(reading, token)
        radicand = reading.tokens[reading.index + 1].text
        reading.check(raised_root_fault(reading.tokens[reading.index - 2].text, token.text, radicand), token)
    _check_second_power(reading, token)
    if reading.tokens[reading.index - 2].text == "1":
        check_signed_one(reading, token)
    _raise_to_superscript(reading, token)
    reading.last = "superscript"
    return True


def _check_second_power(reading: Reading, token: Token) -> None:
    """Refuse a power of what may be a power already; ask where both readings are short."""
    fault = SECOND_POWERS.get(reading.last)
    if reading.last == "call" and ROOT in reading.text:
        check_power_of_root(reading, token)
    if reading.last == "root" and _is_odd(reading, token):
        return
    if fault and reading.last not in ("braced", "root"):
        reading.check(second_power(reading, token, fault), token)
    if fault and reading.last in ("braced", "root"):
        reading.ask(token, _ENDS[reading.last], fault)
    else:
        reading.check(fault, token)


def _is_odd(reading: Reading, token: Token) -> bool:
    """Return whether a power of a root is the root of the power, too: √x³, ∛x²; not √x², where x may be negative."""
    number = split_superscript(token.text)[0] if token.kind == "superscript" else reading.tokens[reading.index].text
    whole = number.isdecimal() and not (token.text + reading.tokens[reading.index].text).startswith(
        "\N{SUPERSCRIPT MINUS}"
    )
    cube = reading.tokens[reading.index - 3].text == "\N{CUBE ROOT}"
    return whole and (cube or number[-1] in "13579")


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
