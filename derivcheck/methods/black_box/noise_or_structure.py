"""Whether a plateau of coefficients is noise, or structure too fine for the nodes.

Neighbouring floats decide. Noise of rounding shows there too; steps (an f that computes in float32, or
rounds its output) repeat a value although the slope would move it; what is smooth
at that scale is neither, and so the plateau is structure.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box.chebyshev_fit import UNIT, Fit
from derivcheck.methods.black_box.noise import NEIGHBOURS, scatter


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
    offsets, values = _neighbours(f, fit, fit.window.x, spacing, NEIGHBOURS)
    if not np.all(np.isfinite(values)):
        return False
    if not _repeat(values, fit, spacing):
        return _off(offsets, values, 2) >= allowances.SAME_NOISE.value * fit.tail
    # An f that is constant around x only has no steps elsewhere.
    aside = allowances.STEPS_ELSEWHERE.value
    ends = map(float, fit.window.arguments(fit.window.facing((aside, -aside))))
    return all(_is_rough(*_neighbours(f, fit, y, spacing, NEIGHBOURS[::2]), fit) for y in ends)


def _neighbours(f: Callable[[float], float], fit: Fit, y: float, spacing: float, probes: ArrayLike) -> tuple[Any, Any]:
    """Return distances from a point, and the values of f there."""
    window = dataclasses.replace(fit.window, x=y, radius=spacing)
    arguments = window.arguments(window.facing(probes))
    return arguments - y, np.array([f(float(argument)) for argument in arguments])


def _spacing(fit: Fit) -> float:
    """Return a spacing over which the slope moves f by a part of the tail, and so by less than a step."""
    moving = fit.tail / (allowances.STEP_PARTS.value * fit.slope) if fit.slope else math.inf
    least = allowances.SPACING.value * max(abs(fit.window.x), fit.window.radius)
    return max(least, min(moving, allowances.SPACING_OF_RADIUS.value * fit.window.radius))


def _repeat(values: ArrayLike, fit: Fit, spacing: float) -> bool:
    """Return whether values repeat that a slope would have moved by their last digits."""
    moved = fit.slope * spacing >= UNIT * float(np.max(np.abs(values)))
    return moved and len(np.unique(values)) <= 2


def _is_rough(offsets: ArrayLike, values: ArrayLike, fit: Fit) -> bool:
    return len(np.unique(values)) <= 2 or _off(offsets, values, 1) >= allowances.SAME_NOISE.value * fit.tail


def _off(offsets: ArrayLike, values: Any, degree: int) -> float:
    return scatter(offsets, values - values[0], degree)
