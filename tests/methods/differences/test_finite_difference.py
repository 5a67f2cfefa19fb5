"""One finite difference and its bound: the oracles are programs written out, and mpmath."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from roundings import rounded
from rows import of_each
from witnesses import target

from derivcheck.ground.errors import DomainError
from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.best_step import predicted
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import TABLE, stencil
from derivcheck.results import Estimate


def at_step(formula: str, x: float, name: str, h: float, order: int = 1, dtype: str = "float64") -> Estimate:
    t, s = target(formula, x, order, dtype), stencil(name, order)
    return finite_difference.at_step(t, s, h, Expansion.of(t, [s]))[1]


def estimate(formula: str, x: float, name: str, order: int = 1, dtype: str = "float64") -> Estimate:
    t, s = target(formula, x, order, dtype), stencil(name, order)
    return finite_difference.estimate(t, s, Expansion.of(t, [s]))


def test_values_are_those_of_the_plain_program() -> None:
    h = 10e-4
    assert at_step("x^2", 2.0, "central-2", h).value == 3.9999999999995595
    assert at_step("x^2", 2.0, "forward-1", h).value == ((2 + h) ** 2 - 2.0**2) / h
    assert at_step("x*x", 2.0, "central-2", h, 2).value == ((2 - h) ** 2 - 2 * 4.0 + (2 + h) ** 2) / (h * h)
    single = np.float32(2) + np.float32(h)
    expected = (single * single - np.float32(4)) / np.float32(h)
    assert at_step("x*x", 2.0, "forward-1", h, dtype="float32").value == expected


@of_each(
    itertools.product(
        ["forward-1", "backward-2", "central-4", "offsets:-1,0,1/3,2,5"],
        [1, 2, 3, 4],
        [0.1, 1e-3, 1e-8, 1e-15, 2.0**-10],
    )
)
def test_the_bound_holds_at_any_step(name: str, order: int, h: float) -> None:
    found = at_step("exp(x)", 0.3, name, h, order)
    with mpmath.workdps(60):
        assert abs(mpf(float(found.value)) - mpmath.exp(mpf(0.3))) <= found.error_bound


@pytest.mark.parametrize("x", [100000.1, 1e9])
@pytest.mark.parametrize("h", [1e-6, 1e-3, 2.0**-20])
def test_the_rounding_of_nodes_is_in_the_bound(x: float, h: float) -> None:
    found = at_step("sin(x)", x, "central-2", h)
    with mpmath.workdps(60):
        off = abs(mpf(float(found.value)) - mpmath.cos(mpf(x)))
    assert off <= found.error_bound
    # Half a spacing of the doubles on either side, times |f'| <= 1, over 2 h; and sin to a few 2^-53.
    assert found.error_bound <= (2 * math.ulp(x) + 1e-15) / (2 * h) + 2 * h * h


def test_exact_nodes_cost_nothing() -> None:
    decimal, binary = (at_step("sin(x)", 100000.1, "central-2", h).error_bound for h in (1e-6, 2.0**-20))
    assert binary < decimal / 1000


def test_a_displacement_is_found_however_small_the_step() -> None:
    # 1 + 2^-540 is 1, and 256 bits would not tell.
    found = at_step("sin(x)", 1.0, "forward-1", 2.0**-540)
    assert found.value == 0.0
    assert math.cos(1) <= found.error_bound < math.inf


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(
    ("formula", "x", "slope"),
    [
        ("log(x)", 0.25, lambda x: 1 / x),
        ("log(x)", 1.0, lambda x: 1 / x),
        ("sqrt(x)", 1e-12, lambda x: 1 / (2 * mpmath.sqrt(x))),
        ("1/x", 0.05, lambda x: -1 / x**2),
        ("log(cosh(x))", 20.0, mpmath.tanh),
        ("abs(x)", 0.001, lambda x: mpf(1)),
        ("x^2", 1e30, lambda x: 2 * x),
        ("(x+1)-x", 0.3, lambda x: mpf(0)),
    ],
)
def test_its_own_step_stays_where_f_is_smooth(formula: str, x: float, slope: Callable[[Any], Any], name: str) -> None:
    found = estimate(formula, x, name)
    with mpmath.workdps(60):
        truth = slope(mpf(x))
        assert abs(mpf(float(found.value)) - truth) <= found.error_bound
        # A first-order scheme gets half the digits; four of them are asked for here.
        assert found.error_bound <= 1e-4 * max(abs(truth), 1)


def test_its_step_is_a_power_of_two_near_the_predicted_one() -> None:
    t, s = target("exp(x)", 0.5), stencil("central-2")
    expansion = Expansion.of(t, [s])
    found = finite_difference.estimate(t, s, expansion)
    best = predicted(expansion, s).h
    assert found.step is not None
    assert math.frexp(found.step)[0] == 0.5
    assert best / 16 <= found.step <= best
    assert (found.method, found.evaluations, found.note) == ("central-2", 2, None)


def test_a_step_across_a_bend_has_no_bound() -> None:
    assert at_step("abs(x)", 0.001, "central-2", 0.01).error_bound == math.inf
    assert at_step("abs(x)", 0.001, "central-2", 0.0001).error_bound < 1e-10


def test_a_step_out_of_the_domain_has_neither_value_nor_bound() -> None:
    found = at_step("log(x)", 0.25, "central-2", 0.5)
    assert math.isnan(found.value)
    assert found.error_bound == math.inf


@pytest.mark.parametrize("name", ["forward-2", "central-8"])
def test_overflow_has_no_bound(name: str) -> None:
    # 4 exp(709) is not a double; and exp(1000) is not one either.
    assert estimate("exp(x)", 709.0, name).error_bound == math.inf
    assert estimate("exp(x)", 1000.0, name).error_bound == math.inf


def test_aliasing_does_not_fool_it() -> None:
    # With h = 2^-4, ..., 2^-7 the sine is taken at multiples of pi, and 1 instead of 2 comes out.
    formula = "x+sin(128*pi*x)/(128*pi)"
    for k in range(4, 8):
        found = at_step(formula, 1.0, "central-2", 2.0**-k)
        # Both values are near 1, and the argument of the sine, whose error its amplitude takes back, is near 128 pi.
        assert found.value == rounded(1, 8 / 2.0**-k)
        assert abs(found.value - 2) <= found.error_bound
    found = estimate(formula, 1.0, "central-2")
    assert abs(found.value - 2) <= found.error_bound < 1e-6


@pytest.mark.parametrize("dtype", ["float32", "longdouble"])
@pytest.mark.parametrize("order", [1, 2])
def test_other_formats(dtype: str, order: int) -> None:
    for name in ("forward-1", "central-4"):
        found = estimate("exp(x)", 0.5, name, order, dtype)
        with mpmath.workdps(40):
            assert abs(mpf(float(found.value)) - mpmath.exp(mpf(0.5))) <= found.error_bound < 1


def test_no_derivative_no_estimate() -> None:
    with pytest.raises(DomainError):
        estimate("abs(x)", 0.0, "central-2")
