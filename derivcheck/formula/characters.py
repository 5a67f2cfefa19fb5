"""Other forms of characters that formulas have: full-width ones, and the alphabets of mathematics."""

from __future__ import annotations

import re
import unicodedata

# Between a function and its argument, and between factors, in text that was made from MathML.
INVISIBLE = frozenset("\u2061\u2062")

_ALIKE = {
    **dict.fromkeys(INVISIBLE, " "),
    "\N{MICRO SIGN}": "\N{GREEK SMALL LETTER MU}",
    "\N{INCREMENT}": "\N{GREEK CAPITAL LETTER DELTA}",
    "\N{OHM SIGN}": "\N{GREEK CAPITAL LETTER OMEGA}",
    "\N{DIVIDES}": "|",
    "\N{LATIN LETTER SMALL CAPITAL E}": "E",
    "\N{MODIFIER LETTER CIRCUMFLEX ACCENT}": "^",
    **dict.fromkeys("\N{RING ABOVE}\N{MASCULINE ORDINAL INDICATOR}", "\N{DEGREE SIGN}"),
    **dict.fromkeys("\N{FIGURE DASH}\N{SMALL HYPHEN-MINUS}", "-"),
    **dict.fromkeys("\N{STAR OPERATOR}\N{MULTIPLICATION X}\N{HEAVY MULTIPLICATION X}", "*"),
    "\N{VECTOR OR CROSS PRODUCT}": "\N{MULTIPLICATION SIGN}",
}

# The sign of a negative number on calculators, where no exponent can be.
_NEGATIVE = re.compile(r"(?:(?<=[-+*/^(,=])|(?<=[-+*/^(,=]\s)|(?<![\s\S]))\u207b(?=[0-9A-Za-z(.])")

_FORMS = ("<wide>", "<font>", "<small>")


def usual(text: str) -> str:
    r"""Return a text, character for character, with the usual form of each.

    Examples
    --------
    >>> usual("２𝑥²"), len(usual("sin\u2061(x)"))
    ('2x²', 7)
    """
    if text.isascii():
        return text
    if "\N{SUPERSCRIPT MINUS}" in text:
        text = _NEGATIVE.sub("-", text)
    return text.translate({ord(character): _usual(character) for character in set(text) if not character.isascii()})


def _usual(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    form, _, code = unicodedata.decomposition(character).partition(" ")
    return chr(int(code, 16)) if form in _FORMS and " " not in code else character
