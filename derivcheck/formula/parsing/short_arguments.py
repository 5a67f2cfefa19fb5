"""Arguments without parentheses that hardly end before a sum: √1-x², ln 1+x, √a²+b², e^1-x."""

from __future__ import annotations

import math

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import NAMES, POWERS, SIGNS

_ROOTS = frozenset({"sqrt"})
_OF_ONE = frozenset({"ln", "log", "exp", "log2", "log10"})
_ENDS = frozenset({"end", ")", ",", "|", "comparison", *SIGNS})
_DOUBT = "how far the argument goes is not clear"
_OF_EXPONENT = "how far the exponent goes is not clear"


def check_sum(reading: Reading, function: str) -> None:
    """Ask how far the argument goes that begins here, if a root or logarithm of it alone is written by nobody.

    Raises
    ------
    ParseError
        A sum follows a square number below a root, a 1 behind a logarithm, or a square below a root.
    """
    operand, sign = reading.tokens[reading.index], _following(reading, 1)
    if operand.kind == "number" and sign.kind in SIGNS:
        root = function in _ROOTS and _is_square(operand.text)
        if root or (function in _OF_ONE and operand.text == "1"):
            _ask(reading, operand, sign, [f"({operand.text})"], _DOUBT)
    elif function in _ROOTS and operand.kind in ("name", "letter", "number") and sign.kind in POWERS:
        _check_square(reading, operand)


def check_exponent(reading: Reading) -> None:
    """Ask how far an exponent goes that is 1 before a sum: e^1-x.

    Raises
    ------
    ParseError
        It is.
    """
    one, sign, following = (_following(reading, step) for step in range(3))
    if one.text != "1" or sign.kind not in SIGNS or not (one.touches(sign) and sign.touches(following)):
        return
    # A polynomial may begin with x^1, and programs print x**1.
    base = reading.tokens[reading.index - 2]
    polynomial = base.kind in ("name", "letter", ")") and base.text != "e"
    term = sign.kind == "+" or following.text == base.text or len(following.text) > 1
    if "*" not in reading.text and not (polynomial and term):
        _ask(reading, one, sign, [f"({one.text})"], _OF_EXPONENT)


def _following(reading: Reading, steps: int) -> Token:
    """Return the token so many places behind the one that is read next, or the last one."""
    return reading.tokens[min(reading.index + steps, len(reading.tokens) - 1)]


def _check_square(reading: Reading, operand: Token) -> None:
    """Ask for the radicand of √x²+1."""
    raised = _following(reading, 1).kind == "superscript"
    exponent, sign = (_following(reading, step - raised) for step in (2, 3))
    if exponent.text in ("\N{SUPERSCRIPT TWO}", "2") and sign.kind in SIGNS:
        square = reading.text[operand.position : exponent.end]
        power, before = square[len(operand.text) :], reading.tokens[reading.index - 1]
        root = reading.text[before.position : operand.position] if before.kind == "root" else ""
        pieces = [f"({root}{operand.text}){power}", f"{root}({square})"]
        _ask(reading, operand, sign, pieces if root else pieces[1:], _DOUBT, root)


def _is_square(number: str) -> bool:
    return number.isdecimal() and len(number) < 9 and math.isqrt(int(number)) ** 2 == int(number)


def _ask(reading: Reading, operand: Token, sign: Token, narrow: list[str], doubt: str, root: str = "") -> None:
    """Raise the question whether the term behind a sign is in the argument, too, as below a root sign."""
    start = min(reading.tokens.index(sign) + 1, len(reading.tokens) - 1)
    stop = _end_of_squares(reading.tokens, start) if doubt == _DOUBT else _end_of_term(reading.tokens, start)
    typed = reading.text[operand.position : reading.tokens[stop].position].rstrip()
    rest = reading.text[sign.position : operand.position + len(typed)]
    before = " " * (sign.position > 0 and reading.text[sign.position - 1].isspace())
    pieces = [*(f"{piece}{before}{rest}" for piece in narrow), f"{root}({typed})"]
    # c^1-σ/(1-σ)
    divided = next((token for token in reading.tokens[start:stop] if token.kind == "/"), None)
    if divided and doubt == _OF_EXPONENT and reading.tokens[start].kind in NAMES:
        exponent = reading.text[operand.position : divided.position].rstrip()
        pieces.append(f"({exponent}){typed[len(exponent) :]}")
    reading.check(Question(doubt, f"{root}{typed}", pieces, back=len(root)), operand)


def _end_of_squares(tokens: list[Token], index: int) -> int:
    """Return the token behind a term that begins at a token, with the squares that are added to it: x²+y²+z²."""
    stop = _end_of_term(tokens, index)
    while tokens[stop].kind in SIGNS and (end := _end_of_square(tokens, stop + 1)):
        stop = end
    return stop


def _end_of_square(tokens: list[Token], index: int) -> int:
    """Return the token behind a square of one letter that ends a term, or 0."""
    letter, *power = tokens[index : index + 4]
    behind = 1 + (len(power) > 0 and power[0].kind == "**")
    squared = letter.kind in NAMES and [part.text for part in power[:behind]] in (["²"], ["^", "2"])
    return index + 1 + behind if squared and tokens[index + 1 + behind].kind in _ENDS else 0


def _end_of_term(tokens: list[Token], index: int) -> int:
    """Return the token behind a term that begins at a token."""
    depth = 0
    while depth or tokens[index].kind not in _ENDS:
        depth += (tokens[index].kind == "(") - (tokens[index].kind == ")")
        index += 1
        if index == len(tokens) - 1:
            break
    return index
