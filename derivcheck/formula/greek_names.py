"""Names of letters of which one is Greek, which are products: μx, λkT, ε0A, μ0NI, e^(-ζωt)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import LOST_EXPONENT
from derivcheck.formula.token_kinds import POWERS

_GREEK = "αβγεζηθικλμνξορστυφχψωϑϕϵħΓΘΛΞΣΦΨΩ"

# Differences and differentials are names: Δx, δt, dθ.
_LETTERS = re.compile(f"(?!d)(?=.*[{_GREEK}])(?:[^\\W\\d_Δδ][0-9]*){{2,6}}")
_FACTOR = re.compile("[^\\W\\d_][0-9]*")

# An index or a function, but not two factors: σmax, ρair, λth, ωRc, γlnx; μRv is of three.
_NO_FACTORS = re.compile(
    "[a-z]*[aeiou][a-z]+|[a-z]+[aeiou]|[a-z]{4}|[A-Z](?![vxyzthr])[a-z]|ln|lg|tg|[sct]h|csc|sgn|cr|st|ss|sp|bg|rms|ω[ncdp]"
)

# Stresses, strains and correlations: σxy, ρxy.
_TENSOR = re.compile("[στεγρμ][xyz]{2}")
_MOMENTS = frozenset("μσ")
# Deviations, means and relative constants among other factors: σxσy, ε0εr.
_WITH_INDEX = re.compile("[σμ][xyz]|[εμ]r")
_PAIR = 2


# What is a product in a formula that has signs of products, too: ε0r, μx, λT, kθ.
_CLEAR = re.compile(f".*[{_GREEK}][0-9]+[^\\W\\d_].*|.*[xyzt]|[αβγκλωφ][A-Z]{{1,2}}|[A-Za-ce-zħ][α-ωϕ]")


def greek_products(tokens: Sequence[Token], names: Set[str], *, signed: bool) -> Mapping[str, Sequence[str]]:
    """Return the factors of such names: a Greek letter and a Latin one are two, and a number is an index.

    Parameters
    ----------
    tokens : sequence of Token
    names : set of str
        Those that may be taken apart.
    signed : bool
        Whether the formula has signs of products, or is LaTeX.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> greek_products(tokenize("ε0A/d + λkT"), {"ε0A", "λkT"}, signed=False)
    {'ε0A': ['ε0', 'A'], 'λkT': ['λ', 'k', 'T']}
    >>> greek_products(tokenize("μx + σx + Δx + σmax"), {"μx", "σx", "Δx", "σmax"}, signed=False)
    {}
    """
    found = {name for name in names if not name.isascii() and _LETTERS.fullmatch(name)}
    if not found:
        return {}
    found -= of_vectors(found)
    around = zip([tokens[-1], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False)
    factors: dict[str, list[str]] = {}
    for before, token, following in around:
        if token.text in found and token.text not in factors and token.kind == "name" and before.kind != "**":
            parts = _factors(token.text, raised=following.kind in POWERS)
            if parts and (not signed or _CLEAR.fullmatch(token.text)):
                factors[token.text] = parts
    return factors


def _factors(name: str, *, raised: bool) -> list[str]:
    """Return the factors of a name, or nothing where it may be one, or its power one of the last factor only."""
    parts = _FACTOR.findall(name)
    exponential = raised and parts[-1] == "e"
    letters = {*(parts[:-1] if exponential else parts)}
    # jωC is told by its first factor, which is no variable.
    imaginary = not letters.isdisjoint("ij") and not re.match("[ij][ω]", name)
    doubtful = "e" in letters or imaginary or _NO_FACTORS.search(name.removesuffix("e") if exponential else name)
    deviation = len(parts) > _PAIR and _WITH_INDEX.search(name)
    if doubtful or deviation or _TENSOR.fullmatch(name) or LOST_EXPONENT.search(name):
        return []
    return parts if exponential or not raised or any(part[1:] for part in parts) else []


def of_vectors(names: Collection[str]) -> set[str]:
    """Return the components of a vector, and the mean and deviation of one variable: σx and σy, μx and σx."""
    pairs = {name for name in names if len(name) == 2 and name[1] in "xyz"}
    firsts, seconds = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs if pair[0] in _MOMENTS)
    return {pair for pair in pairs if firsts[pair[0]] > 1 or (pair[0] in _MOMENTS and seconds[pair[1]] > 1)}
