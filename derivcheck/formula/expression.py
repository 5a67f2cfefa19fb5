"""A checked formula, and its evaluation in whatever arithmetic.

A formula is kept as a list of nodes in evaluation order (a Wengert list), in which equal
subexpressions stand once. Everything that evaluates a formula, in whatever arithmetic, runs
that list, so the operations and their order are those that were typed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar

from derivcheck.formula.branches import SELECT, fill
from derivcheck.formula.nodes import Node, exact_value, exact_values
from derivcheck.formula.notations.latex import latex
from derivcheck.formula.notations.numpy_code import numpy_code
from derivcheck.formula.notations.strict import strict
from derivcheck.formula.program import FormulaArithmetic, Program, ProgramTemplate
from derivcheck.formula.templates import TEMPLATES
from derivcheck.ground.errors import DomainError, UnsupportedOperation
from derivcheck.ground.limits import MAX_WRITTEN

T = TypeVar("T")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Expression:
    """A checked formula.

    Attributes
    ----------
    typed : str
        As it was typed.
    nodes : tuple of Node
        In evaluation order; the last one is the result.
    declared : tuple of str
        The variables that its head names: x in ``f(x) = a*x``.
    read_as : str
        What was understood, in strict notation; "" where that is what was typed, but for signs of products.
    """

    typed: str
    nodes: tuple[Node, ...]
    declared: tuple[str, ...] = field(default=(), kw_only=True)
    read_as: str = field(default="", kw_only=True, compare=False)

    def __str__(self) -> str:
        return self.typed

    @functools.cached_property
    def text(self) -> str:
        """The formula in strict notation; as typed where that would be very long.

        >>> from derivcheck.formula.parser import parse
        >>> parse("2x sin x").text
        '2*x*sin(x)'
        """
        return strict(self.nodes) if self.size <= MAX_WRITTEN else self.typed

    @functools.cached_property
    def latex(self) -> str:
        r"""The formula in LaTeX.

        >>> from derivcheck.formula.parser import parse
        >>> parse("sqrt(x)/2").latex
        '\\frac{\\sqrt{x}}{2}'

        Raises
        ------
        UnsupportedOperation
            It would be very long.
        """
        return latex(self._short)

    @functools.cached_property
    def python(self) -> str:
        """The formula as an expression of NumPy (`np`) and, for special functions, `scipy.special`.

        >>> from derivcheck.formula.parser import parse
        >>> parse("2x sin x").python
        '2*x*np.sin(x)'

        Raises
        ------
        UnsupportedOperation
            It would be very long, or has a function that neither NumPy nor SciPy has.
        """
        return numpy_code(self._short)

    @property
    def _short(self) -> tuple[Node, ...]:
        if self.size > MAX_WRITTEN:
            raise UnsupportedOperation("the formula is too long to be written out")
        return self.nodes

    @functools.cached_property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables, sorted."""
        return tuple(sorted(str(node.value) for node in self.nodes if node.operation == "variable"))

    @functools.cached_property
    def rationals(self) -> tuple[Fraction | None, ...]:
        """The exact value of each node that is made of numbers only, and not too large."""
        return exact_values(self.nodes)

    def evaluate(self, m: FormulaArithmetic, values: Mapping[str, Any]) -> Any:
        """Return the value of the formula in an arithmetic, given the variables' values in it.

        Raises
        ------
        DomainError
            An operation has no value there (in the arithmetics that say so).
        UnsupportedOperation
            The arithmetic lacks one of the functions.
        """
        return self.evaluate_all(m, values)[-1]

    def evaluate_all(self, m: FormulaArithmetic, values: Mapping[str, Any]) -> list[Any]:
        """Return the value of every node, in order."""
        program = self.program(m)
        slots, place = self.filled(program, values), 0
        if self.branching:
            return fill(self.nodes, program.by_place(), slots, m, self.located)
        try:
            for place, function, a, b in program.steps:
                slots[place] = function(slots[a]) if b < 0 else function(slots[a], slots[b])
        except (DomainError, ZeroDivisionError) as error:
            raise self.located(error, place) from None
        return slots

    def program(self, m: FormulaArithmetic) -> Program:
        """Return the program for an arithmetic; one for all arithmetics with the same key."""
        key = m.key
        if key is None:
            return self.outline.compiled(m)
        found: Program | None = self._prepared.get(key)
        return found or self.prepared(key, lambda: self.outline.compiled(m))

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

    @functools.cached_property
    def outline(self) -> ProgramTemplate:
        """What a program has in every arithmetic."""
        return ProgramTemplate.of(self.nodes, self.exponents)

    @functools.cached_property
    def branching(self) -> bool:
        """Whether there is a choice between two values in it: which operations count depends on the point."""
        return any(node.operation == SELECT for node in self.nodes)

    @functools.cached_property
    def size(self) -> int:
        """Number of operations when equal subexpressions are written out each time."""
        return self.sizes[-1]

    @functools.cached_property
    def sizes(self) -> tuple[int, ...]:
        """The size of each node."""
        sizes: list[int] = []
        for node in self.nodes:
            sizes.append(1 + sum(sizes[i] for i in node.arguments))
        return tuple(sizes)

    @functools.cached_property
    def exponents(self) -> tuple[Fraction | None, ...]:
        """The exact exponent of each power whose exponent is a number."""
        powers = ((node.operation == "pow" and node.arguments[1]) for node in self.nodes)
        return tuple(self._rational(i) if i is not False else None for i in powers)

    def _rational(self, place: int) -> Fraction | None:
        node = self.nodes[place]
        if isinstance(node.value, Fraction):
            return node.value
        # Most others are made of two numbers at most; the values of all the nodes are another matter.
        below = [self.nodes[i].value for i in node.arguments]
        numbers = [value for value in below if isinstance(value, Fraction)]
        return exact_value(node.operation, numbers) if len(numbers) == len(below) else self.rationals[place]

    def located(self, error: ArithmeticError, place: int) -> ArithmeticError:
        """Return an error that says where in the formula it happened."""
        if not isinstance(error, DomainError | ZeroDivisionError):
            return error
        node = self.nodes[place]
        reason = str(error) if isinstance(error, DomainError) else "division by zero"
        around = self.typed[node.position : node.position + 24].split("\n")[0]
        typed = _WORD.match(around)
        if typed and typed[0] in TEMPLATES and reason.startswith(node.operation):
            reason = f"{typed[0]} has no derivative here"
        return DomainError(f"{reason} (at {around!r}, character {node.position + 1})")
