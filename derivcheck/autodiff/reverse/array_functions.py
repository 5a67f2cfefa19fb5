"""NumPy's functions of whole arrays, for recorded arrays: one row each."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from derivcheck.autodiff.reverse.array_operations import Choice, Cumulative, Product, Rearrangement, Total
from derivcheck.autodiff.reverse.operations import Operation
from derivcheck.ground.errors import UnsupportedOperation


def is_recorded(x: Any) -> bool:
    """Return whether an operand is a recorded number, whose class cannot be imported from here."""
    return hasattr(type(x), "place")


def value(x: Any) -> Any:
    """Return the value of an operand, recorded or not."""
    return x.value if is_recorded(x) else x


def call(function: Callable[..., Any], arguments: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """Return a NumPy function of recorded arrays.

    Raises
    ------
    UnsupportedOperation
        There is no rule for it.
    """
    rule = FUNCTIONS.get(function)
    if rule is None:
        raise UnsupportedOperation(f"a trace has no rule for numpy.{getattr(function, '__name__', function)}")
    return rule(*arguments, **options)


def _record(operation: Operation, function: Callable[..., Any], *operands: Any) -> Any:
    home = next(a.arithmetic for a in operands if is_recorded(a))
    return home.apply(operation, function, *operands)


def gather(array: Any) -> Any:
    """Return an array or list of recorded numbers and constants as one recorded array; others as they are."""
    array = np.array(array) if isinstance(array, list | tuple) else array
    if not isinstance(array, np.ndarray) or array.dtype != object or not any(map(is_recorded, array.flat)):
        return array

    def assemble(*elements: Any) -> Any:
        return np.reshape(np.array(elements), array.shape)

    return _record(Rearrangement(_listing("array", array.size), assemble), assemble, *array.flat)


def _listing(name: str, count: int) -> str:
    return f"{name}([{', '.join(['{}'] * count)}])"


def total(a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: bool = False, **other: Any) -> Any:
    """Return ``numpy.sum``."""
    if out is not None or other or dtype not in (None, a.dtype):
        raise UnsupportedOperation("a trace has no rule for numpy.sum with out, where, initial or another dtype")
    text = "sum({})" if axis is None else f"sum({{}}, axis={axis})"
    operation = Total(text, (axis,) if isinstance(axis, int) else axis, keepdims)
    return _record(operation, lambda v: np.sum(v, axis=axis, keepdims=keepdims), a)


def mean(a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: bool = False) -> Any:
    """Return ``numpy.mean``, which NumPy too computes as the sum over the count."""
    added = total(a, axis, dtype, out, keepdims)
    return added / (a.size // max(1, added.size))


def product(a: Any, b: Any, function: Callable[..., Any] = np.matmul, text: str = "{} @ {}") -> Any:
    """Return a product of vectors and matrices.

    Raises
    ------
    UnsupportedOperation
        An operand has more than two dimensions, or, for ``@``, none.
    """
    if not all(1 <= np.ndim(value(x)) <= 2 for x in (a, b)):
        raise UnsupportedOperation("a trace has products of vectors and matrices only, not of stacks of them")
    return _record(Product(text), function, a, b)


def dot(a: Any, b: Any) -> Any:
    """Return ``numpy.dot``, which with a scalar is a plain product."""
    return product(a, b, np.dot, "dot({}, {})") if np.ndim(value(a)) and np.ndim(value(b)) else a * b


def norm(x: Any, ord: Any = None, axis: Any = None) -> Any:
    """Return ``numpy.linalg.norm`` of all elements, as NumPy computes it."""
    if ord is not None or axis is not None:
        raise UnsupportedOperation("a trace has no rule for numpy.linalg.norm with ord or axis; write the norm out")
    flat = METHODS["ravel"](x)
    return np.sqrt(dot(flat, flat))


def where(condition: Any, a: Any, b: Any) -> Any:
    """Return ``numpy.where``; a condition goes by its value."""
    chosen = value(condition)
    a, b = gather(a), gather(b)
    if not (is_recorded(a) or is_recorded(b)):
        return np.where(chosen, a, b)
    return _record(Choice(chosen), lambda u, v: np.where(chosen, u, v), a, b)


def _difference(a: Any, n: int = 1) -> Any:
    return a if n == 0 else _difference(a[..., 1:] - a[..., :-1], n - 1)


def _extreme(search: Callable[..., Any], a: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """Return the largest or smallest of all elements, or along an axis: the elements that a search finds."""
    if axis is None:
        found = METHODS["ravel"](a)[int(search(value(a)))]
        return np.reshape(found, (1,) * a.ndim) if keepdims else found
    chosen = search(value(a), axis=axis)
    places = list(np.indices(chosen.shape))
    places.insert(axis % np.ndim(value(a)), chosen)
    found = a[tuple(places)]
    return np.expand_dims(found, axis) if keepdims else found


def _cumulative(a: Any, axis: int | None = None) -> Any:
    """Return ``numpy.cumsum``."""
    if axis is None:
        return _cumulative(METHODS["ravel"](a), 0)
    return _record(Cumulative(f"cumsum({{}}, axis={axis})", axis), lambda v: np.cumsum(v, axis=axis), a)


def _factors(a: Any, axis: int | None) -> list[Any]:
    """Return the parts of an array along an axis; its elements without one."""
    moved = METHODS["ravel"](a) if axis is None else np.moveaxis(a, axis, 0)
    return [moved[i] for i in range(len(value(moved)))]


def _multiplied(a: Any, axis: int | None = None) -> Any:
    """Return ``numpy.prod``, one factor after the other."""
    return functools.reduce(operator.mul, _factors(a, axis))


def _cumulative_product(a: Any, axis: int | None = None) -> Any:
    """Return ``numpy.cumprod``."""
    return np.stack(list(itertools.accumulate(_factors(a, axis), operator.mul)), axis=axis or 0)


def _clip(a: Any, low: Any, high: Any) -> Any:
    return np.minimum(np.maximum(a, low), high)


def _outer(a: Any, b: Any) -> Any:
    return np.ravel(a)[:, None] * np.ravel(b)[None, :]


def _moved(function: Callable[..., Any], a: Any, *arguments: Any, **options: Any) -> Any:
    def move(v: Any) -> Any:
        return function(v, *arguments, **options)

    words = [repr(x) for x in arguments] + [f"{name}={x!r}" for name, x in options.items()]
    return _record(Rearrangement(f"{function.__name__}({', '.join(['{}', *words])})", move), move, a)


def _joined(function: Callable[..., Any], arrays: Sequence[Any], *arguments: Any, **options: Any) -> Any:
    def join(*values: Any) -> Any:
        return function(values, *arguments, **options)

    operands = tuple(map(gather, arrays))
    return _record(Rearrangement(_listing(function.__name__, len(operands)), join), join, *operands)


def _method(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a mover as a method of arrays, which takes a shape as one argument or as several."""

    def method(a: Any, *shape: Any) -> Any:
        return _moved(function, a, shape) if len(shape) > 1 else _moved(function, a, *shape)

    return method


