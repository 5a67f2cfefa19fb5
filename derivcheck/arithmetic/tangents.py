"""Forward mode: the rules that carry tangents along, and a flat loop that runs them over a formula.

Each operation carries the tangents of its operands along by the chain rule, with the slopes of
`elementary` (Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, ch. 3). What does not
depend on the variable has no tangent, so that no slope is taken where there is nothing to propagate.
Which operands depend on it is known beforehand, so the rule of each step is looked up once.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary import TABLE, Elementary
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import DomainError, UnsupportedOperation

Rule = Callable[..., Any]
"""``rule(m, a, b, da, db, v)``: the tangent of an operation with the value `v`, from operands and their tangents."""

FIRST, SECOND, BOTH = 1, 2, 3
"""Which operands depend on the variable; 0 for none."""


@dataclass(frozen=True, slots=True)
class Forward:
    """A formula with its derivative, node for node.

    Attributes
    ----------
    values : list of numbers
    tangents : list of numbers or None
        None where a node does not depend on the variable.
    bends : list of numbers
        The arguments of |.| and sign, and the differences of those of max and min, that were met:
        where one of them is zero the derivative may not exist.
    """

    values: list[Any]
    tangents: list[Any]
    bends: list[Any]

    def derivative(self, m: Arithmetic) -> Any:
        """Return the derivative of the whole; 0 where it does not depend on the variable."""
        found = self.tangents[-1]
        return m.number(0) if found is None else found


def forward(expression: Expression, m: Arithmetic, values: Mapping[str, Any], wrt: str) -> Forward:
    """Evaluate a formula and its derivative with respect to a variable.

    Raises
    ------
    DomainError, UnsupportedOperation
        As `Expression.evaluate`.

    Examples
    --------
    >>> from derivcheck.arithmetic.real import Real
    >>> from derivcheck.formula.parser import parse
    >>> found = forward(parse("a*x^2"), Real(), {"x": 3.0, "a": 2.0}, "x")
    >>> float(found.values[-1]), float(found.tangents[-1])
    (18.0, 12.0)
    """
    if expression.branching:
        return _by_cases(expression, m, values, wrt)
    program = expression.program(m)
    rules, steps = _rules(expression, wrt), rules_for(expression, m, wrt)
    slots, tangents, place = expression.filled(program, values), [None] * len(program.slots), 0
    for place in rules.variable:
        tangents[place] = m.number(1)
    try:
        for (place, function, a, b), rule in zip(program.steps, steps, strict=True):
            if b < 0:
                slots[place] = value = function(slots[a])
                if rule:
                    tangents[place] = rule(m, slots[a], None, tangents[a], None, value)
            else:
                slots[place] = value = function(slots[a], slots[b])
                if rule:
                    tangents[place] = rule(m, slots[a], slots[b], tangents[a], tangents[b], value)
    except (DomainError, ZeroDivisionError) as error:
        raise expression.located(error, place) from None
    return Forward(slots, tangents, [_bend(m, slots, step) for step in rules.bends])


def _by_cases(expression: Expression, m: Arithmetic, values: Mapping[str, Any], wrt: str) -> Forward:
    """Do the same with dual numbers, since which steps are taken is not known beforehand."""
    dual = importlib.import_module("derivcheck.arithmetic.dual")
    numbers = dual.Dual(m)
    found = expression.evaluate_all(numbers, {**values, wrt: numbers.variable(values[wrt])})
    tangents = [getattr(x, "tangent", None) for x in found]
    return Forward([getattr(x, "primal", x) for x in found], tangents, numbers.bends)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What carries the tangents along a program: a rule, or None, for each step; those of powers by both exponents."""

    variable: tuple[int, ...]
    steps: list[Rule | None]
    powers: list[tuple[int, Fraction, Fraction]]
    bends: list[tuple[Elementary, int, int]]


def rules_for(expression: Expression, m: Arithmetic, wrt: str) -> list[Rule | None]:
    """Return the rule for each step of a program; None for one whose operands do not depend on the variable."""
    key = m.key
    if key is None:
        return _bound(_rules(expression, wrt), m)
    return expression.prepared((key, wrt), lambda: _bound(_rules(expression, wrt), m))


