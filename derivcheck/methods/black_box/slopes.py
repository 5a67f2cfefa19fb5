"""The slope of f on one side of a point by difference quotients that converge steadily, if slowly, as the step falls.

Where f is no polynomial at any scale, as |x|^1.5 at 0, no fit tells its slope. The quotients over steps h, h/8,
h/64, … still converge, and each change is a part of the one before. From the last steady run of them the
limit follows as from a geometric series (Aitken's process; Brezinski and Redivo-Zaglia 1991, section 2.3); the bound is
a multiple of what the series adds, and of all later changes, which rounding or structure next to the point makes.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box.chebyshev_fit import Window
from derivcheck.results import Estimate

NOTE = "coarse, from slopes that converge slowly"

_RATIO = 8.0
_FIRST = (1.0, 0.625)
"""Two series of steps: noise that happens to fall along one does not along the other."""
_STEPS = 16
"""The last step is 8^-15 of the first: next to x = 1 less than a float's spacing."""


def coarse(f: Callable[[float], float], window: Window) -> Estimate | None:
    """Return the slope of f on the side that a window has; None where its quotients do not converge.

    Parameters
    ----------
    f : callable
        NaN outside of its domain.
    window : Window
        Its side is 1 for above, -1 for below.

    Examples
    --------
    >>> found = coarse(lambda x: abs(x) ** 1.5 + x, Window(0.0, 0.1, 1))
    >>> abs(found.value - 1.0) <= found.error_bound < 1e-5
    True
    >>> coarse(lambda x: math.sqrt(abs(x)), Window(0.0, 0.1, 1)) is None
    True
    """
    one, other = (_limit(f, window, first) for first in _FIRST)
    if one is None or other is None:
        return None
    bound = max(one.bound, other.bound) + abs(one.value - other.value)
    if bound >= max(one.steepest, other.steepest):
        return None
    return Estimate("adaptive", one.value, one.step, math.nan, bound, 0, NOTE)


@dataclass(frozen=True)
class _Limit:
    """The limit of slopes over falling steps, a bound on its error, the step it is from, and the largest of them."""

    value: float
    bound: float
    step: float
    steepest: float


def _limit(f: Callable[[float], float], window: Window, first: float) -> _Limit | None:
    steps = _steps(window, first)
    found = _quotients(f, window, steps)
    changes = [after - before for before, after in itertools.pairwise(found)]
    last = _end_of_run([abs(change) for change in changes])
    if last is None:
        return None
    run = changes[last - int(allowances.STEADY_RUN.value) : last + 1]
    ratio = max(abs(after / before) for before, after in itertools.pairwise(run))
    rest = run[-1] * ratio / (1 - ratio)
    later = math.fsum(map(abs, changes[last + 1 :])) or abs(run[-1])
    rounding = allowances.MOVED.value * abs(f(window.x)) / steps[last + 1]
    bound = allowances.STEADY_TAIL.value * (abs(rest) + later + rounding)
    return _Limit(found[last + 1] + rest, bound, steps[last + 1], max(map(abs, found)))


def _steps(window: Window, first: float) -> list[float]:
    """Return falling steps, of few bits, so that they are exact in any format of floats."""
    widest = first * 2.0 ** math.floor(math.log2(window.radius))
    return [widest / _RATIO**k for k in range(_STEPS)]


def _quotients(f: Callable[[float], float], window: Window, steps: list[float]) -> list[float]:
    """Return the slopes over falling steps, up to those that are rounding only."""
    middle, found = f(window.x), []
    for length in steps:
        place = window.x + window.side * length
        step = place - window.x
        value = f(place) if step else math.nan
        if not math.isfinite(value):
            break
        found.append((value - middle) / step)
        rounding = allowances.MOVED.value * max(abs(value), abs(middle)) / abs(step)
        if len(found) > 1 and abs(found[-1] - found[-2]) <= rounding:
            break
    return found


def _end_of_run(changes: list[float]) -> int | None:
    """Return the last place up to which changes have been falling steadily, as far as a run is long."""
    steady, last = 0, None
    for k in range(1, len(changes)):
        falls = 0 < changes[k] <= allowances.STEADY_RATIO.value * changes[k - 1]
        steady = steady + 1 if falls else 0
        if steady >= allowances.STEADY_RUN.value:
            last = k
    return last
