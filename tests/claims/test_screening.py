"""Where a claim looks wrong in floating point: the oracles are functions whose pieces are known."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.claims.screening import suspects
from derivcheck.formula.domain import Domain, Range
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.results import Verdict
from derivcheck.testing.check import check_derivative

PIECEWISE = [
    # Right at the point, wrong on another piece of the domain.
    ("asin(2*x*sqrt(1-x^2))", "2/sqrt(1-x^2)", 0.3),
    ("asin(3*x-4*x^3)", "3/sqrt(1-x^2)", 0.3),
    ("asin(sin(3*asin(x)))", "3/sqrt(1-x^2)", 0.3),
    ("abs(x-0.6)+log(1-x^2)", "-1-2*x/(1-x^2)", 0.5),
    ("acos(cos(x))", "1", 1.0),
    ("max(x, x^2/50)", "1", 1.0),
    ("atan(1/x)+atan(x)+max(0, x-700)", "0", 2.0),
    ("sqrt((x-3)^2)*sqrt(16-x^2)", "(16+3*x-2*x^2)/sqrt(16-x^2)*-1", 1.0),
]

RIGHT = [
    ("asin(2*x*sqrt(1-x^2))", "2/sqrt(1-x^2)*sign(1-2*x^2)", 0.3),
    ("abs(x)", "sign(x)", 1.0),
    ("log(abs(x))", "1/x", -2.0),
    ("(1-cos(x))/x^2", "sin(x)/x^2-2*(1-cos(x))/x^3", 1.0),
]


@pytest.fixture
def without_extents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts alone: on which interval a refuted claim is right takes ten times as long to find."""
    monkeypatch.setattr("derivcheck.claims.judgement.extent", lambda *_: None)


@pytest.mark.parametrize(("function", "claimed", "x"), PIECEWISE)
def test_a_claim_for_one_piece_is_refuted_on_another(function: str, claimed: str, x: float) -> None:
    found = [gap(claim(function, claimed), at) for at in suspects(claim(function, claimed), {"x": x})]
    assert any(g.outcome is GapOutcome.DIFFERENT for g in found)
    assert check_derivative(function, claimed, x).verdict is Verdict.REFUTED


@pytest.mark.usefixtures("without_extents")
@pytest.mark.parametrize(("function", "claimed", "x"), PIECEWISE)
def test_whatever_the_seed_it_is_refuted_there(function: str, claimed: str, x: float) -> None:
    assert all(check_derivative(function, claimed, x, seed=s).verdict is Verdict.REFUTED for s in range(1, 4))


@pytest.mark.parametrize(("function", "claimed", "x"), RIGHT)
def test_a_right_claim_stands(function: str, claimed: str, x: float) -> None:
    assert check_derivative(function, claimed, x).verdict is Verdict.AGREES


def claim(function: str, claimed: str, order: int = 1) -> Claim:
    return Claim(parse(function), parse(claimed), "x", order)


@pytest.mark.usefixtures("without_extents")
def test_without_screening_they_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivcheck.claims.judgement.suspects", lambda *_: iter(()))
    function, claimed, x = PIECEWISE[0]
    assert Verdict.AGREES in {check_derivative(function, claimed, x, seed=seed).verdict for seed in range(8)}


def test_a_small_domain_is_looked_at_more_closely() -> None:
    narrow = claim("abs(x-1.003)+log(1e-4-(x-1)^2)", "-1-2*(x-1)/(1e-4-(x-1)^2)")
    places = [at["x"] for at in suspects(narrow, {"x": 1.001})]
    assert places
    assert all(1.003 < x < 1.01 for x in places)


def test_nothing_outside_the_interval() -> None:
    wrong = claim("abs(x)", "1")
    above, across, half_line = (Domain.of({"x": Range(*ends)}) for ends in ((1, 2), (-1, 2), (-5, math.inf)))
    assert not list(suspects(replace(wrong, domain=above), {"x": 1.5}))
    assert all(-1 < at["x"] < 0 for at in suspects(replace(wrong, domain=across), {"x": 0.5}))
    found = [at["x"] for at in suspects(replace(wrong, domain=half_line), {"x": 0.5})]
    assert found
    assert all(-5 < x < 0 for x in found)


def test_parameters_stay() -> None:
    wrong = Claim(parse("abs(x-a)"), parse("1"), "x")
    assert all(at["a"] == 2.5 and at["x"] < 2.5 for at in suspects(wrong, {"x": 3.0, "a": 2.5}))


def test_higher_orders_and_constants_are_let_be() -> None:
    assert not list(suspects(claim("abs(x)", "1", order=2), {"x": 1.0}))
    assert not list(suspects(claim("7", "0"), {"x": 1.0}))
    assert len(list(suspects(claim("7", "1"), {"x": 1.0}))) >= allowances.SUSPECTS.value


def test_causes_hold_on_all_pieces() -> None:
    """-1 would mend the claim at -1 and near it only."""
    for function, claimed, x in [("sqrt(x^2)", "0", -1.0), ("sqrt(x^2)", "3*x", 1.0), ("acos(cos(x))", "2", 1.0)]:
        found = check_derivative(function, claimed, x)
        assert found.verdict is Verdict.REFUTED
        assert found.cause is None
    assert check_derivative("sqrt(x^2)", "-x/sqrt(x^2)", 1.0).cause is not None


@pytest.mark.parametrize("end", [2.0, math.pi])
def test_over_an_interval_nothing_beyond_it_counts(end: float) -> None:
    assert check_derivative("abs(x)", "1", over=(1.0, end)).verdict is Verdict.AGREES
    assert check_derivative("sqrt((x-1)^2)", "1", over=(1.5, end)).verdict is Verdict.AGREES
    assert check_derivative("abs(x)", "-1", over=(1.0, end)).verdict is Verdict.REFUTED


@pytest.mark.parametrize("x", [1e308, -1e308, 1.7e308])
def test_a_point_near_the_largest_double_is_screened_without_overflow(x: float) -> None:
    """A warning is an error here."""
    claim = Claim(parse("x^2"), parse("3*x"), "x")
    found = list(suspects(claim, {"x": x}))
    assert found
    assert all(math.isfinite(point["x"]) for point in found)
