"""Whether f is rough next to a point by rounding: then it jumps between neighbouring floats, as nothing smooth does.

Next to a hole, as 0 is one of (exp(x) - 1)/x, rounding is far larger than over a whole window, and
goes by teeth: f is smooth from float to float, and then jumps. Bisection finds jumps; two apart are
rounding, and one alone may be a jump of f itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box.chebyshev_fit import Fit
from derivcheck.methods.black_box.noise import noise
from derivcheck.methods.black_box.opaque import Opaque

_PLACES = (-0.91, 0.37, -0.29, 0.83, -0.67, 0.53)
"""Ends of the intervals that are searched, as parts of the distance; the other end is half-way to the point."""

_ENOUGH = 2


def rounding(f: Opaque, fit: Fit, distance: float, size: float) -> bool:
    """Return whether f jumps by about a size between neighbouring floats, at two places next to the point of a fit.

    Parameters
    ----------
    f : Opaque
    fit : Fit
    distance : float
        How far from the point is looked.
    size : float

    Examples
    --------
    >>> from derivcheck.methods.black_box import chebyshev_fit
    >>> from derivcheck.methods.black_box.chebyshev_fit import Window
    >>> rough, smooth = lambda x: (math.exp(x) - 1) / x, lambda x: math.exp(x) + 1e-11 * math.sin(1e9 * x)
    >>> fits = [chebyshev_fit.fit(f, Window(1e-5, 0.05), 1) for f in (rough, smooth)]
    >>> [rounding(Opaque(f), fit, 4e-6, 1e-11) for f, fit in zip((rough, smooth), fits)]
    [True, False]
    """
    least, x = size / allowances.OFF_BY_JUMPS.value, fit.window.x
    if not least <= noise(f, x) < math.inf:  # cheaper, but smooth structure may pass for noise there
        return False
    found = 0
    for tried, part in enumerate(_PLACES):
        found += jumps(lambda y: f(y) - float(fit(y)), x + part * distance, x + part * distance / 2, least)
        if found == _ENOUGH or tried - found >= len(_PLACES) - _ENOUGH:
            break
    return found == _ENOUGH


def jumps(f: Callable[[float], float], a: float, b: float, least: float) -> bool:
    """Return whether f is seen to jump by so much between neighbouring floats in an interval: where bisection leads.

    Over half an interval something smooth moves half as much, and so soon by less.

    Examples
    --------
    >>> jumps(math.floor, 0.5, 1.25, 0.1), jumps(math.sin, 0.5, 1.25, 0.1)
    (True, False)
    """
    low, high = min(a, b), max(a, b)
    below, above = f(low), f(high)
    while low < (middle := low + (high - low) / 2) < high and abs(above - below) >= least / 8:
        between = f(middle)
        if abs(between - below) >= abs(above - between):
            high, above = middle, between
        else:
            low, below = middle, between
    return abs(above - below) >= least
