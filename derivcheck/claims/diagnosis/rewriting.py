"""The derivative of each part of a function as text, quotients by the quotient rule."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, overload

from derivcheck.arithmetic.tangents import rules_for
from derivcheck.arithmetic.text.simplifying import Simplifying
from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.wrong_rules import slope
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.ground.limits import MAX_LENGTH, MAX_WRITTEN

_LARGEST = 100
"""Operations of functions whose derivative anybody reads."""


class WrittenDerivatives(Sequence[Written]):
    """The derivative of each node of a function, written when it is asked for, with what it is made of.

    As forward mode writes it where no denominator depends on the variable; that has (u' - u/v v')/v for a quotient,
    which nobody writes.

    Parameters
    ----------
    function : Expression
        Without a choice by cases.
    m : Simplifying
    wrt : str

    Raises
    ------
    UnsupportedOperation
        A derivative is asked for that would be very long.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> derivatives = WrittenDerivatives(parse("sin(x^2)/x"), Simplifying(), "x")
    >>> print(derivatives[1], "|", derivatives[2], "|", derivatives[-1])
    0 | 2*x | 2*cos(x**2) - sin(x**2)/x**2
    """

    def __init__(self, function: Expression, m: Simplifying, wrt: str) -> None:
        self._function, self._m, self._zero = function, m, m.number(0)
        program = function.program(m)
        rules = rules_for(function, m, wrt)
        self._steps = {step[0]: (*step[1:], rule) for step, rule in zip(program.steps, rules, strict=True)}
        self._values = function.filled(program, {name: m.variable(name) for name in function.variables})
        ones = {place: m.number(1) for place, name in function.outline.inputs if name == wrt}
        self._plain: list[Any] = [ones.get(place) for place in range(len(self))]
        self._tangents = self._plain.copy()
        self._changed: set[int] = set()
        self._done = {place for place, value in enumerate(self._values) if value is not None}

    def __len__(self) -> int:
        return len(self._function.nodes)

    @overload
    def __getitem__(self, place: int) -> Written: ...

    @overload
    def __getitem__(self, place: slice) -> list[Written]: ...

    def __getitem__(self, place: int | slice) -> Written | list[Written]:
        if isinstance(place, slice):
            return [self[i] for i in range(len(self))[place]]
        place = range(len(self))[place]
        if self._function.sizes[place] > MAX_WRITTEN:
            raise UnsupportedOperation("the derivative is too long to be written out")
        for i in self._open(place):
            self._take(i)
        self._done.add(place)
        tangent, other = self._tangents[place], self._plain[place]
        return self._zero if tangent is None else tangent if tangent is other else min(tangent, other, key=_length)

    def _open(self, place: int) -> list[int]:
        """Return what a node is made of and has not been looked at, itself included, in order."""
        waiting, found = [place], set[int]()
        while waiting:
            i = waiting.pop()
            if i not in self._done and i not in found:
                found.add(i)
                waiting += self._function.nodes[i].arguments
        return sorted(found)

    def _take(self, i: int) -> None:
        apply, a, b, rule = self._steps[i]
        operands = self._values[a], self._values[b] if b >= 0 else None
        self._values[i] = value = apply(*operands[: 1 + (b >= 0)])
        self._done.add(i)
        if rule:
            plain = self._plain
            plain[i] = self._tangents[i] = rule(self._m, *operands, plain[a], plain[b] if b >= 0 else None, value)
            if self._function.size <= _LARGEST:
                self._by_quotient_rule(i)

    def _by_quotient_rule(self, i: int) -> None:
        node, m = self._function.nodes[i], self._m
        a, d = ([texts[j] for j in node.arguments] for texts in (self._values, self._tangents))
        if node.operation == "div" and None not in d:
            (u, v), (du, dv) = a, d
            square = m.power(v, Fraction(2))
            together = m.div(m.sub(m.mul(du, v), m.mul(u, dv)), square)
            apart = m.sub(m.div(du, v), m.div(m.mul(u, dv), square))
            self._tangents[i] = min(together, apart, key=_length)
        elif self._changed.intersection(node.arguments):
            terms = (
                slope(m, node.operation, j, a, self._values[i]) * rate for j, rate in enumerate(d) if rate is not None
            )
            self._tangents[i] = sum(terms, start=self._zero)
        else:
            return
        self._changed.add(i)


def _length(text: Written) -> int:
    try:
        return len(text.text)
    except UnsupportedOperation:
        return MAX_LENGTH
