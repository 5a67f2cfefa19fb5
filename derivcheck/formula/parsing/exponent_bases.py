"""What the base of a power tells of a factor behind the exponent: x^2y and a^2x + a^2x^2 are clear, a^2x is not."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CONSTANTS, USUAL
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.token_groups import closing, opening
from derivcheck.formula.token_kinds import NAMES, POWERS

# Factors that belong to no exponent before them: x^2y, x^2e^x.
_CLEAR_FACTORS = USUAL | CONSTANTS.keys()

# Of others, those that with a number are an exponent: x^2n, not πr^2h.
_IN_EXPONENTS = frozenset("nkmNpj\u03b1\u03b2\u03b3\u03bc\u03bd")

# Letters of which powers grow: a^2x; not ω^2x.
_GROWING = frozenset("abcpqr\u03bb") | {"lambda"}


def base_of_exponent(reading: Reading, token: Token, *, function: bool) -> str:
    """Return what the base of the last power is: a letter as in a^2x may have 2x as its exponent."""
    parameter = reading.base == "name" and reading.base_text in _GROWING and token.text in USUAL
    parameter = parameter and not _is_of_polynomial(reading, token)
    digit = len(reading.tokens[reading.index - 2].text) == 1
    exponent = token.text not in _CLEAR_FACTORS and not (digit and token.text not in _IN_EXPONENTS)
    # Students mean x^(2n) by x^2n.
    parameter |= not function and token.kind in NAMES and exponent
    parameter |= reading.base == "group" and not function and _is_growth(reading, token)
    if token.kind == "(" and reading.last == "name" and _is_of_base(reading):
        return "clear"
    squared = reading.tokens[reading.index].kind in POWERS
    pi = CONSTANTS.get(reading.base_text) == "pi"
    return "parameter" if parameter and not squared else "name" if pi else reading.base


def _is_of_polynomial(reading: Reading, token: Token) -> bool:
    """Return whether a letter before a variable has that power elsewhere, and the variable one, too: a^2x + a^2x^2."""
    text, base, letter = reading.text, reading.base_text, token.text
    sign, number = reading.tokens[reading.index - 3 : reading.index - 1]
    power = f"{base}^{number.text}"
    if sign.text != "^" or f"{letter}^" not in text or f"^{letter}" in text:
        return False
    raised = re.compile(rf"{re.escape(power)}(?![0-9.])(?!\s*{letter}(?!\s*\^))")
    return raised.search(text) is not None


def _is_growth(reading: Reading, token: Token) -> bool:
    """Return whether a bracket may grow in time, or without the variable with it: (1 + r/12)^12t, (1/2)^3x."""
    close = reading.index - 4 - (reading.tokens[reading.index - 3].kind == "-")
    if close < 0 or reading.tokens[close].kind != ")":  # the power is not the last operand
        return False
    inside = reading.tokens[opening(reading.tokens, close) + 1 : close]
    return token.text == "t" or (token.text in USUAL and all(part.kind not in NAMES for part in inside))


def _is_of_base(reading: Reading) -> bool:
    """Return whether a bracket behind an exponent is a factor to all: x^a(1-x)^b, (x+1)^n(x-1), and all in LaTeX."""
    end = closing(reading.tokens, reading.index - 1)
    inside = {part.text for part in reading.tokens[reading.index : max(end, 0)]}
    return reading.base in ("group", "call", "bar") or reading.base_text in inside or "\\" in reading.text
