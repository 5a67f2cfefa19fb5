"""A checked formula, and programs made from it.

A formula is kept as a list of nodes in evaluation order (a Wengert list), in which equal
subexpressions stand once. Everything that evaluates a formula, in whatever arithmetic, walks
that list, so the operations and their order are those that were typed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from derivcheck.ground.errors import DomainError
from derivcheck.ground.limits import MAX_INTEGER_BITS

LEAVES = frozenset({"number", "constant", "variable"})


class Arithmetic(Protocol):
    """What a formula asks of a kind of number: `arithmetic.base.Arithmetic`."""

    name: str

    def number(self, value: Fraction | int) -> Any:
        """Return the number nearest to an exact rational."""

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a power as the formula was typed."""

    def __getattr__(self, name: str) -> Any:
        """Return an elementary function."""


@dataclass(frozen=True, slots=True)
class Node:
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
        for node in self.nodes:
            found.append(_rational(node, [found[i] for i in node.arguments]))
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
        slots: list[Any] = []
        node = self.nodes[0]
        try:
            for node, exponent in zip(self.nodes, self.exponents, strict=True):
                slots.append(_step(m, node, exponent, slots, values))
        except (DomainError, ZeroDivisionError) as error:
            raise self._located(error, node) from None
        return slots

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
        return tuple(self.rationals[node.arguments[1]] if node.operation == "pow" else None for node in self.nodes)

    def _located(self, error: ArithmeticError, node: Node) -> DomainError:
        reason = str(error) if isinstance(error, DomainError) else "division by zero"
        around = self.text[node.position : node.position + 24].split("\n")[0]
        return DomainError(f"{reason} (at {around!r}, character {node.position + 1})")


def _step(m: Arithmetic, node: Node, exponent: Fraction | None, slots: list[Any], values: Mapping[str, Any]) -> Any:
    operation = node.operation
    if operation not in LEAVES:
        if exponent is not None:
            return m.typed_power(slots[node.arguments[0]], slots[node.arguments[1]], exponent)
        return getattr(m, operation)(*[slots[i] for i in node.arguments])
    if operation == "variable":
        return values[str(node.value)]
    return m.number(node.value) if isinstance(node.value, Fraction) else m.constant(str(node.value))


def _rational(node: Node, arguments: Sequence[Fraction | None]) -> Fraction | None:
    if node.operation == "number":
        return node.value if isinstance(node.value, Fraction) else None
    known = [a for a in arguments if a is not None]
    if len(known) != len(arguments) or node.operation not in _EXACT:
        return None
    return _EXACT[node.operation](*known)


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
