"""Indices in braces where a formula has no sign of a product, and k_BT may be k_B times T."""

from __future__ import annotations

import re
from collections.abc import Set

from derivcheck.formula.names import GREEK, USUAL

# All but numbers and words: v_0x, T_ex, C_DAv, a_nxy.
_FACTORS = re.compile("[^\\W_]+_(?![0-9]+\\Z|max\\Z)(?:\\w\\w|\\w*[A-Z0-9]\\w*|\\w+[xyz]\\w*)")
_INDEXED = re.compile("([^\\W_]+)_((?![0-9]+\\Z)[A-Za-z0-9]{2,20})")


def clear_indices(formula: str, variables: Set[str]) -> str:
    """Return a strict formula so; a name of several letters without an index would be another one beside braces.

    Examples
    --------
    >>> clear_indices("k_BT + x", {"k_BT", "x"}), clear_indices("k_BT*x", {"k_BT", "x"})
    ('k_{BT} + x', 'k_BT*x')
    """
    if "_" not in formula or "*" in formula or not all(map(_has_one_letter, variables)):
        return formula
    letters = {name for name in variables if len(name) == 1}
    indexed = [name for name in variables if _INDEXED.fullmatch(name)]
    if not any(_may_be_several(name, letters) for name in indexed):
        return formula
    # Beside braces, letters behind an index are factors.
    names = re.compile(rf"\b(?:{'|'.join(indexed)})\b")
    return names.sub(lambda name: _INDEXED.sub(r"\1_{\2}", name[0]), formula)


def _has_one_letter(name: str) -> bool:
    stem = name.partition("_")[0]
    return len(stem) == 1 or stem in GREEK


def _may_be_several(name: str, letters: Set[str]) -> bool:
    """Return whether it is no word, or one whose letters all are variables elsewhere."""
    index = name.partition("_")[2]
    return bool(_FACTORS.fullmatch(name)) or set(index[1:]) <= letters | USUAL | {"e"}
