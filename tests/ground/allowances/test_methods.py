"""What each allowance of methods decides: beside the honest outcome stands what another value makes of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import elementary_cases as cases
import mpmath
import numpy as np
import pytest
import sympy
from allowance import changed
from mpmath import mpf
from witnesses import target

import derivcheck as dc
from derivcheck.arithmetic.complex import Complex
from derivcheck.arithmetic.real import Real
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.allowances.record import Allowance
from derivcheck.ground.errors import PrecisionError
from derivcheck.methods import symbolic
from derivcheck.methods.complex_step import ComplexDual, ComplexRounding
from derivcheck.methods.differences.error_regimes import Regimes
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import stencil
from derivcheck.methods.reference import reference
from derivcheck.results import CurvePoint

STEP = 2.0**-100


def referred(formula: str) -> str:
    try:
        return reference(target(formula, 0.7), 20)[0].value.rstrip("0")[:4]
    except PrecisionError:
        return "none"


def symbolically(formula: str, order: int = 1) -> bool:
    sympy.core.cache.clear_cache()
    try:
        symbolic.differentiate(target(formula, 0.7).function, order)
    except PrecisionError:
        return False
    return True


def truncation_is_exact(exponent: int) -> bool:
    """Whether the measured truncation of a central difference is what Taylor's series of exp says."""
    (point,) = dc.error_curve("exp(x)", 0.0, steps=[2.0**-exponent]).points
    with mpmath.workdps(60):
        h = mpf(2) ** -exponent
        # The parts are right in double precision, and rounded.
        return bool(abs(point.truncation / (mpmath.sinh(h) / h - 1) - 1) <= 2.0**-50)


def leading_term_is_known(formula: str, x: float) -> bool:
    """Whether the term that leads the error of a forward difference is told from 0."""
    return bool(Expansion.of(target(formula, x), [stencil("forward-1")]).terms[2])


def slope(f: Callable[[float], float]) -> bool:
    """Whether forward mode of code gives a bound at 1."""
    return math.isfinite(dc.estimate_derivative(f, 1.0, method="forward-mode").error_bound)


def complex_bounds_hold(name: str) -> bool:
    """Whether both parts of a function of x + i h are within the bounds of the same steps of a dual number."""
    value = cases.VALUES.get(name) or getattr(mpmath, name)
    rng = np.random.default_rng(0)
    for x in map(float, (*rng.uniform(0.01, 3, 200), *10 ** rng.uniform(-8, 1, 100))):
        m = Complex(Real())
        with m:
            computed = getattr(m, name)(m.type(x) + m.type(1j) * STEP)
        if not np.isfinite(computed):
            continue
        with ComplexDual(ComplexRounding(Real(), STEP), m) as dual, mpmath.workdps(200):
            found = getattr(dual, name)(dual.variable(dual.exact(np.float64(x))))
            h = mpf(10) ** -70
            rate = (value(mpf(x) + h) - value(mpf(x) - h)) / (2 * h)
            good = abs(mpf(float(computed.real)) - value(mpf(x))) <= mpf(float(found.primal.bound))
            if not (good and abs(mpf(float(computed.imag / STEP)) - rate) <= mpf(float(found.tangent.bound))):
                return False
    return True


def limits(formula: str, x: float) -> str:
    return dc.error_curve(formula, x).limits


def undecided() -> int:
    """Count the undecided points where truncation falls like h, and round-off happens to be larger at one step."""
    sizes = [(0.1, 1e-9), (0.01, 1e-1), (0.001, 1e-9), (1e-4, 1e-3), (1e-5, 1e-2)]
    points = [CurvePoint(h, 1.0, 0.0, h, 0.0, roundoff, 0.0, h, roundoff) for h, roundoff in sizes]
    return len(Regimes.of(points, 2.0**-53).undecided)


TINY = "sin(x)^2+cos(x)^2+1e-330*x"
OUTCOMES: list[tuple[Allowance[Any], float, Callable[[], Any], Any, Any]] = [
    (allowances.ZERO_BITS, 819, lambda: referred(TINY), "1.00", "0."),
    (allowances.MOST_BITS, 6_000, lambda: referred("sin(x)^2+cos(x)^2+1e-750^3*x"), "1.00", "none"),
    (allowances.TERM_BITS, 256, lambda: leading_term_is_known("besselk(0, x)", 100.0), True, False),
    (allowances.SYMBOLIC_SIZE, 500, lambda: symbolically("+".join("x" * 300)), True, False),
    (allowances.SYMBOLIC_SECONDS, 0.01, lambda: symbolically("sin(exp(sin(exp(x))))", 4), True, False),
    # Truncation of 6e-13 passes for rounding of the working precision; one of 9e-24 is known to 6 bits.
    (allowances.SAMPLE_BITS, 80, lambda: truncation_is_exact(19), True, False),
    (allowances.RESOLUTION_BITS, 6, lambda: truncation_is_exact(37), True, False),
    # A jump of the slope by 5e-6.
    (allowances.SLOPE_JUMP, 2.0**-20 * 10, lambda: slope(lambda x: x * 1.000005 if x > 1 else x), False, True),
    # Truncation and round-off of x exp(-a x) at 1/a, where the derivative is 0, cross time and again.
    (
        allowances.CROSSING_RATIO,
        1e12,
        lambda: any("sometimes" in limits(f"x*exp(-x/{a})", a) for a in (1, 2, 3)),
        True,
        False,
    ),
    # A single step at which round-off happens to be small is a crossing.
    (allowances.CROSSING_RATIO, 1.0, undecided, 0, 2),
    # Of all steps below 2^-26, with an error of a few units each, one of the smallest.
    (allowances.EVEN_STEPS, 0.0, lambda: dc.error_curve("sin(x)", 0.0).predicted.h > 1e-9, True, False),
    (allowances.DIVISION_UNITS, 0.2, lambda: complex_bounds_hold("sigmoid"), True, False),
    (allowances.ROOT_UNITS, 0.25, lambda: complex_bounds_hold("sqrt"), True, False),
    (allowances.LOGARITHM_UNITS, 0.2, lambda: complex_bounds_hold("log"), True, False),
]


@pytest.mark.parametrize(("record", "value", "outcome", "honest", "other"), OUTCOMES)
def test_another_value_has_another_outcome(
    record: Allowance[Any], value: float, outcome: Callable[[], Any], honest: Any, other: Any
) -> None:
    assert outcome() == honest
    with changed(record, value):
        assert outcome() == other
