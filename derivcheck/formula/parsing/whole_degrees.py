"""Whole numbers that as the argument of a sine may be degrees: sin(30), v cos 37."""

from __future__ import annotations

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import function_named
from derivcheck.formula.notations.known_angles import KNOWN_ANGLES
from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.divisors import ENDS
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS, NAMES, OPERAND_ENDS

_ANGLES = frozenset({"37", "53", *map(str, range(10, 361, 5))})
"""Those of triangles that are known by their sides, and of a protractor."""

_BEGINNINGS = FACTOR_BEGINNINGS | {"("}


def check_degrees(reading: Reading, function: PendingFunction) -> None:
    """Ask whether the number that is the argument beginning here is one of degrees.

    Raises
    ------
    ParseError
        It may be: its sine is known by heart, or it is a factor of a product without a sign. Programs write neither.
    """
    tokens, start, place = reading.tokens, reading.index, function.place.position
    bracketed = tokens[start].kind == "("
    number = tokens[start + bracketed]
    if number.text.removesuffix(".0") not in _ANGLES or reading.printed:
        return
    if "." in reading.text[max(place - 1, 0) : number.position]:  # np.sin
        return
    known = number.text in KNOWN_ANGLES
    if "**" in reading.text or ("*" in reading.text and not known):
        return
    end = start + 1 + 2 * bracketed
    if tokens[end - 1].kind != ")" if bracketed else tokens[end].kind == "fault":  # 30°
        return
    doubt = f"'{number.text}' may be a number of degrees"
    if not bracketed and tokens[end].text == "rad":
        return
    if not bracketed and tokens[end].kind in NAMES and reading.spaced(tokens[end]) and not _is_function(tokens[end]):
        back = number.position - len(reading.text[: number.position].rstrip())
        typed = reading.text[number.position - back : tokens[end].end]
        pieces = [f"({number.text}°) {tokens[end].text}", f"({typed.strip()})"]
        reading.check(Question(doubt, typed, pieces, back=back), number)
    before = start - 1
    while before >= 0 and tokens[before].position >= place:
        before -= 1
    factor = before >= 0 and tokens[before].kind in OPERAND_ENDS and not _is_function(tokens[before])
    whole = bracketed or tokens[end].kind in ENDS or _is_function(tokens[end])
    if whole and (known or factor or (bracketed and tokens[end].kind in _BEGINNINGS)):
        reading.check(Question(doubt, number.text, [f"{number.text}°", f"{number.text} rad"]), number)


def _is_function(token: Token) -> bool:
    return token.kind == "name" and function_named(token.text) is not None
