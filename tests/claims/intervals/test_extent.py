"""Where a claim is right that is wrong elsewhere; the oracles are functions whose pieces are known."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from typing import Any

import mpmath
import pytest

import derivcheck as dc
from derivcheck.claims.claim import Claim, Gap, gap
from derivcheck.claims.intervals import extent as intervals_extent
from derivcheck.claims.intervals.bisection import Boxes, search
from derivcheck.claims.intervals.extent import _End, _stages, extent, sentence
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.results import Check, Extent

ROOT = math.sqrt(0.5)

PIECES = [
    ("sqrt(x^2)", "1", 0.3, 0.0, math.inf),
    ("sqrt(x^2*(1-x)^2)", "1-2x", 0.3, 0.0, 1.0),
    ("asin(2*x*sqrt(1-x^2))", "2/sqrt(1-x^2)", 0.3, -ROOT, ROOT),
    ("acos(cos(x))", "1", 1.0, 0.0, math.pi),
    ("abs(x-0.3)*exp(x)", "exp(x)*(x+0.7)", 5.0, 0.3, math.inf),
    ("x^2", "2x+max(0,x-100)", 1.0, -math.inf, 100.0),
    ("piecewise(x<2, x^2, 4x-4)", "2x", 1.0, -math.inf, 2.0),
]


def refuted(function: str, claimed: str, at: float | None = None, **options: object) -> Check:
    found = dc.check_derivative(function, claimed, at, **options)  # type: ignore[arg-type]
    assert isinstance(found, Check)
    assert found.verdict is dc.Verdict.REFUTED
    return found


@pytest.mark.parametrize(("function", "claimed", "x", "low", "high"), PIECES)
def test_the_ends_are_those_of_the_piece(function: str, claimed: str, x: float, low: float, high: float) -> None:
    found = refuted(function, claimed, x).right_on
    assert found is not None
    assert (found.wrong_below, found.wrong_above) == (math.isfinite(low), math.isfinite(high))
    # Forty halvings of a way of a few thousand at most.
    near = 1e4 * 2.0**-40
    assert abs(found.low - low) <= near if found.wrong_below else found.low <= x
    assert abs(found.high - high) <= near if found.wrong_above else found.high >= x


@pytest.mark.parametrize(("function", "claimed", "x", "low", "high"), PIECES)
def test_what_is_proven_is_inside_and_not_small(function: str, claimed: str, x: float, low: float, high: float) -> None:
    found = refuted(function, claimed, x).right_on
    assert found is not None
    assert found.proven is not None
    assert max(low, found.low) <= found.proven[0] < x < found.proven[1] < high + 1e-9
    finite = [end for end in (low, high) if math.isfinite(end)]
    assert all(min(abs(end - p) for p in found.proven) < 0.1 for end in finite)
    claim = Claim(parse(function), parse(claimed), "x")
    parts = (found.proven[0] + k / 16 * (min(found.proven[1], 1e3) - found.proven[0]) for k in range(17))
    assert all(gap(claim, {"x": p}).outcome.value == "equal" for p in parts)


def test_the_first_line_says_it() -> None:
    line = " ".join(str(refuted("sqrt(x^2*(1-x)^2)", "1-2x", 0.3)).split("\n\n", 1)[0].split())
    assert re.match(r"REFUTED: right at all \d+ points tried with x in \(0, 1\), and to round-off on \[", line)
    assert line.endswith("] by balls; wrong at x = -0.3: the claim is 1.6, the derivative -1.6")


def test_a_domain_inside_leaves_nothing_to_refute() -> None:
    found = dc.check_derivative("sqrt(x^2*(1-x)^2)", "1-2x", 0.3, domain="x=0:1", prove=True)
    assert found.verdict is dc.Verdict.PROVED


@pytest.mark.parametrize("claimed", ["3*x", "-3*x^2"])
def test_a_coincidence_has_no_extent(claimed: str) -> None:
    assert refuted("x^3", claimed, 1.0).right_on is None


def test_parameters_stay_as_they_are() -> None:
    found = refuted("a*abs(x)", "a", {"x": 2.0, "a": 3.0}, wrt="x")  # type: ignore[arg-type]
    assert found.right_on is not None
    assert found.right_on.low == 0


def test_of_code_it_is_told_from_points() -> None:
    found = dc.check_derivative(lambda x: abs(x), lambda x: 1.0 + 0 * x, 0.5)
    assert found.verdict is dc.Verdict.REFUTED
    assert re.match(r"right at all \d+ points tried with x in \(0, [^;]*\]; wrong at ", found.reason)


def test_without_a_wrong_point_there_is_none() -> None:
    claim = Claim(parse("sqrt(x^2)"), parse("1"), "x")
    assert extent(claim, {"x": 1.0}, [gap(claim, {"x": 2.0})]) is None


def test_proven_ends_are_rounded_inward() -> None:
    claim = Claim(parse("x"), parse("1"), "x")
    said = sentence(claim, Extent(0.0, 1.0, True, True, (0.12345649, 0.98765499)))
    assert "[0.123457, 0.987654]" in said


def test_it_is_in_json() -> None:
    told = refuted("sqrt(x^2)", "1", 0.3).to_dict()["claim"]["right_on"]
    assert (told["low"], told["wrong_below"], told["wrong_above"]) == (0.0, True, False)


def test_what_is_proven_ends_before_a_pole_between() -> None:
    """The claim is right on both sides of the pole at 2, and balls say nothing of the pole."""
    claim = Claim(parse("abs(x)/(x-2)"), parse("-2/(x-2)^2"), "x")
    found = extent(claim, {"x": 0.5}, [gap(claim, {"x": x}) for x in (-0.3, 0.5, 5.0)])
    assert found is not None
    assert found.low == 0
    assert found.proven is not None
    assert 0 < found.proven[0] < 0.5 < found.proven[1] < 2


@pytest.mark.parametrize(
    ("function", "claimed", "x", "reason"),
    [
        ("1/(1+exp(-x))", "exp(-x)/(1+exp(-x))", None, r"wrong at x = 1: "),
        ("1/(1+exp(-x))", "exp(-x)/(1+exp(-x))", 200.0, r"at x = 200 the gap is too small to show, wrong at x = "),
        ("cosh(x)", "sinh(x)+1/cosh(x)", 300.0, r"at x = 300 the gap is too small to show, wrong at x = "),
        ("sqrt(x^2)", "1", 300.0, r"right at all \d+ points tried with x in \(0, "),
        ("x^3", "3*x", 1.0, r"right at x = 1, wrong at x = "),
    ],
)
def test_what_is_only_close_is_not_called_right(function: str, claimed: str, x: float | None, reason: str) -> None:
    """An analytic claim that is wrong at one point is right nowhere but at isolated points, however close it comes."""
    check = dc.check_derivative(function, claimed, x)
    assert check.verdict is dc.Verdict.REFUTED
    assert re.match(reason, check.reason)
    assert (check.right_on is None) == (not reason.startswith("right at all"))


@pytest.mark.parametrize(
    ("x", "end", "begin"),
    [
        (0.0, _End(4.5, None), [1, 2, 4, 4.5]),
        (0.0, _End(-3.0, None), [-1, -2, -3]),
        (8.0, _End(40, None), [16, 24, 40]),
    ],
)
def test_stages_without_a_wrong_value_double_from_the_scale_of_the_point(
    x: float, end: _End, begin: list[float]
) -> None:
    assert [*_stages(x, end)] == begin


def test_stages_to_a_wrong_value_halve_the_way() -> None:
    assert [*_stages(1.0, _End(3.0, 3.5))][:3] == [2.0, 2.5, 2.75]
    assert [*_stages(1.0, _End(3.0, 3.5))][-1] == 3.0


def test_boxes_with_many_bits_use_up_the_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted is what boxes cost, not how many they are: here one on either side costs all."""
    searched = []

    def dear(*arguments: Any) -> Boxes:
        boxes = search(*arguments)
        boxes.spent = allowances.EXTENT_OPERATIONS.value
        searched.append(boxes)
        return boxes

    cheap = refuted("sqrt(x^2)", "1", 0.3).right_on
    monkeypatch.setattr(intervals_extent, "search", dear)
    found = refuted("sqrt(x^2)", "1", 0.3).right_on
    assert len(searched) == 2
    assert cheap is not None
    assert found is not None
    assert found.proven is not None
    assert cheap.proven is not None
    assert found.proven[1] - found.proven[0] < cheap.proven[1] - cheap.proven[0]


