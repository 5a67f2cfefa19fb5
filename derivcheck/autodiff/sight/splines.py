"""What a run of code sees in place of a spline of SciPy, whose own code takes plain floats only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import holds
from derivcheck.autodiff.sight.linear_functions import linear_in
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
        if isinstance(self._spline, _of_interpolate("BSpline", "UnivariateSpline")):
            spline = _of_interpolate("PPoly")[0].from_spline(getattr(self._spline, "_eval_args", self._spline))
            return _in_pieces(spline.derivative(nu) if nu else spline, x, extrapolate)
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


def _of_interpolate(*names: str) -> tuple[Any, ...]:
    return tuple(getattr(sys.modules["scipy.interpolate"], name) for name in names)


def _at_traced(x: Any, tck: Any, der: int = 0, ext: int = 0) -> Any:
    """Return ``scipy.interpolate.splev`` of a constant spline."""
    if ext:
        raise UnsupportedOperation("there is a rule for scipy.interpolate.splev with ext=0")
    spline = _of_interpolate("PPoly")[0].from_spline(tck)
    return _in_pieces(spline.derivative(der) if der else spline, x, None)


class SplineThrough:
    """A spline or table through values that carry derivatives, which it is linear in, at plain points.

    Parameters
    ----------
    make : callable
        Makes the spline of plain values.
    values : array of a class that carries derivatives
    """

    def __init__(self, make: Callable[[Any], Any], values: Any) -> None:
        self._make = make
        self._values = values

    def __call__(self, x: Any, *given: Any, **options: Any) -> Any:
        """Return the value, or a derivative of it."""
        if holds(x):
            raise UnsupportedOperation("a spline is differentiated by its values or by its argument, not by both")
        return linear_in(lambda y: np.asarray(self._make(y)(x, *given, **options)), 0)(self._values)


_VALUES_AT = {"BSpline": 1, "CubicSpline": 1, "InterpolatedUnivariateSpline": 1, "interp1d": 1, "make_interp_spline": 1}
_VALUES_AT |= {"RegularGridInterpolator": 1, "BarycentricInterpolator": 1, "KroghInterpolator": 1}
_VALUES_AT |= {"PchipInterpolator": -1, "Akima1DInterpolator": -1, "PPoly": -1, "UnivariateSpline": -1}
"""Which argument of a spline it is linear in; -1: it is differentiated by its argument only."""


def _maker(cls: Any, place: int) -> Callable[..., Any]:
    def make(*given: Any, **options: Any) -> Any:
        live = place >= 0 and len(given) > place and holds(given[place])
        if not live:
            return of_spline(cls(*given, **options))
        if holds((*given[:place], *given[place + 1 :], *options.values())):
            raise UnsupportedOperation("a spline is differentiated by its values, not by its knots")
        return SplineThrough(lambda y: cls(*given[:place], y, *given[place + 1 :], **options), given[place])

    return make


def replacements() -> dict[Any, Any]:
    """Return what stands for each class of splines, where `scipy.interpolate` is in use."""
    module = sys.modules.get("scipy.interpolate")
    if module is None:
        return {}
    found = {cls: _maker(cls, place) for name, place in _VALUES_AT.items() if (cls := getattr(module, name, None))}
    plain = module.splev
    return {**found, plain: lambda x, *given, **options: (_at_traced if holds(x) else plain)(x, *given, **options)}


def of_spline(value: Any) -> Any:
    """Return a spline of SciPy as one that takes numbers which carry derivatives; others as they are."""
    module = sys.modules.get("scipy.interpolate")
    kinds = () if module is None else _of_interpolate("PPoly", "interp1d", "BSpline", "UnivariateSpline")
    return SplineView(value) if isinstance(value, kinds) else value
