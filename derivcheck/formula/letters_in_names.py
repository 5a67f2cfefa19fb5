"""Names of letters, in a formula without signs of products, that may be products too: ab - cd, 2x + pq, uv.

One that shares no letter with anything else, beside other variables, is left as it is: whether a name or a product, the
derivative is the same, as in exp(-E/kT).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence, Set

from derivcheck.formula.clear_products import WORDS
from derivcheck.formula.functions_in_names import PIECE
from derivcheck.formula.greek_names import of_vectors
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import function_named
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS, OPERAND_ENDS, POWERS

PAIR = re.compile("(?![dΔ]|δ[xyztrpqθφ]|[vp][xyz]|[fgh]x|[A-Z][a-z])[^\\W\\d_]{2}")
"""No step (dx, Δx), component (vx), value of a function (fx) or letter with its index (Vm)."""

_MIXED = re.compile("(?!kT)[a-z][A-Z]")
_CAPITALS = re.compile("[A-Z]{2}")
_WORDS = WORDS.union("pH pK dB kB eV of to is my we be it or on".split())

# No word: without vowels (nRT), in small letters and capitals (ahN), or with a usual variable at the end (abx).
_LONGER = re.compile(
    "(?![dΔδ]|.*ln)(?:(?:[^\\W\\d_aeiou]|u(?=v)){3,4}|[a-z][A-Z]{2}|[a-z]{2}[A-Z]|[^\\W\\d_][^\\W\\d_aeiou][xyz])"
)
_VARIABLES = frozenset("xyz")

# These may be words, and are told by other letters: abc beside a and b, VmaxS beside S, Lake^(-kt).
_THREE = re.compile("(?![dΔδ])[^\\W\\d_]{3}")
_BEFORE_CAPITAL = re.compile("[^\\W\\d_]{2,}[a-z][A-Z]")
_BEFORE_E = re.compile("[^\\W\\d_]{3,}e")

BESSEL = re.compile("[ijky][vn]|[IJKY][VN]")
"""Functions of SciPy of an order and an argument in brackets, else letters."""


def doubtful_letters(tokens: Sequence[Token], names: Set[str], known: Set[str], products: Collection[str]) -> set[str]:
    """Return those of some names that may be products.

    Parameters
    ----------
    tokens : sequence of Token
    names : set of str
        Names that nothing else takes apart, or asks about.
    known : set of str
        Letters that stand alone in the formula, are factors of products, or have been given.
    products : collection of str
        Names that have been found to be products.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> sorted(doubtful_letters(tokenize("ab - cd"), {"ab", "cd"}, set(), ()))
    ['ab', 'cd']
    >>> sorted(doubtful_letters(tokenize("exp(-E/kT)"), {"kT"}, {"E"}, ()))
    []
    """
    letters = known - {"e", "i"}
    pairs = {name for name in names if PAIR.fullmatch(name) and name not in _WORDS}
    pairs -= of_vectors(pairs)
    longer = {name for name in names if _LONGER.fullmatch(name)}
    if len(names) == 1 and not letters:
        return pairs | longer
    found = {name for name in pairs | longer if not letters.isdisjoint(name)}
    found |= {name for name in longer if not _VARIABLES.isdisjoint(name)}
    if letters:
        found |= {name for name in pairs if _MIXED.fullmatch(name)}
    found |= _words(tokens, names - pairs - longer, letters, letters | {*itertools.chain(*pairs, *longer)})
    # Two capitals are an abbreviation to many: FC + VC.
    plain = longer | {name for name in pairs if not _CAPITALS.fullmatch(name)}
    if any(_CAPITALS.fullmatch(name) for name in products):
        plain |= pairs
    others = products or any(PIECE.search(name) for name in names - plain)
    return found | plain if len(plain) > 1 or others or (plain and has_products(tokens)) else found


def bessel_letters(tokens: Sequence[Token], names: Set[str]) -> set[str]:
    """Return the names of two letters that in SciPy are Bessel functions, which have no argument here: kv, IV.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> bessel_letters(tokenize("mg - kv"), {"mg", "kv"}), bessel_letters(tokenize("kv(1, x)"), {"kv"})
    ({'kv'}, set())
    """
    pairs = {name for name in names if BESSEL.fullmatch(name)}
    return pairs and pairs - {
        a.text for a, b in itertools.pairwise(tokens) if b.text == "(" or b.kind in FACTOR_BEGINNINGS
    }


def _words(tokens: Sequence[Token], names: Set[str], letters: Set[str], shared: Set[str]) -> set[str]:
    """Return what may be a word, and is doubtful by letters that stand elsewhere."""
    raised = {a.text for a, b in itertools.pairwise(tokens) if b.kind in POWERS}
    found = {name for name in names if _THREE.fullmatch(name) and len(shared & {*name}) > 1}
    found |= {name for name in names if _BEFORE_CAPITAL.fullmatch(name) and name[-1] in letters}
    return found | {name for name in names & raised if _BEFORE_E.fullmatch(name) and not letters.isdisjoint(name[:-1])}


def has_products(tokens: Sequence[Token]) -> bool:
    """Return whether operands stand side by side.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> has_products(tokenize("2x")), has_products(tokenize("sin x"))
    (True, False)
    """
    return any(are_factors(before, following) for before, following in itertools.pairwise(tokens))


def are_factors(before: Token, following: Token) -> bool:
    """Return whether two operands stand side by side; a letter before a bracket may be a function.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> two, x, opening, *_ = tokenize("2x(t)")
    >>> are_factors(two, x), are_factors(x, opening)
    (True, False)
    """
    if before.kind not in OPERAND_ENDS or (before.kind == "name" and function_named(before.text)):
        return False
    return following.kind in FACTOR_BEGINNINGS or (following.kind == "(" and before.kind in ("number", ")"))
