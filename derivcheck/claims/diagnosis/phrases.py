"""Pieces of a formula inside a sentence."""

from __future__ import annotations

from derivcheck.arithmetic.text.writing import Written
from derivcheck.ground.errors import UnsupportedOperation

# A longer piece of a formula is not repeated in a sentence.
LONGEST = 60

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def excerpt(text: Written) -> str:
    """Return a short text, or "" for a long one."""
    try:
        return text.joined(LONGEST)
    except UnsupportedOperation:
        return ""


def ordinal(number: int) -> str:
    """Return a place in a row in words.

    >>> ordinal(2), ordinal(11)
    ('second', '11th')
    """
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 // 10 != 1 else 0, "th")
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"{number}{suffix}"
