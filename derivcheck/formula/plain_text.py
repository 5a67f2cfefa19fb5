"""A text, character for character, in the signs that formulas have: what other systems write in their own way."""

from __future__ import annotations

from collections.abc import Collection

from derivcheck.formula.characters import usual
from derivcheck.formula.decimal_commas import decimal_points
from derivcheck.formula.programs import plain_calls, plain_cells, plain_constants


def plain_text(text: str, given: Collection[str] = ()) -> str:
    """Return a text with the usual form of its characters, numbers, constants and functions, each at its place.

    Parameters
    ----------
    text : str
    given : collection of str
        Names that are variables.

    Examples
    --------
    >>> plain_text("２𝑥²"), plain_text("0,5x + 1"), plain_text("=$A$1^2"), plain_text("%pi*x")
    ('2x²', '0.5x + 1', '=  A1^2', ' pi*x')
    """
    plain = usual(text) if "," not in text else decimal_points(usual(text))
    if plain.startswith("\\\\"):  # of Markdown, which has bars so in its tables
        plain = plain.replace("\\|", " |")
    if ".(" in plain:
        plain = plain_calls(plain)
    if "%" in plain:
        plain = plain_constants(plain, given)
    if "$" in plain and plain.startswith("="):
        plain = plain_cells(plain)
    return plain
