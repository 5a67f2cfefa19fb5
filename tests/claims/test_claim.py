"""The gap between a claim and the derivative at a point."""

from __future__ import annotations

from dataclasses import replace

import mpmath
import pytest
from mpmath import mpf

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.claims import claim as claim_module
from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances

EQUAL, DIFFERENT, SINGULAR = GapOutcome.EQUAL, GapOutcome.DIFFERENT, GapOutcome.SINGULAR


def judged(function: str, claimed: str, order: int = 1, **at: float) -> claim_module.Gap:
    return gap(Claim(parse(function, at), parse(claimed, at), "x", order), at)


@pytest.mark.parametrize(
    ("function", "claimed", "x"),
    [
        ("x**2*sin(x)", "2*x*sin(x) + x**2*cos(x)", 1.3),
        ("log(x)", "1/x", 1e-7),
        ("1e8 + sin(x)", "cos(x)", 2.0),
        ("sin(1e4*x)", "1e4*cos(1e4*x)", 0.7),
        ("sin(x)", "cos(x)", 1e9),
        ("1/x", "-1/x^2", 0.05),
        ("tanh(x)", "1 - tanh(x)^2", 18.0),
        ("exp(x)/(exp(x) - 1)", "-exp(x)/(exp(x) - 1)^2", 1e-7),
        ("(1 - cos(x))/x^2", "(x*sin(x) - 2 + 2*cos(x))/x^3", 1e-8),
        ("x + sin(128*pi*x)/(128*pi)", "1 + cos(128*pi*x)", 1.0),
        ("x^2", "2*x", 1e30),
        ("exp(x)", "exp(x)", -700.0),
        ("sin(x)^2 + cos(x)^2", "0", 0.4),
        ("(1 - cos(x))", "sin(x)", 1e-100),
    ],
)
def test_right_claims_that_fixed_tolerances_reject(function: str, claimed: str, x: float) -> None:
    assert judged(function, claimed, x=x).outcome is EQUAL


@pytest.mark.parametrize(
    ("function", "claimed", "x"),
    [
        ("x^3", "3*x", 2.0),
        ("x^2", "2*x*(1 + 1e-20)", 1.0),
        ("pi*x", "3.14159265358979", 1.0),
        ("x^2 + 1e-4*x^2", "2*x", 1.0),
        ("1e-7*sin(x)", "-1e-7*cos(x)", 0.3),
        ("log(x)", "1/x + 1e-15", 1e-7),
        ("1e8 + sin(x)", "cos(x) + 1e-12", 2.0),
        ("(1 - cos(x))/x^2", "1e-9", 1e-8),
        ("x + sin(128*pi*x)/(128*pi)", "1", 1.0),
        ("exp(x)", "0", -700.0),
    ],
)
def test_wrong_claims_that_fixed_tolerances_accept(function: str, claimed: str, x: float) -> None:
    assert judged(function, claimed, x=x).outcome is DIFFERENT


@pytest.mark.parametrize(
    ("function", "claimed", "x"),
    [
        ("abs(x)", "0", 0.0),
        ("sign(x)", "0", 0.0),
        ("max(x, 2*x)", "1.5", 0.0),
        ("sqrt(x)", "1/(2*sqrt(x))", 0.0),
        ("1/x", "-1/x^2", 0.0),
        ("log(-1 - x^2)", "2*x/(1 + x^2)", 1.0),
        ("asin(x)", "1/sqrt(1 - x^2)", 2.0),
        ("x^2", "2*x/(x - 1)*(x - 1)", 1.0),
        ("acot(x)", "-1/(1 + x^2)", 0.0),
    ],
)
def test_singular_points_are_never_judged(function: str, claimed: str, x: float) -> None:
    found = judged(function, claimed, x=x)
    assert found.outcome is SINGULAR
    assert found.reason


