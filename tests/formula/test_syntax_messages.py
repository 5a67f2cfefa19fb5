"""What is refused: where, why, with what advice, and in what time."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rows import of_each
from strategies import Formula, formulas, hostile_texts

from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import ParseError
from derivcheck.ground.limits import MAX_LENGTH, MAX_NESTING, MAX_NODES

SECONDS = 2
"""Processor time that any input may take."""


def refusal(text: str) -> ParseError:
    start = time.process_time()
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert time.process_time() - start < SECONDS
    return caught.value


# The caret is the place of "¦" in the formula, which is not part of it.
HOSTILE = [
    ("¦", "the formula is empty"),
    ("¦   ", "the formula is empty"),
    ("x +¦ ", "missing after '+'"),
    ("¦* x", "missing before '*'"),
    ("x + ¦* y", "missing between '+' and '*'"),
    ("x ** ¦** y", "missing between '**' and '**'"),
    ("(x *¦)", "missing between '*' and ')'"),
    ("(¦)", "missing in '()'"),
    ("x¦)", "')' closes nothing"),
    ("¦(x + (y)", "'(' is not closed at the end; add ')'"),
    ("(x + ¦(y", "'(' is not closed at the end"),
    ("sin¦(x", "'(' is not closed at the end"),
    ("¦|x", "'|' is not closed at the end; add '|'"),
    ("(¦|x)", "'|' is not closed before ')'"),
    ("|¦(x|", "'(' is not closed before '|'"),
    ("sin(|x¦, y|)", "',' stands only between arguments"),
    ("||¦", "missing after '|'"),
    ("1¦,5", "for a decimal comma write 1.5"),
    ("(x¦, y)", "',' stands only between arguments"),
    ("log(x,¦)", "missing between ',' and ')'"),
    ("rate ¦time", "no operator between 'rate' and 'time'; write rate*time for a product"),
    ("(x)¦2", "no operator between ')' and '2'"),
    ("x ¦2", "write x*2"),
    ("2 ¦3", "write 2*3"),
    ("|x|y¦|", "bars beside bars have two readings"),
    ("|x|y¦|z|", "bars beside bars have two readings"),
    ("1/2¦x", "two readings; write x/2 or 1/(2*x)"),
    ("1/2 ¦x", "two readings; write x/2 or 1/(2*x)"),
    ("x/2¦(x+1)", "two readings; write x*(x + 1)/2 or x/(2*(x + 1))"),
    ("1/(2)¦x", "has two readings"),
    ("e^2¦x", "two readings; write exp(2)*x or exp(2*x)"),
    ("2^3¦(x+1)", "two readings; write 2^3*(x + 1) or 2^(3*(x + 1))"),
    ("e^x¦ln x", "two readings; write exp(x)*log(x) or exp(x*log(x))"),
    ("x^y^2¦z", "has two readings"),
    ("sin x¦/2", "two readings; write sin(x)/2 or sin(x/2)"),
    ("sin x¦*y", "two readings; write sin(x)*y or sin(x*y)"),
    ("sin x ¦(x+1)", "two readings; write sin(x)*(x + 1) or sin(x*(x + 1))"),
    ("ln 2 ¦x", "two readings; write log(2)*x or log(2*x)"),
    ("ln sin x ¦cos x", "two readings; write log(sin(x))*cos(x) or log(sin(x*cos(x)))"),
    ("ln|x|¦^2", "a power after bars has two readings"),
    ("ln|x|¦|y|", "bars beside bars after a function"),
    ("¦ln^-1(x)", "may be 1/ln(x) or the inverse function"),
    ("sin^2(x)¦^3", "second power of a function"),
    ("¦cost", "'cost' may be one name or cos(t)"),
    ("¦asinx", "'asinx' has two readings; write asin(x) or a*sin(x)"),
    ("sqrt 2¦x", "write sqrt(2)*x or sqrt(2*x)"),
    ("e^-2¦x", "write exp(-2)*x or exp(-2*x)"),
    ("-1/2¦x", "write -x/2 or -1/(2*x)"),
    ("¦sqrt[3](x)", "write root(x, 3) or sqrt(3)*(x)"),
    ("¦sin[3](x)", "write sin(3)*(x)"),
    ("¦sin2", "'sin2' may be one name, sin(2), or sin^2 of what follows; write sin 2"),
    ("¦log2x", "'log2x' has two readings; write log2(x) or log(2*x)"),
    ("¦Acos(x)", "write acos(x) or A*cos(x)"),
    ("¦P_2(x)", "unknown function 'P_2'"),
    ("¦I_0(x - 1)", "two readings; write besseli(0, x - 1) or I_0*(x - 1)"),
    ("a*x^2 + ¦nx", "'nx' may be one name or n*x"),
    ("¦mc^2", "'mc' may be one name or m*c"),
    ("¦Ae^2", "write A*e^2, or give Ae a value"),
    ("¦lg(x)", "write log10(x) or log2(x)"),
    ("¦polygamma(x, 2)", "takes a whole number n >= 0"),
    ("¦polygamma(1.5, x)", "takes a whole number n >= 0"),
    ("¦zeta_derivative(101, x)", "takes a whole number n >= 0, up to 100"),
    ("¦zeta_derivative(10000000000, x)", "takes a whole number n >= 0, up to 100"),
    ("¦log_2 + x", "write log_b(x) or log(x, b)"),
    ("¦(x]", "'(' is not closed before ']'; add ')'"),
    ("¦[x}", "'[' is not closed before '}'; add ']'"),
    ("¦f(x)", "two readings; write f*(x) for a product, or write the function f out"),
    ("¦k(x)", "'k' is not a function; write k*(x) for a product"),
    ("f^-1¦(x)", "'f' before a power and a parenthesis may be a function"),
    ("x²¦^3", "write (x^2)^3 or x^(2^3)"),
    ("√x¦²", "two readings; write sqrt(x)^2 or sqrt(x^2)"),
    ("√2¦x", "two readings; write sqrt(2)*x or sqrt(2*x)"),
    ("¦√-x", "write sqrt(…)"),
    ("¦√sin(x)cos(x)", "write sqrt(…)"),
    ("¦sinn(x)", "unknown function 'sinn'; did you mean sin?"),
    ("¦tan^(--)(x)", "write tan(x)**n for a power of it"),
    ("¦k2(x + 1)", "unknown function 'k2'; write k2*(x + 1) for a product"),
    ("¦dsin(x)", "'dsin' is a function in Fortran, or a product; write sin(x) or d*sin(x)"),
    ("¦sin + x", "'sin' is a function; write sin(x)"),
    ("¦sin", "write sin(x)"),
    ("¦sin²", "write sin(x)**n for a power of it"),
    ("¦sin(x, y)", "sin takes 1 argument, not 2"),
    ("¦atan2(x)", "atan2 takes 2 arguments, not 1"),
    ("¦log(x, 2, 3)", "log takes 1 or 2 arguments, not 3"),
    ("¦ln(x, 2)", "ln takes 1 argument, not 2"),
    ("¦max(x)", "max takes 2 or more arguments, not 1"),
    ("¦sin()", "sin takes 1 argument, not 0"),
    ("¦np.foo(x)", "'np.foo' is no function"),
    ("¦numpy . linalg.norm(x)", "'numpy.linalg' is no function"),
    ("¦x.real", "a formula has no attributes"),
    ("(x)¦.real", "'.' outside a number"),
    ("¦''.__class__", "no quotes"),
    ("f¦'(x)", "for a derivative write it out"),
    ("¦__import__('os').system('ls')", "double underscore"),
    ("x + ¦__class__", "double underscore"),
    ("lambda¦: x", "one formula at a time"),
    ("¦inf", "'inf' has another meaning"),
    ("y + 1 ¦= x", "give the right-hand side only"),
    ("y = x ¦= 2", "give the right-hand side only"),
    ("log(x, b¦=2)", "arguments unnamed"),
    ("x ¦== 2", "'==' compares"),
    ("x ¦≤ 2", "'≤' compares"),
    ("x ¦% ", "'%' stands between two numbers"),
    ("x ¦// 2", "write / for division"),
    ("sin(x)¦!", "write gamma(n + 1) for n!"),
    ("x¦; y", "one formula at a time"),
    ("¦\\int x", "an integral is not read"),
    ("¦\\frac x", "'\\frac' is not read so"),
    ("¦\\sqrt[x{x}", "'\\sqrt' is not read so"),
    ("x¦$x", "not arithmetic"),
    ("x ¦@ y", "not arithmetic"),
    ("¦1.2.3", "1.2.3 is not a number"),
    ("¦2..3", "2..3 is not a number"),
    ("¦1_000", "leave the underscores out"),
    ("¦0x1F", "write it in decimal digits"),
    ("¦2e -3", "write 2e-3 or 2*e - 3"),
    ("¦1e999999999", "out of range"),
    ("x + ¦99999999999e9999", "out of range"),
    ("x ¦⊕ 1", "'⊕' (U+2295) has no meaning in a formula; leave it out"),
    ("(x)¦₁", "(U+2081)"),
    ("x¦\u200b", "U+200B"),
    ("¦" + "n" * 1000, "1000 characters; 64 are allowed"),
    ("¦fac(10**9)", "write gamma((10**9) + 1)"),
    ("a" * MAX_LENGTH + "¦a", "the limit is 100,000"),
    ("(" * MAX_NESTING + "¦" + "(" * 2_900 + "x" + ")" * 3_000, "nested more than 100 deep"),
    ("-" * MAX_NESTING + "¦" + "-" * 50_000 + "x", "nested more than 100 deep"),
    ("x" + "^x" * MAX_NESTING + "¦^x" * 1, "nested more than 100 deep"),
    ("|" * MAX_NESTING + "¦|", "nested more than 100 deep"),
    ("sin(" * MAX_NESTING + "sin¦(", "nested more than 100 deep"),
]


@of_each(HOSTILE)
def test_hostile_formulas(marked: str, fragment: str) -> None:
    text = marked.replace("¦", "", 1)
    error = refusal(text)
    assert fragment in str(error)
    assert error.position == marked.index("¦")
    assert error.text == text


@of_each(HOSTILE)
def test_messages_are_one_short_line_with_a_caret(marked: str, fragment: str) -> None:
    error = refusal(marked.replace("¦", "", 1))
    assert str(error).isprintable()
    assert len(str(error)) < 160
    excerpt, caret = error.pointer.split("\n")
    assert caret.strip() == "^"
    assert len(caret) - 1 <= len(excerpt)


def test_the_hostile_formulas_are_refused_for_their_fault() -> None:
    """The formulas' right neighbours pass, so that it is not something else that is refused."""
    texts = ("x +y", "(x + (y))", "x*y", "1/(2*x)", "e^(2x)", "(x²)^3", "sin(x)²", "2*e - 3", "x/2*(x+1)", "2.3")
    assert [text for text in texts if isinstance(outcome(text), ParseError)] == []


