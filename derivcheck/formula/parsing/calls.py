"""Functions: the name with its base and power, and where the argument begins and ends, with or without a bracket."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.formula.adjacent_factors import has_products
from derivcheck.formula.function_powers import function_exponent, inverse_fault
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_faults import bare_function_fault
from derivcheck.formula.names import CALLED_ONLY, CIRCULAR, GREEK, LETTERS_TOO, arity, function_named, inverse
from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.argument_checks import check_argument
from derivcheck.formula.parsing.call_nodes import finish_call
from derivcheck.formula.parsing.logarithms import base_question
from derivcheck.formula.parsing.phases import check_terms
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.short_arguments import check_sum
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES, POWERS, SIGNS

_APART = "a bracket apart from its function has two readings; write sin(x)^n or sin((x)^n)"

BRACED = "braced"
"""The kind of a brace that opens a function's argument."""

ARGUMENT = frozenset({"(", "number", "fraction", "name", "letter", "pi", "root", "|"})
"""The kinds of token with which an argument begins."""

# An exponent that may end in the factor of an argument.
_TWO_DIGITS = re.compile("[2-9][2-9]")

# The base of a logarithm that is more than a number or letter.
_BASE = re.compile(r"\\?log\s*_\s*\{([^{}]{1,30})\}")

# Functions, but variables where no parenthesis follows.
_WORDS_TOO = GREEK | LETTERS_TOO | CALLED_ONLY

_NATURAL = frozenset({"ln", "log"})
_COMPOUND = frozenset("+-*/")


def function_before(reading: Reading, token: Token) -> PendingFunction | None:
    """Read the name of a function, its base and its power, if an argument follows."""
    following = reading.tokens[reading.index]
    name, argued = token.text, following.kind in ARGUMENT
    if name.startswith("log_") and name not in reading.variables and function_named(name) is None:
        return _logarithm(reading, token, argued)
    argued = argued or _signed(reading, name)
    meant = function_named(name) if argued or following.kind in POWERS else None
    bound = name in reading.variables
    if meant is None or (following.kind != "(" and (bound or name in _WORDS_TOO or name.lower() in LETTERS_TOO)):
        return None
    if bound and name in LETTERS_TOO:
        return None
    return PendingFunction(meant, token) if argued else _powered(reading, meant, token)


def _signed(reading: Reading, name: str) -> bool:
    """Return whether the sign of an argument follows: exp -x, but not exp - x, nor sin -1, which may be an arcsine."""
    sign = reading.tokens[reading.index]
    if sign.kind != "-" or not reading.spaced(sign):
        return False
    operand = reading.tokens[reading.index + 1]
    if operand.text == "1" and inverse(name):
        return False
    return operand.kind in ARGUMENT and not reading.spaced(operand)


def _logarithm(reading: Reading, token: Token, argued: bool) -> PendingFunction:
    """Read the base of a logarithm: log_2(x), log_b x."""
    base = token.text[4:]
    if not argued or not (base.isdecimal() or len(base) == 1 or base in GREEK):
        typed = _BASE.match(reading.text, token.position)
        written = f"log(x, {typed[1].strip()})" if typed else "log_b(x) or log(x, b)"
        reading.check(f"'{token.text:.20}' is a logarithm; write {written}", token)
    return PendingFunction("log", token, Token("number" if base.isdecimal() else "name", base, token.position + 4))


def _powered(reading: Reading, name: str, token: Token) -> PendingFunction | None:
    """Read the power between a function and its argument: sin^2(x), sin^-1(x)."""
    exponent, after = function_exponent(reading.tokens, reading.index)
    if not exponent or reading.tokens[after].kind not in ARGUMENT:
        return None
    reading.check(_digits_question(reading, name, exponent, reading.tokens[after]), token)
    reading.index = after
    if [part.text for part in exponent] != ["-", "1"]:
        return PendingFunction(name, token, None, exponent)
    typed = reading.text[token.position : reading.tokens[after].position].removesuffix(r"\left").rstrip()
    reading.check(inverse_fault(name, typed), token)
    return PendingFunction(inverse(name) or name, token)


def _digits_question(reading: Reading, name: str, exponent: Sequence[Token], argument: Token) -> str | None:
    """Ask which digits of sin^22x are the exponent, or return None if all are."""
    digits, letter = exponent[0].text, argument.text
    if not _TWO_DIGITS.fullmatch(digits) or argument.kind not in NAMES or reading.spaced(argument):
        return None
    typed = reading.text[reading.tokens[reading.index - 1].position : argument.end]
    call = f"{name}({digits[1]}*{letter})"
    readings = [f"({call})^{digits[0]}" if name in _NATURAL else f"{call}^{digits[0]}", f"{name}({letter})^{digits}"]
    return Question(f"{name}^{digits}{letter:.20} has two readings", typed, readings)


