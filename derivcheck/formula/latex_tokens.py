"""Tokens that are read one after another and written anew: brackets know what to do once they are closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derivcheck.formula.lexer import Token

Then = Callable[[Token], None]


@dataclass(slots=True)
class Open:
    r"""A bracket that is open.

    Attributes
    ----------
    start : int
        How many tokens are written up to it.
    then : callable or None
        What to do once it is closed.
    over : bool
        Whether there was an ``\over`` or ``\choose`` in it.
    """

    start: int
    then: Then | None = None
    over: bool = False


class Rewriter:
    r"""Tokens read and tokens written.

    Attributes
    ----------
    index : int
        The next token.
    written : list of Token
    brackets : list of Open
        The first one stands for the whole formula.
    cases : int
        How many environments of cases are open.
    delimiters : list of str
        What stands behind each ``\left`` that is open.
    is_latex : bool
        Whether there are commands of LaTeX.
    """

    __slots__ = ("brackets", "cases", "delimiters", "index", "is_latex", "tokens", "written")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.written: list[Token] = []
        self.brackets = [Open(0)]
        self.cases = 0
        self.delimiters: list[str] = []
        self.is_latex = any(token.kind == "command" and token.text[0] == "\\" for token in tokens)

    def next(self) -> Token:
        """Return the next token, which is read now."""
        token = self.tokens[self.index]
        self.index += 1
        return token

    @property
    def following(self) -> Token:
        """The next token, which is not read yet."""
        return self.tokens[self.index]

    def texts(self, count: int) -> list[str]:
        """Return the texts of the next tokens."""
        return [token.text for token in self.tokens[self.index : self.index + count]]

    def copy(self, token: Token) -> None:
        """Write a token as it is."""
        self.written.append(token)

    def write(self, kind: str, text: str, place: Token) -> None:
        """Write a token at the place of another."""
        self.written.append(Token(kind, text, place.position))

    def fault(self, place: Token) -> None:
        """Write what no formula may have."""
        self.write("fault", place.text, place)

    def opening(self, token: Token, then: Then | None = None) -> None:
        """Write an opening bracket."""
        self.copy(token)
        self.brackets.append(Open(len(self.written), then))

    def closing(self, token: Token) -> None:
        """Write a closing bracket, and what its opening one asked for."""
        if len(self.brackets) == 1:
            self.copy(token)
            return
        bracket = self.brackets.pop()
        self.end_over(bracket, token)
        self.copy(token)
        if bracket.then:
            bracket.then(token)

    def over(self, token: Token) -> None:
        r"""Read \over, the sign of a fraction of all before it and all behind it in its bracket."""
        self._between(token, (), ")/(")

    def choose(self, token: Token) -> None:
        r"""Read \choose, the sign of a binomial coefficient of the same."""
        self._between(token, (Token("name", "binom", token.position),), ",")

    def _between(self, token: Token, function: Sequence[Token], signs: str) -> None:
        bracket = self.brackets[-1]
        if bracket.over:
            self.fault(token)
            return
        bracket.over = True
        self.written[bracket.start : bracket.start] = [*function, Token("(", "(", token.position)]
        for sign in signs:
            self.write(sign, sign, token)

    def end_over(self, bracket: Open, token: Token) -> None:
        """Close the denominator at the end of a bracket."""
        if bracket.over:
            self.write(")", ")", token)
