"""Text as one more arithmetic: evaluating a formula in it writes the formula out.

A number of this arithmetic is a text that knows how strongly its outermost operation binds, so
that parentheses stand only where the parser needs them, or where a reader would: `a*(-b)` and
`x**(-1)` keep theirs. What is read back is, operation for operation, what was written.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand
from derivcheck.arithmetic.text.style import Style, numeral, style_of
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.formula.notations.clear_names import clear_names
from derivcheck.formula.notations.clear_powers import clear_powers
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.ground.limits import MAX_LENGTH

SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 6)
"""How strongly the outermost operation of a text binds."""


# Not frozen, for the sake of time: a search for a mistake makes some hundred, and nobody changes one.
@dataclass(slots=True, eq=False)
class Written(Operand):
    """A text in pieces, with what a simplification may want to know of it.

    Attributes
    ----------
    pieces : tuple of str or Written
        Joined only when the text is asked for.
    binding : int
        SUM to ATOM.
    arithmetic : Writing
    value : Fraction or None
        What it is worth, if it is a number.
    scale : Fraction
        The number in front, if it is a product of one and `rest`.
    rest : Written or None
    quotient : tuple of two Written, or None
        Numerator and denominator, if it is a quotient.
    minus : bool
        Whether it begins with a sign.
    monomial : bool
        Whether it is a product of names and their powers, which goes before functions.
    cases : tuple of str or Written
        What stands between the brackets, if it is a choice by cases.
    terms : tuple of pairs
        Of a simplified sum the numbers in front and the rests of its terms.
    factors : tuple of pairs
        Of a simplified product the bases and their exponents.
    """

    pieces: tuple[str | Written, ...]
    binding: int
    arithmetic: Writing
    value: Fraction | None = None
    scale: Fraction = Fraction(1)
    rest: Written | None = None
    quotient: tuple[Written, Written] | None = None
    minus: bool = False
    monomial: bool = False
    cases: tuple[str | Written, ...] = ()
    terms: tuple[tuple[Fraction, Written | None], ...] = ()
    factors: tuple[tuple[Written, Fraction], ...] = ()

    @property
    def text(self) -> str:
        """The text itself.

        Raises
        ------
        UnsupportedOperation
            It is longer than a formula may be.
        """
        return self.joined(MAX_LENGTH)

    def joined(self, most: int) -> str:
        """Return the text if it has at most so many characters.

        Raises
        ------
        UnsupportedOperation
            It is longer.
        """
        waiting: list[str | Written] = [self]
        found, length = [], 0
        while waiting:
            piece = waiting.pop()
            if isinstance(piece, Written):
                waiting.extend(reversed(piece.pieces))
                continue
            found.append(piece)
            # Shared subexpressions are written out each time, which can double the text at every step.
            if (length := length + len(piece)) > most:
                raise UnsupportedOperation("the formula is too long to be written out")
        return clear_powers(clear_names("".join(found)))

    def __str__(self) -> str:
        return self.text


class Writing(Arithmetic):
    """Texts, structure for structure.

    Parameters
    ----------
    style : Style, optional
    owner : Writing, optional
        What puts the texts together afterwards; this arithmetic itself if it is left out.

    Examples
    --------
    >>> m = Writing()
    >>> x = m.variable("x")
    >>> print((x + 1) * -x**2, m.sin(x) / (2 * x))
    (x + 1)*(-x**2) sin(x)/(2*x)
    """

    name = "text"

    def __init__(self, style: Style | None = None, owner: Writing | None = None) -> None:
        self.style = style or Style()
        self.owner = owner or self

    def variable(self, name: str) -> Written:
        """Return a name."""
        return Written((name,), ATOM, self.owner, monomial=True)

    def number(self, value: Fraction | int) -> Written:
        """Return a number as it was typed, else an integer, a fraction or a long decimal."""
        value = value if isinstance(value, Fraction) else Fraction(value)
        size = abs(value)
        text = self.style.numerals.get(size) or numeral(size)
        binding = PRODUCT if "/" in text else ATOM if value >= 0 else SIGN
        return Written((f"-{text}" if value < 0 else text,), binding, self.owner, value, minus=value < 0)

    def exact(self, value: Any) -> Written:
        """Return the rational that a float is."""
        return self.number(Fraction(float(value)))

    def constant(self, name: str) -> Written:
        """Return "pi" or "e", as typed."""
        return Written((self.style.names.get(name, name),), ATOM, self.owner, monomial=True)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the writer of a row; a row without a name goes by its definition."""
        if row.name in _OPERATORS:
            return functools.partial(_OPERATORS[row.name], self)
        return functools.partial(self._call, self.style.names.get(row.name, row.names[0])) if row.names else None

    def _call(self, name: str, *arguments: Number) -> Written:
        separated = [piece for a in arguments for piece in (", ", self.lift(a))][1:]
        return Written((f"{name}(", *separated, ")"), ATOM, self.owner)

    def power(self, base: Any, exponent: Fraction) -> Written:
        """Return a constant power."""
        return self.typed_power(base, self.number(exponent), exponent)

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Written:
        """Return a power, the exponent as typed."""
        return raised(self, self.lift(base), self.lift(exponent))

    def branch(self, left: Number, right: Number) -> bool | None:
        """Leave every comparison open."""
        return None

    def select(self, left: Number, right: Number, a: Number, b: Number) -> Written:
        """Return a choice by cases, of as many as there are."""
        left, right, a, b = (self.lift(x) for x in (left, right, a, b))
        turned = left.value is not None and right.value is None
        condition = (right, " < ", left) if turned else (left, " > ", right)
        cases = (*condition, ", ", a, ", ", *(b.cases or (b,)))
        return Written(("piecewise(", *cases, ")"), ATOM, self.owner, cases=cases)

    def lift(self, x: Any) -> Written:
        """Return a text, or the text of a number."""
        return x if isinstance(x, Written) else self.number(x)

    def infix(self, a: Written, sign: str, b: Written, binding: int, left: int, right: int, **known: Any) -> Written:
        """Return two texts around a sign, in parentheses where they bind less than told; `known` are attributes."""
        first = _at_least(a, left)
        second = _enclosed(b) if b.minus else _at_least(b, right)
        return Written((first, sign, second), binding, self.owner, minus=first is a and a.minus, **known)


