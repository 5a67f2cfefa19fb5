"""Names with an index and what is written behind it: ``x_1x_2``, ``A_0e^(-kt)``, ``a_nx^n``, ``log_2x``."""

from __future__ import annotations

import re
from collections.abc import Collection

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.aliases import FAMILIES
from derivcheck.formula.names import GREEK

_WHOLE = GREEK | FAMILIES.keys() | {"log"}
_WITH_NUMBER = re.compile(r"([^\W\d_]+_[0-9]+)([^\W\d]\w*)")
_WITH_LETTER = re.compile(r"([^\W\d_]_([^\W\d_]))([^\W\d_]+)")

# Factors before a letter with an index: ζω_n, kC_0; not pK_a.
_PREFIX = re.compile("(?![Δδ])[α-ωΓΘΛΞΣΦΨΩ]{1,2}[^\\W\\d_]|[a-cf-hk-oq-z][A-Z]")

# Concentrations on both sides of a membrane.
_ION = re.compile("(?:Na|Ca|Cl|Mg|Li)_(?:o|i|out|in)")

# What is hardly more of an index: μ_0nI, ε_0A; ω_dt, C_dA, C_dAv, k_BT.
_BEHIND_NUMBER = re.compile("[α-ω]_[0-9]+(?:[a-df-hk-zA-Zα-ω]|[b-df-hk-np-tv-zA-Z]{2})")
_BEHIND_LETTER = re.compile("[α-ω]_[a-w][xyzt]|[A-Za-zα-ω]_[a-z][A-Z][xyztvr]?|k_BT")


def indexed_parts(
    name: str,
    known: Collection[str],
    singles: Collection[str],
    *,
    typeset: bool,
    powered: bool,
    called: bool,
    signed: bool = False,
) -> list[str]:
    """Return the parts of such a name, or only itself if it is one.

    Parameters
    ----------
    name : str
    known, singles : collection of str
        Letters that are variables, and those that stand alone in the formula.
    typeset : bool
        Whether it is LaTeX, where an index is one token.
    powered, called : bool
        Whether a power or an argument follows.
    signed : bool
        Whether the formula has signs of products, so that names are longer.

    Examples
    --------
    >>> indexed_parts("x_1x_2", "x", "", typeset=False, powered=False, called=False)
    ['x_1', 'x_2']
    >>> indexed_parts("v_max", "x", "", typeset=True, powered=False, called=False)
    ['v_max']
    >>> indexed_parts("kA_0e", "x", "", typeset=True, powered=True, called=False)
    ['k', 'A_0', 'e']
    """
    if _ION.fullmatch(name):
        return [name]
    factors = {*known, "e"} if powered else set(known)
    stem = name.partition("_")[0]
    before, rest = stem[:-1], name[len(stem) - 1 :]
    clear = not (typeset or signed or powered or called)

    def parts(rest: str) -> list[str]:
        return indexed_parts(rest, known, singles, typeset=typeset, powered=powered, called=called, signed=signed)

    prefixed = (typeset and len(stem) == 2) or ((clear or name[-1] == "e") and _PREFIX.fullmatch(stem))
    if before and stem not in _WHOLE and (set(before) <= set(known) or prefixed):
        return [*before, *parts(rest)]
    one = len(stem) == 1 or stem == "log" or stem in GREEK
    if one and (found := _WITH_NUMBER.fullmatch(name)):
        first, rest = found.groups()
        if "_" in rest:
            return [first, *parts(rest)] if re.match(r"[^\W\d_]_", rest) else [name]
        single = len(rest) == 1 and not called and typeset
        if set(rest) <= factors or single or (clear and _BEHIND_NUMBER.fullmatch(name)):
            return [first, *rest]
        return [first, rest] if called and rest in FUNCTIONS else [name]
    if found := _WITH_LETTER.fullmatch(name):
        first, index, rest = found.groups()
        capital = typeset and len(rest) == 1 and rest.isupper()
        product = set(rest) <= factors and (typeset or (powered and index in singles))
        if capital or product or (clear and _BEHIND_LETTER.fullmatch(name)):
            return [first, *rest]
    return [name]
