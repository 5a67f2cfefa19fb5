"""Functions that in the program a text is evidently of are others than in mathematics: sinc of MATLAB, MOD of Excel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.reading import Reading

HANDLE = re.compile(r"@\s*\(")
"""What a function of MATLAB begins with."""

# A cell behind the sign of a formula; MATLAB, and with operations of each element Julia, too; NumPy.
_SPREADSHEET = re.compile(r"\s*=.*?(?<![A-Za-z])\$?[A-Z]{1,2}\$?[0-9]+(?!\w)")
_MATLAB = re.compile(rf"{HANDLE.pattern}|(?<![0-9])\.[*^/]")
_OF_ARRAYS = re.compile(rf"{_MATLAB.pattern}|[0-9]\.[*^]|\b(?:np|numpy|jnp)\.")


class _Convention(NamedTuple):
    """What a function is in texts of a program, and whether its two arguments stand in the other order."""

    program: re.Pattern[str]
    name: str
    swapped: bool = False


_CONVENTIONS: Mapping[tuple[str, int], _Convention] = {
    ("sinc", 1): _Convention(_OF_ARRAYS, "sincpi"),
    ("gammainc", 2): _Convention(_MATLAB, "gammainc", swapped=True),
    ("LOG", 1): _Convention(_SPREADSHEET, "log10"),
    ("MOD", 2): _Convention(_SPREADSHEET, "mod"),
    ("ATAN2", 2): _Convention(_SPREADSHEET, "atan2", swapped=True),
}
"""By the name as typed, and the number of arguments."""

NAMES_IN_PROGRAMS = frozenset(name for name, _ in _CONVENTIONS)
"""The names of these functions."""


def as_in_program(reading: Reading, function: PendingFunction, count: int) -> PendingFunction | None:
    """Return the function that a program means, with the operands on top in the order of mathematics, or None.

    A name with a library before it says itself what it means.
    """
    place = function.place
    convention = _CONVENTIONS.get((place.text, count))
    qualified = reading.text[place.position - 1 : place.position] == "." or not reading.text.startswith(
        place.text, place.position
    )
    if convention is None or qualified or not convention.program.search(reading.text):
        return None
    if convention.swapped:
        reading.nodes.swap()
    return function._replace(name=convention.name)
