"""The strict notation, in which every product has its sign and every function its brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from derivcheck.formula.nodes import Node
from derivcheck.formula.notations.clear_indices import clear_indices
from derivcheck.formula.notations.clear_names import clear_names
from derivcheck.formula.notations.doubtful_gamma import may_be_factor
from derivcheck.formula.notations.doubtful_powers import (
    POWER_OF_ONE,
    is_compound_logarithm,
    may_go_on,
    may_go_on_among_signs,
)
from derivcheck.formula.notations.known_angles import in_radians
from derivcheck.formula.notations.notation import (
    ATOM,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
    UNDEFINED,
    Notation,
    Text,
    comparison,
    written,
)

# Before a power this may be an index and Euler's number: A_0e.
_BEFORE_E = re.compile(r"\b\w*_(?:[0-9]+|[^\W\d_])e\Z")

# With a sign it may be (-1)^n.


def strict(nodes: Sequence[Node]) -> str:
    """Return a formula in strict notation, operation for operation.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> strict(parse("1/2*x + e^(2x)").nodes), by_hand(parse("1/2*x + e^(2x)").nodes)
    ('1/2*x + e^(2*x)', 'x/2 + exp(2*x)')
    """
    formula = written(nodes, _STRICT)[-1].text
    # In program style precedence tells how far a power goes.
    program = "*" in formula or "^" not in formula
    return _clear(nodes, formula if program else written(nodes, _UNSIGNED)[-1].text)


def by_hand(nodes: Sequence[Node], *, signed: bool = False) -> str:
    """Return it as it would be written: half of x is x/2, and a power of e is exp.

    Parameters
    ----------
    nodes : sequence of Node
    signed : bool
        Whether a sign before a power is told from one of its base, as in a spreadsheet.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> by_hand(parse("-x^2^x").nodes), by_hand(parse("-x^2").nodes, signed=True)
    ('-x^(2^x)', '-(x^2)')
    """
    return _clear(nodes, written(nodes, _IN_SPREADSHEET if signed else _BY_HAND)[-1].text)


def texts(nodes: Sequence[Node]) -> list[str]:
    """Return the strict text of every node, of a formula that is not large."""
    return [text.text for text in written(nodes, _STRICT)]


def _clear(nodes: Sequence[Node], formula: str) -> str:
    """Return a formula with names that are read as they are meant."""
    if "*" in formula:
        return clear_names(formula)
    variables = {str(node.value) for node in nodes if node.operation == "variable"}
    return clear_names(clear_indices(formula, variables))


def _call(operation: str, arguments: Sequence[Text]) -> Text:
    if operation == "gamma" and may_be_factor(arguments[0].text):
        operation = "Gamma"
    return Text(f"{operation}({', '.join(in_radians(operation, argument.text) for argument in arguments)})")


def _by_cases(left: Text, right: Text, a: Text, b: Text) -> Text:
    rest = "" if b.text == UNDEFINED else f", {b.cases or b.text}"
    cases = f"{comparison(left, right)}, {a.text}{rest}"
    return Text(f"piecewise({cases})", cases=cases)


def _multiplied(a: Text, b: Text) -> Text:
    return Text(f"{a.at_least(PRODUCT)}*{b.right(SIGN)}", PRODUCT)


def _multiplied_by_hand(a: Text, b: Text) -> Text:
    if a.quotient:
        numerator, denominator = a.quotient
        sign = "-" if numerator == "-1" else ""
        product = sign + b.at_least(PRODUCT) if numerator in ("1", "-1") else f"{numerator}*{b.right(SIGN)}"
        return Text(f"{product}/{denominator}", PRODUCT, (product, denominator))
    return _multiplied(a, b)


def _divided(a: Text, b: Text) -> Text:
    # x^1/2 may be x^(1/2), and e^t/T may be e^(t/T).
    doubtful = a.text.endswith("^1") or may_go_on_among_signs(a.text, b.text)
    numerator = f"({a.text})" if doubtful else a.at_least(PRODUCT)
    quotient = numerator, b.right(SIGN)
    return Text("/".join(quotient), PRODUCT, quotient)


def _divided_in_brackets(a: Text, b: Text) -> Text:
    return _divided(Text(f"({a.text})") if may_go_on(a.text, b.text) else a, b)


def _negative(a: Text) -> Text:
    return _negative_of_one(a) or Text(f"-{a.right(SIGN)}", SIGN)


def _negative_of_one(a: Text) -> Text | None:
    return Text(f"-({a.text})", SIGN) if POWER_OF_ONE.match(a.text) else None


def _negative_by_hand(a: Text) -> Text:
    return _negative_of_one(a) or Text(f"-{a.right(PRODUCT)}", min(a.binding, SIGN))


def _base(a: Text) -> str:
    return f"({a.text})" if _BEFORE_E.search(a.text) else a.at_least(ATOM)


def _raised(a: Text, b: Text) -> Text:
    # e^kt may be e^k*t.
    doubtful = a.text == "e" and len(b.text) == 2 and b.text.isalpha()
    return Text(f"{_base(a)}^({b.text})" if doubtful else f"{_base(a)}^{b.right(POWER)}", POWER)


def _negative_in_spreadsheet(a: Text) -> Text:
    return Text(f"-({a.text})", SIGN) if a.binding == POWER else _negative_by_hand(a)


def _raised_by_hand(a: Text, b: Text) -> Text:
    if b.text == "1":
        return a
    return Text(f"exp({b.text})") if isinstance(a, _Euler) else Text(f"{_base(a)}^{b.right(ATOM)}", POWER)


class _Euler(Text):
    """Euler's number, where no variable has its name."""

    __slots__ = ()


def _name_by_hand(kind: str, name: str) -> Text:
    return (_Euler if (kind, name) == ("constant", "e") else Text)(name)


OPERATORS: dict[str, Callable[..., Text]] = {
    "add": lambda a, b: Text(f"{a.text} + {b.right(PRODUCT)}", SUM),
    "sub": lambda a, b: Text(f"{a.text} - {b.right(PRODUCT)}", SUM),
    "mul": _multiplied,
    "div": _divided,
    "neg": _negative,
    "pow": _raised,
}

CLASHING = {"e": "exp(1)", "pi": "\N{GREEK SMALL LETTER PI}"}
"""How constants are written where a variable has their name; the sign of pi is one even there."""

_STRICT = Notation(OPERATORS, _call, lambda kind, name: Text(name), _by_cases, CLASHING)


def _with_brackets(notation: Notation) -> Notation:
    """Return a notation with brackets around the powers of which not all readers would say how far they go."""
    raised = notation.operators["pow"]

    def bracketed(a: Text, b: Text) -> Text:
        return raised(Text(f"({a.text})") if is_compound_logarithm(a.text) else a, b)

    return replace(notation, operators={**notation.operators, "div": _divided_in_brackets, "pow": bracketed})


_UNSIGNED = _with_brackets(_STRICT)

_BY_HAND = _with_brackets(
    Notation(
        {**OPERATORS, "mul": _multiplied_by_hand, "neg": _negative_by_hand, "pow": _raised_by_hand},
        _call,
        _name_by_hand,
        _by_cases,
        CLASHING,
    )
)

_IN_SPREADSHEET = replace(_BY_HAND, operators={**_BY_HAND.operators, "neg": _negative_in_spreadsheet})
