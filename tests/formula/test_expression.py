"""A formula is evaluated as typed: the float program is NumPy's, bit for bit."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rows import of_each
from strategies import VALUES, TooLarge, evaluate, formulas, python_formulas

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import DTYPES, Real
from derivcheck.elementary import Elementary
from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, PrecisionError, UnsupportedOperation
from derivcheck.ground.limits import MAX_INTEGER_BITS

PROGRAMS: dict[str, Callable[[Any], Any]] = {
    "(x+1)-x": lambda x: (x + 1) - x,
    "x+1-x": lambda x: x + 1 - x,
    "x*x*x": lambda x: x * x * x,
    "x*(x*x)": lambda x: x * (x * x),
    "x^3": lambda x: x**3,
    "exp(x)/(exp(x)-1)": lambda x: np.exp(x) / (np.exp(x) - 1),
    "(1-cos(x))/x^2": lambda x: (1 - np.cos(x)) / x**2,
    "(x^2-1)/(x-1)": lambda x: (x**2 - 1) / (x - 1),
    "sqrt(x+1)-sqrt(x)": lambda x: np.sqrt(x + 1) - np.sqrt(x),
    "x/3*3": lambda x: x / 3 * 3,
    "2*x/2": lambda x: 2 * x / 2,
    "-x^2+x": lambda x: -(x**2) + x,
    "log(exp(x))": lambda x: np.log(np.exp(x)),
    "sin(x)^2+cos(x)^2": lambda x: np.sin(x) ** 2 + np.cos(x) ** 2,
    "x^0.5": lambda x: x ** x.dtype.type(0.5),
    "x^x": lambda x: x**x,
    "x - -x": lambda x: x - -x,
    "max(x, 1, x^2)": lambda x: np.maximum(np.maximum(x, 1), x**2),
    "tanh(x)+sinh(x)/cosh(x)": lambda x: np.tanh(x) + np.sinh(x) / np.cosh(x),
    "pi*x": lambda x: x.dtype.type(np.pi) * x,
    "0*x": lambda x: 0 * x,
}


@of_each(itertools.product(PROGRAMS, DTYPES))
def test_the_program_is_numpys(text: str, dtype: str) -> None:
    m = Real(dtype)
    rng = np.random.default_rng(7)
    for x in (m.type(v) for v in [*rng.uniform(0.01, 5, 60), 1e-7, 1e-300, 1e10]):
        with m:
            found = parse(text).evaluate(m, {"x": x})
            expected = PROGRAMS[text](x)
        assert found.dtype == m.type
        assert found == expected or (np.isnan(found) and np.isnan(expected)), x


@pytest.mark.parametrize("text", ["(x+1)-x", "x*x*x", "exp(x)/(exp(x)-1)"])
def test_another_order_would_show(text: str) -> None:
    """The planted fault: what SymPy would make of it."""
    rewritten = {
        "(x+1)-x": lambda x: x * 0 + 1,
        "x*x*x": lambda x: x**3,
        "exp(x)/(exp(x)-1)": lambda x: 1 / (1 - np.exp(-x)),
    }
    m = Real()
    points = np.random.default_rng(7).uniform(0.01, 5, 60)
    assert any(parse(text).evaluate(m, {"x": x}) != rewritten[text](x) for x in points)


class Floats(ast.NodeTransformer):
    """Every number of a Python expression as a NumPy float."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Call(ast.Name("real", ast.Load()), [node], [])


@settings(deadline=None)
@given(python_formulas(), st.floats(-4, 4), st.floats(-4, 4), st.sampled_from(["float64", "float32"]))
def test_random_programs_are_numpys(text: str, x: float, y: float, dtype: str) -> None:
    m = Real(dtype)
    tree = ast.fix_missing_locations(Floats().visit(ast.parse(text, mode="eval")))
    names = {"real": m.type, "x": m.type(x), "y": m.type(y), "pi": m.type(np.pi), "sin": np.sin, "atan2": np.arctan2}
    with m:
        expected = eval(compile(tree, "formula", "eval"), {"__builtins__": {}}, names)
        found = parse(text).evaluate(m, {"x": m.type(x), "y": m.type(y)})
    assert found == expected or (np.isnan(found) and np.isnan(expected))


class Rationals(Arithmetic):
    """Fractions: an arithmetic of five lines."""

    name = "rational"

    def number(self, value: Fraction | int) -> Fraction:
        return Fraction(value)

    def power(self, base: Fraction, exponent: Fraction) -> Fraction:
        if abs(exponent) > 100:
            raise TooLarge
        return Fraction(base ** int(exponent))

    def native(self, row: Elementary) -> Any:
        return super().native(row) or {"abs": abs, "max": max, "min": min}.get(row.name)


@settings(deadline=None)
@given(formulas())
def test_exact_values(formula: Any) -> None:
    """Against Python's own fractions, by the tree that the text was written from."""
    try:
        truth = evaluate(formula.tree, VALUES)
    except (ZeroDivisionError, TooLarge):
        assume(False)
        raise
    assert parse(formula.text).evaluate(Rationals(), VALUES) == truth


# What is known about a formula.


def test_variables_and_text() -> None:
    expression = parse("y*exp(-a*x) + y")
    assert expression.variables == ("a", "x", "y")
    assert str(expression) == "y*exp(-a*x) + y"
    assert parse("2 + pi").variables == ()


