"""Questions whether C and P between letters or numbers count combinations and permutations: 5C2, nCx, nPr."""

from __future__ import annotations

import re

from derivcheck.formula.adjacent_factors import is_adjacent
from derivcheck.formula.placed_names import PlacedName
from derivcheck.formula.questions import Question

# nCr, NCx, and what stands behind a number in 5C2; with another number it is a constant of integration.
_CHOICE = re.compile("([nmN]?)([CP])([0-9]{1,2}|(?<=[nmN].)[rRkxmij])")
_CONSTANT = re.compile("[CP]_?[0-9].*")
_COUNTS = {"C": ("combinations", "binom({0}, {1})"), "P": ("permutations", "({0}!/({0}-{1})!)")}


def chosen(place: PlacedName) -> Question | None:
    """Ask whether C and P count: 5C2, nCx, nPr; not 2C2 beside C1."""
    found, before = _CHOICE.fullmatch(place.name), place.at(-1)
    if found is None or any(_CONSTANT.fullmatch(part.text) and part.text != place.name for part in place.tokens):
        return None
    n, letter, k = found.groups()
    back = 0
    if not n:
        if not is_adjacent(before, place.tokens[place.place]) or not _is_more(before.text, k):
            return None
        n, back = before.text, len(before.text)
    kind, count = _COUNTS[letter]
    factors = f"{n}*{letter}{k}" if k.isdecimal() else f"{n}*{letter}*{k}"
    doubt = f"'{n}{letter}{k}' may be a number of {kind} or a product"
    otherwise = f", or give {place.name} a value"
    return Question(doubt, f"{n}{letter}{k}", [count.format(n, k), factors], otherwise, back=back)


def _is_more(n: str, k: str) -> bool:
    """Return whether somebody chooses k of n."""
    return n.isdecimal() and k.isdecimal() and int(n) > int(k)
