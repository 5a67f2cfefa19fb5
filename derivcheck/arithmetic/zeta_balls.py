"""Taylor coefficients of zeta at all points of a ball, many at once."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.ball_coefficients import from_ends, series_length
from derivcheck.elementary.number import Functions
from derivcheck.ground.limits import MAX_ZETA_BITS


def zeta_coefficients(m: Functions, x: Any, count: int) -> list[Any]:
    """Return balls that hold the Taylor coefficients of zeta at every point of a ball.

    Right of 1 each of them is monotonic, as (-1)^k zeta^(k)(x) is the sum of log(n)^k n^(-x) (DLMF 25.2.1), so a wide
    ball is looked at from its ends; left of 1 Arb takes seconds for one.

    Parameters
    ----------
    m : Ball
    x : arb
    count : int

    Returns
    -------
    list of arb
        NaN where the pole may lie in the ball, or where it is wide and not right of 1.

    Examples
    --------
    >>> from derivcheck.arithmetic.ball import Ball
    >>> with Ball(64) as m:
    ...     value, slope = zeta_coefficients(m, m.arb(2), 2)
    >>> round(float(value), 6), round(float(slope), 6)
    (1.644934, -0.937548)
    """
    if x.is_exact() or x.rad() < m.number(Fraction(1, 8)):
        return _near(m, x, count)
    if not x > 1:
        return [m.arb("nan")] * count
    return from_ends(lambda end: _near(m, end, count), x)


def _near(m: Functions, x: Any, count: int) -> list[Any]:
    if x < -(2**MAX_ZETA_BITS):
        return [m.arb("nan")] * count
    if x > 4 * (m.flint.ctx.prec + count):
        return [_far(m, x, k) for k in range(count)]
    with series_length(m, count):
        found = m.flint.arb_series([x, 1], count).zeta()
        return [found[k] for k in range(count)]


def _far(m: Functions, x: Any, k: int) -> Any:
    """Return a coefficient far to the right by the first term of the series, where Arb takes seconds.

    The later terms, log(n)^k n^(-x) with log(n) < n log(2), are less than 3^(k - x) (1 + 3/(x - k - 1)) log(2)^k.
    """
    two, three = m.arb(2), m.arb(3)
    rest = three ** (k - x) * (1 + three / (x - k - 1))
    return (two**-x + rest.union(m.arb(0))) * (-two.log()) ** k / math.factorial(k) + (k == 0)
