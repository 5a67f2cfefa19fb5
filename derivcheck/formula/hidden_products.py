"""Names that may be products, of which nobody can say, so that they are asked: a*x^2 + bx, rx(1 - x), mc^2."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence, Set

from derivcheck.formula.clear_products import clear_products, is_adjacent, siblings
from derivcheck.formula.glued_indices import glued_products
from derivcheck.formula.greek_names import greek_products
from derivcheck.formula.known_products import known_products
from derivcheck.formula.letters_in_names import PAIR, doubtful_letters
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_questions import SEVERAL_NUMBERED
from derivcheck.formula.names import CIRCULAR, USUAL
from derivcheck.formula.token_kinds import POWERS
from derivcheck.formula.variables_in_names import with_pi, with_variables

_TIMES_VARIABLE = re.compile("[a-ce-z][xyzt]")

# Functions whose whole argument hardly is a name of two letters.
_OF_PRODUCTS = CIRCULAR | {"exp"}


def products_and_doubts(
    tokens: Sequence[Token],
    names: Set[str],
    products: Set[str],
    alone: Set[str],
    given: Set[str],
    *,
    signed: bool,
    typeset: bool,
    free: bool,
) -> tuple[Mapping[str, Sequence[str]], set[str]]:
    """Return the names that are products to every reader, with their factors, and those that may be products.

    Parameters
    ----------
    tokens : sequence of Token
    names, products : set of str
        Those that may be taken apart, and the same with what is so only where it is a clear product.
    alone, given : set of str
        Letters that stand alone in the formula, and those that the caller gave.
    signed, typeset : bool
        Whether the formula has signs of products, or is LaTeX; whether it is LaTeX.
    free : bool
        Whether the caller gave no names.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> tokens = tokenize("(ad - bc)/(cx + d)")
    >>> found, doubtful = products_and_doubts(
    ...     tokens, {"ad", "bc", "cx"}, {"ad", "bc", "cx"}, {"d"}, set(), signed=False, typeset=False, free=True
    ... )
    >>> sorted(found), doubtful
    (['ad', 'bc', 'cx'], set())
    """
    known = alone | given
    found = {**clear_products(tokens, products, known, signed=signed), **greek_products(tokens, names, signed=signed)}
    if typeset or not signed:
        found = {**glued_products(tokens, names - found.keys(), known), **found}
    hidden = hidden_products(tokens, names, alone, given, signed=signed)
    if names and signed and not typeset:
        hidden |= with_variables(tokens, names, alone, given)
        if shared := letters_of(found):
            hidden |= {name for name in names if PAIR.fullmatch(name) and not shared.isdisjoint(name)}
            hidden |= sharing_letters(names, shared)
    hidden |= with_pi(tokens, names, signed=signed)
    if signed or not names - found.keys():
        return found, hidden
    if found:
        # What is one too, now that others are: bc, now that c is a factor.
        found |= siblings(tokens, names - found.keys(), found)
        found |= clear_products(tokens, names - found.keys(), known | letters_of(found), signed=signed)
    letters = letters_of(found)
    if free:
        hidden |= sharing_letters(names, letters)
    hidden |= doubtful_letters(tokens, names - found.keys() - hidden, known | letters, found)
    hidden |= known_products(tokens, names - found.keys())
    return found, hidden - found.keys()


def letters_of(products: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the letters that are factors of products."""
    return {part for parts in products.values() for part in parts if len(part) == 1}


def hidden_products(
    tokens: Sequence[Token], names: Collection[str], alone: Collection[str], given: Collection[str], *, signed: bool
) -> set[str]:
    """Return the names that may be products.

    Parameters
    ----------
    tokens : sequence of Token
    names : collection of str
        Those that may be taken apart.
    alone, given : collection of str
        Letters that stand alone in the formula, and those that the caller gave.
    signed : bool
        Whether the formula has signs of products, or is LaTeX.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> hidden_products(tokenize("a*x^2 + bx"), {"bx"}, "ax", "", signed=True)
    {'bx'}
    """
    if not names:
        return set()
    pairs = {name for name in names if len(name) == 2 and name.isalpha()}
    if not pairs:
        more = set() if given or signed else _unsigned(names) | _with_greek(names)
        return _behind_numbers(tokens).intersection(names) | more
    found = _of_missing(pairs - _beside_signs(tokens) if not given else pairs, alone, given)
    found |= _with_known_end(pairs, {*alone, *given})
    if given:
        return found
    found |= _behind_numbers(tokens).intersection(names)
    called = _in_calls(tokens, alone) & pairs
    if signed:
        return found | {pair for pair in called if pair[0] not in _vectors(pairs)}
    return found | called | _unsigned(names) | (_powered(tokens) & pairs) | _with_greek(names)


