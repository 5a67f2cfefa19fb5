"""Functions over wide balls, by values at the ends or in the middle, where Arb's own enclosure is far wider or slow."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.elementary.number import Functions
from derivcheck.elementary.row import Slope


def monotonic(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that is monotonic in its last argument, over a ball from its values at both ends."""

    def value(m: Functions, *arguments: Any) -> Any:
        *fixed, x = arguments
        x = m.arb(x)
        if x.is_exact():
            return function(m, *fixed, x)
        low, high = (function(m, *fixed, end) for end in (x.lower(), x.upper()))
        return low.union(high) if low.is_finite() and high.is_finite() else m.arb("nan")

    return value


def falling_with_size(function: Callable[..., Any], parity: int) -> Callable[..., Any]:
    """Return an even function, or an odd one with a pole at 0, that falls right of 0: from its values at both ends."""

    def value(m: Functions, x: Any) -> Any:
        if parity < 0 and not (x > 0 or x < 0):
            return m.arb("nan")
        low, high = (function(size) for size in (x.abs_lower(), x.abs_upper()))
        found = low.union(high) if low.is_finite() and high.is_finite() else m.arb("nan")
        return parity * found if x < 0 else found

    return value


def around_middle(m: Functions, x: Any, function: Callable[[Any], Any], steepest: Fraction | int) -> Any:
    """Return a function that is no steeper than told, over a ball."""
    middle = function(x.mid())
    if x.is_exact():
        return middle
    around, whole = middle + m.number(steepest) * (x - x.mid()), function(x)
    return whole.intersection(around) if whole.is_finite() else around


def by_mean_value(function: Callable[..., Any], slope: Slope) -> Callable[..., Any]:
    """Return a function over a wide ball from its middle and the slope of its row over the ball too: often narrower."""

    def value(m: Functions, *arguments: Any) -> Any:
        *fixed, x = map(m.arb, arguments)
        if x.is_exact():
            return function(m, *fixed, x)
        whole = function(m, *fixed, x)
        around = function(m, *fixed, x.mid()) + slope(m, *fixed, x, None) * (x - x.mid())
        if not whole.is_finite():
            return around
        return whole.intersection(around) if around.is_finite() else whole

    return value
