"""Claims that are right for positive letters: what is said of them holds when it is asked about."""

from __future__ import annotations

import pytest

import derivcheck as dc
from derivcheck.claims import positive
from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.claims.positive import right_where_positive
from derivcheck.formula.parser import parse

LENGTHS = [
    ("sqrt(L/g)*2*pi", "pi/sqrt(L*g)", "L", ("g",)),
    ("asin(x/a)", "1/sqrt(a^2 - x^2)", "x", ("a",)),
    ("sqrt(a^2*x)", "a/(2*sqrt(x))", "x", ("a",)),
    ("sqrt(a^2*b^2*x)", "a*b/(2*sqrt(x))", "x", ("a", "b")),
]


@pytest.mark.parametrize(("function", "claimed", "wrt", "names"), LENGTHS)
def test_the_letters_are_named_and_the_claim_is_right_where_they_are_positive(
    function: str, claimed: str, wrt: str, names: tuple[str, ...]
) -> None:
    check = dc.check_derivative(function, claimed, wrt=wrt)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.right_if_positive == names
    assert check.to_dict()["claim"]["right_if_positive"] == [*names]
    assert f" points tried with {' and '.join(f'{name} > 0' for name in names)}; wrong at " in check.reason
    domain = ", ".join(f"{name}>0" for name in names)
    assert dc.check_derivative(function, claimed, wrt=wrt, domain=domain).verdict is dc.Verdict.AGREES


@pytest.mark.parametrize(
    ("function", "claimed"),
    [
        ("a*x^2", "3*a*x"),
        ("sqrt(a^2*x)", "a/sqrt(x)"),
        ("x^3*a", "3*x*a"),  # right at x = 1 alone
        ("hypot(a, b)*x", "a + b"),
        ("a*|x|", "a"),  # of the variable an interval is said
        ("sqrt(x^2)", "1"),
    ],
)
def test_of_other_wrong_claims_nothing_is_said(function: str, claimed: str) -> None:
    assert dc.check_derivative(function, claimed, wrt="x").right_if_positive == ()


def test_a_claim_that_is_wrong_at_one_positive_point_is_not_called_right() -> None:
    claim = Claim(parse("sqrt(a^2)*x"), parse("a + max(0, a - 1e3)"), "x")
    looked = [gap(claim, {"a": a, "x": 1.0}) for a in (-1.0, 2.0, 2e3)]
    assert right_where_positive(claim, looked) is None


def test_points_that_are_not_looked_at_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without fresh points, and with what is wrong called right, a claim would pass that is wrong there."""
    claim = Claim(parse("sqrt(a^2)*x^2"), parse("2*a*x + (a - 2)*(a + 1)"), "x")
    looked = [gap(claim, {"a": a, "x": 1.0}) for a in (-3.0, 2.0)]
    assert [g.outcome for g in looked] == [GapOutcome.DIFFERENT, GapOutcome.EQUAL]
    assert right_where_positive(claim, looked) is None
    monkeypatch.setattr(positive, "gap", lambda part, at: looked[1])
    assert right_where_positive(claim, looked) is not None
