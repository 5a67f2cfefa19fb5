"""A recorded number or array, as Python and NumPy code uses it.

Comparisons and branches go by the value, so that the trace is that of the branch taken. What
cannot be recorded (a conversion to a plain float, an assignment into an array) is refused, since
the derivative would silently be wrong.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand, exact_exponent
from derivcheck.autodiff.composites.table import UFUNC_METHODS
from derivcheck.autodiff.reverse import array_functions
from derivcheck.autodiff.reverse.array_operations import Part
from derivcheck.autodiff.reverse.linear import value_of
from derivcheck.autodiff.reverse.operations import Elemental
from derivcheck.autodiff.reverse.subscript import subscript
from derivcheck.elementary import TABLE, UFUNCS
from derivcheck.ground.errors import UnsupportedOperation

# Functions that are constant but for their jumps, and questions: their values are no steps.
_PLAIN = frozenset(
    "less less_equal greater greater_equal equal not_equal isfinite isnan isinf signbit logical_and logical_or "
    "logical_not logical_xor floor ceil trunc rint floor_divide".split()
)
_POWERS = {"square": 2, "reciprocal": -1}


class Recorder(Arithmetic):
    """What writes the operations down: `recording.Recording`."""

    def apply(self, operation: Any, function: Callable[..., Any], *operands: object) -> Any:
        """Return a function of the operands' values, and write it down."""
        raise NotImplementedError

    def value(self, operand: Any) -> Any:
        """Return the value of an operand, recorded or not."""
        raise NotImplementedError


class Recorded(Operand):
    """A value and its place in the list of its `Recording`."""

    __slots__ = ("arithmetic", "place", "value")
    arithmetic: Recorder

    def __init__(self, value: Any, place: int, arithmetic: Recorder) -> None:
        self.value = value
        self.place = place
        self.arithmetic = arithmetic

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: object, **options: object) -> Any:
        name, inputs = ufunc.__name__, tuple(map(self._gathered, inputs))
        if method == "__call__" and name in _PLAIN:
            return ufunc(*map(_value, inputs), **options)
        if method in UFUNC_METHODS:
            return UFUNC_METHODS[method](ufunc, *inputs, **options)
        if method == "__call__" and not options:
            if (rule := array_functions.FUNCTIONS.get(ufunc)) is not None:
                return rule(*inputs)
            if name in _POWERS:
                return self._power(ufunc, inputs[0], _POWERS[name])
            if (row := UFUNCS.get(name)) is not None:
                return self._elementary(ufunc, row.name, inputs)
        what = f"numpy.{name}" + ("" if method == "__call__" else f".{method}") + (" with options" if options else "")
        raise UnsupportedOperation(f"a trace has no rule for {what}")

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

    def __getattr__(self, name: str) -> Any:
        """Return what an array has under the name: its shape, or a method such as `sum`.

        NumPy also asks the elements of an array of objects for methods named like its functions.
        """
        if name in ("shape", "ndim", "size", "dtype"):
            return getattr(np.asarray(value_of(self.value)), name)
        if name in array_functions.METHODS:
            return lambda *arguments, **options: array_functions.METHODS[name](self, *arguments, **options)
        raise AttributeError(f"a recorded number has no attribute {name!r}")

    @property
    def T(self) -> Any:
        """The transposed array."""
        return np.transpose(self)

    def __len__(self) -> int:
        return len(self.value)

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        return bool(value_of(self.value))

    def __eq__(self, other: object) -> Any:
        return _value(self) == _value(other)

    def __ne__(self, other: object) -> Any:
        return _value(self) != _value(other)

    def __lt__(self, other: object) -> Any:
        return _value(self) < _value(other)

    def __le__(self, other: object) -> Any:
        return _value(self) <= _value(other)

    def __gt__(self, other: object) -> Any:
        return _value(self) > _value(other)

    def __ge__(self, other: object) -> Any:
        return _value(self) >= _value(other)

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
