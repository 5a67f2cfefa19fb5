"""The methods of arrays, which are functions of NumPy under another name, and those of ufuncs."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import Rule, refuse
from derivcheck.ground.errors import UnsupportedOperation


def _as_one(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a shape or axes, given as one argument, as several or not at all, as one argument or none."""
    return given if len(given) < 2 else (given,)


METHODS: dict[str, Rule] = {
    name: getattr(np, name)
    for name in "sum prod mean max min cumsum cumprod dot ravel squeeze swapaxes trace diagonal repeat take "
    "conjugate copy var std argmax argmin argsort any all nonzero".split()
}
"""What a method of an array does, by its name."""

# NumPy asks the objects of an array of objects for methods named like the ufuncs.
METHODS |= {
    name: getattr(np, name)
    for name in "sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh exp exp2 expm1 log log2 "
    "log10 log1p sqrt cbrt square reciprocal absolute fabs sign floor ceil trunc rint arctan2 hypot logaddexp deg2rad "
    "rad2deg degrees radians".split()
}
METHODS |= {
    "flatten": lambda a, order="C": np.copy(np.ravel(a, order=order)),
    "clip": lambda a, min=None, max=None, **options: np.clip(a, min, max, **options),
    "conj": np.conjugate,
    "reshape": lambda a, *shape, **options: np.reshape(a, *_as_one(shape), **options),
    "transpose": lambda a, *axes: np.transpose(a, *_as_one(axes)),
    "item": lambda a, *index: _element(a, *index),
    "tolist": lambda a: [e.tolist() for e in a] if a.ndim else a,
    "fill": lambda a, value: a.__setitem__(..., value),
    "sort": lambda a, axis=-1, **options: a.__setitem__(..., np.sort(a, axis, **options)),
    "round": lambda a, decimals=0, **options: np.round(a, decimals, **options),
    "compress": lambda a, condition, axis=None, **options: np.compress(condition, a, axis, **options),
    "searchsorted": np.searchsorted,
    "view": lambda a, *dtype: _view(a, *dtype),
}

PROPERTIES: dict[str, Rule] = {
    "T": np.transpose,
    "mT": lambda a: np.swapaxes(a, -1, -2),
    "real": np.real,
    "imag": np.imag,
    "flat": np.ravel,
    "itemsize": lambda a: a.dtype.itemsize,
    "nbytes": lambda a: a.size * a.dtype.itemsize,
}
"""What an attribute of an array is, by its name."""


def _element(a: Array, *index: Any) -> Any:
    """Return ``a.item(...)``: one number counts along the rows, several or a tuple stand for the axes."""
    places = index[0] if len(index) == 1 and isinstance(index[0], tuple) else index
    if not places and a.size != 1:
        raise ValueError("can only convert an array of size 1 to a Python scalar")
    return a[places] if len(places) > 1 else np.ravel(a)[places[0] if places else 0]


def _view(a: Array, *dtype: Any) -> Any:
    if dtype and np.dtype(dtype[0]) != a.dtype:
        raise UnsupportedOperation("there is no rule for a view in another format")
    return a[...]


def _reduce(ufunc: np.ufunc, a: object, axis: Axes = 0, **options: object) -> Any:
    return _known(_REDUCTIONS, ufunc, "reduce")(a, axis=axis, **options)


def _accumulate(ufunc: np.ufunc, a: object, axis: int = 0, **options: object) -> Any:
    return _known(_ACCUMULATIONS, ufunc, "accumulate")(a, axis=axis, **options)


def _outer(ufunc: np.ufunc, a: Array, b: Array) -> Any:
    return ufunc(np.reshape(a, np.shape(a) + (1,) * np.ndim(b)), b)


def _known(table: dict[np.ufunc, Rule], ufunc: np.ufunc, method: str) -> Rule:
    if ufunc not in table:
        raise UnsupportedOperation(f"there is no rule for numpy.{ufunc.__name__}.{method}")
    return table[ufunc]


def _stepwise(ufunc: np.ufunc, a: Any, axis: int = 0, **options: object) -> Any:
    """Return ``ufunc.accumulate``, one element after the other."""
    refuse(f"{ufunc.__name__}.accumulate", **options)
    moved = np.moveaxis(a, axis, 0)
    return np.moveaxis(np.stack([*itertools.accumulate((moved[i] for i in range(len(moved))), ufunc)]), 0, axis)


def _folded(ufunc: np.ufunc, a: Any, axis: Any = 0, *, keepdims: bool = False, **options: object) -> Any:
    """Return ``ufunc.reduce`` along one axis, one element after the other."""
    refuse(f"{ufunc.__name__}.reduce", **options)
    if not isinstance(axis, int):
        raise UnsupportedOperation(f"there is a rule for numpy.{ufunc.__name__}.reduce along one axis only")
    moved = np.moveaxis(a, axis, 0)
    found = functools.reduce(ufunc, (moved[i] for i in range(len(moved))))
    return np.expand_dims(found, axis) if keepdims else found


