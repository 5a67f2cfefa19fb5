"""Gamma functions: their logarithms, beta, the incomplete ones; and zeta.

DLMF 5.5, 5.12 (beta), 5.15 (polygamma), 8.8.13 (incomplete gamma), 25.2 (zeta).
"""

from __future__ import annotations

from typing import Any

from derivcheck.elementary.number import Functions, Number
from derivcheck.elementary.row import Elementary, function
from derivcheck.elementary.singularities import at_integers_below_one, at_one, at_poles_of_beta
from derivcheck.ground.allowances import elementary as accuracy


def _gamma_density(m: Functions, a: Number, x: Number, y: Number) -> Any:
    """Return x^(a-1) exp(-x)/gamma(a), through its logarithm, since its factors overflow."""
    return m.exp((a - 1) * m.log(x) - x - m.loggamma(a))


GAMMA_FUNCTIONS = (
    function(
        "gamma",
        lambda m, x, y: y * m.digamma(x),
        numpy=None,
        scipy="gamma",
        singular=at_integers_below_one,
        error=accuracy.GAMMA,
    ),
    function(
        "loggamma",
        lambda m, x, y: m.digamma(x),
        also=("lgamma", "gammaln"),
        numpy=None,
        scipy="gammaln",
        ball="lgamma",
        singular=at_integers_below_one,
        error=accuracy.LOG_GAMMA,
        nearby=True,
        analytic=False,
    ),
    function(
        "digamma",
        lambda m, x, y: m.polygamma(1, x),
        also=("psi",),
        numpy=None,
        scipy="digamma",
        singular=at_integers_below_one,
        nearby=True,
    ),
    Elementary(
        "polygamma",
        (None, lambda m, n, x, y: m.polygamma(n + 1, x)),
        names=("polygamma",),
        scipy="polygamma",
        singular=at_integers_below_one,
        sympy="polygamma",
        mpmath="polygamma",
        error=accuracy.GAMMA,
        nearby=True,
        analytic=False,
    ),
    function(
        "beta",
        lambda m, a, b, y: y * (m.digamma(a) - m.digamma(a + b)),
        lambda m, a, b, y: y * (m.digamma(b) - m.digamma(a + b)),
        numpy=None,
        scipy="beta",
        ball=None,
        definition=lambda m, a, b: m.gamma(a) * m.gamma(b) / m.gamma(a + b),
        singular=at_poles_of_beta,
        error=accuracy.BETA,
        nearby=True,
    ),
    function(
        "betaln",
        lambda m, a, b, y: m.digamma(a) - m.digamma(a + b),
        lambda m, a, b, y: m.digamma(b) - m.digamma(a + b),
        also=("lbeta", "logbeta"),
        numpy=None,
        scipy="betaln",
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, a, b: m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b),
        singular=at_poles_of_beta,
        error=accuracy.BETA,
        nearby=True,
        analytic=False,
    ),
    # Regularised, as SciPy has them; in DLMF 8.2.4 they are P(a, x) and Q(a, x).
    function(
        "gammainc",
        None,
        _gamma_density,
        numpy=None,
        scipy="gammainc",
        mpmath=None,
        ball=None,
        sympy=None,
        error=accuracy.INCOMPLETE_GAMMA,
        nearby=True,
    ),
    function(
        "gammaincc",
        None,
        lambda m, a, x, y: -_gamma_density(m, a, x, y),
        numpy=None,
        scipy="gammaincc",
        mpmath=None,
        ball=None,
        sympy=None,
        error=accuracy.INCOMPLETE_GAMMA,
        nearby=True,
    ),
    # Not regularised, as SymPy has them.
    function(
        "lowergamma",
        None,
        lambda m, a, x, y: m.pow(x, a - 1) * m.exp(-x),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, a, x: m.gamma(a) * m.gammainc(a, x),
    ),
    function(
        "uppergamma",
        None,
        lambda m, a, x, y: -m.pow(x, a - 1) * m.exp(-x),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, a, x: m.gamma(a) * m.gammaincc(a, x),
    ),
    function(
        "zeta",
        lambda m, x, y: m.zeta_derivative(1, x),
        numpy=None,
        scipy="zeta",
        singular=at_one,
        nearby=True,
    ),
    # By the order of the derivative; SymPy has no name for it.
    Elementary(
        "zeta_derivative",
        (None, lambda m, k, x, y: m.zeta_derivative(k + 1, x)),
        names=("zeta_derivative",),
        singular=at_one,
        error=accuracy.ROUNDED,
        analytic=False,
    ),
)
