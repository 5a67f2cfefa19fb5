"""How far f has values around a point, and on which sides."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box.chebyshev_fit import Window


@dataclass(frozen=True)
class Reach:
    """Where f can be looked at.

    Attributes
    ----------
    window : Window or None
        None where f has no values next to x.
    outside : float
        A radius at which it has none; infinite where no such is known.
    """

    window: Window | None
    outside: float = math.inf


def reach(f: Callable[[float], float], x: float, side: int = 0) -> Reach:
    """Return the widest of a few windows that f is seen to have values at the ends of.

    Parameters
    ----------
    f : callable
        NaN outside of its domain.
    x : float
    side : int
        0 for both sides, or the one to look at.

    Examples
    --------
    >>> from derivcheck.methods.black_box.opaque import Opaque
    >>> [reach(Opaque(math.sqrt), x).window for x in (4.0, 1e-6, 0.0)]
    [Window(x=4.0, radius=0.4, side=0), Window(x=1e-06, radius=2e-07, side=0), Window(x=0.0, radius=0.05, side=1)]
    """
    radius = allowances.FIRST_RADIUS.value * max(abs(x), allowances.LEAST_SCALE.value)
    blocked = [s for s in ((1, -1) if side == 0 else (side,)) if _blocked(f, x, radius, s)]
    if not blocked:
        return Reach(Window(x, radius, side))
    outside = radius
    for smaller in _smaller(x, radius):
        blocked = [s for s in blocked if _blocked(f, x, smaller, s)]
        if not blocked:
            return Reach(Window(x, smaller, side), outside)
        outside = smaller
    return Reach(None if side or len(blocked) > 1 else Window(x, radius, -blocked[0]))


def _blocked(f: Callable[[float], float], x: float, radius: float, side: int) -> bool:
    # An outermost node of the fit to come, so that it is not asked for twice.
    outermost = Window(x, radius).nodes()[0 if side > 0 else -1]
    return math.isnan(f(float(outermost)))


def _smaller(x: float, radius: float) -> Iterator[float]:
    """Yield smaller radii; the end of a domain is often at 0."""
    scales = sorted({radius / 4, *([abs(x) / 5] if x else [])} - {radius}, reverse=True)
    yield from (scale for scale in scales if scale < radius)
    yield from (scales[-1] / 8**k for k in (1, 3, 6, 9))
