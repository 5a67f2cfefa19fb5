"""The predicted best step: the oracles are the curves that are measured, and one finite difference at each step."""

from __future__ import annotations

import math

import pytest
from witnesses import target

from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.best_step import predicted
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import stencil


def expansion(formula: str, x: float, *names: str, order: int = 1, dtype: str = "float64") -> Expansion:
    return Expansion.of(target(formula, x, order, dtype), [stencil(name, order) for name in names or ("central-2",)])


@pytest.mark.parametrize("dtype", ["float64", "float32", "longdouble"])
@pytest.mark.parametrize(
    ("formula", "x"),
    [
        ("exp(x)", 0.5),
        ("log(x)", 1.0),
        ("x^2", 0.0),
        ("(x-1)^7", 1.0),
        ("x", 1e30),
        ("1/x", 1e-30),
        ("exp(-1/x^2)", 0.05),
        ("sin(x)", 1e9),
        ("7", 2.0),
    ],
)
@pytest.mark.parametrize("name", ["forward-1", "central-8", "offsets:-1/3,1"])
def test_the_best_step_is_a_power_of_two_that_moves_x(formula: str, x: float, dtype: str, name: str) -> None:
    e = expansion(formula, x, name, dtype=dtype)
    h = predicted(e, stencil(name)).h
    assert math.frexp(h)[0] == 0.5
    assert e.target.x + e.target.real.type(h) > e.target.x
    assert 0 < e.target.real.type(h) < math.inf


@pytest.mark.parametrize("x", [1e300, -1e300, 1.7976931348623157e308, 5e-324, 1e-300, -0.0])
def test_the_best_step_at_the_ends_of_float64(x: float) -> None:
    h = predicted(expansion("x+1", x), stencil("central-2")).h
    assert math.frexp(h)[0] == 0.5
    assert x - math.copysign(h, x) != x


@pytest.mark.parametrize("name", ["forward-1", "forward-4", "central-2", "central-8"])
@pytest.mark.parametrize(("formula", "x"), [("exp(x)", 0.5), ("log(x)", 0.01), ("sin(x)", 100.0), ("1/x", 3.0)])
def test_the_best_step_has_nearly_the_least_bound(formula: str, x: float, name: str) -> None:
    e, s = expansion(formula, x, name), stencil(name)
    best = predicted(e, s).h
    bounds = {k: finite_difference.at_step(e.target, s, best * 2.0**k, e)[1].error_bound for k in range(-8, 9)}
    # A step is a power of two, so up to a factor of 2 from the balance, where the bound is flat.
    assert bounds[0] <= 4 * min(bounds.values())
