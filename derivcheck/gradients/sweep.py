"""A recorded run of NumPy code with running error bounds: its value, and any rows of its Jacobian.

One run and one reverse sweep give a row of the Jacobian, whatever the number of columns, with a
bound on the rounding error of each element (Griewank & Walther, "Evaluating Derivatives", 2nd
ed., 2008, ch. 3; Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 2002, §3.3).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import Bounded, joined
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import RunningNumber
from derivcheck.autodiff.composites.results import run
from derivcheck.autodiff.numbers.array_numbers import ArrayNumbers
from derivcheck.autodiff.reverse.accumulation import Local, bounded, localize, reverse
from derivcheck.autodiff.reverse.array_functions import gather
from derivcheck.autodiff.reverse.linear import value_of
from derivcheck.autodiff.reverse.recorded import Recorded
from derivcheck.autodiff.reverse.recording import Place, RecordedEntry, Recording
from derivcheck.autodiff.reverse.replay import count_operations, replayed
from derivcheck.elementary.number import Number
from derivcheck.gradients.nearest import nearest, sharpest
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import UnsupportedOperation

MOST_OPERATIONS = 4_000
"""Operations of one run: beyond, an array was taken apart into its elements, and other witnesses are faster."""


class _Frugal(Recording):
    """A recording that gives up early."""

    def _append(self, entry: RecordedEntry) -> Recorded:
        if len(self.entries) >= MOST_OPERATIONS:
            raise UnsupportedOperation(f"a sweep takes {MOST_OPERATIONS:,} operations at most; use whole arrays")
        return super()._append(entry)


class Sweep:
    """A recorded run of a function of one number or array.

    Parameters
    ----------
    f : callable
    x : array or number
        Finite floats.
    dtype : str
        The float format that f runs in.

    Raises
    ------
    UnsupportedOperation
        The trace has no rule for something that f does.

    Examples
    --------
    >>> sweep = Sweep(lambda x: np.sum(x**2), np.array([3.0, 4.0]))
    >>> float(sweep.value.value), sweep.row(()).value
    (25.0, array([6., 8.]))
    """

    def __init__(self, f: Callable[[Any], Any], x: ArrayLike, dtype: str = "float64") -> None:
        real = Real(dtype)
        record = _Frugal(real)
        with record:
            point = record.variable(np.array(x, dtype=real.type)[()], "x")
            result = run(lambda: gather(f(point)), lambda: f(np.array(x)[()]), "recorded numbers")
        if not isinstance(result, Recorded) and np.asarray(result).dtype.kind not in "fiub":
            raise UnsupportedOperation(f"f returned {type(result).__name__}, not real numbers")
        self._constant = None if isinstance(result, Recorded) else np.asarray(result, dtype=real.type)[()]
        self._record, self._last = _needed(record, result.place if isinstance(result, Recorded) else 0)
        self._shape = np.shape(x)

    @functools.cached_property
    def _bounded(self) -> tuple[Recording, list[Local]]:
        record = bounded(self._record)
        with record:
            return record, localize(record, self._last)

    @property
    def value(self) -> Bounded:
        """The value of f."""
        if self._constant is not None:
            return Bounded(self._constant, np.zeros(np.shape(self._constant)))
        return _parts(self._bounded[0].entries[self._last].value)

    def row(self, index: tuple[int, ...]) -> Bounded:
        """Return the derivative of one element of f(x) by all of x."""
        if self._constant is not None:
            return Bounded(np.zeros(self._shape), np.zeros(self._shape))
        record, local = self._bounded
        with record:
            found = _row(record, local, self._last, index)
        return Bounded(np.zeros(self._shape), np.zeros(self._shape)) if found is None else _parts(found)

    def rows(self) -> Iterator[Bounded]:
        """Yield all rows of the Jacobian."""
        for index in np.ndindex(*self.shape):
            yield self.row(index)

    @property
    def shape(self) -> tuple[int, ...]:
        """That of the value of f."""
        known = self._constant if self._constant is not None else value_of(self._record.entries[self._last].value)
        return np.shape(known)

    def precise_rows(self) -> list[Bounded]:
        """Return all rows of the Jacobian, from the same operations in high precision.

        Raises
        ------
        UnsupportedOperation
            They take too many operations, or one that has no rule in high precision.
        DomainError
            One of them has no value.
        """
        indices = list(np.ndindex(*self.shape))
        if self._constant is not None:
            return [self.row(index) for index in indices]
        # The slopes and the sweep take about as long as the run.
        if count_operations(self._record) * (1 + len(indices)) > allowances.PRECISE_OPERATIONS.value:
            raise UnsupportedOperation("too many operations for a sweep in high precision")
        rows = sharpest(functools.partial(self._rows_in, indices))
        return [rows.each(lambda part, i=i: part[i]) for i in range(len(indices))]  # type: ignore[misc]

    def _rows_in(self, indices: list[tuple[int, ...]], m: Ball) -> Bounded:
        arrays = ArrayNumbers(m)
        with arrays:
            record = replayed(self._record, arrays)
            local = localize(record, self._last)
            rows = [_row(record, local, self._last, index) for index in indices]
        zeros = np.zeros(self._shape)
        return joined([nearest(zeros if row is None else row, m.bits) for row in rows], np.stack)


def _row(record: Recording, local: list[Local], last: int, index: tuple[int, ...]) -> Any:
    """Return the adjoint of the input, for one element of the result; None where that does not depend on it."""
    m = record.inner
    seed = np.zeros(np.shape(value_of(record.entries[last].value)))
    seed[index] = 1
    return reverse(record, local, last, m.exact(seed[()]) if seed.ndim else m.number(1))[0]


def _parts(number: Number) -> Bounded:
    value = np.asarray(value_of(number))
    bound = number.bound if isinstance(number, RunningNumber) else 0.0
    # NaN means that a slope does not exist: nothing is known.
    known = np.where(np.isnan(bound), np.inf, bound)
    return Bounded(value[()], np.broadcast_to(known, value.shape).astype(np.float64)[()])


def _needed(record: Recording, last: int) -> tuple[Recording, int]:
    """Return the list without what the result is not made of, and the new place of the result.

    The first entry is the input, and stays.
    """
    wanted = {0, last}
    for place in range(last, 0, -1):
        if place in wanted:
            wanted.update(a for a in record.entries[place].operands if isinstance(a, Place))
    order = sorted(wanted)
    moved = {old: Place(new) for new, old in enumerate(order)}
    found = Recording(record.inner)
    for old in order:
        entry = record.entries[old]
        operands = tuple(moved[a] if isinstance(a, Place) else a for a in entry.operands)
        found.entries.append(RecordedEntry(entry.operation, operands, entry.value, entry.name))
    return found, moved[last]


def running_value(f: Callable[[Any], Any], x: ArrayLike, dtype: str = "float64") -> Bounded:
    """Return f(x) as its float program computes it, with a bound on the rounding error.

    Raises
    ------
    UnsupportedOperation
        The trace has no rule for something that f does.
    """
    return Sweep(f, x, dtype).value