def _of_values(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments, **options: function(*map(value, arguments), **options)


_MOVERS = (
    *(np.reshape, np.ravel, np.transpose, np.squeeze, np.expand_dims, np.broadcast_to, np.moveaxis, np.swapaxes),
    *(np.roll, np.flip, np.flipud, np.fliplr, np.rot90, np.repeat, np.tile, np.take, np.diagonal, np.atleast_1d),
)
_JOINERS = (np.concatenate, np.stack, np.hstack, np.vstack, np.column_stack)
_QUESTIONS = (
    *(np.shape, np.ndim, np.size, np.zeros_like, np.ones_like, np.full_like, np.empty_like, np.argmax, np.argmin),
    *(np.argsort, np.any, np.all, np.allclose, np.isclose, np.array_equal, np.count_nonzero, np.result_type),
)

FUNCTIONS: Mapping[Callable[..., Any], Callable[..., Any]] = {
    **{function: functools.partial(_moved, function) for function in _MOVERS},
    **{function: functools.partial(_joined, function) for function in _JOINERS},
    **{function: _of_values(function) for function in _QUESTIONS},
    np.sum: total,
    np.mean: mean,
    np.dot: dot,
    np.inner: lambda a, b: dot(a, np.transpose(b)),
    np.vdot: lambda a, b: dot(np.ravel(a), np.ravel(b)),
    np.outer: _outer,
    np.linalg.norm: norm,
    np.where: where,
    np.diff: _difference,
    np.max: functools.partial(_extreme, np.argmax),
    np.min: functools.partial(_extreme, np.argmin),
    np.cumsum: _cumulative,
    np.prod: _multiplied,
    np.cumprod: _cumulative_product,
    np.clip: _clip,
    np.copy: lambda a: a,
}
"""What stands for a NumPy function."""

METHODS: Mapping[str, Callable[..., Any]] = {
    **{f.__name__: _method(f) for f in (np.reshape, np.ravel, np.transpose, np.squeeze)},
    "flatten": _method(np.ravel),
    "sum": total,
    "mean": mean,
    "dot": dot,
    "max": FUNCTIONS[np.max],
    "min": FUNCTIONS[np.min],
    "cumsum": _cumulative,
    "prod": _multiplied,
    "cumprod": _cumulative_product,
    "clip": _clip,
    "copy": lambda a: a,
    "item": lambda a: METHODS["ravel"](a)[0] if np.ndim(value(a)) else a,
    "argmax": _of_values(np.argmax),
    "argmin": _of_values(np.argmin),
}
"""What stands for a method of arrays."""
