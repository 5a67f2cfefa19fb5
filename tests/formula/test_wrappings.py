"""What students and models put around an answer is taken off, and nothing of the formula with it."""

from __future__ import annotations

import pytest

from derivcheck.formula.parser import parse
from derivcheck.formula.wrappings import unwrapped
from derivcheck.ground.errors import ParseError

FORMULA = "2*x*cos(x^2)"

WRAPPED = [
    "$2x\\cos(x^2)$",
    "$$2x\\cos(x^2)$$.",
    "$2x\\cos(x^2)$;",
    "2*x*cos(x^2);",
    r"\(2x\cos(x^2)\)",
    r"\[ 2x\cos(x^2) . \]",
    r"\boxed{2x\cos(x^{2})}",
    r"$\boxed{2x\cos(x^{2})}$.",
    r"$$\boxed{f'(x) = 2x\cos(x^{2})}$$",
    r"\fbox{$2x\cos(x^2)$}",
    "`2*x*cos(x**2)`",
    "```\n2*x*cos(x**2)\n```",
    "```python\nreturn 2*x*cos(x**2)\n```\n",
    "```latex\nf'(x) = 2x\\cos(x^2)\n```",
    "**2x cos(x^2)**",
    "**f'(x) = 2x cos(x^2)**.",
    "**Answer:** $f'(x) = 2x\\cos(x^2)$",
    "Answer: 2x cos(x^2)",
    "Final answer: `2*x*cos(x^2)`",
    "The final answer is: $\\boxed{2x\\cos(x^2)}$.",
    "<answer>2x cos(x^2)</answer>",
    "<answer> $2x\\cos(x^2)$ </answer>",
    r"\begin{equation} f'(x) = 2x\cos(x^2) \end{equation}",
    r"\begin{equation*} 2x\cos(x^2). \end{equation*}",
    r"\therefore f'(x) = 2x\cos(x^2)",
    "\u2234 dy/dx = 2x cos(x^2).",
    "dy/dx = 2x cos(x^2) .",
    r"f'(x) = 2x \cos(x^2),",
    r"\[f'(x) = 2x \cos(x^2)\,,\]",
    "2*x*cos(x^2),",
    r"\\(f'(x) = 2x \cos(x^2)\\)",
    r"\\[f'(x) = 2x \cos(x^2)\\]",
    r"\qquad f'(x) = 2x \cos(x^2)",
    r"\quad\> f'(x) = 2x \cos(x^2)",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_what_stands_around_an_answer_is_taken_off(text: str) -> None:
    assert parse(text, "x").text == parse(FORMULA).text


KEPT = [
    ("x^2 + 2.", "x^2 + 2."),
    ("2.", "2."),
    (r"\boxed{x} + \frac{1}{2}", r"\boxed{x} + \frac{1}{2}"),
    ("x**2", "x**2"),
    ("answer + 1", "answer + 1"),
    (" x ", " x "),
    ("", ""),
    ("$", "$"),
    ("**", "**"),
    (".", "."),
    (r"x\;", r"x\;"),
    (r"x\,", r"x\,"),
    (r"\left. x \right.", r"\left. x \right."),
]


@pytest.mark.parametrize(("text", "formula"), KEPT)
def test_what_is_part_of_a_formula_stays(text: str, formula: str) -> None:
    assert text[slice(*unwrapped(text))] == formula


@pytest.mark.parametrize("text", ["x**", "The derivative is $2x$.", "$x$ and $y$", "``", "$$$$", r"\boxed{}", "."])
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        parse(text)


def test_a_place_is_that_in_the_whole_text() -> None:
    text = "**Answer:** `2*x + * 3`"
    with pytest.raises(ParseError) as refused:
        parse(text)
    assert refused.value.position == text.index("* 3")


def test_many_wrappings_take_no_more_than_their_length() -> None:
    assert parse("$" * 400 + "x" + "$" * 400).text == "x"
    with pytest.raises(ParseError):
        parse(r"\boxed{" * 400 + "x" + "}" * 399)
