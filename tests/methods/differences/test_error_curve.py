"""The exact decomposition of a finite difference's error."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from roundings import gamma, rounded

from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import TABLE, stencil
from derivcheck.results import CurvePoint
from derivcheck.testing.compare import error_curve

EXAMPLE = "exp(2*x)/(1+sin(x**2))"

PARTS = ("truncation", "argument", "evaluation", "arithmetic")


ROUNDINGS = 1e-15
"""Each part is rounded to a double once, so the sum is off by a few units in the last place of the largest."""


def largest_part(p: CurvePoint) -> float:
    return max(abs(getattr(p, part)) for part in PARTS)


def defect(p: CurvePoint) -> float:
    return abs(p.total - math.fsum(getattr(p, part) for part in PARTS))


@pytest.mark.parametrize("scheme", TABLE)
@pytest.mark.parametrize("order", [1, 2, 4])
@pytest.mark.parametrize(("function", "x"), [(EXAMPLE, 0.5), ("log(x)", 0.3), ("1e8+sin(x)", 2.0), ("x^7", 1.1)])
def test_the_parts_add_up_to_the_total(scheme: str, function: str, x: float, order: int) -> None:
    for p in error_curve(function, x, scheme, order=order, steps=[1e-2, 1e-5, 1e-9]).points:
        assert defect(p) <= ROUNDINGS * largest_part(p)


# Steps far from the size of x, where x + h takes a thousand bits; and where the truth is zero or tiny.
@pytest.mark.parametrize("order", [1, 3])
@pytest.mark.parametrize(
    ("function", "x"),
    [
        ("x", 1e-300),
        ("x^2", 1e-160),
        ("x^2", 1e30),
        ("x-1", 1e154),
        ("x^3", 5e-324),
        ("exp(x)", -700.0),
        ("7", 2.0),
        ("(x+1)-x", 0.3),
        ("sin(x)^2+cos(x)^2", 0.7),
        ("x*1e300", 2.0),
        ("sinc(x)", 0.0),
        ("(1-cos(x))/x^2", 1e-8),
    ],
)
def test_they_add_up_at_the_ends_of_the_format(function: str, x: float, order: int) -> None:
    points = [p for p in error_curve(function, x, "central-2", order=order).points if not p.note]
    assert points
    # A part below the smallest double is lost altogether.
    assert all(defect(p) <= ROUNDINGS * largest_part(p) + 1e-322 for p in points)


TINY: list[tuple[str, float, int, Callable[[Any], Any]]] = [
    ("1e-300*sin(x)", 1.0, 3, lambda x: -(mpf(10) ** -300) * mpmath.cos(x)),
    ("1e-300*sin(x)", 1.0, 1, lambda x: mpf(10) ** -300 * mpmath.cos(x)),
    ("exp(x)", -740.0, 4, mpmath.exp),
    ("exp(x)", -740.0, 1, mpmath.exp),
    ("x^3+1e-200*x", 1e-200, 1, lambda x: 3 * x * x + mpf(10) ** -200),
    ("1e300*cos(x)", 1e-150, 1, lambda x: -(mpf(10) ** 300) * mpmath.sin(x)),
]
"""Formula, point, order, and the derivative by mpmath, which is tiny or comes from tiny differences."""


def strayed() -> list[str]:
    """Return where the parts do not add up, or the total is not what the estimate is off."""
    found = []
    for function, x, order, derivative in TINY:
        with mpmath.workdps(400):
            truth = derivative(mpf(x))
            for p in (p for p in error_curve(function, x, "central-2", order=order).points if not p.note):
                off = mpf(p.estimate) - truth
                if (
                    abs(off - p.total) > abs(off) * ROUNDINGS + 1e-323
                    or defect(p) > ROUNDINGS * largest_part(p) + 1e-322
                ):
                    found.append(f"{function} at {x}, order {order}, h = {p.h}")
    return found


def test_the_total_of_tiny_derivatives() -> None:
    assert strayed() == []


def test_a_precision_too_low_for_them_would_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Expansion, "scale", lambda self, s, h: mpf(2) ** -53)
    assert strayed() != []


FUNCTIONS: list[tuple[str, float, Callable[[Any], Any], Callable[[float], float]]] = [
    (
        EXAMPLE,
        0.5,
        lambda x: mpmath.exp(2 * x) / (1 + mpmath.sin(x**2)),
        lambda x: np.exp(2 * x) / (1 + np.sin(x**2)),
    ),
    ("1e8+sin(x)", 2.0, lambda x: 10**8 + mpmath.sin(x), lambda x: 1e8 + np.sin(x)),
    ("x*x*x/3", 0.7, lambda x: x**3 / 3, lambda x: x * x * x / 3),
    ("0.1*sqrt(x)", 3.0, lambda x: mpmath.sqrt(x) / 10, lambda x: 0.1 * np.sqrt(x)),
]
"""Formula, point, f in mpmath, and the float program."""


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(
    ("scheme", "order", "h"),
    [("central-2", 1, 1e-5), ("forward-1", 1, 1e-7), ("central-4", 2, 1e-3), ("backward-2", 3, 1e-2)],
)
@pytest.mark.parametrize(("function", "x", "f", "program"), FUNCTIONS, ids=[f for f, *_ in FUNCTIONS])
def test_an_independent_calculation_gives_the_same_parts(
    function: str,
    x: float,
    f: Callable[[Any], Any],
    program: Callable[[Any], Any],
    scheme: str,
    order: int,
    h: float,
    dtype: str,
) -> None:
    """The four brackets of the definition, with mpmath, NumPy and nothing of derivcheck but the weights."""
    p = error_curve(function, x, scheme, order=order, steps=[h], dtype=dtype).points[0]
    s, kind = stencil(scheme, order), np.dtype(dtype).type
    step, here = kind(h), kind(x)
    nodes = here + np.array([float(g) for g in s.offsets], dtype=kind) * step
    integers = [int(c * s.denominator) for c in s.weights]
    terms = [c * value for c, value in zip(integers, program(nodes), strict=True)]
    power = math.prod([step] * order)
    final = sum(terms[1:], terms[0]) / (s.denominator * power)
    with mpmath.workdps(80):

        def functional(values: Iterable[Any]) -> Any:
            total = mpmath.fsum(c * value for c, value in zip(integers, values, strict=True))
            return total / (s.denominator * mpf(float(step)) ** order)

        def at(offset: Fraction) -> Any:
            return f(mpf(float(here)) + mpf(offset.numerator) / offset.denominator * mpf(float(step)))

        truth = mpmath.diff(f, mpf(float(here)), order, h=mpf(10) ** -12)
        on_paper = functional(at(g) for g in s.offsets)
        at_floats = functional(f(mpf(float(node))) for node in nodes)
        of_program = functional(mpf(float(value)) for value in program(nodes))
        # The parts are doubles; the derivative by differences has about 12 digits to the truncation's size.
        assert p.estimate == float(final)
        assert abs(p.truncation - (on_paper - truth)) <= 1e-12 * abs(p.truncation) + 1e-20 * abs(truth)
        assert p.argument == rounded(float(at_floats - on_paper), 8)
        assert p.evaluation == rounded(float(of_program - at_floats), 8)
        assert p.arithmetic == rounded(float(mpf(float(final)) - of_program), 8)
        assert abs(p.total - (mpf(float(final)) - truth)) <= 1e-12 * abs(p.total) + 1e-20 * abs(truth)


def test_the_known_figures_of_the_example() -> None:
    p = error_curve(EXAMPLE, 0.5, "central-2", steps=[1e-5]).points[0]
    assert f"{p.truncation:.2e}" == "1.18e-10"
    assert f"{p.argument:.2e}" == "-4.73e-12"


def test_a_quadratic_has_no_truncation() -> None:
    curve = error_curve("x^2", 2.0, "central-2", steps=[10e-4])
    p = curve.points[0]
    assert curve.exact
    assert (p.estimate, p.truncation) == (3.9999999999995595, 0.0)
    parts = [p.argument, p.evaluation, p.arithmetic]
    assert p.total == rounded(math.fsum(parts), 4, size=parts)


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
    assert curve.observed_order == pytest.approx(stencil(scheme, order).accuracy, rel=0, abs=0.02)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_roundoff_grows_like_one_over_h_to_the_order(order: int) -> None:
    """Digits of round-off depend on the processor, and its bound does not: it is exact where the nodes are."""
    curve = error_curve(EXAMPLE, 0.5, "central-2", order=order, steps=[2.0**-k for k in range(10, 40)])
    amplitudes = [p.predicted_roundoff * p.h**order for p in curve.points]
    # The noise of f at the nodes changes with f, by h f'/f; and the last sum and division are of f' h^order.
    assert max(amplitudes) <= 1.1 * min(amplitudes)
    assert all(abs(p.roundoff) <= p.predicted_roundoff for p in curve.points)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_the_measured_slope_is_that_of_roundings(order: int) -> None:
    curve = error_curve(EXAMPLE, 0.5, "central-2", order=order)
    shown = [math.log(p.h) for p in curve.points if 1e-15 < p.h < curve.predicted.h]
    # log|Z| of a normal Z has a standard deviation of pi/sqrt(8); a slope has that over the scatter of the steps.
    deviation = math.pi / math.sqrt(8 * len(shown)) / np.std(shown)
    assert abs(curve.roundoff_slope + order) <= 6 * deviation < 0.5


def test_the_next_term_takes_over_where_the_first_vanishes() -> None:
    curve = error_curve("x + x^5", 0.0, "central-2", steps=[0.1, 0.01])
    assert curve.truncation_term == "1/120 f^(5) h^4"
    assert curve.points[0].predicted_truncation == rounded(1e-4, 8)


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
    assert other.truncation == rounded(double.truncation, 2)  # on paper the format does not matter
    assert (abs(other.evaluation) > abs(double.evaluation)) == (dtype == "float32")


def test_a_wrong_weight_would_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: with a weight off by 1 %, the truncation no longer falls like h^2."""
    right = stencil("central-2")
    wrong = replace(right, weights=(right.weights[0], right.weights[1] * 101 / 100))
    monkeypatch.setattr(sys.modules["derivcheck.testing.compare"], "stencil", lambda name, order: wrong)
    curve = error_curve("exp(x)", 0.3, steps=[1e-2, 1e-4])
    assert abs(curve.points[1].truncation) > 1e-3


