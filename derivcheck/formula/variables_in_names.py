"""Names with a variable in them, beside signs of products, that may be products: a*x^2 + bxy + c*y^2, x*y - kxn."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import USUAL
from derivcheck.formula.token_kinds import SIGNS

# Letters that hardly are a word: bxy, AxB, kxyz; no step, difference or derivative.
_LETTERS = re.compile(
    "(?![d\u0394\u03b4\u2202])[^\\W\\d_]{3}|(?![d\u0394\u03b4])[^\\W\\d_]{1,2}[xyzt]{2}|[^\\W\\d_aeiou]{4}"
)
_INDEXED = re.compile("[xyzt][^\\W\\d_]")
_COMPONENTS = re.compile("([^\\W\\d_]{1,2})[xyz]{2}")

WITH_PI = re.compile("([^\\W\\d_aeiou]{0,2})pi((?:[^\\W\\d_aeiou][0-9]?|e0){0,3})")
"""Letters around pi, with numbers behind them."""

_MOVING = frozenset({"x vt", "x ct", "x ut", "t vx", "t ux", "z vt", "z ct"})
_SPEEDS = frozenset({"vt", "ct", "ut", "vx", "ux"})

_WORDS = frozenset({"spin", "pin", "pit", "pip", "pips", "pits", "spit"})


def with_variables(tokens: Sequence[Token], names: Set[str], alone: Set[str], given: Set[str]) -> set[str]:
    """Return the names that may be a product with a variable of the formula.

    Parameters
    ----------
    tokens : sequence of Token
    names : set of str
        Those that may be taken apart.
    alone, given : set of str
        Letters that stand alone in the formula, and those that the caller gave.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> with_variables(tokenize("a*x^2 + bxy"), {"bxy"}, {"a", "x"}, set())
    {'bxy'}
    >>> with_variables(tokenize("x*y - kxn"), {"kxn"}, {"x", "y"}, {"x"})
    {'kxn'}
    """
    variables = USUAL & (given or alone)
    found = {name for name in names if not variables.isdisjoint(name) and _LETTERS.fullmatch(name)}
    if given:
        return found | _behind_variable(tokens, names, variables) | _moving(tokens, names)
    known = alone | USUAL
    single = found and found - factors_by_sign(tokens) - _components(names)
    return {name for name in single if sum(letter in known for letter in name) > 1} | _moving(tokens, names)


def with_pi(tokens: Sequence[Token], names: Set[str], *, signed: bool) -> set[str]:
    """Return the names that may have the number pi in them: npix, xpi; beside signs of products only terms.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> with_pi(tokenize("sin(npix) + spin"), {"npix", "spin"}, signed=False)
    {'npix'}
    """
    found = {name for name in names if "pi" in name and WITH_PI.fullmatch(name) and name not in _WORDS}
    return found and found - (factors_by_sign(tokens) if signed else set())


def _behind_variable(tokens: Sequence[Token], names: Set[str], variables: Set[str]) -> set[str]:
    """Return xk, in which k may be a factor, or in a difference from x an index."""
    pairs = {name for name in names if name[0] in variables and _INDEXED.fullmatch(name)}
    return pairs and pairs - {
        part.text
        for a, sign, b in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if sign.kind == "-"
        for part, other in ((a, b), (b, a))
        if part.text[:1] == other.text
    }


def _moving(tokens: Sequence[Token], names: Set[str]) -> set[str]:
    """Return vt and ct beside x, and vx beside t, as in x - vt."""
    if names.isdisjoint(_SPEEDS):
        return set()
    terms = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {b.text for a, sign, b in terms if sign.kind in SIGNS and f"{a.text} {b.text}" in _MOVING} & names


def factors_by_sign(tokens: Sequence[Token]) -> set[str]:
    """Return what a sign multiplies by more than a number, and so is one name: kxy*x."""
    signs = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        part.text
        for a, sign, b in signs
        if sign.kind == "*"
        for part, other in ((a, b), (b, a))
        if other.kind != "number"
    }


def _components(names: Set[str]) -> set[str]:
    """Return the components of a tensor: kxy beside kxx."""
    stems = [found[1] for name in names if (found := _COMPONENTS.fullmatch(name))]
    return {name for name in names if (found := _COMPONENTS.fullmatch(name)) and stems.count(found[1]) > 1}
