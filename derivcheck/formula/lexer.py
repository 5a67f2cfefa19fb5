"""From the text of a formula to its tokens, in one pass of one regular expression.

Typeset signs become the ASCII ones through an explicit table. A token keeps its place in the
text as typed, so every message points there.
"""

from __future__ import annotations

import functools
import re
import unicodedata
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
    **dict.fromkeys("-\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}", "-"),
    **dict.fromkeys("*\N{MIDDLE DOT}\N{DOT OPERATOR}\N{BULLET}\N{BULLET OPERATOR}", "*"),
    **dict.fromkeys("\N{MULTIPLICATION SIGN}\N{ASTERISK OPERATOR}", "*"),
    **dict.fromkeys("/\N{DIVISION SIGN}\N{DIVISION SLASH}\N{FRACTION SLASH}", "/"),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    "|": "|",
    ",": ",",
    "%": "%",
    "%%": "%",
    **{".*": "*", "./": "/", ".^": "**"},
    "&": "and",
    "~": "not",
    **dict.fromkeys(("<", ">", "<=", ">=", "==", "!="), "comparison"),
    **dict.fromkeys("\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}\N{NOT EQUAL TO}", "comparison"),
    **dict.fromkeys("\N{SQUARE ROOT}\N{CUBE ROOT}\N{FOURTH ROOT}", "root"),
    **dict.fromkeys("\N{LEFT FLOOR}\N{RIGHT FLOOR}\N{LEFT CEILING}\N{RIGHT CEILING}", "command"),
    "\N{GREEK SMALL LETTER PI}": "pi",
}
"""Each sign that a formula may have, with the kind of its token."""

FRACTIONS = {
    sign: tuple(unicodedata.normalize("NFKC", sign).split("\N{FRACTION SLASH}"))
    for sign in map(chr, (0xBC, 0xBD, 0xBE, *range(0x2150, 0x215F)))
}
"""Numerator and denominator of each sign such as one half."""

TYPESET = frozenset({"command", "qualified", "subscripted", "raised"})
"""The kinds of token that `latex` turns into the others, which are all that the parser reads."""

KINDS = frozenset({"number", "fraction", "name", "letter", "superscript", "fault", "end", *TYPESET, *SYMBOLS.values()})
"""The kinds of token; a "letter" is a name that can only be a variable."""

_RAISED_DIGIT = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
RAISED_SIGN = "\N{SUPERSCRIPT MINUS}\N{SUPERSCRIPT PLUS SIGN}"
_RAISED_LETTER = "\u207f\u02e3\u02b8\u1d57\u1d4f\u1d50\u1d43\u1d47\u1d9c\u1d56\u02b3\u02e2\u02b2\u2071"
_RAISED_BRACKET = "\u207d\u207e"
_RAISED_SLASH = "\u141f"
_RAISED = _RAISED_DIGIT + RAISED_SIGN + _RAISED_LETTER + _RAISED_BRACKET + _RAISED_SLASH

SUPERSCRIPTS = str.maketrans(_RAISED, "0123456789-+nxytkmabcprsji()/")
"""Superscript digits, signs, letters and brackets, with the ASCII ones."""

LOWERED_SIGN = (
    "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089"
    "\u2090\u2091\u2092\u2093\u2095\u2096\u2097\u2098\u2099\u209a\u209b\u209c\u1d62\u2c7c\u1d63\u1d64\u1d65"
)
"""Subscript digits and letters."""

LOWERED = str.maketrans(LOWERED_SIGN, "0123456789aeoxhklmnpstijruv")
"""The same, with the ASCII ones."""

# Greek without the small pi, which is a sign of its own: "2πx" is a product of three. With the variants
# of theta, phi and epsilon.
_LETTER = "A-Za-z_\u0391-\u03a9\u03b1-\u03bf\u03c1-\u03c9\u03d1\u03d5\u03f5"

# The signs of the keyboard that begin no longer one first: nearly every formula has no others.
_SIGNS = re.escape("".join(sign for sign in SYMBOLS if len(sign) == 1 and sign.isascii() and sign not in "*/%<>"))
_TYPESET_SIGNS = "".join(sign for sign in SYMBOLS if not sign.isascii())

