"""Questions whether the sign of a power has been lost, as in a formula copied from a page: e2x, 3x2 + 2x, xe-x, mv2."""

from __future__ import annotations

import itertools
import re

from derivcheck.formula.clear_products import is_adjacent
from derivcheck.formula.functions_in_names import PIECE
from derivcheck.formula.glued_indices import lost_exponent
from derivcheck.formula.name_questions import lost_power
from derivcheck.formula.names import LETTERS_TOO, LOST_EXPONENT, USUAL, function_named
from derivcheck.formula.placed_names import PlacedName
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import POWERS
from derivcheck.ground.limits import MAX_TYPED_TOKENS

_OF_E = re.compile("([^\\W\\d_e]?)e([2-9]?)([^\\W\\d_e]{1,2})")

# Letters of which one alone with a number hardly is the second of several: x2 + 1, x10, v2/r; not k2, R2.
_LONE = re.compile("[xyzt](?:[2-9]|1[0-9])|[rv][23]")
# Of these only several: a2 + b2, v2/c2.
_OF_SEVERAL = re.compile("[abc]2")
_SQUARED = frozenset("abcv")
_TIMES_NUMBER = re.compile("[^\\W\\d_](?:[2-9]|10)")
_NUMBERED = re.compile("[^\\W\\d_]_?[0-9]")

_NUMBERED_TIMES_E = re.compile("([xyzt])([2-9])e")


def without_sign_of_power(place: PlacedName) -> str | None:
    """Ask whether the sign of a power has been lost: e2x, x2e^x, 3x2 + 2x, e^x2, xe-x, exsinx."""
    name, before, following = place.name, place.at(-1), place.at(1)
    if (of_e := _OF_E.fullmatch(name)) and _is_lost_exponent(place, *of_e.groups()):
        factor, number, letters = of_e.groups()
        times, product = f"{factor}*" * bool(factor), "*".join(letters)
        exponent = "*".join(filter(None, (number, *letters)))
        power = f"e^({exponent})" if len(exponent) > 1 else f"e^{exponent}"
        return lost_power(name, f"{times}e{number}*{product}", f"{times}{power}")
    if (found := _NUMBERED_TIMES_E.fullmatch(name)) and following.kind in POWERS:
        letter, number = found.groups()
        return lost_power(name, f"{name[:2]}*e", f"{letter}^{number}*e")
    if (LOST_EXPONENT.fullmatch(name) and _has_lost_sign(place)) or _is_times_power(place):
        return _lost_power_of_one(place)
    if _is_lone(place):
        return _lost_power_of_one(place)
    if name.startswith("ex") and (piece := PIECE.fullmatch(name, 2)):
        function, argument = filter(None, piece.groups())
        call = f"{function}({argument})"
        return lost_power(name, f"e*x*{call}", f"e^x*{call}")
    factors = name[:-1]
    if before.kind != "**" and name[-1] == "e" and {*factors} <= {*place.known} and _is_tight_difference(place):
        product, other = "*".join(factors), place.at(2).text + _power_behind(place)
        typed, readings = f"{name}-{other}", [f"{product}*e - {other}", f"{product}*e^(-{other})"]
        return Question(f"'{typed}' may be a difference, or a power", typed, readings)
    return None


def _is_lost_exponent(place: PlacedName, factor: str, number: str, letters: str) -> bool:
    """Return whether letters behind e hardly are other factors: e2x, xex, and et where t was given."""
    if number and len(letters) == 1 and factor in {"", *USUAL}:
        return True
    return {*place.given}.issuperset(factor + letters) or (factor == letters and letters in USUAL)


def _has_lost_sign(place: PlacedName) -> bool:
    """Return whether x2 is hardly the second of some variables: e^x2, 3x2 + 2x."""
    name = place.name
    if len(place.tokens) > MAX_TYPED_TOKENS:
        return False
    letter, names = name[0], {token.text for token in place.tokens}
    before, sign = place.at(-1), place.at(-2)
    if before.kind == "**" or (before.kind == "-" and sign.kind == "**"):
        return True
    alike = any(f"{letter}{n}" in names for n in "01")
    return not (place.signed or alike) and (
        letter in place.alone
        or is_adjacent(before, place.tokens[place.place])
        or (before.kind == "name" and function_named(before.text) is not None)
    )


def _is_times_power(place: PlacedName) -> bool:
    """Return whether a letter before a number is in the exponent of the number, too: n2^n, x10^x, x2^(x-1)."""
    opened = place.at(2).kind in ("(", "-")
    raised = place.at(1).kind == "**" and place.at(3 if opened else 2).text == place.name[0]
    return raised and not place.signed and _TIMES_NUMBER.fullmatch(place.name) is not None


def _is_lone(place: PlacedName) -> bool:
    """Return whether there is no other number behind a letter than one that may have been an exponent: x2 + y2."""
    single, several = (bool(pattern.fullmatch(place.name)) for pattern in (_LONE, _OF_SEVERAL))
    if place.signed or place.at(1).kind in POWERS or not (single or several):
        return False
    if len(place.tokens) > MAX_TYPED_TOKENS:
        return False
    names = {part.text for part in place.tokens if part.kind == "name"}
    numbered = {name for name in names if _NUMBERED.search(name) and (name in LETTERS_TOO or not function_named(name))}
    letters = {name[0] for name in numbered if _LONE.fullmatch(name) or _OF_SEVERAL.fullmatch(name)}
    raised = {a.text for a, b in itertools.pairwise(place.tokens) if b.kind in POWERS}
    return len(letters) == len(numbered) and (single or len(letters) > 1 or not _SQUARED.isdisjoint(raised))


def _lost_power_of_one(place: PlacedName) -> str:
    """Ask for x2 alone, in an exponent, and between powers, as in 2^x3^x."""
    name = place.name
    power = f"{name[0]}^{name[1:]}"
    within = place.at(-1).kind == "**" or (place.at(-1).kind == "-" and place.at(-2).kind == "**")
    if place.at(1).kind in POWERS:
        readings = [f"{name[0]}*{name[1:]}", *([power] if LOST_EXPONENT.fullmatch(name) and not within else [])]
        doubt = f"'{name}' may be one name, or two factors"
        return Question(doubt, name, readings, f", or give {name} a value")
    readings = [f"({power})" if within else power]
    return Question(
        f"'{name}' may be one name, or {power} without its sign", name, readings, f", or give {name} a value"
    )


def _power_behind(place: PlacedName) -> str:
    """Return the power, as typed, of the letter behind a difference: xe-x², te-t^2."""
    sign, exponent = place.at(3), place.at(4)
    if sign.kind == "superscript":
        return sign.text
    return f"{sign.text}{exponent.text}" if sign.kind == "**" and exponent.kind == "number" else ""


def _is_tight_difference(place: PlacedName) -> bool:
    """Return whether a difference with one letter follows without white space."""
    token, sign, letter = (place.at(i) for i in range(3))
    return sign.kind == "-" and token.touches(sign) and sign.touches(letter) and len(letter.text) == 1


def lost_behind_letter(place: PlacedName) -> str | None:
    """Ask whether the number at the end of mv2 has been an exponent."""
    name = place.name
    if place.signed or not lost_exponent(name):
        return None
    return lost_power(name, f"{name[0]}*{name[1:]}", f"{name[0]}*{name[1]}^{name[2]}", given=True)
