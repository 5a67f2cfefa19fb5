"""Whether a plateau of coefficients is noise, or structure too fine for the nodes.

Neighbouring floats tell. Noise of rounding is there too; steps (an f that computes in float32, or
rounds its output) leave the value standing still although the slope would move it; what is smooth
at that scale is neither, and so the plateau is structure.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.methods.black_box.chebyshev_fit import UNIT, Fit

# Incommensurate, so that no grid of f's own is in step with them.
_PROBES = np.array([-3.217, -2.131, -1.073, 0.0, 0.919, 2.043, 3.301])

_SPACING = 2.0**-46
_CLOSE = 1e-6
"""The least and greatest spacing; the latter, of the radius, keeps a bend or a root from looking like noise."""

_PARTS = 26
"""Into so many parts the spacing cuts a move by the tail, which is an eighth of the height of a step."""

_SAME_NOISE = 1 / 8
"""Noise of seven values against that of a coefficient, of which it is usually two or three times."""

_ELSEWHERE = (0.93, -0.93)
"""Where steps are looked for too, since an f that is constant around x only has none there."""


def is_noise(f: Callable[[float], float], fit: Fit) -> bool:
    """Return whether the tail of a fit is noise of f; takes up to seven evaluations.

    Parameters
    ----------
    f : callable
    fit : Fit

    Examples
    --------
    >>> import math
    >>> from derivcheck.methods.black_box import chebyshev_fit
    >>> from derivcheck.methods.black_box.chebyshev_fit import Window
    >>> coarse = lambda x: round(math.sin(x), 6)
    >>> fine = lambda x: math.sin(x) + 1e-6 * math.sin(1e4 * x)
    >>> [is_noise(f, chebyshev_fit.fit(f, Window(1.0, 0.2), 1)) for f in (coarse, fine)]
    [True, False]
    """
    spacing = _spacing(fit)
    offsets, values = _neighbours(f, fit, fit.window.x, spacing, _PROBES)
    if not np.all(np.isfinite(values)):
        return False
    if not _stands_still(values, fit, spacing):
        return _scatter(offsets, values, 2) >= _SAME_NOISE * fit.tail
    ends = map(float, fit.window.arguments(fit.window.facing(_ELSEWHERE)))
    return all(_is_rough(*_neighbours(f, fit, y, spacing, _PROBES[::2]), fit) for y in ends)


def _neighbours(f: Callable[[float], float], fit: Fit, y: float, spacing: float, probes: Any) -> tuple[Any, Any]:
    """Return distances from a point, and the values of f there."""
    window = dataclasses.replace(fit.window, x=y, radius=spacing)
    arguments = window.arguments(window.facing(probes))
    return arguments - y, np.array([f(float(argument)) for argument in arguments])


def _spacing(fit: Fit) -> float:
    """Return a spacing over which the slope moves f by a part of the tail, and so by less than a step."""
    moving = fit.tail / (_PARTS * fit.slope) if fit.slope else math.inf
    return max(_SPACING * max(abs(fit.window.x), fit.window.radius), min(moving, _CLOSE * fit.window.radius))


def _stands_still(values: Any, fit: Fit, spacing: float) -> bool:
    """Return whether values repeat that a slope would have moved by their last digits."""
    moved = fit.slope * spacing >= UNIT * float(np.max(np.abs(values)))
    return moved and len(np.unique(values)) <= 2


def _is_rough(offsets: Any, values: Any, fit: Fit) -> bool:
    return len(np.unique(values)) <= 2 or _scatter(offsets, values, 1) >= _SAME_NOISE * fit.tail


def _scatter(offsets: Any, values: Any, degree: int) -> float:
    """Return the root mean square distance of the values from a polynomial."""
    basis = np.vander(offsets / (float(np.max(np.abs(offsets))) or 1.0), degree + 1)
    off = values - values[0] - basis @ np.linalg.lstsq(basis, values - values[0], rcond=None)[0]
    return float(np.sqrt(np.sum(off**2) / (len(values) - degree - 1)))
