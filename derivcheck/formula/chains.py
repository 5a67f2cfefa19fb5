"""Several right-hand sides, of which one is the formula: f'(x) = 2x cos x - x² sin x = x(2 cos x - x sin x)."""

from __future__ import annotations

import re

from derivcheck.formula.heads import body
from derivcheck.formula.names import function_named
from derivcheck.formula.questions import Question
from derivcheck.formula.wrappings import unwrapped

# A value at a point, which is no formula.
_AT = re.compile(r"\b(?:at|where|when|with|for)\b")

_LONE = re.compile(r"[^\W\d_](?:_\w+|\d)?")
_NUMBER = re.compile(r"[-+\d.,\s]*")
_WORD = re.compile(r"[^\W\d_]+")
_COMMANDS = frozenset({"cdot", "frac", "times", "left", "right", "mathrm", "e"})

# A space of LaTeX beside the sign.
_SPACE = re.compile(r"\A\s*\\\s|\\\s*\Z")

_SIGN = re.compile(r"(?<![<>!:=+\-])=(?![=>])")


def chain_question(text: str, position: int) -> Question | None:
    """Ask which of several right-hand sides is meant; None where there are no two behind a head.

    Parameters
    ----------
    text : str
    position : int
        Where the sign stands that is behind the first of them.

    Examples
    --------
    >>> chain_question("y = x(x + 1) = x^2 + x", 13)
    "'=' stands between several formulas; write x(x + 1) or x^2 + x, one of them"
    >>> chain_question("x^2 = y^2", 4)
    >>> chain_question("sin(2x) = 2 sin x cos x", 8)
    "'=' stands between several formulas; write sin(2x) or 2 sin x cos x, one of them"
    """
    found = body(text)
    headed = found.start > unwrapped(text)[0]
    if headed and position <= found.start:
        return None
    sides = [_SPACE.sub("", side).strip() for side in _sides(text[found.start : found.stop])]
    # What a formula is at some point is none of its forms: x^2 - 1 = 0; and y in f(x) = y = x^2 is a name of it.
    formulas = [side for side in sides if not _NUMBER.fullmatch(side)]
    formulas = [side for side in formulas if not _LONE.fullmatch(side)] or formulas
    alone = len(formulas) < 2 and all(map(_LONE.fullmatch, formulas))
    if len(sides) < 2 or not all(sides) or alone or _AT.search(text):
        return None
    if not headed and not _is_identity(sides):
        return None
    head = text[unwrapped(text)[0] : found.start] if found.variables else ""
    wholes = [f"{head.rstrip()} {side}".lstrip() for side in formulas]
    several = len(wholes) > 1
    doubt = "'=' stands between several formulas" if several else "'=' has no place behind a formula"
    return Question(doubt, text, wholes, ", one of them" * several, back=position)


def _is_identity(sides: list[str]) -> bool:
    """Return whether all sides are formulas of the same variables: sin 2x = 2 sin x cos x, not y^2 = x^3."""
    return len({frozenset(filter(_is_variable, _WORD.findall(side))) for side in sides}) == 1


def _is_variable(word: str) -> bool:
    return function_named(word) is None and word not in _COMMANDS


def _sides(text: str) -> list[str]:
    """Return what stands between the signs that are in no bracket."""
    depth, places = 0, [-1]
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if not depth and _SIGN.match(text, place):
            places.append(place)
    return [text[a + 1 : b] for a, b in zip(places, [*places[1:], len(text)], strict=True)]
