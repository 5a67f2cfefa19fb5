"""Hyperbolic functions and their inverses."""

from __future__ import annotations

from derivcheck.elementary.row import function
from derivcheck.elementary.singularities import at_zero

HYPERBOLIC = (
    function("sinh", lambda m, x, y: m.cosh(x)),
    function("cosh", lambda m, x, y: m.sinh(x)),
    function("tanh", lambda m, x, y: 1 / m.cosh(x) ** 2, steepest=1.0),
    function(
        "coth", lambda m, x, y: -1 / m.sinh(x) ** 2, numpy=None, definition=lambda m, x: 1 / m.tanh(x), singular=at_zero
    ),
    function("sech", lambda m, x, y: -y * m.tanh(x), numpy=None, definition=lambda m, x: 1 / m.cosh(x), steepest=0.5),
    function(
        "csch", lambda m, x, y: -y / m.tanh(x), numpy=None, definition=lambda m, x: 1 / m.sinh(x), singular=at_zero
    ),
    function("asinh", lambda m, x, y: 1 / m.hypot(1, x), also=("arcsinh", "arsinh"), numpy="arcsinh", steepest=1.0),
    function("acosh", lambda m, x, y: 1 / (m.sqrt(x - 1) * m.sqrt(x + 1)), also=("arccosh", "arcosh"), numpy="arccosh"),
    function("atanh", lambda m, x, y: 1 / ((1 - x) * (1 + x)), also=("arctanh", "artanh"), numpy="arctanh"),
    function(
        "acoth",
        lambda m, x, y: 1 / ((1 - x) * (1 + x)),
        also=("arccoth", "arcoth"),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.atanh(1 / x),
    ),
    function(
        "asech",
        lambda m, x, y: -1 / (x * m.sqrt((1 - x) * (1 + x))),
        also=("arcsech", "arsech"),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.acosh(1 / x),
    ),
    function(
        "acsch",
        lambda m, x, y: -1 / (m.abs(x) * m.hypot(1, x)),
        also=("arccsch", "arcsch"),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.asinh(1 / x),
    ),
)