def sharing_letters(names: Collection[str], letters: Set[str]) -> set[str]:
    """Return the names of three letters that have one of these: mgh, where m is a letter of another product."""
    return {name for name in names if len(name) == 3 and name.isalpha() and letters & {*name}}


def _beside_signs(tokens: Sequence[Token]) -> set[str]:
    """Return what is multiplied by a sign, and so is one name: vx*t."""
    sides = itertools.pairwise(tokens)
    return {part.text for a, b in sides for part in (a, b) if "*" in (a.kind, b.kind)}


def _of_missing(pairs: Collection[str], alone: Collection[str], given: Collection[str]) -> set[str]:
    """Return the pairs that end in a variable which is missing: ax^2 + bx."""
    ends = [pair[1] for pair in pairs]
    missing = {end for end in ends if end in given or (end in USUAL and ends.count(end) > 1)}.difference(alone)
    # n x^(n-1) without its space: n stands alone, and x is the usual variable.
    usual = USUAL.difference(alone)
    return {pair for pair in pairs if pair[1] in missing or (pair[0] in alone and pair[1] in usual)}


def _with_known_end(pairs: Collection[str], singles: Collection[str]) -> set[str]:
    """Return the names of two letters that end in a variable of the formula: a*x^2 + bx.

    A step such as dx is a name, and so are components: vx beside vy.
    """
    known = {name for name in pairs if re.fullmatch("[A-Za-ce-z][A-DF-Za-df-z]", name)}
    return {pair for pair in known if pair[1] in singles and pair[0] not in _vectors(known)}


def _vectors(pairs: Collection[str]) -> set[str]:
    return {pair[0] for pair in pairs if f"{pair[0]}x" in pairs and f"{pair[0]}y" in pairs}


def _behind_numbers(tokens: Sequence[Token]) -> set[str]:
    """Return what may be a product or a unit behind its number, or a power of ten: 2abc, 10cm, 2x10^3."""
    pattern = re.compile("(?!d|[A-Z][a-z])[A-Za-z]{2,3}|x10")
    found = {b.text for a, b in itertools.pairwise(tokens) if is_adjacent(a, b) and pattern.fullmatch(b.text)}
    return found | {b.text for a, b in itertools.pairwise(tokens) if a.kind == "pi" and b.text == "x10"}


def _in_calls(tokens: Sequence[Token], alone: Collection[str]) -> set[str]:
    """Return the pairs that are the argument of an exponential or a sine, maybe with a sign: A*e^(-kx)*cos(wt)."""
    found = set()
    before = tokens[-1]
    for function, opening, *inside in zip(tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:], strict=False):
        exponential = before.text == "e" and function.kind == "**"
        before = function
        if opening.kind == "(" and (exponential or function.text in _OF_PRODUCTS):
            name, end = inside[1:] if inside[0].kind == "-" else inside[:2]
            if end.kind == ")" and _TIMES_VARIABLE.fullmatch(name.text) and name.text[1] not in alone:
                found.add(name.text)
    return found


def _with_greek(names: Collection[str]) -> set[str]:
    """Return the names of three letters of which one is Greek: ρgh."""
    return {name for name in names if re.fullmatch("(?=.*[α-ω])(?![Δδ])[^\\W\\d_]{3}", name)}


def _powered(tokens: Sequence[Token]) -> set[str]:
    """Return the pairs of which a power may be one of the second letter only: mc^2."""
    powers = (a.text for a, b in itertools.pairwise(tokens) if b.kind in POWERS)
    return {name for name in powers if re.fullmatch("(?![vp][xyz]|[dΔδσμ]|[A-Z][a-z])[^\\W\\d_]{2}", name)}


def _unsigned(names: Collection[str]) -> set[str]:
    """Return the names that may be products in a formula without signs of products: rx(1 - x), not vx^2 + vy^2."""
    pairs = {name for name in names if re.fullmatch("[A-Za-ce-z][xyzt]", name)}
    firsts = [pair[0] for pair in pairs]
    numbered = {name for name in names if SEVERAL_NUMBERED.fullmatch(name)}
    return numbered | {pair for pair in pairs if firsts.count(pair[0]) == 1}
