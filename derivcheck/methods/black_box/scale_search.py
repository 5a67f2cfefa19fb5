"""First differences over steps that shrink by a fixed ratio, which tell the scale at which f is smooth.

Where a fit over a wide window has seen no polynomial, the function has finer structure, or a bend at
the point itself. The differences settle to the slope in the first case, and on either side
to another slope in the second.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from derivcheck.methods.black_box.chebyshev_fit import UNIT, Window

_RATIO = 1 / 32
_RUNGS = 11

_SETTLED = 0.2
"""Relative change between two rungs: of sin(w x) it is (w h)²/6, so that the 16 nodes resolve more than h."""

_HEARD = 16 * UNIT
"""Change of f, as a part of it, that is more than the rounding of a few operations."""

_WIDTH = 1.5
"""Radius of the next fit, in steps of the rung that settled."""


@dataclass(frozen=True)
class Rung:
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
    def slopes(self) -> tuple[float, float]:
        """Those below and above."""
        return (self.middle - self.below) / self.step, (self.above - self.middle) / self.step

    @property
    def odd(self) -> float:
        """The central difference; on one side, the slope there."""
        below, above = self.slopes
        return above if math.isnan(below) else below if math.isnan(above) else (below + above) / 2

    @property
    def even(self) -> float:
        """The second difference, zero where it is rounding."""
        change = (self.above - self.middle) + (self.below - self.middle)
        return change / self.step / self.step if abs(change) > self.rounding else 0.0

    @property
    def heard(self) -> bool:
        """Whether f moved by more than rounding."""
        moves = (abs(y - self.middle) for y in (self.above, self.below) if not math.isnan(y))
        return max(moves, default=0.0) > self.rounding

    @property
    def still(self) -> bool:
        """Whether f is the same at x and beside it."""
        return all(y == self.middle or math.isnan(y) for y in (self.above, self.below))

    @property
    def rounding(self) -> float:
        """A change of f that is the rounding of a few operations."""
        return _HEARD * max(abs(y) for y in (self.middle, self.above, self.below) if not math.isnan(y))


@dataclass(frozen=True)
class Ladder:
    """What the rungs told.

    Attributes
    ----------
    radius : float or None
        A radius over which f looks smooth.
    bent : bool
        Whether the slopes settled on either side, to different ones.
    """

    radius: float | None
    bent: bool = False


def climb(f: Callable[[float], float], window: Window, affordable: Callable[[], bool]) -> Ladder:
    """Return the scale at which f looks smooth, at most as many evaluations as are affordable later.

    Parameters
    ----------
    f : callable
        NaN outside of its domain.
    window : Window
        In which it does not.
    affordable : callable
        Says whether another rung may be tried.

    Examples
    --------
    >>> climb(lambda x: math.sin(1e4 * x), Window(0.0, 0.1), lambda: True).radius < 2e-4
    True
    >>> climb(abs, Window(0.0, 0.1), lambda: True)
    Ladder(radius=None, bent=True)
    """
    rungs: list[Rung] = []
    for step in _steps(window):
        if not affordable():
            break
        rungs.append(_rung(f, window, step))
        if not rungs[-1].heard:
            return Ladder(step if _flat(rungs) else None, _bent(rungs[:-1]))
        if len(rungs) > 1 and _settled(*rungs[-2:]):
            return Ladder(_WIDTH * rungs[-2].step)
    return Ladder(None, _bent(rungs))


def _steps(window: Window) -> Iterator[float]:
    """Yield falling steps; where x is much smaller than the window, soon those in the scale of x."""
    step, least = window.radius, 2.0**-40 * abs(window.x)
    for k in range(_RUNGS):
        step *= _RATIO
        if k == 4 and 0 < abs(window.x) < step:
            step = abs(window.x) / 4
        if step <= least:
            return
        yield step


def _rung(f: Callable[[float], float], window: Window, step: float) -> Rung:
    h = (abs(window.x) + step) - abs(window.x) or step
    above = f(window.x + h) if window.side >= 0 else math.nan
    below = f(window.x - h) if window.side <= 0 else math.nan
    return Rung(h, f(window.x), above, below)


def _flat(rungs: list[Rung]) -> bool:
    """Return whether f stands still on the last rung, where the slopes of the one before would have been heard."""
    last, slopes = rungs[-1], [abs(slope) for rung in rungs[-2:-1] for slope in rung.slopes if not math.isnan(slope)]
    return last.still and max(slopes, default=math.inf) * last.step > last.rounding


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= _SETTLED * max(abs(a), abs(b))


def _settled(wide: Rung, narrow: Rung) -> bool:
    one_sided = math.isnan(narrow.above) or math.isnan(narrow.below)
    return _close(wide.odd, narrow.odd) and (one_sided or _close(wide.even, narrow.even))


def _bent(rungs: list[Rung]) -> bool:
    """Return whether the last slopes agree on either side, but not with one another."""
    if len(rungs) < 2:
        return False
    (below, above), (narrow_below, narrow_above) = rungs[-2].slopes, rungs[-1].slopes
    return _close(below, narrow_below) and _close(above, narrow_above) and not _close(narrow_below, narrow_above)
