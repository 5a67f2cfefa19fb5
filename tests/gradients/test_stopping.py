"""Code that calls a root finder is judged to the tolerance at which that stops, and no further."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.stopping import asked, called

optimize = pytest.importorskip("scipy.optimize")
from scipy.integrate import solve_ivp  # noqa: E402
from scipy.optimize import brentq  # noqa: E402


def root(a: float) -> float:
    return float(brentq(lambda u: u**3 + a * u - 2, 0, 2))


def slope(a: float) -> float:
    u = float(brentq(lambda u: u**3 + a * u - 2, 0, 2, xtol=1e-15))
    return -u / (3 * u * u + a)


def newton(a: Any) -> Any:
    return optimize.newton(lambda u: u * u - a, 1.0)


def decay(a: float, rtol: float = 1e-8) -> float:
    return float(solve_ivp(lambda t, u: -a * u, (0, 1), [1.0], rtol=rtol, atol=1e-12).y[0, -1])


def test_tolerances_are_those_that_the_code_asks_for() -> None:
    """Of a solver they are for each of its steps, and the errors of these add up."""
    steps = {rtol: asked(lambda a, rtol=rtol: decay(a, rtol), 1.3)["solve_ivp"] / rtol for rtol in (1e-6, 1e-10)}
    assert 3 < steps[1e-6] < steps[1e-10] < 1000
    assert asked(lambda a: brentq(lambda u: u**3 - a, 0, 2, xtol=1e-5), 1.3) == {"brentq": 1e-5}
    assert asked(math.sin, 1.3) == {}


def test_a_solver_of_differential_equations_is_judged_to_its_tolerance() -> None:
    check = dc.check_derivative(decay, lambda a: -math.exp(-a), 1.3)
    assert check.verdict is dc.Verdict.AGREES
    assert check.detection_limit < 1e-5
    for by in (-1.0, 1 + 1e-4):
        assert dc.check_derivative(decay, lambda a, by=by: -by * math.exp(-a), 1.3).verdict is dc.Verdict.REFUTED


CASES = [(root, slope, 1.3, "brentq"), (newton, lambda a: 0.5 / math.sqrt(a), 2.0, "newton")]


@pytest.mark.parametrize(("f", "claim", "x", "name"), CASES)
def test_the_right_slope_agrees_to_the_tolerance(f: Any, claim: Any, x: float, name: str) -> None:
    check = dc.check_derivative(f, claim, x)
    assert check.verdict is dc.Verdict.AGREES
    assert check.detection_limit < 1e-6
    assert f"calls {name} of SciPy, which stops at a tolerance" in str(check.warnings)


@pytest.mark.parametrize(("f", "claim", "x", "name"), CASES)
@pytest.mark.parametrize("by", [-1.0, 1 + 1e-5])
def test_what_the_tolerance_does_not_explain_is_refuted(f: Any, claim: Any, x: float, name: str, by: float) -> None:
    assert dc.check_derivative(f, lambda a: by * claim(a), x).verdict is dc.Verdict.REFUTED


def test_functions_are_found_by_what_names_mean() -> None:
    def newton_step(x: Any) -> Any:
        return x

    bisect = newton_step
    assert {*called(root)} == {"brentq"}
    assert {*called(newton)} == {"newton"}
    assert {*called(lambda a: root(a) ** 2)} == {"brentq"}
    assert not [*called(lambda a: bisect(np.sin(a)))]
