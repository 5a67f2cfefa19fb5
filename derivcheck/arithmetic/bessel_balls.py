"""Bessel functions of balls, and which orders are too large for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivcheck.elementary.number import Functions, Number
from derivcheck.ground.limits import FINE_BITS, MAX_BESSELY_ORDER, MAX_FINE_ORDER


def too_fine(m: Functions, *orders: Any) -> bool:
    """Return whether one of some orders is so large that with the bits of now a value takes too long."""
    return m.flint.ctx.prec >= FINE_BITS and any(not abs(m.arb(order)) <= MAX_FINE_ORDER for order in orders)


def second_bessel(m: Functions, n: Number, x: Any) -> Any:
    """Return Y, save where it is so large that no precision that is tried would tell it."""
    order = abs(m.arb(n))
    return m.arb("nan") if order > MAX_BESSELY_ORDER and abs(x) < order else x.bessel_y(m.arb(n))


def modified_bessel(name: str) -> Callable[..., Any]:
    """Return I or K; over a ball right of 0 from its ends, since I rises and K falls, and Arb takes seconds.

    K is the integral of exp(-x cosh t) cosh(n t), and the series of I has positive terms (DLMF 10.32.9, 10.25.2).
    """

    def value(m: Functions, n: Number, x: Any) -> Any:
        order = abs(m.arb(n)) if m.arb(n).is_integer() else m.arb(n)
        if name == "bessel_k" and too_fine(m, order):
            return m.arb("nan")
        if x.is_exact() or not order.is_exact() or not order >= 0:
            return getattr(x, name)(order)
        if x < 0 and name == "bessel_i" and order.is_integer():
            return (-1) ** int(order.unique_fmpz()) * value(m, order, -x)
        if not x > 0:
            return getattr(x, name)(order)
        low, high = (getattr(end, name)(order) for end in (x.lower(), x.upper()))
        return low.union(high)

    return value
