"""The rules of three published tables are proved, and mistakes planted in each refuted, with their causes."""

from __future__ import annotations

import re

import pytest
from rule_tables import RULES

import derivcheck as dc

AGREE = {"max(x, b)", "min(x, b)", "relu(x)"}
"""Functions whose rules agree: on one side of a join a maximum is not proven to be what is larger there."""

HOLES = {
    "gamma(x + 1)*(psi(x) + 1/x)",
    "sin(x)/x",
    "besselj(0, x) - besselj(1, x)/x",
    "lambertw(x)/(x*(1 + lambertw(x)))",
}
"""Rules without a value at 0, where the function has a derivative; elsewhere they are proved."""

NO_CAUSE = {"max(x, b)", "min(x, b)", "relu(x)", "elu(x)"}
"""Functions of whose wrong rules, which are by cases, no cause is told."""


def test_there_are_enough() -> None:
    assert len(RULES) >= 150
    assert len(AGREE) + len(HOLES) <= 0.05 * len(RULES)
    assert len({*RULES}) == len(RULES)


@pytest.mark.parametrize(("function", "derivative"), RULES)
def test_each_rule_is_proved_or_agrees(function: str, derivative: str) -> None:
    check = dc.check_derivative(function, derivative, wrt="x", prove=True)
    agrees = function in AGREE or derivative in HOLES
    assert check.verdict is (dc.Verdict.AGREES if agrees else dc.Verdict.PROVED), check.reason
    hole = "; elsewhere the derivative minus the claim is identically zero"
    assert (derivative in HOLES) is (
        check.reason.startswith("the claim has no value at x = 0") and hole in check.reason
    )


def of_three_x(formula: str) -> str:
    return re.sub(r"(?<![A-Za-z_])x(?![A-Za-z_(])", "(3*x)", formula)


def mistaken(number: int, function: str, derivative: str) -> tuple[str, str, set[str]]:
    """A function, a wrong derivative of it, and the kinds of cause that say what is wrong."""
    mistakes = [
        (function, f"-({derivative})", {"sign"}),
        (function, f"2*({derivative})", {"factor"}),
        # Without the inner derivative.
        (of_three_x(function), of_three_x(derivative), {"chain", "factor"}),
        # A wrong sign in the product rule, which for x^(-3) is a factor too.
        (f"x*({function})", f"x*({derivative}) - ({function})", {"term-sign", "factor"}),
    ]
    return mistakes[number % len(mistakes)]


WRONG = [(f, *mistaken(i, f, g)) for i, (f, g) in enumerate(RULES) if g != "0"]


def test_there_are_enough_mistakes() -> None:
    assert len(WRONG) >= 150
    assert sum(of in NO_CAUSE for of, *_ in WRONG) <= 0.05 * len(WRONG)


@pytest.mark.parametrize(("of", "function", "claimed", "kinds"), WRONG, ids=[f"{f}, {g}" for _, f, g, _ in WRONG])
def test_each_mistake_is_refuted_with_its_cause(of: str, function: str, claimed: str, kinds: set[str]) -> None:
    check = dc.check_derivative(function, claimed, wrt="x")
    assert check.verdict is dc.Verdict.REFUTED, check.reason
    assert of in NO_CAUSE or (check.cause is not None and check.cause.kind in kinds), check.cause
