"""What a run of code sees in place of a spline of SciPy, whose own code takes plain floats only."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import holds
from derivcheck.ground.errors import UnsupportedOperation


class SplineView:
    """A constant piecewise polynomial or table, which numbers that carry derivatives are put into.

    Parameters
    ----------
    spline : scipy.interpolate.PPoly or interp1d
    """

    def __init__(self, spline: Any) -> None:
        self._spline = spline

    def __call__(self, x: Any, nu: int = 0, extrapolate: Any = None) -> Any:
        """Return the value, or a derivative of it."""
        if not holds(x):
            return self._spline(x, *([nu, extrapolate] if nu or extrapolate is not None else []))
        if hasattr(self._spline, "_kind"):
            return _in_table(self._spline, x)
        return _in_pieces(self._spline.derivative(nu) if nu else self._spline, x, extrapolate)

    def derivative(self, nu: int = 1) -> Any:
        """Return a derivative, which is a spline too."""
        return of_spline(self._spline.derivative(nu))

    def antiderivative(self, nu: int = 1) -> Any:
        """Return an antiderivative, which is a spline too."""
        return of_spline(self._spline.antiderivative(nu))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._spline, name)


def _in_pieces(spline: Any, x: Any, extrapolate: Any) -> Any:
    """Return a value by Horner's rule in the distance from the knot before it."""
    beyond = spline.extrapolate if extrapolate is None else extrapolate
    outside = np.any((x < spline.x[0]) | (x > spline.x[-1]))
    if outside and (beyond == "periodic" or not beyond):
        raise UnsupportedOperation("there is a rule for splines inside their knots, and where they are extrapolated")
    place = np.clip(np.searchsorted(spline.x, x, side="right") - 1, 0, len(spline.x) - 2)
    distance = np.reshape(x - spline.x[place], np.shape(x) + (1,) * (spline.c.ndim - 2))
    found = spline.c[0][place]
    for coefficients in spline.c[1:]:
        found = found * distance + coefficients[place]
    return found


def _in_table(table: Any, x: Any) -> Any:
    if table._kind != "linear" or np.ndim(table.y) != 1 or np.any((x < table.x[0]) | (x > table.x[-1])):
        raise UnsupportedOperation("there is a rule for interp1d of one row, linear, and inside of its table")
    return np.interp(x, table.x, table.y)


def of_spline(value: Any) -> Any:
    """Return a spline of SciPy as one that takes numbers which carry derivatives; others as they are."""
    module = sys.modules.get("scipy.interpolate")
    kinds = () if module is None else (module.PPoly, module.interp1d)
    return SplineView(value) if isinstance(value, kinds) else value
