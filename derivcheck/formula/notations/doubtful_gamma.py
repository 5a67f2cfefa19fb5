"""Arguments of gamma that may be the second factor of the letter: gamma(x - v*t), gamma(T - T0), gamma(1 - e^(-t))."""

from __future__ import annotations

import re

# A coordinate less a speed times another, a difference from an initial value, what an exponential leaves of 1.
_FACTOR = re.compile(r"[xyztT] ?[-+] ?[vuV] ?\*? ?[xyztT]\b.*|([^\W\d_]) ?- ?\1_?[0₀]|1 ?- ?e\^.*")


def may_be_factor(argument: str) -> bool:
    """Return whether gamma before such an argument may be a variable, as of Lorentz.

    Examples
    --------
    >>> [may_be_factor(text) for text in ("x - v*t", "t-vx/c^2", "T - T0", "x - 1", "1 - x", "a + b")]
    [True, True, True, False, False, False]
    """
    return _FACTOR.fullmatch(argument) is not None
