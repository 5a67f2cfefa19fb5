"""A Chebyshev interpolant of opaque code over one radius, and what its last coefficients show.

The interpolant of degree 15 in the 16 Chebyshev points is within a small factor of the best
polynomial (Trefethen, "Approximation Theory and Approximation Practice", 2013, ch. 16). The
coefficients of a smooth function fall until they reach its noise; the last ones are both the noise
and the truncation, seen at the scale of the very stencil that is used. That is why no other
measure of the noise is asked for: of staircase noise, neighbouring floats show nothing.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import ArrayLike

from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import black_box as allowances

COUNT = 16
"""Nodes, and coefficients."""

UNIT = 2.0**-53
"""Unit roundoff of float64, the format of opaque code."""

_UPPER = np.cos((np.arange(COUNT // 2) + 0.5) * np.pi / COUNT)
_NODES = np.concatenate([_UPPER, -_UPPER[::-1]])  # pairs to the last bit
_TAIL = 3
"""Last coefficients that are taken for noise and truncation; three, since one may vanish by parity or chance."""

_LONG_TAIL = 7
"""Coefficients whose median guards against three last ones that are small by chance."""


@dataclass(frozen=True)
class Window:
    """Where f is looked at: both sides of x, or one.

    Attributes
    ----------
    x : float
    radius : float
        Greatest distance from x.
    side : int
        0 for both sides, 1 for above, -1 for below.
    """

    x: float
    radius: float
    side: int = 0

    @property
    def half(self) -> Any:
        """Half the length of the window; as a NumPy number, whose powers overflow in silence."""
        return np.float64(self.radius if self.side == 0 else self.radius / 2)

    @property
    def origin(self) -> float:
        """Where x is, when the window is mapped to [-1, 1]."""
        return -float(self.side)

    def arguments(self, nodes: ArrayLike) -> Any:
        """Return floats at parts of the radius; those of a symmetric window in exact pairs about x."""
        away = np.abs(nodes) * self.radius
        # x + away and x - away are floats once `away` is a difference of floats.
        exact = (abs(self.x) + away) - abs(self.x)
        return self.x + np.copysign(exact, nodes)

    def nodes(self) -> Any:
        """Return the arguments of a fit."""
        return self.arguments(_NODES if self.side == 0 else self.side * (1 + _NODES) / 2)

    def facing(self, parts: Any) -> Any:
        """Return parts of the radius on both sides; of a window on one side, all there."""
        return np.asarray(parts) if self.side == 0 else self.side * np.abs(parts)

    def position(self, y: Number) -> Any:
        """Return where arguments are, when the window is mapped to [-1, 1]."""
        return (y - self.x) / self.half + self.origin


@dataclass(frozen=True)
class Fit:
    """The interpolant over one window.

    Attributes
    ----------
    window : Window
    order : int
        Order of the derivative that is sought.
    coefficients : array of shape (16,)
        Of T_0 to T_15.
    peak : float
        Greatest |f| at a node.
    constant : bool
        Whether f is the same at all nodes.
    hidden : float
        A slope at x that the rounding of f next to x may hide.
    """

    window: Window
    order: int
    coefficients: Any
    peak: float
    constant: bool
    hidden: float = 0.0

    @functools.cached_property
    def sizes(self) -> Any:
        """The |coefficients|."""
        return np.abs(self.coefficients)

    @functools.cached_property
    def floor(self) -> float:
        """What the rounding of the values alone leaves in a coefficient."""
        return max(0.4 * UNIT * self.peak * math.sqrt(2 / COUNT), 2.0**-1074)

    @functools.cached_property
    def tail(self) -> float:
        """The noise and truncation in a coefficient."""
        return float(max(*self.sizes[-_TAIL:], np.median(self.sizes[-_LONG_TAIL:]), self.floor))

    @property
    def variation(self) -> float:
        """How much f moves in the window, by its first terms."""
        return float(max(self.sizes[1:4]))

    @property
    def slope(self) -> float:
        """The mean slope in the window, as a size."""
        return float(self.sizes[1] / self.window.half)

    @functools.cached_property
    def weights(self) -> Any:
        """The derivatives of T_0 to T_15 at x, in units of the half length."""
        return _weights(self.order, self.window.origin)

    @functools.cached_property
    def cut(self) -> int:
        """The last degree that is used: one of the same parity beyond the last that rises above the tail."""
        significant = np.flatnonzero((self.sizes > allowances.SIGNIFICANT.value * self.tail) & (self.weights != 0))
        last = int(significant[-1]) if len(significant) else self.order
        return min(last + (2 if self.window.side == 0 else 1), COUNT - 1)

    @functools.cached_property
    def value(self) -> float:
        """The derivative at x."""
        used = slice(self.cut + 1)
        return float(self.weights[used] @ self.coefficients[used] / self.window.half**self.order)

    @functools.cached_property
    def raw_error(self) -> float:
        """The tail in each coefficient that is used, and in the next ones that are not; and what is hidden."""
        used = np.abs(self.weights[: self.cut + 1])
        spread = self.tail * (math.sqrt(used @ used) + self._beyond) / self.window.half**self.order
        return float(spread + self.hidden / allowances.ERROR_OF_TAIL.value)

    @property
    def _beyond(self) -> float:
        """The weight of the next degree; for a first derivative two more than the last."""
        last = max(abs(float(w)) for w in self.weights[max(0, self.cut - 1) : self.cut + 1])
        return last * (1 + 2 / self.cut) ** (self.order * (2 if self.window.side else 1))

    @property
    def bound(self) -> float:
        """Bound on the error of `value`."""
        found = allowances.ERROR_OF_TAIL.value * self.raw_error + 4 * UNIT * abs(self.value)
        return found if math.isfinite(found) else math.inf

    @property
    def at_floor(self) -> bool:
        """Whether the tail is no more than the rounding of a few operations."""
        return self.tail <= allowances.ROUNDINGS.value * self.floor

    @property
    def level(self) -> bool:
        """Whether the coefficients have stopped to fall before the tail."""
        return allowances.LEVEL.value * self.tail >= float(max(self.sizes[-2 * _TAIL - 1 : -_TAIL]))

    def __call__(self, y: Number) -> Any:
        """Return the value of the interpolant."""
        return chebyshev.chebval(self.window.position(y), self.coefficients)


def fit(f: Callable[[float], float], window: Window, order: int) -> Fit | float:
    """Return the interpolant over a window; where f is NaN in it, the distance of the nearest such point.

    Parameters
    ----------
    f : callable
        NaN outside of its domain.
    window : Window
    order : int
        Order of the derivative.

    Examples
    --------
    >>> found = fit(math.exp, Window(0.0, 0.5), 1)
    >>> abs(found.value - 1) <= found.bound < 1e-12
    True
    >>> fit(lambda x: x if x < 0.25 else math.nan, Window(0.0, 1.0), 1) > 0.25
    True
    """
    arguments = window.nodes()
    values = np.empty(COUNT)
    for j, y in _outermost_first(arguments):
        values[j] = f(float(y))
        if math.isnan(values[j]):
            return abs(float(y) - window.x)
    with np.errstate(all="ignore"):
        vandermonde = chebyshev.chebvander(window.position(arguments), COUNT - 1)
    peak = float(np.max(np.abs(values)))
    return Fit(window, order, _solution(vandermonde, values, peak), peak, bool(np.all(values == values[0])))


def _outermost_first(arguments: Any) -> list[tuple[int, Any]]:
    """Return the arguments with their places; a window that is too wide shows at its ends."""
    places = [j for k in range(COUNT // 2) for j in (k, COUNT - 1 - k)]
    return [(j, arguments[j]) for j in places]


def _solution(vandermonde: Any, values: Number, peak: float) -> Any:
    """Return the coefficients; nodes that fell together, in a window too narrow for floats, give infinite ones."""
    try:
        scale = peak or 1.0  # values close to overflow are not squared or added up
        return np.linalg.solve(vandermonde, values / scale) * scale
    except np.linalg.LinAlgError:
        return np.full(COUNT, math.inf)


@functools.cache
def _weights(order: int, origin: float) -> Any:
    found = chebyshev.chebval(origin, chebyshev.chebder(np.eye(COUNT), order))
    return np.where(np.abs(found) < 0.5, 0.0, found)  # they are integers; what is not one is rounding
