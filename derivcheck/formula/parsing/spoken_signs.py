"""Signs that are written as they are spoken, between operands: x over y, x squared plus 3x."""

from __future__ import annotations

import re

from derivcheck.formula.domains_behind import worded_question
from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.lost_backslashes import PRODUCTS, product_question
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import outside_brackets
from derivcheck.formula.token_kinds import SIGNS

_SPOKEN = {"over": "/", "squared": "^2", "cubed": "^3", "plus": " + ", "minus": " - "}

WORDS = frozenset({*_SPOKEN, *PRODUCTS, "for", "where", "when"})
"""Names of signs, as they are spoken or as LaTeX and Typst have them, and words before a domain."""

_WORD = re.compile(rf"(?<=[\w)\]}}])\s+({'|'.join(_SPOKEN)})\b(?!\s*[*/^,)]|\()(?:(?<=squared)|(?<=cubed)|\s+)")


def word_question(reading: Reading, token: Token) -> Question | None:
    """Ask for the sign that a word behind an operand is the name of, or without a domain; None if it is none."""
    if token.text in PRODUCTS:
        return product_question(reading, token)
    return _spoken_question(reading, token) if token.text in _SPOKEN else worded_question(reading.text, token.position)


def _spoken_question(reading: Reading, token: Token) -> Question | None:
    """Ask for the signs instead of such words, of a fraction among sums also with these in it, or return None."""
    text, start = reading.text, reading.tokens[0].position
    written = _WORD.sub(lambda word: _SPOKEN[word[1]], text)
    if token.text in reading.variables or written == text:
        return None
    readings, outer = [written], outside_brackets(reading.tokens, 0, len(reading.tokens))
    if token.text == "over" and any(reading.tokens[i].kind in SIGNS for i in outer):
        readings.append(f"({text[start : token.position].strip()})/({text[token.end :].strip()})")
    return Question(f"'{token.text}' is not read between operands", text, readings, back=token.position)
