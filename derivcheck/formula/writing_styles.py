"""Whether a text is written by hand or is a program's, in which letters side by side are one name."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from derivcheck.formula.adjacent_factors import has_products
from derivcheck.formula.lexer import Token

# Signs of MATLAB and Julia.
_ELEMENTWISE = frozenset({".^", ".*", "./"})


class WritingStyle(enum.Enum):
    """How a formula is written."""

    BY_HAND = "by hand"
    PROGRAM = "program"
    DOUBTFUL = "doubtful"


def style_of(tokens: Sequence[Token], *, qualified: bool) -> WritingStyle:
    """Return how a formula is written: a program has its sign of powers, and no product without a sign.

    Parameters
    ----------
    tokens : sequence of Token
    qualified : bool
        Whether functions have a library before them, as in np.sin(x).

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> [style_of(tokenize(text), qualified=False).value for text in ("x*k**2", "mx**2 + b", "2x**2", "mx^2")]
    ['program', 'doubtful', 'by hand', 'by hand']
    """
    signs = {token.text for token in tokens if token.kind in ("**", "*", "/")}
    elementwise = qualified or not _ELEMENTWISE.isdisjoint(signs)
    if not ("**" in signs or elementwise) or has_products(tokens):
        return WritingStyle.BY_HAND
    return WritingStyle.PROGRAM if elementwise or "*" in signs else WritingStyle.DOUBTFUL
