"""LaTeX that is written is read back as the same formula, node for node."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from rows import of_each
from strategies import Formula, formulas

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.parser import parse


def assert_read_back(text: str) -> None:
    formula = parse(text)
    assert parse(formula.latex, formula.variables).text == formula.text


@settings(max_examples=60)
@given(formulas(max_leaves=12))
def test_any_formula_is_read_back(formula: Formula) -> None:
    assert_read_back(formula.text)


@of_each(sorted(FUNCTIONS))
def test_each_function_is_read_back(name: str) -> None:
    row = FUNCTIONS[name]
    assert_read_back(
        f"{name}({', '.join(['2', 'x', 'y'][: row.arity] if row.slopes[0] is None else 'xyz'[: row.arity])})^2"
    )


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x^2/sin(x)", r"\frac{x^{2}}{\sin\left(x\right)}"),
        ("2x", "2 x"),
        ("2*3*x", r"2 \cdot 3 \cdot x"),
        ("sin(x)^2", r"\sin^{2}\left(x\right)"),
        ("sin(x)^a", r"\left(\sin\left(x\right)\right)^{a}"),
        ("(a+b)*(-x)", r"\left(a + b\right) \cdot \left(-x\right)"),
        ("e^(-x^2/2)", r"e^{\frac{-x^{2}}{2}}"),
        ("theta_1 + rate_2", r"\theta_{1} + \mathrm{rate_2}"),
        ("|x|", r"\left|x\right|"),
        ("cbrt(x)", r"\sqrt[3]{x}"),
        ("x if x > 0 else 0", r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"),
        ("erf(x)", r"\operatorname{erf}\left(x\right)"),
    ],
)
def test_it_is_set_as_a_textbook_sets_it(text: str, latex: str) -> None:
    assert parse(text).latex == latex


@pytest.mark.parametrize(
    "text", ["(tan(c) + d)^3", "4*e - 3", "d/x", "d/(d*x)", "d*x/(d*t)", "(x^1)/2", "pi*_", "E1(x)"]
)
def test_what_has_once_changed_is_read_back(text: str) -> None:
    assert_read_back(text)


@pytest.mark.parametrize(
    "text", ["x if x > 0 else -x if x > -2 else 7", "relu(x)*elu(y)", "floor(x) + ceil(x)", "heaviside(heaviside(x))"]
)
def test_cases_are_read_back(text: str) -> None:
    assert_read_back(text)
