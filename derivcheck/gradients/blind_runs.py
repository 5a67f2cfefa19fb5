"""Whether values of f move as a derivative says: runs in other numbers may not see what code does with them.

Code that keeps its last result for the same argument, or that finds a root by halving, gives the right value in a run
of any numbers, with a derivative of zero. Then differences of plain values stay at another slope over all
steps, down to those that are as small as rounding lets them be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.gradients.directions import draw
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.ground.allowances import gradients as allowances

STEPS = {1: (2.0**-26, 2.0**-20, 2.0**-14, 2.0**-8), 2: (2.0**-12, 2.0**-9, 2.0**-6)}
"""Steps by the order of the derivative, relative to each element, the smallest first: rounding is 2^-27 there."""


def blind(f: Callable[[Any], Any], x: Any, derivative: Any, order: int, rng: np.random.Generator) -> bool:
    """Return whether differences of f stay far from a derivative along a random direction, whatever the step.

    Parameters
    ----------
    f : callable
    x, derivative : array or number
    order : int
        1, or 2 of a Hessian.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> blind(np.sin, np.float64(1.0), 0.0, 1, rng), blind(np.sin, np.float64(1.0), np.cos(1.0), 1, rng)
    (True, False)
    """
    if order not in STEPS:
        return False
    v, slopes = draw(x, rng, 1)[0] * scale_of(x), np.asarray(derivative, dtype=np.float64)
    # What does not move at all, so it is said, is looked at alone: another component may move more.
    still = np.all(np.reshape(slopes, (-1, *np.shape(v))) == 0, axis=0) if order == 1 else False
    return _far(f, x, slopes, v, order) or (bool(np.any(still)) and _far(f, x, slopes, np.where(still, v, 0.0), order))


def _far(f: Callable[[Any], Any], x: Any, slopes: Any, v: Any, order: int) -> bool:
    expected = slopes
    for _ in range(order):
        expected = np.tensordot(expected, v, np.ndim(x))
    middle = _floats(f(x))
    seen: list[Any] = []
    far: Any = True
    for step in STEPS[order]:
        above, below = _floats(f(x + step * v)) - middle, _floats(f(x - step * v)) - middle
        seen.append((above - below) / (2 * step) if order == 1 else (above + below) / step**2)
        # At a bend both sides differ, and differences of any step may be alike.
        noise = allowances.DIFFERENCE_ROUNDING.value * np.abs(middle) / step**order
        far = (
            far
            & _flat(seen, np.ravel(expected), noise)
            & (_alike([above, -below]) if order == len(seen) == 1 else True)
        )
        if not np.any(far):
            return False
    return True


def _floats(value: Any) -> Any:
    return np.ravel(np.asarray(value, dtype=np.float64))


def _alike(seen: list[Any]) -> Any:
    """Return where numbers are alike."""
    low, high = np.min(seen, axis=0), np.max(seen, axis=0)
    return high - low <= allowances.FLAT_CHANGE.value * np.maximum(np.abs(low), np.abs(high))


def _flat(seen: list[Any], expected: Any, noise: Any) -> Any:
    """Return where differences over several steps are alike, and far from what is expected, also beside rounding."""
    size = np.max(np.abs(seen), axis=0)
    off = np.min(np.abs(np.array(seen) - expected), axis=0)
    return _alike(seen) & (off > allowances.FAR_OFF.value * size) & (off > noise)
