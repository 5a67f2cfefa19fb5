"""Names that are products to every reader, with their factors: (ad - bc)/(cx + d), λkT, Gm1m2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from derivcheck.formula.clear_products import clear_products
from derivcheck.formula.glued_indices import glued_products
from derivcheck.formula.greek_names import greek_products
from derivcheck.formula.lexer import Token
from derivcheck.formula.sibling_products import siblings


def products_in_names(
    tokens: Sequence[Token], names: Set[str], products: Set[str], known: Set[str], *, signed: bool, typeset: bool
) -> Mapping[str, Sequence[str]]:
    """Return the names that are products to every reader, with their factors.

    Parameters
    ----------
    tokens : sequence of Token
    names, products : set of str
        Those that may be taken apart, and the same with what is so only where it is a clear product.
    known : set of str
        Letters that stand alone in the formula, or that the caller gave.
    signed, typeset : bool
        Whether the formula has signs of products, or is LaTeX; whether it is LaTeX.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> tokens, names = tokenize("(ad - bc)/(cx + d)"), {"ad", "bc", "cx"}
    >>> sorted(products_in_names(tokens, names, names, {"d"}, signed=False, typeset=False))
    ['ad', 'bc', 'cx']
    """
    found = {**clear_products(tokens, products, known, signed=signed), **greek_products(tokens, names, signed=signed)}
    if typeset or not signed:
        found = {**glued_products(tokens, names - found.keys(), known), **found}
    if found and not signed and (others := names - found.keys()):
        # What is one too, now that others are: bc, now that c is a factor.
        found |= siblings(tokens, others, found)
        found |= clear_products(tokens, names - found.keys(), known | letters_of(found), signed=signed)
    return found


def letters_of(products: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the letters that are factors of products."""
    return {part for parts in products.values() for part in parts if len(part) == 1}
