r"""Brackets and braces that alone may stand for a part of a value: [x] for the whole part, \{x\} for the rest."""

from __future__ import annotations

import re
from collections.abc import Collection

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.clear_calls import has_concentrations
from derivcheck.formula.parsing.concentrations import concentration_question
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import NAMES

_CLOSED = re.compile(r"[\]}]|\\rbrace")

# In braces or brackets of their own these leave nothing else to be meant.
_IN_BRACES = frozenset({"name", "letter", "number", "pi", "+", "-", "*", "/"})

_IN_BRACKETS = frozenset({"name", "letter", "number", "pi", "/"})

_MOST_IN_BRACKETS = 3


def rounding_fault(reading: Reading, opening: Token) -> str | None:
    r"""Ask for the whole part [x] or the fractional part \{x\}, or return None where brackets only group."""
    braces = reading.text.startswith(("\\{", "\\lbrace"), opening.position)
    if not braces and opening.text != "[":
        return None
    if not braces and (concentration := concentration_question(reading, opening)):
        return concentration
    inside = _until_closed(reading, _IN_BRACES if braces else _IN_BRACKETS)
    if NAMES.isdisjoint(inside):
        return None
    if braces:
        return _of_brackets(reading, opening, "braces alone may be the fractional part or group", "({1} - floor({0}))")
    species = reading.tokens[reading.index].text.isupper() and has_concentrations(reading.text)
    if len(inside) > _MOST_IN_BRACKETS or species:
        return None
    return _of_brackets(reading, opening, "brackets alone may be the whole part or group", "floor({0})")


def _of_brackets(reading: Reading, opening: Token, doubt: str, part: str) -> Question:
    """Ask whether a bracket is a part of its value or groups."""
    parts: list[str] = []
    while reading.tokens[reading.index + len(parts)].kind != ")":
        parts.append(reading.tokens[reading.index + len(parts)].text)
    inside = " ".join(parts)
    start = len(reading.text[: opening.position].removesuffix(r"\left"))
    closed = _CLOSED.search(reading.text, reading.tokens[reading.index + len(parts)].position)
    typed = reading.text[start : closed.end() if closed else None]
    term = inside if len(parts) == 1 else f"({inside})"
    return Question(doubt, typed, [part.format(inside, term), f"({inside})"], back=opening.position - start)


def _until_closed(reading: Reading, kinds: Collection[str]) -> list[str]:
    """Return the kinds of the tokens in a bracket that has no others than of those kinds; else nothing."""
    stop = reading.index
    while reading.tokens[stop].kind in kinds:
        stop += 1
    matches = reading.tokens[stop].text == {"[": "]", "{": "}"}[reading.tokens[reading.index - 1].text]
    return [token.kind for token in reading.tokens[reading.index : stop]] if matches else []