def test_the_radius_covers_the_truth() -> None:
    found = judged("exp(2*x)/(1 + sin(x**2))", "0", x=0.5)
    with mpmath.workdps(90):
        x = mpmath.mpf(0.5)
        s = 1 + mpmath.sin(x**2)
        truth = 2 * mpmath.exp(2 * x) / s - mpmath.exp(2 * x) * 2 * x * mpmath.cos(x**2) / s**2
        assert found.derivative is not None
        assert abs(mpmath.mpf(found.derivative.precise().value) - truth) <= found.derivative.precise().bound


def test_the_limit_is_what_would_have_shown() -> None:
    """A claim off by more than the limit that a right claim states is refuted at the same point."""
    limit = judged("exp(x)*x", "exp(x)*(1 + x)", x=0.7).limit
    assert 0 < limit < 2.0**-90
    planted = f"exp(x)*(1 + x)*(1 + {2 * limit:.30e})"
    assert judged("exp(x)*x", planted, x=0.7).outcome is DIFFERENT


@pytest.mark.parametrize("order", [2, 3, 4])
def test_higher_orders(order: int) -> None:
    claimed = {2: "-sin(x)", 3: "-cos(x)", 4: "sin(x)"}[order]
    assert judged("sin(x)", claimed, order, x=0.7).outcome is EQUAL
    assert judged("sin(x)", f"-({claimed})", order, x=0.7).outcome is DIFFERENT
    # Its second derivative, 6 |x|, is 0 there, and the third jumps from -6 to 6.
    assert judged("abs(x)^3", "0", order, x=0.0).outcome is (EQUAL if order == 2 else SINGULAR)


@pytest.mark.parametrize(("function", "claimed"), [("x", "log(x)^0"), ("sign(log(x))", "0"), ("log(x)^0", "0")])
def test_nothing_comes_back_out_of_an_undefined_value(function: str, claimed: str) -> None:
    assert judged(function, claimed, x=-1.0).outcome is SINGULAR


def test_where_a_function_has_no_value_no_pieces_of_it_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivcheck.claims.claim.join", lambda *_: pytest.fail("nothing meets there"))
    found = gap(Claim(parse("sqrt(x)*abs(x)"), parse("1"), "x"), {"x": -1.0})
    assert (found.outcome, found.lost) == (GapOutcome.SINGULAR, "function")


def test_what_is_known_of_the_function_is_shared_with_other_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[str] = []
    differentiate = claim_module.differentiate
    monkeypatch.setattr(
        claim_module, "differentiate", lambda c, *rest: (run.append(c.claimed.text), differentiate(c, *rest))[1]
    )
    wrong = Claim(parse("sin(x)"), parse("-cos(x)"), "x")
    assert gap(wrong, {"x": 0.5}).outcome is DIFFERENT
    assert gap(replace(wrong, claimed=parse("cos(x)")), {"x": 0.5}).outcome is EQUAL
    assert gap(wrong, {"x": 0.75}).outcome is DIFFERENT
    assert gap(Claim(parse("cos(x)"), parse("-sin(x)"), "x"), {"x": 0.5}).outcome is EQUAL
    assert run == ["-cos(x)", "-cos(x)", "-sin(x)"]


