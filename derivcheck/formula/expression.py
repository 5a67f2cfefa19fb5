"""A checked formula, and programs made from it.

A formula is kept as a list of nodes in evaluation order (a Wengert list), in which equal
subexpressions stand once. Everything that evaluates a formula, in whatever arithmetic, runs
that list, so the operations and their order are those that were typed. For an arithmetic the list
is turned into a program: the functions looked up and the numbers converted, once.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple, Protocol, TypeVar

from derivcheck.ground.errors import DerivcheckError, DomainError
from derivcheck.ground.limits import MAX_INTEGER_BITS


class Arithmetic(Protocol):
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

    def __getattr__(self, name: str) -> Any:
        """Return an elementary function."""


class Node(NamedTuple):
    """One step of a formula.

    Attributes
    ----------
    operation : str
        "number", "constant" (pi, e), "variable", or the name of a row of `elementary.TABLE`.
    arguments : tuple of int
        Positions of earlier nodes.
    value : Fraction, str or None
        The number, or the name of the constant or variable.
    position : int
        Where it stands in the text, for messages.
    """

    operation: str
    arguments: tuple[int, ...] = ()
    value: Fraction | str | None = None
    position: int = 0


T = TypeVar("T")

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


@dataclass(frozen=True, slots=True)
class Outline:
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
    """

    numbers: list[tuple[int, Fraction]]
    constants: list[tuple[int, str]]
    inputs: list[tuple[int, str]]
    operations: list[tuple[str, Fraction | None]]
    steps: list[tuple[int, int, int, int]]

    @classmethod
    def of(cls, expression: Expression) -> Outline:
        """Return the outline of a formula."""
        found = cls([], [], [], [], [])
        leaves: dict[str, list[Any]] = {
            "number": found.numbers,
            "constant": found.constants,
            "variable": found.inputs,
        }
        known: dict[str | int, int] = {}
        for place, (operation, arguments, value, _) in enumerate(expression.nodes):
            if not arguments:
                leaves[operation].append((place, value))
                continue
            exponent = expression.exponents[place] if operation == "pow" else None
            # By the place of the exponent: hashing a Fraction is slow.
            key = operation if exponent is None else arguments[1]
            which = known.get(key)
            if which is None:
                which = known[key] = len(found.operations)
                found.operations.append((operation, exponent))
            second = arguments[1] if len(arguments) > 1 else NONE
            found.steps.append((place, which, arguments[0], second))
        return found


