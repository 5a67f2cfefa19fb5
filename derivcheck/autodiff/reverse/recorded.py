"""Recorded numbers and arrays, as Python and NumPy code uses them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from derivcheck.arithmetic.protocol import Operand, exact_exponent
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import float_format
from derivcheck.autodiff.composites.masking import is_masked, masked
from derivcheck.autodiff.composites.methods import UFUNC_METHODS, ArrayMethods
from derivcheck.autodiff.reverse import array_functions
from derivcheck.autodiff.reverse.array_operations import Rearrangement, Selection
from derivcheck.autodiff.reverse.linear import value_of
from derivcheck.autodiff.reverse.operations import Elemental, Operation
from derivcheck.autodiff.reverse.subscript import subscript
from derivcheck.elementary import IN_CODE, TABLE
from derivcheck.elementary.several_results import each_result
from derivcheck.elementary.whole_orders import of_whole_order
from derivcheck.ground.errors import UnsupportedOperation

# Functions that are constant but for their jumps, and questions: their values are no steps.
_PLAIN = frozenset(
    "less less_equal greater greater_equal equal not_equal isfinite isnan isinf signbit logical_and logical_or "
    "logical_not logical_xor floor ceil trunc rint floor_divide".split()
)
_POWERS = {"square": 2, "reciprocal": -1}


@dataclass(slots=True, eq=False)
class Origin:
    """What an array is a view of.

    Attributes
    ----------
    array : Recorded
    operation : Operation
    take : callable
        Gives the elements of the view, from an array of the shape of the other.
    seen : array
        The value of the other when the elements were taken.
    """

    array: Recorded
    operation: Operation
    take: Callable[..., Any]
    seen: Any


class Recorded(ArrayMethods, Operand):
    """A value and its place in the list of its `Recording`, as Python and NumPy code uses it.

    Comparisons and branches go by the value, so that the trace is that of the branch taken. An assignment puts a new
    array in the place of the old, and into whatever this is a view of. What cannot be recorded (a conversion to a
    plain float) is refused, since the derivative would silently be wrong.
    """

    __slots__ = ("_origin", "_place", "_value", "arithmetic", "frozen")
    arithmetic: Any  # the Recording, whose module imports this one

    def __init__(self, value: Any, place: int | None, arithmetic: Any) -> None:
        self._value = value
        self._place = place
        self._origin: Origin | None = None
        self.arithmetic = arithmetic
        self.frozen = False

    @property
    def value(self) -> Any:
        """Number or array of the inner arithmetic."""
        self._renew()
        return self._value

    @property
    def place(self) -> Any:
        """Place in the list; None for an array of constants, which is there to be written to."""
        self._renew()
        return self._place

    def view_of(self, array: Recorded, operation: Operation, take: Callable[..., Any]) -> Recorded:
        """Return itself, as a view of another array if NumPy made it one."""
        if isinstance(self._value, np.ndarray) and np.may_share_memory(self._value, array.value):
            self._origin = Origin(array, operation, take, array.value)
        return self

    def _renew(self) -> None:
        """See what was written to the array that this is a view of."""
        if (origin := self._origin) is not None and (whole := origin.array.value) is not origin.seen:
            found = self.arithmetic.apply(origin.operation, origin.take, origin.array)
            live = isinstance(found, Recorded)
            self._value, self._place = (found.value, found.place) if live else (found, None)
            origin.seen = whole

    def _write(self, places: Any, given: Array) -> None:
        """Put numbers into the places with these flat indices."""
        if (origin := self._origin) is not None:
            if not self.value.flags.writeable:
                raise ValueError("assignment destination is read-only")
            whole = origin.array
            origin.array._write(np.ravel(origin.take(np.arange(whole.size).reshape(whole.shape)))[places], given)
            return
        m, shape = self.arithmetic, np.shape(places)
        if self.frozen:
            raise UnsupportedOperation("f changes its argument in place; let it work on a copy, x = x.copy()")

        def put(target: Any, elements: Any) -> Any:
            found = np.array(target)
            while np.ndim(elements) > len(shape) and len(elements) == 1:
                elements = elements[0]
            found.flat[np.ravel(places)] = np.ravel(np.broadcast_to(elements, shape))
            return found

        found = m.apply(Rearrangement("{} with elements of {}", put), put, self, given)
        live = isinstance(found, Recorded)
        self._value, self._place = (found.value, found.place) if live else (found, None)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: object, **options: object) -> Any:
        name, inputs = ufunc.__name__, tuple(map(self._gathered, inputs))
        constant = method == "__call__" and name in _PLAIN
        if not options.get("out") and (constant or not any(map(array_functions.is_live, inputs))):
            return getattr(ufunc, method)(*map(_value, inputs), **options)
        if method != "__call__" or options:
            if (rule := UFUNC_METHODS.get(method)) is None:
                raise UnsupportedOperation(f"a trace has no rule for numpy.{name}.{method}")
            return rule(ufunc, *inputs, **options)
        if (rule := array_functions.FUNCTIONS.get(ufunc)) is not None:
            return rule(*inputs)
        if name in _POWERS:
            return self._power(ufunc, inputs[0], _POWERS[name])
        if (row := IN_CODE.get(name)) is not None and row.arity == ufunc.nin:
            return self._elementary(of_whole_order(ufunc), row.name, inputs)
        if (found := each_result(ufunc, lambda row, part: self._elementary(part, row.name, inputs))) is not None:
            return found
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

    def __array_function__(
        self, function: Callable[..., Any], types: object, arguments: Sequence[Any], options: Mapping[str, Any]
    ) -> Any:
        if is_masked(function, options):
            return masked(function, arguments, {**options})
        return array_functions.call(function, arguments, options)

    def __getitem__(self, index: object) -> Any:
        index = _plain_index(index)
        text = subscript(index)
        m, place = self.arithmetic, self.place
        part = Selection(f"{{}}[{text}]", index)
        if place is None:
            return m.taken(part, part.take, self)
        key = (place, text)
        if text != "…" and key in m.parts:
            return Recorded(m.entries[m.parts[key]].value, m.parts[key], m).view_of(self, part, part.take)
        found = m.taken(part, part.take, self)
        m.parts[key] = found.place
        return found

    def __setitem__(self, index: object, given: object) -> None:
        places = np.arange(self.size).reshape(self.shape)[_plain_index(index)]
        self._write(places, array_functions.gather(given))

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Any:
        """Return an array of recorded numbers; of constants, a plain one."""
        if self.place is None:
            return np.array(self.value, dtype=dtype)
        return self.objects(dtype)

    def copied(self, order: Any = "K") -> Recorded:
        """Return the same numbers in an array of its own."""
        value = self.value
        return Recorded(np.copy(value, order) if self.ndim else value, self.place, self.arithmetic)

    def __pos__(self) -> Any:
        return self.copied()

    def __int__(self) -> int:
        return int(value_of(self.value))

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the value."""
        return np.shape(value_of(self.value))

    @property
    def dtype(self) -> Any:
        """Format of the value."""
        return np.asarray(value_of(self.value)).dtype

    def astype(self, dtype: DTypeLike, **options: Any) -> Any:
        """Return the array, in the format that it has already; integers are constant but for their jumps."""
        if np.dtype(dtype).kind in "iub":
            return value_of(self.value).astype(dtype, **options)
        if float_format(dtype) != self.dtype:
            raise UnsupportedOperation("a trace has one float format; give it by dtype")
        return self if options.get("copy") is False else +self

    def __bool__(self) -> bool:
        return bool(value_of(self.value))

    __hash__ = None  # type: ignore[assignment]

    def _plain(self, convert: Callable[[Any], Any]) -> Any:
        if self.place is None:
            return convert(self.value)
        raise UnsupportedOperation(
            "a recorded number cannot become a plain float without losing its derivative; "
            "use NumPy's functions instead of math's, and np.zeros_like(x) for arrays that are written to"
        )

    def __float__(self) -> float:
        return float(self._plain(float))

    def __complex__(self) -> complex:
        return complex(self._plain(complex))

    def __repr__(self) -> str:
        return f"Recorded({value_of(self.value)!r})"


