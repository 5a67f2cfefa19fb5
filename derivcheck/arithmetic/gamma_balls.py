"""Taylor coefficients of digamma at all points of a ball, many at once."""

from __future__ import annotations

from typing import Any

from derivcheck.arithmetic.ball_coefficients import from_ends, series_length
from derivcheck.elementary.number import Functions

_KEPT = 512
"""Points and balls of which coefficients are kept."""


def digamma_coefficients(m: Functions, x: Any, count: int) -> list[Any]:
    """Return balls that hold the Taylor coefficients of digamma at every point of a ball.

    Parameters
    ----------
    m : Ball
    x : arb
    count : int

    Returns
    -------
    list of arb
        NaN where a pole may lie in the ball.

    Examples
    --------
    >>> from derivcheck.arithmetic.ball import Ball
    >>> with Ball(64) as m:
    ...     value, slope = digamma_coefficients(m, m.arb(1), 2)
    >>> round(float(value), 6), round(float(slope), 6)
    (-0.577216, 1.644934)
    """
    if not ((x > 0 or x < 0) and x.is_finite()):
        return [m.arb("nan")] * count
    # Gamma and its slope ask for the same, and neighbouring balls share ends.
    key = m.flint.ctx.prec, count, *(int(n) for end in (x.lower(), x.upper()) for n in end.man_exp())
    if key not in _kept:
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = _right_of_zero(m, x, count) if x > 0 else _reflected(m, x, count)
    return _kept[key]


_kept: dict[tuple[int, ...], list[Any]] = {}


def _reflected(m: Functions, x: Any, count: int) -> list[Any]:
    """Return the coefficients left of 0 by psi(x) = psi(1 - x) - pi cot(pi x) (DLMF 5.5.4)."""
    turned, pi = digamma_coefficients(m, 1 - x, count), m.pi
    with series_length(m, count):
        cotangent = m.flint.arb_series([x, 1], count).cot_pi()
        return [(-turned[k] if k % 2 else turned[k]) - pi * cotangent[k] for k in range(count)]


def _right_of_zero(m: Functions, x: Any, count: int) -> list[Any]:
    """Return the coefficients from the ends of a ball: right of 0 each of them rises or falls (DLMF 5.15.1)."""
    if not x.is_exact():
        return from_ends(lambda end: digamma_coefficients(m, end, count), x)
    with series_length(m, count + 1):
        logarithm = m.flint.arb_series([x, 1], count + 1).lgamma()
        return [(k + 1) * logarithm[k + 1] for k in range(count)]
