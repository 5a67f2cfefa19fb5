"""Functions of `scipy.special` that are no ufuncs, in terms of those that are."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

from derivcheck.ground.errors import UnsupportedOperation


def _special() -> Any:
    return sys.modules["scipy.special"]


def _comb(n: Any, k: Any, *, exact: bool = False, repetition: bool = False) -> Any:
    if exact:
        raise UnsupportedOperation(
            "there is no rule for scipy.special.comb with exact=True, which is for whole numbers"
        )
    return _special().binom(n + k - 1 if repetition else n, k)


def _factorial(n: Any, exact: bool = False, **options: Any) -> Any:
    if exact:
        raise UnsupportedOperation("there is no rule for scipy.special.factorial with exact=True")
    return _special().gamma(n + 1)


def _multigammaln(a: Any, d: Any) -> Any:
    """Return the sum of log gamma(a - j/2) for j < d, and a constant (Muirhead, 1982, theorem 2.1.12)."""
    parts = (_special().gammaln(a - j / 2) for j in range(int(d)))
    return sum(parts, d * (d - 1) / 4 * math.log(math.pi))


RULES: dict[str, Callable[..., Any]] = {"comb": _comb, "factorial": _factorial, "multigammaln": _multigammaln}
"""By name."""
