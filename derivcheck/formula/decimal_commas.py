"""Decimal commas, 0,5x + 1,25: a comma stands in a formula only between arguments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# A number with a comma in it, no part of a list, nor all that a bracket holds, which may be an interval.
_NUMBER = re.compile(r"(?<![\w.,])(?!(?<=[(\[{])[0-9]+,[0-9]+[)\]}])([0-9]+),([0-9]+)(?![0-9.]|,[0-9])")

# Thousands and millions: 1,000x.
_GROUPED = re.compile(r"(?<![\w.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")

# Behind these a bracket groups; behind a name it may hold arguments.
_BEFORE_GROUP = frozenset("+-\N{MINUS SIGN}*/^=([{\N{MIDDLE DOT}\N{MULTIPLICATION SIGN}")

# A number before a bracket; log2 is none.
_FACTOR = re.compile(r"(?<![\w.])[0-9.,]+\Z")
_LONGEST = 12


def decimal_points(text: str) -> str:
    """Return a text, character for character, with points for commas that can only be decimal ones.

    Of 2,5x nobody can say, but where another number, as 0,5, has a decimal comma.

    Examples
    --------
    >>> decimal_points("0,5x + (1,25x)^2"), decimal_points("max(0,5)"), decimal_points("2,5x")
    ('0.5x + (1.25x)^2', 'max(0,5)', '2,5x')
    >>> decimal_points("=POWER(A1;2,5)")
    '=POWER(A1;2.5)'
    """
    if text.startswith("=") and ";" in text:  # a spreadsheet
        return _NUMBER.sub(r"\1.\2", text)
    places = list(_places(text))
    if not any(text[place - 1] == "0" and not text[place - 2 : place - 1].isdecimal() for place in places):
        return text
    written = list(text)
    for place in places:
        written[place] = "."
    return "".join(written)


def with_points(text: str) -> str:
    """Return a text with points for all commas that may be decimal ones; "" if there are none.

    Examples
    --------
    >>> with_points("2,5x + 1"), with_points("max(2,5)")
    ('2.5x + 1', '')
    """
    written = list(text)
    for place in _places(text):
        written[place] = "."
    return "".join(written) if "".join(written) != text else ""


def without_groups(text: str) -> str:
    """Return a text without commas, if all that may be decimal ones may group thousands; else "".

    Examples
    --------
    >>> without_groups("1,000x + 12,500"), without_groups("1,000,000x"), without_groups("2,5x + 1,000")
    ('1000x + 12500', '1000000x', '')
    """
    grouped = {match.start() + i for match in _GROUPED.finditer(text) for i, sign in enumerate(match[0]) if sign == ","}
    left_out = {*_outside(text, grouped)}
    if not left_out.issuperset(_places(text)):
        return ""
    return "".join(character for place, character in enumerate(text) if place not in left_out) if left_out else ""


def _places(text: str) -> Iterator[int]:
    """Yield the places of commas within numbers, outside of arguments."""
    return _outside(text, {match.end(1) for match in _NUMBER.finditer(text)})


def _outside(text: str, commas: Collection[int]) -> Iterator[int]:
    """Yield those of some commas that stand outside of arguments."""
    arguments, before = [False], "("
    for place, character in enumerate(text):
        if character in "([{":
            listed = character != "(" and before != "^"
            groups = before in _BEFORE_GROUP or _FACTOR.search(text, max(place - _LONGEST, 0), place)
            arguments.append(arguments[-1] or listed or not groups)
        elif character in ")]}" and len(arguments) > 1:
            arguments.pop()
        elif place in commas and not arguments[-1]:
            yield place
        before = before if character.isspace() else character
