"""What every result can do: here, say in one line what it is."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.results.result import plain

MANY = np.linspace(1, 2, 5000)

RESULTS: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "a check": (
        lambda: dc.check_derivative("sin(x)", "-cos(x)", 0.5),
        ("Check(function='sin(x)', claimed='-cos(x)'", "at={'x': 0.5}", "Verdict.REFUTED", "wrong at x = 0.5"),
    ),
    "a large check": (
        lambda: dc.check_gradient(lambda w: np.sum(w**2), lambda w: 3 * w, MANY),
        ("Check(function=", "Verdict.REFUTED", "wrong in component"),
    ),
    "a check of a long formula": (
        lambda: dc.check_derivative("+".join(["sin(x)"] * 200), "cos(x)", 0.5),
        ("Check(function='sin(x)+sin(x)+", "Verdict.REFUTED"),
    ),
    "checks": (
        lambda: dc.check_derivative("x*y", ["y", "x"], {"x": 1.0, "y": 2.0}, wrt=["x", "y"]),
        ("Checks(verdict=", "Verdict.AGREES"),
    ),
    "a comparison": (lambda: dc.compare("x**2", 0.5), ("Comparison(function='x**2', wrt=('x',), at={'x': 0.5}",)),
    "comparisons": (lambda: dc.compare("x*y", {"x": 1.0, "y": 2.0}, wrt=["x", "y"]), ("Comparisons(verdict=",)),
    "a curve": (lambda: dc.error_curve("x**3", 0.5), ("ErrorCurve(scheme='central-2'",)),
    "a trace of a matrix": (lambda: dc.trace(np.sum, np.ones((90, 90))), ("Trace(function='sum'", "array([[1., 1.")),
    "a trace": (lambda: dc.trace("x**2", 0.5), ("Trace(function='x**2'", "at={'x': 0.5}")),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_repr_is_one_short_line_of_what_was_asked_and_found(name: str) -> None:
    make, parts = RESULTS[name]
    text = repr(make())
    assert "\n" not in text
    assert len(text) < 600
    assert [part for part in parts if part not in text] == []


def test_two_results_that_differ_are_told_apart() -> None:
    one, other = (repr(dc.check_derivative("sin(x)", "-cos(x)", at)) for at in (0.5, 0.25))
    assert one != other


def test_numbers_are_those_of_json() -> None:
    """What has more digits than a double is text; what is not finite is null."""
    wide = np.longdouble(1) / 3
    given = {"a": (np.float64(0.5), math.nan, -math.inf), 1: [wide, np.longdouble("inf")], "n": np.array([[2, 3]])}
    assert plain(given) == {"a": [0.5, None, None], "1": [str(wide), None], "n": [[2, 3]]}
    assert plain(dc.Verdict.AGREES) == "agrees"
    assert [type(number) for number in plain((np.float64(0.5), True, 7))] == [float, bool, int]
