"""What a run of code sees in place of a spline of SciPy, whose own code takes plain floats only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import assembled, holds
from derivcheck.autodiff.sight.choosing import choosing
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

    def __call__(self, x: Any, *given: Any, **options: Any) -> Any:
        """Return the value, or a derivative of it."""
        if not holds(x):
            return self._spline(x, *given, **options)
        return self._at(assembled(x), *given, **options)

    def _at(self, x: Any, nu: int = 0, extrapolate: Any = None, *, ext: Any = None) -> Any:
        spline, pieces = self._spline, _of_interpolate("PPoly")[0]
        if hasattr(spline, "_kind"):
            return _in_table(spline, x)
        if isinstance(spline, _of_interpolate("UnivariateSpline")):
            beyond = next((e for e in (ext, extrapolate) if e is not None), spline.ext)  # here the third is `ext`
            return _in_pieces(pieces.from_spline(spline._eval_args), x, nu, beyond in (0, "extrapolate"))
        if isinstance(spline, _of_interpolate("BSpline")):
            return _in_base(spline, pieces.from_spline(spline), x, nu, extrapolate)
        return _in_pieces(spline, x, nu, extrapolate)

    def derivative(self, nu: int = 1) -> Any:
        """Return a derivative, which is a spline too."""
        return of_spline(self._spline.derivative(nu))

    def antiderivative(self, nu: int = 1) -> Any:
        """Return an antiderivative, which is a spline too."""
        return of_spline(self._spline.antiderivative(nu))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._spline, name)


def _in_base(spline: Any, pieces: Any, x: Any, nu: int, extrapolate: Any) -> Any:
    """Return a value of a spline in the B-form, between those knots where its basis is whole."""
    beyond = spline.extrapolate if extrapolate is None else extrapolate
    first, last = spline.t[spline.k], spline.t[-spline.k - 1]
    if np.any((x < first) | (x > last)) and (beyond == "periodic" or not beyond):
        raise UnsupportedOperation("there is a rule for splines inside their knots, and where they are extrapolated")
    return _in_pieces(pieces, x, nu, True)


def _in_pieces(spline: Any, x: Any, nu: int, extrapolate: Any) -> Any:
    """Return a value by Horner's rule in the distance from the knot before it."""
    beyond = spline.extrapolate if extrapolate is None else extrapolate
    if nu < 0 or spline.axis or spline.x[0] > spline.x[-1]:
        raise UnsupportedOperation("there is a rule for splines of ascending knots along the first axis")
    spline = spline.derivative(nu) if nu else spline
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
    return _in_pieces(_of_interpolate("PPoly")[0].from_spline(tck), assembled(x), der, ext == 0)


class SplineThrough:
    """A spline or table through values that carry derivatives, which it is linear in, at plain points.

    Parameters
    ----------
    make : callable
        Makes the spline of plain values.
    values : array of a class that carries derivatives
    methods : callable
        Refuses options with which it is not linear.
    """

    def __init__(self, make: Callable[[Any], Any], values: Any, methods: Callable[..., None]) -> None:
        self._make = make
        self._values = values
        self._methods = methods

    def __call__(self, x: Any, *given: Any, **options: Any) -> Any:
        """Return the value, or a derivative of it."""
        if holds(x):
            raise UnsupportedOperation("a spline is differentiated by its values or by its argument, not by both")
        self._methods(*given, *options.values())
        return linear_in(lambda y: np.asarray(self._make(y)(x, *given, **options)), 0)(self._values)


_VALUES_AT = {"BSpline": 1, "CubicSpline": 1, "InterpolatedUnivariateSpline": 1, "interp1d": 1, "make_interp_spline": 1}
_VALUES_AT |= {"RegularGridInterpolator": 1, "BarycentricInterpolator": 1, "KroghInterpolator": 1}
_VALUES_AT |= {"PchipInterpolator": -1, "Akima1DInterpolator": -1, "PPoly": -1, "UnivariateSpline": -1}
"""Which argument of a spline it is linear in; -1: it is differentiated by its argument only."""


_BENDS = frozenset(("pchip", "slinear", "cubic", "quintic"))
"""Methods of interpolation on a grid that are not linear, or that SciPy solves by iterations."""


def _refuse_bends(*options: Any) -> None:
    if not _BENDS.isdisjoint(option for option in options if isinstance(option, str)):
        raise UnsupportedOperation("there is a rule for interpolation on a grid with the methods linear and nearest")


def _maker(cls: Any, place: int) -> Callable[..., Any]:
    def make(*given: Any, **options: Any) -> Any:
        live = place >= 0 and len(given) > place and holds(given[place])
        if not live:
            return of_spline(cls(*given, **options))
        if holds((*given[:place], *given[place + 1 :], *options.values())):
            raise UnsupportedOperation("a spline is differentiated by its values, not by its knots")
        methods = _refuse_bends if cls.__name__ == "RegularGridInterpolator" else lambda *_: None
        methods(*given, *options.values())
        return SplineThrough(lambda y: cls(*given[:place], y, *given[place + 1 :], **options), given[place], methods)

    return make


def replacements() -> dict[Any, Any]:
    """Return what stands for each class of splines, where `scipy.interpolate` is in use."""
    module = sys.modules.get("scipy.interpolate")
    if module is None:
        return {}
    found = {cls: _maker(cls, place) for name, place in _VALUES_AT.items() if (cls := getattr(module, name, None))}
    return {**found, module.splev: choosing(module.splev, _at_traced)}


def of_spline(value: Any) -> Any:
    """Return a spline of SciPy as one that takes numbers which carry derivatives; others as they are."""
    module = sys.modules.get("scipy.interpolate")
    kinds = () if module is None else _of_interpolate("PPoly", "interp1d", "BSpline", "UnivariateSpline")
    return SplineView(value) if isinstance(value, kinds) else value
