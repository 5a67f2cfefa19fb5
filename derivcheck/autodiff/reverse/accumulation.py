"""The two ways to accumulate a derivative along a recorded list: forward and reverse.

Both take the local slopes as given and share nothing else, so that each can be held against the
other (Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, tables 3.1 and 3.6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.reverse.array_operations import Choice
from derivcheck.autodiff.reverse.linear import lift, linear, shape_of, spread_to
from derivcheck.autodiff.reverse.recording import Place, RecordedEntry, Recording


@dataclass(frozen=True, slots=True)
class Local:
    """What a line does to first order: its operands as numbers, and the slope of its result by each.

    A slope is None for a constant, and for an operation on whole arrays that is its own derivative.
    """

    operands: list[Any]
    slopes: list[Any]


def localize(record: Recording, result: int) -> list[Local]:
    """Return the local slopes of each line, none for an input; `result` is the line that is differentiated."""
    found = [Local([], []) if entry.operation is None else _local(record, entry) for entry in record.entries]
    if any(isinstance(entry.operation, Choice) for entry in record.entries):
        return [_restricted(record, *pair) for pair in zip(found, _used(record, found, result), strict=True)]
    return found


def _local(record: Recording, entry: RecordedEntry) -> Local:
    assert entry.operation is not None
    active = [type(a) is Place for a in entry.operands]
    operands = numbers(record, entry.operands)
    return Local(operands, entry.operation.slopes(record.inner, operands, entry.value, active))


def forward(record: Recording, local: Sequence[Local], seeds: Mapping[int, Any]) -> list[Any]:
    """Return the tangent of each line, given those of inputs by place; None where none of these is used."""
    tangents: list[Any] = []
    for place, (entry, line) in enumerate(zip(record.entries, local, strict=True)):
        if entry.operation is None:
            tangents.append(seeds.get(place))
            continue
        known = [tangents[a] if type(a) is Place else None for a in entry.operands]
        if all(tangent is None for tangent in known):
            tangents.append(None)
            continue
        tangent = entry.operation.push(record.inner, line.operands, line.slopes, known)
        # A scalar's tangent, added to that of an array, belongs to every element.
        tangents.append(spread_to(record.inner, tangent, shape_of(entry.value)))
    return tangents


def reverse(record: Recording, local: Sequence[Local], result: int, seed: object) -> list[Any]:
    """Return the adjoint of each line: the derivative of the line `result` by it; None where there is none."""
    adjoints: list[Any] = [None] * len(record.entries)
    adjoints[result] = seed
    for place in range(result, -1, -1):
        operation, adjoint = record.entries[place].operation, adjoints[place]
        if operation is None or adjoint is None:
            continue
        shares = operation.pull(record.inner, local[place].operands, local[place].slopes, adjoint)
        for operand, share in zip(record.entries[place].operands, shares, strict=True):
            if type(operand) is Place and share is not None:
                known = adjoints[operand]
                adjoints[operand] = share if known is None else known + share
    return adjoints


def _used(record: Recording, local: Sequence[Local], result: int) -> list[Any]:
    """Return which elements of each line the result is made of: the branch that `where` left out is not."""
    ones = [
        Local([np.ones(shape_of(a)) for a in line.operands], [None if s is None else 1.0 for s in line.slopes])
        for line in local
    ]
    plain = Recording(Real())
    plain.entries = record.entries
    paths = reverse(plain, ones, result, np.ones(shape_of(record.entries[result].value)))
    return [None if count is None else count > 0 for count in paths]


def _restricted(record: Recording, line: Local, used: Any) -> Local:
    """Return a line with slopes zero where it is not used: zero times an infinite slope would be NaN."""
    if used is None or np.all(used):
        return line
    return Local(line.operands, [_where(record, used, slope) for slope in line.slopes])


def _where(record: Recording, used: Array, slope: Array) -> Any:
    if slope is None:
        return None
    kept = lift(record.inner, slope)
    return linear(record.inner, lambda a: np.where(used, a, 0), [kept], 0)


def bounded(record: Recording) -> Recording:
    """Return the same list with a running error bound on every value.

    The values are kept to the last bit; where NumPy takes another way to a function than derivcheck
    does, both are within the bound of that function.
    """
    if isinstance(record.inner, Running):
        return record
    found = Recording(Running(record.inner))  # type: ignore[arg-type]
    with found:
        for entry in record.entries:
            found.entries.append(_with_bound(found, entry))
    return found


def _with_bound(record: Recording, entry: RecordedEntry) -> RecordedEntry:
    m = record.inner
    assert isinstance(m, Running)
    if entry.operation is None:
        return RecordedEntry(None, (), m.exact(entry.value), entry.name)
    bound = entry.operation.run(m, numbers(record, entry.operands)).bound
    return RecordedEntry(entry.operation, entry.operands, RunningNumber(entry.value, bound, m))


def numbers(record: Recording, operands: Sequence[Any]) -> list[Any]:
    """Return operands as numbers of the inner arithmetic."""
    m, entries = record.inner, record.entries
    return [entries[a].value if type(a) is Place else lift(m, a) for a in operands]