def test_every_value_in_order() -> None:
    expression = parse("(x + 1)*(x + 1) - 2")
    values = expression.evaluate_all(Rationals(), {"x": Fraction(3)})
    assert values == [3, 1, 4, 16, 2, 14]
    assert [node.operation for node in expression.nodes] == ["variable", "number", "add", "mul", "number", "sub"]


def test_equal_subexpressions_are_computed_once() -> None:
    calls: list[str] = []

    class Noting(Rationals):
        def native(self, row: Elementary) -> Any:
            function = super().native(row) or (lambda x: x)
            return lambda *a: (calls.append(row.name), function(*a))[1]

    parse("exp(x + 1)/(exp(x + 1) + exp(1 + x))").evaluate(Noting(), {"x": Fraction(1)})
    assert calls == ["add", "exp", "add", "exp", "add", "div"]


def test_numbers_made_of_two_are_made_once() -> None:
    expression = parse("-3/4*x + x^(1/2)/(-2) + 2^-1 + x/0 + 1/0")
    places = [(expression.nodes[place].operation, place) for place, *_ in expression.outline.fixed]
    assert [name for name, _ in places] == ["neg", "div", "div", "neg", "neg"]
    assert [expression.rationals[place] for _, place in places] == [-3, Fraction(-3, 4), Fraction(1, 2), -2, -1]
    done = {place for place, *_ in (*expression.outline.fixed, *expression.outline.steps)}
    assert done == {place for place, node in enumerate(expression.nodes) if node.arguments}
    with pytest.raises(DomainError, match="division by zero"):
        parse("x + 1/0").evaluate(Rationals(), {"x": Fraction(1)})
    assert parse("piecewise(x > -1/2, -3/4, 1/4)").evaluate(Real(), {"x": 1.0}) == -0.75


def test_rationals_and_exponents_are_exact() -> None:
    expression = parse("x^(0.1*3 - 1/5)*2^(3 - 1)^2 + x^y + x^pi")
    found = [q for node, q in zip(expression.nodes, expression.exponents, strict=True) if node.operation == "pow"]
    assert found == [Fraction(1, 10), Fraction(2), Fraction(4), None, None]
    assert Fraction(16) in expression.rationals


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("2^10", 1024),
        ("2^-2", Fraction(1, 4)),
        ("(1/3)^2 - 1/9", 0),
        ("--3", 3),
        ("0^0", 1),
        ("0^(-1)", None),
        ("1/0", None),
        ("2^0.5", None),
        ("9^9^9", None),
        ("sqrt(4)", None),
        ("pi", None),
        ("x - x", None),
        ("2^4000*2^4000", None),
        ("10^1000 + 0", 10**1000),
        ("(1/10^1000)^3", None),
    ],
)
def test_exact_values_of_constants(text: str, exact: Fraction | None) -> None:
    assert parse(text).rationals[-1] == exact


def test_exact_values_stay_small() -> None:
    expression = parse("((((7^1000)*(7^1000))*3)/11)^5 + 1/(3^2000*5^1500)")
    known = [q for q in expression.rationals if q is not None]
    assert max(max(q.numerator.bit_length(), q.denominator.bit_length()) for q in known) <= MAX_INTEGER_BITS


def test_size_counts_what_is_written_out() -> None:
    assert parse("x").size == 1
    assert parse("x*x + x*x").size == 7
    nodes = [Node("variable", (), "x")] + [Node("mul", (k, k)) for k in range(60)]
    assert Expression("x^(2^60)", tuple(nodes)).size == 2**61 - 1


# Errors name the place.


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 + log(x - 2)", "log(-1.0) is not a finite real number (at 'log(x - 2)', character 5)"),
        ("x + 1/(x - 1)", "division by zero (at '/(x - 1)', character 6)"),
        ("(x - 1)^(-2)", "division by zero (at '^(-2)', character 8)"),
        ("acos(x + 1)", "acos(2.0) is not a finite real number (at 'acos(x + 1)', character 1)"),
    ],
)
def test_errors_name_the_place(text: str, message: str) -> None:
    m = Precise(100)
    with pytest.raises(DomainError) as caught:
        parse(text).evaluate(m, {"x": m.exact(1.0)})
    assert str(caught.value) == message


def test_an_error_is_one_line() -> None:
    m = Precise(100)
    text = "1 +\nlog(x)\n+ exp(x)" + " + 1" * 50
    with pytest.raises(DomainError) as caught:
        parse(text).evaluate(m, {"x": m.exact(-1.0)})
    assert str(caught.value) == "log(-1.0) is not a finite real number (at 'log(x)', character 5)"


def test_other_errors_pass() -> None:
    class Refusing(Rationals):
        def native(self, row: Elementary) -> Any:
            if row.name == "sin":
                raise PrecisionError("no digits")
            return super().native(row)

    with pytest.raises(PrecisionError, match="no digits"):
        parse("1 + sin(x)").evaluate(Refusing(), {"x": Fraction(1)})
    with pytest.raises(UnsupportedOperation, match="rational arithmetic has no cos"):
        parse("1 + cos(x)").evaluate(Rationals(), {"x": Fraction(1)})
    with pytest.raises(ZeroDivisionError), mpmath.workdps(20):
        raise ZeroDivisionError


def test_division_by_zero_in_any_arithmetic() -> None:
    with pytest.raises(DomainError, match=r"division by zero \(at '/x', character 2\)"):
        parse("1/x").evaluate(Rationals(), {"x": Fraction(0)})
