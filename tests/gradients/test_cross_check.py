"""The second estimate before opaque code accuses a claim: central differences, and what they count as their errors."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derivcheck.gradients.case import Case
from derivcheck.gradients.claimed import read_claim
from derivcheck.gradients.cross_check import doubt, last_place
from derivcheck.gradients.subject import Subject
from derivcheck.gradients.verdicts import ArrayGap

UNCONFIRMED = "but no second estimate confirms that"


def doubted(
    f: Callable[[float], float],
    claimed: float,
    reference: float,
    *,
    x: float = 0.5,
    noise: float = 0.0,
    points: int = 1,
) -> str:
    """What is said of a claim about f that an estimate, taken for exact, is against, at so many points."""
    subject = Subject(lambda at: f(float(at[0])))
    at = np.array([x])
    c = ArrayGap(at, np.array([claimed]), np.array([reference]), np.zeros(1), np.array([noise]))
    case = Case("gradient", subject, read_claim(np.array([claimed]), subject), at, 0, "")
    return doubt(case, [c] * points)


def test_a_wrong_claim_stays_accused() -> None:
    assert doubted(math.exp, math.exp(0.5) * (1 + 1e-6), math.exp(0.5)) == ""


@pytest.mark.parametrize("f", [math.exp, lambda x: math.nan])
def test_a_wrong_estimate_accuses_nobody_by_itself(f: Callable[[float], float]) -> None:
    """The claim is right; of the other f no second estimate is to be had."""
    said = doubted(f, math.exp(0.5), math.exp(0.5) * (1 + 1e-6))
    assert said == f"at at[0] = 0.5 the claim is 1.64872, the derivative 1.64872, {UNCONFIRMED}"


def test_two_points_at_which_estimates_are_against_a_claim_need_no_other_method() -> None:
    assert doubted(math.exp, math.exp(0.5), math.exp(0.5) * (1 + 1e-6), points=2) == ""


@pytest.mark.parametrize(("noise", "accused"), [(9e-7, True), (1.1e-6, False)])
def test_the_rounding_of_the_claim_counts(noise: float, accused: bool) -> None:
    """The claim is off by 1e-6, and central differences find the slope of exp to some 1e-10."""
    assert (doubted(math.exp, math.exp(0.5) + 1e-6, 9.0, noise=noise) == "") == accused


def richardson(f: Callable[[float], float], x: float, shrunk: float) -> tuple[float, float]:
    """The slope by the finest of three fourth-order differences, and how far the one before is from it."""
    steps = [2.0**-9 * times * shrunk for times in (2, 1)]
    wide, fine = ((8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h) for h in steps)
    return fine, abs(fine - wide)


@pytest.mark.parametrize(("part", "accused"), [(0.5, False), (2.0, True)])
@pytest.mark.parametrize("way", [-1, 1])
def test_truncation_counts_as_the_last_change(part: float, accused: bool, way: int) -> None:
    def wave(x: float) -> float:
        return math.sin(300 * x)

    slope, change = richardson(wave, 0.5, 0.5)
    assert change > 1e-4 * abs(slope)  # so that rounding is none of it
    assert (doubted(wave, slope + way * part * change, 1.0) == "") == accused


@pytest.mark.parametrize(("claimed", "accused"), [(1.0, False), (1.1, True)])
def test_the_noise_of_the_values_counts(claimed: float, accused: bool) -> None:
    """Values rounded to 1e-5, at nodes 2e-3 apart, tell the slope to some 1e-2, though two steps may find the same."""
    assert (doubted(lambda x: round(x, 5), claimed + 1e-4, 0.5, x=0.3) == "") == accused


@pytest.mark.parametrize("reach", [2e-3, 2e-5])
def test_where_f_ends_beside_the_point_steps_are_smaller(reach: float) -> None:
    def short(x: float) -> float:
        return math.exp(x) if abs(x - 0.5) < reach else math.nan

    assert doubted(short, math.exp(0.5) * (1 + 1e-3), math.exp(0.5)) == ""
    assert UNCONFIRMED in doubted(short, math.exp(0.5), math.exp(0.5) * (1 + 1e-3))


def test_only_the_element_in_question_is_moved() -> None:
    """Of a Jacobian the row says which value, the column which variable."""
    at = np.array([0.5, 2.0, 8.0])
    values = Subject(lambda x: np.array([float(x[0]), float(x[1]) ** 3 * float(x[2])]))
    right = np.array([[1.0, 0.0, 0.0], [0.0, 96.0, 8.0]])
    for row, column in itertools.product(range(2), range(3)):
        wrong = right.copy()
        wrong[row, column] += 0.01
        case = Case("jacobian", values, read_claim(right, values), at, 0, "")
        nothing = np.zeros((2, 3))
        assert doubt(case, [ArrayGap(at, wrong, right, nothing, nothing)]) == ""
        assert UNCONFIRMED in doubt(case, [ArrayGap(at, right, wrong, nothing, nothing)])


def test_a_slope_of_zero_may_be_one_below_the_last_place_of_what_f_prints() -> None:
    def printed(x: float) -> float:
        return round(0.123457 + 1e-9 * x, 6)

    assert last_place(printed(0.5)) == 1e-06
    assert "below the last place of its values" in doubted(printed, 1e-9, 0.0)
    # A unit of the last place over 0.5 is 2e-6; what else may be wrong adds to it.
    assert "below the last place of its values" in doubted(printed, 2.5e-6, 0.0, noise=1e-6)
    assert "below the last place of its values" not in doubted(printed, 2.5e-6, 0.0)


def test_second_derivatives_are_not_looked_at() -> None:
    subject: Any = Subject(lambda x: float(x[0]) ** 2)
    case = Case("hessian", subject, read_claim(np.array([[3.0]]), subject), np.array([0.5]), 0, "")
    assert doubt(case, []) == ""
