"""A formula written out in the strict notation, in which every product has its sign and every function its brackets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from derivcheck.formula.branches import SELECT
from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node

SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 6)
"""How strongly the outermost operation of a text binds."""

_LARGEST = 400


def written_out(expression: Expression, *, by_hand: bool = False) -> str:
    """Return a formula in strict notation, operation for operation; as typed where it is long.

    Where `by_hand`, half of x is x/2 and a power of e is exp, as it would be written.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> written_out(parse("1/2*x + e^(2x)")), written_out(parse("1/2*x + e^(2x)"), by_hand=True)
    ('1/2*x + e^(2*x)', 'x/2 + exp(2*x)')
    """
    if expression.size > _LARGEST:
        return expression.text
    return _all(expression, _BY_HAND if by_hand else _OPERATORS)[-1].text


def texts(expression: Expression) -> list[str]:
    """Return the text of every node, of a formula that is not large."""
    return [text.text for text in _all(expression, _OPERATORS)]


def _all(expression: Expression, operators: Mapping[str, Callable[..., _Text]]) -> list[_Text]:
    found: list[_Text] = []
    for node in expression.nodes:
        found.append(_write(node, [found[i] for i in node.arguments], operators))
    return found


class _Text:
    """A text, how strongly it binds, numerator and denominator if it is a quotient, and cases if it is one by them."""

    __slots__ = ("binding", "cases", "quotient", "text")

    def __init__(
        self, text: str, binding: int = ATOM, quotient: tuple[str, str] | None = None, cases: str = ""
    ) -> None:
        self.text = text
        self.binding = binding
        self.quotient = quotient
        self.cases = cases

    def at_least(self, binding: int) -> str:
        return self.text if self.binding >= binding else f"({self.text})"

    def right(self, binding: int) -> str:
        """Return the text as a right operand, in brackets where it begins with a sign."""
        return f"({self.text})" if self.text.startswith("-") else self.at_least(binding)


def _write(node: Node, arguments: list[_Text], operators: Mapping[str, Callable[..., _Text]]) -> _Text:
    if isinstance(node.value, Fraction):
        return _Text(_numeral(node.value))
    if node.value is not None:
        return _Text(str(node.value))
    if node.operation == SELECT:
        return _by_cases(*arguments)
    if node.operation in operators:
        return operators[node.operation](*arguments)
    return _Text(f"{node.operation}({', '.join(argument.text for argument in arguments)})")


def _by_cases(left: _Text, right: _Text, a: _Text, b: _Text) -> _Text:
    turned = left.text[0].isdigit() and left.binding == ATOM
    condition = f"{right.text} < {left.text}" if turned else f"{left.text} > {right.text}"
    cases = f"{condition}, {a.text}, {b.cases or b.text}"
    return _Text(f"piecewise({cases})", cases=cases)


def _numeral(value: Fraction) -> str:
    """Return the decimal digits of a number as typed, which end."""
    places = 0
    while value.denominator > 1:
        value, places = value * 10, places + 1
    digits = str(value.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _multiplied(a: _Text, b: _Text) -> _Text:
    return _Text(f"{a.at_least(PRODUCT)}*{b.right(SIGN)}", PRODUCT)


def _multiplied_by_hand(a: _Text, b: _Text) -> _Text:
    if a.quotient:
        numerator, denominator = a.quotient
        sign = "-" if numerator == "-1" else ""
        product = sign + b.at_least(PRODUCT) if numerator in ("1", "-1") else f"{numerator}*{b.right(SIGN)}"
        return _Text(f"{product}/{denominator}", PRODUCT, (product, denominator))
    return _multiplied(a, b)


def _divided(a: _Text, b: _Text) -> _Text:
    quotient = a.at_least(PRODUCT), b.right(SIGN)
    return _Text("/".join(quotient), PRODUCT, quotient)


def _negative(a: _Text) -> _Text:
    return _Text(f"-{a.right(SIGN)}", SIGN)


def _negative_by_hand(a: _Text) -> _Text:
    return _Text(f"-{a.right(PRODUCT)}", min(a.binding, SIGN))


def _raised(a: _Text, b: _Text) -> _Text:
    return _Text(f"{a.at_least(ATOM)}^{b.right(POWER)}", POWER)


def _raised_by_hand(a: _Text, b: _Text) -> _Text:
    return _Text(f"exp({b.text})") if a.text == "e" else _raised(a, b)


_OPERATORS: dict[str, Callable[..., _Text]] = {
    "add": lambda a, b: _Text(f"{a.text} + {b.right(PRODUCT)}", SUM),
    "sub": lambda a, b: _Text(f"{a.text} - {b.right(PRODUCT)}", SUM),
    "mul": _multiplied,
    "div": _divided,
    "neg": _negative,
    "pow": _raised,
}

_BY_HAND: dict[str, Callable[..., _Text]] = {
    **_OPERATORS,
    "mul": _multiplied_by_hand,
    "neg": _negative_by_hand,
    "pow": _raised_by_hand,
}
