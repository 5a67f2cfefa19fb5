"""One protocol: what `check_derivative` and `check_gradient` say of the same claim about code of one number."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc

pytestmark = pytest.mark.usefixtures("blind")

Code = Callable[[Any], Any]

FUNCTIONS: dict[str, tuple[Code, Code]] = {
    "sine": (np.sin, np.cos),
    "cube": (lambda x: x**3, lambda x: 3 * x**2),
    "exponential": (lambda x: np.exp(-2 * x), lambda x: -2 * np.exp(-2 * x)),
    "logarithm": (lambda x: np.log(1 + x**2), lambda x: 2 * x / (1 + x**2)),
    "quotient": (lambda x: np.sin(x) / (2 + x), lambda x: (np.cos(x) * (2 + x) - np.sin(x)) / (2 + x) ** 2),
    "root": (lambda x: np.sqrt(3 + x), lambda x: 0.5 / np.sqrt(3 + x)),
    "large constant": (lambda x: 1e6 + np.tanh(x), lambda x: 1 / np.cosh(x) ** 2),
    "irrational constant": (lambda x: 2**0.5 * np.sin(x), lambda x: 2**0.5 * np.cos(x)),
    "branch": (lambda x: np.where(x > 0, x**2, -(x**2)), lambda x: 2 * np.abs(x)),
    "softplus": (lambda x: np.logaddexp(0, x), lambda x: 1 / (1 + np.exp(-x))),
}

FACTORS = (1.0, 1.0, -1.0, 2.0, 1.01, 1 + 1e-3, 1 - 1e-6, 1 + 1e-8, 1 + 1e-10, 0.0)

POINTS = np.random.default_rng(0).uniform(0.1, 2.0, 2).round(3)


def floats_only(code: Code) -> Code:
    """The same code, for floats alone: only its values are known."""
    return lambda x: float(code(np.float64(float(x))))


def claims() -> list[tuple[str, Code, Code, float, float]]:
    """200 claims: each function with right and wrong factors, at each point; every other one takes only floats."""
    found = []
    for k, (name, factor, x) in enumerate(itertools.product(FUNCTIONS, FACTORS, POINTS)):
        f, g = FUNCTIONS[name]
        wrap = floats_only if (k // 2) % 2 else (lambda code: code)
        claim = lambda t, g=g, factor=factor: factor * g(t)  # noqa: E731
        found.append((f"{name} times {factor:.11g} at {x}", wrap(f), wrap(claim), factor, float(x)))
    return found


def test_both_say_the_same_and_what_is_true_of_200_claims() -> None:
    counted = 0
    for name, f, g, factor, x in claims():
        one, other = dc.check_derivative(f, g, x), dc.check_gradient(f, g, np.asarray(x))
        assert one.verdict is other.verdict, name
        unseen = abs(factor - 1) <= one.detection_limit  # which is NaN where the claim is refuted
        assert one.verdict is (dc.Verdict.AGREES if factor == 1 or unseen else dc.Verdict.REFUTED), name
        assert np.array_equal(one.detection_limit, other.detection_limit, equal_nan=True), name
        counted += 1
    assert counted == 200


def test_the_limit_of_a_number_is_that_of_an_array_of_one() -> None:
    """Each within what it is sure of: a number's runs are exact where an array's carry float64 rounding."""
    for name, f, g, factor, x in claims():
        if factor == 1:
            one = dc.check_derivative(f, g, x)
            other = dc.check_gradient(lambda v, f=f: f(v[0]), lambda v, g=g: np.array([g(v[0])]), np.array([x]))
            assert one.verdict is other.verdict is dc.Verdict.AGREES, name
            assert max(one.detection_limit, other.detection_limit) < 1e-6, name


def wave(x: Any) -> Any:
    return np.sin(x) + 1e-9 * np.sin(1e7 * x)


def slope_of_the_wave(x: Any) -> Any:
    return np.cos(x) + 1e-2 * np.cos(1e7 * x)


@pytest.mark.parametrize("wrap", [floats_only, lambda code: code])
@pytest.mark.parametrize("claim", [slope_of_the_wave, np.cos])
@pytest.mark.parametrize("x", [0.3, 1.0, 1.3])
def test_a_small_fast_wave_is_seen_by_both_or_by_none(x: float, claim: Code, wrap: Callable[[Code], Code]) -> None:
    one, other = dc.check_derivative(wrap(wave), wrap(claim), x), dc.check_gradient(wrap(wave), wrap(claim), x)
    assert one.verdict is other.verdict
    assert np.array_equal(one.detection_limit, other.detection_limit, equal_nan=True)
    assert one.verdict is not dc.Verdict.AGREES or one.detection_limit < 1 / 128
    assert one.verdict is not (dc.Verdict.REFUTED if claim is slope_of_the_wave else dc.Verdict.AGREES)


@pytest.mark.parametrize("wrap", [floats_only, lambda code: code])
def test_a_constant_off_by_1e_13_is_refuted_by_both(wrap: Callable[[Code], Code]) -> None:
    root = math.sqrt(2)
    f, claim = wrap(lambda x: root * np.sin(x)), wrap(lambda x: root * (1 + 1e-13) * np.cos(x))
    for check in (dc.check_derivative, dc.check_gradient):
        assert check(f, claim, 0.7).verdict is dc.Verdict.REFUTED


def test_a_number_is_judged_as_an_array_of_one_where_formulas_cannot_serve() -> None:
    x = np.array([0.7])
    for claim in (np.cos, lambda v: 1.001 * np.cos(v)):
        one = dc.check_derivative(math.sin, floats_only(claim), 0.7)
        other = dc.check_gradient(lambda v: math.sin(v[0]), claim, x)
        assert one.verdict is other.verdict
        assert one.witnesses == other.witnesses == ("adaptive estimate",)


@pytest.mark.parametrize(("claim", "passes"), [("cos(x)", True), ("sin(x)", False)])
def test_only_a_pass_is_true(claim: str, passes: bool) -> None:
    assert bool(dc.check_derivative("sin(x)", claim, 0.3)) is passes
    assert bool(dc.check_derivative("sin(x)", claim, 0.3, prove=True)) is passes
    assert bool(dc.check_derivative("sin(x)*y", [f"{claim}*y", "sin(x)"], {"x": 0.3, "y": 2}, wrt=["x", "y"])) is passes
    code = {"cos(x)": np.cos, "sin(x)": np.sin}[claim]
    assert bool(dc.check_gradient(lambda v: np.sum(np.sin(v)), code, np.array([0.3, 0.4]))) is passes


def test_what_is_unresolved_is_not_true() -> None:
    assert not dc.check_derivative("abs(x)", "0", 0.0)
    assert not dc.check_gradient(np.abs, lambda x: 0.0, 0.0)
