"""Claims over an interval on which balls do not suffice: a symbolic proof restricted to it, or a refutation."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

import derivcheck as dc
from derivcheck.arithmetic.taylor import ball_series
from derivcheck.claims.claim import Claim, gap
from derivcheck.claims.intervals import bisection
from derivcheck.claims.intervals.bisection import Boxes
from derivcheck.claims.intervals.enclosure import Box, BoxGap
from derivcheck.claims.over import _open
from derivcheck.formula.parser import parse
from derivcheck.results import Check


def over(function: str, claimed: str, low: float, high: float, prove: bool = True) -> Check:
    found = dc.check_derivative(function, claimed, over=(low, high), prove=prove)
    assert isinstance(found, Check)
    return found


RIGHT = [
    ("sin(1e6*x)", "1e6*cos(1e6*x)", 0.0, 1.0),
    ("sqrt(x)*sin(x)", "sin(x)/(2*sqrt(x))+sqrt(x)*cos(x)", 0.0, 4.0),
    ("x*abs(x)", "2*abs(x)", -1.0, 1.0),
    ("x*abs(x)", "2*abs(x)", -1.0, 3.0),
    ("piecewise(x<0,x^2,x^3)", "piecewise(x<0,2*x,3*x^2)", -1.0, 1.0),
]


@pytest.mark.parametrize(("function", "claimed", "low", "high"), RIGHT)
def test_what_balls_leave_open_is_proved_on_the_interval(function: str, claimed: str, low: float, high: float) -> None:
    found = over(function, claimed, low, high)
    assert found.verdict is dc.Verdict.PROVED
    assert f"with {low:g} < x < {high:g}" in found.reason
    assert found.certificate
    assert over(function, claimed, low, high, prove=False).verdict is dc.Verdict.UNRESOLVED


@pytest.mark.parametrize(("function", "claimed", "low", "high"), RIGHT)
def test_that_no_proof_was_looked_for_is_said(function: str, claimed: str, low: float, high: float) -> None:
    said = "; no symbolic proof was looked for"
    assert over(function, claimed, low, high, prove=False).reason.endswith(said)
    assert said not in over(function, claimed, low, high).reason


@pytest.mark.parametrize(("function", "claimed", "low", "high"), RIGHT)
def test_a_wrong_claim_is_refuted(function: str, claimed: str, low: float, high: float) -> None:
    assert over(function, f"1.0001*({claimed})", low, high).verdict is dc.Verdict.REFUTED


ROOTS = [
    ("sqrt(x^2)", "1", 0.0, 5.0),
    ("sqrt(x^2)", "1", 0.0, math.inf),
    ("sqrt(x^2)", "-1", -5.0, 0.0),
    ("(x^2)^(1/2)", "1", 0.0, 5.0),
    ("(x^4)^(1/4)", "1", 0.0, 1.0),
    ("(x^40)^(1/40)", "1", 0.0, 1.0),
    ("sqrt(4x^2)", "2", 0.0, 5.0),
    ("sqrt((x-1)^2)", "1", 1.0, 5.0),
    ("((x-1)^2)^0.5", "-1", 0.0, 1.0),
    ("exp(sqrt(x^2))", "e^x", 0.0, 5.0),
    ("sin(sqrt(x^2))", "cos(x)", 0.0, 2.0),
    ("log(exp(sqrt(x^2)))", "1", 0.0, 3.0),
    ("x^2/|x|", "1", 0.0, 5.0),
    ("cbrt(x^3)", "1", 0.0, 2.0),
    ("sqrt(x^4)", "2x", -1.0, 1.0),
]
"""Claims that are right inside an interval, where a root has no series at a point or an end."""


@pytest.mark.parametrize(("function", "claimed", "low", "high"), ROOTS)
def test_where_a_root_has_no_series_nothing_is_refuted(function: str, claimed: str, low: float, high: float) -> None:
    assert over(function, claimed, low, high).verdict is dc.Verdict.PROVED
    found = over(function, claimed, low, high, prove=False)
    assert found.verdict is dc.Verdict.UNRESOLVED
    assert found.certificate
    assert found.certificate.counterexample is None


@pytest.mark.parametrize(("function", "claimed"), [("sqrt(sin(x)^2)", "cos(x)"), ("sqrt(1-cos(x)^2)", "cos(x)")])
def test_what_is_not_proved_either_is_left_open_at_its_point(function: str, claimed: str) -> None:
    found = over(function, claimed, 0.0, 1.0)
    assert found.verdict is dc.Verdict.UNRESOLVED
    assert "near 0; on the rest" in found.reason


@pytest.mark.parametrize(("low", "high", "claimed"), [(-1, 5, "1"), (0, 5, "2"), (0, 5, "-1"), (-5, 0, "1")])
def test_a_wrong_slope_of_a_root_is_refuted(low: float, high: float, claimed: str) -> None:
    for function in ("sqrt(x^2)", "(x^4)^(1/4)"):
        assert over(function, claimed, low, high).verdict is dc.Verdict.REFUTED


def test_a_series_that_is_wrong_refutes_nothing_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ball_series, "_check_away_from_zero", lambda x: None)
    boxes = BoxGap(Claim(parse("sqrt(x^2)"), parse("1"), "x"), {})
    assert boxes.look(Box(0.0, 0.0), math.inf).refuted
    assert over("sqrt(x^2)", "1", 0.0, 5.0).verdict is dc.Verdict.PROVED
    monkeypatch.setattr(bisection, "_confirmed", _taken)
    with pytest.raises(AssertionError):
        test_where_a_root_has_no_series_nothing_is_refuted("sqrt(x^2)", "1", 0.0, 5.0)


def _taken(boxes: Boxes, box: Box) -> bool:
    """Take what a series says for a refutation."""
    boxes.refuted, boxes.witness = box, gap(boxes.gap.claim, {"x": -1.0})
    return True


def test_at_a_join_the_claim_is_judged_too() -> None:
    for interval in ((-1.0, 1.0), (-1.0, 3.0)):
        found = over("x*abs(x)", "2*abs(x)", *interval)
        assert found.reason.endswith(
            "except where x = 0; at x = 0 it holds too, the derivative is the same from both sides"
        )
        # Right on both sides, and 1 where the derivative is 0.
        wrong = over("x*abs(x)", "2*x*sign(x)+(1-sign(x)^2)", *interval)
        assert wrong.verdict is dc.Verdict.REFUTED
        assert "wrong at x = 0: the claim is 1, the derivative 0" in wrong.reason


def test_without_a_point_a_proof_says_what_holds_at_a_join() -> None:
    found = dc.check_derivative("x*abs(x)", "2*abs(x)", prove=True)
    assert found.verdict is dc.Verdict.PROVED
    assert found.reason.endswith(
        "except where x = 0; at x = 0 it holds too, the derivative is the same from both sides"
    )


@pytest.mark.parametrize("high", [1.0, 3.0])
def test_the_middle_of_the_interval_matters_no_more_than_other_points(high: float) -> None:
    found = over("x^2", "2*x*x/x", -1.0, high)
    assert found.verdict is dc.Verdict.AGREES
    assert found.reason.startswith("the claim has no value at x = 0, where the derivative is 0; elsewhere the ")
    assert found.reason.endswith("except where x = 0")


def test_a_claim_without_a_value_on_a_part_of_the_interval_is_refuted() -> None:
    found = dc.check_derivative("sqrt(x^2+1)", "x/sqrt(x^2+1) + 0*log(x+1/2)", 1.0, over=(-1.0, 2.0))
    assert found.verdict is dc.Verdict.REFUTED
    assert found.reason.startswith("the claim has no value at x = -")


@pytest.mark.parametrize(
    ("function", "claimed", "interval"),
    [("gamma(x)", "gamma(x)*psi(x)", (-0.5, 0.5)), ("psi(x)", "polygamma(1, x)", (-1.5, 2.0))],
)
def test_poles_of_gamma_functions_leave_the_rest_proven(
    function: str, claimed: str, interval: tuple[float, float]
) -> None:
    check = dc.check_derivative(function, claimed, over=interval, prove=False)
    assert check.certificate is not None
    assert "a pole of the function near 0" in check.certificate.text
    assert check.certificate.epsilon < 1e-14
    left, right = check.certificate.proven[0], check.certificate.proven[-1]
    assert (left[0], right[1]) == interval
    # A claim that is wrong by little is refuted on the same interval.
    assert dc.check_derivative(function, f"({claimed})*(1 + 1e-12)", over=interval).verdict is dc.Verdict.REFUTED


def test_a_bound_that_is_no_less_than_the_derivative_is_said_to_leave_a_point_open() -> None:
    # 1/cosh(5.5e24)^2 is about 10^-4.8e24, and the claim is 1 minus what is that close to 1.
    found = over("tanh(x)", "1-tanh(x)^2", 1e24, 1e25, prove=False)
    assert found.verdict is dc.Verdict.UNRESOLVED
    assert found.certificate
    assert found.certificate.verdict is dc.Verdict.AGREES
    assert "the bound over the interval, 4.9e-324, says no more, for the derivative there is no larger" in found.reason
    # Where the derivative is larger, nothing of the kind is said.
    assert "says no more" not in over("tanh(x)", "1-tanh(x)^2", 1.0, 2.0, prove=False).reason


def test_points_of_what_is_open_are_inside_and_of_parts_without_an_end_there_are_none() -> None:
    certificate: Any = SimpleNamespace(unresolved=((2.0, 2.5), (-math.inf, 1.0), (-8.0, -4.0)))
    found = [*_open(certificate)]
    first, second = ([x for x in found if low <= x <= high] for low, high in ((2.0, 2.5), (-8.0, -4.0)))
    assert found == first + second
    assert len(set(first)) == len(set(second)) >= 3
