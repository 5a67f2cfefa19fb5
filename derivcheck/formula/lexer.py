"""From the text of a formula to its tokens, in one pass of one regular expression.

Typeset signs become the ASCII ones through an explicit table. A token keeps its place in the
text as typed, so every message points there.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

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


SYMBOLS = {
    "**": "**",
    "^": "**",
    "+": "+",
    "-": "-",
    "\N{MINUS SIGN}": "-",
    "*": "*",
    "\N{MIDDLE DOT}": "*",
    "\N{DOT OPERATOR}": "*",
    "\N{MULTIPLICATION SIGN}": "*",
    "\N{ASTERISK OPERATOR}": "*",
    "/": "/",
    "\N{DIVISION SIGN}": "/",
    "\N{DIVISION SLASH}": "/",
    "\N{FRACTION SLASH}": "/",
    "(": "(",
    ")": ")",
    "|": "|",
    ",": ",",
    "\N{SQUARE ROOT}": "root",
    "\N{GREEK SMALL LETTER PI}": "pi",
}
"""Each sign that a formula may have, with the kind of its token."""

KINDS = frozenset({"number", "name", "superscript", "fault", "end", *SYMBOLS.values()})
"""The kinds of token."""

_RAISED_DIGIT = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_RAISED_SIGN = "\N{SUPERSCRIPT MINUS}\N{SUPERSCRIPT PLUS SIGN}"

SUPERSCRIPTS = str.maketrans(_RAISED_DIGIT + _RAISED_SIGN, "0123456789-+")
"""Superscript digits and signs, with the ASCII ones."""

# Greek without the small pi, which is a sign of its own: "2πx" is a product of three.
_LETTER = "A-Za-z_\u0391-\u03a9\u03b1-\u03bf\u03c1-\u03c9"

_SIGNS = re.escape("".join(sign for sign in SYMBOLS if len(sign) == 1))

# Atomic groups (?>…) and possessive *+ keep a number or a name from being cut short to fit the
# look-ahead behind it. Those refuse 1.2.3, 1_000, 0x1F, the half-typed exponent of "2e - 3"
# (2*e - 3 to some readers, 0.002 to others) and attributes.
_TOKEN = re.compile(
    rf"""
    (?P<symbol> \*\* | (?! // ) [{_SIGNS}] )
  | (?P<number> (?! 0 (?: [xX][0-9a-fA-F] | [bB][01] | [oO][0-7] ) )
                (?> (?: [0-9]+ \.? [0-9]* | \.[0-9]+ ) (?: [eE] [-+\N{{MINUS SIGN}}]? [0-9]+ )? )
                (?! [._0-9] | \s* [eE] \s* [-+\N{{MINUS SIGN}}] \s* [0-9] ) )
  | (?P<name> [{_LETTER}] [{_LETTER}0-9]*+ (?! \s* \. \s* [A-Za-z_] ) )
  | (?P<superscript> [{_RAISED_SIGN}]? [{_RAISED_DIGIT}]+ )
  | (?P<fault> // | \S )
    """,
    re.VERBOSE,
)


# Without the arguments' names, which take as long as all the rest.
_token = functools.partial(tuple.__new__, Token)


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a formula, the last of which has the kind "end".

    What no formula may contain is a token of the kind "fault", so that the parser reports the
    leftmost error, whoever finds it. The tokens after it mean nothing.

    Raises
    ------
    ParseError
        The text is longer than MAX_LENGTH.

    Examples
    --------
    >>> [(token.kind, token.text) for token in tokenize("2x^3")]
    [('number', '2'), ('name', 'x'), ('**', '^'), ('number', '3'), ('end', '')]
    """
    if len(text) > MAX_LENGTH:
        message = f"the formula has {len(text):,} characters, and the limit is {MAX_LENGTH:,}; split it"
        raise ParseError(message, text, MAX_LENGTH)
    matches = _TOKEN.finditer(text)
    tokens = [_token((SYMBOLS.get(sign := m[0]) or m.lastgroup or "", sign, m.start())) for m in matches]
    tokens.append(Token("end", "", len(text.rstrip())))
    return tokens
