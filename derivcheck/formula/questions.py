"""Questions what a piece of a formula means, each with what may be written in its place."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.ground.errors import ParseError


class Question(str):
    """What is said of a piece of a formula that may be read in several ways.

    Parameters
    ----------
    doubt : str
        Why it is asked.
    typed : str
        The piece, which begins at the place of the error, or `back` characters before it.
    instead : sequence of str
        What stands in its place in each reading.
    otherwise : str
        What goes on behind the readings, such as ", or give kt a value".
    back : int

    Examples
    --------
    >>> Question("'kt' may be one name or a product", "kt", ["k*t"], ", or give kt a value")
    "'kt' may be one name or a product; write k*t, or give kt a value"
    """

    __slots__ = ("back", "doubt", "instead", "otherwise", "typed")

    doubt: str
    typed: str
    instead: tuple[str, ...]
    otherwise: str
    back: int

    def __new__(cls, doubt: str, typed: str, instead: Sequence[str], otherwise: str = "", *, back: int = 0) -> Question:
        """Make the text, with the pieces alone."""
        self = super().__new__(cls, f"{doubt}; write {listed(instead)}{otherwise}")
        self.doubt, self.typed, self.instead, self.otherwise, self.back = doubt, typed, tuple(instead), otherwise, back
        return self

    def of_formulas(self, readings: Sequence[str]) -> str:
        """Return the question with the whole formulas."""
        return f"{self.doubt}; write {listed(readings)}{self.otherwise}"

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Pickle it as the text that it is."""
        return str, (str(self),)


def listed(readings: Sequence[str]) -> str:
    """Return readings in a row.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b or c', 'a')
    """
    *others, last = readings
    return f"{', '.join(others)} or {last}" if others else last


class OpenQuestion(ParseError):
    """A question with the readings that the parser has found, or with another one that is in their way.

    Attributes
    ----------
    later : ParseError or None
        The other one.
    """

    later: ParseError | None = None
