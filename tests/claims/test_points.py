"""Fresh points in the common real domain."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from derivcheck.arithmetic.domains import read_domain
from derivcheck.claims import points
from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.formula.parser import parse
from derivcheck.results import Verdict
from derivcheck.testing.check import check_derivative


def claim(function: str, claimed: str = "0") -> Claim:
    return Claim(parse(function), parse(claimed), "x")


@pytest.mark.parametrize(
    ("function", "x", "low", "high"),
    [
        ("log(x)", 0.25, 0.0, 10.0),
        ("1/(x - 1)", 1.001, 1.0, 10.0),
        ("sqrt(1 - x^2)", 0.999999, -1.0, 1.0),
        ("abs(x - 2)", 2.0001, 2.0, 10.0),
        ("tan(x)", 1.57, 0.0, 1.5707963267948966),
        ("log(log(x))", 1.00001, 1.0, 2.0),
    ],
)
def test_a_near_point_is_on_the_same_piece(function: str, x: float, low: float, high: float) -> None:
    for seed in range(20):
        found = points.near(claim(function), {"x": x}, random.Random(seed))
        assert found is not None
        assert low < found.at["x"] < high
        assert found.at["x"] != x


def test_no_box_around_a_singular_point() -> None:
    assert points.near(claim("abs(x)"), {"x": 0.0}, random.Random(0)) is None


def test_a_parameter_that_cannot_move_stays() -> None:
    """With a negative base, x^n has a real value at integer n only."""
    found = points.near(claim("x^n"), {"x": -2.0, "n": 3.0}, random.Random(0))
    assert found is not None
    assert found.at["n"] == 3.0
    assert found.at["x"] != -2.0


def test_far_points_lie_on_both_sides_and_on_the_scale_of_one() -> None:
    found = [p["x"] for p in points.far(claim("x"), {"x": 1e-30}, random.Random(0))]
    assert any(abs(x) > 1 for x in found)
    assert {x > 0 for x in found} == {True, False}


def test_points_without_being_asked_for_lie_on_both_sides_and_have_few_digits() -> None:
    found = list(points.anywhere(claim("a*x"), {}, random.Random(0)))
    assert {p["x"] > 0 for p in found} == {True, False}
    assert all(len(f"{v:g}") <= 8 for p in found for v in p.values())
    assert all(set(p) == {"a", "x"} for p in found)


def test_a_given_value_is_kept() -> None:
    assert all(p["a"] == 7.5 for p in points.anywhere(claim("a*x"), {"a": 7.5}, random.Random(0)))


def test_simple_points_come_first_in_the_variable() -> None:
    first = next(iter(points.simple(claim("x^3", "3*x"), {"x": 1.0})))
    assert gap(claim("x^3", "3*x"), first).outcome in (GapOutcome.EQUAL, GapOutcome.DIFFERENT)
    assert len(f"{first['x']:g}") <= 2


@pytest.mark.parametrize(
    ("function", "claimed", "low", "high"),
    [
        ("asin(x/1000 - 5)", "1/1000/sqrt(1 - (x/1000 - 5)^2)", 4000, 6000),
        ("log(x - 1e9)", "1/(x - 1e9)", 1e9, 1e19),
        ("sqrt(-x - 12345)", "-1/(2*sqrt(-x - 12345))", -1e19, -12345),
        ("acosh(1e-7/x)", "-1/(x*sqrt(1 - (x/1e-7)^2))*sign(x)", 0, 1e-7),
    ],
)
def test_a_narrow_domain_far_off_is_found(function: str, claimed: str, low: float, high: float) -> None:
    found = list(points.scanned(claim(function, claimed), {}))
    assert found
    assert all(low <= point["x"] <= high for point in found)
    assert check_derivative(function, claimed).verdict is Verdict.AGREES
    assert check_derivative(function, f"{claimed}*(1+1e-12)").verdict is Verdict.REFUTED


def test_an_empty_domain_has_no_point() -> None:
    assert not list(points.scanned(claim("log(-1 - x^2)"), {}))
    assert "at none of" in check_derivative("log(-1 - x^2)", "2x/(1 + x^2)").reason


def test_each_box_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[tuple[tuple[str, ...], int]] = []
    smooth = points.smooth_on_box
    monkeypatch.setattr(points, "smooth_on_box", lambda c, at, *box: (looked.append(box), smooth(c, at, *box))[1])
    asked, at = claim("log(x - 0.99)*a", "a/(x - 0.99)"), {"x": 1.0, "a": 2.0}
    around, alone, together = points.Neighbourhood(asked, at), random.Random(3), random.Random(3)
    found = [around.gap(together) for _ in range(3)]
    assert len(looked) == len(set(looked)) > 1
    # They are the points that are found one by one.
    assert [g and g.at for g in found] == [g and g.at for g in (points.near(asked, at, alone) for _ in range(3))]


DOMAINS = ["x=0:1", "0 < x < 1e-6", "x>0", "x<-3", "x=1e6:1000001", "x>0, a<0", "x=-1:0, a=5:6"]


@pytest.mark.parametrize("text", DOMAINS)
def test_with_a_domain_every_point_is_inside(text: str) -> None:
    domain = read_domain(text)
    bounded = replace(Claim(parse("a*x^2"), parse("2*a*x"), "x"), domain=domain)
    at = {"x": domain["x"].inner, "a": domain["a"].inner}
    for seed in range(10):
        rng = random.Random(seed)
        near = points.near(bounded, at, rng)
        assert near is not None
        found = [*points.far(bounded, at, rng), *points.simple(bounded, at), *points.anywhere(bounded, {}, rng)]
        assert all(p in domain for p in (near.at, *found, *points.scanned(bounded, {})))


@pytest.mark.parametrize("text", DOMAINS)
def test_a_claim_that_is_wrong_only_outside_passes(text: str) -> None:
    domain = read_domain(text)
    x = domain["x"]
    wrong = f"2*x + max(0, x-({x.high!r})) - max(0, ({x.low!r})-x)".replace("inf", "1e300")
    bounded = {name: r for name, r in domain if name == "x"}
    assert check_derivative("x^2", wrong, domain=bounded).verdict is Verdict.AGREES


@pytest.mark.parametrize(("text", "inside"), [("x=0:1", 0.5), ("x>0", 40.0), ("x<-3", -5.0)])
def test_a_claim_that_is_wrong_inside_is_refuted(text: str, inside: float) -> None:
    domain = read_domain(text)
    found = check_derivative("x^2", f"2*x + max(0, x-{inside})", domain=text)
    assert found.verdict is Verdict.REFUTED
    assert found.at in domain
