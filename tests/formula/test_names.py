"""Names: what is a variable, a constant and a function, by the rules of the documentation."""

from __future__ import annotations

import pytest
from rows import of_each

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.name_faults import WITH_ORDER, unknown_function_fault
from derivcheck.formula.names import LETTERS_TOO
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import ParseError
from derivcheck.ground.limits import MAX_NAME_LENGTH


def leaves(text: str, *bound: str) -> set[tuple[str, object]]:
    return {(node.operation, node.value) for node in parse(text, bound).nodes if not node.arguments}


@pytest.mark.parametrize(
    ("text", "bound", "expected"),
    [
        ("e", (), {("constant", "e")}),
        ("E^x", (), {("constant", "e"), ("variable", "x")}),
        ("E*x", ("E",), {("variable", "E"), ("variable", "x")}),
        ("pi + π", (), {("constant", "pi")}),
        ("e", ("e",), {("variable", "e")}),
        ("e + E^e", ("e",), {("variable", "e"), ("constant", "e")}),
        ("pi", ("pi",), {("variable", "pi")}),
        ("π", ("π",), {("variable", "π")}),
        ("gamma", ("gamma",), {("variable", "gamma")}),
        ("lambda*x", (), {("variable", "lambda"), ("variable", "x")}),
        ("gamma(gamma)", ("gamma",), {("variable", "gamma")}),
        ("lambda", ("lambda",), {("variable", "lambda")}),
        ("li*zeta + E1*zeta(2)", (), {("variable", "li"), ("variable", "zeta"), ("variable", "E1"), ("number", 2)}),
        ("beta*beta(x, 2)", (), {("variable", "beta"), ("variable", "x"), ("number", 2)}),
        ("alpha + rate + x_1 + Θ", (), {("variable", name) for name in ("alpha", "rate", "x_1", "Θ")}),
        ("x", ("x", "not in the formula"), {("variable", "x")}),
        ("e2 + pi2", (), {("variable", "e2"), ("variable", "pi2")}),
        ("_x", (), {("variable", "_x")}),
        ("n" * MAX_NAME_LENGTH, (), {("variable", "n" * MAX_NAME_LENGTH)}),
    ],
)
def test_what_a_name_stands_for(text: str, bound: tuple[str, ...], expected: set[tuple[str, object]]) -> None:
    assert leaves(text, *bound) == expected


@of_each(sorted({*FUNCTIONS} - WITH_ORDER.keys()))
def test_every_function_of_the_table_is_called_by_its_names_only(name: str) -> None:
    row = FUNCTIONS[name]
    node = parse(f"{name}({', '.join('xyz'[: row.arity])})").nodes[-1]
    assert (node.operation, node.arguments) == (row.name, tuple(range(row.arity)))
    if name in LETTERS_TOO:
        assert leaves(name) == {("variable", name)}
    else:
        with pytest.raises(ParseError, match=f"'{name}' is a function; write {name}"):
            parse(name)
    with pytest.raises(ParseError, match=f"^{name} takes .*, not 0"):
        parse(f"{name}()")


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        ("sinn", "did you mean sin?"),
        ("Sinn", "did you mean sin?"),
        ("arcsine", "did you mean arcsin?"),
        ("SQTR", "did you mean sqrt?"),
        ("fac", "write gamma(… + 1)"),
        ("lg", "write log10(…) or log2(…)"),
        ("Li", "write li(…), (li(…) - li(2)) or polylog(2, …)"),
        ("si", "write Si(…) or (Si(…) - pi/2)"),
        ("dilog", "write polylog(2, …) or spence(…)"),
        ("Phi", "write normcdf(…) or normpdf(…), the normal distribution function and its density"),
        ("frobnicate", "or give frobnicate a value if it is a factor"),
        ("x", "'x' is not a function; write x*(…) for a product, else write the function out"),
        ("pi", "'pi' is not a function"),
        ("rate", "'rate' is not a function"),
        ("__import__", "leave out the double underscore"),
        ("f" * 200, "has 200 characters"),
    ],
)
def test_unknown_functions(name: str, fragment: str) -> None:
    message = unknown_function_fault(name, {"rate"})
    assert fragment in message
    assert len(message) < 120
