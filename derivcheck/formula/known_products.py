"""Names that in formulas of books are products: PV/RT, kq/r², a/bc, U - TS, Fd cosθ, Kp/(1+Kp)."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from derivcheck.formula.clear_products import WORDS
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CIRCULAR
from derivcheck.formula.token_kinds import NAMES

# Quantities that are multiplied by one another wherever they stand, and with a difference: TΔS.
_QUANTITIES = frozenset("IV VI IR RI IL PV TS PQ QV MV BA NI FL".split())
_WITH_DIFFERENCE = re.compile("(?:[A-Za-z]{1,2}|Δ[A-Za-z])Δ[A-Za-z]")

# Steps, cut-offs and samples (dt, fc, wn), and abbreviations of economics (TC, AR, SD) are no products.
_LETTERS = re.compile("(?![dfw])[a-z][a-df-hk-z]|[a-z][A-DF-Z]")
_CAPITALS = re.compile("(?![ATFVM][CRP]|[ADS][DS]|[KP]E|[FN]V)[A-Z]{2}")
_MIXED = re.compile("[a-z][A-DF-Z]")
_SINE = re.compile("|".join(sorted(CIRCULAR, key=len, reverse=True)))
_INDICES = frozenset("csnm0")

# A force and a way, masses, fields.
_FORCES = frozenset("Fd Fr Fs Fv Ed Gm Bl".split())

_DIVISORS = NAMES | {"("}

_KNOWN = frozenset("kT RT RC LC nRT GM hc".split())
"""Products that behind a division are left as names where nothing else is asked, as the derivative is the same."""


def known_products(tokens: Sequence[Token], names: Set[str]) -> set[str]:
    """Return the names that are products to readers of such formulas, though no letter of them stands alone.

    Parameters
    ----------
    tokens : sequence of Token
    names : set of str
        Those that may be taken apart.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> sorted(known_products(tokenize("PV/RT"), {"PV", "RT"})), known_products(tokenize("FC + VC"), {"FC", "VC"})
    (['PV', 'RT'], set())
    """
    candidates = names - WORDS
    if not candidates:
        return set()
    found = {name for name in candidates if name in _QUANTITIES or _WITH_DIFFERENCE.fullmatch(name)}
    for i, token in enumerate(tokens):
        if token.text in candidates and _is_product(tokens, i):
            found.add(token.text)
    # Their signs are written where those of others are: P*V/(R*T), P*Q - w*L.
    return found | {name for name in candidates if found and (name in _KNOWN or _MIXED.fullmatch(name))}


def _is_product(tokens: Sequence[Token], i: int) -> bool:
    name, before, behind = tokens[i].text, tokens[i - 1], tokens[i + 1]
    if before.kind == "/":
        return _is_divisor(name)
    if behind.kind == "/":
        return _is_dividend(name, tokens[i + 2]) or _is_saturating(tokens, i)
    if _SINE.match(behind.text):
        return _CAPITALS.fullmatch(name) is not None or name in _FORCES
    return name in _FORCES and behind.kind == "end"


def _is_divisor(name: str) -> bool:
    """Return whether two letters are divided by as a product: x/ab; not x/dt, x/TC."""
    return name not in _KNOWN and bool(_LETTERS.fullmatch(name) or _CAPITALS.fullmatch(name))


def _is_dividend(name: str, divisor: Token) -> bool:
    """Return whether two letters are divided by a letter: kq/r², FL/A; not vs/c, kq/2, Fr/Fs."""
    if _CAPITALS.fullmatch(name):
        return divisor.kind in _DIVISORS
    if divisor.kind not in NAMES or divisor.text[0] == name[0]:
        return False
    if name in _FORCES or name == "qBr":
        return True
    return _LETTERS.fullmatch(name) is not None and name not in _KNOWN and name[1] not in _INDICES


def _is_saturating(tokens: Sequence[Token], i: int) -> bool:
    """Return whether a name is divided by 1 and itself: Kp/(1+Kp)."""
    name = tokens[i].text
    inside = [token.text for token in tokens[i + 2 : i + 7]]
    return len(name) == 2 and inside in (["(", "1", "+", name, ")"], ["(", name, "+", "1", ")"])
