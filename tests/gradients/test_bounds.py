"""Bounds on the elements of a point: in SciPy's forms, and kept whenever f is run on floats."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.cli import main
from derivcheck.gradients.bounds import read_bounds
from derivcheck.gradients.fresh_points import points
from derivcheck.ground.errors import InputError

X = np.array([0.3, 0.5])


@dataclass(frozen=True)
class Pair:
    """Stands for scipy.optimize.Bounds."""

    lb: Any
    ub: Any


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        ((0, 1), [0, 0], [1, 1]),
        ((None, 1), [-np.inf] * 2, [1, 1]),
        ([(0, 1), (None, None)], [0, -np.inf], [1, np.inf]),
        (((0.3, 0.3), (0, 1)), [0.3, 0], [0.3, 1]),
        (np.array([[0, 1], [0, 2]]), [0, 0], [1, 2]),
        (Pair(0, [1, 2]), [0, 0], [1, 2]),
        (Pair([-np.inf, 0], np.inf), [-np.inf, 0], [np.inf] * 2),
    ],
    ids=str,
)
def test_the_forms_of_scipy(given: Any, low: list[float], high: list[float]) -> None:
    found = read_bounds(given, X)
    assert found is not None
    assert np.array_equal(found.low, low)
    assert np.array_equal(found.high, high)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((0.4, 1), r"a\[0\] = 0.3, and 0.4 <= a\[0\] <= 1; give a point inside"),
        ([(0, 1)], "a pair for each element"),
        ([(0, 1)] * 3, "a pair for each element"),
        ((1, 0), "above its upper bound"),
        ([(0, math.nan), (0, 1)], "not a number"),
        (5, "a pair for each element"),
        ("ab", "a pair for each element"),
        ([(0, "a"), (0, 1)], "a pair for each element"),
    ],
    ids=str,
)
def test_what_is_refused(given: Any, told: str) -> None:
    with pytest.raises(InputError, match=told):
        dc.check_gradient(np.sum, np.ones(2), X, bounds=given)


@pytest.mark.parametrize("x", [[0.3, 0.5], [0.0, 1.0], [1e-9, 1 - 1e-9], [0.5, 0.0]])
def test_fresh_points_are_inside_and_others(x: list[float]) -> None:
    at = np.array(x)
    bounds = read_bounds((0, 1), at)
    assert bounds is not None
    for seed in range(9):
        found = points(at, np.random.default_rng(seed), bounds)
        assert all(y in bounds for y in found)
        assert all(np.all(y != at) for y in found)


def test_an_element_that_is_fixed_stays() -> None:
    bounds = read_bounds([(0.3, 0.3), (0, 1)], X)
    assert all(y[0] == 0.3 and y[1] != 0.5 for y in points(X, np.random.default_rng(0), bounds))


class Strict:
    """The sum of x sqrt(x), which takes floats from 0 to 1 only, and counts the others that it was asked for."""

    def __init__(self) -> None:
        self.outside = 0

    def __call__(self, x: Any) -> float:
        values = [float(v) for v in x]
        self.outside += any(not 0 <= v <= 1 for v in values)
        return sum(math.sqrt(abs(v)) * v for v in values)

    def slope(self, x: Any) -> Any:
        return np.array([1.5 * math.sqrt(abs(float(v))) for v in x])


@pytest.mark.parametrize("x", [[0.3, 0.5], [0.001, 0.9999], [0.25, 1.0]])
@pytest.mark.parametrize("factor", [1.0, 1.001])
def test_opaque_code_is_run_inside_only(x: list[float], factor: float) -> None:
    f = Strict()
    found = dc.check_gradient(f, lambda y: factor * f.slope(y), np.array(x), bounds=(0, 1))
    assert f.outside == 0
    assert found.verdict is (dc.Verdict.AGREES if factor == 1 else dc.Verdict.REFUTED), found.reason


def test_without_bounds_it_is_run_outside() -> None:
    f = Strict()
    dc.check_gradient(f, f.slope, np.array([0.001, 0.9999]))
    assert f.outside > 0


def wrong_beyond_one(x: Any) -> Any:
    return np.where(x > 1, 3.0, 2 * x)


def test_an_error_beyond_the_bounds_is_none() -> None:
    x = np.array([0.5, 0.9999])
    assert dc.check_gradient(lambda x: np.sum(x**2), wrong_beyond_one, x, bounds=(0, 1), seed=1)
    seeds = [dc.check_gradient(lambda x: np.sum(x**2), wrong_beyond_one, x, seed=seed) for seed in range(6)]
    assert any(check.verdict is dc.Verdict.REFUTED for check in seeds)


def test_an_error_within_the_bounds_is_one() -> None:
    found = dc.check_gradient(lambda x: np.sum(x**2), lambda x: 2.01 * x, X, bounds=[(0, 1), (0, None)])
    assert found.verdict is dc.Verdict.REFUTED


def test_jacobians_and_hessians_have_bounds_too() -> None:
    jacobian = dc.check_jacobian(lambda x: x**3, lambda x: np.diag(3 * x**2), X, bounds=(0, 1))
    hessian = dc.check_hessian(lambda x: np.sum(x**3), lambda x: np.diag(6 * x), X, bounds=[(0, 1), (0.2, None)])
    assert (jacobian.verdict, hessian.verdict) == (dc.Verdict.AGREES, dc.Verdict.AGREES)
    assert list(jacobian.domain) == ["x"]
    assert [r.text(name) for name, r in hessian.domain.items()] == ["0 <= x[0] <= 1", "x[1] >= 0.2"]
    dc.testing.assert_jacobian(lambda x: x**3, lambda x: np.diag(3 * x**2), X, bounds=(0, 1))


def test_the_report_and_the_call_say_them() -> None:
    found = dc.check_gradient(lambda x: np.sum(x**2), lambda x: 2 * x, X, bounds=(0, 1))
    assert "bounds            0 <= x <= 1" in str(found)
    assert "bounds=(0, 1))" in found.reproduce
    assert found.to_dict()["claim"]["domain"]["x"]["high"] == 1.0


def test_code_of_one_number_has_a_domain() -> None:
    def bent(x: Any) -> Any:
        return np.abs(x)

    def one(x: Any) -> Any:
        return 1.0 + 0 * x

    assert dc.check_derivative(bent, one, 0.5).verdict is dc.Verdict.REFUTED
    assert dc.check_derivative(bent, one, 0.5, domain="x>0")
    assert dc.check_gradient(bent, one, 0.5, bounds=(0, 1))
    with pytest.raises(InputError, match="outside the domain"):
        dc.check_derivative(bent, one, -0.5, domain="x>0")


def test_a_gap_law_asks_for_nothing_outside_of_the_domain_of_code() -> None:
    def root(x: Any) -> float:
        return 2 * math.sqrt(float(x[0]) - 0.99)

    found = dc.check_gradient(root, np.array([2 / math.sqrt(0.001)]), np.array([0.991]))
    assert found.verdict is dc.Verdict.REFUTED


def test_the_command_line(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    code = tmp_path / "bounded.py"
    code.write_text("import numpy as np\ndef f(x): return np.sum(np.sqrt(x))\ndef g(x): return 0.5/np.sqrt(x)\n")
    job = [f"{code}:f", "--claim", f"{code}:g", "--at", "0.3,0.5"]
    assert main.main([*job, "--domain", "0:1"]) == 0
    assert "0 <= x <= 1" in capsys.readouterr().out
    assert main.main([*job, "--domain", "0.4:1"]) == 2
    assert main.main([*job, "--domain", "x=0:1", "--domain", "y=0:1"]) == 2
    assert "one range, for every element" in capsys.readouterr().err
