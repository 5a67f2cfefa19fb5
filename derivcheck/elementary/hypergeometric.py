"""Hypergeometric functions and incomplete beta functions of `scipy.special`, which NumPy code may call.

DLMF 8.17.1 (the regularised incomplete beta function), 13.3.15 and 15.5.1 (the slopes in the last argument).
"""

from __future__ import annotations

from typing import Any

from derivcheck.elementary.number import Functions, Number
from derivcheck.elementary.row import scipy_function
from derivcheck.ground.allowances import elementary as accuracy


def _beta_density(m: Functions, a: Number, b: Number, x: Number, y: Number) -> Any:
    """Return x^(a-1) (1-x)^(b-1)/B(a, b), through its logarithm, since its factors overflow."""
    return m.exp((a - 1) * m.log(x) + (b - 1) * m.log1p(-x) - m.betaln(a, b))


HYPERGEOMETRIC = (
    scipy_function("betainc", None, None, _beta_density, error=accuracy.INCOMPLETE_BETA, analytic=False),
    scipy_function(
        "betaincc",
        None,
        None,
        lambda m, a, b, x, y: -_beta_density(m, a, b, x, y),
        error=accuracy.INCOMPLETE_BETA,
        analytic=False,
    ),
    scipy_function(
        "hyp1f1",
        None,
        None,
        lambda m, a, b, x, y: a / b * m.hyp1f1(a + 1, b + 1, x),
        mpmath="hyp1f1",
        error=accuracy.HYPERGEOMETRIC,
        analytic=False,
    ),
    scipy_function(
        "hyp2f1",
        None,
        None,
        None,
        lambda m, a, b, c, x, y: a * b / c * m.hyp2f1(a + 1, b + 1, c + 1, x),
        mpmath="hyp2f1",
        error=accuracy.HYPERGEOMETRIC,
        analytic=False,
    ),
)
