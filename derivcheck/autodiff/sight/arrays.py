"""What a run of code sees in place of the functions of NumPy that make plain arrays, and of types."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.methods import ArrayMethods
from derivcheck.autodiff.forward.dual_array import Placeholder
from derivcheck.ground.errors import UnsupportedOperation

Replacement = Callable[..., Any]

BLANKS = "zeros ones empty full eye identity zeros_like ones_like empty_like full_like"
"""They make arrays that code writes to."""

READERS = "array asarray asanyarray ascontiguousarray asfortranarray asarray_chkfinite require"
"""They read lists and arrays, and would turn numbers into floats."""


class Carrier:
    """What is no array, and is made of numbers that carry derivatives, such as a sparse matrix of them."""

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise UnsupportedOperation(f"NumPy's functions take no {type(self).__name__} of numbers that carry derivatives")


def is_ours(x: object) -> bool:
    """Return whether something is an array of a class that carries derivatives."""
    return isinstance(x, ArrayMethods | Placeholder)


def holds(x: object) -> bool:
    """Return whether something is made of such numbers, or a list that holds one."""
    return any(map(holds, x)) if isinstance(x, list | tuple) else is_ours(x) or isinstance(x, Carrier)


def plain_of(x: Any) -> Any:
    """Return the floats that an array or a list stands for; None for numbers of an arithmetic that has none."""
    if isinstance(x, list | tuple):
        parts = [plain_of(e) for e in x]
        return None if any(p is None and e is not None for p, e in zip(parts, x, strict=True)) else type(x)(parts)
    if isinstance(x, np.ndarray) and x.dtype.kind == "O":
        parts = plain_of(x.ravel().tolist())
        return None if parts is None else np.reshape(np.array(parts), x.shape)
    x = x.materialize() if isinstance(x, Placeholder) else x
    while hasattr(x, "primal") or hasattr(x, "arithmetic"):
        x = x.primal if hasattr(x, "primal") else x.value
    return None if holds(x) else x


def like(x: Array, array: Array) -> Any:
    """Return floats as an array of the class of x, that its numbers can be written to; others as they are."""
    if not isinstance(array, np.ndarray) or array.dtype.kind != "f" or not array.ndim:
        return array
    found = np.zeros_like(x, shape=array.shape, dtype=array.dtype)
    if not is_ours(found):  # of a run in plain numbers
        return array
    if np.any(array != 0):
        found[...] = array
    return found


def blank(function: Replacement, x: Array) -> Replacement:
    """Return a function that makes an array of constants of the class of x."""

    def make(*arguments: Any, **options: Any) -> Any:
        if arguments and is_ours(arguments[0]):
            return function(*arguments, **options)
        if function in (np.full, np.full_like) and any(map(is_ours, (*arguments[1:], *options.values()))):
            return _filled(function, x, *arguments, **options)
        return like(x, function(*arguments, **options))

    return make


def _filled(
    function: Replacement,
    x: Array,
    shape: int | tuple[int, ...],
    fill_value: Any,
    dtype: DTypeLike | None = None,
    **options: Any,
) -> Any:
    maker = np.zeros if function is np.full else np.zeros_like
    found = like(x, maker(shape, dtype=dtype, **options))
    found[...] = fill_value
    return found


def reader(function: Replacement, x: Array) -> Replacement:
    """Return a function that reads lists and arrays, and leaves numbers of the class of x what they are."""

    def read(given: Array, dtype: DTypeLike | None = None, *arguments: Any, **options: Any) -> Any:
        if not holds(given):
            return function(given, dtype, *arguments, **options)
        found = assembled(given)
        if dtype is not None and np.dtype(dtype) != found.dtype:
            return found.astype(dtype)
        found = np.copy(found) if function is np.array and options.get("copy", True) else found
        while found.ndim < options.get("ndmin", 0):
            found = found[None]
        return found

    return read


def assembled(given: object) -> Any:
    """Return a list of numbers and arrays as one array."""
    if not isinstance(given, list | tuple):
        return given
    parts = [assembled(e) for e in given]
    return np.stack([p if is_ours(p) else np.asarray(p) for p in parts]) if any(map(is_ours, parts)) else given


def from_iterable(x: Array) -> Replacement:
    """Return what stands for ``numpy.fromiter``."""
    read = reader(np.array, x)
    return lambda values, dtype=None, count=-1: read(
        list(itertools.islice(values, count if count >= 0 else None)), dtype
    )


def is_scalar(x: Any) -> bool:
    """Return what ``numpy.isscalar`` says of the number that something stands for."""
    return not x.ndim if is_ours(x) else np.isscalar(x)


class _Asked(type):
    """A type that says of arrays of ours what it would say of the floats that they stand for."""

    original: type
    only_numbers: bool

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.original) or (is_ours(value) and cls._has(value))

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, cls.original)

    def _has(cls, value: Any) -> bool:
        return (not value.ndim) is cls.only_numbers

    def __call__(cls, *given: Any, **options: Any) -> Any:
        if cls.only_numbers and len(given) == 1 and is_ours(given[0]) and given[0].size == 1:
            return np.reshape(given[0], ())[()]
        return cls.original(*given, **options)

    def __getattr__(cls, name: str) -> Any:
        return getattr(cls.original, name)

    def __eq__(cls, other: object) -> bool:
        return other is cls or other is cls.original

    def __hash__(cls) -> int:
        return hash(cls.original)


def standing_for(original: Any, only_numbers: bool) -> Any:
    """Return a type that stands for `float`, `numpy.float64` or `numpy.ndarray`."""
    content = {"original": original, "only_numbers": only_numbers, "__slots__": ()}
    if only_numbers:
        content["dtype"] = np.dtype(original)
    return _Asked(original.__name__, (), content)


FLOAT = standing_for(float, only_numbers=True)
FLOAT64 = standing_for(np.float64, only_numbers=True)
NDARRAY = standing_for(np.ndarray, only_numbers=False)


def replacements(x: Array) -> dict[Any, Any]:
    """Return what stands for functions and types of NumPy, and for `float`, in a run at x."""
    found: dict[Any, Any] = {getattr(np, name): blank(getattr(np, name), x) for name in BLANKS.split()}
    found |= {getattr(np, name): reader(getattr(np, name), x) for name in READERS.split()}
    found |= {np.fromiter: from_iterable(x), np.isscalar: is_scalar, float: FLOAT, operator.index: operator.index}
    return found | {np.float64: FLOAT64, np.ndarray: NDARRAY}
