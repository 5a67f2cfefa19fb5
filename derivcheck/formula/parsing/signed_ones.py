"""A sign before a power of one, -1^n, by which hardly anybody means minus one for every n."""

from __future__ import annotations

from derivcheck.formula.lexer import Token
from derivcheck.formula.operators import NEGATIVE
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES


def check_signed_one(reading: Reading, token: Token) -> None:
    """Ask whether the sign belongs to the base where 1 stands before the sign of a power, or a raised exponent.

    Raises
    ------
    ParseError
        A sign stands before the base, and a letter in the exponent.
    """
    waiting, tokens, text = reading.stack.group.waiting, reading.tokens, reading.text
    if not waiting or waiting[-1][0] is not NEGATIVE:
        return
    first = last = reading.index - (token.kind == "superscript")
    if tokens[first].kind == "(":
        last = closing(tokens, first)
    raised = tokens[first : last + 1]
    named = any(part.kind in NAMES for part in raised) or any(map(str.isalpha, token.text))
    if not named:
        return
    start, base, stop = waiting[-1][1], tokens[reading.index - 2], tokens[last].end
    power = text[base.end : stop]
    readings = [f"(-1){power}", f"-(1{power})"]
    question = Question(
        "a sign before a power of 1 has two readings", text[start:stop], readings, back=base.position - start
    )
    reading.check(question, base)
