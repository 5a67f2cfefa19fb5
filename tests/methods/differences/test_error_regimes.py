"""The sentence on what limits a finite difference: the oracles are analyses that can be done by hand."""

from __future__ import annotations

import math
import re

import mpmath
import pytest
from witnesses import target

import derivcheck as dc
from derivcheck.methods.differences.error_regimes import limiting, limiting_parts, round_log2
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import stencil
from derivcheck.results import CurvePoint
from derivcheck.testing.compare import error_curve


@pytest.mark.parametrize(
    ("formula", "x", "scheme", "words"),
    [
        ("exp(x)", 0.5, "central-2", "falls like h^2"),
        ("exp(x)", 0.5, "forward-1", "falls like h;"),
        ("exp(x)", 0.5, "central-8", "falls like h^8"),
        # The second derivative of sin vanishes at 0, and the odd ones do not.
        ("sin(x)", 0.0, "forward-1", "falls like h^2"),
        ("x^2", 2.0, "central-2", "truncation is exactly 0 at every step"),
        ("x^2", 2.0, "forward-1", "falls like h;"),
        # The constant 1, which no polynomial shows.
        ("sin(x)^2+cos(x)^2", 0.7, "central-4", "No truncation is seen: its terms up to h^10 all vanish. So"),
        ("7", 0.7, "central-4", "no error at any step"),
        # 1e8 + sin(x) is rounded to a multiple of 2^-26, whatever x is.
        ("1e8+sin(x)", 0.7, "central-2", "evaluation round-off dominates"),
        # Next to 100000.1 doubles are 1.5e-11 apart, and sin itself is good to 1e-16.
        ("sin(x)", 100000.1, "central-2", "argument round-off dominates"),
    ],
)
def test_what_it_says(formula: str, x: float, scheme: str, words: str) -> None:
    assert words in error_curve(formula, x, scheme).limits


def test_argument_roundoff_has_a_remedy_that_works() -> None:
    said = error_curve("sin(x)", 100000.1).limits
    exponent = re.search(r"h = 2\^(-?\d+)", said)
    assert exponent
    h = 2.0 ** int(exponent[1])
    cured = error_curve("sin(x)", 100000.1, steps=[h]).points[0]
    assert cured.argument == 0.0
    # And it is about as good as can be: noise of sin over a step of 1e-5, next to 7e-6 with h = 1e-6.
    assert abs(cured.total) < 1e-10


@pytest.mark.parametrize(("order", "law"), [(1, "1/h"), (2, "1/h^2"), (3, "1/h^3")])
def test_roundoff_grows_with_the_order(order: int, law: str) -> None:
    assert f"grows like {law}" in error_curve("exp(x)", 0.5, order=order).limits.rstrip(".") + " "


def point(h: float, **parts: float) -> CurvePoint:
    known = {"truncation": 0.0, "argument": 0.0, "evaluation": 0.0, "arithmetic": 0.0, **parts}
    return CurvePoint(h, 1.0, sum(known.values()), *known.values(), 0.0, 0.0)


@pytest.mark.parametrize("part", ["argument", "evaluation", "arithmetic"])
def test_the_largest_part_in_the_median_is_named(part: str) -> None:
    s = stencil("central-2")
    expansion = Expansion.of(target("exp(x)", 0.5), [s])
    others = {"argument": 1e-20, "evaluation": 1e-20, "arithmetic": 1e-20}
    growing = [{name: size / h for name, size in {**others, part: -1e-18}.items()} for h in STEPS]
    points = [point(h, **parts) for h, parts in zip(STEPS, growing, strict=True)]
    # One outlier does not decide, nor do steps where truncation is the larger.
    points[1] = point(STEPS[1], **{**growing[1], "argument": 1e-9, part: 1e-9})
    points = [point(0.1, truncation=1.0, **others), *points]
    said = limiting(s, points, expansion)
    assert limiting_parts(points, 2.0**-53) == ("truncation", part)
    assert f"{part} round-off dominates" in said
    assert "grows like 1/h" in said
    assert "Above about h = 3e-04 the truncation dominates" in said


STEPS = [10.0**-k for k in range(6, 12)]


def test_roundoff_that_falls_is_not_said_to_grow() -> None:
    """With values of f that are relatively exact next to a zero of f, all parts stay below a rounding."""
    s = stencil("central-2")
    points = [point(h, truncation=h * h, evaluation=1e-17 * h) for h in (0.1, 0.01, *STEPS)]
    said = limiting(s, points, Expansion.of(target("exp(x)", 0.5), [s]))
    assert "round-off does not grow as h falls and is at most" in said
    assert "1/h" not in said


