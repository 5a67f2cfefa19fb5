"""Factors without a sign that belong to nothing before them, to any reader: e^xsinx, 1/(2π) x, √x e^x."""

from __future__ import annotations

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CIRCULAR, CONSTANTS, USUAL
from derivcheck.formula.operators import BINARY, NEGATIVE, POWER
from derivcheck.formula.parsing.divisors import ENDS
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS, POWERS

_BASES = frozenset({"constant", "number"})
_BEGINNINGS = frozenset({"(", "+", "-", ","})
_FRACTION = len("1/2x")
_EXPONENTIALS = frozenset({"e", "exp"})


def is_clear_factor(reading: Reading, token: Token) -> bool:
    """Return whether a factor, just read, is clear though an exponent, a denominator or a root is before it."""
    if reading.last == "root":
        powered = reading.tokens[reading.index].kind in POWERS
        return token.text == "e" and powered and reading.spaced(token) and not reading.stack.waiting_factors()
    return _is_behind_exponent(reading, token) or _is_behind_denominator(reading, token)


def _is_behind_exponent(reading: Reading, token: Token) -> bool:
    """Return whether it is a sine behind e^x, or the logarithm of the base: e^xsinx, a^xln(a); not e^xlnx, x^xlnx."""
    waiting = [operator for operator, _ in reading.stack.group.waiting[-3:]]
    exponent = waiting[-1:] == [POWER] or waiting[-2:] == [POWER, NEGATIVE]
    if not exponent or waiting.count(POWER) > 1 or reading.last != "name":
        return False
    if token.kind == "root":  # e^x√x
        return reading.base == "constant" and reading.tokens[reading.index - 2].text in USUAL
    if token.kind != "name":
        return False
    if len(token.text) == 1 and token.text not in CONSTANTS and reading.tokens[reading.index].kind in POWERS:
        # K^αL^(1-α), and x^ay^b; not e^ax^2
        return reading.base == "name" and token.touches(reading.tokens[reading.index]) and len(reading.base_text) == 1
    if token.text in ("ln", "log"):
        return _argument(reading) == reading.base_text != reading.tokens[reading.index - 2].text
    if reading.base == "name" and reading.base_text in USUAL:
        # x^nsinx, x^ne^(-x)
        exponential = token.text == "e" and reading.tokens[reading.index].kind in POWERS
        parameter = reading.tokens[reading.index - 2].text
        return len(parameter) == 1 and parameter not in USUAL and (exponential or token.text in CIRCULAR)
    return reading.base in _BASES and token.text in CIRCULAR


def is_below_line(reading: Reading, token: Token) -> bool:
    """Return whether a factor, just read, is below the line with k_B before it, to any reader: E/k_BT as E/kT."""
    if token.text != "T" or reading.spaced(token) or "k_B" in reading.variables:
        return False
    before, sign = reading.tokens[reading.index - 2], reading.tokens[reading.index - 3]
    return before.text == "k_B" and sign.kind == "/" and reading.tokens[reading.index].kind in ENDS


def _argument(reading: Reading) -> str:
    """Return the argument of the function just read if it is one token, in brackets or not."""
    first, second = reading.tokens[reading.index : reading.index + 2]
    return second.text if first.kind == "(" else first.text


def _is_behind_denominator(reading: Reading, token: Token) -> bool:
    """Return whether white space stands between it and the bracket that ends a denominator: 1/(2π) x, not 1/(2π)x."""
    waiting = reading.stack.group.waiting
    if not waiting or waiting[-1][0] != BINARY["/"] or not reading.spaced(token) or token.kind not in FACTOR_BEGINNINGS:
        return False
    place = waiting[-1][1]
    tight = not any(sign.isspace() for sign in reading.text[max(place - 1, 0) : place + 2])
    if reading.last == "number":  # 1/2 √x may be the derivative of √x
        return tight and token.kind != "root" and token.text != "sqrt" and _is_behind_fraction(reading)
    return tight and (reading.last == "group" or (reading.last == "call" and token.text in _EXPONENTIALS))


def _is_behind_fraction(reading: Reading) -> bool:
    """Return whether more than a letter stands behind a fraction: 1/2 g t^2, 4/3 π r^3; not 1/2 x, a/2 x^2."""
    tokens, index = reading.tokens, reading.index
    numerator, divisor = tokens[index - 4].text, tokens[index - 2].text
    begins = index == _FRACTION or tokens[index - 5].kind in _BEGINNINGS
    return begins and numerator.isdecimal() and divisor.isdecimal() and tokens[index].kind not in ENDS
