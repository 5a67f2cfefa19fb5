"""Operands of one token: numbers, fractions, variables and constants."""

from __future__ import annotations

import re

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.capital_e import (
    euler_fault,
    has_energies,
    lost_sign_fault,
    or_variable,
    quantity_fault,
)
from derivcheck.formula.imaginary_unit import UNITS, hidden_fault, imaginary_fault
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_faults import bare_function_fault, variable_fault
from derivcheck.formula.names import CONSTANTS, LETTERS_TOO, inverse
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.standard_potential import standard_fault
from derivcheck.formula.symbols import FRACTIONS

_LONGEST = 20

# The rates of interest of Fisher and Taylor.
_OF_RATES = re.compile(r"\s*i\s*=(?=.*[-+=]\s*π)(?:.*\W)?r(?!\w)")

_INFLATION = Question(
    "'π' beside the rates i and r may be the number or inflation",
    "π",
    ["pi"],
    " for the number, or give inflation another name",
)

_MINUS_ONE = re.compile(r"\s*-\s*1(?![0-9.])")

# No argument, so that the function is none.
_BEHIND_LETTER = frozenset({"+", "-", "*", "/", "**", "superscript", ")", ",", "end"})

# Constants of C, which are indices in LaTeX, and functions that stand without an argument.
_OF_C = {"M_E": "e", "M_LN2": "log(2)", "M_SQRT2": "sqrt(2)"}
_ELSEWHERE = {
    "M_PI": "'M_PI' is pi in C, and an index in LaTeX; write pi, or give the variable another name",
    "sen": "'sen' is a function; write sin(x), or give sen a value if it is a variable",
    **{
        name: Question(f"'{name}' is a constant in C", name, [value], f", or give {name} a value if it is a variable")
        for name, value in _OF_C.items()
    },
}


def number(reading: Reading, token: Token) -> bool:
    """Read a number."""
    nodes, text = reading.nodes, token.text
    if text in nodes.numbers:  # as `NodeStack.number` does, without a call
        nodes.operands.append(nodes.numbers[text])
    else:
        nodes.number(text, token.position)
    reading.last = "number"
    return True


def fraction(reading: Reading, token: Token) -> bool:
    """Read a fraction of one sign, such as ½."""
    for part in FRACTIONS[token.text]:
        reading.nodes.number(part, token.position)
    reading.nodes.apply("div", 2, token.position)
    reading.last = "group"
    return True


def symbol(reading: Reading, token: Token) -> bool:
    """Read a variable or constant; the sign π is one even before a parenthesis."""
    meaning = reading.meanings.get(token.text)
    if meaning is None:
        operation, value, last = _meaning(reading, token)
        reading.nodes.leaf(operation, value, token.position)
        meaning = reading.meanings[token.text] = reading.nodes.operands[-1], last
    else:
        reading.nodes.operands.append(meaning[0])
    reading.last = meaning[1]
    return True


def _meaning(reading: Reading, token: Token) -> tuple[str, str, str]:
    """Return the operation and value of the node for a name, and what an operand ends with after it."""
    name = token.text
    if name not in reading.variables and token.kind != "letter":
        if name in FUNCTIONS and name not in LETTERS_TOO and not _is_letter(reading, name):
            following = reading.tokens[reading.index]
            asked = following.kind == "question"  # sin x2
            reading.check(following.text if asked else None, following)
            reading.check(_minus_one(reading, token), token)
            reading.check(bare_function_fault(name, following.kind, following.text), token)
        if name == "E":
            reading.check(standard_fault(reading.text, token.position), token)
            asked_of = euler_fault(reading.tokens, reading.text)
            if asked_of and "E_" in reading.text and has_energies(reading.tokens):
                return "variable", name, "name"
            reading.check(or_variable(asked_of, name, reading.text, token.position), token)
        if name == "e":
            quantity = quantity_fault(reading.tokens, reading.text)
            quantity = or_variable(quantity, name, reading.text, token.position)
            reading.check(quantity or lost_sign_fault(reading.text, token.position), token)
        if name in UNITS:
            reading.check(imaginary_fault(reading.tokens, name), token)
        elif name[0] in UNITS or name[-1] in UNITS:
            reading.check(hidden_fault(reading.tokens, name), token)
        if name in CONSTANTS:
            reading.check(_INFLATION if token.kind == "pi" and _OF_RATES.match(reading.text) else None, token)
            return "constant", CONSTANTS[name], "constant"
    if name in _ELSEWHERE and name not in reading.variables:
        reading.check(_ELSEWHERE[name], token)
    if name == "deg" and name not in reading.variables:
        reading.check(_degree_fault(reading), token)
    reading.check(variable_fault(name, reading.variables), token)
    return "variable", _spelt(reading, name), "name"


def _spelt(reading: Reading, name: str) -> str:
    """Return a name in the spelling that was given, or typed first."""
    if len(name) == 1 and name.isascii():
        return name
    spelt = reading.spellings.of(name)
    reading.rewritten |= spelt != name
    return spelt


def _minus_one(reading: Reading, token: Token) -> str | None:
    """Say that sin-1(x) is no inverse, or return None."""
    found, other = _MINUS_ONE.match(reading.text, token.end), inverse(token.text)
    if found is None or other is None:
        return None
    return Question(f"'{token.text}' is a function", f"{token.text}{found[0]}", [other], " for its inverse")


def _degree_fault(reading: Reading) -> str | None:
    """Ask whether deg behind a number is a unit, or return None."""
    before = reading.tokens[reading.index - 2]
    if reading.index < 2 or before.kind != "number" or len(before.text) > _LONGEST:
        return None
    place = reading.tokens[reading.index - 1]
    typed, back = reading.text[before.position : place.end], place.position - before.position
    doubt = "'deg' may be degrees or a variable"
    return Question(doubt, typed, [f"({before.text}*pi/180)"], ", or give deg a value", back=back)


def _is_letter(reading: Reading, name: str) -> bool:
    """Return whether the name of a letter that is also a function's is a factor or term: gamma*x."""
    following = reading.tokens[reading.index].kind
    return name == "gamma" and following in _BEHIND_LETTER and (reading.index > 1 or following != "end")


def leaf(reading: Reading, token: Token) -> None:
    """Read an operand of one token that is no function."""
    LEAVES[token.kind](reading, token)


LEAVES = {"number": number, "fraction": fraction, **dict.fromkeys(("name", "letter", "pi"), symbol)}
"""How each is read, by its kind of token; a name that is no function's is a symbol."""
