"""Forward mode: the oracle is mpmath at the double, the bound comes from the run itself."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import mpmath
import pytest
from mpmath import mpf
from witnesses import target

from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.methods import forward_mode

CASES: list[tuple[str, float, Callable[[Any], Any]]] = [
    ("tanh(x)", 18.0, lambda x: 1 / mpmath.cosh(x) ** 2),
    ("asin(x)", 1 - 2.0**-40, lambda x: 1 / mpmath.sqrt(1 - x * x)),
    ("expm1(x)*x", 1e-12, lambda x: mpmath.expm1(x) + x * mpmath.exp(x)),
    ("sinc(x)", 1e-9, lambda x: mpmath.cos(x) / x - mpmath.sin(x) / x**2),
    ("x^x", 1.5, lambda x: x**x * (mpmath.log(x) + 1)),
    ("max(x, x^2)", 3.0, lambda x: 2 * x),
    ("hypot(x, 3)", 4.0, lambda x: x / mpmath.sqrt(x * x + 9)),
    ("gamma(x)", 4.5, lambda x: mpmath.gamma(x) * mpmath.digamma(x)),
    ("2^(3x)*x^-2", 0.3, lambda x: 8**x * (mpmath.log(8) / x**2 - 2 / x**3)),
]


@pytest.mark.parametrize(("formula", "x", "slope"), CASES, ids=[f"{f} at {x:g}" for f, x, _ in CASES])
def test_good_to_a_few_units_in_the_last_place(formula: str, x: float, slope: Callable[[Any], Any]) -> None:
    found = forward_mode.estimate(target(formula, x))
    with mpmath.workdps(60):
        truth = slope(mpf(x))
        assert abs(mpf(float(found.value)) - truth) <= found.error_bound
    # Slopes are in stable forms, so the bound is a small multiple of 2^-53, for gamma's 2^-53 of its libm.
    assert found.error_bound <= 1e-13 * abs(truth)


@pytest.mark.parametrize("order", [2, 3, 4])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_higher_orders_by_taylor_series(order: int, dtype: str) -> None:
    t = target("exp(2*x)", 0.7, order, dtype)
    found = forward_mode.estimate(t)
    with mpmath.workdps(40):
        truth = 2**order * mpmath.exp(2 * mpf(float(t.x)))
        # One rounding of each operation is 2^-53 or 2^-24 of the value; there are about thirty.
        assert abs(mpf(float(found.value)) - truth) <= found.error_bound <= 64 * t.real.unit * truth


@pytest.mark.parametrize("order", [1, 2])
def test_what_does_not_depend_on_the_variable(order: int) -> None:
    found = forward_mode.estimate(target("7+sqrt(2)", 2.0, order))
    assert (found.value, found.error_bound) == (0.0, 0.0)


def test_it_says_what_it_took() -> None:
    found = forward_mode.estimate(target("sin(x)", 0.5))
    assert (found.method, found.step, found.evaluations, found.note) == ("forward-mode", None, 1, None)
    assert math.isnan(found.error)


def test_what_is_not_finite_has_no_bound() -> None:
    assert forward_mode.estimate(target("exp(x)", 1000.0)).error_bound == math.inf
    assert forward_mode.estimate(target("exp(x)", 1000.0, 2)).error_bound == math.inf


def test_a_derivative_by_the_order_of_a_bessel_function_is_refused() -> None:
    with pytest.raises(UnsupportedOperation, match="besselj has no known derivative in its first argument"):
        forward_mode.estimate(target("besselj(x, 2)", 0.5))


def test_it_never_sees_sympy() -> None:
    code = (
        "import sys; from derivcheck.methods.target import Target; from derivcheck.formula.parser import parse;"
        "from derivcheck.methods import forward_mode;"
        "t = Target.of(parse('exp(2*x)/(1+sin(x^2))'), {'x': 0.5}, 'x', 1, 'float64');"
        "found = forward_mode.estimate(t); assert abs(found.value - 2.66566172940702444834) <= found.error_bound;"
        "assert 'sympy' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
