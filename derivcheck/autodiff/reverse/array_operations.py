"""The operations of a trace on whole arrays: they move, choose, add up or multiply elements."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.running import Running
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.reverse.linear import Numbers, bilinear, linear, shape_of, spread_to, sum_to, zeros
from derivcheck.autodiff.reverse.operations import Operation


@dataclass(frozen=True, slots=True)
class Rearrangement(Operation):
    """Elements of the operands in other places: another shape, arrays in a row.

    Attributes
    ----------
    function : callable
        Of as many arrays as there are operands.
    """

    text: str
    function: Callable[..., Any]

    def run(self, m: Arithmetic, operands: Numbers) -> Any:
        """Return the elements in their new places."""
        return linear(m, self.function, operands, 0)

    def push(self, m: Arithmetic, operands: Numbers, slopes: Numbers, tangents: Numbers) -> Any:
        """Move the tangents alike."""
        known = [zeros(m, a) if t is None else t for a, t in zip(operands, tangents, strict=True)]
        return self.run(m, known)

    def pull(self, m: Arithmetic, operands: Numbers, slopes: Numbers, adjoint: object) -> Iterator[Any]:
        """Move the adjoints back, adding up those of an element that is in several places."""
        shapes = [shape_of(a) for a in operands]
        ends = np.cumsum([math.prod(shape) for shape in shapes])
        # Where each element came from is found by moving the numbers of the places; a zero, as below the diagonal
        # that `numpy.triu` keeps, came from nowhere.
        numbered = np.split(np.arange(1, ends[-1] + 1), ends[:-1])
        places = np.ravel(self.function(*[n.reshape(s) for n, s in zip(numbered, shapes, strict=True)]))
        copies = int(np.bincount(places).max(initial=1)) if isinstance(m, Running) else 1
        back = linear(m, functools.partial(_collect, places, int(ends[-1]) + 1), [adjoint], copies - 1)
        for shape, start, end in zip(shapes, (0, *ends), ends, strict=False):
            yield linear(m, lambda a, s=shape, i=start + 1, j=end + 1: a[i:j].reshape(s)[()], [back], 0)


def _collect(places: Array, size: int, elements: Array) -> Any:
    found = np.zeros(size, dtype=np.asarray(elements).dtype)
    np.add.at(found, places, np.ravel(elements))
    return found


@dataclass(frozen=True, slots=True)
class Selection(Operation):
    """The elements of an array at an index, which are no step of their own."""

    text: str
    index: Any

    def take(self, array: Array) -> Any:
        """Return the elements."""
        return array[self.index]

    def run(self, m: Arithmetic, operands: Numbers) -> Any:
        """Return the elements."""
        return linear(m, self.take, operands, 0)

    def push(self, m: Arithmetic, operands: Numbers, slopes: Numbers, tangents: Numbers) -> Any:
        """Take the same elements of the tangent."""
        return self.run(m, tangents)

    def pull(self, m: Arithmetic, operands: Numbers, slopes: Numbers, adjoint: Any) -> Iterator[Any]:
        """Put the adjoint in its place, zero elsewhere; an element taken twice gets both."""
        shape = shape_of(operands[0])

        def put(elements: Array) -> Any:
            found = np.zeros(shape, dtype=np.asarray(elements).dtype)
            np.add.at(found, self.index, elements) if self._repeats else found.__setitem__(self.index, elements)
            return found

        yield linear(m, put, [adjoint], math.prod(shape_of(adjoint)) - 1 if self._repeats else 0)

    @property
    def _repeats(self) -> bool:
        """Whether the index may name an element twice, as a list of numbers can."""
        parts = self.index if isinstance(self.index, tuple) else (self.index,)
        return any(isinstance(part, list | np.ndarray) and np.asarray(part).dtype != bool for part in parts)


@dataclass(frozen=True, slots=True)
class Total(Operation):
    """The sum of all elements, or of those along some axes."""

    text: str
    axis: tuple[int, ...] | None = None
    keepdims: bool = False

    def run(self, m: Arithmetic, operands: Numbers) -> Any:
        """Return NumPy's sum."""
        count = self._count(shape_of(operands[0]))
        return linear(m, lambda a: np.sum(a, axis=self.axis, keepdims=self.keepdims), operands, count - 1)

    def _axes(self, shape: tuple[int, ...]) -> list[int]:
        return [i % len(shape) for i in (range(len(shape)) if self.axis is None else self.axis)]

    def _count(self, shape: tuple[int, ...]) -> int:
        return max(1, math.prod(shape[i] for i in self._axes(shape)))

    def push(self, m: Arithmetic, operands: Numbers, slopes: Numbers, tangents: Numbers) -> Any:
        """Add up the tangents."""
        return self.run(m, tangents)

    def pull(self, m: Arithmetic, operands: Numbers, slopes: Numbers, adjoint: object) -> Iterator[Any]:
        """Give each element the adjoint of its sum."""
        shape = shape_of(operands[0])
        axes = self._axes(shape)
        kept = tuple(1 if i in axes else n for i, n in enumerate(shape))
        yield linear(m, lambda a: np.broadcast_to(np.reshape(a, kept), shape), [adjoint], 0)


