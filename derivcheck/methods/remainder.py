"""Bounds on a Taylor coefficient of f all over an interval or a disc: Lagrange's remainder.

What f does between its known coefficients at x and the nodes is not extrapolated from these: a
coefficient over the whole interval is the same recurrence over balls (Arb) instead of numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import middle
from derivcheck.arithmetic.disc import Disc, abs_upper
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods.target import Target

_BITS = 256

# Pieces on each side of x over which the remainder is bounded: shorter intervals give tighter bounds.
_PIECES = 2

_FLOATS = Precise(64)

# Rounding to the shorter format must not make a bound smaller.
_UP = 1 + _FLOATS.context.mpf(2) ** -20


def on_interval(target: Target, degree: int, reach: float) -> Any:
    """Return a bound on |a_k| over [x - reach, x + reach] for k = `degree`; infinite where there is none.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> exponential = Target.of(parse("exp(x)"), {"x": 0.0}, "x", 1, "float64")
    >>> 1.6487 / 6 <= on_interval(exponential, 3, 0.5) <= 1.65 / 6
    True
    """
    return max(_on_piece(target, degree, reach / _PIECES, piece) for piece in range(-_PIECES, _PIECES))


def _on_piece(target: Target, degree: int, width: float, piece: int) -> Any:
    inner = Ball(_BITS)
    with inner:
        # The pieces overlap at their ends: balls are wider than the numbers that they are made of.
        x = inner.exact(target.x) + (inner.number(Fraction(2 * piece + 1, 2)) + inner.interval(0.5)) * inner.exact(
            width
        )
        return _largest(target, Taylor(inner, degree), x, _upper_of_ball)


def on_disc(target: Target, degree: int, radius: float) -> Any:
    """Return a bound on |a_k| within a distance of x in the complex plane; infinite where there is none."""
    inner = Disc(_BITS)
    return _largest(target, Taylor(inner, degree), inner.exact(target.x) + inner.interval(radius), abs_upper)


def _largest(target: Target, m: Taylor, x: Number, upper: Callable[[Any], Any]) -> Any:
    infinite = _FLOATS.context.inf
    try:
        found = m.coefficients(target.function(m, m.variable(x)))[m.degree]
    except DerivcheckError:
        return infinite
    if any(b.coefficients[0].contains(0) for b in m.edges) or not found.is_finite():
        return infinite
    return +_FLOATS.context.mpf(upper(found)) * _UP


def _upper_of_ball(x: Number) -> Any:
    return middle(abs(x).upper(), _BITS)