def begins_function(reading: Reading, index: int) -> bool:
    """Return whether a function with its argument begins at a token."""
    token = reading.tokens[index]
    if token.kind != "name" or len(token.text) == 1:
        return False
    if token.text in ("Piecewise", "piecewise"):
        return reading.tokens[index + 1].kind == "("
    before, reading.index = reading.index, index + 1
    found = function_before(reading, token)
    reading.index = before
    return found is not None


def begin_call(reading: Reading, function: PendingFunction) -> bool:
    """Begin the argument of a function."""
    following = reading.tokens[reading.index]
    braced = following.text == "{" and _is_braced(reading, following)
    apart = following.kind == "(" and (
        function.place.text in _NATURAL and _may_be_squared(reading, function)
        if function.place.touches(following)
        else _is_apart(reading, function, following)
    )
    check_argument(reading, function)
    wide = apart and reading.ask(function.place, "bracket apart", _APART)
    if following.kind == "(" and not (wide or (braced and reading.is_wide("braces"))):
        reading.rewritten |= following.text != "("
        reading.stack.open(following._replace(kind=BRACED) if braced else following, function)
        reading.index += 1
        return False
    if function.place.text == "choose":
        n, k = (reading.tokens[reading.index - i] for i in (2, 0))
        typed, back = reading.text[n.position : k.end], function.place.position - n.position
        doubt = "'choose' is not read between operands"
        reading.check(Question(doubt, typed, [f"binom({n.text:.20}, {k.text:.20})"], back=back), function.place)
    if arity(function.name) > 1:
        reading.check(bare_function_fault(function.name, following.kind, following.text), function.place)
    if following.kind in ("number", "name", "letter"):
        check_sum(reading, function.name)
        reading.check(base_question(reading, function.place) if following.kind == "number" else None, function.place)
    check_terms(reading, function)
    reading.stack.open(Token("bare", function.name, function.place.position), function, bare=True)
    return False


def _is_apart(reading: Reading, function: PendingFunction, opening: Token) -> bool:
    r"""Return whether a bracket may be only a part of the argument: ln (x+1)^2, \ln(x+1)^2, sin (2π/T) t."""
    place = function.place
    typeset = reading.text.startswith("\\", place.position)
    if not typeset and not reading.spaced(opening):
        return False
    # SymPy's \\log{\\left(x \\right)}^{2}, and the bracket for the braces of \\sqrt{x}^3.
    if opening.text != "(" or opening.position == place.position:
        return False
    if arity(function.name) > 1 or function.exponent or function.base:
        return False
    end = closing(reading.tokens, reading.index)
    inside = reading.tokens[reading.index + 1 : end]
    if end < 0 or any(token.kind == "," for token in inside):
        return False
    behind = reading.tokens[end + 1]
    compound = any(token.kind in SIGNS for token in inside)
    if behind.kind in POWERS:
        # What an editor makes of sin(x+1)^2.
        edited = typeset and place.text in CIRCULAR and reading.text.endswith("\\left", 0, opening.position)
        return behind.text != "**" and not edited and (compound or not typeset)
    # Nobody means cos((3x)e^x) by cos (3x) e^x.
    exponential = behind.text == "e" and reading.tokens[end + 2].kind in POWERS
    factor = behind.kind in ("name", "letter", "pi") and not (exponential or begins_function(reading, end + 1))
    return factor and not typeset and len(inside) > 1 and reading.spaced(behind)


def _may_be_squared(reading: Reading, function: PendingFunction) -> bool:
    """Return whether a power behind a logarithm may be one of its argument: ln(x+1)^2, log(2x)^3, not ln(x)^2."""
    tokens, place = reading.tokens, function.place
    if function.exponent or function.base or reading.program:
        return False
    end = closing(tokens, reading.index)
    typed = reading.text.startswith(place.text, place.position) and reading.text[place.position - 1] != "."
    if end < 0 or tokens[end + 1].text != "^" or not typed:
        return False
    inside = tokens[reading.index + 1 : end]
    compound = has_products(inside) or any(token.kind in _COMPOUND for token in inside[1:])
    return compound and all(token.kind != "," for token in inside)


def _is_braced(reading: Reading, opening: Token) -> bool:
    r"""Return whether a function's argument is in braces only, which are not seen in print: \ln{2}x."""
    inside = reading.tokens[reading.index + 1]
    if reading.text[opening.position] != "{":
        return False
    end = closing(reading.tokens, reading.index + 1) if inside.kind == "(" else -1
    return end < 0 or reading.tokens[end + 1].text != "}"


def end_arguments(reading: Reading) -> None:
    """End the arguments without parentheses that are open."""
    while reading.stack.group.bare:
        function = reading.stack.close().function
        assert function is not None
        finish_call(reading, function, 1)
        reading.last = "bare"