def test_no_points_no_law() -> None:
    s = stencil("central-2")
    assert limiting(s, [], Expansion.of(target("exp(x)", 0.5), [s])) == "No step could be evaluated."
    assert limiting_parts([], 2.0**-53) == ()


def test_what_is_exact_is_limited_by_nothing() -> None:
    assert error_curve("x", 1.0, steps=STEPS).limited_by in {("arithmetic",), ("argument",)}
    assert error_curve("2", 1.0, steps=STEPS).limited_by == ()


def test_exponents() -> None:
    assert [round_log2(2.0**k) for k in (-1000, -20, 0, 3)] == [-1000, -20, 0, 3]


@pytest.mark.parametrize(
    ("formula", "x", "hopeless"), [("cos(x)", 1e22, True), ("cos(x)", 1e5, False), ("x^3", 1e22, False)]
)
def test_where_no_step_works_it_says_so(formula: str, x: float, hopeless: bool) -> None:
    curve = error_curve(formula, x, "central-2")
    assert ("No step works" in curve.limits) == hopeless
    assert ("power-of-two" in curve.limits and hopeless) is False
    # The measured errors are the witness: as large as the derivative or not.
    slope = abs(curve.points[0].estimate - curve.points[0].total)
    assert (min(abs(p.total) for p in curve.points if not p.note) > slope / 2) == hopeless


@pytest.mark.parametrize("x", [27.5, 30.0])
def test_an_error_below_the_smallest_double_is_not_called_zero(x: float) -> None:
    """The derivative of exp(-x^2) is -2e-327 and -8e-390 there, and every program gives 0."""
    result = dc.compare("exp(-x^2)", x)
    assert all(e.value == 0 < e.error and e.holds for e in result.estimates)
    for curve in result.curves:
        assert all(p.total and (p.truncation or p.evaluation) for p in curve.points)
        assert "no error" not in curve.limits
        assert curve.limited_by[-1] == "underflow"
    text = result.to_text()
    truth = mpmath.mpf(result.reference.value)
    assert f"+{mpmath.nstr(-truth, 3)}" in text
    table = [line.split() for line in text.splitlines() if line.split()[:1] in ([e.method] for e in result.estimates)]
    assert {row[4] for row in table if row[1] in ("0", "-0")} == {"none"}


def test_all_parts_below_the_smallest_double_are_not_told_apart() -> None:
    curve = dc.error_curve("exp(-x^2)", 30.0, "forward-1", steps=[1.0, 0.1])
    assert "below the smallest double" in curve.limits
    assert curve.limited_by == ("underflow",)
    assert math.isnan(curve.observed_order)


@pytest.mark.parametrize(
    ("formula", "x", "scheme", "everywhere"),
    [
        ("(1-cos(x))/x^2", 1e-3, "central-2", False),
        ("log(x)+x", 1e200, "central-4", False),
        ("sin(x)^3+x", math.pi / 2, "central-2", False),
        ("cos(x)", 0.0, "central-4", False),
        ("x^x", 1e-300, "forward-1", True),
    ],
)
def test_a_part_dominates_at_as_many_steps_as_is_said(formula: str, x: float, scheme: str, everywhere: bool) -> None:
    curve = error_curve(formula, x, scheme)
    part = curve.limited_by[-1]
    points = [p for p in curve.points if math.isfinite(p.total)]
    count = 0
    for p in points:
        sizes = {name: abs(getattr(p, name)) for name in ("truncation", "argument", "evaluation", "arithmetic")}
        # Parts that cancel to the total are equal but for the rounding of each to a double.
        count += sizes[part] * (1 + 2.0**-50) >= max(sizes.values()) > 0
    said = re.search(rf"{part} round-off dominates(?: at (most|\d+ of the \d+) steps)?", curve.limits)
    assert said is not None
    assert ("At every step" in curve.limits) == everywhere == (count == len(points))
    few = "most" if 2 * count > len(points) else f"{count} of the {len(points)}"
    assert everywhere or said[1] == few


def test_growth_is_told_of_where_there_is_roundoff() -> None:
    curve = error_curve("cos(x)", 0.0, "central-4")
    assert sum(p.total == 0 for p in curve.points) > len(curve.points) / 2
    assert "and, where it is not 0, grows" in curve.limits
