"""A recorded list done again in another arithmetic: the same operations, and the branches that were taken."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.numbers.array_numbers import ArrayNumbers
from derivcheck.autodiff.reverse.array_operations import Product
from derivcheck.autodiff.reverse.linear import shape_of
from derivcheck.autodiff.reverse.recording import Place, RecordedEntry, Recording
from derivcheck.ground.errors import DomainError


def replayed(record: Recording, m: ArrayNumbers) -> Recording:
    """Return the same list with values of another arithmetic; call it inside of that.

    Parameters
    ----------
    record : Recording
        Over floats, which are taken without rounding: the inputs, and the constants of the code.
    m : ArrayNumbers

    Raises
    ------
    DomainError
        Something has no value in the arithmetic.
    """
    found = Recording(m)
    for entry in record.entries:
        operands = tuple(a if type(a) is Place else m.exact(a) for a in entry.operands)
        if entry.operation is None:
            found.entries.append(RecordedEntry(None, (), m.exact(entry.value), entry.name))
            continue
        values = [found.entries[a].value if type(a) is Place else a for a in operands]
        try:
            value = entry.operation.run(m, values)
        except ZeroDivisionError:
            raise DomainError("division by zero") from None
        found.entries.append(
            RecordedEntry(entry.operation, operands, _of_shape(value, shape_of(entry.value)), entry.name)
        )
    return found


def _of_shape(value: Array, shape: tuple[int, ...]) -> Any:
    """Return numbers as an array of a shape; what code repeats by itself is repeated here."""
    return value if shape_of(value) == shape else np.broadcast_to(value, shape)[()]


def count_operations(record: Recording) -> int:
    """Return how many operations on single numbers a list takes."""
    return sum(_operations(record, entry) for entry in record.entries)


def _operations(record: Recording, entry: RecordedEntry) -> int:
    size = math.prod(shape_of(entry.value))
    inner = shape_of(_operand(record, entry.operands[0]))[-1] if isinstance(entry.operation, Product) else 1
    taken = max((math.prod(shape_of(_operand(record, a))) for a in entry.operands), default=0)
    return max(size * inner, taken)


def _operand(record: Recording, operand: object) -> Any:
    return record.entries[operand].value if type(operand) is Place else np.asarray(operand)
