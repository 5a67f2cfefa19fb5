"""Arrays of the numbers of any arithmetic: what unmodified NumPy code computes with in high precision.

A `NumberArray` holds an array of objects, each a number of one arithmetic: mpmath numbers, balls,
numbers with running error bounds, dual numbers over these, texts. It takes part in NumPy's
protocols. An elementwise function goes by its row of `elementary`, a function of whole arrays by
NumPy's own code, which moves, adds and multiplies objects; what has no rule is refused by name.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.typing import DTypeLike

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import exact_exponent
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import float_format
from derivcheck.autodiff.composites.masking import is_masked, masked
from derivcheck.autodiff.composites.methods import UFUNC_METHODS, ArrayMethods
from derivcheck.autodiff.composites.results import with_out
from derivcheck.elementary import IN_CODE
from derivcheck.elementary.several_results import each_result
from derivcheck.ground.errors import UnsupportedOperation

FUNCTIONS: dict[Any, Callable[..., Any]] = {}
"""Rule by function of NumPy: of whole arrays, and the ufuncs that go by no row; `number_functions` fills it."""


@dataclass(frozen=True, eq=False)
class Space:
    """An arithmetic, and how the constants of code are read in it.

    Attributes
    ----------
    m : Arithmetic
    literal : callable, optional
        Number that a Python or NumPy float stands for; by default that double, exactly.
    exponent : callable, optional
        Exact value of a constant exponent, or None where it is a number like others.
    left : list of one int, optional
        Operations that may still be done, which are counted down.
    units : list of float
        Unit roundoffs of the formats that the code asks for, which these numbers are not rounded to.
    """

    m: Arithmetic
    literal: Callable[[Any], Any] | None = None
    exponent: Callable[[Any], Fraction | None] = exact_exponent
    left: list[int] | None = None
    units: list[float] = field(default_factory=lambda: [2.0**-53])

    def to_format(self, dtype: DTypeLike) -> None:
        """Note a float format that code converts to; raise UnsupportedOperation for other formats."""
        if (found := float_format(dtype)).kind == "f":
            self.units.append(float(np.finfo(found).eps) / 2)

    def spend(self, operations: int) -> None:
        """Count operations; raise UnsupportedOperation where they are too many."""
        if self.left is not None:
            self.left[0] -= operations
            if self.left[0] < 0:
                raise UnsupportedOperation(f"the code takes too many operations for {self.m.name} arithmetic")

    def number(self, x: object) -> Any:
        """Return a Python or NumPy number in the arithmetic; others are numbers of it already."""
        if isinstance(x, bool | int | np.bool_ | np.integer):
            return self.m.number(int(x))
        if isinstance(x, float | np.floating):
            return self.literal(x) if self.literal else self.m.exact(x)
        if isinstance(x, complex | np.complexfloating | str | bytes):
            raise UnsupportedOperation(f"{self.m.name} arithmetic has no {type(x).__name__} numbers")
        return x.data[()] if isinstance(x, NumberArray) else x

    def lift(self, x: object) -> NumberArray:
        """Return numbers, lists and arrays as one array of numbers."""
        if type(x) is NumberArray:
            return x
        given = np.asarray(x)
        self.spend(given.size if given.ndim else 0)
        objects = np.empty(given.size, dtype=object)
        objects[:] = list(map(self.number, given.ravel().tolist()))
        return NumberArray(objects.reshape(given.shape), self)

    def wrap(self, found: object) -> NumberArray:
        """Return what NumPy made of arrays of numbers: an array, or a single number."""
        if type(found) is np.ndarray and found.dtype == object:
            return NumberArray(found, self)
        return NumberArray(boxed(found), self)


def boxed(number: object) -> np.ndarray[Any, Any]:
    """Return an array of objects, without axes, around one number."""
    box = np.empty((), dtype=object)
    box[()] = number
    return box


class NumberArray(ArrayMethods):
    """An array of numbers of one arithmetic.

    Attributes
    ----------
    data : array of objects, of any shape
    space : Space

    Examples
    --------
    >>> from derivcheck.arithmetic.precise import Precise
    >>> x = Space(Precise(100)).lift([0.25, 1.0])
    >>> print(np.sum(np.exp(x)).data[()])
    4.0023072451467867194337080394
    """

    __slots__ = ("data", "space")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, data: np.ndarray[Any, Any], space: Space) -> None:
        self.data = data
        self.space = space

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: object, **options: object) -> Any:
        if method == "__call__" and not options:
            return apply(ufunc, inputs, self.space)
        if (rule := UFUNC_METHODS.get(method)) is None:
            raise _unknown(self.space, f"{ufunc.__name__}.{method}")
        return rule(ufunc, *inputs, **options)

    def __array_function__(
        self, function: Callable[..., Any], types: object, arguments: Sequence[Any], options: Mapping[str, Any]
    ) -> Any:
        if is_masked(function, options):
            return masked(function, arguments, {**options})
        if (rule := FUNCTIONS.get(function)) is None:
            raise _unknown(self.space, function.__name__)
        return with_out(functools.partial(rule, self.space), function.__name__, arguments, options)

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
        """Return an array of single numbers, slow but right; to a float format there is no way."""
        if dtype is not None and np.dtype(dtype).kind != "O":
            raise UnsupportedOperation(f"an array of {np.dtype(dtype)} would lose the numbers; leave out the dtype")
        objects = np.empty(self.shape, dtype=object)
        for place in np.ndindex(*self.shape):
            objects[place] = NumberArray(boxed(self.data[place]), self.space)
        return objects

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array."""
        return tuple(self.data.shape)

    @property
    def dtype(self) -> Any:
        """That of objects."""
        return self.data.dtype

    def __getitem__(self, key: Any) -> NumberArray:
        return self.space.wrap(self.data[key])

    def __setitem__(self, key: Any, value: Array) -> None:
        given = self.space.lift(value).data
        self.data[key] = given if given.ndim else given[()]  # a box would be put in as it is

    def __bool__(self) -> bool:
        return bool(np.not_equal(self, 0))

    def __repr__(self) -> str:
        return f"NumberArray({self.data!r}, {self.space.m.name})"


