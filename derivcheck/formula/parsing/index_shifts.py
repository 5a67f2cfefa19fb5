"""Shifted indices written beside a name, F_n-1 + F_n-2, where the shift may be of the index or a term of the sum."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question

_SHIFTED = re.compile(
    "(?<![^\\W\\d])([^\\W\\d_]_[nikjmt])([-+\N{MINUS SIGN}\N{EN DASH}])([12])(?![\\w.^/*([{!\N{DEGREE SIGN}])"
)
_WORDS = {"+": "plus"}
_SPACED = re.compile("\\s[-+\N{MINUS SIGN}\N{EN DASH}]\\s")


def check_index_shifts(reading: Reading) -> None:
    """Ask whether an index is shifted where a sign and 1 or 2 stand right behind it.

    In a formula with signs of products that has no spaces beside its other signs, it is a term as all others are.

    Raises
    ------
    ParseError
        There is such an index.
    """
    text = reading.text
    found = _SHIFTED.search(text)
    if found is None or ("*" in text and not _SPACED.search(text)):
        return
    terms = _SHIFTED.sub(r"\1 \2 \3", text)
    indices = _SHIFTED.sub(lambda shift: f"{shift[1]}_{_WORDS.get(shift[2], 'minus')}_{shift[3]}", text)
    doubt = f"'{found[0]}' may have a shifted index or be a sum"
    start = found.start()
    reading.check(Question(doubt, text, [terms, indices], back=start), Token("name", found[1], start))
