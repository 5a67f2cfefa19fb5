"""The unit of an angle behind its number, as in sin(30 rad); degrees have a sign."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from derivcheck.formula.lexer import Token

RADIAN = "rad"
"""How it is written."""


def with_units(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a formula with the unit behind a number as a sign of its own, and no name.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> [token.kind for token in with_units(tokenize("30 rad + rad"))]
    ['number', 'fault', '+', 'name', 'end']
    """
    behind = itertools.pairwise([*tokens[-1:], *tokens])
    return [b._replace(kind="fault") if (a.kind, b.text) == ("number", RADIAN) else b for a, b in behind]