def outcome(text: str, bound: Iterable[str] = ()) -> Expression | ParseError:
    try:
        return parse(text, bound)
    except ParseError as error:
        return error


def is_sound(result: Expression | ParseError, text: str) -> bool:
    """Whether an error is one line with a place in the text."""
    if isinstance(result, Expression):
        return result.typed == text
    within = 0 <= result.position <= len(text) and result.text == text
    return within and len(str(result).splitlines()) == 1 and result.pointer.endswith("^")


@settings(max_examples=500)
@given(hostile_texts(), st.lists(st.sampled_from(["x", "e", "pi", "lambda", "__", "sin"])))
@example("\ud800", [])
@example("x\n+\ny\n+", [])
@example("(\x00)", [])
def test_any_text_is_a_formula_or_a_parse_error(text: str, bound: list[str]) -> None:
    assert is_sound(outcome(text, bound), text)


@given(formulas(), st.data())
def test_a_formula_cut_or_doubled_is_a_formula_or_a_parse_error(formula: Formula, data: st.DataObject) -> None:
    start, stop = (data.draw(st.integers(0, len(formula.text))) for _ in range(2))
    text = formula.text[:start] + formula.text[stop:]
    assert is_sound(outcome(text), text)


@given(formulas())
def test_what_is_refused_is_the_leftmost_fault(formula: Formula) -> None:
    error = refusal(formula.text + " ≤ sinn(")
    assert error.position == len(formula.text) + 1


