"""Square brackets behind a name, in which an index may stand: x[i] is an element of an array to some."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.formula.function_letters import (
    element_question,
)
from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.token_groups import closing

# The letters of indices.
_COUNTERS = frozenset("ijklmn")

_OF_INDICES = frozenset({"number", "+", "-", "*", "(", ")"})


def check_element(reading: Reading, token: Token) -> None:
    """Ask whether what a square bracket right behind a name holds is an index.

    Raises
    ------
    ParseError
        It may be one.
    """
    opening = reading.tokens[reading.index]
    typeset = "\\" in reading.text[max(opening.position - 6, 0) : opening.position]
    if opening.text != "[" or reading.spaced(opening) or typeset or is_system_name(token.text):
        return
    reading.check(element_question(reading.text, token.position), token)
    if not _is_compound(reading):
        shown = f"'{token.text:.40}[' is an element of an array to some readers"
        reading.check(f"{shown}; write {token.text:.40}*(…) for a product", token)


def _is_compound(reading: Reading) -> bool:
    """Return whether a bracket holds no index: 4ε[(σ/r)^12 - (σ/r)^6], R0[1 + α(T - T0)]."""
    end = closing(reading.tokens, reading.index)
    inside = reading.tokens[reading.index + 1 : max(end, 0)]
    quotient = any(part.kind in ("**", "superscript", "/") for part in inside)
    return quotient or (_is_from_one(inside) and any(part.text > "\x7f" or part.kind == "(" for part in inside))


def _is_from_one(inside: Sequence[Token]) -> bool:
    """Return whether a bracket begins with 1 ± and has letters that count nothing."""
    letters = {part.text for part in inside if part.kind not in _OF_INDICES}
    return [part.text for part in inside[:2]] in (["1", "+"], ["1", "-"]) and not letters <= _COUNTERS


def is_system_name(name: str) -> bool:
    """Return whether a name before a square bracket is a function of Mathematica, and no array."""
    return len(name) > 2 and name[0].isupper() and name.isalnum() and not name.isupper()
