"""Names of functions that mean the same to every reader: arccos beside a, ln beside pH, Gamma beside gamma."""

from __future__ import annotations

import re

from derivcheck.formula.notations.clear_arcs import clear_arcs

ACIDITY = re.compile(r"\bp(?:O?H|K)")
"""Names beside which log has the base 10 to most readers: pH, pOH, pK, pKa, pK_w."""

_LOG = re.compile(r"\blog\(")

_GAMMA = re.compile(r"\bgamma\(")
_VARIABLE_GAMMA = re.compile(r"\bgamma\b(?!\()")


def clear_names(formula: str) -> str:
    """Return a strict formula with the names of functions that are not asked in it.

    Examples
    --------
    >>> clear_names("a + acos(x)"), clear_names("pH + log(x)"), clear_names("x + log(x)")
    ('a + arccos(x)', 'pH + ln(x)', 'x + log(x)')
    >>> clear_names("gamma*gamma(a + 1)"), clear_names("x*gamma(a + 1)")
    ('gamma*Gamma(a + 1)', 'x*gamma(a + 1)')
    """
    formula = clear_arcs(formula)
    if "gamma(" in formula and _VARIABLE_GAMMA.search(formula):
        formula = _GAMMA.sub("Gamma(", formula)
    return _LOG.sub("ln(", formula) if "log(" in formula and ACIDITY.search(formula) else formula
