"""From the text of a formula to its tokens, in one pass of one regular expression.

Typeset signs become the ASCII ones through an explicit table. A token keeps its place in the
text as typed, so every message points there.
"""

from __future__ import annotations

import functools
import itertools
import re
import string
from collections.abc import Sequence
from typing import NamedTuple

from derivcheck.formula.symbols import (
    FRACTIONS,
    LOWERED_SIGN,
    RAISED,
    RAISED_DIGIT,
    RAISED_LETTER,
    RAISED_SIGN,
    SYMBOLS,
)
from derivcheck.ground.errors import ParseError
from derivcheck.ground.limits import MAX_LENGTH


class Token(NamedTuple):
    """A piece of a formula.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    text : str
        As typed.
    position : int
        Index of its first character in the formula.
    """

    kind: str
    text: str
    position: int

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.position + len(self.text)

    def touches(self, following: Token) -> bool:
        """Return whether nothing stands between this one and another, as typed.

        Examples
        --------
        >>> two, x, end = tokenize("2x ")
        >>> two.touches(x), Token("number", "2", 0).touches(Token("name", "x", 2))
        (True, False)
        """
        return self.end == following.position


TYPESET = frozenset({"command", "qualified", "subscripted", "raised"})
"""The kinds of token that `latex` turns into the others, which are all that the parser reads."""

KINDS = frozenset({"number", "fraction", "name", "letter", "superscript", "fault", "end", *TYPESET, *SYMBOLS.values()})
"""The kinds of token; a "letter" is a name that can only be a variable."""

# Greek without the small pi, which is a sign of its own: "2πx" is a product of three. With the variants
# of theta, phi and epsilon.
_LETTER = "A-Za-z_\u0127\u0391-\u03a9\u03b1-\u03bf\u03c1-\u03c9\u03d1\u03d5\u03f5"

# The signs of the keyboard that begin no longer one first: nearly every formula has no others.
_SIGNS = re.escape("".join(sign for sign in SYMBOLS if len(sign) == 1 and sign.isascii() and sign not in "*/%<>"))
_TYPESET_SIGNS = "".join(sign for sign in SYMBOLS if not sign.isascii())

# Before the name of a function or a constant.
_LIBRARIES = (
    r"np|numpy|cupy|cp|anp|autograd\.numpy|cmath|math|Math|sympy|special|sp\.special|sp|scipy\.special|scipy\.stats\.norm|scipy|sc"
    r"|stats\.norm|norm"
    r"|torch\.special|torch\.nn\.functional|torch|nn\.functional|nn|F|jax\.numpy|jax\.nn|jax\.lax"
    r"|jax\.scipy\.special|jax\.scipy\.stats\.norm|jnp|lax|tf\.math|tf\.nn|tf|mpmath|mp"
)

# Atomic groups (?>…) and possessive *+ keep a number or a name from being cut short to fit the
# look-ahead behind it. Those refuse 1.2.3, 1_000, 0x1F, the half-typed exponent of "2e -3"
# (2*e - 3 to some readers, 0.002 to others, while "2e - 3" is clear) and attributes.
_NUMBER = r"""
    (?! 0 (?: [xX][0-9a-fA-F] | [bB][01] | [oO][0-7] ) )
    (?> (?: [0-9]+ \.? [0-9]* | \.[0-9]+ ) (?: [eE] [-+\N{MINUS SIGN}]? [0-9]+ )? )
    (?! \. (?! [*/^] ) | [_0-9] | \s* [eE] (?! (?<= e ) \s [-+\N{MINUS SIGN}] \s ) \s* [-+\N{MINUS SIGN}] \s* [0-9] )
"""

_SYMBOL = rf"[{_SIGNS}] | \*\*? | / (?! / ) | %%? | [<>=!]= | [<>]"
_PAIR = r"\.(?: \*\*? | [/^] )"
_QUALIFIED = rf"(?: (?> {_LIBRARIES} ) \. | std:: ) [A-Za-z] [A-Za-z0-9_]*+ (?! \s* \. )"

