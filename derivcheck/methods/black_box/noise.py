"""The evaluation noise of opaque code: how far its values are off a smooth curve.

Values at a few neighbours of the point are compared with a parabola; the function moves by less
than that over so short a distance. (Moré & Wild, "Estimating computational noise", SIAM J. Sci.
Comput. 33, 2011, take differences of such values, which is the same.) Where the values do not move at all,
f goes by steps, and the distance grows until they show. Noise that is the same at all
neighbours, such as a wrong constant, is no noise and cannot be seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev

from derivcheck.methods.black_box.opaque import Opaque

# Incommensurate, so that no grid of f's own is in step with them.
_NEIGHBOURS = np.array([-3.217, -2.131, -1.073, 0.0, 0.919, 2.043, 3.301])

_SPACINGS = (2.0**-46, 2.0**-34, 2.0**-22, 2.0**-10, 2.0**-6)
"""Of the scale of x: the next is tried where the values stood still."""

_DEGREE = 2
_ALLOWANCE = 10.0
"""Of a root mean square of four degrees of freedom, against the size of one value of the noise."""

_LEAST_ULPS = 4
"""What a few operations leave, when by chance all the neighbours are off alike."""

_MASKED = 2.0**-10
_LEVEL = 10.0
_SMALL = 0.01
"""Coefficients are level when the last are a tenth of those before, and noise when they are small next to f."""

_FEWEST = _DEGREE + 3


def noise(f: Callable[[float], Any], x: float) -> float:
    """Return an upper estimate of the evaluation noise of f at x.

    Parameters
    ----------
    f : callable
        Takes a float and returns a real number.
    x : float

    Returns
    -------
    float
        At least a few units in the last place of f(x); infinite where f has no finite values around x.

    Examples
    --------
    >>> noise(math.exp, 1.0) < 1e-14
    True
    >>> noise(lambda x: round(math.exp(x), 6), 1.0) > 2e-7
    True
    >>> noise(math.sqrt, -1.0)
    inf
    """
    opaque = f if isinstance(f, Opaque) else Opaque(f)
    middle = opaque(float(x))
    if math.isnan(middle):
        return math.inf
    with np.errstate(all="ignore"):
        return max(_LEAST_ULPS * math.ulp(middle), _scatter(opaque, float(x), middle))


def _scatter(f: Opaque, x: float, middle: float) -> float:
    """Return the scatter at the least distance at which the values move, and what a greater one adds."""
    found = 0.0
    for spacing in _spacings(x):
        offsets, moves = _neighbours(f, x, spacing, middle)
        if len(moves) < _FEWEST:
            return math.inf
        found = max(found, _ALLOWANCE * _off_parabola(offsets, moves), _step(moves))
        if len(np.unique(moves)) > 2:
            break
    return max(found, _masked(f, x, middle))


def _masked(f: Opaque, x: float, middle: float) -> float:
    """Return the noise that shows only over a greater distance, since something smooth is multiplied with its steps.

    So is (1 - cos x)/x² for a small x. Of a smooth function the coefficients fall; those of noise do not.
    """
    offsets, moves = _neighbours(f, x, _MASKED * (abs(x) or 1.0), middle)
    if len(moves) < len(_NEIGHBOURS):
        return 0.0
    sizes = np.abs(chebyshev.chebfit(offsets / float(np.max(np.abs(offsets))), moves, len(moves) - 1))
    before, last = float(np.max(sizes[3:5])), float(np.max(sizes[5:]))
    flat = 0 < before <= _LEVEL * last and before <= _SMALL * abs(middle)
    return _ALLOWANCE * max(before, last) if flat else 0.0


def _spacings(x: float) -> Iterator[float]:
    """Yield distances in the scale of x, and at last one in the scale of 1 for a tiny x."""
    yield from (part * (abs(x) or 1.0) for part in _SPACINGS)
    if 0 < abs(x) < _SPACINGS[1]:
        yield _SPACINGS[1]


def _neighbours(f: Opaque, x: float, spacing: float, middle: float) -> tuple[Any, Any]:
    """Return distances, and the moves there; on one side only where f has no values on the other."""
    for parts in (_NEIGHBOURS, np.abs(_NEIGHBOURS), -np.abs(_NEIGHBOURS)):
        arguments = x + parts * spacing
        moves = np.array([f(float(y)) for y in arguments]) - middle
        if np.all(np.isfinite(moves)):
            return arguments - x, moves
    return arguments[:0], moves[:0]


def _off_parabola(offsets: Any, moves: Any) -> float:
    """Return the root mean square distance from a parabola."""
    basis = np.vander(offsets / float(np.max(np.abs(offsets)) or 1.0), _DEGREE + 1)
    off = moves - basis @ np.linalg.lstsq(basis, moves, rcond=None)[0]
    peak = float(np.max(np.abs(off))) or 1.0  # huge values are not squared
    return peak * float(np.linalg.norm(off / peak)) / math.sqrt(len(moves) - _DEGREE - 1)


def _step(moves: Any) -> float:
    """Return the height of the one step that values show, if it is one."""
    return float(np.ptp(moves)) if len(np.unique(moves)) == 2 else 0.0
