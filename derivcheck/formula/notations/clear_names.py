"""Names of functions that mean the same to every reader: arccos beside a, ln beside pH."""

from __future__ import annotations

import re

from derivcheck.formula.notations.clear_arcs import clear_arcs

ACIDITY = re.compile(r"\bp(?:O?H|K)")
"""Names beside which log has the base 10 to most readers: pH, pOH, pK, pKa, pK_w."""

_LOG = re.compile(r"\blog\(")


def clear_names(formula: str) -> str:
    """Return a strict formula with the names of functions that are not asked in it.

    Examples
    --------
    >>> clear_names("a + acos(x)"), clear_names("pH + log(x)"), clear_names("x + log(x)")
    ('a + arccos(x)', 'pH + ln(x)', 'x + log(x)')
    """
    formula = clear_arcs(formula)
    return _LOG.sub("ln(", formula) if "log(" in formula and ACIDITY.search(formula) else formula