_TOKEN = re.compile(
    rf"""
    (?P<symbol> {_SYMBOL} )
  | (?P<number> {_NUMBER} )
  | (?P<name> [{_LETTER}] [{_LETTER}0-9]*+ (?! [{LOWERED_SIGN}] | (?<= _ ) \{{ | \s* \. \s* [A-Za-z_] | :: ) )
  | (?P<subscripted> [{_LETTER}] [{_LETTER}0-9]*+
                     (?: [{LOWERED_SIGN}]++ | (?<= _ ) (?= \{{ ) (?: \{{ [A-Za-z0-9]{{1,20}} \}} )?+ ) )
  | (?P<qualified> {_QUALIFIED} )
  | (?P<pair> {_PAIR} )
  | (?P<typeset> [{_TYPESET_SIGNS}] )
  | (?P<superscript> (?> [{RAISED_SIGN}]? (?: [{RAISED_DIGIT}]+ [{RAISED_LETTER}]* | [{RAISED_LETTER}]+ ) )
                     (?! [{RAISED}] ) )
  | (?P<raised> [{RAISED}]+ )
  | (?P<fraction> [{"".join(FRACTIONS)}] )
  | (?P<command> \\ (?: [A-Za-z]+ | [^A-Za-z\s] | (?=\s) ) )
  | (?P<fault> // | \S )
    """,
    re.VERBOSE,
)

# The same where nothing is typeset and nothing a fault, as in nearly all formulas: the kind is told by the text.
_ORDINARY = re.compile(
    rf"""
    {_SYMBOL} | [A-Za-z_] [A-Za-z_0-9]*+ (?! \s* \. \s* [A-Za-z_] | :: ) | {_NUMBER} | {_QUALIFIED} | {_PAIR} | \s+
    """,
    re.VERBOSE,
)
_SPACE = "space"
_KINDS = SYMBOLS | dict.fromkeys(string.digits, "number") | dict.fromkeys(string.ascii_letters, "name")

# Without the arguments' names, which take as long as all the rest.
_tokens = functools.partial(map, tuple.__new__, itertools.repeat(Token))


class Lexed(NamedTuple):
    """The tokens of a formula, with what is known of them all.

    Attributes
    ----------
    tokens : list of Token
        The last one has the kind "end".
    names : set of str
        Those of more than one letter.
    typeset : bool
        Whether there are tokens of the kinds `TYPESET`.
    """

    tokens: list[Token]
    names: set[str]
    typeset: bool


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a formula.

    Examples
    --------
    >>> [(token.kind, token.text) for token in tokenize("2x^3")]
    [('number', '2'), ('name', 'x'), ('**', '^'), ('number', '3'), ('end', '')]
    """
    return lexed(text, 0, len(text)).tokens


def lexed(text: str, start: int, stop: int) -> Lexed:
    """Find the tokens between two places of a text: what is around them is not part of the formula.

    What no formula may contain is a token of the kind "fault", so that the parser reports the
    leftmost error, whoever finds it. The tokens after it mean nothing.

    Raises
    ------
    ParseError
        The text is longer than MAX_LENGTH.
    """
    if len(text) > MAX_LENGTH:
        message = f"the formula has {len(text):,} characters, and the limit is {MAX_LENGTH:,}; split it"
        raise ParseError(message, text, MAX_LENGTH)
    if text.isascii() and "\\" not in text and "{" not in text and (found := _ordinary(text, start, stop)):
        return found
    matches = _TOKEN.finditer(text, start, stop)
    tokens = list(_tokens((SYMBOLS.get(sign := m[0]) or m.lastgroup, sign, m.start()) for m in matches))
    tokens.append(_end(text, stop))
    return Lexed(tokens, long_names(tokens), not TYPESET.isdisjoint({token.kind for token in tokens}))


def long_names(tokens: Sequence[Token]) -> set[str]:
    """Return the names of more than one letter."""
    return {token.text for token in tokens if token.kind == "name" and len(token.text) > 1}


def _ordinary(text: str, start: int, stop: int) -> Lexed | None:
    """Find the tokens of a text in which nothing is typeset; None if there is what may be no token."""
    parts: list[str] = _ORDINARY.findall(text, start, stop)
    places = list(itertools.accumulate(map(len, parts), initial=start))
    if places[-1] != stop:
        return None
    kinds = {part: _KINDS.get(part) or _kind(part) for part in set(parts)}
    tokens = list(_tokens(zip(map(kinds.__getitem__, parts), parts, places, strict=False)))
    if _SPACE in kinds.values():
        tokens = [token for token in tokens if token[0] != _SPACE]
    tokens.append(_end(text, stop))
    names = {part for part, kind in kinds.items() if kind == "name" and len(part) > 1}
    return Lexed(tokens, names, "qualified" in kinds.values())


def _end(text: str, stop: int) -> Token:
    return Token("end", "", len(text[:stop].rstrip()))


def _kind(part: str) -> str:
    """Return the kind of a number, a name, or white space."""
    if part[0] in "0123456789.":
        return "number"
    if part.isspace():
        return _SPACE
    return "name" if part.isidentifier() else "qualified"
