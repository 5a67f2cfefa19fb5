"""Logarithms that are typed with a capital I, which looks like a small l: In(x), x In x, Inx, In2."""

from __future__ import annotations

import re

from derivcheck.formula.functions_in_names import PIECE
from derivcheck.formula.questions import Question

_LOGARITHM = re.compile("([^\\W\\d_]{0,2})In")
# No words: Ink, Int and In a.
_WITH_ARGUMENT = re.compile(f"([^\\W\\d_]{{0,2}})In(?:([0-9]{{0,2}})([^\\W\\d_aeiouf]?)|({PIECE.pattern}))")
_DOUBT = "'%s' may be ln, typed with a capital I"


def logarithm_called(name: str) -> str | None:
    """Ask whether such a name before a bracket is a logarithm, or return None.

    Examples
    --------
    >>> logarithm_called("xIn").instead, logarithm_called("In").instead
    (('x*ln(…)', 'xIn*(…)'), ('ln(…)', 'besseli(n, …)', 'In*(…)'))
    """
    found = _LOGARITHM.fullmatch(name)
    if found is None:
        return None
    factors = "".join(f"{letter}*" for letter in found[1])
    bessel = [] if factors else ["besseli(n, …)"]
    return Question(_DOUBT % name, name, [f"{factors}ln(…)", *bessel, f"{name}*(…)"])


def logarithm_beside(before: str, after: str, *, spaced: bool) -> str | None:
    """Ask whether one of two neighbours that are no product is a logarithm, or return None.

    Examples
    --------
    >>> logarithm_beside("In", "x", spaced=True).instead, logarithm_beside("x", "In", spaced=True).instead
    (('ln', 'In*'), ('ln', '*In*'))
    """
    if before == "In":
        return Question(_DOUBT % before, before, ["ln", "In*"], back=len(before) + spaced)
    return Question(_DOUBT % after, after, ["ln", "*In*"]) if after == "In" else None


def logarithm_in(name: str) -> str | None:
    """Ask whether a name is a logarithm with its argument, or return None.

    Examples
    --------
    >>> logarithm_in("xInx").instead, logarithm_in("In2").instead, logarithm_in("In")
    (('x*ln(x)', 'x*I*n*x'), ('ln(2)',), None)
    """
    found = _WITH_ARGUMENT.fullmatch(name)
    if found is None or name.endswith("In"):
        return None
    letters, number, letter, function = found.groups()[:4]
    factors = "".join(f"{part}*" for part in letters)
    argument = function or "*".join(filter(None, (number, letter)))
    product = [f"{factors}I*n*{letter}"] * (letter is not None and not number)
    return Question(_DOUBT % name, name, [f"{factors}ln({argument})", *product], f", or give {name} a value")