def write(expression: Expression) -> str:
    """Write a formula with as few parentheses as it needs.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> write(parse("((x))+(2)*((x)^(2))"))
    'x + 2*x^2'
    """
    return written(expression, Writing(style_of(expression)))[-1].text


def written(expression: Expression, m: Writing) -> list[Written]:
    """Return the text of every node."""
    return expression.evaluate_all(m, {name: m.variable(name) for name in expression.variables})


def _enclosed(a: Written) -> Written:
    kept = a.value, a.scale, a.rest, a.quotient
    return Written(
        ("(", a, ")"), ATOM, a.arithmetic, *kept, monomial=a.monomial, cases=a.cases, terms=a.terms, factors=a.factors
    )


def _at_least(a: Written, binding: int) -> Written:
    return a if a.binding >= binding else _enclosed(a)


# The writers of the operators, which the parser does from the left.


def _add(m: Writing, a: Number, b: Number) -> Written:
    return m.infix(m.lift(a), " + ", m.lift(b), SUM, SUM, PRODUCT)


def _sub(m: Writing, a: Number, b: Number) -> Written:
    return m.infix(m.lift(a), " - ", m.lift(b), SUM, SUM, PRODUCT)


def _mul(m: Writing, a: Number, b: Number) -> Written:
    return product(m, m.lift(a), m.lift(b), SIGN)


def product(m: Writing, a: Written, b: Written, right: int) -> Written:
    """Return a product; `right` is how strongly the right factor must bind to need no parentheses."""
    # One level deep only: of -(-(-x)) nobody needs the number in front.
    if a.rest is not None and a.rest.rest is None:
        known: dict[str, Any] = {"scale": a.scale, "rest": product(m, a.rest, b, right)}
    elif a.value is not None:
        known = {"scale": a.value, "rest": b}
    else:
        known = {"monomial": a.monomial and b.monomial}
    return m.infix(a, "*", b, PRODUCT, PRODUCT, right, **known)


def quotient(m: Writing, a: Number, b: Number) -> Written:
    """Return a quotient."""
    a, b = m.lift(a), m.lift(b)
    known: dict[str, Any] = {"quotient": (a, b)}
    if a.rest is not None and a.rest.rest is None:
        known |= {"scale": a.scale, "rest": quotient(m, a.rest, b)}
    elif a.value is not None and b.value:
        known = {"value": a.value / b.value}
    elif a.value not in (None, 1):
        known |= {"scale": a.value, "rest": quotient(m, 1, b)}
    return m.infix(a, "/", b, PRODUCT, PRODUCT, SIGN, **known)


def raised(m: Writing, a: Written, b: Written) -> Written:
    """Return a power."""
    monomial = a.monomial and (b.monomial or b.value is not None)
    return m.infix(a, m.style.power or "**", b, POWER, ATOM, POWER, monomial=monomial)


def negative(m: Writing, a: Number) -> Written:
    """Return a text with a minus sign before it."""
    a = m.lift(a)
    inner = _enclosed(a) if a.minus else _at_least(a, SIGN)
    value = None if a.value is None else -a.value
    return Written(("-", inner), SIGN, m.owner, value, Fraction(-1), a, minus=True)


_OPERATORS: dict[str, Callable[..., Written]] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": quotient,
    "neg": negative,
    "pow": lambda m, a, b: raised(m, m.lift(a), m.lift(b)),
}
