"""A star behind a name that is part of it, as in k* - k of a steady state, and no sign of a product."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question

# What follows the sign is a name or number alone, or not looked into.
_STARRED = re.compile(r"([^\W\d]\w*)\* +([-+\N{MINUS SIGN}]) +(?:([^\W\d]\w*|[0-9.]+)(?![\w.^(\[{*!\N{DEGREE SIGN}]))?")
_STAR = re.compile(r"([^\W\d]\w*)\*(?= +[-+\N{MINUS SIGN}] )")


def check_starred_names(reading: Reading) -> None:
    """Ask whether a star is part of a name where it touches one, and a sign of a sum stands apart behind it.

    Raises
    ------
    ParseError
        There is such a star.
    """
    text = reading.text
    if found := _STAR.search(text):
        readings = [_STAR.sub(lambda star: _named(star[1], text), text), _STARRED.sub(_multiplied, text)]
        question = Question(
            f"'{found[0]:.20}' may be a name with a star or a factor", text, readings, back=found.start()
        )
        reading.check(question, Token("name", found[1], found.start()))


def _named(name: str, text: str) -> str:
    steady = f"{name}_s"
    return steady if len(name) == 1 and steady not in text else f"{name}_star"


def _multiplied(starred: re.Match[str]) -> str:
    name, sign, operand = starred.groups("")
    if sign == "+":
        return f"{name}*{operand}"
    return f"{name}*(-{operand})" if operand else f"{name}*-"
