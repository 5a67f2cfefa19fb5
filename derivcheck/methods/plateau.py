"""Is a plateau of coefficients noise, or structure too fine for the nodes?

Neighbouring floats tell. Noise of rounding is there too; steps (an f that computes in float32, or
rounds its output) leave the value standing still although the slope would move it; what is smooth
at that scale is neither, and so the plateau is structure.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from derivcheck.methods.chebyshev_fit import UNIT, Fit

# Incommensurate, so that no grid of f's own is in step with them.
_PROBES = (-3.217, -2.131, -1.073, 0.0, 0.919, 2.043, 3.301)

_SPACING = 2.0**-46
_PARTS = 26
_CLOSE = 1e-3

_SAME_NOISE = 1 / 32
"""Noise of seven values against that of a coefficient; either is a sample of the same, but few."""


def is_noise(f: Callable[[float], float], fit: Fit) -> bool:
    """Return whether the tail of a fit is noise of f; takes up to seven evaluations.

    Parameters
    ----------
    f : callable
    fit : Fit

    Examples
    --------
    >>> import math
    >>> from derivcheck.methods import chebyshev_fit
    >>> from derivcheck.methods.chebyshev_fit import Window
    >>> coarse = lambda x: round(math.sin(x), 6)
    >>> fine = lambda x: math.sin(x) + 1e-6 * math.sin(1e4 * x)
    >>> [is_noise(f, chebyshev_fit.fit(f, Window(1.0, 0.2), 1)) for f in (coarse, fine)]
    [True, False]
    """
    window = fit.window
    spacing = _spacing(fit)
    offsets = np.array([abs(p) * window.side if window.side else p for p in _PROBES]) * spacing
    arguments = window.x + offsets
    values = np.array([f(float(y)) for y in arguments])
    if not np.all(np.isfinite(values)):
        return False
    return _stands_still(values, fit, spacing) or _scatter(arguments - window.x, values) >= _SAME_NOISE * fit.tail


def _spacing(fit: Fit) -> float:
    """Return a spacing of neighbours, over which the slope moves f by a part of the tail, but not by a step of that size."""
    slope = float(fit.sizes[1]) / fit.window.half
    moving = fit.tail / (_PARTS * slope) if slope else math.inf
    return max(_SPACING * max(abs(fit.window.x), fit.window.radius), min(moving, _CLOSE * fit.window.radius))


def _stands_still(values: np.ndarray, fit: Fit, spacing: float) -> bool:
    """Return whether values repeat that a slope would have moved by several of their last digits."""
    slope = float(fit.sizes[1]) / fit.window.half
    moved = slope * spacing >= UNIT * float(np.max(np.abs(values)))
    return moved and len(np.unique(values)) <= 2


def _scatter(offsets: np.ndarray, values: np.ndarray) -> float:
    """Return the root mean square distance of the values from a parabola."""
    scale = float(np.max(np.abs(offsets))) or 1.0
    basis = np.vander(offsets / scale, 3)
    off = values - values[0] - basis @ np.linalg.lstsq(basis, values - values[0], rcond=None)[0]
    return float(np.sqrt(np.sum(off**2) / (len(values) - 3)))