# Large honest formulas, and large others.

LARGE: dict[str, Callable[[], str]] = {
    "a sum of 5,000 terms": lambda: " + ".join(f"{n}*x" for n in range(5_000)),
    "a product of 5,000 factors": lambda: "*".join(f"(x+{n})" for n in range(5_000)),
    "an implicit product of 5,000 factors": lambda: "".join(f"(x+{n})" for n in range(5_000)),
    "a chain of 20,000 quotients": lambda: "x" + "/x" * 19_000,
    "a maximum of 9,000 numbers": lambda: f"max({', '.join(map(str, range(9_000)))})",
    "nesting at its limit": lambda: "(" * (MAX_NESTING - 1) + "x^2" + ")" * (MAX_NESTING - 1),
    "calls at the limit of nesting": lambda: "sin(" * MAX_NESTING + "x" + ")" * MAX_NESTING,
    "powers at the limit of nesting": lambda: "x" + "^x" * MAX_NESTING,
    "deep parts beside one another": lambda: "+".join(["(" * 90 + "-x^2" + ")" * 90] * 300),
    "powers that are never computed": lambda: "9**9**9 + (1+x)**(10**7) + 9^9^9^9^9",
}


@pytest.mark.parametrize("name", LARGE)
def test_large_formulas_are_read(name: str) -> None:
    start = time.process_time()
    assert parse(LARGE[name]()).nodes
    assert time.process_time() - start < SECONDS


