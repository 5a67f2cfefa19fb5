"""A name where it stands in its formula, and what is known of the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from derivcheck.formula.lexer import Token
from derivcheck.formula.writing_styles import WritingStyle


class PlacedName(NamedTuple):
    """A name in its formula.

    Attributes
    ----------
    tokens : sequence of Token
    place : int
        Where it stands.
    known, alone, given : Collection of str
        Letters that are variables, those that stand alone in the formula, and those that the caller gave.
    signed, typeset : bool
        Whether the formula has signs of products, or is LaTeX; whether it is LaTeX.
    style : WritingStyle
        How the formula is written.
    """

    tokens: Sequence[Token]
    place: int
    known: Collection[str]
    alone: Collection[str]
    given: Collection[str]
    signed: bool
    typeset: bool
    style: WritingStyle

    @property
    def name(self) -> str:
        """The name itself."""
        return self.tokens[self.place].text

    @property
    def in_program(self) -> bool:
        """Whether the formula is a program's."""
        return self.style is WritingStyle.PROGRAM

    def at(self, step: int) -> Token:
        """Return the token so many places behind it, or before it; beyond the formula the end."""
        place = self.place + step
        return self.tokens[place] if 0 <= place < len(self.tokens) else self.tokens[-1]
