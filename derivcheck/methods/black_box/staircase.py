"""Whether an f that is constant around the point stands on a step of a staircase."""

from __future__ import annotations

import math
from collections.abc import Callable

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box.chebyshev_fit import Window

# Irrational parts of the radius: decimal ones would be in step with decimal numbers in f.
_AROUND = (math.pi, 3.1 * math.pi, 11.5 * math.e, 35.7 * math.e, 111 * math.e)

_ASIDE = (1 / (5 * math.pi), -1 / (9 * math.e), 1 / (32 * math.pi))
"""How far from a point f must be constant too, if it goes by steps: less than the width of the step at x."""


def on_a_step(f: Callable[[float], float], window: Window) -> bool:
    """Return whether f, constant in the window, is also constant where it is first seen to have another value.

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
    found = [_constant_where_it_moved(f, window, sign) for sign in (1, -1) if sign * window.side >= 0]
    return any(found)


def _constant_where_it_moved(f: Callable[[float], float], window: Window, sign: int) -> bool:
    """Return whether f is constant at the nearest point on a side where it is clearly another."""
    middle = f(window.x)
    around = (float(y) for y in window.arguments([sign * part for part in _AROUND]))
    moved = next((y for y in around if abs(f(y) - middle) > allowances.CLEAR_MOVE.value * abs(middle)), None)
    flat = moved is not None and any(f(moved + part * float(window.radius)) == f(moved) for part in _ASIDE)
    return flat and moved is not None and _jumps(f, window.x, moved)


def _jumps(f: Callable[[float], float], still: float, moved: float) -> bool:
    """Return whether f jumps where it first leaves the value that it has at a point; a bend there is none."""
    middle, height = f(still), abs(f(moved) - f(still))
    for _ in range(allowances.EDGE_HALVINGS.value):
        between = (still + moved) / 2
        if abs(f(between) - middle) > allowances.CLEAR_MOVE.value * abs(middle):
            moved = between
        else:
            still = between
    return abs(f(moved) - middle) > allowances.EDGE_RISE.value * height
