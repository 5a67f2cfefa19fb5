"""Recording: the values are those of the plain run, and both accumulations are within their bounds of the truth."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roundings import rounded

from derivcheck.arithmetic import base
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.autodiff.reverse.accumulation import forward, localize, reverse
from derivcheck.autodiff.reverse.array_operations import Total
from derivcheck.autodiff.reverse.record import trace
from derivcheck.autodiff.reverse.recording import Recording
from derivcheck.elementary import FUNCTIONS, TABLE, UFUNCS
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import UnsupportedOperation

# The oracle: a central difference with 1,200 bits and h = 2^-300, off by a relative 2^-600 or so;
# it knows the values of the functions in mpmath, and none of the slopes.
BITS, STEP = 1200, Fraction(1, 2**300)
SLACK = 2.0**-200


def truth(text: str, at: dict[str, float], name: str) -> Any:
    """The partial derivative of a formula."""
    m, expression = Precise(BITS), parse(text)
    with m:
        point = {key: m.exact(value) for key, value in at.items()}
        h = m.number(STEP)
        above, below = (expression.evaluate(m, {**point, name: point[name] + s * h}) for s in (1, -1))
        return (above - below) / (2 * h)


def off(computed: float, true: Any) -> float:
    return float(abs(Precise(BITS).exact(computed) - true))


POINTS = {"acosh": 1.7, "acoth": 2.5, "asec": 1.5, "acsc": -1.5, "atanh": -0.4, "asech": 0.3, "log": 1e-7, "tanh": 18.0}
ROWS = {row.name: row for row in FUNCTIONS.values()}
UNARY = sorted(name for name, row in ROWS.items() if row.arity == 1)
BINARY = sorted(name for name, row in ROWS.items() if row.arity == 2 and None not in row.slopes)


@pytest.mark.parametrize("name", UNARY)
def test_every_function_of_one_argument(name: str) -> None:
    x = POINTS.get(name, 0.7)
    text = f"3*{name}(x)*x"
    found = trace(text, x)
    assert [step.operation for step in found.steps] == [f"{name}(x)", "3*z1", "z2*x"]
    assert found.consistent
    true = truth(text, {"x": x}, "x")
    # The bounds are those of the running error analysis, which knows the truth as little as the sweeps do.
    assert off(found.derivative, true) <= found.steps[-1].tangent_bound + SLACK
    assert off(found.gradient, true) <= found.inputs[0].adjoint_bound + SLACK


@pytest.mark.parametrize("name", BINARY)
def test_every_function_of_two_arguments(name: str) -> None:
    at = {"x": 0.7, "y": 1.3}
    text = f"{name}(x, y)*x"
    found = trace(text, at)
    for one, step in zip(found.agreement, found.inputs, strict=True):
        true = truth(text, at, one.variable)
        assert one.holds
        assert off(one.forward, true) <= found.steps[-1].tangent_bounds[one.variable] + SLACK
        assert off(one.reverse, true) <= step.adjoint_bound + SLACK


OPERATORS = ["x + y", "x - y", "x*y", "x/y", "x^y", "-x*y", "x^3*y", "x^-2 + 1/y", "x^(1/3)*y^0.1", "pi*x + e^y"]


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("dtype", ["float64", "float32", "longdouble"])
def test_every_operator_in_every_format(operator: str, dtype: str) -> None:
    at = {"x": 0.75, "y": 2.5}
    found = trace(operator, at, dtype=dtype)
    for one in found.agreement:
        assert one.holds
        # A result is reported as a double, which for a long double rounds once more.
        assert off(one.forward, truth(operator, at, one.variable)) <= one.budget + abs(one.forward) * 2.0**-53


SMOOTH = st.sampled_from(["sin", "cos", "atan", "tanh", "asinh", "erf"])
INNER = st.sampled_from(["x", "y", "2", "0.1", "pi"])
FORMULAS = st.recursive(
    INNER,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(SMOOTH, inner).map(lambda t: f"{t[0]}({t[1]})"),
        inner.map(lambda a: f"sqrt(1 + ({a})^2)"),
        inner.map(lambda a: f"exp(sin({a}))"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]})/(2 + cos({t[1]}))"),
    ),
    max_leaves=12,
)
NUMBERS = st.floats(-3, 3).filter(lambda x: x == 0 or abs(x) > 1e-100)


@settings(deadline=None)  # a busy machine is no fault of the code
@given(FORMULAS, NUMBERS, NUMBERS)
def test_random_formulas(text: str, x: float, y: float) -> None:
    at = {"x": x, "y": y}
    found = trace(text, at)
    with Real() as m:
        values = {name: m.exact(value) for name, value in at.items()}
        assert found.value == parse(text).evaluate(m, values)
    assert found.consistent
    for one, step in zip(found.agreement, found.inputs, strict=True):
        true = truth(text, at, one.variable)
        bound = found.steps[-1].tangent_bounds[one.variable] if found.steps else 0.0
        assert off(one.forward, true) <= bound + SLACK
        assert off(one.reverse, true) <= step.adjoint_bound + SLACK


X = np.linspace(-1.3, 1.7, 7)
MATRIX = np.arange(1.0, 22.0).reshape(3, 7)

PROGRAMS: list[Callable[[Any], Any]] = [
    lambda x: np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2),
    lambda x: (x**2).mean() + x.sum(),
    lambda x: np.exp(-(x**2)).sum() / (1 + np.abs(x).sum()),
    lambda x: x @ x + MATRIX[0] @ x,
    lambda x: np.sum(MATRIX @ x),
    lambda x: ((MATRIX @ x) ** 2).sum(),
    lambda x: np.dot(x, np.dot(MATRIX.T, MATRIX @ x)),
    lambda x: np.sum(x.reshape(1, 7) @ MATRIX.T @ np.ones((3, 2)) * np.array([1.0, 2.0])),
    lambda x: np.sum(np.outer(x, x[:3]) ** 3),
    lambda x: np.linalg.norm(x - 3),
    lambda x: np.where(x > 0, x**1.5, x * 3).sum(),
    lambda x: np.where(x[0] > 0, x[1:], x[:-1] ** 2).sum(),
    lambda x: np.concatenate([x[2:] ** 2, [1.0, 2.0], x[:2]]) @ np.arange(9.0),
    lambda x: np.sum(np.stack([x, x**2, MATRIX[1]]) * MATRIX, axis=1)[1],
    lambda x: np.sum(np.broadcast_to(x, (3, 7)) * MATRIX),
    lambda x: np.sum(np.diff(x) ** 2) + np.max(x) * np.min(x) + x[[0, 0, 3]].sum(),
    lambda x: np.sum(np.roll(x, 2) * x) + np.sum(np.tile(x, 2) ** 2) + x[::-1] @ x,
    lambda x: np.maximum(x, 0.5).sum() + np.minimum(x, x[::-1] ** 2).sum() + np.clip(x, -1, 1).sum(),
    lambda x: sum(v**2 for v in x),
    lambda x: np.sum(np.array([x[0] * x[1], np.sin(x[2]), 2.0, x[3]]) ** 2),
    lambda x: math.prod([1.0, *x]) * 2 + x[-1] / (1 + x[0] ** 2),
    lambda x: np.hypot(x, 2).sum() + np.arctan2(x, 3.0).sum() + (2.0**x).sum() + np.log1p(x**2).sum(),
    lambda x: np.square(x).sum() + np.reciprocal(3 + x).sum() + (5 + x).sum() ** 0.5,
    lambda x: (x[:, None] - x[None, :]).sum() + (x.T * x).sum(axis=0, keepdims=True)[0],
    lambda x: np.add.reduce(x * x) + np.sum(x[x > 0]),
]


@pytest.mark.parametrize("f", PROGRAMS, ids=range(len(PROGRAMS)))
def test_programs_on_arrays(f: Callable[[Any], Any]) -> None:
    rng = np.random.default_rng(7)
    found = trace(f, X, direction=rng.normal(size=7))
    with np.errstate(all="ignore"):  # where() computes the branch that it leaves out, too
        assert found.value == f(X)  # to the last bit
        numeric = [_central(f, i) for i in range(7)]
    assert found.consistent
    # The truncation and round-off of a central difference at h = 2^-17 on these, which are of order 1e4 at most.
    assert np.all(np.abs(found.gradient - numeric) <= 1e-6 * (1 + np.max(np.abs(found.gradient))))


def _central(f: Callable[[Any], Any], i: int) -> float:
    step = np.zeros(7)
    step[i] = 2.0**-17
    return float((f(X + step) - f(X - step)) / 2.0**-16)


def test_the_gradient_of_rosen_is_that_of_scipy() -> None:
    optimize = pytest.importorskip("scipy.optimize")
    x = np.linspace(-1, 2, 50)
    found = trace(PROGRAMS[0], x)
    # rosen_der is a program of the same size as ours; so are its rounding errors.
    assert np.all(np.abs(found.gradient - optimize.rosen_der(x)) <= 4 * found.inputs[0].adjoint_bound)
    # SciPy's own program turns its argument into an array of elements.
    elements = trace(optimize.rosen, x[:6])
    assert np.all(np.abs(elements.gradient - optimize.rosen_der(x[:6])) <= 4 * elements.inputs[0].adjoint_bound)


def test_a_branch_left_out_has_no_say() -> None:
    found = trace(lambda x: np.where(x > 0, np.sqrt(x), 3 * x).sum(), [4.0, -1.0, 0.0])
    assert found.gradient.tolist() == [0.25, 3.0, 3.0]
    assert found.consistent


def test_a_loop_that_looks_at_its_value() -> None:
    def maclaurin(x: Any) -> Any:
        term = total = x
        k = 1
        while abs(term) > 1e-4:
            term = -term * x * x / ((k + 1) * (k + 2))
            k += 2
            total = total + term
        return total

    found = trace(maclaurin, np.pi / 4)
    assert found.value == 0.7071064695751781
    assert abs(found.derivative - 0.7071032148228457) <= found.steps[-1].tangent_bound
    assert found.consistent


REFUSED: dict[str, Callable[[Any], Any]] = {
    "plain float": lambda x: math.exp(x[0]),
    "no rule for numpy.divide.reduce": np.divide.reduce,
    "out= is a plain array": lambda x: np.add(x, 1, out=np.zeros(7)),
    "no rule for numpy.svd": lambda x: np.linalg.norm(np.outer(x, x), "nuc"),
    "vectors and matrices only": lambda x: np.ones((2, 2, 7)) @ x,
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_recorded_is_refused(said: str) -> None:
    with pytest.raises(UnsupportedOperation, match=said):
        trace(REFUSED[said], X)


def test_assignment_into_the_argument_is_refused() -> None:
    def assigns(x: Any) -> Any:
        x[0] = 2
        return x.sum()

    with pytest.raises(UnsupportedOperation, match=r"x = x\.copy\(\)"):
        trace(assigns, X)


def test_numbers_of_two_traces_do_not_mix() -> None:
    first, second = Recording(Real()), Recording(Real())
    with pytest.raises(UnsupportedOperation, match="two traces"):
        _ = first.variable(1.0, "x") + second.variable(2.0, "y")


def test_a_constant_is_no_step() -> None:
    m = Recording(Real())
    with m:
        x = m.variable(np.float64(2), "x")
        y = m.sin(m.number(1)) * x
    assert [entry.name for entry in m.entries] == ["x", ""]
    assert y.value == np.sin(1.0) * 2


# Planted faults


def test_a_wrong_slope_is_out_of_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    row = TABLE["exp"]
    wrong = replace(row, slopes=(lambda m, x, y: y * (1 + 1e-12),))
    monkeypatch.setattr(base, "TABLE", {**TABLE, "exp": wrong})
    found = trace("exp(x)*x", 0.5)
    assert found.consistent  # the slopes are what the two sweeps share
    assert off(found.gradient, truth("exp(x)*x", {"x": 0.5}, "x")) > found.inputs[0].adjoint_bound


def test_a_wrong_transpose_shows_in_the_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Total.pull
    monkeypatch.setattr(Total, "pull", lambda *arguments: (2 * share for share in right(*arguments)))
    found = trace(lambda x: np.sum(x**2), X)
    assert not found.consistent


def test_the_sweeps_by_hand() -> None:
    m = Recording(Running(Real()))
    with m:
        x = m.variable(m.exact(3.0), "x")
        y = m.mul(x, x)
        local = localize(m, y.place)
        assert [slope.value for slope in local[1].slopes] == [3.0, 3.0]
        assert forward(m, local, {0: m.inner.number(1)})[1].value == 6.0
        assert reverse(m, local, 1, m.inner.number(1))[0].value == 6.0


@pytest.mark.parametrize("name", sorted(UFUNCS))
def test_every_ufunc_is_recorded_to_the_last_bit(name: str) -> None:
    ufunc = getattr(np, name)
    x = np.array([0.3, 0.6]) + (1 if name == "arccosh" else 0)
    others = [np.array([1.7, 2.2])] * (ufunc.nin - 1)
    found = trace(lambda x: np.sum(ufunc(x, *others) * [1.0, 2.0]), x)
    assert found.value == np.sum(ufunc(x, *others) * [1.0, 2.0])
    assert found.consistent


@pytest.mark.parametrize(("x", "slope"), [(1.0, 6.0), (0.25, 3 * np.cos(0.25))])
def test_of_a_formula_by_cases_the_case_that_holds_is_recorded(x: float, slope: float) -> None:
    found = trace("3*where(2x > 1, x^2, sin(x))", x)
    assert found.inputs[0].adjoint == rounded(slope, 4)
    assert ("sin(x)" in [step.operation for step in found.steps]) == (x < 0.5)