@dataclass(frozen=True, slots=True)
class Cumulative(Operation):
    """The sums of the elements up to each one, along an axis."""

    text: str
    axis: int

    def run(self, m: Arithmetic, operands: Numbers) -> Any:
        """Return NumPy's cumulative sum."""
        count = shape_of(operands[0])[self.axis]
        return linear(m, lambda a: np.cumsum(a, axis=self.axis), operands, max(0, count - 1))

    def push(self, m: Arithmetic, operands: Numbers, slopes: Numbers, tangents: Numbers) -> Any:
        """Add up the tangents."""
        return self.run(m, tangents)

    def pull(self, m: Arithmetic, operands: Numbers, slopes: Numbers, adjoint: Any) -> Iterator[Any]:
        """Give each element the adjoints of all sums that it is in."""
        count = shape_of(operands[0])[self.axis]

        def back(a: Array) -> Any:
            return np.flip(np.cumsum(np.flip(a, self.axis), axis=self.axis), self.axis)

        yield linear(m, back, [adjoint], max(0, count - 1))


@dataclass(frozen=True, slots=True)
class Product(Operation):
    """A product of vectors or matrices."""

    text: str = "{} @ {}"

    def run(self, m: Arithmetic, operands: Numbers) -> Any:
        """Return NumPy's product."""
        a, b = operands
        return bilinear(m, np.matmul, a, b, shape_of(a)[-1] - 1)

    def push(self, m: Arithmetic, operands: Numbers, slopes: Numbers, tangents: Numbers) -> Any:
        """Return a'b + ab'."""
        (a, b), (da, db) = operands, tangents
        terms = [self.run(m, pair) for pair in ((da, b), (a, db)) if pair[0] is not None and pair[1] is not None]
        return functools.reduce(operator.add, terms)

    def pull(self, m: Arithmetic, operands: Numbers, slopes: Numbers, adjoint: object) -> Iterator[Any]:
        """Yield the adjoint times the transposed other factor."""
        a, b = operands
        rows, columns = shape_of(a)[:-1], shape_of(b)[1:]
        inner = shape_of(a)[-1]
        wide = linear(m, lambda z: np.reshape(z, (math.prod(rows), math.prod(columns))), [adjoint], 0)
        left = linear(m, lambda z: np.reshape(z, (-1, inner)), [a], 0)
        right = linear(m, lambda z: np.reshape(z, (inner, -1)), [b], 0)
        to_left = bilinear(m, lambda y, z: y @ z.T, wide, right, math.prod(columns) - 1)
        to_right = bilinear(m, lambda y, z: y.T @ z, left, wide, math.prod(rows) - 1)
        for found, operand in ((to_left, a), (to_right, b)):
            shape = shape_of(operand)
            yield linear(m, lambda z, s=shape: np.reshape(z, s), [found], 0)


@dataclass(frozen=True, slots=True)
class Choice(Operation):
    """The elements of one operand where a condition holds, and of the other elsewhere."""

    condition: Any
    text: str = "where(…, {}, {})"

    def run(self, m: Arithmetic, operands: Numbers) -> Any:
        """Return the elements chosen."""
        return linear(m, lambda a, b: np.where(self.condition, a, b), operands, 0)

    def push(self, m: Arithmetic, operands: Numbers, slopes: Numbers, tangents: Numbers) -> Any:
        """Choose among the tangents alike."""
        shape = np.broadcast_shapes(np.shape(self.condition), *map(shape_of, operands))
        known = [zeros(m, a) if t is None else t for a, t in zip(operands, tangents, strict=True)]
        return spread_to(m, self.run(m, known), shape)

    def pull(self, m: Arithmetic, operands: Numbers, slopes: Numbers, adjoint: object) -> Iterator[Any]:
        """Give the adjoint to the one that was chosen."""
        nothing = zeros(m, adjoint)
        for operand, pair in zip(operands, ((adjoint, nothing), (nothing, adjoint)), strict=True):
            yield sum_to(m, self.run(m, pair), shape_of(operand))