def apply(ufunc: np.ufunc, inputs: tuple[Any, ...], space: Space) -> Any:
    """Return a ufunc of numbers.

    Raises
    ------
    UnsupportedOperation
        There is no rule for it, or not in this arithmetic.
    """
    if (rule := FUNCTIONS.get(ufunc)) is not None:
        return rule(space, *inputs)
    found = each_result(ufunc, lambda row, part: elementwise(space, getattr(space.m, row.name), *inputs))
    if found is not None:
        return found
    row = IN_CODE.get(ufunc.__name__)
    if row is None or row.arity != ufunc.nin:
        raise _unknown(space, ufunc.__name__)
    return elementwise(space, getattr(space.m, row.name), *inputs)


def elementwise(space: Space, function: Callable[..., Any], *inputs: object) -> NumberArray:
    """Return a function of numbers, element by element."""
    arrays = [space.lift(x).data for x in inputs]
    space.spend(np.broadcast(*arrays).size)
    if not any(a.ndim for a in arrays):
        return NumberArray(boxed(function(*[a[()] for a in arrays])), space)
    return space.wrap(np.frompyfunc(function, len(arrays), 1)(*arrays))


def power(space: Space, base: object, exponent: object) -> NumberArray:
    """Return ``base ** exponent``; constant exponents are taken at their exact value."""
    if isinstance(exponent, NumberArray):
        return elementwise(space, space.m.pow, base, exponent)
    exact = np.frompyfunc(space.exponent, 1, 1)(np.asarray(exponent))
    if not any(e is None for e in np.ravel(exact)):
        found = np.frompyfunc(space.m.power, 2, 1)(space.lift(base).data, exact)
        return space.wrap(found)
    return elementwise(space, space.m.pow, base, exponent)


def _unknown(space: Space, name: str) -> UnsupportedOperation:
    return UnsupportedOperation(f"{space.m.name} arithmetic has no rule for numpy.{name} on arrays of its numbers")