# Before the name of a function or a constant.
_LIBRARIES = (
    r"np|numpy|cmath|math|Math|sympy|special|sp|scipy\.special|scipy\.stats\.norm|scipy|sc"
    r"|stats\.norm|norm"
    r"|torch\.special|torch\.nn\.functional|torch|nn\.functional|nn|F|jax\.numpy|jax\.nn|jax\.lax"
    r"|jax\.scipy\.special|jax\.scipy\.stats\.norm|jnp|lax|tf\.math|tf\.nn|tf|mpmath|mp"
)

# Atomic groups (?>…) and possessive *+ keep a number or a name from being cut short to fit the
# look-ahead behind it. Those refuse 1.2.3, 1_000, 0x1F, the half-typed exponent of "2e - 3"
# (2*e - 3 to some readers, 0.002 to others, while "2 e - 3" is clear) and attributes.
_NUMBER = r"""
    (?P<number> (?! 0 (?: [xX][0-9a-fA-F] | [bB][01] | [oO][0-7] ) )
                (?> (?: [0-9]+ \.? [0-9]* | \.[0-9]+ ) (?: [eE] [-+\N{MINUS SIGN}]? [0-9]+ )? )
                (?! [._0-9] | \s* [eE] (?! (?<= \s e ) \s [-+\N{MINUS SIGN}] \s ) \s* [-+\N{MINUS SIGN}] \s* [0-9] ) )
"""

_TOKEN = re.compile(
    rf"""
    (?P<symbol> [{_SIGNS}] | \*\*? | / (?! / ) | %%? | [<>=!]= | [<>] )
  | {_NUMBER}
  | (?P<name> [{_LETTER}] [{_LETTER}0-9]*+ (?! [{LOWERED_SIGN}] | (?<= _ ) \{{ | \s* \. \s* [A-Za-z_] | :: ) )
  | (?P<subscripted> [{_LETTER}] [{_LETTER}0-9]*+
                     (?: [{LOWERED_SIGN}]++ | (?<= _ ) (?= \{{ ) (?: \{{ [A-Za-z0-9]{{1,20}} \}} )?+ ) )
  | (?P<qualified> (?: (?> {_LIBRARIES} ) \. | std:: ) [A-Za-z] [A-Za-z0-9_]*+ (?! \s* \. ) )
  | (?P<pair> \.[*/^] )
  | (?P<typeset> [{_TYPESET_SIGNS}] )
  | (?P<superscript> (?> [{RAISED_SIGN}]? (?: [{_RAISED_DIGIT}]+ [{_RAISED_LETTER}]* | [{_RAISED_LETTER}]+ ) )
                     (?! [{_RAISED}] ) )
  | (?P<raised> [{_RAISED}]+ )
  | (?P<fraction> [{"".join(FRACTIONS)}] )
  | (?P<command> \\ (?: [A-Za-z]+ | [^A-Za-z\s] | (?=\s) ) )
  | (?P<fault> // | \S )
    """,
    re.VERBOSE,
)

# The same for a text that has none of what is typeset, as nearly all have, and in half the time.
_PLAIN = re.compile(
    rf"""
    (?P<symbol> [{_SIGNS}] | \*\*? | / (?! / ) | %%? | [<>=!]= | [<>] )
  | {_NUMBER}
  | (?P<name> [A-Za-z_] [A-Za-z_0-9]*+ (?! \s* \. \s* [A-Za-z_] | :: ) )
  | (?P<qualified> (?: (?> {_LIBRARIES} ) \. | std:: ) [A-Za-z] [A-Za-z0-9_]*+ (?! \s* \. ) )
  | (?P<pair> \.[*/^] )
  | (?P<fault> // | \S )
    """,
    re.VERBOSE,
)


# Without the arguments' names, which take as long as all the rest.
_token = functools.partial(tuple.__new__, Token)


def tokenize(text: str, start: int = 0, stop: int | None = None) -> list[Token]:
    """Return the tokens of a formula, the last of which has the kind "end".

    Those between two places, where told: what is around them is not part of the formula.

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
    stop = len(text) if stop is None else stop
    plain = text.isascii() and "\\" not in text and "{" not in text
    matches = (_PLAIN if plain else _TOKEN).finditer(text, start, stop)
    tokens = [_token((SYMBOLS.get(sign := m[0]) or m.lastgroup or "", sign, m.start())) for m in matches]
    tokens.append(Token("end", "", len(text[:stop].rstrip())))
    return tokens
