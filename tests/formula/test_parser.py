"""The parser: its oracles are trees that were written out as text, and Python's own parser."""

from __future__ import annotations

import ast
from fractions import Fraction

import pytest
from hypothesis import Phase, assume, example, find, given, settings
from hypothesis import strategies as st
from rows import of_each
from strategies import ARITHMETIC, VALUES, Formula, TooLarge, Tree, evaluate, formulas, python_formulas

from derivcheck.formula import operators
from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node
from derivcheck.formula.operators import Operator
from derivcheck.formula.parser import parse


def tree_of(expression: Expression) -> Tree:
    trees: list[Tree] = []
    for node in expression.nodes:
        trees.append(Tree(node.operation, tuple(trees[i] for i in node.arguments), node.value))
    return trees[-1]


def shape(text: str) -> list[tuple[str, tuple[int, ...], Fraction | str | None]]:
    """The nodes without their places in the text."""
    return [(node.operation, node.arguments, node.value) for node in parse(text).nodes]


def value_of(expression: Expression) -> Fraction:
    slots: list[Fraction] = []
    for node in expression.nodes:
        slots.append(node_value(node, slots))
    return slots[-1]


def node_value(node: Node, slots: list[Fraction]) -> Fraction:
    if isinstance(node.value, Fraction):
        return node.value
    if isinstance(node.value, str):
        return VALUES[node.value]
    return ARITHMETIC[node.operation](*(slots[i] for i in node.arguments))


# Against trees.


def agrees(formula: Formula) -> bool:
    """Whether the nodes and the tree have the same value, or both none."""
    try:
        expected = evaluate(formula.tree, VALUES)
    except (ZeroDivisionError, TooLarge):
        # Whether nodes have a value too is seen where all do: the trees are compared anyway.
        assume(False)
    try:
        return value_of(parse(formula.text)) == expected
    except (ZeroDivisionError, TooLarge):
        return False


@given(formulas())
def test_the_value_is_that_of_the_tree_that_was_written(formula: Formula) -> None:
    assert agrees(formula)


@given(formulas(max_leaves=25))
def test_the_operations_and_their_order_are_those_written(formula: Formula) -> None:
    assert tree_of(parse(formula.text)) == formula.tree


