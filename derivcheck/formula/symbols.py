"""The signs that a formula may have: of the keyboard and of print, raised, lowered, and of fractions."""

from __future__ import annotations

import unicodedata

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
    **{".*": "*", "./": "/", ".^": "**", ".**": "**"},
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

DEGREE = "\N{DEGREE SIGN}"

RAISED_DIGIT = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
RAISED_SIGN = "\N{SUPERSCRIPT MINUS}\N{SUPERSCRIPT PLUS SIGN}"
RAISED_LETTER = "\u207f\u02e3\u02b8\u1d57\u1d4f\u1d50\u1d43\u1d47\u1d9c\u1d56\u02b3\u02e2\u02b2\u2071"
_RAISED_BRACKET = "\u207d\u207e"
_RAISED_SLASH = "\u141f"
RAISED = RAISED_DIGIT + RAISED_SIGN + RAISED_LETTER + _RAISED_BRACKET + _RAISED_SLASH

SUPERSCRIPTS = str.maketrans(RAISED, "0123456789-+nxytkmabcprsji()/")
"""Superscript digits, signs, letters and brackets, with the ASCII ones."""

LOWERED_SIGN = (
    "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089"
    "\u2090\u2091\u2092\u2093\u2095\u2096\u2097\u2098\u2099\u209a\u209b\u209c\u1d62\u2c7c\u1d63\u1d64\u1d65"
)
"""Subscript digits and letters."""

LOWERED = str.maketrans(LOWERED_SIGN, "0123456789aeoxhklmnpstijruv")
"""The same, with the ASCII ones."""
