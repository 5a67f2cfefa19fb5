"""Recording: numbers that keep a list of the operations done with them.

The list (a tape, or Wengert list) is what forward and reverse accumulation walk along afterwards
(Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, ch. 3). The values on it are those
of the inner arithmetic, to the last bit: recording only writes down what happens.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand, exact_exponent
from derivcheck.autodiff.composites.composite import float_format
from derivcheck.autodiff.composites.methods import UFUNC_METHODS, ArrayMethods
from derivcheck.autodiff.reverse import array_functions
from derivcheck.autodiff.reverse.array_operations import Part
from derivcheck.autodiff.reverse.linear import value_of
from derivcheck.autodiff.reverse.operations import Elemental, Operation
from derivcheck.autodiff.reverse.subscript import subscript
from derivcheck.elementary import IN_CODE, TABLE, Elementary
from derivcheck.ground.errors import InputError, UnsupportedOperation

MAX_OPERATIONS = 1_000_000
"""Operations that one trace may hold: several hundred megabytes."""


# Functions that are constant but for their jumps, and questions: their values are no steps.
_PLAIN = frozenset(
    "less less_equal greater greater_equal equal not_equal isfinite isnan isinf signbit logical_and logical_or "
    "logical_not logical_xor floor ceil trunc rint floor_divide".split()
)
_POWERS = {"square": 2, "reciprocal": -1}


class Place(int):
    """The number of a line, as an operand; a plain int would be a constant."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Entry:
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
        self.entries: list[Entry] = []
        self.parts: dict[tuple[int, str], int] = {}
        self.number = inner.number  # type: ignore[method-assign]
        self.exact = inner.exact  # type: ignore[method-assign]
        self.constant = inner.constant  # type: ignore[method-assign]

    def variable(self, value: object, name: str) -> Recorded:
        """Return an input: a number of the inner arithmetic, or an array of them."""
        return self._append(Entry(None, (), value, name))

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
            live = isinstance(operand, Recorded)
            given = np.asarray(operand) if isinstance(operand, list | tuple) else operand
            values.append(self.value(given))
            places.append(Place(operand.place) if live else given)
        value = function(*values)
        # Whatever is recorded was replaced by its value.
        if all(map(operator.is_, values, places)):
            return value
        return self._append(Entry(operation, tuple(places), value))

    def value(self, operand: Any) -> Any:
        """Return the value of an operand, recorded or not."""
        if not isinstance(operand, Recorded):
            return operand
        if operand.arithmetic is not self:
            raise UnsupportedOperation("numbers of two traces meet; trace one function at a time")
        return operand.value

    def _append(self, entry: Entry) -> Recorded:
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


