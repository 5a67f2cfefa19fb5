"""What gaps at several points say together."""

from __future__ import annotations

import math
import random

import pytest

from derivcheck.claims import judgement
from derivcheck.claims.claim import Claim
from derivcheck.claims.judgement import at_point, between, on_domain
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
    ],
)
def test_verdicts_at_a_point(f: str, g: str, verdict: Verdict) -> None:
    assert at_point(claim(f, g), {"x": 1.0}, random.Random(0)).verdict is verdict


def test_verdicts_without_a_point() -> None:
    assert on_domain(claim("log(x)", "1/x"), {}, random.Random(0)).verdict is Verdict.AGREES
    assert on_domain(claim("log(x)", "x"), {}, random.Random(0)).verdict is Verdict.REFUTED


def test_a_planted_outcome_changes_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = claim("x^2", "3*x")
    honest = judgement.gap
    monkeypatch.setattr(judgement, "gap", lambda c, at: honest(claim("x^2", "2*x"), at))
    monkeypatch.setattr(judgement.points, "gap", lambda c, at: honest(claim("x^2", "2*x"), at))
    assert at_point(wrong, {"x": 1.0}, random.Random(0)).verdict is Verdict.AGREES
