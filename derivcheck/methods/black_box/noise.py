"""The evaluation noise of code: how far its values are off a smooth curve, or apart where they would be equal.

Values at a few neighbours of the point are compared with a parabola; the function moves by less
than that over so short a distance. (Moré & Wild, "Estimating computational noise", SIAM J. Sci.
Comput. 33, 2011, take differences of such values, which is the same.) Where all values are the same,
f goes by steps, and the distance grows until they show. Noise that is the same at all
neighbours, such as a wrong constant, is no noise and cannot be seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import ArrayLike

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box.opaque import Opaque

NEIGHBOURS = np.array([-3.217, -2.131, -1.073, 0.0, 0.919, 2.043, 3.301])
"""Of a point, in spacings; incommensurate, so that no grid of f's own is in step with them."""

_GROWTH = (0, 12, 24, 36, 40)
"""Powers of two by which the spacing grows while the values stay the same."""

_DEGREE = 2
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
        return max(allowances.LEAST_NOISE.value * math.ulp(middle), _at_neighbours(opaque, float(x), middle))


def _at_neighbours(f: Opaque, x: float, middle: float) -> float:
    """Return the noise at the least distance at which the values move, and what a greater one adds."""
    found = 0.0
    for spacing in _spacings(x):
        offsets, moves = _neighbours(f, x, spacing, middle)
        if len(moves) < _FEWEST:
            return math.inf
        found = max(found, allowances.NOISE_OF_SCATTER.value * scatter(offsets, moves, _DEGREE), _step(moves))
        if len(np.unique(moves)) > 2:
            break
    return max(found, _masked(f, x, middle))


def _masked(f: Opaque, x: float, middle: float) -> float:
    """Return the noise that shows only over a greater distance, since something smooth is multiplied with its steps.

    So is (1 - cos x)/x² for a small x. Of a smooth function the coefficients fall; those of noise do not.
    """
    offsets, moves = _neighbours(f, x, allowances.MASKED_DISTANCE.value * (abs(x) or 1.0), middle)
    reach = float(np.max(np.abs(offsets), initial=0.0))
    if len(moves) < len(NEIGHBOURS) or not reach or not math.isfinite(float(moves @ moves)):
        return 0.0
    sizes = np.abs(chebyshev.chebfit(offsets / reach, moves, len(moves) - 1))
    before, last = float(np.max(sizes[3:5])), float(np.max(sizes[5:]))
    flat = 0 < before <= allowances.LEVEL.value * last and before <= allowances.MASKED_SIZE.value * abs(middle)
    return allowances.NOISE_OF_SCATTER.value * max(before, last) if flat else 0.0


def _spacings(x: float) -> Iterator[float]:
    """Yield distances in the scale of x, and at last one in the scale of 1 for a tiny x."""
    parts = [math.ldexp(allowances.SPACING.value, power) for power in _GROWTH]
    yield from (part * (abs(x) or 1.0) for part in parts)
    if 0 < abs(x) < parts[1]:
        yield parts[1]


def _neighbours(f: Opaque, x: float, spacing: float, middle: float) -> tuple[Any, Any]:
    """Return distances, and the moves there; on one side only where f has no values on the other."""
    for parts in (NEIGHBOURS, np.abs(NEIGHBOURS), -np.abs(NEIGHBOURS)):
        arguments = x + parts * spacing
        moves = np.array([f(float(y)) for y in arguments]) - middle
        if np.all(np.isfinite(moves)):
            return arguments - x, moves
    return arguments[:0], moves[:0]


def scatter(offsets: Any, values: Any, degree: int) -> float:
    """Return the root mean square distance of values from a polynomial, by the degrees of freedom that are left."""
    basis = np.vander(offsets / (float(np.max(np.abs(offsets))) or 1.0), degree + 1)
    off = values - basis @ np.linalg.lstsq(basis, values, rcond=None)[0]
    peak = float(np.max(np.abs(off))) or 1.0  # huge values are not squared
    return peak * float(np.linalg.norm(off / peak)) / math.sqrt(len(values) - degree - 1)


def spread(values: Iterable[Any], value: ArrayLike) -> Any:
    """Return how far values are from one of them at most, element by element.

    Parameters
    ----------
    values : iterable of array
        Of runs that would be equal but for noise; what is not finite, or has another shape, does not count.
    value : array

    Examples
    --------
    >>> spread([np.array([1.0, 2.5]), np.array([np.nan, 2.0]), 3.0], np.array([1.0, 2.25]))
    array([2.  , 0.75])
    """
    found = np.zeros(np.shape(value))
    for other in values:
        try:
            off = np.abs(np.asarray(other) - value).astype(np.float64)
        except (TypeError, ValueError):
            continue
        if off.shape == found.shape:
            found = np.maximum(found, np.where(np.isfinite(off), off, 0))
    return found


def _step(moves: ArrayLike) -> float:
    """Return the height of the one step that values show, if it is one."""
    return float(np.ptp(moves)) if len(np.unique(moves)) == 2 else 0.0
