"""What the report on a gradient says is true of what was examined."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck import Verdict

X = np.array([0.3, 0.5])


def said(check: dc.Check) -> str:
    return " ".join(str(check).split())


def squares(w: Any) -> float:
    return math.fsum(float(v) ** 2 for v in w)


def step(w: Any) -> float:
    """A step too narrow for the points beside 0.3."""
    return 1e-3 * math.tanh(1e6 * (float(w[0]) - 0.3)) + float(w[1]) ** 2


@pytest.mark.usefixtures("blind")
def test_what_only_an_estimate_has_judged_is_no_proof() -> None:
    """A wave that is narrower than what values of f show: the slope at 0 is 1, not 0."""
    check = dc.check_gradient(lambda w: squares(w) + 1e-7 * math.sin(1e7 * float(w[0])), lambda w: 2 * w, [0.0, 0.0])
    assert check.verdict is Verdict.AGREES  # wrongly, so the report may promise nothing without a condition
    assert "would have shown, if the error bound of the estimate holds; " in said(check)
    assert "adaptive estimate (an estimate; no proof)" in said(check)


@pytest.mark.usefixtures("blind")
def test_of_a_derivative_too() -> None:
    check = dc.check_derivative(lambda x: math.exp(float(x)), lambda x: math.exp(float(x)), at=0.5)
    assert "would have shown, if the error bound of the estimate holds; " in said(check)


def test_a_limit_that_error_analysis_gives_has_no_condition() -> None:
    check = dc.check_gradient(lambda w: np.sum(w**2), lambda w: 2 * w, X)
    assert "would have shown; 3 points tried" in said(check)
    assert "no proof" not in said(check)


@pytest.mark.usefixtures("blind")
def test_of_an_open_verdict_no_component_is_called_wrong() -> None:
    check = dc.check_gradient(step, lambda w: np.array([0.0, 2 * w[1]]), X)
    assert check.verdict is Verdict.UNRESOLVED
    assert [c.verdict for c in check.components] == [Verdict.UNRESOLVED, Verdict.AGREES]
    assert "wrong components" not in said(check).lower()
    assert check.law is not None
    assert check.law.startswith("flat: the gap to central differences stays at -1e+03 for h from ")
    assert "formula that is wrong" not in said(check)


@pytest.mark.usefixtures("blind")
def test_of_a_refuted_claim_they_are() -> None:
    check = dc.check_gradient(squares, lambda w: 3 * w, X)
    assert check.verdict is Verdict.REFUTED
    assert "Wrong components" in said(check)
    assert check.law is not None
    assert check.law.endswith(", so it is the formula that is wrong")


def test_slips_that_were_not_tried_are_not_denied() -> None:
    """One slip it is: the gradient of a quadratic form of half the matrix."""
    a = np.array([[2.0, 1.0], [0.3, 5.0]])
    check = dc.check_gradient(lambda w: w @ a @ w / 2, lambda w: a @ w, X)
    assert check.verdict is Verdict.REFUTED
    assert check.cause is None
    assert "none of the slips that were tried explains the gap" in said(check)


@pytest.mark.usefixtures("blind")
def test_no_digit_is_shown_that_the_estimate_does_not_know() -> None:
    check = dc.check_gradient(lambda w: squares(w) + 1e-7 * math.sin(1e7 * float(w[0])), lambda w: 2 * w, [0.0, 0.3])
    worst = next(one for one in check.components if one.name == "w[0]")
    assert worst.budget > 1e-6
    _, _, true, *_ = next(line for line in str(check).splitlines() if line.startswith("  w[0]  ")).split()
    digits, _, exponent = true.partition("e")
    place = int(exponent or 0) - len(digits.partition(".")[2])
    assert true == "0" or 10.0**place >= worst.budget / 10
    assert abs(float(true) - worst.reference) <= worst.budget
