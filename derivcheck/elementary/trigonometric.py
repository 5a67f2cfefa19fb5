"""Trigonometric and hyperbolic functions and their inverses."""

from __future__ import annotations

from typing import Any

from derivcheck.elementary.number import Functions, Number
from derivcheck.elementary.row import Elementary, function
from derivcheck.elementary.singularities import at_branch_cut, at_zero, at_zeros_of
from derivcheck.ground.allowances import elementary as accuracy


def _by_quotients(m: Functions, order: int, x: Number) -> Any:
    """Return a derivative of sinc as it is on paper: x s_k + k s_(k-1) = sin^(k)(x)."""
    wave = (m.sin, m.cos, lambda t: -m.sin(t), lambda t: -m.cos(t))[order % 4]
    before = m.sinc(x) if order == 1 else _by_quotients(m, order - 1, x)
    return (wave(x) - order * before) / x


TRIGONOMETRIC = (
    function("sin", lambda m, x, y: m.cos(x), error=accuracy.EXPONENTIAL, steepest=1.0),
    function("cos", lambda m, x, y: -m.sin(x), error=accuracy.EXPONENTIAL, steepest=1.0),
    function("tan", lambda m, x, y: 1 / m.cos(x) ** 2, singular=at_zeros_of("cos")),
    function(
        "cot",
        lambda m, x, y: -1 / m.sin(x) ** 2,
        numpy=None,
        definition=lambda m, x: 1 / m.tan(x),
        singular=at_zeros_of("sin"),
    ),
    function(
        "sec",
        lambda m, x, y: m.sin(x) / m.cos(x) ** 2,
        numpy=None,
        definition=lambda m, x: 1 / m.cos(x),
        singular=at_zeros_of("cos"),
    ),
    function(
        "csc",
        lambda m, x, y: -m.cos(x) / m.sin(x) ** 2,
        numpy=None,
        definition=lambda m, x: 1 / m.sin(x),
        singular=at_zeros_of("sin"),
    ),
    function("asin", lambda m, x, y: 1 / m.sqrt((1 - x) * (1 + x)), also=("arcsin",), numpy="arcsin"),
    function("acos", lambda m, x, y: -1 / m.sqrt((1 - x) * (1 + x)), also=("arccos",), numpy="arccos"),
    function("atan", lambda m, x, y: 1 / (1 + x * x), also=("arctan",), numpy="arctan", steepest=1.0),
    function(
        "acot",
        lambda m, x, y: -1 / (1 + x * x),
        also=("arccot",),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.atan(1 / x),
    ),
    function(
        "asec",
        lambda m, x, y: 1 / (m.abs(x) * m.sqrt((x - 1) * (x + 1))),
        also=("arcsec",),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.acos(1 / x),
    ),
    function(
        "acsc",
        lambda m, x, y: -1 / (m.abs(x) * m.sqrt((x - 1) * (x + 1))),
        also=("arccsc",),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.asin(1 / x),
    ),
    function(
        "atan2",
        lambda m, y, x, value: x / (x * x + y * y),
        lambda m, y, x, value: -y / (x * x + y * y),
        also=("arctan2",),
        numpy="arctan2",
        singular=at_branch_cut,
        analytic=False,
    ),
    function(
        "sinc",
        lambda m, x, y: m.sinc_derivative(1, x),
        numpy=None,
        definition=lambda m, x: m.sin(x) / x,
        steepest=0.5,
    ),
    # The derivative of sinc of some order, which its quotients would lose next to 0.
    Elementary(
        "sinc_derivative",
        (None, lambda m, k, x, y: m.sinc_derivative(k + 1, x)),
        definition=_by_quotients,
        steepest=0.5,
        error=accuracy.LIBRARY,
        nearby=True,
    ),
)

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
