"""A formula made ready for an arithmetic: the functions looked up, and the numbers converted, once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from derivcheck.elementary.number import Number
from derivcheck.formula.branches import SELECT
from derivcheck.formula.nodes import Node
from derivcheck.ground.errors import DerivcheckError


class FormulaArithmetic(Protocol):
    """What a formula asks of a kind of number: `arithmetic.base.Arithmetic`."""

    name: str

    @property
    def key(self) -> Hashable | None:
        """What is prepared for one arithmetic serves all with the same key; None for one that stands alone."""

    def number(self, value: Fraction | int) -> Any:
        """Return the number nearest to an exact rational."""

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""

    def typed_raising(self, exact: Fraction) -> Callable[[Any, Any], Any]:
        """Return the power to a constant exponent, as a function of the base and the exponent as typed."""

    def branch(self, left: Number, right: Number) -> bool | None:
        """Return whether the left number is greater, None if that is not known."""

    def select(self, left: Number, right: Number, a: Number, b: Number) -> Any:
        """Return what is known of a value that is `a` where the left number is greater, and else `b`."""

    def __getattr__(self, name: str) -> Any:
        """Return an elementary function."""


Step = tuple[int, Callable[..., Any], int, int]
"""Where the result goes, the function, and where its operands are; the second one is NONE for a function of one."""

NONE = -1


@dataclass(frozen=True, slots=True)
class Program:
    """A formula made ready for an arithmetic.

    Attributes
    ----------
    slots : list of numbers
        A place for each node, with the numbers and constants in theirs.
    steps : list of Step
        The operations, in order.
    """

    slots: list[Any]
    steps: list[Step]

    def by_place(self) -> dict[int, Callable[[list[Any]], Any]]:
        """Return the steps as functions of the slots."""
        return {place: functools.partial(_step, function, a, b) for place, function, a, b in self.steps}


def _step(function: Callable[..., Any], a: int, b: int, slots: list[Any]) -> Any:
    return function(slots[a]) if b < 0 else function(slots[a], slots[b])


@dataclass(frozen=True, slots=True)
class ProgramTemplate:
    """What the programs of a formula have in common.

    Attributes
    ----------
    numbers : list of (int, Fraction)
    constants, inputs : list of (int, str)
        Places with the names of constants and of variables.
    operations : list of (str, Fraction or None)
        The different operations; constant powers with their exponents.
    steps : list of (int, int, int, int)
        The place of the result, which operation, and the places of the operands, as in `Step`.
    fixed : list of (int, int, int, int)
        Those that make a number as it is typed, such as -3/4, and are done when a program is made.
    size : int
        How many nodes there are; a choice between two values has no step.
    """

    numbers: list[tuple[int, Fraction]]
    constants: list[tuple[int, str]]
    inputs: list[tuple[int, str]]
    operations: list[tuple[str, Fraction | None]]
    steps: list[tuple[int, int, int, int]]
    fixed: list[tuple[int, int, int, int]]
    size: int

    @classmethod
    def of(cls, nodes: Sequence[Node], exponents: Sequence[Fraction | None]) -> ProgramTemplate:
        """Return the outline of a formula; `exponents` are those of powers, where they are numbers."""
        found = cls([], [], [], [], [], [], len(nodes))
        typed: set[int] = set()
        leaves: dict[str, list[Any]] = {
            "number": found.numbers,
            "constant": found.constants,
            "variable": found.inputs,
        }
        known: dict[str | int, int] = {}
        for place, (operation, arguments, value, _) in enumerate(nodes):
            if not arguments:
                leaves[operation].append((place, value))
                continue
            if operation == SELECT:
                continue
            exponent = exponents[place] if operation == "pow" else None
            # By the place of the exponent: hashing a Fraction is slow.
            key = operation if exponent is None else arguments[1]
            which = known.get(key)
            if which is None:
                which = known[key] = len(found.operations)
                found.operations.append((operation, exponent))
            second = arguments[1] if len(arguments) > 1 else NONE
            fixed = operation in _OF_NUMBERS and _is_number(nodes, nodes[place], typed)
            (found.fixed if fixed else found.steps).append((place, which, arguments[0], second))
            if fixed:
                typed.add(place)
        return found

    def compiled(self, m: FormulaArithmetic) -> Program:
        """Return the program for an arithmetic."""
        slots: list[Any] = [None] * self.size
        for place, value in self.numbers:
            slots[place] = m.number(value)
        for place, name in self.constants:
            slots[place] = m.constant(name)
        functions = [_function(m, operation, exponent) for operation, exponent in self.operations]
        for place, which, a, b in self.fixed:
            slots[place] = _step(functions[which], a, b, slots)
        return Program(slots, [(place, functions[which], a, b) for place, which, a, b in self.steps])


_OF_NUMBERS = frozenset({"neg", "div"})
"""What makes a number of others as it is typed."""


def _is_number(nodes: Sequence[Node], node: Node, typed: Collection[int]) -> bool:
    """Return whether a node is a fraction of two numbers, the lower one not 0, or minus a number."""
    first, *lower = (nodes[i] for i in node.arguments)
    known = first.operation == "number" or node.arguments[0] in typed
    return known and all(one.operation == "number" and bool(one.value) for one in lower)


def _function(m: FormulaArithmetic, operation: str, exponent: Fraction | None) -> Callable[..., Any]:
    if exponent is not None:
        return m.typed_raising(exponent)
    try:
        return getattr(m, operation)  # type: ignore[no-any-return]
    except DerivcheckError as error:
        return _raising(error)


def _raising(error: DerivcheckError) -> Callable[..., Any]:
    """Return a function that raises an error when it is called: what comes before it in the formula counts first."""

    def missing(*_: Any) -> Any:
        raise error

    return missing