@functools.cache
def slope_of(name: str) -> Callable[[float], float]:
    """Return a slope by mpmath, of a function with many pieces."""
    function = {
        "|sin x|": lambda x: abs(mpmath.sin(x)),
        "asin(sin x)": lambda x: mpmath.asin(mpmath.sin(x)),
        "acos(cos x)": lambda x: mpmath.acos(mpmath.cos(x)),
        "|x sin x|": lambda x: abs(x * mpmath.sin(x)),
    }[name]
    return lambda x: float(mpmath.diff(function, x))


PERIODIC = [
    ("|sin x|", "-cos x", None, lambda x: -math.cos(x)),
    ("|sin x|", "cos x", 7.0, math.cos),
    ("asin(sin x)", "1", 7.0, lambda x: 1.0),
    ("asin(sin x)", "1", 100.0, lambda x: 1.0),
    ("acos(cos x)", "-1", None, lambda x: -1.0),
    ("|x sin x|", "sin x + x cos x", None, lambda x: math.sin(x) + x * math.cos(x)),
]


@pytest.mark.parametrize(("function", "claimed", "x", "right"), PERIODIC)
def test_no_wrong_piece_lies_between_right_ones(
    function: str, claimed: str, x: float | None, right: Callable[[float], float]
) -> None:
    found = refuted(function, claimed, x).right_on
    assert found is not None
    assert found.high - found.low < 6.3
    for k in range(1, 40):
        at = found.low + (found.high - found.low) * k / 40
        assert not at or abs(slope_of(function)(at) - right(at)) < 1e-6


