"""Recording: numbers that keep a list of the operations done with them.

The list (a tape, or Wengert list) is what forward and reverse accumulation walk along afterwards
(Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, ch. 3). The values on it are those
of the inner arithmetic, to the last bit: recording only writes down what happens.
"""

from __future__ import annotations

import functools
import operator
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.reverse.linear import value_of
from derivcheck.autodiff.reverse.operations import Elemental, Operation
from derivcheck.autodiff.reverse.recorded import Recorded
from derivcheck.elementary import TABLE, Elementary
from derivcheck.ground.errors import InputError, UnsupportedOperation

MAX_OPERATIONS = 1_000_000
"""Operations that one trace may hold: several hundred megabytes."""


class Place(int):
    """The number of a line, as an operand; a plain int would be a constant."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class RecordedEntry:
    """One line of the list.

    Attributes
    ----------
    operation : Operation or None
        None for an input.
    operands : tuple
        A `Place` for an earlier line, and constants as they are.
    value : number of the inner arithmetic
    name : str
        That of an input; "" for a result.
    """

    operation: Operation | None
    operands: tuple[Any, ...]
    value: Any
    name: str = ""


class Recording(Arithmetic):
    """Numbers of `inner` whose operations are listed in `entries`.

    What does not depend on an input stays a number of the inner arithmetic, and is no step.

    Parameters
    ----------
    inner : Real or Running
        The arithmetic that the values are computed in.

    Examples
    --------
    >>> from derivcheck.arithmetic.real import Real
    >>> m = Recording(Real())
    >>> x = m.variable(0.5, "x")
    >>> y = m.exp(2 * x)
    >>> [entry.operation.text for entry in m.entries[1:]], float(y.value)
    (['{}*{}', 'exp({})'], 2.718281828459045)
    """

    def __init__(self, inner: Arithmetic) -> None:
        self.inner = inner
        self.name = f"recording {inner.name}"
        self.rank = inner.rank + 1
        self.entries: list[RecordedEntry] = []
        self.parts: dict[tuple[int, str], int] = {}
        self._constants: dict[int, tuple[Any, Any]] = {}
        self.number = inner.number  # type: ignore[method-assign]
        self.exact = inner.exact  # type: ignore[method-assign]
        self.constant = inner.constant  # type: ignore[method-assign]

    def variable(self, value: object, name: str) -> Recorded:
        """Return an input: a number of the inner arithmetic, or an array of them."""
        found = self._append(RecordedEntry(None, (), value, name))
        found.frozen = True
        return found

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the inner function, writing down its use."""
        return functools.partial(self.apply, Elemental(row), getattr(self.inner, row.name))

    def branch(self, left: Any, right: Any) -> bool | None:
        """Return what the values say.

        Raises
        ------
        UnsupportedOperation
            They may be equal.
        """
        found = self.inner.branch(*[getattr(x, "value", x) if isinstance(x, Recorded) else x for x in (left, right)])
        if found is None:
            raise UnsupportedOperation("two cases may meet at the point, so that none of them can be recorded")
        return found

    def typed_power(self, base: object, exponent: object, exact: Fraction) -> Any:
        """Return a constant power as the formula was typed."""
        power = functools.partial(self.inner.typed_power, exact=exact)
        return self.apply(Elemental(TABLE["pow"], exact), power, base, exponent)

    def power(self, base: object, exponent: Fraction) -> Any:
        """Return a constant power."""
        return self.typed_power(base, self.inner.number(exponent), exponent)

    def apply(self, operation: Operation, function: Callable[..., Any], *operands: Any) -> Any:
        """Return a function of the operands' values, and write it down if one of them is recorded.

        Raises
        ------
        UnsupportedOperation
            An operand belongs to another trace.
        InputError
            There are more than MAX_OPERATIONS.
        """
        values: list[Any] = []
        places: list[Any] = []
        for operand in operands:
            given: Any = np.asarray(operand) if isinstance(operand, list | tuple) else operand
            values.append(self.value(given))
            live = isinstance(given, Recorded) and given.place is not None
            places.append(Place(given.place) if live else values[-1])
        value = function(*values)
        # Whatever is recorded was replaced by its value.
        if all(map(operator.is_, values, places)):
            return value
        if np.iscomplexobj(value_of(value)):
            raise UnsupportedOperation("a trace is of real numbers, and there are complex ones on the way")
        return self._append(RecordedEntry(operation, tuple(map(self._kept, places)), value))

    def _kept(self, constant: Array) -> Any:
        """Return an operand as it is now: an array of the code may be written to later."""
        if not isinstance(constant, np.ndarray):
            if not isinstance(constant, int | float) and hasattr(constant, "tocsr"):
                raise UnsupportedOperation("a trace has no products of arrays and sparse matrices")
            return constant
        known = self._constants.get(id(constant))
        if known is None or known[0]() is not constant or not np.array_equal(known[1], constant):
            known = self._constants[id(constant)] = (weakref.ref(constant), constant.copy())
        return known[1]

    def taken(self, operation: Operation, take: Callable[..., Any], array: Any) -> Any:
        """Return elements of a recorded array in other places, as a view of it where NumPy gives one."""
        found = self.apply(operation, take, array)
        if not isinstance(found, Recorded):
            if not isinstance(found, np.ndarray) or not isinstance(array, Recorded):
                return found
            found = Recorded(found, None, self)
        return found.view_of(array, operation, take)

    def buffer(self, array: Array) -> Any:
        """Return an array of constants that recorded numbers may be written to; of another format, as it is."""
        kind = np.asarray(value_of(self.inner.number(0))).dtype
        return Recorded(array, None, self) if array.ndim and array.dtype == kind else array

    def value(self, operand: Any) -> Any:
        """Return the value of an operand, recorded or not."""
        if not isinstance(operand, Recorded):
            return operand
        if operand.arithmetic is not self:
            raise UnsupportedOperation("numbers of two traces meet; trace one function at a time")
        return operand.value

    def _append(self, entry: RecordedEntry) -> Recorded:
        if len(self.entries) >= MAX_OPERATIONS:
            raise InputError(f"more than {MAX_OPERATIONS:,} operations; trace a part, or use whole arrays")
        self.entries.append(entry)
        return Recorded(entry.value, len(self.entries) - 1, self)

    def __enter__(self) -> Recording:
        self.inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.inner.__exit__(*error)
        # The functions that were looked up refer back here; without them a trace is freed when it is dropped.
        for name in TABLE.keys() & self.__dict__.keys():
            del self.__dict__[name]
