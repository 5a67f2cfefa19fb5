"""Questions whether the sign of a power has been lost, as in a formula copied from a page: e2x, 3x2 + 2x, xe-x, mv2."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection

from derivcheck.formula.adjacent_factors import is_adjacent
from derivcheck.formula.function_powers import split_superscript
from derivcheck.formula.functions_in_names import PIECE, with_functions
from derivcheck.formula.glued_functions import FUNCTION_IN_NAME
from derivcheck.formula.glued_indices import lost_exponent
from derivcheck.formula.name_questions import lost_power
from derivcheck.formula.names import LETTERS_TOO, LOST_EXPONENT, USUAL, function_named
from derivcheck.formula.placed_names import PlacedName
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import POWERS
from derivcheck.ground.limits import MAX_TYPED_TOKENS

_OF_E = re.compile("([^\\W\\d_e]?)e([2-9]?)([^\\W\\d_e]{1,2})")
# excosx, e2xcos(3x), xe2xlnx
_BEFORE_FUNCTION = re.compile(f"([xyzt]?)e([2-9]?)([xyzt])((?:{FUNCTION_IN_NAME.pattern}).*)")

# Letters of which one alone with a number hardly is the second of several: x2 + 1, x10, v2/r; not k2, R2.
_LONE = re.compile("[xyzt](?:[2-9]|1[0-9])|[rv][23]|T4")
# Of these only several: a2 + b2, v2/c2.
_OF_SEVERAL = re.compile("[abc]2")
_SQUARED = frozenset("abcv")
_SQUARE_OR_CUBE = re.compile("(?!e)[a-z][23]")
_TIMES_NUMBER = re.compile("[^\\W\\d_](?:[2-9]|10)")
_NUMBERED = re.compile("([^\\W\\d_])(_?[0-9]+)")
# What stands before such a letter: q1q2/(4πε0r2).
_LAST = re.compile("(.*?[0-9]|[α-ω]{1,2}[A-Z]?|[^\\W\\d_])?([^\\W\\d_]_?[0-9]+)")

_BETWEEN = re.compile("[xyzt][2-9][xyzt]")
_NUMBERED_TIMES_E = re.compile("([xyzt])([2-9])e")

# Ae-kt, N0e-λt, x2e-x
_AMPLITUDE = re.compile("[A-Z][0-9]?|[xyzt][2-9]|[a-z]0")
_CONSTANTS = frozenset({"τ", "L", "RC", "T", "RT", "kT"})
_BEHIND_AMPLITUDE = frozenset("xtτCLT")
_FACTORS_OF_EXPONENT = re.compile("(?!Ea)([a-zA-Zα-ω])([a-zA-Zα-ω])")


def without_sign_of_power(place: PlacedName) -> str | None:
    """Ask whether the sign of a power has been lost: e2x, x2e^x, 3x2 + 2x, e^x2, xe-x, exsinx."""
    name, before, following = place.name, place.at(-1), place.at(1)
    if (of_e := _OF_E.fullmatch(name)) and _is_lost_exponent(place, *of_e.groups()):
        factor, number, letters = of_e.groups()
        return _lost_of_e(name, f"{factor}*" * bool(factor), number, letters)
    if (found := _NUMBERED_TIMES_E.fullmatch(name)) and following.kind in POWERS:
        letter, number = found.groups()
        return lost_power(name, f"{name[:2]}*e", f"{letter}^{number}*e")
    if _BETWEEN.fullmatch(name) and is_adjacent(before, place.tokens[place.place]):  # 2x2y
        a, n, b = [*name]
        doubt = f"'{name}' may be {a}{n}*{b}, {a}^{n}*{b} without its sign, or {a}*{n}*{b}"
        return Question(doubt, name, [f"{a}{n}*{b}", f"{a}^{n}*{b}", f"{a}*{n}*{b}"])
    if (LOST_EXPONENT.fullmatch(name) and _has_lost_sign(place)) or _is_times_power(place):
        return _lost_power_of_one(place)
    if _is_lone(place, name) or _is_beside_letter(place) or _is_distance(place):
        return _lost_power_of_one(place)
    if (last := _LAST.fullmatch(name)) and last[1] and _is_lone(place, last[2]):
        factors = "*".join(re.findall("[^\\W\\d_](?:_?[0-9]+)?", last[1]))
        return lost_power(name, f"{factors}*{last[2]}", f"{factors}*{last[2][0]}^{last[2][1:]}", given=True)
    if (found := _BEFORE_FUNCTION.fullmatch(name)) and (call := _call(found[4], place.known)):
        factor, number, letter, _ = found.groups()
        return _lost_of_e(name, f"{factor}*" * bool(factor), number, letter, f"*{call}")
    return _lost_difference(place) if name[-1] == "e" and before.kind != "**" else None


def _lost_difference(place: PlacedName) -> str | None:
    """Ask whether the sign of a power has been lost behind the e at the end of a name: xe-x, Ae-kt, x2e-x."""
    factors, other, product = place.name[:-1], _exponent_behind(place), "*".join(place.name[:-1])
    amplitude = not place.signed and _AMPLITUDE.fullmatch(factors)
    if not other or not (amplitude or {*factors} <= {*place.known}):
        return None
    raised = product
    if amplitude:
        if not LOST_EXPONENT.fullmatch(factors) and other[-1] not in _BEHIND_AMPLITUDE:
            return None
        product, raised = factors, f"{factors[0]}^{factors[1:]}" if LOST_EXPONENT.fullmatch(factors) else factors
    written = re.sub("(?<=/)([Rk].*)", r"(\1)", _FACTORS_OF_EXPONENT.sub(r"\1*\2", other))
    typed = f"{place.name}-{other}"
    readings = [f"{product}*e - {written}", f"{raised}*e^(-{written})"]
    return Question(f"'{typed}' may be a difference, or a power", typed, readings)


def _call(text: str, known: Collection[str]) -> str:
    """Return a function, or several with their arguments, as it is to be written behind a sign of a product, or ""."""
    if piece := PIECE.fullmatch(text):
        return "{}({})".format(*filter(None, piece.groups()))
    return text if FUNCTION_IN_NAME.fullmatch(text) or with_functions(text, known) else ""


def _lost_of_e(name: str, times: str, number: str, letters: str, behind: str = "") -> str:
    exponent = "*".join(filter(None, (number, *letters)))
    power = f"e^({exponent})" if len(exponent) > 1 else f"e^{exponent}"
    return lost_power(name, f"{times}e{number}*{'*'.join(letters)}{behind}", f"{times}{power}{behind}")


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
    """Return whether a letter is a factor of the number behind it, which has a power: n2^n, x10^x, x2^(x-1), a2^x."""
    if place.in_program or not _TIMES_NUMBER.fullmatch(place.name):
        return False
    if place.at(1).kind == "superscript":
        return split_superscript(place.at(1).text) == ("", place.name[0])
    if place.at(1).kind != "**":
        return False
    exponent = place.at(3 if place.at(2).kind in ("(", "-") else 2).text
    return exponent == place.name[0] or (exponent in USUAL and not (place.signed or _is_numbered(place)))


def _is_beside_letter(place: PlacedName) -> bool:
    """Return whether the letter alone is a variable of the formula, and no other number stands behind it: n2 - n."""
    beside = _SQUARE_OR_CUBE.fullmatch(place.name) and place.name[0] in place.alone and place.at(1).kind not in POWERS
    return bool(beside) and not (place.signed or _is_numbered(place))


def _is_distance(place: PlacedName) -> bool:
    """Return whether it is the square in a law of forces: G*m1*m2/r2."""
    below = place.name == "r2" and place.at(-1).kind == "/"
    return below and not (place.in_program or _is_numbered(place))


def _is_numbered(place: PlacedName) -> bool:
    """Return whether the letter has other numbers behind it elsewhere."""
    letter = place.name[0]
    return any(part.text != place.name and re.fullmatch(f"{letter}_?[0-9]+", part.text) for part in place.tokens)


def _is_lone(place: PlacedName, name: str) -> bool:
    """Return whether a letter has no other number than one that may have been an exponent: x2 + y2, q1q2/r2."""
    single, several = (bool(pattern.fullmatch(name)) for pattern in (_LONE, _OF_SEVERAL))
    if place.signed or place.at(1).kind in POWERS or not (single or several):
        return False
    if len(place.tokens) > MAX_TYPED_TOKENS:
        return False
    names = {part.text for part in place.tokens if part.kind == "name"}
    numbered = {name for name in names if _NUMBERED.search(name) and (name in LETTERS_TOO or not function_named(name))}
    numbers = {pair for name in numbered for pair in _NUMBERED.findall(name)}
    # Of a row, such as q1, q2, the numbers are indices, and 0 is one anyway.
    firsts = [letter for letter, _ in numbers]
    lone = {letter + number for letter, number in numbers if firsts.count(letter) == 1 and number.lstrip("_") != "0"}
    raised = {a.text for a, b in itertools.pairwise(place.tokens) if b.kind in POWERS}
    sure = single or len(lone) > 1 or not _SQUARED.isdisjoint(raised)
    if {number for letter, number in numbers if letter == name[0]} == {"2", "3"} and name[0] in USUAL:
        return True  # x3 - x2
    return name in lone and all(_LONE.fullmatch(other) or _OF_SEVERAL.fullmatch(other) for other in lone) and sure


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


def _exponent_behind(place: PlacedName) -> str:
    """Return what may be an exponent behind its sign, right behind a name, as typed: x, 2x, x², kt, t/τ; else ""."""
    token, sign, first = (place.at(i) for i in range(3))
    number = first.text if first.kind == "number" else ""
    letters, division, divisor, behind = (place.at(i + bool(number)) for i in range(2, 6))
    pair = re.fullmatch("[^\\W\\d_][xt]|Ea", letters.text) and not place.signed
    tight = sign.kind == "-" and token.touches(sign) and sign.touches(first) and (not number or first.touches(letters))
    if not tight or not (pair or re.fullmatch("[^\\W\\d_]", letters.text)):
        return ""
    power = ""
    if division.kind == "superscript":
        power = division.text
    elif division.kind == "/" and letters.touches(division) and divisor.text in _CONSTANTS and behind.kind != "**":
        power = f"/{divisor.text}"
    elif division.kind == "**" and divisor.kind == "number":
        power = f"{division.text}{divisor.text}"
    return f"{number}{letters.text}{power}"


def lost_behind_letter(place: PlacedName) -> str | None:
    """Ask whether the number at the end of mv2 has been an exponent."""
    name = place.name
    if place.signed or not lost_exponent(name):
        return None
    return lost_power(name, f"{name[0]}*{name[1:]}", f"{name[0]}*{name[1]}^{name[2]}", given=True)
