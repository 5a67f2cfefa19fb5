"""Whatever is written is read back, in every notation, with all functions of the table and of the templates."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.text.writing import write
from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.formula.templates import TEMPLATES
from derivcheck.ground.errors import DomainError, ParseError, PrecisionError, UnsupportedOperation

ARITIES = {
    **{name: row.fewest for name, row in TEMPLATES.items()},
    **{name: row.arity for name, row in FUNCTIONS.items()},
}
ORDERED = frozenset(name for name, row in FUNCTIONS.items() if row.slopes[0] is None)
"""Functions whose first argument is a whole number."""

ASKED = frozenset("j0 j1 y0 y1 i0 i1 k0 k1".split())
"""Bessel functions that may be factors before a sum or a quotient: these are asked."""

LEAVES = st.sampled_from(["x", "y", "d", "e", "pi", "theta_1", "rate_2", "_", "2", "1", "0.5", "1e-3", "3/4"])


def called(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def write(name: str, arguments: list[str]) -> str:
        arguments = (["1"] if name in ORDERED else []) + arguments
        arguments = ["x"] if name in ASKED else arguments
        return f"{name}({', '.join(arguments[: ARITIES[name]])})"

    return st.builds(write, st.sampled_from(sorted(ARITIES)), st.lists(children, min_size=3, max_size=3))


def joined(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    forms = ["({}) + {}", "({}) - ({})", "({})*({})", "({})/({})", "({})**({})", "-({})*({})", "abs({})^({})"]
    return st.builds(str.format, st.sampled_from(forms), children, children)


TEXTS = st.recursive(LEAVES, lambda children: st.one_of(called(children), joined(children)), max_leaves=6)


@settings(max_examples=250)
@given(TEXTS)
def test_any_formula_is_read_back_in_every_notation(text: str) -> None:
    formula = parse(text)
    assert parse(formula.text).text == formula.text
    assert parse(formula.latex, formula.variables).text == formula.text
    try:
        code = formula.python
    except UnsupportedOperation:
        return
    assert parse(code, formula.variables).variables == formula.variables


def unsigned(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(str.format, st.sampled_from(["{} + {}", "{} - ({})", "({})/({})", "({})^{}"]), children, children)


ARCS = [*"ax", "arcsin(x)", "arccos(a)", "arctan(x/a)", "arcsinh(x)", "arccosh(x/a)", "arctanh(x)"]


@settings(max_examples=100)
@given(st.recursive(st.sampled_from(ARCS), unsigned, max_leaves=5))
@example("a + arccos(x)")
@example("arccosh(x/a)")
def test_arc_functions_beside_a_variable_a_are_read_back(text: str) -> None:
    formula = parse(text)
    for written in (formula.text, formula.latex, write(formula)):
        assert parse(written, formula.variables).text == formula.text


NAMES = (
    "x y E_1μ a_2ρ x_12 θ_max μ ρ_1 Δx σx ω_0 ψ_n alpha beta gamma lambda varepsilon_0 hbar J_0 E_k K_1 v_max rate_2 "
    "x2 k2 ex dx ax cost abc Re N S I j D T li zeta chi f g u"
).split()


@settings(max_examples=250)
@given(st.recursive(st.sampled_from([*NAMES, "2", "0.5"]), joined, max_leaves=6), st.sampled_from(["", "<", ">="]))
@example("E_1μ*x^2", "")
@example("a_2ρ^2/x", "<")
def test_names_with_indices_and_greek_letters_are_read_back(text: str, sign: str) -> None:
    formula = parse(f"piecewise(x {sign} 1, {text}, a_2ρ)" if sign else text, NAMES)
    for written in (formula.text, formula.latex):
        assert parse(written, formula.variables).text == formula.text
    assert parse(formula.python, formula.variables).variables == formula.variables


INDICES = st.text("abdfghjkmpqrtuvwxyzABDT012", min_size=2, max_size=4)
INDEXED = st.builds("{}_{}".format, st.sampled_from([*"xvkaTAEωμ", "omega", "theta"]), INDICES)


def joined_around(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    forms = ["({})*({})", "({})*e^(-{})", "{} + {}", "{} - ({})", "({})/({})", "({})^({})", "sin({})^2 + {}"]
    return st.builds(str.format, st.sampled_from(forms), children, children)


@settings(max_examples=250)
@given(st.data(), st.lists(INDEXED | st.sampled_from("xyabcmn"), min_size=2, max_size=4), st.booleans())
def test_names_with_longer_indices_are_read_back_without_being_given(
    data: st.DataObject, names: list[str], signed: bool
) -> None:
    parts = st.recursive(st.sampled_from(names), joined_around if signed else unsigned, max_leaves=5)
    formula = parse(data.draw(parts), names)
    for written in (formula.text, formula.latex):
        assert parse(written).text == formula.text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("v_{0x}t", "v_0x*t"),
        (r"v_{0y}t - \frac{1}{2}gt^2", "v_0y*t - 1/2*g*t^2"),
        ("v_{0x}^2t", "v_0x^2*t"),
        ("k_{BT}x", "k_BT*x"),
        ("A_{1x}e^{x}", "A_1x*e^x"),
        (r"\omega_{0t}x", "omega_0t*x"),
        ("A_{0e}^2x", "(A_0e)^2*x"),
        ("A_0e^(-k*t)", "A_0*e^(-k*t)"),
        ("k_{BT} + x", "k_{BT} + x"),
        ("x_{0y}^2/2 + v_max", "x_{0y}^2/2 + v_{max}"),
        ("v_{max} + x_{12}", "v_max + x_12"),
        (r"\theta_{0x}", "theta_{0x}"),
        (r"\mathrm{kin} \cdot y", "kin*y"),
        (r"\mathit{abc} \cdot x", "abc*x"),
        ("KE - x", "KE - x"),
        ("TC/t", "TC/t"),
        ("-2e^(x)/y", "(-2*e^x)/y"),
        ("C*e^(t)/T + 1", "(C*e^t)/T + 1"),
        ("nu^2 - kappa/x", "nu^2 - kappa/x"),
    ],
)
def test_names_that_look_like_products_are_written_as_names(typed: str, text: str) -> None:
    formula = parse(typed)
    assert formula.text == text
    assert parse(text).text == parse(formula.latex).text == text


@pytest.mark.parametrize("text", ["f'(x)", "y'", "y''*x", r"x^\prime", "f′(x)"])
def test_primes_are_derivatives_and_no_names(text: str) -> None:
    with pytest.raises(ParseError, match="derivative"):
        parse(text)


@pytest.mark.parametrize(
    ("typed", "text", "latex"),
    [
        (r"\begin{cases} x & x<1 \\ x^2 & x \ge 1\end{cases}", "piecewise(x < 1, x, x^2)", r"\text{otherwise}"),
        ("Piecewise[{{x, x < 1}, {x^2, x >= 1}}]", "piecewise(x < 1, x, x^2)", r"\text{otherwise}"),
        ("piecewise(x < 0, -1, x > 0, 1, x == 0, 0)", "piecewise(x < 0, -1, x > 0, 1, 0)", r"0 & \text{otherwise}"),
        ("piecewise(x < 0, 1, x < 2, 2)", "piecewise(x < 0, 1, x < 2, 2)", r"2 & x < 2 \end"),
        ("piecewise(x < 0, 1, x > 1, 2)", "piecewise(x < 0, 1, x > 1, 2)", r"2 & x > 1 \end"),
    ],
)
def test_cases_are_written_without_what_never_holds(typed: str, text: str, latex: str) -> None:
    formula = parse(typed)
    assert formula.text == text
    assert latex in formula.latex
    assert parse(formula.latex).text == parse(formula.text).text == text


@settings(max_examples=150)
@given(TEXTS, st.sampled_from([("e",), ("E",), ("pi",), ("e", "pi", "E")]))
@example("exp(1)*E**x*e", ("e",))
@example("x*pi", ("pi",))
def test_a_variable_with_the_name_of_a_constant_is_told_from_it(text: str, names: tuple[str, ...]) -> None:
    formula = parse(f"({text})*(E**x + π)", ("x", "y", *names))
    for written in (formula.text, formula.latex):
        again = parse(written, formula.variables)
        assert again.text == formula.text
        assert value(again) == value(formula)


def value(formula: Expression) -> str:
    m = Precise(80)
    try:
        return str(formula.evaluate(m, {name: m.exact(0.3 + 0.1 * i) for i, name in enumerate(formula.variables)}))
    except (DomainError, PrecisionError):
        return ""


@pytest.mark.parametrize("text", ["pKa + ln(x)", "log10(H) - pH", "ln(x)/(pK_w + ln(x) - log2(x))", "pOH*ln(ln(x))"])
def test_logarithms_beside_ph_are_read_back(text: str) -> None:
    formula = parse(text)
    for written in (formula.text, formula.latex, write(formula)):
        assert parse(written, formula.variables).text == formula.text


@pytest.mark.parametrize("text", [r"\gamma Ia !I", "gamma*x*Gamma(a + 1)", "Gamma*gamma*x!", "gamma + a!"])
def test_the_gamma_function_beside_a_variable_gamma_is_read_back(text: str) -> None:
    formula = parse(text)
    for written in (formula.text, formula.latex, write(formula)):
        assert parse(written).text == formula.text
