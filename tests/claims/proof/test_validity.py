"""Where a proof holds: a condition that follows from another one is not told."""

from __future__ import annotations

import pytest

from derivcheck.claims.claim import Claim
from derivcheck.claims.proof.validity import domain
from derivcheck.formula.parser import parse


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        # What is positive does not vanish, and neither does what is the negative of that.
        ("log(x^2 + y)/(x^2 + y)", " with x**2 + y > 0 (so that log(x**2 + y) is smooth)"),
        ("log(y - x^2)/(x^2 - y)", " with -x**2 + y > 0 (so that log(-x**2 + y) is smooth)"),
        ("1/(x^2 - y)", " except where x**2 - y = 0"),
        # Where another thing is positive it may vanish.
        (
            "log(x^2 + y)/(x^2 - y)",
            " with x**2 + y > 0 (so that log(x**2 + y) is smooth), except where x**2 - y = 0",
        ),
    ],
)
def test_a_condition_is_told_where_it_does_not_follow(formula: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivcheck.claims.proof.validity.SECONDS", 600)  # whatever else the machine is doing
    assert domain(Claim(parse(formula), parse("0"), "x")) == f"for all real x and y{told}"
