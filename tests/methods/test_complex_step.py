"""The complex step: the oracle is mpmath; a planted wrong slope shows that a check can fail."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import elementary_cases as cases
import mpmath
import numpy as np
import pytest
from mpmath import mpf
from witnesses import target

from derivcheck.arithmetic.complex import Complex
from derivcheck.arithmetic.real import Real
from derivcheck.elementary import TABLE
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.methods import complex_step
from derivcheck.methods.complex_step import ComplexDual, ComplexRounding
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.results import Estimate

STEP = 2.0**-100

# Smooth functions of one argument that NumPy, or a definition, continues to complex arguments.
ROWS = [row for row in TABLE.values() if row.arity == 1 and row.names and row.analytic and row.smooth and not row.scipy]


def estimate(formula: str, x: float, dtype: str = "float64") -> Estimate:
    t = target(formula, x, dtype=dtype)
    return complex_step.estimate(t, Expansion.of(t, []))


def points() -> list[float]:
    """Return points all over, and close to 0 and 1, where functions and definitions are hard."""
    rng = np.random.default_rng(0)
    tiny, near = 10 ** rng.uniform(-8, 0, 12), 10 ** rng.uniform(-12, -1, 12)
    return [float(x) for x in (*rng.uniform(-3, 3, 30), *rng.uniform(-90, 90, 6), *tiny, *-tiny, *1 + near, *1 - near)]


def ratios(name: str, slope: float = 1.0) -> Iterator[tuple[float, Any, Any]]:
    """Yield x and the errors of value and slope as parts of their bounds; a wrong slope is planted by a factor."""
    value = cases.VALUES.get(name) or getattr(mpmath, name)
    for x in points():
        m = Complex(Real())
        with m:
            computed = getattr(m, name)(m.type(x) + m.type(1j) * STEP)
        if not np.isfinite(computed):
            continue
        with ComplexDual(ComplexRounding(Real(), STEP), m) as dual, mpmath.workdps(300):
            bounds = getattr(dual, name)(dual.variable(dual.exact(np.float64(x))))
            exact, h = value(mpf(x)), mpf(10) ** -100
            rate = (value(mpf(x) + h) - value(mpf(x) - h)) / (2 * h)
            yield (
                x,
                abs(mpf(float(computed.real)) - exact) / mpf(float(bounds.primal.bound)),
                abs(mpf(float(computed.imag / STEP)) * slope - rate) / mpf(float(bounds.tangent.bound)),
            )


@pytest.mark.parametrize("name", [row.name for row in ROWS])
def test_both_parts_of_every_function_are_inside_their_bounds(name: str) -> None:
    found = list(ratios(name))
    assert len(found) >= 12
    assert [worst for worst in found if max(worst[1:]) > 1] == []


@pytest.mark.parametrize("name", ["sin", "asec", "log1p"])
def test_a_wrong_slope_would_not_be(name: str) -> None:
    assert any(slope > 1 for _, _, slope in ratios(name, slope=1 + 1e-13))


CASES: list[tuple[str, float, Callable[[Any], Any]]] = [
    ("exp(2*x)/(1+sin(x^2))", 0.5, lambda x: mpf("2.66566172940702444834146907915639453063")),
    ("1e8+sin(x)", 0.7, mpmath.cos),
    ("sin(x)", 1e9, mpmath.cos),
    # Beyond an exponent of 100 NumPy goes through the logarithm of a negative number.
    ("(x-3)^101", 2.0, lambda x: 101 * (x - 3) ** 100),
    ("(x-3)^-101", 2.0, lambda x: -101 * (x - 3) ** -102),
    ("x^1000000", 1.0000001, lambda x: 1000000 * x**999999),
    # The exponential amplifies the rounding of the logarithm 460 times.
    ("x^x", 100.0, lambda x: x**x * (mpmath.log(x) + 1)),
    ("2^x", 900.0, lambda x: 2**x * mpmath.log(2)),
    ("x^2.5", 1e100, lambda x: x**1.5 * 2.5),
    # Definitions are rounded where slopes are not.
    ("asec(x)", 1 + 2.0**-30, lambda x: 1 / (x * mpmath.sqrt(x * x - 1))),
    ("acoth(x)", 1 + 2.0**-30, lambda x: 1 / (1 - x * x)),
    ("log1p(x)*x", 1e-10, lambda x: mpmath.log1p(x) + x / (1 + x)),
    ("sinc(x)", 1e-8, lambda x: mpmath.cos(x) / x - mpmath.sin(x) / x**2),
    ("hypot(x, 3)", 4.0, lambda x: x / mpmath.sqrt(x * x + 9)),
    ("softplus(x)", -40.0, lambda x: 1 / (1 + mpmath.exp(-x))),
    # The imaginary part underflows.
    ("exp(x)", -700.0, mpmath.exp),
    ("1e-300*x^2", 2.0, lambda x: 2 * x / mpf(10) ** 300),
    ("x^2", 5e-324, lambda x: 2 * x),
    ("x^2", 0.0, lambda x: 2 * x),
    # The step is small next to the radius of convergence, not to 1 or to x only.
    ("sin(1e40*x)", 0.0, lambda x: mpf(10) ** 40 * mpmath.cos(mpf(10) ** 40 * x)),
    ("1/(x^2+1e-60)", 1e-30, lambda x: -2 * x / (x**2 + mpf(10) ** -60) ** 2),
]


@pytest.mark.parametrize(("formula", "x", "slope"), CASES, ids=[f"{f} at {x:g}" for f, x, _ in CASES])
def test_the_error_is_inside_the_bound(formula: str, x: float, slope: Callable[[Any], Any]) -> None:
    found = estimate(formula, x)
    assert found.error_bound < math.inf
    with mpmath.workdps(80):
        assert abs(mpf(float(found.value)) - slope(mpf(x))) <= found.error_bound


@pytest.mark.parametrize("dtype", ["float32", "longdouble"])
def test_other_formats(dtype: str) -> None:
    found = estimate("exp(2*x)", 0.75, dtype)
    high = float(found.value)
    with mpmath.workdps(60):
        truth = 2 * mpmath.exp(mpf("1.5"))
        off = abs(mpf(high) + mpf(float(found.value - type(found.value)(high))) - truth)
        # A handful of roundings in either format.
        assert off <= found.error_bound <= 16 * float(np.finfo(dtype).eps) * truth


@pytest.mark.parametrize("formula", ["abs(x)", "max(x, 2)", "min(x, 2)", "sign(x)*x", "cbrt(x)", "atan2(x, 1)"])
def test_what_is_not_analytic_is_refused(formula: str) -> None:
    with pytest.raises(UnsupportedOperation, match="is not analytic"):
        estimate(formula, 0.5)


@pytest.mark.parametrize("formula", ["erf(x)", "gamma(x)", "besselj(0, x)", "lambertw(x)", "digamma(x)"])
def test_what_scipy_does_not_keep_apart_is_refused(formula: str) -> None:
    with pytest.raises(UnsupportedOperation, match="tiny imaginary part"):
        estimate(formula, 0.5)


def test_higher_derivatives_are_refused() -> None:
    t = target("exp(x)", 0.5, order=2)
    with pytest.raises(UnsupportedOperation, match="first derivatives only"):
        complex_step.estimate(t, Expansion.of(t, []))


@pytest.mark.parametrize("x", [0.5, 1e300, -1e-300, 5e-324, 0.0])
def test_the_step_is_a_tiny_power_of_two(x: float) -> None:
    found = estimate("x+1", x)
    assert found.step is not None
    assert math.frexp(found.step)[0] == 0.5
    # Its square is below 2^-150 of the square of x, or it is the least that does not underflow.
    assert 0 < found.step <= max(abs(x) * 2.0**-90, 2.0**-900) or x == 0.0
    assert (found.method, found.evaluations, found.value) == ("complex-step", 1, 1.0)


def test_what_is_not_finite_has_no_bound() -> None:
    assert estimate("exp(x)", 1000.0).error_bound == math.inf
    # 2 x h overflows in float32, though f' does not.
    assert estimate("x^2", 1e30, "float32").error_bound == math.inf
