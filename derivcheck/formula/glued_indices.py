"""Letters glued to one with an index, which are products or asked: mv0², kx_0, x_iy_i, ½ρC_dAv², ax_0e^(-kt)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence, Set
from enum import IntEnum

from derivcheck.formula.clear_products import is_exponential
from derivcheck.formula.glued_functions import FUNCTION_IN_NAME
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import GREEK

_FACTOR = re.compile("[^\\W\\d_](?:_?[0-9]{1,2}|_[^\\W\\d_])?")
# Not xln10.
_NAME = re.compile(f"(?=.*[0-9_])(?!.*ln[0-9])(?:{_FACTOR.pattern}){{2,4}}")

# Steps, components and acidities; letters that mean something else.
_OTHER = re.compile("[dΔδ]|[vp][xyz][0-9_]|p[A-Z]")
_WORD = re.compile("(?=[a-z]*[aeiou])[a-z]{3}")
# The name of a Greek letter with an index; names of code, such as std_1.
_WORDS = re.compile(f"(?:{'|'.join(sorted(GREEK))})[0-9_]|{_WORD.pattern}|[a-z]{{3}}_")
_NO_FACTORS = frozenset("eij")
# Variables behind a capital, which is no letter of a word then: Av, Nt.
_BEHIND_CAPITAL = frozenset("vxyzthr")
_USUAL = frozenset("xyz")
_COUNTERS = frozenset("ijkn")
_VOWELS = frozenset("aeiou")

# Letters with a usual index of one letter, and another behind it.
_USUAL_INDEX = re.compile("m_[enp][cvgr]|[A-Z]_[dmp][vxyz]")

# A number that may have been an exponent: mv2.
_LOST_EXPONENT = re.compile("[a-z][2-9]")


class _Sure(IntEnum):
    """Whether letters are a product: no, maybe, or to any reader."""

    NO = 0
    MAYBE = 1
    YES = 2


def glued_products(tokens: Sequence[Token], names: Set[str], alone: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Return the factors of such names, in a formula without signs of products.

    Parameters
    ----------
    tokens : sequence of Token
    names : set of str
        Those that may be taken apart.
    alone : collection of str
        Letters that stand alone in the formula, or have been given.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> glued_products(tokenize("mv0^2 + x_iy_i + v_max"), {"mv0", "x_iy_i", "v_max"}, "")
    {'mv0': ['m', 'v0'], 'x_iy_i': ['x_i', 'y_i']}
    """
    found = {name for name in names if _NAME.fullmatch(name)}
    if not found:
        return {}
    products: dict[str, Sequence[str]] = {}
    for token, following, beyond in zip(tokens, tokens[1:], [*tokens[2:], tokens[-1]], strict=False):
        name = token.text
        if name not in found or name in products:
            continue
        exponential = name[-1] == "e" and is_exponential(following, beyond)
        parts = _FACTOR.findall(name[:-1] if exponential else name)
        single = exponential and len(parts) == 1 and parts[0][1:] not in ("", "_e")
        if single or _sure(parts, alone) >= (_Sure.MAYBE if exponential and parts[-1][1:] else _Sure.YES):
            products[name] = [*parts, "e"] if exponential else parts
    return products


def products_of_given(names: Collection[str], given: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Return the factors of names that are written of names that were given, of which some have several letters.

    Examples
    --------
    >>> products_of_given({"mv0", "kN0e", "max"}, {"m", "v_0", "k", "N0"})
    {'mv0': ['m', 'v0'], 'kN0e': ['k', 'N0', 'e']}
    """
    long = {name for name in given if len(name) > 1}
    if not long:
        return {}
    known = {*given, *(name.replace("_", "") for name in long if re.fullmatch("[^\\W\\d_]_[0-9]+", name))}
    factor = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    found = {name for name in names if re.fullmatch(f"(?:{factor}){{2,}}e?|(?:{factor})e", name)}
    found = {name for name in found if not name.startswith("log_")}
    return {name: re.findall(f"{factor}|e$", name) for name in sorted(found, reverse=True)}


def maybe_factors(name: str, alone: Collection[str]) -> Sequence[str]:
    """Return the factors of a name of which a power may be one of the last factor only: C_DAv²; nothing if it is one.

    Examples
    --------
    >>> maybe_factors("C_DAv", ""), maybe_factors("v_max", "")
    (['C_D', 'A', 'v'], [])
    """
    parts = _FACTOR.findall(name) if _NAME.fullmatch(name) else []
    return parts if parts and _sure(parts, alone) else []


def with_number_within(name: str) -> Sequence[str]:
    """Return the factors of a name that hardly is one, though nobody can say: nN0x, kT1y; else nothing.

    Behind a low line the index may be longer, as in x_2n.

    Examples
    --------
    >>> with_number_within("nN0x"), with_number_within("x_2n"), with_number_within("rate2")
    (['n', 'N0', 'x'], [], [])
    """
    other = "_" in name or _OTHER.match(name) or _WORD.match(name)
    parts = _FACTOR.findall(name) if _NAME.fullmatch(name) and not other else []
    return parts if any(part[-1].isdecimal() for part in parts[:-1]) else []


def lost_exponent(name: str) -> bool:
    """Return whether a number at the end of two letters may have been an exponent: mv2."""
    parts = _FACTOR.findall(name) if len(name) == 3 and _NAME.fullmatch(name) else []
    lost = len(parts) == 2 and len(parts[0]) == 1 and _LOST_EXPONENT.fullmatch(parts[1])
    return (
        bool(lost)
        and parts[0].islower()
        and parts[1][0] not in _NO_FACTORS
        and _sure([parts[0], parts[1][0] + "1"], ()) is _Sure.YES
    )


def _sure(parts: Sequence[str], alone: Collection[str]) -> _Sure:
    name = "".join(parts)
    if len(parts) < 2 or _OTHER.match(name) or FUNCTION_IN_NAME.search(name) or _WORDS.match(name):
        return _Sure.NO
    return min(_of_two(a, b, alone) for a, b in itertools.pairwise(parts))


def _of_two(a: str, b: str, alone: Collection[str]) -> _Sure:
    """Return whether two neighbours are two factors."""
    letter, index = a[0], a[1:].lstrip("_")
    if _LOST_EXPONENT.fullmatch(b) or b in _NO_FACTORS or a in _NO_FACTORS:
        return _Sure.NO
    if not index:
        word = (letter + b[0]).islower() and not _VOWELS.isdisjoint(letter + b[0]) and letter not in alone
        return (
            _Sure.NO
            if (letter.isupper() and b[0].islower() and b[0] not in _BEHIND_CAPITAL) or (word and len(b) == 1)
            else _Sure.YES
        )
    if len(b) > 1:
        return _Sure.NO if index in _USUAL and b[0] in _USUAL else _Sure.YES
    if index.isdecimal():
        return _Sure.MAYBE
    if (
        b > "z"
        or (index in _COUNTERS and b in _USUAL and letter not in _USUAL)
        or (index.islower() and b.isupper())
        or (index.isupper() and b in "xyzt")
    ):
        return _Sure.YES
    return _Sure.MAYBE if b.isupper() or _USUAL_INDEX.fullmatch(a + b) or index in alone else _Sure.NO
