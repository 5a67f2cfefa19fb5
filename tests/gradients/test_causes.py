"""Slips are named where they explain every point, and only there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck import Verdict
from derivcheck.gradients.causes import RULES, find
from derivcheck.gradients.factors import factor_text, rounded
from derivcheck.gradients.verdicts import ArrayGap

RNG = np.random.default_rng(11)
POINTS = [RNG.normal(size=5) for _ in range(3)]


def tried(claimed: Callable[[Any], Any], truth: Callable[[Any], Any] = np.exp) -> list[ArrayGap]:
    tiny = np.full(5, 1e-15)
    return [ArrayGap(x, np.asarray(claimed(x)), truth(x), tiny, tiny) for x in POINTS]


@pytest.mark.parametrize("factor", [2.0, 0.5, 5.0, 1 / 5, 1.25, np.pi, 1 / 32, 1.000001, -3.0])
def test_factors(factor: float) -> None:
    cause = find(tried(lambda x: factor * np.exp(x)), "x")
    assert cause is not None
    assert cause.kind == "factor"


def test_a_slip_that_fits_one_point_only_is_not_named() -> None:
    def claimed(x: Any) -> Any:
        return np.exp(x) * (2 if x is POINTS[0] else 3)

    cause = find(tried(claimed), "x")
    assert cause is None or cause.kind == "length"


def test_nothing_is_named_for_an_unrelated_claim() -> None:
    assert find(tried(np.cos), "x") is None


def test_an_array_needs_more_components_than_unknowns() -> None:
    one = ArrayGap(np.array([2.0]), np.array([3.0]), np.array([4.0]), np.array([1e-15]), np.array([1e-15]))
    assert find([one], "x") is None


def test_a_point_that_nothing_is_known_of_is_left_out() -> None:
    unknown = ArrayGap(POINTS[0], np.ones(5), np.full(5, np.nan), np.ones(5), np.ones(5))
    assert find([unknown], "x") is None
    cause = find([unknown, *tried(lambda x: -np.exp(x))], "x")
    assert cause is not None
    assert cause.kind == "sign"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_slip_mends_a_random_claim(rule: Any) -> None:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        claims = {id(x): rng.normal(size=5) for x in POINTS}
        assert find(tried(lambda x, claims=claims: claims[id(x)]), "x", [rule]) is None


@pytest.mark.parametrize("off", [1.5, -1.5])
def test_what_is_hardly_beyond_its_budget_is_explained_by_nothing(off: float) -> None:
    """A mended claim is granted twice the budget, so that anything would mend this one."""
    near = [dataclasses.replace(c, claimed=c.claimed + off * c.budget) for c in tried(np.exp)]
    assert all(np.all(c.refuted) for c in near)
    assert find(near, "x") is None
    far = [dataclasses.replace(c, claimed=c.claimed + 1e3 * off * c.budget) for c in tried(np.exp)]
    assert find(far, "x") is not None


def test_simple_ratios() -> None:
    assert rounded(3 * (1 + 1e-15)) == 3
    assert rounded(1 / 7 * (1 - 1e-15)) == 1 / 7
    assert rounded(1.000001) == 1.000001


def test_factors_in_words() -> None:
    assert factor_text(2.0, 7) == "the claim is the derivative times 2"
    assert "degrees" in factor_text(np.pi / 180, 7)
    assert "as there are components" in factor_text(7.0, 7)
    assert "n/(n - 1)" in factor_text(7 / 6, 7)
    assert "1/32" in factor_text(1 / 32, 7)


def test_a_transposition_that_changes_nothing_mends_nothing() -> None:
    matrix, bound = np.array([[2.0, 1.0], [1.0, 3.0]]), np.full((2, 2), 1e-16)
    off = ArrayGap(np.ones(2), matrix * (1 + 2e-16), matrix, bound, 0 * bound)
    assert np.any(off.refuted)
    found = find([off], "x")
    assert found is None or found.kind != "transposed"


@pytest.mark.parametrize("off", [1e-11, -3e-12])
def test_a_factor_is_told_from_1(off: float) -> None:
    claim = np.array([2.0, 1.0, 3.0])
    c = ArrayGap(np.ones(3), claim * (1 + off), claim, 1e-16 * claim, 1e-16 * claim)
    found = find([c], "x")
    assert found is not None
    shown = found.text.rpartition(" ")[2]
    # Claim and derivative are known to 1e-16 each, and half a unit of the last digit is cut off.
    assert abs(float(shown) - 1 - off) <= 2e-16 + 0.5 * 10.0 ** -len(shown.partition(".")[2]) < abs(off)


CUTS = {
    "towards 0": (lambda x: (2 * x).astype(int), "the digits after the point are cut off towards 0"),
    "in a buffer": (lambda x: np.add(x, x, out=np.zeros(5, dtype=int), casting="unsafe"), "cut off towards 0"),
    "to whole numbers": (lambda x: np.rint(2 * x), "the digits after the point are rounded"),
    "to tenths": (lambda x: (20 * x).astype(int) / 10, "the digits after decimal 1 are cut off"),
    "to thousandths": (lambda x: np.round(2 * x, 3), "the digits after decimal 3 are rounded"),
    "down": (lambda x: 2 * x // 1, "the digits after the point are rounded down"),
}


@pytest.mark.parametrize("name", CUTS)
def test_digits_that_are_cut_off_are_named(name: str) -> None:
    claim, said = CUTS[name]
    check = dc.check_gradient(lambda x: np.sum(x**2), claim, np.array([0.7, -1.2, 2.3, 0.4, 1.9]))
    assert check.verdict is Verdict.REFUTED
    assert check.cause is not None
    assert check.cause.kind == "cut digits"
    assert said in check.cause.text


def test_a_fit_that_leaves_nothing_of_the_claim_is_no_cause() -> None:
    for claim in (lambda x: np.clip(2 * x, -2, 3), lambda x: np.sign(x) * 2.0):
        check = dc.check_gradient(lambda x: np.sum(x**2), claim, np.array([0.7, -1.2, 2.3, 0.4, 1.9]))
        assert check.verdict is Verdict.REFUTED
        assert check.cause is None or "penalty" not in check.cause.text


def test_a_claim_that_is_infinite_is_called_so() -> None:
    check = dc.check_gradient(lambda x: np.sum(x**2), lambda x: np.append(2 * x[:-1], np.inf), np.array([0.7, -1.2]))
    assert check.cause is not None
    assert check.cause.kind == "nan"


def test_factors_that_are_fractions_are_shown_so() -> None:
    check = dc.check_gradient(lambda x: np.sum(x**3), lambda x: 2 * x**2, np.array([0.7, -1.2]))
    assert check.cause is not None
    assert check.cause.text == "the claim is the derivative times 2/3"


def test_a_penalty_on_too_many_components_is_told_of_those() -> None:
    w = np.array([0.3, -0.7, 1.2])
    check = dc.check_gradient(
        lambda w: np.sum(np.sin(w)) + 0.35 * np.sum(w[:2] ** 2), lambda w: np.add(np.cos(w), 0.7 * w), w
    )
    assert check.cause.text == "in component [2], a term 0.7 w (of a penalty w^2) is too much"
