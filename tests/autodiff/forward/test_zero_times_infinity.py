"""Infinite slopes: what is constant gives 0, what is only stationary is refused; against slopes by mpmath."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.forward import zero_times_infinity
from derivcheck.ground.errors import DomainError

Form = Callable[[Any, Any], Any]

# Each as a function of a namespace and x, to be asked of NumPy and of mpmath.
AT_ZERO: dict[str, Form] = {
    "root of a square": lambda m, x: m.sqrt(x**2),
    "root of 1 - cos": lambda m, x: m.sqrt(1 - m.cos(x)),
    "acos of 1 - x^2": lambda m, x: (m.acos if m is mpmath else m.arccos)(1 - x**2),
    "acosh of 1 + x^2": lambda m, x: (m.acosh if m is mpmath else m.arccosh)(1 + x**2),
    "power 1/2 of a square": lambda m, x: (x**2) ** 0.5,
    "cube root of a cube": lambda m, x: m.sign(x) * m.cbrt(abs(x) ** 3) if m is mpmath else m.cbrt(x**3),
    "root of a fourth power": lambda m, x: m.sqrt(x**4),
    "root of a fortieth power": lambda m, x: x + m.sqrt(x**40),
    "root of a constant": lambda m, x: x + m.sqrt(0 * x),
    "acos of a constant": lambda m, x: m.sin(x) + (m.acos if m is mpmath else m.arccos)(1 + 0 * x),
}


def sides(f: Form) -> tuple[float, float]:
    """The slopes to the left and to the right of 0."""
    with mpmath.workdps(400):
        h = mpmath.mpf(10) ** -40
        at = mpmath.re(f(mpmath, mpmath.mpf(0)))
        left, right = ((mpmath.re(f(mpmath, s * h)) - at) / (s * h) for s in (-1, 1))
        return float(left), float(right)


@pytest.mark.parametrize("name", AT_ZERO)
def test_right_or_refused(name: str) -> None:
    f = AT_ZERO[name]
    left, right = sides(f)
    if abs(left - right) > 1e-20:
        with pytest.raises(DomainError, match="no derivative"):
            dc.derivative(lambda x: f(np, x), 0.0)
    else:
        # No rounding at these points, or one in the last place.
        assert abs(dc.derivative(lambda x: f(np, x), 0.0) - right) <= 2.0**-52


@pytest.mark.parametrize("name", ["root of a square", "acos of 1 - x^2"])
def test_arrays_are_refused_too(name: str) -> None:
    def f(x: Any) -> Any:
        return np.sum(AT_ZERO[name](np, x))

    with pytest.raises(DomainError, match="stationary but not constant"):
        dc.gradient(f, [0.0, 0.5])
    with pytest.raises(DomainError):
        dc.jvp(f, np.zeros(3), 1.0)
    with pytest.raises(DomainError):
        dc.hessian(np.linalg.norm, [0.0, 0.0])


def test_what_a_direction_does_not_touch_stands_still() -> None:
    assert dc.gradient(lambda x: np.sum(np.sqrt(x)), [0.0, 4.0]).tolist() == [math.inf, 0.25]
    assert dc.gradient(lambda x: np.sum(np.sqrt(np.sqrt(x))), [0.0, 16.0]).tolist() == [math.inf, 1 / 32]
    # Along (1, 1) the difference does not move at all; along (1, 0) it does.
    bent = lambda x: np.sqrt((x[0] - x[1]) ** 2)  # noqa: E731
    assert dc.jvp(bent, [1.0, 1.0], 1.0)[1] == 0
    with pytest.raises(DomainError):
        dc.gradient(bent, [1.0, 1.0])


def test_the_branch_not_taken_is_not_asked() -> None:
    assert dc.derivative(lambda x: np.where(x == 0, 0.0, np.sqrt(x * x)), 0.0) == 0
    assert dc.derivative(lambda x: x + np.where(x > 1, np.sqrt(x**2), 0.0), 0.0) == 1


def test_code_that_takes_another_course_nearby() -> None:
    def f(x: Any) -> Any:
        return np.sqrt(0 * x) if x == 0 else np.sqrt(x**2) + np.exp(x)

    with pytest.raises(DomainError):
        dc.gradient(f, 0.0)


def test_without_a_look_nearby_the_derivative_is_silently_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: zero times infinity is zero."""
    monkeypatch.setattr(
        zero_times_infinity, "vanishes", lambda t: np.ones_like(t, dtype=bool) if np.ndim(t) else np.True_
    )
    assert dc.gradient(lambda x: np.sqrt(x**2), 0.0) == 0