def test_the_number_of_nodes_is_limited() -> None:
    assert len(parse("+".join("x" * MAX_NODES)).nodes) == MAX_NODES
    assert "more than 20,000 different operands and operations" in str(refusal("+".join("x" * MAX_NODES) + "+x"))


@pytest.mark.parametrize(
    "piece", ["(", ")", "|", "-", "x^", "2", "x", "x ", "sin(", "²", "√", "1,", "max(1,", "|x|*", "é"]
)
def test_long_lines_of_anything_end_soon(piece: str) -> None:
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    assert 0 <= refusal(text).position <= len(text)


@pytest.mark.parametrize("text", ["x^{(", "f**_x(x,y) = 2xy", "f(3xcos(x)", "y2-y11/x2-", r"\sec^O2_m"])
def test_what_is_torn_off_within_a_question_is_refused(text: str) -> None:
    assert 0 <= refusal(text).position <= len(text)


DOUBTFUL = [
    *("x2 + y2", "x + iy", "x^i", "x^3 / 2", "x+1 / x-1", "k[A]^2", "P(1+r)^n", "y1 - y2", "e^(x + i)", "sqrt 2 / 2"),
    *(r"V_0\sin\omega t", "πr2", "(x>0)*x", "-1^n", "u_n+1 - u_n", "√(x-a)²+(y-b)²", "mg sin 30"),
]


@pytest.mark.parametrize("typed", DOUBTFUL)
def test_long_lines_of_what_is_doubtful_end_soon(typed: str) -> None:
    """Each place may be held against the rest of what somebody types, not of what a program writes."""
    text = "+".join([typed] * (40_000 // len(typed)))
    start = time.process_time()
    with contextlib.suppress(ParseError):
        parse(text)
    assert time.process_time() - start < SECONDS


def test_no_depth_of_the_caller_matters() -> None:
    """The parser uses a handful of Python's frames, whatever the formula."""
    formula = LARGE["calls at the limit of nesting"]()

    def deep(frames: int) -> Expression:
        return parse(formula) if frames == 0 else deep(frames - 1)

    used = 0
    frame = sys._getframe()
    while (frame := frame.f_back) is not None:  # type: ignore[assignment]
        used += 1
    assert deep(sys.getrecursionlimit() - used - 25).nodes
