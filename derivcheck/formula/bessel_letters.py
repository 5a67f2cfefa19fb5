"""Names of two letters that are Bessel functions in SciPy, and products of letters in most formulas: kv, IV."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

from derivcheck.formula.lexer import Token
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS

BESSEL = re.compile("[ijky][vn]|[IJKY][VN]")
"""Functions of SciPy of an order and an argument in brackets, else letters."""

# The same of the logarithmic integral, and the binomial.
_CALLED_ONLY = re.compile("LI|[nN][CP][rR]")


def bessel_letters(tokens: Sequence[Token], names: Set[str]) -> set[str]:
    """Return the names of letters that are functions in other systems, and have no argument here: kv, IV, LI, nCr.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> bessel_letters(tokenize("mg - kv"), {"mg", "kv"}), bessel_letters(tokenize("kv(1, x)"), {"kv"})
    ({'kv'}, set())
    """
    found = {name for name in names if BESSEL.fullmatch(name) or _CALLED_ONLY.fullmatch(name)}
    return found and found - {
        a.text
        for a, b in itertools.pairwise(tokens)
        if b.text == "(" or (b.kind in FACTOR_BEGINNINGS and BESSEL.fullmatch(a.text))
    }
