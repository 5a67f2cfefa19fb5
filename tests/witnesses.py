"""Functions and points on which the witnesses are put to the test, and the witnesses' own words."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from typing import Any

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.arithmetic.precise import Precise
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods import complex_step, forward_mode, symbolic
from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import TABLE, stencil
from derivcheck.methods.reference import enclose
from derivcheck.methods.target import Target
from derivcheck.results import Estimate

POINTS = (0.2, 0.55, 0.7, 1.3, 2.1)

PLAIN = (
    "x^2; x^3; x^5-3x^2+x; 1/x; 1/(1+x^2); sqrt(x); sqrt(1+x^2); x*sqrt(x); exp(x); exp(-x); exp(-x^2); x*exp(-x); "
    "log(x); log(1+x); x*log(x); sin(x); cos(x); tan(x/2); sin(x)^2; x*sin(x); sin(x)/x; exp(x)*cos(x); "
    "sinh(x); cosh(x); tanh(x); atan(x); asin(x/3); 2^x; x^x; exp(2x)/(1+sin(x^2))"
).split("; ")
"""Thirty textbook functions, to be taken at each of POINTS."""

HARD: list[tuple[str, float]] = [
    ("log(x)", 1e-7),
    ("1e8+sin(x)", 0.7),
    ("sin(1e4*x)", 0.3),
    ("sin(x)", 1e9),
    ("1/x", 0.05),
    ("(1-cos(x))/x^2", 1e-3),
    ("tanh(x)", 18.0),
    ("x+sin(128*pi*x)/(128*pi)", 1.0),
    ("exp(x)/(exp(x)-1)", 1e-7),
    ("abs(x)", 0.001),
    ("x/(1+abs(x))", -0.5),
    ("max(x, x^2)", 1.0001),
    ("max(x, x^2)", 0.999999),
    ("min(x, sin(x))", 1e-4),
    ("sqrt(x)", 1e-9),
    ("x^x", 1e-5),
    ("x^x", 100.0),
    ("2^x", 900.0),
    ("x^(1/3)", 1e-4),
    ("cbrt(x)", -1e-6),
    ("hypot(x, 1e-3)", 1e-3),
    ("atan2(x, -1)", 1e-3),
    ("atan2(1, x)", 1e-5),
    ("erf(x)", 5.0),
    ("erfc(x)", 3.0),
    ("gamma(x)", 4.5),
    ("gamma(x)", -1.5),
    ("loggamma(x)", 1.0),
    ("digamma(x)", 1.4616321449683623),
    ("besselj(0, x)", 2.404825557695773),
    ("lambertw(x)", -0.36),
    ("sinc(x)", 0.0),
    ("sinc(x)", 1e-8),
    ("sinc(x)", 4.493409457909064),
    ("x^9-3x^8+x^3-1", 1.3),
    ("(x-1)^20", 0.5),
    ("(x-1)^7", 1.0),
    ("(x-3)^101", 2.0),
    ("7", 2.0),
    ("0*x+1", 2.0),
    ("3x+2", 1e5),
    ("x", 0.0),
    ("x^2", -0.0),
    ("x^2", 1e30),
    ("x^2", 5e-324),
    ("1e-300*x^2", 2.0),
    ("1e300*x^2", 2.0),
    ("exp(x)", -700.0),
    ("exp(x)", 709.0),
    ("exp(-1/x^2)", 0.05),
    ("1/(1+x^2)", 0.0),
    ("sin(x)", 0.0),
    ("cos(x)", 0.0),
    ("sin(x)", math.pi),
    ("sin(x)^2+cos(x)^2", 0.7),
    ("(x+1)-x", 0.3),
    ("x-sin(x)", 1e-4),
    ("log1p(x)*x", 1e-9),
    ("log(x)", 1.0),
    ("log(cosh(x))", 20.0),
    ("softplus(x)", 30.0),
    ("sigmoid(x)", -40.0),
    ("sqrt(1+x)-sqrt(x)", 1e6),
    ("atan(1e6*x)", 1e-6),
    ("acos(x)", 1 - 1e-9),
    ("acosh(x)", 1 + 1e-8),
    ("atanh(x)", 1 - 1e-7),
    ("tan(x)", 1.5707),
    ("1.00000000000000000001*x", 1.0),
]
"""Where fixed tolerances, plain stencils or careless bounds go wrong."""


def target(formula: str, x: float, order: int = 1, dtype: str = "float64") -> Target:
    return Target.of(parse(formula), {"x": x}, "x", order, dtype)


@functools.cache
def truth(formula: str, x: float, order: int, dtype: str) -> Bounded:
    """Return the derivative; `test_reference` holds it to mpmath."""
    t = target(formula, x, order, dtype)
    return enclose(t.function, t.x, order, 40)


@functools.cache
def derivative(formula: str, order: int) -> symbolic.SymbolicDerivative:
    return symbolic.differentiate(target(formula, 1.0).function, order)


def estimates(
    formula: str, x: float, order: int = 1, dtype: str = "float64", schemes: Sequence[str] = tuple(TABLE)
) -> Iterator[Estimate]:
    """Yield what each method says; those that decline are left out."""
    t = target(formula, x, order, dtype)
    stencils = [stencil(name, order) for name in schemes]
    expansion = Expansion.of(t, stencils)
    methods = [
        lambda: symbolic.estimate(t, derivative(formula, order)),
        lambda: forward_mode.estimate(t),
        lambda: complex_step.estimate(t, expansion),
        *(lambda s=s: finite_difference.estimate(t, s, expansion) for s in stencils),
    ]
    for method in methods:
        try:
            yield method()
        except DerivcheckError:
            continue


def error(estimate: Estimate, exact: Bounded) -> Any:
    """Return how far an estimate is off, at least, in high precision."""
    m = Precise(exact.value.context.prec)
    return max(abs(m.exact(estimate.value) - exact.value) - exact.bound, 0)
