"""Code evaluated and differentiated in any arithmetic, against mpmath."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.autodiff.numbers.evaluation import differentiate, directional, evaluate
from derivcheck.autodiff.numbers.number_array import Space
from derivcheck.ground.errors import DomainError, UnsupportedOperation


def test_a_derivative_has_the_digits_of_mpmath() -> None:
    value, tangent = directional(lambda x: np.exp(x) / x, 0.7, 1.0, Precise(200))
    with mpmath.workprec(250):
        x = mpmath.mpf(0.7)
        assert abs(value - mpmath.exp(x) / x) < mpmath.mpf(2) ** -190
        assert abs(tangent - mpmath.exp(x) * (x - 1) / x**2) < mpmath.mpf(2) ** -190


def test_an_array_keeps_its_shape() -> None:
    x = np.arange(6.0).reshape(2, 3) + 1
    value, tangent = directional(lambda x: x**2, x, 1.0, Precise(60))
    assert value.shape == tangent.shape == (2, 3)
    assert np.array_equal(tangent.astype(float), 2 * x)


def test_edges_are_where_branches_meet() -> None:
    at_kink = differentiate(lambda x: np.where(x > 0, x, 2 * x), 0.0, 1.0, Precise(60))
    beside = differentiate(lambda x: np.where(x > 0, x, 2 * x), 1.0, 1.0, Precise(60))
    assert [float(e) for e in at_kink.edges] == [0.0]
    assert [float(e) for e in beside.edges] == [1.0]
    assert differentiate(np.abs, 0.0, 1.0, Precise(60)).edges


def test_constants_are_read_as_the_space_says() -> None:
    m = Precise(100)
    space = Space(m, literal=lambda x: m.number(Fraction(x).limit_denominator(100)))
    assert evaluate(lambda x: x + 0.1, 0.0, space) == m.number(Fraction(1, 10))


def test_the_error_of_a_float_program_is_bounded() -> None:
    def code(x: Any) -> Any:
        return (1 - np.cos(x)) / x**2

    found = evaluate(code, 1e-4, Running(Real()))
    with mpmath.workprec(200):
        x = mpmath.mpf(1e-4)
        error = abs(found.value - (1 - mpmath.cos(x)) / x**2)
    assert 0 < error <= found.bound < 1e-6


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (lambda x: 1 / x, DomainError),
        (lambda x: np.log(x - 1), DomainError),
        (lambda x: x.no_such_thing, UnsupportedOperation),
        (lambda x: "text", UnsupportedOperation),
    ],
)
def test_what_goes_wrong_is_an_error_of_derivcheck(code: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        evaluate(code, 0.0, Precise(60))


def test_a_planted_fault_is_found() -> None:
    """Code that is not what was differentiated shows in the digits."""
    assert directional(lambda x: x**3, 2.0, 1.0, Precise(60))[1] != 3 * 2.0