def test_what_is_not_finite_is_null_and_the_steps_are_counted() -> None:
    curve = error_curve("exp(x)", 709.0, "central-2", steps=[8.0, 4.0, 2.0**-10])
    assert [p.note is None for p in curve.points] == [False, False, True]
    assert curve.notes[0].startswith("2 steps could not be evaluated")
    assert error_curve("exp(x)", 709.0, "central-2", steps=[8.0, 2.0**-10]).notes[0].startswith("1 step could not")
    # Where x + h itself is beyond the format.
    beyond = error_curve("tanh(x)", 1.7e308, "central-2", steps=[1e308]).points[0]
    assert math.isnan(beyond.total)
    assert beyond.note


def test_steps_are_floats_of_the_format_by_falling_size() -> None:
    curve = error_curve("exp(x)", 0.5, steps=[1e-3, 0.1, 0.1 + 1e-12, 1e-3], dtype="float32")
    assert [p.h for p in curve.points] == [float(np.float32(0.1)), float(np.float32(1e-3))]


def test_the_best_step_is_the_measured_one() -> None:
    curve = error_curve(EXAMPLE, 0.5)
    assert curve.best.error == min(abs(p.total) for p in curve.points)
    (predicted,) = error_curve(EXAMPLE, 0.5, steps=[curve.predicted.h]).points
    assert abs(predicted.total) <= curve.predicted.error