def _rules(expression: Expression, wrt: str) -> _Rules:
    return expression.prepared(wrt, lambda: _rules_of(expression, wrt))


def _rules_of(expression: Expression, wrt: str) -> _Rules:
    outline = expression.outline
    rules = [(None,) * 4 if exponent is not None else rules_of(name) for name, exponent in outline.operations]
    found = _Rules(tuple(place for place, name in outline.inputs if name == wrt), [], [], [])
    # One more, which does not depend on the variable, for the second operand that there is not.
    varying = [False] * (len(expression.nodes) + 1)
    for place in found.variable:
        varying[place] = True
    for place, which, a, b in outline.steps:
        sides = FIRST * varying[a] + SECOND * varying[b]
        found.steps.append(rules[which][sides] if sides else None)
        if sides:
            name, exponent = outline.operations[which]
            varying[place] = exponent != 0
            if exponent:
                found.powers.append((len(found.steps) - 1, exponent, exponent - 1))
            elif not TABLE[name].smooth:
                found.bends.append((TABLE[name], a, b))
    return found


def _bound(rules: _Rules, m: Arithmetic) -> list[Rule | None]:
    steps = rules.steps.copy()
    for which, exponent, lowered in rules.powers:
        steps[which] = power_rule(m, exponent, lowered)
    return steps


def _bend(m: Arithmetic, slots: list[Any], step: tuple[Elementary, int, int]) -> Any:
    row, *places = step
    return row.edge_value(m, *[slots[i] for i in places if i >= 0])


def power_rule(m: Arithmetic, exponent: Fraction, lowered: Fraction) -> Rule:
    """Return the rule of a constant power that is not 0; the slope is n x^(n-1), with the lowered exponent."""
    factor, raised = m.number(exponent), m.raising(lowered)
    return lambda m, a, b, da, db, v: factor * raised(a) * da


@functools.cache
def rules_of(operation: str) -> tuple[Rule | None, ...]:
    """Return the rules of an operation, by which of its operands depend on the variable."""
    return _OPERATORS.get(operation) or (None, *_chain(TABLE[operation]))


def _chain(row: Elementary) -> tuple[Rule, ...]:
    """Return the chain rule for a function."""
    if row.arity == 1:
        slope = _known(row, 0)
        return (lambda m, a, b, da, db, v: slope(m, a, v) * da,)
    first, second = _known(row, 0), _known(row, 1)
    return (
        lambda m, a, b, da, db, v: first(m, a, b, v) * da,
        lambda m, a, b, da, db, v: second(m, a, b, v) * db,
        lambda m, a, b, da, db, v: first(m, a, b, v) * da + second(m, a, b, v) * db,
    )


def _known(row: Elementary, j: int) -> Callable[..., Any]:
    def unknown(*_: Number) -> Any:
        raise UnsupportedOperation(f"{row.name} has no known derivative in its first argument")

    return row.slopes[j] or unknown


# The five operations whose slopes are 1 or a factor at hand, without multiplying by them.
_OPERATORS: dict[str, tuple[Rule | None, ...]] = {
    "add": (
        None,
        lambda m, a, b, da, db, v: da,
        lambda m, a, b, da, db, v: db,
        lambda m, a, b, da, db, v: da + db,
    ),
    "sub": (
        None,
        lambda m, a, b, da, db, v: da,
        lambda m, a, b, da, db, v: -db,
        lambda m, a, b, da, db, v: da - db,
    ),
    "mul": (
        None,
        lambda m, a, b, da, db, v: da * b,
        lambda m, a, b, da, db, v: a * db,
        lambda m, a, b, da, db, v: da * b + a * db,
    ),
    "div": (
        None,
        lambda m, a, b, da, db, v: m.div(da, b),
        lambda m, a, b, da, db, v: -v * db / b,
        lambda m, a, b, da, db, v: (da - v * db) / b,
    ),
    "neg": (None, lambda m, a, b, da, db, v: -da),
}
