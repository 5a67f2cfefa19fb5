"""Operands that stand side by side, which is a product without its sign."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import function_named
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS, OPERAND_ENDS


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


def is_adjacent(before: Token, token: Token) -> bool:
    """Return whether a number stands right before a name."""
    return before.kind in ("number", "fraction") and before.touches(token)
