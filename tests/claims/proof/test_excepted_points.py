"""Holes between two floats: a claim has one where f has a derivative, and none where f ends too."""

from __future__ import annotations

import pytest

from derivcheck.claims.claim import Claim
from derivcheck.claims.proof.excepted_points import excepted_points, hole
from derivcheck.formula.parser import parse


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else the machine is doing."""
    monkeypatch.setattr("derivcheck.claims.proof.excepted_points.SECONDS", 600)


def claim(function: str, claimed: str) -> Claim:
    return Claim(parse(function), parse(claimed), "x")


def test_a_hole_at_a_root_of_two_is_found() -> None:
    found = claim("x^3", "3*x^2*(x^2 - 2)/(x^2 - 2)")
    points = excepted_points(found)
    assert [(point.text, point.exact, point.empty) for point in points] == [
        ("-sqrt(2)", False, True),
        ("sqrt(2)", False, True),
    ]
    told = hole(found, points)
    assert told is not None
    assert "x = -sqrt(2)" in told.text


@pytest.mark.parametrize(
    ("function", "claimed"),
    [("1/(x^2 - 2)", "-2*x/(x^2 - 2)^2"), ("log((x^2 - 2)^2)", "4*x/(x^2 - 2)")],
)
def test_a_pole_of_both_is_no_hole(function: str, claimed: str) -> None:
    """The float next to it is no pole, so that f has a slope there."""
    found = claim(function, claimed)
    points = excepted_points(found)
    assert len(points) == 2
    assert hole(found, points) is None
