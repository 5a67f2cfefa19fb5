"""Rows of a Jacobian from a recorded run, against slopes written by hand and high precision."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest

from derivcheck.gradients import sweep
from derivcheck.gradients.sweep import Sweep, running_value
from derivcheck.ground.errors import UnsupportedOperation

X = np.random.default_rng(1).normal(size=30)


def f(x: Any) -> Any:
    return np.sum(np.exp(np.sin(x)) * x)


def test_the_gradient_is_inside_its_bound() -> None:
    found = Sweep(f, X).row(())
    with mpmath.workdps(40):
        truth = [mpmath.exp(mpmath.sin(x)) * (1 + mpmath.mpf(x) * mpmath.cos(x)) for x in X]
        errors = [float(abs(t - v)) for t, v in zip(truth, found.value, strict=True)]
    assert np.all(np.array(errors) <= found.bound)
    assert np.all(found.bound < 1e-14)


def test_a_bound_that_is_too_small_would_be_found() -> None:
    found = Sweep(lambda x: np.sum(x * 0.1), X).row(())
    # 0.1 is a double, and so is the slope, exactly: no tighter bound could hold than none.
    assert np.all(found.value == 0.1)
    assert not np.all(np.abs(found.value - 0.1 * (1 + 1e-12)) <= found.bound)


def test_rows_of_a_jacobian() -> None:
    rows = [row.value.tolist() for row in Sweep(lambda x: x[1:] * x[:-1], np.array([1.0, 2.0, 3.0])).rows()]
    assert rows == [[2, 1, 0], [0, 3, 2]]


def test_what_does_not_depend_on_x_has_no_slope() -> None:
    found = Sweep(lambda x: np.float64(3.0), X)
    assert found.value.value == 3
    assert not found.row(()).value.any()
    assert not Sweep(lambda x: x[:1] * 0 + 1, X).row((0,)).value.any()


def test_the_longer_format_has_smaller_bounds() -> None:
    assert Sweep(f, X, "longdouble").row(()).bound.max() <= Sweep(f, X).row(()).bound.max()


def test_the_value_is_that_of_the_float_program() -> None:
    found = running_value(f, X)
    assert found.value == f(X)
    assert 0 < found.bound < 1e-12


@pytest.mark.parametrize("code", [lambda x: np.fft.fft(x)[0], lambda x: float(x[0]), lambda x: "text"])
def test_what_has_no_rule_is_refused(code: Any) -> None:
    with pytest.raises((UnsupportedOperation, TypeError)):
        Sweep(code, X)


def test_an_array_taken_apart_is_refused_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "MOST_OPERATIONS", 50)
    with pytest.raises(UnsupportedOperation, match="use whole arrays"):
        Sweep(lambda x: sum(x[i] ** 2 for i in range(30)), X)


def test_precise_rows_hold_the_derivative_to_the_last_bit() -> None:
    x = 1e-4 * X[:4]
    (found,) = Sweep(lambda x: np.sum((1 - np.cos(x)) / x**2), x).precise_rows()
    with mpmath.workdps(60):
        points = [mpmath.mpf(float(v)) for v in x]
        truth = [mpmath.sin(v) / v**2 - 2 * (1 - mpmath.cos(v)) / v**3 for v in points]
        errors = [float(abs(t - v)) for t, v in zip(truth, found.value, strict=True)]
    assert np.all(np.array(errors) <= found.bound)
    assert np.all(found.bound <= 2.0**-52 * np.abs(found.value))


def test_precise_rows_of_a_jacobian_and_of_a_constant() -> None:
    rows = [row.value.tolist() for row in Sweep(lambda x: x[1:] * x[:-1], np.array([1.0, 2.0, 3.0])).precise_rows()]
    assert rows == [[2, 1, 0], [0, 3, 2]]
    assert not Sweep(lambda x: np.float64(3.0), X).precise_rows()[0].value.any()


def test_precise_rows_that_would_take_long_are_refused() -> None:
    data = np.ones((300, 300))
    with pytest.raises(UnsupportedOperation, match="too many operations"):
        Sweep(lambda x: np.sum(np.outer(x, x)), data[0]).precise_rows()