class Recorded(ArrayMethods, Operand):
    """A value and its place in the list of its `Recording`, as Python and NumPy code uses it.

    Comparisons and branches go by the value, so that the trace is that of the branch taken. What cannot be
    recorded (a conversion to a plain float, an assignment into an array) is refused, since the derivative would
    silently be wrong.
    """

    __slots__ = ("arithmetic", "place", "value")
    arithmetic: Recording

    def __init__(self, value: Any, place: int, arithmetic: Recording) -> None:
        self.value = value
        self.place = place
        self.arithmetic = arithmetic

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: object, **options: object) -> Any:
        name, inputs = ufunc.__name__, tuple(map(self._gathered, inputs))
        if method == "__call__" and name in _PLAIN:
            return ufunc(*map(_value, inputs), **options)
        if method != "__call__" or options:
            if (rule := UFUNC_METHODS.get(method)) is None:
                raise UnsupportedOperation(f"a trace has no rule for numpy.{name}.{method}")
            return rule(ufunc, *inputs, **options)
        if (rule := array_functions.FUNCTIONS.get(ufunc)) is not None:
            return rule(*inputs)
        if name in _POWERS:
            return self._power(ufunc, inputs[0], _POWERS[name])
        if (row := IN_CODE.get(name)) is not None and row.arity == ufunc.nin:
            return self._elementary(ufunc, row.name, inputs)
        raise UnsupportedOperation(f"a trace has no rule for numpy.{name}")

    def _gathered(self, operand: object) -> Any:
        """Return an array of recorded numbers as one recorded array."""
        if isinstance(operand, np.ndarray) and operand.dtype == object:
            return array_functions.gather(operand)
        return operand

    def _elementary(self, function: Callable[..., Any], name: str, operands: tuple[Any, ...]) -> Any:
        if name == "pow" and not isinstance(operands[1], Recorded) and exact_exponent(operands[1]) is not None:
            return self._power(lambda base: function(base, operands[1]), *operands)
        return self.arithmetic.apply(Elemental(TABLE[name]), function, *operands)

    def _power(self, function: Callable[[Any], Any], base: object, exponent: object) -> Any:
        exact = exact_exponent(exponent)
        return self.arithmetic.apply(Elemental(TABLE["pow"], exact), lambda a, b: function(a), base, exponent)

    def __pow__(self, exponent: object) -> Any:
        if isinstance(exponent, Recorded) or exact_exponent(exponent) is None:
            return self._elementary(operator.pow, "pow", (self, self._gathered(exponent)))
        # Python's own operator, whose shortcuts (a square root for 0.5) the plain program takes too.
        return self._power(lambda base: base**exponent, self, exponent)

    def __rpow__(self, base: object) -> Any:
        return self._elementary(operator.pow, "pow", (self._gathered(base), self))

    def __matmul__(self, other: object) -> Any:
        return array_functions.product(self, self._gathered(other))

    def __rmatmul__(self, other: object) -> Any:
        return array_functions.product(self._gathered(other), self)

    def __array_function__(self, function: Any, types: Any, arguments: Any, options: Any) -> Any:
        return array_functions.call(function, arguments, options)

    def __getitem__(self, index: object) -> Any:
        index = _plain_index(index)
        text = subscript(index)
        key = (self.place, text)
        m = self.arithmetic
        if text != "…" and key in m.parts:
            return Recorded(m.entries[m.parts[key]].value, m.parts[key], m)
        part = Part(f"{{}}[{text}]", index)
        found = m.apply(part, part.take, self)
        m.parts[key] = found.place
        return found

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the value."""
        return np.shape(value_of(self.value))

    @property
    def dtype(self) -> Any:
        """Format of the value."""
        return np.asarray(value_of(self.value)).dtype

    def astype(self, dtype: object, **options: object) -> Recorded:
        """Return the array, in the format that it has already."""
        if float_format(dtype) != self.dtype:
            raise UnsupportedOperation("a trace has one float format; give it by dtype")
        return self

    def item(self, *index: int) -> Any:
        """Return an element."""
        return self[index] if index else np.ravel(self)[0] if self.ndim else self

    def __bool__(self) -> bool:
        return bool(value_of(self.value))

    __hash__ = None  # type: ignore[assignment]

    def _refuse(self, *_: object) -> NoReturn:
        raise UnsupportedOperation(
            "a recorded number cannot become a plain float without losing its derivative; "
            "use NumPy's functions instead of math's, and np.array([...]) or np.where instead of assignments"
        )

    __float__ = __int__ = __index__ = __complex__ = __setitem__ = _refuse

    def __repr__(self) -> str:
        return f"Recorded({value_of(self.value)!r})"


def _value(operand: object) -> Any:
    return value_of(operand.value) if isinstance(operand, Recorded) else operand


def _plain_index(index: object) -> Any:
    """Return an index whose recorded parts, such as the result of a search, are taken by value."""
    if isinstance(index, tuple):
        return tuple(map(_plain_index, index))
    return _value(index)


def _comparison(compare: Callable[[Any, Any], Any]) -> Callable[[Recorded, object], Any]:
    return lambda self, other: compare(_value(self), _value(other))


for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(Recorded, f"__{_name}__", _comparison(getattr(operator, _name)))
