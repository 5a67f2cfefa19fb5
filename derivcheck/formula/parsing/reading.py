"""One reading of a text: how far it has come, and the question which of two readings is meant."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from derivcheck.formula.characters import INVISIBLE
from derivcheck.formula.conditions import that_hold_conditions
from derivcheck.formula.expression import Expression
from derivcheck.formula.implicit_products import question
from derivcheck.formula.lexer import Token
from derivcheck.formula.nodes import Node
from derivcheck.formula.notations.strict import by_hand
from derivcheck.formula.operators import OperatorStack
from derivcheck.formula.parsing.alternatives import alternatives
from derivcheck.formula.questions import OpenQuestion
from derivcheck.formula.spellings import Spellings
from derivcheck.formula.token_kinds import NAMES
from derivcheck.ground.errors import ParseError

_LONGEST_SHOWN = 200

_COMPARING = re.compile(r"[<>=\u2260\u2264\u2265\\]")
"""What a text with a comparison has."""

_NAMING_E = re.compile(r"\s*[^\W\d]\w{0,20}\([^()=]*\b[eE]\b[^()=]*\)\s*=")

_NONE = frozenset[int]()

# 1/2/1+x, x**1/2
_OF_ONE = re.compile(r"/1[-+]|\*\*-?1/")

_THIN = frozenset({r"\,", r"\;", r"\:", r"\>", r"\!"})

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
    taken : mapping of str to bool, or None
        For each kind of doubt, of two readings whether the one in which more belongs to an exponent, a denominator
        or an argument; None where to ask.
    within : Reading or None
        The one of the whole text, of a formula within it.

    Attributes
    ----------
    index : int
        The next token.
    conditions : frozenset of int
        The indices of the brackets that hold a condition.
    asked : dict
        The kinds of doubt that were met and not decided, in their order.
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
    program : bool
        Whether it has the stars of a program, in which precedence tells how far a power goes.
    printed : bool
        Whether a program wrote it.
    level : int
        How many formulas by cases it stands in.
    """

    __slots__ = tuple(
        "_alone _spellings asked base base_text conditions doubtful elsewhere handlers index last level meanings nodes "
        "printed product_after_bar program rewritten stack taken text tokens variables".split()
    )

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        variables: frozenset[str],
        handlers: Handlers,
        taken: Mapping[str, bool] | None = None,
        within: Reading | None = None,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.variables = variables
        self.handlers = handlers
        self.taken = taken
        self.asked: dict[str, None] = within.asked if within else {}
        # Once for a text, however many cases stand in it.
        self.doubtful: bool = within.doubtful if within else _is_doubtful(text)
        self.elsewhere: bool = within.elsewhere if within else text.startswith("=") or ".^" in text or "@" in text
        self.program: bool = within.program if within else "*" in text
        self.printed: bool = within is not None and within.printed
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
        self.conditions = that_hold_conditions(tokens) if _COMPARING.search(text) else _NONE
        self._spellings: Spellings | None = within.spellings if within else None

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
        inner = Reading(self.text, [*tokens, end], self.variables, self.handlers, self.taken, self)
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

    def is_wide(self, kind: str) -> bool:
        """Return whether a doubt of this kind has been decided for the wide reading."""
        return self.taken is not None and self.taken.get(kind, False)

    def ask(self, place: Token, kind: str, otherwise: str) -> bool:
        """Return whether the wide one of two readings is wanted, where that is decided; else raise all readings."""
        if self.taken is None:
            raise self._question(place, otherwise)
        if kind not in self.taken:
            self.asked[kind] = None
        return self.is_wide(kind)

    def ask_denominator(self, place: Token, otherwise: str, *, beside: bool) -> bool:
        """Return the same where a factor may belong to a denominator; `beside` where it is a letter right behind it.

        Where the argument of a function goes on, it is one that stands right behind it.
        """
        if self.stack.group.bare and self.is_wide("argument"):
            return beside
        if self.ask(place, "denominator", otherwise):
            return True
        if self.taken is not None and "denominator" not in self.taken:
            self.asked["letters beside"] = None
        return beside and self.is_wide("letters beside")

    def _question(self, place: Token, otherwise: str) -> OpenQuestion:
        found, later = alternatives(self._again, self._written) if len(self.text) <= _LONGEST_SHOWN else ([], None)
        offered = question(tuple(found))
        error = OpenQuestion(offered or otherwise, self.text, place.position, tuple(found) if len(found) > 1 else ())
        error.later = None if error.readings else later
        return error

    def _again(self, taken: Mapping[str, bool]) -> Reading:
        """Return a reading from the start with some doubts decided."""
        again = Reading(self.text, self.tokens, self.variables, self.handlers, taken)
        again.program, again.printed = self.program, self.printed
        return again

    def _written(self, nodes: Sequence[Node]) -> str:
        """Return a formula with the head of the text where without it E would be Euler's number again."""
        naming = _NAMING_E.match(self.text) if self.variables & {"e", "E"} else None
        written = by_hand(nodes, signed=self.text.startswith("="))
        return f"{naming[0]} {written}" if naming else written

    @property
    def spellings(self) -> Spellings:
        """The names of the whole text that stand before no parenthesis, and those that the caller gave."""
        if self._spellings is None:
            pairs = itertools.pairwise(self.tokens)
            names = (token.text for token, following in pairs if token.kind in NAMES and following.kind != "(")
            self._spellings = Spellings(self.variables, names)
        return self._spellings

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
    if "^" in text or "{" in text or not text.isascii() or ("/" in text and _OF_ONE.search(text)):
        return True
    return " / " in text or ("/" in text and "*" not in text)


Handler = Callable[[Reading, Token], bool]
