"""Sums of which an argument without parentheses may be the first term only: sin ωt+φ, cos ωt - kx, sin A+B."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import ANGLES, CIRCULAR, CONSTANTS, GREEK, USUAL, function_named
from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.divisors import ENDS
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import NAMES, POWERS, SIGNS

_PARTS = NAMES | POWERS | {"number", "pi"}
_PHASES = frozenset("\u03b4\u03c6\u03d5\u03c8") | {"delta", "phi", "varphi", "psi"}
_OTHER_ANGLES = ANGLES - USUAL - frozenset("uvw")
_PLACES = frozenset("rxyz")

# A constant of integration is in no argument.
_CONSTANT = {"C"}


def check_terms(reading: Reading, function: PendingFunction) -> None:
    """Ask whether the terms behind the argument that begins here are in it, too.

    Raises
    ------
    ParseError
        They may: the first is a phase, or the other part of a wave, or alike where only the function is set apart.
    """
    tokens, start = reading.tokens, reading.index
    sign = _end_of_product(tokens, start)
    if sign == start or tokens[sign].kind not in SIGNS:
        return
    stop = _end_of_product(tokens, sign + 1)
    argument, term = tokens[start:sign], tokens[sign + 1 : stop]
    if not term or tokens[stop].kind not in ENDS or _letters(argument) & _letters(term):
        return
    tight = reading.spaced(argument[0]) and argument[-1].touches(tokens[sign])
    typeset = reading.text.startswith("\\", function.place.position)
    angles = function.name in CIRCULAR and (_is_phase(argument, term) or _is_wave(argument, term))
    if not angles and (typeset or not tight or not _is_alike(function.name, argument, term)):
        return
    while tokens[stop].kind in SIGNS and tokens[end := _end_of_product(tokens, stop + 1)].kind in ENDS:
        if not _letters(tokens[stop:end]):
            break
        stop = end
    first = argument[0].position
    typed, alone = (reading.text[first : tokens[end].position].rstrip() for end in (stop, sign))
    pieces = [f"({alone}){typed[len(alone) :]}", f"({typed})"]
    reading.check(Question("how far the argument goes is not clear", typed, pieces), argument[0])


def _end_of_product(tokens: Sequence[Token], index: int) -> int:
    """Return the place behind a product of letters, numbers and powers, or behind π/2."""
    start = index
    while tokens[index].kind in _PARTS and not _is_function(tokens[index]):
        index += 1
    halved = index > start and tokens[index].kind == "/" and _is_pi(tokens[index - 1])
    return index + 2 * (halved and tokens[index + 1].kind == "number")


def _is_function(token: Token) -> bool:
    return len(token.text) > 1 and token.text not in GREEK and function_named(token.text) is not None


def _is_pi(token: Token) -> bool:
    return CONSTANTS.get(token.text) == "pi"


def _letters(part: Sequence[Token]) -> set[str]:
    return {token.text for token in part if token.kind in NAMES and not _is_pi(token)}


def _is_phase(argument: Sequence[Token], term: Sequence[Token]) -> bool:
    """Return whether a term is φ or a multiple of π, or another angle behind what is no variable alone: ωt - α."""
    if not _letters(term):
        return any(map(_is_pi, term))
    name = term[0].text.rstrip("_0123456789")
    return len(term) == 1 and (name in _PHASES or (name in _OTHER_ANGLES and not _letters(argument) <= USUAL))


def _is_wave(argument: Sequence[Token], term: Sequence[Token]) -> bool:
    """Return whether one of two products has the time, and the other one a place: kx - ωt, not 2x - vt."""
    products = min(len(_letters(argument)), len(_letters(term))) > 1
    ends = {argument[-1].text, term[-1].text}
    return products and "t" in ends and not ends.isdisjoint(_PLACES)


def _is_alike(function: str, argument: Sequence[Token], term: Sequence[Token]) -> bool:
    """Return whether a term is no number and as variable as the argument: A+B, x+y, kx+b; not x+a, kx+C."""
    letters, others = _letters(argument), _letters(term)
    constant = letters <= USUAL and others.isdisjoint(USUAL)
    if not letters or not others or constant or (others == _CONSTANT and not letters.isdisjoint(USUAL)):
        return False
    return function in CIRCULAR or len(letters) == len(others) == 1
