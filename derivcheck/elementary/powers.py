"""Arithmetic, powers, roots, exponentials and logarithms."""

from __future__ import annotations

from fractions import Fraction

from derivcheck.elementary.row import Elementary, function, minus_one, one
from derivcheck.elementary.singularities import at_zero
from derivcheck.ground.allowances import elementary as accuracy

OPERATORS = (
    Elementary("add", (one, one), numpy="add"),
    Elementary("sub", (one, minus_one), numpy="subtract"),
    Elementary("mul", (lambda m, a, b, y: b, lambda m, a, b, y: a), numpy="multiply"),
    Elementary("div", (lambda m, a, b, y: 1 / b, lambda m, a, b, y: -y / b), numpy="divide"),
    Elementary("neg", (minus_one,), numpy="negative", error=0.0),
    Elementary(
        "pow",
        (lambda m, a, b, y: b * m.pow(a, b - 1), lambda m, a, b, y: m.logarithmic(a, b, y)),
        numpy="power",
        error=accuracy.POWER,
    ),
)

POWERS_AND_EXPONENTIALS = (
    function("sqrt", lambda m, x, y: 1 / (2 * y), error=0.5),
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
    function("exp", lambda m, x, y: y, error=accuracy.EXPONENTIAL),
    function("expm1", lambda m, x, y: m.exp(x), sympy=None, definition=lambda m, x: m.exp(x) - 1),
    function("log", lambda m, x, y: 1 / x, also=("ln",), error=accuracy.LOGARITHM),
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
