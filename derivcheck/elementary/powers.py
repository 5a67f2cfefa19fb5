"""Roots, exponentials and logarithms."""

from __future__ import annotations

from fractions import Fraction

from derivcheck.elementary.row import function
from derivcheck.elementary.singularities import at_zero

POWERS_AND_EXPONENTIALS = (
    function("sqrt", lambda m, x, y: 1 / (2 * y), ulps=0.5),
    function(
        "cbrt",
        lambda m, x, y: 1 / (3 * y * y),
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.sign(x) * m.power(m.abs(x), Fraction(1, 3)),
        singular=at_zero,
        analytic=False,
    ),
    function("exp", lambda m, x, y: y, ulps=1.0),
    function("expm1", lambda m, x, y: m.exp(x), sympy=None, definition=lambda m, x: m.exp(x) - 1),
    function("log", lambda m, x, y: 1 / x, also=("ln",), ulps=1.0),
    function("log1p", lambda m, x, y: 1 / (1 + x), sympy=None, definition=lambda m, x: m.log(1 + x)),
    function(
        "log2",
        lambda m, x, y: 1 / (x * m.log(m.number(2))),
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.log(x) / m.log(m.number(2)),
    ),
    function(
        "log10",
        lambda m, x, y: 1 / (x * m.log(m.number(10))),
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.log(x) / m.log(m.number(10)),
    ),
)
