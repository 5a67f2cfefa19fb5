"""What begins an operand and is more than a leaf: a name that may be a function, a root, a sign, a bracket."""

from __future__ import annotations

import re

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CONSTANTS, is_function_elsewhere, is_known_word, unknown_function_fault
from derivcheck.formula.operators import NEGATIVE, Function
from derivcheck.formula.parsing.calls import ARGUMENT, begin_call, function_before
from derivcheck.formula.parsing.leaves import leaf, symbol
from derivcheck.formula.parsing.reading import Reading

FUNCTION_LETTERS = frozenset("fghFGH\u0393\u03b6\u03c8\u03a6\u03a8")
"""Letters that before a bracket are functions to most readers."""

_FAMILY = re.compile("[A-Z]_\\w+")
"""Functions with an index, such as the Bessel function J_0."""


def name(reading: Reading, token: Token) -> bool:
    """Read a name: a function with its argument, or a symbol."""
    following = reading.tokens[reading.index].kind
    if following == "(" and token.text in FUNCTIONS:
        reading.check(_two_brackets(reading, token), token)
        return begin_call(reading, Function(token.text, token))
    if len(token.text) > 1 and (function := function_before(reading, token)):
        reading.rewritten = True
        return begin_call(reading, function)
    if following == "(":
        reading.check(_not_a_function(reading, token), token)
    elif token.text == "lg" and following in ARGUMENT and token.text not in reading.variables:
        reading.check(unknown_function_fault(token.text, ()), token)
    return symbol(reading, token)


def _two_brackets(reading: Reading, token: Token) -> str | None:
    """Ask for the meaning of sqrt[3](x) and log[2](x), which look like LaTeX or Maple."""
    if reading.tokens[reading.index].text != "[":
        return None
    brackets = [part.text for part in reading.tokens[reading.index + 2 : reading.index + 4]]
    if brackets[:1] != ["]"] or brackets[1:] not in (["("], ["{"]):
        return None
    return f"{token.text}[n](x) has two readings; write root(x, n), log(x, n) or {token.text}(n)*(x)"


def _not_a_function(reading: Reading, token: Token) -> str | None:
    """Say why a name before a bracket is no factor, or return None if it is one."""
    name = token.text
    if reading.tokens[reading.index].text == "[" and not reading.spaced(reading.tokens[reading.index]):
        return f"'{name}[' is an element of an array to some readers; write {name}*(…) for a product"
    if name in reading.variables or name in CONSTANTS:
        return None
    inside, closing = (reading.tokens[min(reading.index + i, len(reading.tokens) - 1)] for i in (1, 2))
    alone = inside.kind in ("name", "number") and inside.text != name and closing.kind == ")"
    alone = alone and len(name.partition("_")[0]) == len(inside.text) == 1
    if name in FUNCTION_LETTERS or alone or _FAMILY.fullmatch(name):
        return unknown_function_fault(name, reading.variables)
    factor = is_known_word(name, reading.variables) and not is_function_elsewhere(name)
    return None if factor else unknown_function_fault(name, reading.variables)


def root_sign(reading: Reading, token: Token) -> bool:
    """Read a root sign: of parentheses, a number or a name."""
    operand = reading.tokens[reading.index]
    function = Function("cbrt" if token.text == "\N{CUBE ROOT}" else "sqrt", token)
    if operand.kind in ("(", "|") or reading.wide:
        return begin_call(reading, function)
    reading.index += 1
    if operand.kind not in ("number", "fraction", "name", "letter", "pi") or reading.tokens[reading.index].kind == "(":
        reading.check("a root sign takes a number, a name or parentheses; write sqrt(…)", token)
    leaf(reading, operand)
    reading.nodes.call(function.name, 1, token.position)
    reading.last = "root"
    return True


def positive(reading: Reading, token: Token) -> bool:
    """Pass over a sign that changes nothing."""
    return False


def negative(reading: Reading, token: Token) -> bool:
    """Read the sign of what follows."""
    reading.stack.push(NEGATIVE, token.position)
    return False


def opening(reading: Reading, token: Token) -> bool:
    """Begin a group."""
    reading.stack.open(token)
    return False
