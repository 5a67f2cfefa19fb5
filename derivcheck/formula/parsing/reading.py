"""One reading of a text: how far it has come, and the question which of two readings is meant."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from derivcheck.formula.characters import INVISIBLE
from derivcheck.formula.expression import Expression
from derivcheck.formula.implicit_products import question
from derivcheck.formula.lexer import Token
from derivcheck.formula.notations.strict import by_hand
from derivcheck.formula.operators import OperatorStack
from derivcheck.ground.errors import ParseError

_LONGEST_SHOWN = 200

_THIN = frozenset({r"\,", r"\;", r"\:", r"\!"})

_MAX_LEVEL = 30
"""How deep formulas by cases may stand in one another: each level takes some of Python's own stack."""


class Handlers(NamedTuple):
    """What each kind of token does: it is read, and the answer is whether an operand is complete after it."""

    before_operand: Mapping[str, Handler]
    after_operand: Mapping[str, Handler]


class Reading:
    """The state of a parser.

    Parameters
    ----------
    text : str
        For messages.
    tokens : list of Token
        The last one is of the kind "end".
    variables : frozenset of str
        Names that are variables, whatever else they name.
    handlers : Handlers
    wide : bool or None
        Of two readings the one in which more belongs to an exponent, a denominator or an argument,
        or the other; None where to ask.
    within : Reading or None
        The one of the whole text, of a formula within it.
    tight : bool
        Whether a denominator takes only letters and numbers right behind it then, whatever `wide` is: sin(x)/(2x).

    Attributes
    ----------
    index : int
        The next token.
    meanings : dict
        The place of the node for each name that was read, and what an operand ends with after it.
    last, base : str
        What the operand just read ends with, in the words of `implicit_products`, and the base of the last power.
    base_text : str
        The last token of that base.
    rewritten : bool
        Whether a function was typed in another way than name(…).
    doubtful : bool
        Whether there are signs behind which a division may have two readings.
    elsewhere : bool
        Whether it may be of a system that has another order of powers and signs.
    level : int
        How many formulas by cases it stands in.
    """

    __slots__ = (
        *(
            "_alone",
            "base",
            "base_text",
            "doubtful",
            "elsewhere",
            "handlers",
            "index",
            "last",
            "level",
            "meanings",
            "nodes",
            "product_after_bar",
        ),
        *("rewritten", "stack", "text", "tight", "tokens", "variables", "wide"),
    )

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        variables: frozenset[str],
        handlers: Handlers,
        wide: bool | None = None,
        within: Reading | None = None,
        *,
        tight: bool = False,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.variables = variables
        self.handlers = handlers
        self.wide = wide
        self.tight = tight
        # Once for a text, however many cases stand in it.
        self.doubtful: bool = within.doubtful if within else _is_doubtful(text)
        self.elsewhere: bool = within.elsewhere if within else text.startswith("=") or ".^" in text
        self.index = 0
        self.stack = OperatorStack(text)
        self.nodes = self.stack.nodes
        self.meanings: dict[str, tuple[int, str]] = {}
        self.last = ""
        self.base = ""
        self.base_text = ""
        self.product_after_bar = False
        self.rewritten = False
        self.level = 0
        self._alone: set[str] | None = None

    def run(self) -> Expression:
        """Read all tokens, and return the formula.

        Raises
        ------
        ParseError
            They are no formula, or there are two readings.
        """
        self.read()
        if self.nodes.chooses:
            self.nodes.prune()
        return self.nodes.expression()

    def read(self) -> None:
        """Read all tokens, so that one more operand is there."""
        tokens, end = self.tokens, len(self.tokens)
        before, after = self.handlers
        handlers = before
        while (index := self.index) < end:
            token = tokens[index]
            self.index = index + 1
            handlers = after if handlers[token[0]](self, token) else before

    def part(self, tokens: Sequence[Token]) -> int:
        """Return the place of the node of a formula within this one, which has tokens of its own.

        Raises
        ------
        ParseError
            They are no formula, or stand too deep in others.
        """
        end = Token("end", "", tokens[-1].end)
        inner = Reading(self.text, [*tokens, end], self.variables, self.handlers, self.wide, self, tight=self.tight)
        inner.stack.nodes = inner.nodes = self.nodes
        inner.level = self.level + 1
        if inner.level > _MAX_LEVEL:
            self.check(f"cases within cases more than {_MAX_LEVEL} deep; split the formula", tokens[0])
        inner.read()
        self.rewritten |= inner.rewritten
        return self.nodes.take()

    def check(self, message: str | None, place: Token) -> None:
        """Raise the error that a message tells of, if there is one."""
        if message:
            raise ParseError(message, self.text, place.position)

    def ask(self, place: Token, otherwise: str) -> bool:
        """Return whether the wide one of two readings is wanted, where that is decided; else raise both of them."""
        if self.wide is None:
            raise ParseError(self.both_readings() or otherwise, self.text, place.position)
        return self.wide

    def ask_denominator(self, place: Token, otherwise: str, *, beside: bool) -> bool:
        """Return the same where a factor may belong to a denominator; `beside` where it is a letter right behind it."""
        wide = self.ask(place, otherwise)
        return beside if self.tight else wide

    def both_readings(self) -> str | None:
        """Return the question which of the readings is meant, or None if there are no two short formulas."""
        if len(self.text) > _LONGEST_SHOWN:
            return None
        readings = []
        for tight, wide in itertools.product((False, True), repeat=2):
            again = Reading(self.text, self.tokens, self.variables, self.handlers, wide, tight=tight)
            with contextlib.suppress(ParseError):
                readings.append(by_hand(again.run().nodes, signed=self.text.startswith("=")))
        return question(readings)

    def stands_alone(self, name: str) -> bool:
        """Return whether a name stands somewhere in the formula without a parenthesis behind it."""
        if self._alone is None:
            pairs = itertools.pairwise(self.tokens)
            self._alone = {token.text for token, following in pairs if following.kind != "("}
        return name in self._alone

    def spaced(self, token: Token) -> bool:
        r"""Return whether there is white space before a token, as typed or as \, of LaTeX."""
        before = self.text[max(token.position - 2, 0) : token.position]
        return before[-1:].isspace() or before[-1:] in INVISIBLE or before in _THIN


def _is_doubtful(text: str) -> bool:
    """Return whether there may be signs behind which a division has two readings."""
    return "^" in text or "{" in text or not text.isascii() or "/1+" in text or "/1-" in text


Handler = Callable[[Reading, Token], bool]
