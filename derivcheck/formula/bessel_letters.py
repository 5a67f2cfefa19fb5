"""Names of two letters that are Bessel functions in SciPy, and products of letters in most formulas: kv, IV."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

from derivcheck.formula.lexer import Token
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS

BESSEL = re.compile("[ijky][vn]|[IJKY][VN]")
"""Functions of SciPy of an order and an argument in brackets, else letters."""


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
