"""First differences over steps that shrink by a fixed ratio, which show the scale at which f is smooth.

Where a fit over a wide window has seen no polynomial, the function has finer structure, or a bend at
the point itself. The differences settle to the slope in the first case, and on either side
to another slope in the second.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box.chebyshev_fit import Window


@dataclass(frozen=True)
class Slopes:
    """The slopes of f over one step; a side that is not looked at, or outside of the domain, is NaN.

    Attributes
    ----------
    step, middle, above, below : float
        The step h, and f at x, x + h and x - h.
    """

    step: float
    middle: float
    above: float
    below: float

    @property
    def both(self) -> tuple[float, float]:
        """Those below and above."""
        return (self.middle - self.below) / self.step, (self.above - self.middle) / self.step

    @property
    def odd(self) -> float:
        """The central difference; on one side, the slope there."""
        below, above = self.both
        return above if math.isnan(below) else below if math.isnan(above) else (below + above) / 2

    @property
    def even(self) -> float:
        """The second difference, zero where it is rounding."""
        change = (self.above - self.middle) + (self.below - self.middle)
        return change / self.step / self.step if abs(change) > self.rounding else 0.0

    @property
    def moved(self) -> bool:
        """Whether f moved by more than rounding."""
        moves = (abs(y - self.middle) for y in (self.above, self.below) if not math.isnan(y))
        return max(moves, default=0.0) > self.rounding

    @property
    def constant(self) -> bool:
        """Whether f is the same at x and beside it."""
        return all(y == self.middle or math.isnan(y) for y in (self.above, self.below))

    @property
    def rounding(self) -> float:
        """A change of f that is the rounding of a few operations."""
        return allowances.MOVED.value * max(abs(y) for y in (self.middle, self.above, self.below) if not math.isnan(y))


@dataclass(frozen=True)
class Scale:
    """What slopes over falling steps show.

    Attributes
    ----------
    radius : float or None
        A radius over which f looks smooth.
    bent : bool
        Whether the slopes settled on either side, to different ones.
    """

    radius: float | None
    bent: bool = False


def find_scale(f: Callable[[float], float], window: Window, affordable: Callable[[], bool]) -> Scale:
    """Return the scale at which f looks smooth, at most as many evaluations as are affordable later.

    Parameters
    ----------
    f : callable
        NaN outside of its domain.
    window : Window
        In which it does not.
    affordable : callable
        Says whether another step may be tried.

    Examples
    --------
    >>> find_scale(lambda x: math.sin(1e4 * x), Window(0.0, 0.1), lambda: True).radius < 2e-4
    True
    >>> find_scale(abs, Window(0.0, 0.1), lambda: True)
    Scale(radius=None, bent=True)
    """
    found: list[Slopes] = []
    for step in _steps(window):
        if not affordable():
            break
        found.append(_slopes_over(f, window, step))
        if not found[-1].moved:
            return Scale(step if _flat(found) else None, _bent(found[:-1]))
        if len(found) > 1 and _settled(*found[-2:]):
            return Scale(allowances.FIT_RADIUS.value * found[-2].step)
    return Scale(None, _bent(found))


def _steps(window: Window) -> Iterator[float]:
    """Yield falling steps; where x is much smaller than the window, soon those in the scale of x."""
    step, least = window.radius, 2.0**-40 * abs(window.x)
    for k in range(allowances.SCALES.value):
        step /= allowances.SCALE_RATIO.value
        if k == 4 and 0 < abs(window.x) < step:
            step = abs(window.x) / 4
        if step <= least:
            return
        yield step


def _slopes_over(f: Callable[[float], float], window: Window, step: float) -> Slopes:
    h = (abs(window.x) + step) - abs(window.x) or step
    above = f(window.x + h) if window.side >= 0 else math.nan
    below = f(window.x - h) if window.side <= 0 else math.nan
    return Slopes(h, f(window.x), above, below)


def _flat(found: list[Slopes]) -> bool:
    """Return whether f is constant over the last step, which the slopes over the one before would have moved."""
    last, slopes = found[-1], [abs(slope) for wider in found[-2:-1] for slope in wider.both if not math.isnan(slope)]
    return last.constant and max(slopes, default=math.inf) * last.step > last.rounding


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= allowances.SETTLED.value * max(abs(a), abs(b))


def _settled(wide: Slopes, narrow: Slopes) -> bool:
    one_sided = math.isnan(narrow.above) or math.isnan(narrow.below)
    return _close(wide.odd, narrow.odd) and (one_sided or _close(wide.even, narrow.even))


def _bent(found: list[Slopes]) -> bool:
    """Return whether the last slopes agree on either side, but not with one another."""
    if len(found) < 2:
        return False
    (below, above), (narrow_below, narrow_above) = found[-2].both, found[-1].both
    return _close(below, narrow_below) and _close(above, narrow_above) and not _close(narrow_below, narrow_above)
