"""What gaps at several points say together."""

from __future__ import annotations

import math
import random

import pytest

from derivcheck.claims import judgement
from derivcheck.claims.claim import Claim
from derivcheck.claims.judgement import at_point, between, on_domain, proved
from derivcheck.formula.parser import parse
from derivcheck.results import Verdict


def claim(f: str, g: str) -> Claim:
    return Claim(parse(f), parse(g), "x")


@pytest.mark.parametrize(
    ("claimed", "left", "right", "word"),
    [
        (0.0, -1.0, 1.0, "a subgradient"),
        (1.0, -1.0, 1.0, "a subgradient"),
        (0.0, 1.0, -1.0, "a supergradient"),
        (2.0, -1.0, 1.0, "not between"),
        (math.nan, -1.0, 1.0, ""),
        (math.nan, None, 1.0, ""),
    ],
)
def test_a_claim_at_a_bend_is_a_subgradient_between_the_slopes(
    claimed: float, left: float | None, right: float, word: str
) -> None:
    said = between(claimed, left, right)
    assert word in said
    assert bool(said) == bool(word)


@pytest.mark.parametrize(
    ("f", "g", "verdict"),
    [
        ("sin(x)", "cos(x)", Verdict.AGREES),
        ("x^3", "3*x", Verdict.REFUTED),
        ("abs(x-1)", "0", Verdict.UNRESOLVED),
        # Right at the point and around it, and wrong on another piece, far off.
        ("sqrt(x^2)", "1", Verdict.REFUTED),
        ("asin(2*x*sqrt(1-x^2))", "-2/sqrt(1-x^2)", Verdict.REFUTED),
    ],
)
def test_verdicts_at_a_point(f: str, g: str, verdict: Verdict) -> None:
    assert at_point(claim(f, g), {"x": 1.0 if "asin" not in f else 0.9}, random.Random(0)).verdict is verdict


def test_verdicts_without_a_point() -> None:
    assert on_domain(claim("log(x)", "1/x"), {}, random.Random(0)).verdict is Verdict.AGREES
    assert on_domain(claim("log(x)", "x"), {}, random.Random(0)).verdict is Verdict.REFUTED


def test_a_planted_outcome_changes_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = claim("x^2", "3*x")
    honest = judgement.gap
    monkeypatch.setattr(judgement, "gap", lambda c, at: honest(claim("x^2", "2*x"), at))
    monkeypatch.setattr(judgement.points, "gap", lambda c, at: honest(claim("x^2", "2*x"), at))
    assert at_point(wrong, {"x": 1.0}, random.Random(0)).verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("function", "claimed", "place"),
    [
        ("cbrt(x^2)", "2/3*x^(-1/3)", "x = -"),
        ("sqrt(x^2-x)", "(2x-1)/(2*sqrt(x)*sqrt(x-1))", "x = -"),
        ("x^2", "2*exp(log(x))", "x = -"),
    ],
)
def test_a_claim_without_a_value_where_f_is_differentiable_is_not_proved(
    function: str, claimed: str, place: str
) -> None:
    made = claim(function, claimed)
    found = proved(made, on_domain(made, {}, random.Random(0)))
    assert found.verdict is Verdict.AGREES
    assert found.reason.startswith(f"the claim has no value at {place}")


@pytest.mark.parametrize(
    ("function", "claimed"), [("log(x)", "1/x"), ("sqrt(x)", "1/(2*sqrt(x))"), ("x^2", "2*abs(x)*sign(x)")]
)
def test_a_claim_with_a_value_wherever_f_is_differentiable_is_proved(function: str, claimed: str) -> None:
    made = claim(function, claimed)
    assert proved(made, on_domain(made, {}, random.Random(0))).verdict is Verdict.PROVED


def test_a_claim_that_is_another_where_two_pieces_join_is_not_proved() -> None:
    """It is 2|x| wherever x is not 0, and 1 at 0, where x |x| has the derivative 0."""
    made = claim("x*abs(x)", "2*abs(x) + 1 - sign(x)^2")
    found = proved(made, on_domain(made, {}, random.Random(0)))
    assert found.verdict is Verdict.REFUTED
    assert found.reason.startswith("wrong at x = 0")


@pytest.mark.parametrize(
    ("f", "g", "at", "beyond"),
    [
        ("abs(sin(x))", "-cos(x)", math.pi, math.nextafter(math.pi, 4)),
        ("abs(cos(x))", "sin(x)", math.pi / 2, math.nextafter(math.pi / 2, 2)),
        ("sqrt(sin(x)^2)", "cos(x)", math.pi, math.nextafter(math.pi, 4)),
        ("(sin(x)^2)^(1/2)", "cos(x)", math.pi, math.nextafter(math.pi, 4)),
        ("log(abs(sin(x)))", "-cos(x)/sin(x)", math.pi, math.nextafter(math.pi, 4)),
        ("abs(x^2-2)", "2*x", math.sqrt(2), math.nextafter(math.sqrt(2), 0)),
        ("max(x, 1/3)", "1", 1 / 3, math.nextafter(1 / 3, 1)),
    ],
)
def test_of_a_double_beside_a_bend_the_next_one_is_told(f: str, g: str, at: float, beyond: float) -> None:
    """The bend at pi is between two doubles: the claim is right at one of them, and wrong beyond, or the other way."""
    found = at_point(claim(f, g), {"x": at}, random.Random(0))
    assert found.verdict is Verdict.REFUTED
    assert f"x = {at!r} is a double; at the next one, {beyond!r}, the derivative is" in found.reason


@pytest.mark.parametrize(
    ("f", "g"), [("abs(sin(x))", "sign(sin(x))*cos(x)"), ("abs(sin(x))*sin(x)", "2*abs(sin(x))*cos(x)")]
)
def test_a_right_claim_beside_a_bend_agrees(f: str, g: str) -> None:
    assert at_point(claim(f, g), {"x": math.pi}, random.Random(0)).verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("f", "at"),
    [
        ("abs(x)", 0.0),
        ("abs(x)", 1.0),
        ("sin(x)", math.pi),
        ("abs(x)^3", 0.0),
        # The derivative is 0, and at the next double just what a smooth function has there.
        ("sqrt(1 + x^2)", 0.0),
        ("(1 + x^4)^(3/2)", 0.0),
        ("abs(1 + (x-1)^2)", 1.0),
    ],
)
def test_where_no_bend_is_beside_a_point_none_is_told(f: str, at: float) -> None:
    assert "next one" not in at_point(claim(f, "7"), {"x": at}, random.Random(0)).reason