def test_ends_that_are_not_drawn_in_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intervals_extent, "_PROBES", ())
    with pytest.raises(AssertionError):
        test_no_wrong_piece_lies_between_right_ones(*PERIODIC[0])


UNDERFLOW = [
    ("normcdf(x)^2", "2*normcdf(x)"),
    ("normcdf(x)^3", "3normcdf(x)^2"),
    ("exp(-exp(x))", "exp(-exp(x))"),
]


@pytest.mark.parametrize(("function", "claimed"), UNDERFLOW)
def test_two_numbers_below_all_floats_are_not_called_right(function: str, claimed: str) -> None:
    found = refuted(function, claimed)
    assert found.right_on is None
    assert re.match("(at x = .* the gap is too small to show, )?wrong at x = ", found.reason)


def test_underflow_that_is_taken_for_agreement_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gap, "vanishing", False)
    with pytest.raises(AssertionError):
        test_two_numbers_below_all_floats_are_not_called_right(*UNDERFLOW[0])


PARAMETERS = [
    ("max(x,a)", "1", "a"),
    ("|x-a|", "1", "a"),
    ("sqrt((x-a)^2)", "1", "a"),
    ("clip(x,-a,a)", "1", "a"),
    ("piecewise(x<c,x,c)", "1", "c"),
    ("piecewise(|x|<=d, x^2/2, d*(|x|-d/2))", "piecewise(|x|<=d, x, d)", "d"),
]


@pytest.mark.parametrize(("function", "claimed", "name"), PARAMETERS)
def test_the_value_of_a_parameter_is_said(function: str, claimed: str, name: str) -> None:
    check = refuted(function, claimed, wrt="x")
    found = check.right_on
    assert found is not None
    value = found.parameters[name]
    assert f"points tried with {name} = {value:g} and x in " in check.reason
    there = dc.check_derivative(function, claimed, {name: value}, wrt="x", domain={"x": (found.low, found.high)})
    assert there.verdict is dc.Verdict.AGREES


@pytest.mark.parametrize(("function", "claimed", "low"), [("|x-3|", "1", 3.0), ("|x^2-4|", "2x", 2.0)])
def test_a_bend_that_is_met_is_the_end(function: str, claimed: str, low: float) -> None:
    found = refuted(function, claimed).right_on
    assert found is not None
    assert found.low == low


def test_points_that_cannot_be_told_are_not_counted_as_right() -> None:
    found = Extent(0.0, 5.0, True, False, None, 9, 2, {"a": 0.5})
    said = sentence(Claim(parse("abs(x)*a"), parse("a"), "x"), found)
    assert said == "right at 9 of 11 points tried with a = 0.5 and x in (0, 5]"
