"""Values of f at the nodes: each is computed once, and the oracles are NumPy and mpmath."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from witnesses import target

from derivcheck.arithmetic.bounded import middle
from derivcheck.arithmetic.running import RunningNumber
from derivcheck.ground.errors import DomainError
from derivcheck.methods.differences.best_step import predicted
from derivcheck.methods.differences.error_curve import curves
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.sampling import ExactRow, Samples
from derivcheck.methods.differences.schemes import DEFAULT, stencil
from derivcheck.methods.target import Function, Target

STENCILS = [stencil(name) for name in DEFAULT]

CALLS: list[tuple[str, Any]] = []


class Counting(Function):
    """A function that writes down where it is evaluated."""

    def __call__(self, m: Any, x: Any) -> Any:
        CALLS.append((m.name, x))
        return super().__call__(m, x)


@pytest.fixture
def calls() -> Iterator[list[tuple[str, Any]]]:
    CALLS.clear()
    yield CALLS
    CALLS.clear()


def counting(t: Target) -> Target:
    f = t.function
    return dataclasses.replace(t, function=Counting(f.expression, f.wrt, f.parameters))


def samples(formula: str, x: float, steps: list[float], dtype: str = "float64") -> Samples:
    t = target(formula, x, dtype=dtype)
    return Samples(t, STENCILS, np.array(steps, dtype=t.real.type))


@pytest.mark.parametrize("dtype", ["float64", "float32", "longdouble"])
def test_nodes_are_what_the_program_computes(dtype: str) -> None:
    s = samples("sin(x)", 0.3, [0.1, 1e-3], dtype)
    kind = s.target.real.type
    assert s.offsets == [-2, -1, 0, 1, 2]
    assert s.nodes.dtype == s.values.dtype == np.dtype(kind)
    for row, h in enumerate([kind(0.1), kind(1e-3)]):
        assert list(s.nodes[row]) == [kind(0.3) + kind(g) * h for g in (-2, -1, 0, 1, 2)]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("formula", ["exp(2*x)/(1+sin(x^2))", "x*x*x", "x^2.5", "(x+1)-x", "0.1*x", "7"])
def test_values_are_inside_their_bounds(formula: str, dtype: str) -> None:
    s = samples(formula, 0.7, [0.1, 1e-3, 1e-8], dtype)
    with mpmath.workdps(60):
        for node, value, bound in zip(s.nodes.flat, s.values.flat, s.bounds.flat, strict=True):
            exact = {
                "exp(2*x)/(1+sin(x^2))": lambda x: mpmath.exp(2 * x) / (1 + mpmath.sin(x * x)),
                "x*x*x": lambda x: x**3,
                "x^2.5": lambda x: x ** mpf("2.5"),
                "(x+1)-x": lambda x: mpf(1),
                "0.1*x": lambda x: x / 10,
                "7": lambda x: mpf(7),
            }[formula](mpf(float(node)))
            assert abs(mpf(float(value)) - exact) <= bound


def test_each_node_of_the_float_program_is_computed_once(calls: list[tuple[str, Any]]) -> None:
    t = counting(target("sin(x)", 0.5))
    # Powers of two, so that 2 h of one step is h of another.
    s = Samples(t, STENCILS, np.array([0.25, 0.125, 0.0625]))
    (_, x), *more = calls
    assert more == []
    assert isinstance(x, RunningNumber)
    assert sorted(x.value) == sorted({*s.nodes.flat})
    assert len(x.value) == 9  # 0.5, and three steps and twice the widest on either side


def test_each_node_in_high_precision_is_computed_once(calls: list[tuple[str, Any]]) -> None:
    t = counting(target("sin(x)", 0.3))
    s = Samples(t, STENCILS, np.array([1e-3]))
    calls.clear()
    row = ExactRow(s, 0, 128, 0)
    with row.m:
        for _ in range(3):
            on_paper = [row.on_paper(g) for g in s.offsets]
            at_floats = [row.at_float(j) for j in range(len(s.offsets))]
    # Only x itself is both on paper and a float.
    assert len(calls) == 9
    assert [a is b for a, b in zip(on_paper, at_floats, strict=True)] == [g == 0 for g in s.offsets]


def test_all_stencils_of_a_curve_share_the_values(calls: list[tuple[str, Any]]) -> None:
    t = counting(target("sin(x)", 0.3))
    expansion = Expansion.of(t, STENCILS)
    steps = [1e-1, 1e-2, 1e-3]
    for s in STENCILS:  # each search of a best step is a run of its own
        predicted(expansion, s)
    calls.clear()
    curves(t, STENCILS, steps, expansion)
    counts = Counter(name for name, _ in calls)
    assert counts["running-error float64"] == 1
    (high,) = {name for name in counts if name in ("ball", "mpmath")}
    # Five nodes, of which four are off the floats, at each of three steps: 4 + 5 of them.
    assert counts[high] <= 9 * len(steps)


def test_steps_that_are_powers_of_two_have_exact_nodes() -> None:
    s = samples("sin(x)", 0.5, [2.0**-10])
    row = ExactRow(s, 0, 128, 0)
    with row.m:
        assert all(row.on_paper(g) is row.at_float(j) for j, g in enumerate(s.offsets))


def test_values_in_high_precision() -> None:
    s = samples("exp(x)", 0.3, [1e-3])
    row = ExactRow(s, 0, 256, 0)
    with row.m, mpmath.workdps(90):
        on_paper = middle(row.on_paper(Fraction(1)), row.m.bits)
        # x and h are the doubles, their sum is not rounded; 256 bits are 77 digits.
        assert abs(mpf(on_paper) - mpmath.exp(mpf(0.3) + mpf(1e-3))) <= mpf(10) ** -75
        at_float = middle(row.at_float(3), row.m.bits)
        assert abs(mpf(at_float) - mpmath.exp(mpf(0.3 + 1e-3))) <= mpf(10) ** -75


def test_estimates_are_those_of_the_plain_program() -> None:
    s = samples("x^2", 2.0, [10e-4, 1e-5])
    found = s.differences(stencil("central-2"))[0]
    assert list(found) == [((2 + h) ** 2 - (2 - h) ** 2) / (2 * h) for h in (10e-4, 1e-5)]
    assert found[0] == 3.9999999999995595


def test_nodes_outside_the_domain() -> None:
    s = samples("log(x)", 0.25, [0.5])
    assert np.isnan(s.values[0, 0])
    row = ExactRow(s, 0, 128, 0)
    with row.m:
        with pytest.raises(DomainError):
            row.on_paper(Fraction(-1))
        with pytest.raises(DomainError):
            row.at_float(0)


def test_nodes_beyond_the_format_are_infinite() -> None:
    s = samples("x", 1.7e308, [1e308])
    assert np.isinf(s.nodes[0, -1])
