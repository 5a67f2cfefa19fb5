"""The exact decomposition of a finite difference's error."""

from __future__ import annotations

import math
import sys
from dataclasses import replace

import mpmath
import pytest

from derivcheck.compare import error_curve
from derivcheck.model import CurvePoint
from derivcheck.schemes import TABLE, stencil

EXAMPLE = "exp(2*x)/(1+sin(x**2))"

PARTS = ("truncation", "argument", "evaluation", "arithmetic")


def largest_part(p: CurvePoint) -> float:
    return max(abs(getattr(p, part)) for part in PARTS)


@pytest.mark.parametrize("scheme", TABLE)
@pytest.mark.parametrize(("function", "x"), [(EXAMPLE, 0.5), ("log(x)", 0.3), ("1e8+sin(x)", 2.0), ("x^7", 1.1)])
def test_the_parts_add_up_to_the_total(scheme: str, function: str, x: float) -> None:
    for p in error_curve(function, x, scheme, steps=[1e-2, 1e-5, 1e-9]).points:
        # Each part is rounded to a double once, so the sum is off by a few units in the last place.
        assert abs(p.total - sum(getattr(p, part) for part in PARTS)) <= 1e-15 * largest_part(p)


def test_an_independent_calculation_gives_the_same_parts() -> None:
    """The four brackets of the definition, computed with mpmath and nothing of derivcheck."""
    x, h = 0.5, 1e-5
    p = error_curve(EXAMPLE, x, "central-2", steps=[h]).points[0]
    with mpmath.workdps(60):

        def f(t: mpmath.mpf) -> mpmath.mpf:
            return mpmath.exp(2 * t) / (1 + mpmath.sin(t**2))

        step = mpmath.mpf(h)
        truth = mpmath.mpf("2.66566172940702444834146907915639453063")
        on_paper = (f(mpmath.mpf(x) + step) - f(mpmath.mpf(x) - step)) / (2 * step)
        at_floats = (f(mpmath.mpf(x + h)) - f(mpmath.mpf(x - h))) / (2 * step)
        # The reference has 39 digits, the parts are doubles.
        assert p.truncation == pytest.approx(float(on_paper - truth), rel=2**-50)
        assert p.argument == pytest.approx(float(at_floats - on_paper), rel=2**-50)
        assert p.total == pytest.approx(float(mpmath.mpf(p.estimate) - truth), rel=2**-50)


def test_the_known_figures_of_the_example() -> None:
    p = error_curve(EXAMPLE, 0.5, "central-2", steps=[1e-5]).points[0]
    assert f"{p.truncation:.2e}" == "1.18e-10"
    assert f"{p.argument:.2e}" == "-4.73e-12"


def test_a_quadratic_has_no_truncation() -> None:
    curve = error_curve("x^2", 2.0, "central-2", steps=[10e-4])
    p = curve.points[0]
    assert curve.exact
    assert (p.estimate, p.truncation) == (3.9999999999995595, 0.0)
    assert p.total == pytest.approx(p.argument + p.evaluation + p.arithmetic, rel=2**-50)


@pytest.mark.parametrize(("x", "value"), [(5.0, 0.1999999999990898), (10.0, 0.2999999999986347)])
def test_published_estimates(x: float, value: float) -> None:
    assert error_curve("0.01*x^2+0.1*x", x, "central-2", steps=[1e-4]).points[0].estimate == value


def test_argument_roundoff_dominates_far_out_and_a_power_of_two_removes_it() -> None:
    decimal, binary = error_curve("sin(x)", 100000.1, "central-2", steps=[1e-6, 2.0**-20]).points
    assert abs(decimal.argument) > 1e-6
    assert abs(decimal.argument) > 100 * abs(decimal.truncation + decimal.evaluation + decimal.arithmetic)
    assert binary.argument == 0.0
    assert "argument round-off dominates" in error_curve("sin(x)", 100000.1).limits
    assert "power-of-two step" in error_curve("sin(x)", 100000.1).limits


@pytest.mark.parametrize("scheme", TABLE)
@pytest.mark.parametrize("order", [1, 2])
def test_observed_orders(scheme: str, order: int) -> None:
    curve = error_curve("exp(x)", 0.3, scheme, order=order, steps=[2.0**-k for k in range(4, 16)])
    # The next term is smaller by a factor h; the fit is over h below 2^-9.
    assert curve.observed_order == pytest.approx(stencil(scheme, order).accuracy, abs=0.02)


def test_roundoff_grows_like_one_over_h_to_the_order() -> None:
    for order in (1, 2, 3):
        slope = error_curve(EXAMPLE, 0.5, "central-2", order=order).roundoff_slope
        assert abs(slope + order) < 0.35  # rounding errors scatter


def test_the_next_term_takes_over_where_the_first_vanishes() -> None:
    curve = error_curve("x + x^5", 0.0, "central-2", steps=[0.1, 0.01])
    assert curve.truncation_term == "1/120 f^(5) h^4"
    assert curve.points[0].predicted_truncation == pytest.approx(1e-4, rel=2**-50)


def test_steps_that_leave_the_domain_are_null() -> None:
    curve = error_curve("log(x)", 0.25, "central-2", steps=[0.5, 0.1])
    outside, inside = curve.points
    assert math.isnan(outside.total)
    assert outside.note
    assert math.isfinite(inside.total)
    assert curve.notes


@pytest.mark.parametrize("dtype", ["float32", "longdouble"])
def test_other_formats(dtype: str) -> None:
    double = error_curve(EXAMPLE, 0.5, steps=[2.0**-10]).points[0]
    other = error_curve(EXAMPLE, 0.5, steps=[2.0**-10], dtype=dtype).points[0]
    assert other.truncation == pytest.approx(double.truncation, rel=2**-50)  # on paper the format does not matter
    assert (abs(other.evaluation) > abs(double.evaluation)) == (dtype == "float32")


def test_a_wrong_weight_would_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: with a weight off by 1 %, the truncation no longer falls like h^2."""
    right = stencil("central-2")
    wrong = replace(right, weights=(right.weights[0], right.weights[1] * 101 / 100))
    monkeypatch.setattr(sys.modules["derivcheck.compare"], "stencil", lambda name, order: wrong)
    curve = error_curve("exp(x)", 0.3, steps=[1e-2, 1e-4])
    assert abs(curve.points[1].truncation) > 1e-3