def _reduce_at(ufunc: np.ufunc, a: Any, indices: Any, axis: int = 0, **options: object) -> Any:
    """Return ``ufunc.reduceat``."""
    refuse(f"{ufunc.__name__}.reduceat", **options)
    moved, starts = np.moveaxis(a, axis, 0), [int(i) for i in indices]
    ends = [*starts[1:], len(moved)]
    parts = [ufunc.reduce(moved[i:j], axis=0) if j > i else moved[i] for i, j in zip(starts, ends, strict=True)]
    return np.moveaxis(np.stack(parts), 0, axis)


_REDUCTIONS: dict[np.ufunc, Rule] = {np.add: np.sum, np.multiply: np.prod, np.maximum: np.max, np.minimum: np.min}
_REDUCTIONS |= {u: functools.partial(_folded, u) for u in (np.logaddexp, np.subtract, np.hypot)}
_ACCUMULATIONS: dict[np.ufunc, Rule] = {np.add: np.cumsum, np.multiply: np.cumprod}
_ACCUMULATIONS |= {u: functools.partial(_stepwise, u) for u in (np.maximum, np.minimum, np.logaddexp, np.subtract)}


def _with_options(ufunc: np.ufunc, *inputs: object, out: Any = None, where: Any = True, **options: object) -> Any:
    """Return a ufunc whose result is put into another array, where a condition holds."""
    refuse(ufunc.__name__, **options, **({"where": where} if out is None else {}))
    value = ufunc(*inputs)
    if out is None:
        return value
    (target,) = out
    if isinstance(target, np.ndarray) and not isinstance(value, np.ndarray | np.generic):
        raise UnsupportedOperation("out= is a plain array, which would lose the derivative; use np.zeros_like(x)")
    target[...] = value if where is True else np.where(where, value, target)
    return target


def _at(ufunc: np.ufunc, a: Any, indices: Any, *second: Any) -> None:
    """Do ``ufunc.at``, one element after the other: an element that is named twice is updated twice."""
    if isinstance(a, np.ndarray):
        raise UnsupportedOperation(f"numpy.{ufunc.__name__}.at of a plain array would lose the derivative")
    places = np.arange(a.size).reshape(a.shape)[indices]
    others = [np.broadcast_to(b, np.shape(places)) for b in second]
    for index in np.ndindex(*np.shape(places)):
        place = np.unravel_index(places[index], a.shape)
        a[place] = ufunc(a[place], *(b[index] for b in others))


UFUNC_METHODS: dict[str, Rule] = {
    "__call__": _with_options,
    "reduce": _reduce,
    "accumulate": _accumulate,
    "outer": _outer,
    "at": _at,
    "reduceat": _reduce_at,
}
"""What ``ufunc.reduce`` and the like do, by the method's name, and calls with options."""


class MissingAttribute(UnsupportedOperation, AttributeError):
    """An array of the class has no such attribute; code that asks whether it has is told so."""


class ArrayMethods:
    """The methods of arrays, for every class that has a shape and knows the functions of NumPy."""

    __slots__ = ()
    shape: Any

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of elements."""
        return math.prod(self.shape)

    def objects(self, dtype: DTypeLike | None = None) -> np.ndarray[Any, Any]:
        """Return the elements in a plain array of objects; there is none of another dtype, such as a float format."""
        if dtype is not None and np.dtype(dtype).kind != "O":
            raise UnsupportedOperation(f"an array of {np.dtype(dtype)} would lose the derivative; leave out the dtype")
        objects = np.empty(self.shape, dtype=object)
        for index in np.ndindex(*self.shape):
            objects[index] = self[index] if index else self  # type: ignore[index]
        return objects

    def __getattr__(self, name: str) -> Any:
        if name in METHODS:
            return functools.partial(METHODS[name], self)
        if name in PROPERTIES:
            return PROPERTIES[name](self)
        raise MissingAttribute(f"{type(self).__name__} has no {name} of arrays")

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a number")
        return int(self.shape[0])

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))  # type: ignore[index]

    def __contains__(self, element: Any) -> bool:
        return bool(np.any(self == element))

    def __copy__(self) -> Any:
        return np.copy(self)

    def __deepcopy__(self, memo: object) -> Any:
        return np.copy(self)

    def __floor__(self) -> int:
        return int(np.floor(self))

    def __ceil__(self) -> int:
        return int(np.ceil(self))

    def __trunc__(self) -> int:
        return int(self)

    def __round__(self, digits: int | None = None) -> Any:
        return int(np.rint(self)) if digits is None else np.round(self, digits)

    def __divmod__(self, other: Any) -> Any:
        return self // other, self % other

    def __rdivmod__(self, other: Any) -> Any:
        return other // self, other % self
