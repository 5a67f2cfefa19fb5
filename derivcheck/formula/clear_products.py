"""Names that everybody reads as a product, though none of their letters stands alone: 2ab, mx + b, v0t, Ae^(-kt)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from derivcheck.formula.adjacent_factors import is_adjacent
from derivcheck.formula.amplitudes import LONGEST, amplitudes, inside
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import GREEK, USUAL
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import POWERS, SIGNS

_LETTER = "[^\\W\\d_]"

# Two letters that are no word, step (dx), dimensionless number (Re), component (vx), value of a function (fx) or
# frequency with its index (ωn), and of which none is e, whose exponent may have been lost, or i, which is imaginary to
# many.
# The Greek letters are without those of differences and deviations (Δx, δx, σx) and of means, for which there is
# `greek_names`.
PAIR = re.compile("(?!fx|ω[ncdp]|[A-Z][a-su-z])[a-cf-hk-zA-DF-Zα-γε-λν-ρτ-ω][a-df-zA-DF-Z]")
"""Two letters that may be a product."""
# Behind a number: 2pift, 2pirh.
_TIMES_PI = re.compile("pi[^\\W\\d_aeiou]{1,3}")
_COMPONENT = re.compile("[vp][xyz]")
_INDEXED = re.compile("ω[a-s]")

# γmc²; of γmc^2 nobody can say.
_WITH_SQUARE = re.compile("[αγεηκλμρω][a-df-hk-z]{2}")

# πr², πD²/4
_OF_CIRCLE = re.compile("pi[rRdD]")

# A weight times a length.
_WEIGHT = re.compile("[mM]g[dhHxyzlLrR]")

# The term of two variables in a form of second degree, or of a predator and its prey.
_BILINEAR = re.compile("[abcgh]xy")

WORDS = frozenset("cm mm km nm kg ms ns kN kV kW mA mV st nd rd th sd df".split())
"""Units and other abbreviations."""

# In a formula without signs of products, before a variable; with t, which is no component, capitals too: Rt.
_TIMES_VARIABLE = re.compile("[a-cf-hk-z][xyzt]|[A-DG-OQ-Z]t")

# What everybody multiplies, as in a - bQ; behind a sign of division such a product is one name: U/kT.
_OF_BOOKS = frozenset("mg kT RT hc hf GM RC LC rT nRT GMm kQq kqQ kQx np bv sRC".split())
_TIMES_QUANTITY = re.compile("[a-cf-hk-z][PQXYZ]")

# Not x2y, which may have lost an exponent.
_NUMBERED = re.compile(f"(?![xyzt][2-9].$)(?:{_LETTER}[0-9])+[xyzt]|{_LETTER}?(?:{_LETTER}[0-9]){{2,}}")
_FACTOR = re.compile(f"{_LETTER}[0-9]*")

# The factor of an exponential: Ae^(kt), C1e^x, c2xe^x, kN0e^(-kt).
_TIMES_E = re.compile(
    f"(?!e){_LETTER}[0-9]{{0,2}}[xt]?e|(?!.*[xyzt][2-9])(?=.*[0-9])(?:(?!e){_LETTER}[0-9]{{0,2}}){{2,3}}e"
)
_RATE = re.compile(f"(?!e)({_LETTER})((?!e){_LETTER}[0-9]{{0,2}})e")
_RAISED_NUMBER = frozenset("0123456789\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079")

_FOURTH = frozenset({"dx", "dy", "dz", "dt"})

_CAPITALS = re.compile("[A-Z]{2}")
_NEXT = re.compile("[a-df-z]?[A-Z]")


class Surroundings(NamedTuple):
    """A name between its neighbours; behind the last one stands the end.

    Attributes
    ----------
    before, token, following, beyond : Token
        The last one is the end of the formula, at most.
    beside : bool
        Whether a number stands right before it, or a fraction in brackets, or it is all of a divisor or radicand in
        brackets, which one name needs not.
    signed : bool
        Whether the formula has signs of products, or is LaTeX.
    alone : Collection of str
        Letters that stand alone in the formula, or have been given.
    """

    before: Token
    token: Token
    following: Token
    beyond: Token
    beside: bool
    signed: bool
    alone: Collection[str]


def clear_products(
    tokens: Sequence[Token], names: Collection[str], alone: Collection[str], *, signed: bool
) -> Mapping[str, Sequence[str]]:
    """Return the factors of such names.

    Parameters
    ----------
    tokens : sequence of Token
    names : collection of str
        Those that may be taken apart.
    alone : collection of str
        Letters that stand alone in the formula, or have been given.
    signed : bool
        Whether the formula has signs of products, or is LaTeX.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> clear_products(tokenize("2ab + kx"), ("ab", "kx"), "", signed=False)
    {'ab': 'ab', 'kx': 'kx'}
    """
    found: dict[str, Sequence[str]] = {}
    if not names:
        return found
    components = {name[0] for name in names if len(name) == 2 and name[1] in "xyz" and _others(name, names)}
    for i, token in enumerate(tokens):
        name = token.text
        if name in names and token.kind == "name" and name not in found:
            beyond = tokens[min(i + 2, len(tokens) - 1)]
            beside = _is_beside_number(tokens, i) or (not signed and _is_bracketed(tokens, i))
            place = Surroundings(tokens[i - 1], token, tokens[i + 1], beyond, beside, signed, alone)
            if factors := _factors(place, name, components):
                found[name] = factors
    found |= _fourth(tokens, names, bilinear=any(map(_BILINEAR.fullmatch, found)), signed=signed)
    return found | amplitudes(tokens, names) | _rates(tokens, names) | ({} if signed else _towers(tokens, names))


def _fourth(tokens: Sequence[Token], names: Collection[str], *, bilinear: bool, signed: bool) -> dict[str, str]:
    """Return terms with the coefficient d, which are no differentials: bx + dx^3, cxy - dy, bx + ce^(dx)."""
    fourth = [
        name
        for name in _FOURTH.intersection(names)
        if bilinear or (not signed and any(f"{letter}{name[1]}" in names for letter in "abc"))
    ]
    if not fourth:
        return {}
    terms = {b.text for a, b in itertools.pairwise(tokens) if a.kind in SIGNS}
    return {name: name for name in fourth if name in terms or _is_exponent(tokens, name)}


def _is_exponent(tokens: Sequence[Token], name: str) -> bool:
    """Return whether a name stands only where the bracket of an exponent begins: e^(dx), not e^(dx) dx."""
    places = [i for i, token in enumerate(tokens) if token.text == name]
    return all([token.kind for token in tokens[max(i - 2, 0) : i]] == ["**", "("] for i in places)


def _rates(tokens: Sequence[Token], names: Collection[str]) -> dict[str, Sequence[str]]:
    """Return the factors of -kAe^(-kt): a rate, which the exponent has too, before an amplitude."""
    return {
        token.text: [*parts.groups(), "e"]
        for i, token in enumerate(tokens)
        if token.text in names and tokens[i + 1].kind == "**" and (parts := _RATE.fullmatch(token.text))
        if any(part.text.startswith(parts[1]) for part in inside(tokens, i + 2))
    }


def _towers(tokens: Sequence[Token], names: Collection[str]) -> dict[str, Sequence[str]]:
    """Return the factors of PV^γ, and of AK^aL^b, where another power follows."""
    found: dict[str, Sequence[str]] = {}
    for i, token in enumerate(tokens):
        if token.text not in names or not _CAPITALS.fullmatch(token.text) or tokens[i + 1].text != "^":
            continue
        exponent = tokens[i + 2]
        end = closing(tokens[: i + LONGEST], i + 2) if exponent.kind == "(" else i + 2
        last = end + (exponent.kind in ("(", "number"))
        tower = end > 0 and _NEXT.fullmatch(tokens[last].text) and tokens[last + 1].kind in POWERS
        if tower or re.match("[α-ω]", exponent.text):
            found[token.text] = token.text
    return found


def _others(name: str, names: Collection[str]) -> bool:
    """Return whether there is another component of the same vector."""
    return any(f"{name[0]}{letter}" in names for letter in "xyz" if letter != name[1])


def _factors(place: Surroundings, name: str, components: Collection[str]) -> Sequence[str]:
    """Return the factors of a name at a place, or nothing if it may be one."""
    if _TIMES_E.fullmatch(name):
        # tau0e^(-x)
        parts = [name[:-1], "e"] if name[:-1].rstrip("0123456789") in GREEK else _FACTOR.findall(name)
        return parts if is_exponential(place.following, place.beyond) else ()
    called = place.following.text == "(" and name[-1] not in place.alone
    weight = _WEIGHT.fullmatch(name) or (_BILINEAR.fullmatch(name) and not called)
    if weight and not place.signed and place.before.kind != "**":
        return name
    if place.before.kind == "**" or called:
        return ()
    if _NUMBERED.fullmatch(name):
        return (
            ()
            if place.signed or not (name[-1].isdecimal() or name[-1] in USUAL or name[-1] in place.alone)
            else _FACTOR.findall(name)
        )
    if place.following.kind == "superscript" and _WITH_SQUARE.fullmatch(name):
        return name
    if _OF_CIRCLE.fullmatch(name) or (place.beside and _TIMES_PI.fullmatch(name)):
        return ["pi", *name[2:]]
    known = name in _OF_BOOKS or _TIMES_QUANTITY.fullmatch(name)
    if known and not place.signed and place.before.kind != "/" and place.following.kind not in POWERS:
        return name
    component = _COMPONENT.fullmatch(name) and not (name == "px" and "q" in place.alone)  # x² + px + q
    if len(name) != 2 or name in WORDS or name[0] in components or component:
        return ()
    unsigned = not place.signed and (name[1] in place.alone or _TIMES_VARIABLE.fullmatch(name))
    # Two capitals may be one name, and a small letter behind ω its index: CV², ωn².
    raised = place.following.kind == "superscript" and not (name.isupper() or _INDEXED.fullmatch(name))
    if name in ("gx", "hx") and place.following.kind not in POWERS:
        return ()
    clear = unsigned or raised or place.beside
    return name if clear and PAIR.fullmatch(name) else ()


def _is_beside_number(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a number, an index or a fraction in brackets stands right before: 0.5mv^2, μ₀nI, (1/2)mv^2."""
    before, token = tokens[index - 1], tokens[index]
    if before.kind == "name" and "_" in before.text:
        return True
    if before.kind == "number" and index > 2 and _is_fraction(tokens[index - 3 : index]):  # 1/2 mv^2
        return True
    if before.kind != ")" or index < 5 or not before.touches(token):
        return is_adjacent(before, token)
    opening, *fraction = tokens[index - 5 : index - 1]
    return opening.kind == "(" and _is_fraction(fraction)


def _is_fraction(tokens: Sequence[Token]) -> bool:
    return [part.kind for part in tokens] == ["number", "/", "number"]


def _is_bracketed(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a name is all of a divisor or radicand in brackets, or of a base: 1/(RC), √(LC), K^α(AL)^β."""
    opening, following = tokens[index - 1], tokens[index + 1]
    if opening.kind != "(" or following.kind != ")" or index < 2:
        return False
    base = tokens[index + 2].kind in POWERS and tokens[index - 3].kind == "**"
    return tokens[index - 2].kind in ("/", "root") or (base and _CAPITALS.fullmatch(tokens[index].text) is not None)


def is_exponential(following: Token, beyond: Token) -> bool:
    """Return whether an e at the end of a name has an exponent with a letter, or in brackets: Re^0.8 has none."""
    if following.kind == "superscript":
        return not _RAISED_NUMBER.issuperset(following.text)
    return following.kind == "**" and (beyond.text in ("(", "{", "-") or beyond.text in USUAL)
