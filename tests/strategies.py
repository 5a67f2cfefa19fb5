"""Random formulas, as text beside the tree that the text was written from.

The tree is evaluated by Python's own arithmetic, so it says what a parser must make of the text.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

# A busy machine is no fault of the code; tests of speed measure processor time themselves.
# A run of the suite tries the same examples each time; the hunt for new ones is a run of its own.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("hunt", deadline=None, derandomize=False)
settings.load_profile("repeatable")

VALUES = {"x": Fraction(3, 7), "y": Fraction(-5, 2), "θ": Fraction(11, 3), "rate_2": Fraction(2)}
"""The variables of the formulas, at a point where few of them vanish."""

MAX_BITS = 20_000

SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 6)
"""How strongly the outermost operation of a text binds."""

JUXTAPOSED = {
    ("number", "name"),
    ("number", "("),
    ("number", "|"),
    (")", "name"),
    (")", "("),
    ("²", "name"),
    ("²", "("),
}
"""What a left factor may end with and a right one begin with, for a product without a sign."""


@dataclass(frozen=True)
class Tree:
    """A formula as Python would compute it."""

    operation: str
    arguments: tuple[Tree, ...] = ()
    value: Fraction | str | None = None


@dataclass(frozen=True)
class Formula:
    """A text, its tree, and what a writer must know to put it into a larger text.

    `open_product` says that a product without a sign may follow, `bar_product` that one precedes
    a bar, so that bars around the text would pair wrongly.
    """

    text: str
    tree: Tree
    binding: int = ATOM
    begins: str = "("
    ends: str = ")"
    open_product: bool = True
    bar_product: bool = False


class TooLarge(ArithmeticError):
    """A value has more than MAX_BITS bits."""


def power(base: Fraction, exponent: Fraction) -> Fraction:
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if size * abs(exponent) > MAX_BITS:
        raise TooLarge
    return Fraction(base ** int(exponent))


ARITHMETIC: dict[str, Callable[..., Fraction]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "neg": operator.neg,
    "pow": power,
    "abs": abs,
    "min": min,
    "max": max,
}
"""The exact value of each operation that has one."""


def evaluate(tree: Tree, values: Mapping[str, Fraction]) -> Fraction:
    """Return the exact value of a tree."""
    if isinstance(tree.value, Fraction):
        return tree.value
    if isinstance(tree.value, str):
        return values[tree.value]
    return ARITHMETIC[tree.operation](*(evaluate(argument, values) for argument in tree.arguments))


# Writing. Each function takes the parts and the writer's choices, and returns the whole.

SIGNS = "+-−"

spaces = st.sampled_from(["", "", " ", "  ", "\t"])


def enclosed(formula: Formula) -> Formula:
    return Formula(f"({formula.text})", formula.tree)


def at_least(formula: Formula, binding: int) -> Formula:
    return formula if formula.binding >= binding else enclosed(formula)


def join(operation: str, binding: int, left: Formula, right: Formula, sign: str) -> Formula:
    first, second = at_least(left, binding), at_least(right, binding + 1)
    return Formula(
        first.text + sign + second.text,
        Tree(operation, (left.tree, right.tree)),
        binding,
        first.begins,
        second.ends,
        operation == "mul" and second.open_product,
        first.bar_product or second.bar_product,
    )


def signed(
    children: st.SearchStrategy[Formula], operation: str, binding: int, signs: list[str]
) -> st.SearchStrategy[Formula]:
    def write(left: Formula, right: Formula, sign: str, before: str, after: str) -> Formula:
        # x^1/2 and x^-3/2 are asked.
        if sign == "/" and re.search(r"\^(1|-[0-9]+)\Z", left.text):
            left = enclosed(left)
        # So are x/x+1, and x+1 / x+1.
        if sign in SIGNS and re.search(r"(\w+)\s*/\s*\1(\^\w|\*\*\w|²)?\Z", left.text):
            left = enclosed(left)
        if sign == "/" and before:
            after = ""
        return join(operation, binding, left, right, before + apart(sign + after, right))

    return st.builds(write, children, children, st.sampled_from(signs), spaces, spaces)


def juxtaposed(left: Formula, right: Formula, space: str) -> Formula:
    """A product without a sign where there may be one, and with parentheses where not."""
    first, second = at_least(left, PRODUCT), at_least(right, SIGN)
    # 3e-2x and 3e2x are asked.
    if not first.open_product or re.search(r"[0-9.][eE][-+]?[0-9]\Z", first.text):
        first = enclosed(first)
    if (first.ends, second.begins) not in JUXTAPOSED:
        second = enclosed(second)
    if (first.ends, second.begins) not in JUXTAPOSED:
        first = enclosed(first)
    whole = join("mul", PRODUCT, first, second, space)
    return replace(
        whole, tree=Tree("mul", (left.tree, right.tree)), bar_product=whole.bar_product or second.begins == "|"
    )


def apart(sign: str, operand: Formula) -> str:
    """The sign before an operand, with white space before another one: +-x is asked."""
    return f"{sign} " if sign[-1] in SIGNS and operand.text[0] in SIGNS else sign


def negated(operand: Formula, sign: str, space: str) -> Formula:
    inner = at_least(operand, SIGN)
    tree = operand.tree if sign == "+" else Tree("neg", (operand.tree,))
    return replace(inner, text=apart(sign + space, inner) + inner.text, tree=tree, binding=SIGN, begins="-")


def number_tree(exponent: int) -> Tree:
    number = Tree("number", value=Fraction(abs(exponent)))
    return Tree("neg", (number,)) if exponent < 0 else number


def raised(base: Formula, exponent: int, style: str) -> Formula:
    first = at_least(base, ATOM)
    tree = Tree("pow", (base.tree, number_tree(exponent)))
    written = (
        f"{exponent}".translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")) if style == "²" else style.format(exponent)
    )
    ends = {"²": "²", "^({})": ")"}.get(style, "number")
    return Formula(first.text + written, tree, POWER, first.begins, ends, ends != "number", first.bar_product)


def absolute(operand: Formula, style: str) -> Formula:
    tree = Tree("abs", (operand.tree,))
    if style == "|" and not operand.bar_product:
        return Formula(f"|{operand.text}|", tree, begins="|", ends="|", open_product=False)
    return Formula(f"abs({operand.text})", tree, begins="name")


def extreme(name: str, first: Formula, second: Formula, rest: list[Formula], space: str) -> Formula:
    arguments = [first, second, *rest]
    tree = first.tree
    for argument in arguments[1:]:
        # The larger of a number and itself is that number.
        tree = tree if tree == argument.tree else Tree(name, (tree, argument.tree))
    return Formula(f"{name}({f',{space}'.join(a.text for a in arguments)})", tree, begins="name")


def numbers() -> st.SearchStrategy[Formula]:
    """Decimal literals; `Fraction` itself reads their text."""
    texts = st.from_regex(r"\A(0|[1-9][0-9]{0,2})(\.[0-9]{0,3})?([eE][-+]?[0-9])?\Z|\A\.[0-9]{1,3}\Z")
    return texts.map(lambda text: Formula(text, Tree("number", value=Fraction(text)), begins="number", ends="number"))


def variables() -> st.SearchStrategy[Formula]:
    return st.sampled_from(sorted(VALUES)).map(
        lambda name: Formula(name, Tree("variable", value=name), begins="name", ends="name")
    )


def larger(children: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    return st.one_of(
        signed(children, "add", SUM, ["+"]),
        signed(children, "sub", SUM, ["-", "−"]),
        signed(children, "mul", PRODUCT, ["*", "·", "×", "⋅"]),
        signed(children, "div", PRODUCT, ["/", "÷"]),
        st.builds(juxtaposed, children, children, spaces),
        st.builds(negated, children, st.sampled_from("-−+"), spaces),
        st.builds(raised, children, st.integers(-2, 3), st.sampled_from(["^{}", "**{}", "** {}", "^({})", "²"])),
        st.builds(absolute, children, st.sampled_from(["|", "abs"])),
        st.builds(extreme, st.sampled_from(["min", "max"]), children, children, st.lists(children, max_size=2), spaces),
        st.builds(enclosed, children),
    )


def formulas(max_leaves: int = 12) -> st.SearchStrategy[Formula]:
    """Rational formulas in every notation that derivcheck reads, of the variables `VALUES`."""
    return st.recursive(numbers() | variables(), larger, max_leaves=max_leaves)


def python_formulas() -> st.SearchStrategy[str]:
    """Python expressions with few parentheses, so that precedence and association decide."""
    operands = st.sampled_from(["x", "y", "2", "0.5", "1e-3", "pi"])
    # -+x is asked.
    return st.recursive(operands, _longer_python, max_leaves=15).map(
        lambda text: re.sub("([+-])(?=[+-])", r"\1 ", text)
    )


def _longer_python(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(["", "", "", "-", "+", "--"])
    operations = st.sampled_from([" + ", "-", " * ", "/", "**", " ** "])
    step = st.builds("{}{}{}".format, operations, signs, children)
    return st.one_of(
        st.builds("{}{}{}".format, signs, children, st.lists(step, min_size=1, max_size=4).map("".join)),
        st.builds("({})".format, children),
        st.builds("sin({})".format, children),
        st.builds("atan2({}, {})".format, children, children),
    )


def hostile_texts() -> st.SearchStrategy[str]:
    """Text that is nearly a formula, or not at all."""
    pieces = "x y sin sin( log( e π √ 2 0.5 1e9 1e99999 0x1 1_0 ² ⁻¹ | || ** // __ np. é ½ 𝑥 − · × ÷".split()
    pieces += [*"+-*/^(),.=<!%[]{}'\"\\;:@#~$&?_ \t\n\0", "lambda ", "\ud800"]
    return st.lists(st.sampled_from(pieces), max_size=30).map("".join) | st.text(max_size=60)
