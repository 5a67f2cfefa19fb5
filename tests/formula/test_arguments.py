"""What a user asks for, made definite."""

from __future__ import annotations

import pytest
import sympy

from derivcheck.formula.arguments import check_claim_names, check_order, choose_variables, read_formula, read_point
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import InputError


def test_formulas_come_as_text_sympy_or_expression() -> None:
    x = sympy.Symbol("x")
    assert read_formula(sympy.sin(x) ** 2, ()).variables == ("x",)
    assert read_formula(sympy.E * x + 1, ()).text == "e*x + 1"
    assert read_formula(sympy.Symbol("E") * x, ("E", "x")).variables == ("E", "x")
    assert read_formula(sympy.E * sympy.Symbol("E") * x, ("x",)).text == "e*E*x"
    assert read_formula(sympy.E * sympy.Symbol("e") * x, ("x",)).text == "exp(1)*e*x"
    assert read_formula(sympy.E * x, ("e", "x")).text == "exp(1)*x"
    assert read_formula("e*x", ("e",)).variables == ("e", "x")
    expression = parse("x")
    assert read_formula(expression, ()) is expression


def test_points() -> None:
    assert read_point(("x",), 2) == {"x": 2.0}
    assert read_point((), 2) == {"x": 2.0}
    assert read_point(("a", "x"), {"x": 1, "a": 2}) == {"x": 1.0, "a": 2.0}


@pytest.mark.parametrize(
    ("names", "at", "message"),
    [
        (("a", "x"), 1.0, "give each a value"),
        (("a", "x"), {"x": 1.0}, "no value for a"),
        (("x",), {"x": float("nan")}, "not a finite number"),
        (("x",), float("inf"), "not a finite number"),
    ],
)
def test_unusable_points(names: tuple[str, ...], at: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_point(names, at)  # type: ignore[arg-type]


def test_the_variable_is_inferred_when_there_is_one() -> None:
    assert choose_variables(("x",), None, {"x": 1.0}) == ("x",)
    assert choose_variables((), None, {}) == ("x",)
    assert choose_variables((), "t", {}) == ("t",)
    assert choose_variables(("a", "x"), ("x", "a"), {}) == ("x", "a")


def test_ambiguous_and_unknown_variables() -> None:
    with pytest.raises(InputError, match="which of a, x"):
        choose_variables(("a", "x"), None, {})
    with pytest.raises(InputError, match="no variable 'z'; known: x"):
        choose_variables(("x",), "z", {"x": 1.0})


@pytest.mark.parametrize("order", [0, 5, -1])
def test_orders(order: int) -> None:
    with pytest.raises(InputError, match="1 to 4"):
        check_order(order)


@pytest.mark.parametrize("claim", ["mg", "m*g"])
def test_a_claim_of_the_letters_of_a_name_is_told_of_the_name(claim: str) -> None:
    with pytest.raises(InputError, match=r"the function's 'mgh' is one name; if it is a product, write m\*g\*h"):
        check_claim_names(parse("mgh", ["mgh"]), parse(claim, ["m", "g", "mg"]), ())
    with pytest.raises(InputError, match="give it a value"):
        check_claim_names(parse("rate*x"), parse("r"), ())
