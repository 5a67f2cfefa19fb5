"""Claims about what a solver with a tolerance returns, against the sensitivity of the exact solution."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc

scipy_integrate = pytest.importorskip("scipy.integrate")
X = np.array([1.3, 0.7])


def solved(p: Any) -> float:
    """y(2), where y' = -a y + b sin(t) and y(0) = 1, by an adaptive solver."""
    a, b = (float(v) for v in p)
    found = scipy_integrate.solve_ivp(lambda t, y: -a * y + b * np.sin(t), (0, 2), [1.0], rtol=1e-8, atol=1e-10)
    return float(found.y[0, -1])


def sensitivity(p: Any) -> Any:
    def exact(q: Any) -> Any:
        c = q[1] / (1 + q[0] ** 2)
        return c * (q[0] * np.sin(2.0) - np.cos(2.0)) + (1 + c) * np.exp(-2 * q[0])

    return dc.gradient(exact, np.asarray(p, dtype=float))


def test_the_right_sensitivity_agrees_to_what_the_solver_knows() -> None:
    check = dc.check_gradient(solved, sensitivity, X)
    assert check.verdict is dc.Verdict.AGREES
    assert 1e-10 < check.detection_limit < 1e-5
    assert "a solver's tolerance?" in check.warnings[0]


def test_one_number_too() -> None:
    check = dc.check_derivative(lambda a: solved((a, 0.7)), lambda a: float(sensitivity((a, 0.7))[0]), 1.3)
    assert check.verdict is dc.Verdict.AGREES


def test_a_sign_is_named() -> None:
    check = dc.check_gradient(solved, lambda p: -sensitivity(p), X)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is not None
    assert check.cause.kind == "sign"


def test_errors_beyond_what_the_solver_knows_are_refuted() -> None:
    for factor in (1 + 1e-5, 0.5):
        check = dc.check_gradient(solved, lambda p, factor=factor: factor * sensitivity(p), X)
        assert check.verdict is dc.Verdict.REFUTED


@pytest.mark.parametrize("wrong", [1 + 1e-8, 1 + 1e-5, 1.01])
def test_smooth_code_is_excused_nothing(wrong: float) -> None:
    def pole(x: Any) -> float:
        return 1 / (float(x[0]) - 0.9)

    claimed = lambda x: np.array([-wrong / (float(x[0]) - 0.9) ** 2])  # noqa: E731
    check = dc.check_gradient(pole, claimed, np.array([1.0]))
    assert check.verdict is dc.Verdict.REFUTED
    assert not check.warnings


def test_slopes_that_an_estimate_declines_are_those_above_the_errors() -> None:
    def loose(p: Any) -> float:
        return float(scipy_integrate.odeint(lambda y, t: -p[0] * y + p[1], 1.0, [0, 1.0])[-1, 0])

    def claim(p: Any) -> Any:
        (k, c), e = p, np.exp(-p[0])
        return np.array([-e + c * e / k - c / k**2 * (1 - e), (1 - e) / k])

    x = np.array([0.7, 0.4])
    for seed in range(2):
        check = dc.check_gradient(loose, claim, x, seed=seed)
        assert check.verdict is dc.Verdict.AGREES
        assert check.detection_limit < 1e-3
    for wrong in (-1.0, 1.01):
        assert dc.check_gradient(loose, lambda p, by=wrong: by * claim(p), x).verdict is dc.Verdict.REFUTED
