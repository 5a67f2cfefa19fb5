"""NumPy code that is written computes what the formula does, within the running error bound of both."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import scipy
from hypothesis import given, settings
from rows import of_each
from strategies import Formula, formulas

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import UnsupportedOperation

AT = {name: 0.37 + 0.25 * i for i, name in enumerate(["x", "y", "z", "θ", "rate_2"])}


def run(code: str, at: dict[str, float] = AT) -> float:
    with np.errstate(all="ignore"):
        values = {name: np.float64(value) for name, value in at.items()}
        return float(eval(code, {"np": np, "scipy": scipy}, values))


def assert_computes(formula: Expression, at: dict[str, float] = AT) -> None:
    m = Running(Real())
    with m, np.errstate(all="ignore"):
        there: Any = formula.evaluate(m, {name: m.exact(value) for name, value in at.items()})
    # Both are float64 programs of one formula, each off by the bound at most.
    if math.isfinite(there.value):
        assert not abs(run(formula.python, at) - there.value) > 2 * there.bound


@settings(max_examples=100)
@given(formulas(max_leaves=8))
def test_any_formula_computes_the_same(formula: Formula) -> None:
    expression = parse(formula.text)
    try:
        assert_computes(expression)
    except (UnsupportedOperation, ArithmeticError):
        return


AROUND = {"acosh": 1.5, "acoth": 1.5, "asec": 1.5, "acsc": 1.5}
"""Arguments inside the domain of functions that have no value at the usual one."""


NOWHERE = {"polylog", "zeta_derivative"}
"""Functions that neither NumPy nor SciPy has."""


@pytest.mark.parametrize("name", sorted(NOWHERE))
def test_what_numpy_lacks_is_said(name: str) -> None:
    with pytest.raises(UnsupportedOperation, match=f"neither NumPy nor SciPy has {name}"):
        _ = parse(f"{name}(1, x)").python


@of_each(sorted({row.name for row in FUNCTIONS.values()} - NOWHERE))
def test_each_function_computes_the_same(name: str) -> None:
    row = FUNCTIONS[name]
    arguments = ["1", "x", "y"][: row.arity] if row.slopes[0] is None else "xyz"[: row.arity]
    at = AT | {"x": AROUND.get(name, AT["x"])}
    formula = parse(f"{name}({', '.join(arguments)})")
    assert math.isfinite(run(formula.python, at))
    assert_computes(formula, at)


@of_each(sorted({row.name for row in FUNCTIONS.values()} - NOWHERE))
def test_the_code_is_read_back(name: str) -> None:
    row = FUNCTIONS[name]
    arguments = ["1", "x", "y"][: row.arity] if row.slopes[0] is None else "xyz"[: row.arity]
    formula = parse(f"{name}({', '.join(arguments)})^2")
    at = AT | {"x": AROUND.get(name, AT["x"])}
    code = parse(formula.python, formula.variables)
    m = Running(Real())
    with m, np.errstate(all="ignore"):
        ours, theirs = (f.evaluate(m, {v: m.exact(at[v]) for v in f.variables}) for f in (formula, code))
    assert code.variables == formula.variables
    assert abs(ours.value - theirs.value) <= ours.bound + theirs.bound


def test_a_planted_fault_is_seen() -> None:
    formula = parse("sin(x)")
    formula.__dict__["python"] = "np.sin(x)*(1 + 1e-15)"
    with pytest.raises(AssertionError):
        assert_computes(formula)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("exp(2x)/(1 + sin(x^2))", "np.exp(2*x)/(1 + np.sin(x**2))"),
        ("x^(-1/2)", "x**(-1/2)"),
        ("(-x)^2^y", "(-x)**2**y"),
        ("2 pi x", "2*np.pi*x"),
        ("x if x > 0 else 0", "np.where(x > 0, x, 0)"),
        ("sech(x)", "1/np.cosh(x)"),
        ("erf(x)", "scipy.special.erf(x)"),
        ("softplus(x)", "np.logaddexp(0, x)"),
    ],
)
def test_it_is_what_a_person_would_type(text: str, code: str) -> None:
    assert parse(text).python == code


def test_arrays_go_through() -> None:
    code = parse("x if x > 1 else x^2").python
    x = np.array([0.5, 2.0])
    assert eval(code, {"np": np, "x": x}).tolist() == [0.25, 2.0]
