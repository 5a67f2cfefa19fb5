"""Forward mode in a flat loop: what dual numbers give one by one, and the derivatives of mpmath."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import formulas

from derivcheck.arithmetic import tangents
from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.dual import Dual, DualNumber
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.tangents import forward
from derivcheck.arithmetic.text.simplifying import Simplifying
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, UnsupportedOperation

ARITHMETICS: dict[str, Callable[[], Arithmetic]] = {
    "float64": Real,
    "longdouble": lambda: Real("longdouble"),
    "precise": lambda: Precise(120),
    "running": lambda: Running(Precise(120)),
    "ball": lambda: Ball(120),
}

FORMULAS = [
    "a*x^3 - x/(b + x) + 2/x - (3 - x)*-x",
    "sin(a*x)*exp(-x^2/2)/(1 + x^2)^(1/2)",
    "x^x + b^x + x^a + x^0 + 2^3*x",
    "atan2(x, b) + max(x, a, 2)*min(x, b) + abs(x - 2)*sign(x)",
    "besselj(2, x) + gamma(x + a) + cbrt(x) + log2(x)",
    "a + b^2",
]

POINT = {"x": 0.7, "a": 1.3, "b": 2.2}


def one_by_one(expression: Expression, m: Arithmetic, values: dict[str, Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """The same by dual numbers, node for node."""
    dual = Dual(m)
    nodes = expression.evaluate_all(dual, {**values, "x": dual.variable(values["x"])})
    primals = [n.primal if isinstance(n, DualNumber) else n for n in nodes]
    return primals, [n.tangent if isinstance(n, DualNumber) else None for n in nodes], dual.bends


def identical(first: Any, second: Any) -> bool:
    """Bit for bit, for whatever sort of number."""
    return (
        str(first) == str(second)
        if hasattr(first, "mid") or hasattr(first, "bound")
        else bool(first is second or first == second or (first != first and second != second))
    )


@pytest.mark.parametrize("name", ARITHMETICS)
@pytest.mark.parametrize("text", FORMULAS)
def test_the_flat_loop_gives_what_dual_numbers_give(name: str, text: str) -> None:
    expression, m = parse(text), ARITHMETICS[name]()
    with m:
        values = {name: m.exact(value) for name, value in POINT.items()}
        try:
            expected = one_by_one(expression, m, values)
        except UnsupportedOperation as error:
            with pytest.raises(UnsupportedOperation, match=str(error)[:20]):
                forward(expression, m, values, "x")
            return
        found = forward(expression, m, values, "x")
        for ours, theirs in zip((found.values, found.tangents, found.bends), expected, strict=True):
            assert len(ours) == len(theirs)
            assert all(map(identical, ours, theirs))


def outcome(job: Callable[..., Any], *arguments: Any) -> Any:
    """What a job returns, or the error that it raises."""
    try:
        return job(*arguments)
    except DerivcheckError as error:
        return error


@given(formulas(), st.sampled_from([0.7, -1.25, 3.0]))
def test_random_formulas_too_and_with_the_same_errors(formula: Any, x: float) -> None:
    expression = parse(formula.text, ("x", "y", "θ", "rate_2"))
    for m in (Real(), Precise(80), Ball(80)):
        with m:
            values = {**{name: m.exact(1.5) for name in expression.variables}, "x": m.exact(x)}
            expected = outcome(one_by_one, expression, m, values)
            if isinstance(expected, DerivcheckError):
                found = outcome(forward, expression, m, values, "x")
                assert (type(found), str(found)) == (type(expected), str(expected))
                continue
            primals, rates, _ = expected
            found = forward(expression, m, values, "x")
            assert all(map(identical, found.values, primals))
            assert all(map(identical, found.tangents, rates))


def mpmath_derivative(text: str) -> Any:
    """By difference quotients of mpmath, from the formula as Python."""
    names = {**vars(mpmath), **{name: mpmath.mpf(value) for name, value in POINT.items()}}
    code = compile(text.replace("^", "**"), "formula", "eval")
    return mpmath.diff(lambda x: eval(code, {**names, "x": x}), mpmath.mpf(POINT["x"]))


SMOOTH = [
    "a*x^3 - x/(b + x) + 2/x - (3 - x)*-x",
    "sin(a*x)*exp(-x^2)/(1 + x^2)",
    "x^x + b^x + x^a + x^0",
    "tan(x)*sec(x) + sinh(x)*acosh(b + x) + erf(x) - gamma(x)",
    "atan2(x, b) + atan2(b, x) + besselj(2, x)",
]


@pytest.mark.parametrize("text", SMOOTH)
def test_derivatives_are_mpmaths(text: str) -> None:
    m = Precise(200)
    found = forward(parse(text), m, {name: m.exact(value) for name, value in POINT.items()}, "x")
    with mpmath.workdps(50):
        assert abs(mpmath.mpf(found.tangents[-1]) - mpmath_derivative(text)) < mpmath.mpf(10) ** -15


@pytest.mark.parametrize("sides", [tangents.FIRST, tangents.SECOND, tangents.BOTH])
def test_a_planted_wrong_rule_shows(sides: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = list(tangents.rules_of("mul"))
    rules[sides] = lambda m, a, b, da, db, v: v
    monkeypatch.setattr(tangents, "rules_of", lambda name: tuple(rules) if name == "mul" else _RULES_OF(name))
    text = {1: "sin(x)*a", 2: "a*sin(x)", 3: "x*sin(x)"}[sides]
    with pytest.raises(AssertionError):
        test_derivatives_are_mpmaths(text)


_RULES_OF = tangents.rules_of


def test_an_operand_without_a_slope_is_refused_when_it_is_reached() -> None:
    m = Precise(60)
    with pytest.raises(UnsupportedOperation, match="besselj has no known derivative in its first argument"):
        forward(parse("besselj(x, 1)"), m, {"x": m.number(1)}, "x")
    with pytest.raises(DerivcheckError, match="not a finite real number"):
        forward(parse("log(-x) + besselj(x, 1)"), m, {"x": m.number(1)}, "x")


def test_an_error_says_where() -> None:
    m = Precise(60)
    with pytest.raises(DerivcheckError, match=r"division by zero \(at '/\(x-1\)', character 4\)"):
        forward(parse("x+1/(x-1)"), m, {"x": m.number(1)}, "x")


def test_texts_are_differentiated_too() -> None:
    m = Simplifying()
    found = forward(parse("x^2*cos(3*x)"), m, {"x": m.variable("x")}, "x")
    assert found.derivative(m).text == "2*x*cos(3*x) - 3*x^2*sin(3*x)".replace("^", m.style.power or "**")


def test_what_does_not_depend_on_the_variable_has_derivative_zero() -> None:
    m = Real()
    found = forward(parse("a^2 + 1"), m, {"a": np.float64(3)}, "x")
    assert found.tangents == [None] * len(found.values)
    assert found.derivative(m) == 0


def test_a_formula_that_has_run_can_be_pickled() -> None:
    expression, m = parse("sin(x)^2/x"), Ball(100)
    with m:
        before = forward(expression, m, {"x": m.arb(2)}, "x")
        after = forward(pickle.loads(pickle.dumps(expression)), m, {"x": m.arb(2)}, "x")
    assert all(map(identical, before.tangents, after.tangents))


def test_a_program_is_made_once_a_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    number = Ball.number
    monkeypatch.setattr(Ball, "number", lambda self, value: (made.append(self.bits), number(self, value))[1])
    expression = parse("2.5*x + 1/3")
    for bits in (64, 128, 64, 128):
        with Ball(bits) as m:
            expression.evaluate(m, {"x": m.arb(1)})
    assert made == [64] * 3 + [128] * 3
