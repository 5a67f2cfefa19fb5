"""The predicted best step: the oracles are the curves that are measured, and one finite difference at each step."""

from __future__ import annotations

import math

import numpy as np
import pytest
from curve_cases import SEVENTH
from roundings import rounded
from witnesses import target

from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.best_step import predicted
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.sampling import Samples
from derivcheck.methods.differences.schemes import stencil
from derivcheck.testing.compare import error_curve


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


@pytest.mark.parametrize(("name", "power"), [("forward-1", 2), ("central-2", 3), ("central-4", 5)])
def test_without_a_bound_at_any_step_each_value_counts_as_rounded_once(
    name: str, power: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of exp at 0.5 that is the truth, nearly: h balances a rounding over h with h to the order of accuracy."""
    s, known = stencil(name), predicted(expansion("exp(x)", 0.5, name), stencil(name))
    honest = Samples.differences
    monkeypatch.setattr(
        Samples, "differences", lambda self, s: (honest(self, s)[0], np.full(len(self.steps), math.inf))
    )
    found = predicted(expansion("exp(x)", 0.5, name), s)
    assert found.error == math.inf
    assert known.h / 8 <= found.h <= 8 * known.h
    assert found.h > 2.0 ** (-53 / power) / 8


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


@pytest.mark.parametrize(
    ("formula", "x", "least", "largest"),
    [
        # sin(h) is h to the last bit, with h^2/6 of truncation: below 1e-8 nothing is lost.
        ("sin(x)", 0.0, 1e-300, 2e-8),
        # There h costs h^2/6 and a rounding of sin(h), whatever h is; below 1e-16 pi + h is pi.
        ("sin(x)", math.pi, 1e-15, 2e-8),
        # The noise of 691 by the truncation h/2 1e600: sqrt(691 2^-53 1e-600) = 3e-307, within a factor of 5.
        ("log(x)", 1e-300, 6e-308, 1.5e-306),
        # The noise of 130 terms of 1 by h^6: (130 2^-53)^(1/7) = 0.01, within a factor of 5.
        (SEVENTH, 1.0001, 0.002, 0.05),
    ],
)
def test_known_balances_next_to_zeros_and_at_tiny_arguments(
    formula: str, x: float, least: float, largest: float
) -> None:
    assert least <= predicted(expansion(formula, x, "forward-1"), stencil("forward-1")).h <= largest


@pytest.mark.parametrize("dtype", ["float64", "longdouble"])
def test_a_wide_range_of_steps_is_searched_in_stages(dtype: str) -> None:
    """The oracle is a search of all of them."""
    e, s = expansion("exp(x)*x", 0.0, "central-2", dtype=dtype), stencil("central-2")
    every = np.arange(0, -1023, -1)
    bounds = Samples(e.target, [s], np.ldexp(e.target.real.type(1), every)).differences(s)[1]
    with np.errstate(divide="ignore"):
        least = np.logaddexp2(e.predicted_truncation(s, every.astype(float)), np.log2(bounds)).min()
    assert predicted(e, s).error <= 2.0**least * 2**0.11


def test_an_unknown_remainder_is_extrapolated() -> None:
    """Known terms of 1/(1-x) are all 1, and a geometric series goes on."""
    e, s = expansion("1/(1-x)", 0.0, "forward-1"), stencil("forward-1")
    found = e.predicted_truncation(s, np.array([-1.0, -2.0, -10.0, 0.0, 0.5]))
    assert found[:3] == rounded([math.log2(h / (1 - h)) for h in (0.5, 0.25, 2.0**-10)], 8, size=10)
    assert found[3] == found[4] == math.inf  # at the radius of convergence, and beyond
    assert e.radius == 1


@pytest.mark.parametrize(
    ("formula", "x", "name", "order"), [("tanh(50*(x-1))", 2.0, "central-4", 4), ("normcdf(x)", 10.0, "central-4", 4)]
)
def test_where_f_is_nearly_constant_its_value_tells_nothing_of_the_truncation(
    formula: str, x: float, name: str, order: int
) -> None:
    e, s = expansion(formula, x, name, order=order), stencil(name, order)
    best = predicted(e, s)
    (p,) = error_curve(formula, x, name, order=order, steps=[best.h]).points
    assert abs(p.total) <= best.error


@pytest.mark.parametrize("name", ["forward-1", "backward-1", "central-2", "central-4"])
@pytest.mark.parametrize(
    ("formula", "x", "away"),
    [("floor(x)", 2.99, 0.01), ("mod(x, 1)", 0.999, 0.001), ("x*ceil(2*x)", 1.01, 0.01), ("round(x)*x", 0.49, 0.01)],
)
def test_the_best_step_keeps_to_its_side_of_a_jump(formula: str, x: float, away: float, name: str) -> None:
    scheme = stencil(name)
    assert float(scheme.reach) * predicted(expansion(formula, x, name), scheme).h < away


@pytest.mark.parametrize("name", ["forward-1", "central-2", "central-4"])
@pytest.mark.parametrize(
    ("formula", "x"), [("floor(x)*x", math.nextafter(3, 0)), ("abs(x-1)*x", math.nextafter(1, 2)), ("abs(x)", 5e-324)]
)
def test_no_step_is_predicted_where_the_least_one_may_cross_a_bend(formula: str, x: float, name: str) -> None:
    assert predicted(expansion(formula, x, name), stencil(name)).error == math.inf