@dataclass(frozen=True)
class Expression:
    """A checked formula.

    Attributes
    ----------
    text : str
        As it was typed.
    nodes : tuple of Node
        In evaluation order; the last one is the result.
    declared : tuple of str
        The variables that its head names: x in ``f(x) = a*x``.
    read_as : str
        What was understood, in strict notation; "" where that is what was typed, but for signs of products.
    """

    text: str
    nodes: tuple[Node, ...]
    declared: tuple[str, ...] = field(default=(), kw_only=True)
    read_as: str = field(default="", kw_only=True, compare=False)

    def __str__(self) -> str:
        return self.text

    @functools.cached_property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables, sorted."""
        return tuple(sorted(str(node.value) for node in self.nodes if node.operation == "variable"))

    @functools.cached_property
    def rationals(self) -> tuple[Fraction | None, ...]:
        """The exact value of each node that is made of numbers only, and not too large."""
        found: list[Fraction | None] = []
        for operation, arguments, value, _ in self.nodes:
            known = [a for i in arguments if (a := found[i]) is not None]
            if arguments:
                found.append(_exact(operation, known) if len(known) == len(arguments) else None)
            else:
                found.append(value if isinstance(value, Fraction) else None)
        return tuple(found)

    def evaluate(self, m: Arithmetic, values: Mapping[str, Any]) -> Any:
        """Return the value of the formula in an arithmetic, given the variables' values in it.

        Raises
        ------
        DomainError
            An operation has no value there (in the arithmetics that say so).
        UnsupportedOperation
            The arithmetic lacks one of the functions.
        """
        return self.evaluate_all(m, values)[-1]

    def evaluate_all(self, m: Arithmetic, values: Mapping[str, Any]) -> list[Any]:
        """Return the value of every node, in order."""
        program = self.program(m)
        slots, place = self.filled(program, values), 0
        try:
            for place, function, a, b in program.steps:
                slots[place] = function(slots[a]) if b < 0 else function(slots[a], slots[b])
        except (DomainError, ZeroDivisionError) as error:
            raise self.located(error, place) from None
        return slots

    def program(self, m: Arithmetic) -> Program:
        """Return the program for an arithmetic; one for all arithmetics with the same key."""
        if m.key is None:
            return self._compiled(m)
        return self.prepared(m.key, lambda: self._compiled(m))

    def prepared(self, key: Hashable, prepare: Callable[[], T]) -> T:
        """Return what was prepared under a key, else prepare it."""
        found: T | None = self._prepared.get(key)
        if found is None:
            found = self._prepared[key] = prepare()
        return found

    def filled(self, program: Program, values: Mapping[str, Any]) -> list[Any]:
        """Return the slots of a program with the variables' values in theirs."""
        slots = program.slots.copy()
        for place, name in self.outline.inputs:
            slots[place] = values[name]
        return slots

    @functools.cached_property
    def _prepared(self) -> dict[Hashable, Any]:
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what can be prepared anew, and cannot be pickled."""
        return {name: value for name, value in self.__dict__.items() if name != "_prepared"}

    def _compiled(self, m: Arithmetic) -> Program:
        outline = self.outline
        slots: list[Any] = [None] * len(self.nodes)
        for place, value in outline.numbers:
            slots[place] = m.number(value)
        for place, name in outline.constants:
            slots[place] = m.constant(name)
        functions = [_function(m, operation, exponent) for operation, exponent in outline.operations]
        return Program(slots, [(place, functions[which], a, b) for place, which, a, b in outline.steps])

    @functools.cached_property
    def outline(self) -> Outline:
        """What a program has in every arithmetic."""
        return Outline.of(self)

    @functools.cached_property
    def size(self) -> int:
        """Number of operations when equal subexpressions are written out each time."""
        sizes: list[int] = []
        for node in self.nodes:
            sizes.append(1 + sum(sizes[i] for i in node.arguments))
        return sizes[-1]

    @functools.cached_property
    def exponents(self) -> tuple[Fraction | None, ...]:
        """The exact exponent of each power whose exponent is a number."""
        powers = ((node.operation == "pow" and node.arguments[1]) for node in self.nodes)
        return tuple(self._rational(i) if i is not False else None for i in powers)

    def _rational(self, place: int) -> Fraction | None:
        node = self.nodes[place]
        # Most exponents are typed as a number; the values of all the other nodes are another matter.
        return node.value if isinstance(node.value, Fraction) else self.rationals[place]

    def located(self, error: ArithmeticError, place: int) -> DomainError:
        """Return an error that says where in the formula it happened."""
        node = self.nodes[place]
        reason = str(error) if isinstance(error, DomainError) else "division by zero"
        around = self.text[node.position : node.position + 24].split("\n")[0]
        return DomainError(f"{reason} (at {around!r}, character {node.position + 1})")


def _function(m: Arithmetic, operation: str, exponent: Fraction | None) -> Callable[..., Any]:
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


def _exact(operation: str, arguments: Sequence[Fraction]) -> Fraction | None:
    return _EXACT[operation](*arguments) if operation in _EXACT else None


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _bounded(value: Fraction) -> Fraction | None:
    return value if _bits(value) <= MAX_INTEGER_BITS else None


def _exact_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        return None
    if _bits(base) * abs(exponent) > MAX_INTEGER_BITS:
        return None
    return Fraction(base ** int(exponent))


_EXACT: dict[str, Callable[..., Fraction | None]] = {
    "add": lambda a, b: _bounded(a + b),
    "sub": lambda a, b: _bounded(a - b),
    "mul": lambda a, b: _bounded(a * b),
    "div": lambda a, b: _bounded(a / b) if b else None,
    "neg": lambda a: -a,
    "pow": _exact_power,
}
