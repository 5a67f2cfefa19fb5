"""Functions at their zeros, inflections, pole sides and at extreme scales, each for two schemes: over 200 curves."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from witnesses import target

from derivcheck.methods.differences.error_curve import curves
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import Stencil, stencil
from derivcheck.results import CurvePoint, ErrorCurve
from derivcheck.testing.compare import error_curve

PI = math.pi

SEVENTH = "x^7-7*x^6+21*x^5-35*x^4+35*x^3-21*x^2+7*x-1"
"""(x - 1)^7, expanded."""

FUNCTIONS: dict[str, tuple[float, ...]] = {
    "sin(x)": (0.0, PI, PI / 2, 1e-8, 1e-300, 1e5 + 0.1, 3.0, -1.0),
    "cos(x)": (0.0, PI / 2, PI, 1e-8, 1e8, 1e22),
    "tan(x)": (0.0, 1.57, 1.0),
    "exp(x)": (0.0, 1.0, -30.0, 30.0, -700.0, 300.0),
    "log(x)": (1.0, 1e-300, 1e300, 1e-10, 2.0, 1.0001),
    "log1p(x)": (0.0, 1e-10, 1.0),
    "expm1(x)": (0.0, 1e-12, 1.0),
    "sqrt(x)": (1e-12, 2.0, 1e20),
    "1/x": (1e-6, 1.0, 1e6, -1e-150),
    "x^2": (0.0, 1.0, 1e-5, 1e10),
    "x^3": (0.0, 1.0, -2.0, 1e-100),
    "x^5-x": (0.0, 1.0, 5**-0.25),
    SEVENTH: (1.0001, 1.0, 1.1, 2.0),
    "(x-1)^7": (1.0001, 1.0, 1.1),
    "x^20-3*x^10+1": (1.0, 0.5, 1.2),
    "x^40": (1.0, 0.9),
    "atan(x)": (0.0, 1.0, 1e6),
    "tanh(x)": (0.0, 3.0, 18.0),
    "sinh(x)": (0.0, 1e-6, 5.0),
    "1/(1+25*x^2)": (0.0, 0.3, 1.0),
    "exp(-x^2)": (0.0, 0.5**0.5, 3.0),
    "erf(x)": (0.0, 1.0, 4.0),
    "gamma(x)": (2.5, 1.4616321449683622, 0.01),
    "x*exp(-x)": (1.0, 2.0, 0.0),
    "sin(x)/x": (0.1, PI, 4.493409457909064),
    "sin(100*x)": (0.0, 0.3, PI / 200),
    "1e8+sin(x)": (0.7,),
    "1e-200*sin(x)": (1.0,),
    "exp(2*x)/(1+sin(x^2))": (0.5,),
    "x^x": (1.0, 1 / math.e, 0.01),
    "log(cosh(x))": (0.0, 1.0, 20.0),
    "(1-cos(x))/x^2": (0.01, 1.0),
    "1/(x-1)": (1.001, 3.0),
    "acos(x)": (0.999, 0.0),
    "exp(sin(exp(x)))": (1.0, 2.0),
}

SCHEMES = (("forward-1", 1), ("central-2", 1), ("central-4", 1), ("backward-2", 2), ("central-2", 2), ("central-6", 3))


@dataclass(frozen=True)
class Case:
    """A curve of the grid; `at_prediction` is one more point of it, at the predicted best step."""

    formula: str
    x: float
    stencil: Stencil
    spacing: float
    curve: ErrorCurve
    at_prediction: CurvePoint

    @property
    def points(self) -> list[CurvePoint]:
        return [p for p in self.curve.points if not p.note]

    @property
    def derivative(self) -> float:
        """The size of the exact derivative, where it is no small difference of two doubles."""
        p = min(self.points, key=lambda p: abs(p.estimate))
        return abs(p.estimate - p.total)

    def __str__(self) -> str:
        return f"{self.formula} at {self.x}, {self.stencil.name}, order {self.stencil.order}"


@functools.cache
def grid() -> tuple[Case, ...]:
    """Return all cases: each function at each of its points, for two of the schemes."""
    places = [(formula, x) for formula, points in FUNCTIONS.items() for x in points]
    chosen = [(place, SCHEMES[k % len(SCHEMES)]) for i, place in enumerate(places) for k in (i, i + 1)]
    return tuple(case(formula, x, name, order if _moderate(x) else 1) for (formula, x), (name, order) in chosen)


def _moderate(x: float) -> bool:
    """Whether higher derivatives of 1/x are doubles."""
    return x == 0 or 1e-100 < abs(x) < 1e100


def case(formula: str, x: float, name: str, order: int) -> Case:
    """Return the curve of a scheme at a place, and a point of it at the predicted best step."""
    s = stencil(name, order)
    t = target(formula, x, order)
    expansion = Expansion.of(t, [s])
    curve = error_curve(formula, x, name, order=order)
    (at_prediction,) = curves(t, [s], [curve.predicted.h], expansion)[0].points
    return Case(formula, x, s, expansion.spacing, curve, at_prediction)
