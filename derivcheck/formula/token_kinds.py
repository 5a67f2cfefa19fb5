"""Kinds of token that are asked for together: names, signs, what a power, factor or term begins or ends with."""

from __future__ import annotations

NAMES = frozenset({"name", "letter"})
"""Names, and letters that a name was taken apart into."""

SIGNS = frozenset({"+", "-"})
"""The signs of sums."""

POWERS = frozenset({"**", "superscript"})
"""The kinds of token by which a power begins."""

FACTOR_BEGINNINGS = NAMES | {"pi", "root"}
"""Those by which a factor begins that is no number and has no bracket."""

OPERAND_ENDS = NAMES | {"number", "fraction", "pi", ")", "superscript"}
"""Those with which an operand ends."""

TERM_ENDS = SIGNS | {",", ")", "end"}
"""Those behind a term."""
