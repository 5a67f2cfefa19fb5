"""How many digits of itself opaque code knows: the plateau that a solver's tolerance leaves in its values.

The values of an adaptive solver, of an iteration with a stopping rule or of a table are off by a
tolerance. Between two of its decisions such code is smooth, with a slope of its own, which is not
the one that is meant; over a radius that takes in many decisions, what a fit leaves is as large as
the error. It stays so over a smaller radius too, where what a fit leaves of an analytic function
falls with the power of its degree.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box import chebyshev_fit
from derivcheck.methods.black_box.chebyshev_fit import Fit
from derivcheck.methods.black_box.domain_window import reach
from derivcheck.methods.black_box.opaque import Opaque

_NARROWER = 4
"""The ratio of the two radii that are looked at."""

_PLACES = (0.0, 0.37, -0.37, 0.74, -0.74)
"""Where, as parts of the larger one."""


@dataclass(frozen=True)
class Slope:
    """The derivative of a fit, how far it may be off, and the radius of the fit."""

    value: float
    bound: float
    radius: float


def plateau(f: Opaque, x: float) -> float | None:
    """Return how much of itself f is off by, as a part of the largest |f| nearby; None where no plateau is seen.

    Parameters
    ----------
    f : Opaque
    x : float

    Examples
    --------
    >>> table = Opaque(lambda x: math.sin(x) + 1e-9 * math.cos(math.floor(97 * x)))
    >>> found = plateau(table, 1.0)
    >>> 1e-11 < found < 1e-8, plateau(Opaque(math.sin), 1.0), plateau(Opaque(lambda x: 1 / (x - 0.8)), 1.0)
    (True, None, None)
    """
    wide = _fit(f, x, 1)
    if wide is None or wide.at_floor or wide.tail > allowances.PLATEAU.value * wide.peak:
        return None
    least = allowances.PLATEAU_FALL.value * wide.tail
    # Between two decisions f is smooth, and x may be there; of a single bend only one place knows.
    narrow = [_fit(f, x + part * wide.window.radius, _NARROWER) for part in _PLACES]
    stays = sum(fit is not None and not fit.at_floor and fit.tail >= least for fit in narrow)
    return wide.tail / wide.peak if stays > 1 else None


def slope_above(f: Opaque, x: float, relative: float) -> Slope | None:
    """Return the derivative of f, whose values are off by a part of the largest one; None where no fit has a bound.

    Examples
    --------
    >>> found = slope_above(Opaque(math.sin), 1.0, 1e-9)
    >>> abs(found.value - math.cos(1.0)) <= found.bound, 1e-8 < found.bound < 1e-6
    (True, True)
    """
    fits = [_noisy(fit, relative) for ratio in (1, _NARROWER) if (fit := _fit(f, x, ratio)) is not None]
    best = min(fits, key=lambda fit: fit.bound, default=None)
    if best is None or not math.isfinite(best.bound):
        return None
    return Slope(best.value, best.bound, best.window.radius)


def slope_between(f: Opaque, x: float) -> Slope | None:
    """Return the derivative over the widest radius at which a fit leaves rounding only; None where there is none.

    Between two decisions of a solver it differs from that above its errors by no more than these explain; that of a
    wave, however small, by what the wave adds.

    Examples
    --------
    >>> wave = Opaque(lambda x: math.sin(x) + 1e-9 * math.sin(1e7 * x))
    >>> found = slope_between(wave, 1.0)
    >>> abs(found.value - math.cos(1.0) - 1e-2 * math.cos(1e7)) <= found.bound, found.radius < 1e-6
    (True, True)
    """
    for power in range(1, allowances.NARROWINGS.value + 1):
        fit = _fit(f, x, 16**power)
        if fit is not None and fit.at_floor:
            return Slope(fit.value, fit.bound, fit.window.radius)
    return None


def _fit(f: Opaque, x: float, ratio: int) -> Fit | None:
    window = reach(f, x).window
    if window is None:
        return None
    found = chebyshev_fit.fit(f, dataclasses.replace(window, radius=window.radius / ratio), 1)
    return found if isinstance(found, Fit) else None


@dataclass(frozen=True)
class _Noisy(Fit):
    """A fit to values that are off by more than its last coefficients show."""

    least: float = 0.0

    @property
    def tail(self) -> float:
        """The noise and truncation in a coefficient."""
        return self.least


def _noisy(fit: Fit, relative: float) -> _Noisy:
    least = max(fit.tail, relative * fit.peak)
    return _Noisy(fit.window, fit.order, fit.coefficients, fit.peak, fit.constant, least=least)
