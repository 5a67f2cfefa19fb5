"""Where a function may be singular inside a box of arguments."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.elementary.number import Functions


def at_zeros_of(function: str) -> Callable[..., Any]:
    """Return the test for a function that is singular where another one changes sign, at most once in 1."""

    def changes_sign(m: Functions, lows: Any, highs: Any) -> Any:
        low, high = getattr(m, function)(lows[-1]), getattr(m, function)(highs[-1])
        return (low * high <= 0) | (highs[-1] - lows[-1] >= 1)

    return changes_sign


def at_zero(m: Functions, lows: Any, highs: Any) -> Any:
    """Tell whether a box touches the place where the last argument is 0."""
    return lows[-1] * highs[-1] <= 0


def at_one(m: Functions, lows: Any, highs: Any) -> Any:
    """Tell whether a box touches the place where the last argument is 1."""
    return (lows[-1] - 1) * (highs[-1] - 1) <= 0


def at_integers_below_one(m: Functions, lows: Any, highs: Any) -> Any:
    """Tell whether the last argument may be 0 or a negative integer."""
    # To the right of them everything is at 1/2.
    low, high = (m.min(x[-1], m.number(Fraction(1, 2))) for x in (lows, highs))
    return (m.sin(m.pi * low) * m.sin(m.pi * high) <= 0) | (high - low >= 1)


def at_poles_of_beta(m: Functions, lows: Any, highs: Any) -> Any:
    """Tell whether an argument, or their sum, may be 0 or a negative integer."""
    places = [*zip(lows, highs, strict=True), (lows[0] + lows[1], highs[0] + highs[1])]
    first, second, total = (at_integers_below_one(m, (low,), (high,)) for low, high in places)
    return first | second | total


def at_branch_cut(m: Functions, lows: Any, highs: Any) -> Any:
    """Tell whether a box touches the negative half of the x axis."""
    (y_low, x_low), (y_high, _) = lows, highs
    return (y_low * y_high <= 0) & (x_low <= 0)
