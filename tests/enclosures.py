"""Whether a ball holds a number that mpmath knows: what the number may be off by is measured, not assumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import mpmath

DIGITS = 60


@dataclass(frozen=True)
class Known:
    """A number of mpmath, and by how much it differs from the same with half of the digits."""

    value: Any
    room: Any

    def times(self, factor: Any) -> Known:
        """Return a multiple, to plant a fault with."""
        return Known(self.value * factor, self.room * abs(factor))


def known(numbers: Callable[[], Sequence[Any]], digits: int = DIGITS) -> list[Known]:
    """Return numbers worked out with `digits` and twice as many, of which the second are far nearer than the first."""
    with mpmath.workdps(digits):
        coarse = numbers()
    with mpmath.workdps(2 * digits):
        return [Known(b, abs(b - a)) for a, b in zip(coarse, numbers(), strict=True)]


def holds(ball: Any, truth: Known) -> bool:
    """Return whether a ball, with its ends exactly, reaches a number."""
    with mpmath.workdps(4 * DIGITS):
        low, high = map(_exactly, (ball.lower(), ball.upper()))
        return bool(low - truth.room <= truth.value <= high + truth.room)


def _exactly(end: Any) -> Any:
    if not end.is_finite():
        return mpmath.mpf(str(end.str(5, radius=False)))
    mantissa, exponent = end.man_exp()
    return mpmath.ldexp(mpmath.mpf(int(mantissa)), int(exponent))


def inside(low: float, high: float, parts: int) -> list[Any]:
    """Return the ends of an interval and points between, at so many parts of it, exactly."""
    with mpmath.workdps(4 * DIGITS):
        return [mpmath.mpf(low) + (mpmath.mpf(high) - mpmath.mpf(low)) * k / parts for k in range(parts + 1)]
