"""The user's program as the function of a target: its own values bit for bit, and what it means in high precision."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.real import Real
from derivcheck.code.program import CodeFunction, target_of
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import DomainError, InputError, UnsupportedOperation
from derivcheck.methods.differences.sampling import Samples
from derivcheck.methods.differences.schemes import DEFAULT, stencil
from derivcheck.methods.target import Function

STENCILS = [stencil(name) for name in DEFAULT]


def polynomial(x: Any) -> Any:
    return 0.01 * x**2 + 0.1 * x


def branching(x: Any) -> Any:
    return np.exp(x) if x > 0 else 1 + x


def test_the_values_are_those_of_the_program_bit_for_bit() -> None:
    """Also where a vectorised run of NumPy rounds otherwise: math.exp and np.exp differ in last bits."""
    places = np.linspace(0.1, 3.0, 200)
    for program in (polynomial, branching, lambda x: math.exp(math.sin(x)), lambda x: sum([x / 3, x / 7, 0.1])):
        values, _ = CodeFunction.of(program, "x").float_values(Real(), places, 0 * places)
        assert [float(v) for v in values] == [float(program(np.float64(x))) for x in places]


def test_a_program_that_is_off_has_a_bound_that_says_so() -> None:
    """Planted: on floats the program returns something else than in any other arithmetic."""

    def off(x: Any) -> Any:
        return np.sin(x) + (1e-3 if isinstance(x, float) else 0.0)

    values, bounds = CodeFunction.of(off, "x").float_values(Real(), np.array([0.5]), np.zeros(1))
    assert abs(values[0] - math.sin(0.5)) <= bounds[0] < 1.001e-3


@pytest.mark.parametrize("program", [polynomial, branching], ids=["formula", "branches"])
def test_bounds_hold_against_exact_constants(program: Any) -> None:
    f = CodeFunction.of(program, "x")
    places = np.array([0.3, 0.7, 2.1])
    values, bounds = f.float_values(Real(), places, 0 * places)
    with Ball(200) as m:
        exact = [f(m, m.exact(x)) for x in places]
        assert all(bool(abs(m.exact(v) - e) <= m.exact(b)) for v, e, b in zip(values, exact, bounds, strict=True))
    assert max(bounds) < 1e-14


def test_constants_are_the_doubles_that_they_are() -> None:
    f = CodeFunction.of(lambda x: 0.1 * x, "x")
    with Ball(200) as m:
        assert bool(f(m, m.number(1)) == m.number(Fraction(0.1)))
    assert f.read_as == "1/10*x"


def test_code_with_branches_is_no_formula_and_is_evaluated_all_the_same() -> None:
    f = CodeFunction.of(branching, "x")
    assert (f.branches, f.degree, f.read_as) == (True, None, "")
    with pytest.raises(UnsupportedOperation, match="it branches"):
        _ = f.formula
    known = CodeFunction.of(polynomial, "x")
    assert (known.branches, known.degree) == (False, 2)
    assert isinstance(known.formula, Expression)


def test_what_fails_at_a_node_is_no_value_there() -> None:
    def picky(x: Any) -> Any:
        if x > 1:
            raise RuntimeError("no")
        return "text" if x < 0 else x

    values, bounds = CodeFunction.of(picky, "x").float_values(Real(), np.array([-1.0, 0.5, 2.0]), np.zeros(3))
    assert [math.isnan(v) for v in values] == [True, False, True]
    assert [math.isfinite(b) for b in bounds] == [False, True, False]


def test_the_program_runs_once_for_each_float_and_not_for_predictions() -> None:
    ran: list[float] = []

    def counted(x: Any) -> Any:
        if isinstance(x, np.float64):
            ran.append(float(x))
        return np.sin(x)

    target = target_of(CodeFunction.of(counted, "x"), 0.5, 1, "float64")
    steps = np.array([0.25, 0.125, 0.0625])
    Samples(target, STENCILS, steps, predicted=True)
    assert ran == []
    for _ in range(2):
        Samples(target, STENCILS, steps)
    assert len(ran) == len(set(ran)) == 9


def test_a_formula_predicts_what_it_has() -> None:
    f = Function(CodeFunction.of(polynomial, "x").formula, "x", {})
    places = np.array([0.5])
    assert f.predicted_values(Real(), places, 0 * places) == f.float_values(Real(), places, 0 * places)
    assert f.meant is f


def test_a_point_beyond_the_format() -> None:
    with pytest.raises(InputError, match="not a finite float32"):
        target_of(CodeFunction.of(polynomial, "x"), 1e200, 1, "float32")


def stepping(x: Any) -> Any:
    return x + np.floor(x * 4)


def third(x: Any) -> Any:
    return x if x * x < np.exp(1.0) * x * x / np.exp(1.0) else 2 * x


@pytest.mark.parametrize(
    ("program", "at", "why", "piece"),
    [
        (branching, 0.0, "branches of the code meet here: the two sides of a comparison are equal", "x > 0"),
        (stepping, 0.5, "or floor, round or int takes a step", "np.floor(x * 4)"),
        (third, 0.3, "equal to within their error", "x * x < np.exp(1.0) * x * x / np.exp(1.0)"),
    ],
)
def test_where_branches_meet_the_line_is_named(program: Any, at: float, why: str, piece: str) -> None:
    m, f = Ball(128), CodeFunction.of(program, "x")
    with m, pytest.raises(DomainError) as refused:
        f(m, m.exact(at))
    said = str(refused.value)
    assert why in said
    assert f", at `{piece}` in line {program.__code__.co_firstlineno + 1} of test_program.py; try another point" in said
    assert "\n" not in said