def test_measured_roundoff_is_below_the_predicted_one() -> None:
    for scheme in ("forward-1", "central-4"):
        for p in error_curve(EXAMPLE, 0.5, scheme).points:
            assert abs(p.roundoff) <= p.predicted_roundoff


def test_predicted_truncation_is_close_where_steps_are_small() -> None:
    for p in error_curve("exp(x)", 0.3, "central-4", steps=[1e-2, 1e-4, 1e-6]).points:
        # The next term is smaller by about h^2; both are rounded.
        assert p.predicted_truncation == pytest.approx(p.truncation, rel=p.h**2 + gamma(8), abs=0)


@pytest.mark.parametrize("x", [1e300, 1e-300, 0.0, 5e-324, 1e16])
def test_the_default_steps_are_not_too_many(x: float) -> None:
    steps = [p.h for p in error_curve("x+1", x).points]
    assert 20 <= len(steps) <= 100
    assert steps == sorted(steps, reverse=True)
    # Down to where x + h is x, or where floats end; up to ten decades are left out for a tiny x.
    assert steps[-1] <= max(1e-15 * (abs(x) or 1), sys.float_info.min * 1e10)


@pytest.mark.parametrize("function", [EXAMPLE, "1e8+sin(x)", "max(x, x^2)"])
def test_in_numbers_of_mpmath_the_parts_are_the_same(function: str, not_in_arb: Callable[..., None]) -> None:
    proven = error_curve(function, 0.7, steps=[1e-2, 1e-6])
    not_in_arb("exp", "sin", "max")
    estimated = error_curve(function, 0.7, steps=[1e-2, 1e-6])
    for p, q in zip(proven.points, estimated.points, strict=True):
        # Both are resolved to 64 bits of the truncation, and rounded.
        expected = [getattr(q, part) for part in PARTS]
        assert [getattr(p, part) for part in PARTS] == pytest.approx(
            expected, rel=gamma(4), abs=2.0**-63 * abs(q.truncation)
        )


