"""Names that are as much of a product as others of the formula: bc beside bd in (ad + bc)/(bd)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence

from derivcheck.formula.clear_products import PAIR, WORDS
from derivcheck.formula.lexer import Token

# Of which none is the usual variable: ab, not ax or vt.
_PARAMETERS = re.compile("[a-z][a-su-w]")


def siblings(
    tokens: Sequence[Token], names: Collection[str], products: Mapping[str, Sequence[str]]
) -> Mapping[str, Sequence[str]]:
    """Return the factors of names that are as much of a product as another: bc beside bd in (ad + bc)/(bd).

    Parameters
    ----------
    tokens : sequence of Token
    names : collection of str
        Those that may be taken apart, without the products.
    products : mapping of str to sequence of str
        What has been found to be a product, with its factors.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> siblings(tokenize("(ad + bc)/(bd)"), ("ad", "bc"), {"bd": "bd"})
    {'ad': 'ad', 'bc': 'bc'}
    """
    letters = {*"".join(name for name in products if _PARAMETERS.fullmatch(name))}
    if not letters:
        return {}
    # There is another question behind the sign of a power, or before a bracket.
    doubtful = {b.text for a, b in itertools.pairwise(tokens) if a.kind == "**"}
    doubtful |= {a.text for a, b in itertools.pairwise(tokens) if b.kind == "("}
    pairs = (name for name in names if _PARAMETERS.fullmatch(name) and PAIR.fullmatch(name))
    return {name: name for name in pairs if name not in doubtful and name not in WORDS and letters & {*name}}