def _value(operand: object) -> Any:
    return value_of(operand.value) if isinstance(operand, Recorded) else operand


def _plain_index(index: object) -> Any:
    """Return an index as it is now: recorded parts, such as the result of a search, and arrays by value."""
    if isinstance(index, tuple):
        return tuple(map(_plain_index, index))
    found = _value(index)
    return found.copy() if isinstance(found, np.ndarray) else found


def _comparison(compare: Callable[[Any, Any], Any]) -> Callable[[Recorded, object], Any]:
    return lambda self, other: compare(_value(self), _value(other))


for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(Recorded, f"__{_name}__", _comparison(getattr(operator, _name)))


def _by_ufunc(name: str, ufunc: np.ufunc) -> None:
    setattr(Recorded, f"__{name}__", lambda self, other: ufunc(self, other))
    setattr(Recorded, f"__r{name}__", lambda self, other: ufunc(other, self))


_by_ufunc("floordiv", np.floor_divide)
_by_ufunc("mod", np.remainder)


def _in_place(name: str) -> Callable[[Recorded, Any], Any]:
    operation = getattr(operator, name)

    def update(self: Recorded, other: object) -> Any:
        result = operation(self, other)
        if not self.ndim:
            return result  # numbers are immutable in NumPy too
        self[...] = result
        return self

    return update


for _name in ("add", "sub", "mul", "truediv", "pow", "floordiv", "mod", "matmul"):
    setattr(Recorded, f"__i{_name}__", _in_place(_name))
