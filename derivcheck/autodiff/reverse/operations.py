"""The operations that a trace consists of, each with the derivative that it has in both directions.

An operation can `run` in an arithmetic, `push` tangents of its operands forward to its result,
and `pull` the adjoint of its result back to its operands (Griewank & Walther, "Evaluating
Derivatives", 2nd ed., 2008, §3.1 and §3.2). An elementary one does both with its local slopes;
one that moves, sums or multiplies arrays is linear, and pulls by its transpose.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.reverse.linear import Numbers, shape_of, sum_to
from derivcheck.elementary import Elementary
from derivcheck.ground.errors import UnsupportedOperation


def times(slope: Array, number: Any) -> Any:
    """Multiply by a slope; 1 and -1, as of a sum, cost no rounding."""
    if isinstance(slope, int) and abs(slope) == 1:
        return number if slope > 0 else -number
    return slope * number


class Operation:
    """What was done in one step.

    Attributes
    ----------
    text : str
        How it is written, with ``{}`` for each operand.
    """

    text: str

    def run(self, m: Arithmetic, operands: Numbers) -> Any:
        """Return the result in an arithmetic."""
        raise NotImplementedError

    def slopes(self, m: Arithmetic, operands: Numbers, value: object, active: Sequence[bool]) -> list[Any]:
        """Return the local slope for each operand; None where it is no number, or not needed."""
        return [None] * len(operands)

    def push(self, m: Arithmetic, operands: Numbers, slopes: Numbers, tangents: Numbers) -> Any:
        """Return the tangent of the result, given those of the operands (None for no dependence)."""
        raise NotImplementedError

    def pull(self, m: Arithmetic, operands: Numbers, slopes: Numbers, adjoint: object) -> Iterator[Any]:
        """Yield what the adjoint of the result contributes to that of each operand."""
        raise NotImplementedError


_SIGNS = {"add": "{} + {}", "sub": "{} - {}", "mul": "{}*{}", "div": "{}/{}", "neg": "-{}", "pow": "{}**{}"}


@dataclass(frozen=True, slots=True)
class Elemental(Operation):
    """A row of the elementary table, element by element; `exponent` is that of a constant power."""

    row: Elementary
    exponent: Fraction | None = None

    @property
    def text(self) -> str:  # type: ignore[override]
        """The operator, or the function's name."""
        return _SIGNS.get(self.row.name) or f"{self.row.name}({', '.join(['{}'] * self.row.arity)})"

    def run(self, m: Arithmetic, operands: Numbers) -> Any:
        """Return the function's value."""
        if self.exponent is not None:
            return m.power(operands[0], self.exponent)
        return getattr(m, self.row.name)(*operands)

    def slopes(self, m: Arithmetic, operands: Numbers, value: object, active: Sequence[bool]) -> list[Any]:
        """Return the slopes of the table, where the operand depends on an input."""
        if self.exponent is not None:
            return [_power_slope(m, operands[0], self.exponent), None]
        wanted = zip(self.row.slopes, active, strict=True)
        return [self._slope(slope)(m, *operands, value) if needed else None for slope, needed in wanted]

    def _slope(self, slope: Callable[..., Any] | None) -> Callable[..., Any]:
        if slope is None:
            raise UnsupportedOperation(f"{self.row.name} has no known derivative in its first argument")
        return slope

    def push(self, m: Arithmetic, operands: Numbers, slopes: Numbers, tangents: Numbers) -> Any:
        """Return the sum of slope times tangent."""
        terms = [times(s, t) for s, t in zip(slopes, tangents, strict=True) if s is not None and t is not None]
        return functools.reduce(operator.add, terms)

    def pull(self, m: Arithmetic, operands: Numbers, slopes: Numbers, adjoint: object) -> Iterator[Any]:
        """Yield slope times adjoint, added up where the operand was repeated."""
        for operand, slope in zip(operands, slopes, strict=True):
            if slope is None:
                yield None
                continue
            share, shape = times(slope, adjoint), shape_of(operand)
            yield share if shape_of(share) == shape else sum_to(m, share, shape)


def _power_slope(m: Arithmetic, base: object, exponent: Fraction) -> Any:
    # x**0 is 1 everywhere, with slope 0 at 0 too, where n x^(n-1) would be 0/0; x**1 has slope 1.
    if exponent.numerator in (0, 1) and exponent.denominator == 1:
        return int(exponent)
    square = exponent.numerator == 2 and exponent.denominator == 1
    return m.number(exponent) * (base if square else m.power(base, exponent - 1))