@pytest.mark.parametrize(
    ("function", "claimed", "tried"),
    [("log(-x)", "1/x", 1), ("x^2", "2*x + 0*log(-x)", 1), ("sqrt(x^2*cos(x)^2 + x^2*sin(x)^2 - x^2)", "0", 3)],
)
def test_more_bits_are_tried_only_where_they_may_help(
    function: str, claimed: str, tried: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bits: list[int] = []
    attempt = claim_module._attempt
    monkeypatch.setattr(claim_module, "_attempt", lambda c, at, b: (bits.append(b), attempt(c, at, b))[1])
    assert judged(function, claimed, x=0.5).outcome is SINGULAR
    assert bits == list(claim_module.precisions())[:tried]


def test_higher_orders_are_singular_where_the_function_has_no_value() -> None:
    assert judged("log(x)", "2/x^3", order=3, x=-1.0).outcome is SINGULAR
    assert judged("sin(x)/x", "log(-1 - x^2)", order=2, x=0.0).outcome is SINGULAR


def test_a_ball_that_is_compared_as_it_is_says_what_mpmath_says() -> None:
    """The outcome and the limit of balls, against those of the mpmath numbers that they are shown as."""
    for claimed in ("cos(x)", "cos(x) + 1e-30", "cos(x)*(1 + 1e-40)", "0*x"):
        found = judged("sin(x)", claimed, x=0.7)
        assert found.derivative is not None
        assert found.claimed is not None
        assert found.difference is not None
        shown = [b.precise() for b in (found.derivative, found.claimed, found.difference)]
        again = claim_module.compared(found.at, shown[0], shown[1], shown[2], 96)
        assert (again.outcome, again.limit) == (found.outcome, found.limit)
        assert [b.may_be_zero for b in shown] == [
            b.may_be_zero for b in (found.derivative, found.claimed, found.difference)
        ]


def test_what_is_exact_has_no_detection_limit() -> None:
    # The radius is a ball of its own, which is true even if it is 0.
    exact = gap(Claim(parse("x^2"), parse("2*x"), "x"), {"x": 1.0})
    inexact = gap(Claim(parse("sin(x)"), parse("cos(x)"), "x"), {"x": 1.0})
    assert exact.limit == 0
    assert 0 < inexact.limit < 1e-50


def compared(derivative: float, claimed: float, radius: mpf, certainty: mpf = 0.0) -> claim_module.Gap:
    """The gap of two numbers that are `certainty` wide, and whose difference has a radius."""
    numbers = (Bounded(mpf(derivative), mpf(certainty)), Bounded(mpf(claimed), mpf(certainty)))
    return claim_module.compared({}, *numbers, Bounded(mpf(claimed) - mpf(derivative), mpf(radius)), 96)


def test_a_gap_of_its_radius_refutes_nothing_and_a_larger_one_does() -> None:
    assert compared(1.0, 1.5, radius=0.5).outcome is GapOutcome.UNDECIDED
    assert compared(1.0, 1.5, radius=0.499999).outcome is DIFFERENT


@pytest.mark.parametrize("size", [1e-30, 1.0, 1e30])
def test_numbers_agree_to_bits_of_their_own_size(size: float) -> None:
    assert compared(size, size, radius=size * 2.0**-96).outcome is EQUAL
    assert compared(size, size, radius=size * 2.0**-95).outcome is GapOutcome.UNDECIDED


def test_what_may_be_zero_agrees_to_an_absolute_radius() -> None:
    least = mpf(2) ** -allowances.ZERO_BITS.value
    assert compared(0.0, 0.0, radius=least / 2, certainty=least).outcome is EQUAL
    assert compared(0.0, 0.0, radius=least, certainty=least).outcome is GapOutcome.UNDECIDED


@pytest.mark.parametrize("radius", [0.1, 1 / 3, 1e-20, 5e-324])
def test_the_limit_is_rounded_outward_and_relative_to_what_the_derivative_surely_is(radius: float) -> None:
    found = compared(3.0, 3.0, radius, certainty=1.5)
    with mpmath.workprec(2000):
        assert mpf(found.limit) > 2 * mpf(radius) / mpf(1.5) > mpf(found.limit) * (1 - mpf(2) ** -51) - mpf(5e-324)


def test_a_gap_far_away_is_excused_only_if_all_of_it_may_be() -> None:
    claim = Claim(parse("x"), parse("1"), "x", excused=1e-3)
    assert claim.excuses(compared(1.0, 1.0009, radius=5e-5))
    assert not claim.excuses(compared(1.0, 1.0009, radius=2e-4))
    assert not Claim(parse("x"), parse("1"), "x").excuses(compared(1.0, 1.0009, radius=5e-5))
