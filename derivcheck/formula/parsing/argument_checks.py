"""What is asked where the argument of a function begins: gamma(x - vt), sqrt(x)^2 + 1, v cos 45."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derivcheck.formula.lexer import Token
from derivcheck.formula.notations.doubtful_gamma import may_be_factor
from derivcheck.formula.notations.known_angles import OF_ANGLES
from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.split_brackets import check_root
from derivcheck.formula.parsing.whole_degrees import check_degrees
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import SIGNS


def check_argument(reading: Reading, function: PendingFunction) -> None:
    """Ask what is asked of the argument that begins here.

    Raises
    ------
    ParseError
        There is something to ask.
    """
    if check := _CHECKS.get(function.name):
        check(reading, function)


def _check_gamma(reading: Reading, function: PendingFunction) -> None:
    """Ask whether gamma is a factor before what hardly is an argument, or where it is a variable elsewhere."""
    if reading.tokens[reading.index].kind == "(":
        reading.check(_gamma_question(reading, function.place), function.place)


def _gamma_question(reading: Reading, place: Token) -> str | None:
    end = closing(reading.tokens, reading.index)
    if place.text != "gamma" or not reading.text.startswith("gamma", place.position) or end < 0:
        return None
    start, stop = reading.tokens[reading.index].end, reading.tokens[end].position
    variable = "gamma" in reading.variables or reading.stands_alone("gamma")
    terms = any(part.kind in SIGNS for part in reading.tokens[reading.index + 2 : end])
    if not (variable and terms) and not may_be_factor(reading.text[start:stop].strip()):
        return None
    doubt = "'gamma' before a bracket may be the gamma function or a factor"
    return Question(doubt, "gamma", ["Gamma", "gamma*"])


_CHECKS: Mapping[str, Callable[[Reading, PendingFunction], None]] = {
    "gamma": _check_gamma,
    "sqrt": check_root,
    **dict.fromkeys(OF_ANGLES, check_degrees),
}
