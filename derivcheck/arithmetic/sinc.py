"""Derivatives of sinc(x) = sin(x)/x in any arithmetic that has sine and cosine.

The k-th derivative g_k is the mean of t^k cos(x t + k pi/2) for t in [0, 1], so |g_k| <= 1/(k + 1). Differentiating
x sinc(x) = sin(x) k times gives

    x g_k + k g_(k-1) = sin(x + k pi/2),

which loses digits upwards where k > |x|, and downwards where k < |x| (Gautschi, "Computational aspects of three-term
recurrence relations", SIAM Review 9, 1967). So each direction is taken where it is good; downwards it
starts so high up that the start, of which only its size is known, no longer counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.elementary.number import Functions, Number

Turns = Callable[[int], Any]

_BITS = 64
"""Digits of the start that must not count, where an arithmetic does not say: those of longdouble."""


def derivatives(m: Functions, x: Number, last: int) -> list[Any]:
    """Return sinc(x) and its derivatives up to order `last`, as numbers of an arithmetic.

    Examples
    --------
    >>> from derivcheck.arithmetic.real import Real
    >>> [float(g) for g in derivatives(Real(), np.float64(0), 4)]
    [1.0, 0.0, -0.3333333333333333, 0.0, 0.2]
    """
    low, high = _sizes(x)
    turns = turning(m.sin(x), m.cos(x))
    # NaN goes upwards too.
    middle = min(last, int(low)) if low < last else last
    found = [m.sinc(x)]
    for k in range(1, middle + 1):
        found.append(m.div(turns(k) - k * found[-1], x))
    return [*found, *_downwards(m, x, turns, high, middle, last)]


def _downwards(m: Functions, x: Number, turns: Turns, high: float, middle: int, last: int) -> list[Any]:
    """Return the derivatives of orders above `middle`."""
    if middle == last:
        return []
    start = first_order(high, last, _bits(m))
    found = [m.interval(m.number(Fraction(1, start + 1)))]
    for k in range(start, middle + 1, -1):
        found.append((turns(k) - x * found[-1]) / k)
    return found[::-1][: last - middle]


def turning(sine: Number, cosine: Number) -> Turns:
    """Return sin(x + k pi/2) as a function of k."""
    return lambda k: (sine, cosine, -sine, -cosine)[k % 4]


def first_order(size: float, last: int, bits: int) -> int:
    """Return the order to start from for |x| <= size, so that 2**-bits of the start are left at order `last`.

    Each step multiplies the error by |x|/k. One factor is not counted: by it odd derivatives are small next to 0.
    """
    start, left = last + 1, 0.0
    scale = math.log2(size) if 0 < size < math.inf else math.copysign(bits, size - 1)
    while left > -bits and start < last + 8 * bits + 8 * size:
        start += 1
        left += scale - math.log2(start)
    return start


def of_floats(order: ArrayLike, x: ArrayLike) -> Any:
    """Return a derivative of sinc at NumPy floats, orders and points of any shape."""
    orders = np.unique(order)
    if orders.size == 1:
        return _of_floats(int(orders[0]), x)
    return np.choose(np.searchsorted(orders, order), [_of_floats(int(k), x) for k in orders])


def _of_floats(order: int, x: ArrayLike) -> Any:
    least = max(1, order)
    near = np.abs(x) <= least
    small, large = np.where(near, x, np.zeros_like(x)), np.where(near, np.full_like(x, least), x)
    return np.where(near, _near_zero(order, small, first_order(least, order, _BITS)), _away(order, large))[()]


def _near_zero(order: int, x: ArrayLike, start: int) -> Any:
    turns, found = turning(np.sin(x), np.cos(x)), np.zeros_like(x)
    for k in range(start, order, -1):
        found = (turns(k) - x * found) / k
    return found


def _away(order: int, x: ArrayLike) -> Any:
    turns = turning(np.sin(x), np.cos(x))
    found = turns(0) / x
    for k in range(1, order + 1):
        found = (turns(k) - k * found) / x
    return found


def _sizes(x: Number) -> tuple[float, float]:
    """Return the least and the largest |x| of an interval; the same of a number."""
    size = abs(getattr(x, "value", x))
    if hasattr(size, "lower"):
        # |x| of a ball around 0 is a ball again, which reaches below 0.
        return max(float(size.lower()), 0.0), float(size.upper())
    return float(size), float(size)


def _bits(m: Functions) -> int:
    while hasattr(m, "inner"):
        m = m.inner
    return getattr(m, "bits", _BITS)