IDENTITIES = [("sin(x)^2+cos(x)^2", 0.7), ("exp(x)*exp(-x)", 0.3), ("cosh(x)^2-sinh(x)^2", 0.2), ("log(exp(x))", 0.4)]
"""Polynomials in disguise: central differences have no truncation."""


@pytest.mark.parametrize(("function", "x"), IDENTITIES)
def test_no_rounding_of_the_working_precision_passes_for_an_error(function: str, x: float) -> None:
    for p in error_curve(function, x, "central-4").points:
        assert p.truncation == 0
        if not function.startswith("log"):
            assert p.argument == 0
        assert defect(p) <= ROUNDINGS * largest_part(p)
        # Values of about 1 are off by a bit, or not at all.
        assert p.evaluation == 0 or abs(p.evaluation) > 1e-17


def test_without_the_allowance_it_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys.modules["derivcheck.methods.differences.error_curve"], "_settled", lambda value, other, noise: value
    )
    points = error_curve(*IDENTITIES[0], "central-4").points
    assert any(0 < abs(p.truncation) < 1e-25 for p in points)


@pytest.mark.parametrize(
    ("formula", "x", "f"),
    [
        ("x^x", 1e-300, lambda x: x**x),
        ("x^x", 1e-100, lambda x: x**x),
        ("exp(sqrt(x))", 1e-250, lambda x: mpmath.exp(mpmath.sqrt(x))),
        ("cos(x^(1/3))", 1e-200, lambda x: mpmath.cos(mpmath.cbrt(x))),
        ("(1e40+x^x)-1e40", 1e-300, lambda x: mpf(10) ** 40 + x**x - mpf(10) ** 40),
    ],
)
def test_a_term_far_below_the_rounding_of_f_is_resolved(formula: str, x: float, f: Callable[[mpf], mpf]) -> None:
    steps = [x * 2.0**-k for k in (1, 11, 23)]
    with mpmath.workprec(8_000):
        for p in error_curve(formula, x, "forward-1", steps=steps).points:
            slope = (f(mpf(x) + mpf(p.h)) - f(mpf(x))) / mpf(p.h)
            truncation = slope - mpmath.diff(f, mpf(x), h=mpf(x) * mpf(2) ** -2_000)
            assert p.truncation == rounded(float(truncation), 8)
            assert abs(p.evaluation) > abs(p.truncation)


@pytest.mark.parametrize("scheme", ["forward-1", "central-2", "central-4"])
def test_a_step_that_does_not_move_x_is_not_the_best(scheme: str) -> None:
    """Where x + h is x the difference is 0, off by 100 % only: less than at many a step that moves x."""
    curve = error_curve("log(1+x)-x", 1e-7, scheme)
    (best,) = [p for p in curve.points if p.h == curve.best.h]
    assert 1e-7 + best.h > 1e-7
    assert best.estimate != 0
