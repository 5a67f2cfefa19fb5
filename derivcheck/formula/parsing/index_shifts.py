"""Indices of a step: F_n-1 + F_n-2, whose shift may be a term of the sum, x_{n+1}, and θ^(t) - ηg, like a power."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question

_SHIFTED = re.compile(
    "(?<![^\\W\\d])([^\\W\\d_]_[nikjmt])([-+\N{MINUS SIGN}\N{EN DASH}])([12])(?![\\w.^[{!\N{DEGREE SIGN}])"
)
# But for the order of a Bessel function.
_IN_BRACES = re.compile(
    "(?![JYIK]_\\{[^{}]*\\}\\s*(?:\\\\left)?\\s*\\()"
    "([^\\W\\d]|\\\\[a-z]+)_\\{([a-z])\\s*([-+\N{MINUS SIGN}])\\s*([0-9])\\}"
)
# θ^(t) - ηg
_ITERATE = re.compile("([^\\W\\d_]|theta|phi|beta)\\^\\(([tk])\\)")
_STEP = re.compile(
    f"(?<!\\w)(?:{_ITERATE.pattern})\\s*[-+\N{MINUS SIGN}]\\s*(?:[ηαγ]|eta|alpha|gamma|lr)(?!\\s*(?:[-+)/^]|$))"
)
_WORDS = {"+": "plus"}


def check_index_shifts(reading: Reading) -> None:
    """Ask whether an index is shifted where a sign and 1 or 2 stand right behind it, but in a program's text.

    Raises
    ------
    ParseError
        There is such an index.
    """
    text = reading.text
    if found := _IN_BRACES.search(text, reading.tokens[0].position):
        name = _IN_BRACES.sub(lambda shift: f"{shift[1]}_{{{shift[2]}{_WORDS.get(shift[3], 'minus')}{shift[4]}}}", text)
        doubt = "an index has only letters and digits here"
        reading.check(Question(doubt, text, [name], back=found.start()), Token("name", found[1], found.start()))
    found = _SHIFTED.search(text)
    if found is None or "**" in text:
        return
    terms = _SHIFTED.sub(r"\1 \2 \3", text)
    indices = _SHIFTED.sub(lambda shift: f"{shift[1]}_{_WORDS.get(shift[2], 'minus')}_{shift[3]}", text)
    doubt = f"'{found[0]}' may have a shifted index or be a sum"
    start = found.start()
    reading.check(Question(doubt, text, [terms, indices], back=start), Token("name", found[1], start))


def check_iterates(reading: Reading) -> None:
    """Ask whether a letter raised in brackets is the number of a step, where a step is taken: θ^(t) - ηg.

    Raises
    ------
    ParseError
        There is such an index.
    """
    if found := _STEP.search(reading.text):
        powers, indices = (_ITERATE.sub(piece, reading.text) for piece in (r"\1^\2", r"\1_\2"))
        doubt = f"'{found[1]}^({found[2]})' may be a power, or the value at a step"
        start = found.start()
        reading.check(Question(doubt, reading.text, [powers, indices], back=start), Token("name", found[1], start))
