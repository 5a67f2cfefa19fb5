"""Opaque code as a polynomial near a point, with what that leaves open: the truncation of its finite differences.

The polynomial is the Chebyshev fit of `adaptive`, written as a Taylor polynomial about x, with the
reference for the derivative that is sought. Each coefficient of the fit is known to within its tail, so
the truncation of a stencil at step h is known to within the tail times the sum of the truncations
of T_0, T_1, … at that step.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev

from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box.chebyshev_fit import COUNT, UNIT, Fit
from derivcheck.methods.differences.schemes import Stencil

_BEYOND = 2
"""Degrees beyond those of the fit whose coefficients are taken to be as large as its tail."""


@dataclass(frozen=True)
class Model:
    """A fit, the derivative at its point, and the noise of the values.

    Attributes
    ----------
    fit : Fit
    derivative : float
        Of the order of the fit, at x.
    rough : float
        The noise of a value of f.

    Examples
    --------
    >>> from derivcheck.methods.black_box.chebyshev_fit import Window, fit
    >>> model = Model(fit(math.exp, Window(0.0, 0.5), 1), 1.0, 1e-16)
    >>> abs(float(model(0.25)) - math.exp(0.25)) < 1e-14
    True
    """

    fit: Fit
    derivative: float
    rough: float

    @functools.cached_property
    def coefficients(self) -> Any:
        """Those of powers of the distance from x, in units of half the window; what noise hides is zero."""
        fit, q = self.fit, self.fit.order
        seen = np.where(fit.sizes > allowances.SIGNIFICANT.value * fit.tail, fit.coefficients, 0.0)
        seen[0] = fit.coefficients[0]
        found = _powers(fit.window.origin)[:, :COUNT] @ seen
        found[q] = self.derivative * fit.window.half**q / math.factorial(q)
        return found[: max(q, *np.flatnonzero(found), 1) + 1]

    @property
    def slope(self) -> float:
        """The first derivative at x."""
        return float(self.coefficients[1] / self.fit.window.half)

    def __call__(self, x: Number) -> Any:
        """Return the polynomial, of numbers of any kind."""
        t = (x - self.fit.window.x) / float(self.fit.window.half)
        found = float(self.coefficients[-1])
        for a in self.coefficients[-2::-1]:
            found = found * t + float(a)
        return found

    def reaches(self, stencil: Stencil, h: float) -> bool:
        """Return whether all nodes at a step are inside the window."""
        window = self.fit.window
        return all(abs(float(g)) * h <= window.radius and float(g) * window.side >= 0 for g in stencil.offsets)

    def uncertainty(self, stencil: Stencil, h: float) -> float:
        """Return how far the truncation that the polynomial has may be off at a step inside the window."""
        q, first = stencil.order, stencil.order + stencil.accuracy
        half = float(self.fit.window.half)
        moments = [float(stencil.moment(m)) * (h / half) ** (m - q) for m in range(first, COUNT + _BEYOND)]
        each = np.abs(np.array(moments) @ _powers(self.fit.window.origin)[first:])
        return float(allowances.ERROR_OF_TAIL.value * self.fit.tail * np.sum(each) / half**q)

    def roundoff(self, stencil: Stencil, h: float, peak: float) -> float:
        """Return what the noise of values, the greatest of which is `peak`, may make in a difference at a step."""
        return float(stencil.absolute_moment(0)) * (self.rough + 4 * UNIT * peak) / h**stencil.order

    def values(self, places: Number) -> tuple[Any, Any]:
        """Return the polynomial at floats, and the noise to be expected there; infinite beyond the window."""
        window, off = self.fit.window, places - self.fit.window.x
        inside = (np.abs(off) <= window.radius) & (off * window.side >= 0)
        return self(places), np.where(inside, self.rough + 4 * UNIT * self.fit.peak, math.inf)


@functools.cache
def _powers(origin: float) -> Any:
    """Return T_0, T_1, … as columns of coefficients of powers of the distance from x."""
    degrees = COUNT + _BEYOND
    columns = []
    for k in range(degrees):
        series = np.eye(degrees)[k]
        slopes = [chebyshev.chebval(origin, chebyshev.chebder(series, m)) / math.factorial(m) for m in range(degrees)]
        columns.append(slopes)
    return np.array(columns).T
