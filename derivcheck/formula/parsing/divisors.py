"""Divisors with the letter that is divided, which show that an argument ended before: sin x/(x+1), √x/(1-x)."""

from __future__ import annotations

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES, POWERS, TERM_ENDS

ENDS = TERM_ENDS | {"|"}
"""The kinds of token behind a term."""


def ends(tokens: list[Token], index: int) -> bool:
    """Return whether a term ends at a place, or behind a power of one token there."""
    if tokens[index].kind in POWERS:
        index += 1 + (tokens[index].kind == "**")
    return tokens[min(index, len(tokens) - 1)].kind in ENDS


def divided_by_own(reading: Reading, letter: Token) -> bool:
    """Return whether the divisor that comes next is all of a term, a bracket, root or exponential of a letter."""
    tokens, start = reading.tokens, reading.index
    if letter.kind not in NAMES:
        return False
    divisor = tokens[start]
    if divisor.kind == "root":
        start += 1
    elif (divisor.kind == "number" or divisor.text == "e") and tokens[start + 1].kind == "**":
        start += 2
    elif divisor.kind != "(":
        return False
    end = closing(tokens, start)
    return letter.text in [part.text for part in tokens[start : end + 1]] and ends(tokens, end + 1)
