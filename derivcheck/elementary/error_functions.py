"""Error functions, their inverses, and the normal distribution.

DLMF ch. 7; the inverse functions: 7.17.
"""

from __future__ import annotations

from derivcheck.elementary.row import Elementary, function
from derivcheck.ground.allowances import elementary as accuracy

ERROR_FUNCTIONS = (
    function("erf", lambda m, x, y: 2 / m.sqrt(m.pi) * m.exp(-x * x), numpy=None, scipy="erf", steepest=1.2),
    function(
        "erfc",
        lambda m, x, y: -2 / m.sqrt(m.pi) * m.exp(-x * x),
        numpy=None,
        scipy="erfc",
        steepest=1.2,
        nearby=True,
    ),
    function(
        "erfi",
        lambda m, x, y: 2 / m.sqrt(m.pi) * m.exp(x * x),
        numpy=None,
        scipy="erfi",
        error=accuracy.ERROR_FUNCTION,
        nearby=True,
    ),
    function(
        "erfinv",
        lambda m, x, y: m.sqrt(m.pi) / 2 * m.exp(y * y),
        numpy=None,
        scipy="erfinv",
        nearby=True,
        analytic=False,
    ),
    function(
        "erfcinv",
        lambda m, x, y: -m.sqrt(m.pi) / 2 * m.exp(y * y),
        numpy=None,
        scipy="erfcinv",
        mpmath=None,
        nearby=True,
        analytic=False,
    ),
    function(
        "dawson",
        lambda m, x, y: m.dawson_slope(x),
        also=("dawsn",),
        numpy=None,
        scipy="dawsn",
        mpmath=None,
        ball=None,
        sympy=None,
        error=accuracy.ERROR_FUNCTION,
        steepest=1.0,
    ),
    # F' = 1 - 2 x F, which cancels where x is large.
    Elementary(
        "dawson_slope",
        (lambda m, x, y: -2 * (m.dawson(x) + x * y),),
        definition=lambda m, x: 1 - 2 * x * m.dawson(x),
        error=accuracy.ROUNDED,
        steepest=1.47,
        analytic=False,
    ),
    # exp(x^2) erfc(x), of which neither factor has a value in floats where x is large.
    function(
        "erfcx",
        lambda m, x, y: m.erfcx_slope(x),
        numpy=None,
        scipy="erfcx",
        mpmath=None,
        ball=None,
        sympy=None,
        nearby=True,
        analytic=False,
    ),
    # 2 x w - 2/sqrt(pi), which cancels where x is large.
    Elementary(
        "erfcx_slope",
        (lambda m, x, y: 2 * (m.erfcx(x) + x * y),),
        definition=lambda m, x: 2 * x * m.erfcx(x) - 2 / m.sqrt(m.pi),
        error=accuracy.ROUNDED,
        analytic=False,
    ),
    function(
        "normcdf",
        lambda m, x, y: m.exp(-x * x / 2) / m.sqrt(2 * m.pi),
        also=("ndtr",),
        numpy=None,
        scipy="ndtr",
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.erfc(-x / m.sqrt(m.number(2))) / 2,
        steepest=0.4,
        nearby=True,
    ),
    function(
        "log_ndtr",
        lambda m, x, y: m.sqrt(2 / m.pi) / m.erfcx(-x / m.sqrt(m.number(2))),
        also=("lognormcdf", "normlogcdf"),
        numpy=None,
        scipy="log_ndtr",
        mpmath=None,
        ball=None,
        sympy=None,
        error=accuracy.LOG_NORMAL,
        nearby=True,
        analytic=False,
    ),
    function(
        "ndtri",
        lambda m, x, y: m.sqrt(2 * m.pi) * m.exp(y * y / 2),
        also=("probit",),
        numpy=None,
        scipy="ndtri",
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: -m.sqrt(m.number(2)) * m.erfcinv(2 * x),
        nearby=True,
        analytic=False,
    ),
)
