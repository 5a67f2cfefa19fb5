"""Gradients too large for single components: what is found at fresh points counts, and a cause is told of the whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck import Verdict

pytestmark = pytest.mark.usefixtures("blind")

X = np.random.default_rng(3).normal(size=2000)


def contracted(x: Any) -> Any:
    """Code for forward mode: a reverse sweep has no rule for its sum."""
    return np.einsum("i,i", np.sin(x), x)


def floats_only(x: Any) -> float:
    """Code of which only the values are seen."""
    assert type(x) is np.ndarray
    return float(contracted(x))


def slope(x: Any) -> Any:
    return np.sin(x) + x * np.cos(x)


@pytest.fixture(params=[contracted, floats_only], ids=lambda f: f.__name__)
def f(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    called: Callable[[Any], Any] = request.param
    return called


def test_a_right_claim_agrees_at_every_point(f: Callable[[Any], Any]) -> None:
    check = dc.check_gradient(f, slope, X)
    assert check.verdict is Verdict.AGREES
    assert "random direction" in check.reason


def test_a_claim_that_is_right_at_the_point_only_is_refuted_by_a_fresh_one(f: Callable[[Any], Any]) -> None:
    """That of another function, which has the same slopes at the point."""
    there = slope(X)
    check = dc.check_gradient(f, lambda x: there + 0 * x, X)
    assert check.verdict is Verdict.REFUTED
    assert dc.check_gradient(f, there, X).verdict is Verdict.AGREES  # an array claims nothing of other points


def test_the_cause_is_told_of_the_whole_gradient(f: Callable[[Any], Any]) -> None:
    def of(claimed: Callable[[Any], Any]) -> str:
        check = dc.check_gradient(f, claimed, X)
        assert check.verdict is Verdict.REFUTED
        return check.cause.kind if check.cause else ""

    def changing(x: Any) -> Any:
        found = -slope(x)
        x[0] += 1
        return found

    assert of(lambda x: -slope(x)) == "sign"
    assert of(lambda x: np.where(np.arange(x.size) == 7, np.nan, slope(x))) == "nan"
    assert of(changing) == "mutation"  # before the sign, which is wrong too


def test_a_right_claim_that_changes_its_argument_is_refuted(f: Callable[[Any], Any]) -> None:
    def changing(x: Any) -> Any:
        found = slope(x)
        x[0] += 1
        return found

    check = dc.check_gradient(f, changing, X)
    assert check.verdict is Verdict.REFUTED
    assert check.cause is not None
    assert check.cause.kind == "mutation"


def test_fresh_points_at_which_f_has_no_value_say_nothing(f: Callable[[Any], Any]) -> None:
    def only_here(x: Any) -> Any:
        return f(x) if np.max(np.abs(np.asarray(x, dtype=float) - X)) < 1e-4 else np.nan

    there = slope(X)
    assert dc.check_gradient(only_here, lambda x: there + 0 * x, X).verdict is Verdict.AGREES
