"""Names of a few letters, which may be one name or the product of their letters, and are asked.

Not asked are those that every reader takes for one name, those in a program's text, and those that have a value.
"""

from __future__ import annotations

import re

from derivcheck.formula.glued_indices import with_number_within
from derivcheck.formula.name_questions import SEVERAL_NUMBERED, WITH_PI
from derivcheck.formula.names import USUAL
from derivcheck.formula.placed_names import PlacedName
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS, POWERS

_PAIR = re.compile("[^\\W\\d_]{2}")

# Differences, letters with an index (Vm, Ea, not Re, Tr), an acidity, and abbreviations of economics and of energies.
ABBREVIATION = "[ATFVM][CRP]|[ADS][DS]|[KP]E|[FN]V"
"""Those of economics and of energies, as a pattern."""

_ONE_NAME = re.compile(f"Δ.|δ[xyztrpqθφ]|(?!Re)[A-Z][a-qs-z]|p[HK]|{ABBREVIATION}")

# Those whose second letter is a factor in formulas without signs of products.
_WITH_FACTOR = re.compile("F[dsv]|Ed|Gm|Bl|Kp|[A-Z][xyz]|[EFP]t")

# Products that all readers take to be below the line as a whole: U/kT.
_DIVISORS = frozenset({"kT", "RT", "RC", "LC", "hc", "GM"})

# What is a product beside signs of products, too: mgh.
_HIDING = re.compile("[mM]g[dhHxyzlLrR]|nRT|GMm|kQq|qvB")

# With a difference, a field with its radius, or two variables at the end: TΔS, qBr, axy.
_PRODUCT = re.compile("(?:[A-Za-z]{1,2}|Δ[A-Za-z])Δ[A-Za-z]|qBr|(?![dΔδ])[^\\W\\d_]([xyzt])(?!\\1)[xyzt]")

# No word: without vowels (nRT), in small letters and capitals (ahN, iEt), before a variable (abx), or with Greek (ρgh).
_NO_WORD = re.compile(
    "(?![dΔδ]|.*ln)(?:(?:[^\\W\\d_aeiou]|u(?=v)){3,4}|(?!pK)[a-z][A-Z][a-zA-Z]|[a-z]{2}[A-Z]|[^\\W\\d_][^\\W\\d_aeiou][xyz]"
    "|(?=.*[α-ω])[^\\W\\d_]{3})"
)

# Words with the letters of the number.
_WORDS = frozenset({"spin", "pin", "pit", "pip", "pips", "pits", "spit"})

# Of R's curves of growth.
_ASYMPTOTE = "Asym"

_THREE = re.compile("(?![dΔδ])[^\\W\\d_]{3}")
_BEFORE_VARIABLE = re.compile("(?!Δ)[^\\W\\d_aeiou]{2}[xyzt]|[^\\W\\d_]{2,}[a-z][A-Z]")
# Before a power: Ce, a1b2, and dx, which is a differential without one.
_RAISED = re.compile(f"[^\\W\\d_]{{2,}}e|d[^\\W\\d_]|{SEVERAL_NUMBERED.pattern}")


def may_be_product(place: PlacedName) -> bool:
    """Return whether a name that nothing else tells may be a product: vx + vy, T - Tr, 2*vt, kxy*x*y, exp(-nRT).

    In a program's text, which has its sign of powers, it is a name. With a power, or called, it has other questions.
    """
    name, before, following = place.name, place.at(-1), place.at(1)
    if place.in_program or following.kind == "(" or name == _ASYMPTOTE:
        return False
    if name == "x10":
        return before.kind in ("number", "pi")
    if following.kind in POWERS:
        if place.signed:
            return _PAIR.fullmatch(name) is not None and not _is_one_name(place)
        return _RAISED.fullmatch(name) is not None
    if _PAIR.fullmatch(name):
        return not _is_one_name(place)
    return _has_factors(place) and not _is_component(place)


def is_divisor(place: PlacedName) -> bool:
    """Return whether a name is a product that stands below a line as a whole: U/kT, but not in a program's text."""
    below = place.at(-1).kind == "/" and place.at(1).kind not in FACTOR_BEGINNINGS | POWERS | {"("}
    return place.name in _DIVISORS and below and not place.in_program


def _has_factors(place: PlacedName) -> bool:
    """Return whether letters, more than two, hardly are a word, or begin or end like a product."""
    name, before = place.name, place.at(-1)
    if _PRODUCT.fullmatch(name) or ("pi" in name and WITH_PI.fullmatch(name) and name not in _WORDS):
        return True
    if _HIDING.fullmatch(name):
        return True
    if not place.signed and (_NO_WORD.fullmatch(name) or with_number_within(name)):
        return True
    if _THREE.fullmatch(name):
        factor = before.kind == "number" and before.touches(place.tokens[place.place])
        shared = {*name} & {*place.alone} if place.signed else {*name} & {*place.known} - USUAL
        if factor or len(shared) > place.signed:
            return True
    return name[-1] in place.alone and _BEFORE_VARIABLE.fullmatch(name) is not None


def _is_one_name(place: PlacedName) -> bool:
    """Return whether every reader takes two letters for a name, or for what is below the line as a whole."""
    name = place.name
    if not _ONE_NAME.fullmatch(name):
        return False
    factor = name[1] in place.alone or (not place.signed and _WITH_FACTOR.fullmatch(name))
    return name[0] in "Δδ" or not factor


def _is_component(place: PlacedName) -> bool:
    """Return whether another name differs in its last two letters only: kxx beside kxy."""
    name = place.name
    return any(
        len(token.text) == len(name) and token.text != name and token.text[0] == name[0] for token in place.tokens
    )
