"""Taylor coefficients of digamma at all points of a ball, many at once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from derivcheck.elementary.number import Functions

_KEPT = 512
"""Points of which coefficients are kept."""


@contextlib.contextmanager
def series_length(m: Functions, length: int) -> Iterator[None]:
    """Let series of the library be so long: where they are cut off is a global of it."""
    outer = m.flint.ctx.cap
    m.flint.ctx.cap = length
    try:
        yield
    finally:
        m.flint.ctx.cap = outer


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
    if x > 0 and x.is_finite():
        return _right_of_zero(m, x, count)
    if not (x < 0 and x.is_finite()):
        return [m.arb("nan")] * count
    # psi(x) = psi(1 - x) - pi cot(pi x) (DLMF 5.5.4).
    turned = _right_of_zero(m, 1 - x, count)
    with series_length(m, count):
        cotangent = m.flint.arb_series([x, 1], count).cot_pi()
        return [(-1) ** k * turned[k] - m.pi * cotangent[k] for k in range(count)]


def _right_of_zero(m: Functions, x: Any, count: int) -> list[Any]:
    """Return the coefficients from the ends of a ball: right of 0 each of them rises or falls (DLMF 5.15.1)."""
    if x.is_exact():
        return list(_at(m, x, count))
    ends = (_at(m, end, count) for end in (x.lower(), x.upper()))
    return [low.union(high) for low, high in zip(*ends, strict=True)]


def _at(m: Functions, x: Any, count: int) -> tuple[Any, ...]:
    """Return the coefficients at a point, kept: neighbouring balls share ends, gamma and its slope ask for the same."""
    mantissa, exponent = x.man_exp()
    key = m.flint.ctx.prec, int(mantissa), int(exponent), count
    if key not in _kept:
        if len(_kept) >= _KEPT:
            _kept.clear()
        with series_length(m, count + 1):
            logarithm = m.flint.arb_series([x, 1], count + 1).lgamma()
            _kept[key] = tuple((k + 1) * logarithm[k + 1] for k in range(count))
    return _kept[key]


_kept: dict[tuple[int, int, int, int], tuple[Any, ...]] = {}