# Each plants a fault in the table of operators.
FAULTS = {
    "difference as sum": ("-", Operator(1, "add")),
    "product before quotient": ("/", Operator(1, "div")),
    "sum with product": ("+", Operator(2, "add")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_faults_are_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(operators.BINARY, *FAULTS[fault])
    # Any example will do, so none is made smaller, which takes long.
    quick = settings(phases=[Phase.generate], database=None, derandomize=True, max_examples=5_000)
    other_value = find(formulas(), lambda formula: not agrees(formula), settings=quick)
    other_tree = find(formulas(), lambda formula: tree_of(parse(formula.text)) != formula.tree, settings=quick)
    not_python = find(python_formulas(), lambda text: tree_of(parse(text)) != python_tree(text), settings=quick)
    monkeypatch.undo()
    # Without the fault the same formulas are read right.
    assert agrees(other_value)
    assert tree_of(parse(other_tree.text)) == other_tree.tree
    assert tree_of(parse(not_python)) == python_tree(not_python)


# Against Python.

PYTHON_OPERATIONS: dict[type[ast.AST], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.Pow: "pow",
    ast.USub: "neg",
}


def python_tree(text: str) -> Tree:
    return from_python(ast.parse(text, mode="eval").body, text)


def from_python(node: ast.expr, text: str) -> Tree:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return Tree(PYTHON_OPERATIONS[type(op)], (from_python(left, text), from_python(right, text)))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return from_python(operand, text)
        case ast.UnaryOp(operand=operand):
            return Tree("neg", (from_python(operand, text),))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return Tree(name, tuple(from_python(argument, text) for argument in arguments))
        case ast.Name(id=name):
            return Tree("constant" if name == "pi" else "variable", value=name)
    # Not its value, which is a double.
    return Tree("number", value=Fraction(ast.get_source_segment(text, node) or ""))


@given(python_formulas())
@example("-x**2")
@example("2**-x**2/y")
@example("x-y-2-0.5")
@example("x/y/2*0.5")
@example("2**x**y**2")
@example("--x*-y")
def test_python_reads_the_same_tree(text: str) -> None:
    assert tree_of(parse(text)) == python_tree(text)


# Laws of the node list.


@given(formulas(max_leaves=25))
def test_nodes_are_shared_ordered_and_all_needed(formula: Formula) -> None:
    nodes = parse(formula.text).nodes
    assert len({(node.operation, node.arguments, node.value) for node in nodes}) == len(nodes)
    assert all(argument < place for place, node in enumerate(nodes) for argument in node.arguments)
    assert {argument for node in nodes for argument in node.arguments} == set(range(len(nodes) - 1))


@given(formulas())
def test_positions_are_where_the_operation_stands(formula: Formula) -> None:
    signs = {"add": "+", "sub": "-−", "div": "/÷", "neg": "-−⁻", "abs": "a|", "min": "m", "max": "m", "pow": "*^⁻⁰¹²³"}
    for node in parse(formula.text).nodes:
        there = formula.text[node.position]
        assert there in signs.get(node.operation, there)
        if isinstance(node.value, str):
            assert formula.text.startswith(node.value, node.position)


@given(formulas(), st.sampled_from(["({})", "+ {}", " {}\n", "(({}))", "+(+ {})"]))
def test_what_changes_nothing_changes_no_node(formula: Formula, frame: str) -> None:
    assert shape(frame.format(formula.text)) == shape(formula.text)


def test_equal_parts_stand_once() -> None:
    assert [node.operation for node in parse("sin(x)*x + sin( x ) - 2.0*2").nodes] == [
        *("variable", "sin", "mul", "add", "number", "mul", "sub")
    ]


def test_nothing_is_folded_or_reordered() -> None:
    assert shape("1+1") == [("number", (), Fraction(1)), ("add", (0, 0), None)]
    assert shape("x*1-0") != shape("x")
    assert shape("x+y") != shape("y+x")
    assert shape("(x+1)-x")[-1] == ("sub", (2, 0), None)


# Notation.


@of_each(
    [
        ("2x", "2*x"),
        ("2(x+1)", "2*(x+1)"),
        ("(x+1)(x-1)(x)", "(x+1)*(x-1)*x"),
        ("(x+1)x", "(x+1)*x"),
        ("2 sin(x)", "2*sin(x)"),
        ("sin(x)cos(x)", "sin(x)*cos(x)"),
        ("2pi", "2*pi"),
        ("2πx", "2*pi*x"),
        ("π(x+1)", "pi*(x+1)"),
        ("xπ", "x*pi"),
        ("-2x^2", "-2*x**2"),
        ("2x/3", "2*x/3"),
        ("a/b*2x", "a/b*2*x"),
        ("x^(2)sin(x)", "x**2*sin(x)"),
        ("x²y³", "x**2*y**3"),
        ("x⁻¹", "x**-1"),
        ("-x²", "-(x**2)"),
        ("2^x²", "2**(x**2)"),
        ("2^3^x", "2**(3**x)"),
        ("(x+1)²", "(x+1)**2"),
        ("sin(x)²", "sin(x)**2"),
        ("x⁺¹⁰", "x**10"),
        ("√(x+1)", "sqrt(x+1)"),
        ("2√x*y", "2*sqrt(x)*y"),
        ("√2", "sqrt(2)"),
        ("√π", "sqrt(pi)"),
        ("x·y×z÷2−1", "x*y*z/2-1"),
        ("|x|", "abs(x)"),
        ("|x-|y||", "abs(x-abs(y))"),
        ("|x|*|y|-|x|", "abs(x)*abs(y)-abs(x)"),
        ("||x|-1|^2", "abs(abs(x)-1)**2"),
        ("2|x|+1", "2*abs(x)+1"),
        ("|(2|x|)-y|", "abs(2*abs(x)-y)"),
        ("sin(|x|)", "sin(abs(x))"),
        ("ln(x)", "log(x)"),
        ("log(x, 2)", "log(x)/log(2)"),
        ("arcsin(x)", "asin(x)"),
        ("min(x, y, z)", "min(min(x, y), z)"),
        ("max(x,y)", "max(x,y)"),
        ("E**x", "e**x"),
        ("1.", "1"),
        ("2e", "2*e"),
        ("+x", "x"),
        ("sin (x)", "sin(x)"),
    ]
)
def test_notation(written: str, plain: str) -> None:
    assert tree_of(parse(written)) == tree_of(parse(plain))


def test_a_typeset_letter_is_no_function() -> None:
    assert parse(r"\psi x + \theta^2\psi x_1").variables == ("psi", "theta", "x", "x_1")
