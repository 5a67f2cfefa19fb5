"""Formulas with what is alike gathered: values, derivatives and lengths against SymPy."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from strategies import ARITHMETIC, VALUES, Formula, evaluate, formulas

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.arithmetic.text.gathered import Gathered
from derivcheck.arithmetic.text.gathered_slopes import TEXTBOOK, GatheredDerivative
from derivcheck.arithmetic.text.gathered_text import GatheredText, content
from derivcheck.arithmetic.text.gathering import Gathering
from derivcheck.arithmetic.text.writing import Writing
from derivcheck.elementary import TABLE
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, UnsupportedOperation


def gathered(m: Gathering, formula: Expression) -> Gathered:
    return m.lift(formula.evaluate(m, {name: m.variable(name) for name in formula.variables}))


def written(text: str) -> str:
    m = Gathering()
    return GatheredText(m, Writing()).of(gathered(m, parse(text))).text


def derivative(text: str) -> str:
    m = Gathering()
    return GatheredText(m, Writing()).of(GatheredDerivative(m, "x").of(gathered(m, parse(text)))).text


def symbolic(formula: Expression) -> sympy.Expr:
    m = Symbolic()
    return formula.evaluate(m, {name: m.variable(name) for name in formula.variables})


def close(own: Expression, oracle: sympy.Expr) -> bool:
    """Whether a formula has the value of SymPy's expression, where that is real, to 25 of 40 digits."""
    m = Precise(200)
    values = {name: Fraction(k + 3, 7) for k, name in enumerate(own.variables)}
    value = own.evaluate(m, {name: m.number(v) for name, v in values.items()})
    real = {sympy.Symbol(name, real=True): sympy.Rational(v.numerator, v.denominator) for name, v in values.items()}
    expected = m.context.mpf(str(oracle.subs(real).evalf(40)))
    return bool(abs(value - expected) <= m.context.mpf(10) ** -25 * abs(expected))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("x + x + 1/2 - 3/2", "2*x - 1"),
        ("2*x^2*x^(-3)", "2/x"),
        ("(x+1)*(x-1)", "x**2 - 1"),
        ("(x+1)^2*(x+1)^(-1)", "x + 1"),
        ("sqrt(x)*sqrt(x)", "x"),
        ("sqrt(8*x)", "2*sqrt(x)*sqrt(2)"),
        ("sqrt(2)*sqrt(3)*x", "x*sqrt(6)"),
        ("sqrt(12)/sqrt(3)", "2"),
        ("exp(x)*exp(2*x)", "exp(3*x)"),
        ("x^(n-1)*x", "x**n"),
        ("x^(n-1)", "x**n/x"),
        ("(x^n)^2", "x**(2*n)"),
        ("1/2*log(x) - 1/2*x", "log(x)/2 - x/2"),
        ("1/2*log(x) - 1/2*x + y/2", "(log(x) - x + y)/2"),
        ("-x - 1", "-x - 1"),
        ("-(x+1)/y", "-(x + 1)/y"),
        ("x^(1/3)/x", "x**(-2/3)"),
        ("2^x*2", "2*2**x"),
        ("hypot(x, 1)", "sqrt(x**2 + 1)"),
        ("x - x", "0"),
    ],
)  # fmt: skip
def test_what_is_alike_is_gathered(typed: str, expected: str) -> None:
    assert written(typed) == expected


@pytest.mark.parametrize(
    "typed", ["sqrt(x^2)", "(x^2)^(1/2)", "(x^4)^(1/4)", "sqrt(a*b)", "(-x)^(1/3)", "log(x^2)", "(x*y)^a"]
)
def test_what_is_the_same_only_for_positive_numbers_is_left(typed: str) -> None:
    """sqrt(x^2) is |x|, and not x."""
    m, names = Precise(80), {"x": -2, "a": -3, "b": Fraction(-1, 2), "y": Fraction(-3, 2)}

    def value(formula: Expression) -> object:
        try:
            return formula.evaluate(m, {name: m.number(names[name]) for name in formula.variables})
        except DomainError:
            return None

    assert value(parse(written(typed))) == value(parse(typed))


@given(formulas())
def test_gathered_it_is_the_same_function(formula: Formula) -> None:
    names = {name: Fraction(value) for name, value in VALUES.items()}
    try:
        expected = evaluate(formula.tree, names)
        text = written(formula.text)
    except (UnsupportedOperation, ArithmeticError):
        return
    found: list[Fraction] = []
    for node in parse(text, tuple(names)).nodes:
        leaf = names[str(node.value)] if node.operation == "variable" else node.value
        value = ARITHMETIC[node.operation](*(found[i] for i in node.arguments)) if node.arguments else leaf
        found.append(Fraction(value))
    assert found[-1] == expected


LONG = (
    "1/2*log(c*(b*x^n)^p)^2/(n*p)",
    "2*b^2*cos(c+d*x)/d^3-(a+b*x)^2*cos(c+d*x)/d+2*b*(a+b*x)*sin(c+d*x)/d^2",
    "log(a+b*x)/b-2*atan((a-2*b*x)/(a*sqrt(3)))/(b*sqrt(3))",
    "-atan(3-sin(x))",
    "(k*x)^(1+m)/(k*(1+m))+3*(k*x)^(3+m)/(k^3*(3+m))",
    "tan(x)^3/sec(x) + csc(2*x)*cot(x)",
    "asin(a+b*x)*x^2 + acsch(x)/x + asec(3*x)",
    "x^x + 2^x + a^(x^2)",
    "exp(-x^2/2)/sqrt(2*pi)*erf(x)",
    "sqrt(a*csc(x)^4)*cos(x)",
    "sinh(x)*sech(x)^2 + atanh(x)/x + asech(x)",
    "12*x^(1/12)-6*x^(1/6)-12*log(1+x^(1/12))",
    "atan(x*sqrt(2/(-1+sqrt(5))))/sqrt(2*(-1+sqrt(5)))",
)  # fmt: skip


@pytest.mark.parametrize("typed", LONG)
def test_the_derivative_is_right_and_no_longer_than_that_of_sympy(typed: str) -> None:
    own, oracle = parse(derivative(typed)), sympy.diff(symbolic(parse(typed)), sympy.Symbol("x", real=True))
    assert close(own, oracle)
    assert len(own.text) <= len(parse(str(oracle)).text)


@pytest.mark.parametrize("name", sorted(TEXTBOOK))
def test_slopes_of_books_are_those_of_the_table(name: str) -> None:
    m = Precise(120)
    x = m.exact(1.75 if name in ("asec", "acsc", "acoth") else 0.625)
    y = getattr(m, name)(x)
    slope = TABLE[name].slopes[0]
    assert slope is not None
    assert abs(TEXTBOOK[name](m, x, y) - slope(m, x, y)) < 1e-30 * abs(slope(m, x, y))


def test_content_is_what_all_terms_have() -> None:
    m = Gathering()
    assert content(gathered(m, parse("4*x/3 + 2*y/9"))) == content(gathered(m, parse("2*y/9 - 4*x/3")))
    with pytest.raises(DomainError):
        gathered(m, parse("1/(x - x)"))
