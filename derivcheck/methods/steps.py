"""An f that is constant around the point: is it so, or does it stand on a step of a staircase?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from derivcheck.methods.chebyshev_fit import UNIT, Window

# Irrational parts of the radius: decimal ones would be in step with decimal numbers in f.
_PARTS = (math.pi, 3.1 * math.pi, 11.5 * math.e, 35.7 * math.e)
_AROUND = tuple(sign * part for part in _PARTS for sign in (1, -1))

_ROUNDINGS = 16 * UNIT
_SURE = 1000
"""Size of a common measure, in roundings, that is no chance: two moves without one seem to have it once in 500."""


def on_a_step(f: Callable[[float], float], window: Window) -> bool:
    """Return whether f, constant in the window, moves by whole steps around it.

    Parameters
    ----------
    f : callable
        NaN outside of its domain.
    window : Window

    Examples
    --------
    >>> window = Window(-3.0, 0.3)
    >>> on_a_step(math.floor, window), on_a_step(lambda x: max(x, 0.0), window), on_a_step(lambda x: 2.0, window)
    (True, False, False)
    """
    around = window.arguments(window.facing(_AROUND[:: 1 + abs(window.side)]))
    values = [y for y in map(f, map(float, around)) if not math.isnan(y)]
    middle = f(window.x)
    return _whole([abs(y - middle) for y in values if y != middle], max(map(abs, (middle, *values))))


def _whole(moves: Sequence[float], peak: float) -> bool:
    """Return whether moves have a common measure; one alone may be anything."""
    measure, allowance = min(moves, default=0.0), _ROUNDINGS * peak
    for move in sorted(moves):
        grown = _ROUNDINGS * peak * (1 + move / measure)
        if _SURE * grown > measure:
            break  # next to so large a move the measure is lost in rounding
        measure, allowance = _common_measure(move, measure, grown), grown
        if measure < _SURE * allowance:
            return False
    return bool(moves)


def _common_measure(a: float, b: float, allowance: float) -> float:
    """Return the greatest number that both are multiples of, by Euclid's algorithm."""
    while b > allowance:
        a, b = b, abs(math.remainder(a, b))
    return a
