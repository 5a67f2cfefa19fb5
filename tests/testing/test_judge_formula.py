"""One verdict, told in full and in short."""

from __future__ import annotations

import pytest

from derivcheck.testing.check import check_derivative
from derivcheck.testing.claim_row import read_row
from derivcheck.testing.judge_formula import FormulaQuestion, judge_formula
from derivcheck.testing.judge_row import judge_row
from derivcheck.testing.many import JudgingOptions, of_check


@pytest.mark.parametrize(
    ("function", "claimed", "at"),
    [
        ("x^3", "3*x^2", 2.0),
        ("x^3", "3*x", 1.0),
        ("exp(2*x)", "exp(2*x)", 0.5),
        ("log(x)", "1/x", -1.0),
        ("abs(x)", "0", 0.0),
        ("x^2*1e-300", "2.1*x*1e-300", 1e-20),
    ],
)
def test_in_short_it_is_what_it_is_in_full(function: str, claimed: str, at: float) -> None:
    short = judge_row((read_row((function, claimed, at), "a"), JudgingOptions()))
    assert short == of_check("a", check_derivative(function, claimed, {"x": at}))


def test_what_is_not_told_is_not_worked_out() -> None:
    asked = []
    judge_formula(FormulaQuestion("x^3", "3*x", 1.0), lambda claim, finding, mistake=None: asked.append(mistake))
    judge_formula(
        FormulaQuestion("x^3", "3*x", 1.0, causes=False), lambda claim, finding, mistake=None: asked.append(mistake)
    )
    assert [mistake and mistake.kind for mistake in asked] == ["exponent", None]
