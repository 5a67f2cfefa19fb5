"""Units behind a formula, which are no factors of it: 3t^2 + 9 m/s."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question

_WORDS = ("units", "dollars", "meters", "metres", "feet", "seconds", "radians", "hours")
_OF_TIME = ("/s", "/h", "/hr", "/min", "/sec", "/s^2", "/s\N{SUPERSCRIPT TWO}")

ENDS = (*_OF_TIME, *_WORDS, *(f"{word}}}" for word in _WORDS))
"""How a text with one ends."""

_UNIT = re.compile(
    rf"(?<=\S)\s+(?:(?:m|cm|km|ft|mi)(?:{'|'.join(map(re.escape, _OF_TIME))})|{'|'.join(_WORDS)})\Z"
    rf"|\s*\\(?:text|mathrm|rm)\s*\{{\s*(?:{'|'.join(_WORDS)})\}}\Z"
)


def check_unit(reading: Reading) -> None:
    """Ask whether what stands at the end is a unit, where hardly anything else is meant.

    Raises
    ------
    ParseError
        There is one.
    """
    text = reading.text
    found = _UNIT.search(text)
    if found is None or "*" in text:
        return
    unit = found[0].strip()
    doubt = f"'{unit}' at the end may be a unit, which is left out"
    factors = f" * {unit}" if unit[0] != "\\" else rf" \cdot {unit}"
    reading.check(Question(doubt, found[0], ["", factors]), Token("name", unit, found.start()))
