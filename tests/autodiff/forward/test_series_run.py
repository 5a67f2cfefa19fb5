"""Taylor coefficients where a quotient is 0/0 or a root is of 0, against mpmath's of the continued function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flint
import mpmath
import numpy as np
import pytest

import derivcheck as dc
from derivcheck.arithmetic.taylor import removable
from derivcheck.ground.errors import DomainError

UNIT = 2.0**-53

LIMITS: dict[str, Callable[[Any], Any]] = {
    "sin(x)/x": mpmath.sinc,
    "(1 - cos(x))/x**2": lambda x: (1 - mpmath.cos(x)) / x**2,
    "log(1 + x)/x": lambda x: mpmath.log(1 + x) / x,
    "expm1(x)/x": lambda x: mpmath.expm1(x) / x,
    "asin(x)/x": lambda x: mpmath.asin(x) / x,
    "(tan(x) - x)/x^3": lambda x: (mpmath.tan(x) - x) / x**3,
    "(sin(x)/x - 1)/x^2": lambda x: (mpmath.sin(x) / x - 1) / x**2,
    "exp(sin(x)/x)*x^2/sin(x)": lambda x: mpmath.exp(mpmath.sin(x) / x) * x**2 / mpmath.sin(x),
    "sqrt(x**4)": lambda x: x**2,
    "sqrt(1 - cos(x^2))": lambda x: x**2 * mpmath.sqrt((1 - mpmath.cos(x**2)) / x**4),
    "(x^4 + x^5)^(1/2)": lambda x: x**2 * mpmath.sqrt(1 + x),
    "cbrt(x^3*exp(x))": lambda x: x * mpmath.exp(x / 3),
    "abs(x^2*(x - 1))": lambda x: x**2 * (1 - x),
    "x^9/(x^9 + x^10)": lambda x: 1 / (1 + x),
    "0/x": lambda x: mpmath.mpf(0),
}


def exact(f: Callable[[Any], Any], order: int) -> list[Any]:
    """The mean over a circle around 0, which f is not evaluated in: Cauchy's integral by the trapezoidal rule."""
    with mpmath.workdps(60):
        count, radius = 256, mpmath.mpf(1) / 8
        turns = [mpmath.expjpi(mpmath.mpf(2 * j + 1) / count) for j in range(count)]
        values = [f(radius * t) for t in turns]
        return [
            mpmath.fsum(v * t**-k for v, t in zip(values, turns, strict=True)).real / count / radius**k
            for k in range(order + 1)
        ]


@pytest.mark.parametrize("formula", LIMITS)
@pytest.mark.parametrize("order", [0, 1, 6])
def test_the_coefficients_of_the_limit(formula: str, order: int) -> None:
    found = dc.taylor(formula, 0, order)
    assert len(found) == order + 1
    for c, right in zip(found, exact(LIMITS[formula], order), strict=True):
        # Up to twenty recurrences of numbers of size 1 and less.
        assert abs(mpmath.mpf(float(c)) - right) <= 64 * UNIT


def test_numpy_code_too() -> None:
    assert dc.taylor(lambda x: np.sin(x - 1) / (x - 1), 1.0, 2).tolist() == [1.0, 0.0, -1 / 6]
    assert dc.taylor(lambda x: np.cbrt(x**3), 0.0, 2).tolist() == [0.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("1/x", "division by zero"),
        ("sin(x)/x^2", "division by zero"),
        ("(x - x)/(x - x)", "division by zero"),
        ("sqrt(x^2)", "sqrt has no derivative where its argument is 0"),
        ("sqrt(x^6)", "sqrt has no derivative"),
        ("sqrt(-x^4)", "sqrt has no derivative"),
        ("sqrt(x)", "sqrt has no derivative"),
        ("(x^3)^(1/3)", "the power 1/3 has no derivative"),
        ("cbrt(x)", "cbrt has no derivative"),
        ("x^(-2)", "zero to the power -2"),
        ("abs(x^3)", "abs is not differentiable"),
        # 1e-200 squared is zero in floating point only if it is squared; as it stands it makes a pole.
        ("(x + 1e-200)/x", "division by zero"),
    ],
)
def test_without_a_limit_there_is_a_refusal(formula: str, reason: str) -> None:
    with pytest.raises(DomainError, match=reason):
        dc.taylor(formula, 0, 3)


def test_a_ball_around_zero_is_not_zero() -> None:
    from derivcheck.arithmetic.ball import Ball
    from derivcheck.arithmetic.taylor.taylor import Taylor

    with Ball(100) as inner:
        m = Taylor(inner, 4, flint.arb("nan"))
        known = m.sin(m.variable(flint.arb(0))) / m.variable(flint.arb(0))
        assert known.coefficients[2].overlaps(flint.arb(-1) / 6)
        wide = m.sin(m.variable(flint.arb(0, 1e-30))) / m.variable(flint.arb(0, 1e-30))
        assert not any(c.is_finite() for c in wide.coefficients)


def test_a_quotient_that_is_not_shifted_enough_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: one leading zero too few."""
    right = removable.zeros
    monkeypatch.setattr(removable, "zeros", lambda *given: max(1, right(*given) - 1))
    with pytest.raises((AssertionError, DomainError)):
        test_the_coefficients_of_the_limit("(1 - cos(x))/x**2", 6)
