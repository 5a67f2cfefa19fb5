"""NumPy's functions of whole arrays, for recorded arrays: one row each."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from derivcheck.autodiff.composites import table as composites
from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import Rule, refuse
from derivcheck.autodiff.composites.pieces import factors
from derivcheck.autodiff.composites.results import order_of, put_into, with_out
from derivcheck.autodiff.reverse.array_operations import Choice, Cumulative, Product, Rearrangement, Total
from derivcheck.autodiff.reverse.linear import value_of
from derivcheck.autodiff.reverse.operations import Operation
from derivcheck.ground.errors import UnsupportedOperation


def is_recorded(x: object) -> bool:
    """Return whether an operand is a recorded number, whose class cannot be imported from here."""
    return hasattr(type(x), "place")


def is_live(x: object) -> bool:
    """Return whether an operand, or one in a list of them, depends on an input; recorded constants do not."""
    if isinstance(x, list | tuple):
        return any(map(is_live, x))
    return is_recorded(x) and x.place is not None  # type: ignore[attr-defined]


def _as_values(x: Any) -> Any:
    return type(x)(map(_as_values, x)) if type(x) in (list, tuple) else value(x)


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
    if function not in _OF_CONSTANTS and not is_live((*arguments, *options.values())):
        return _of_constants(function, arguments, options)
    if rule is None:
        raise UnsupportedOperation(f"a trace has no rule for numpy.{getattr(function, '__name__', function)}")
    name = getattr(function, "__name__", str(function))
    return with_out(rule, name, arguments, options) if "out" in options else rule(*arguments, **options)


def _of_constants(function: Callable[..., Any], arguments: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """Return a function of recorded constants, which are plain arrays to all that do not write to them."""
    given = {name: _as_values(x) for name, x in options.items() if name != "out"}
    found = function(*map(_as_values, arguments), **given)
    return found if options.get("out") is None else put_into(options["out"], found, function.__name__)


def _record(operation: Operation, function: Callable[..., Any], *operands: Any) -> Any:
    home = next(a.arithmetic for a in operands if is_recorded(a))
    return home.apply(operation, function, *operands)


def gather(array: object) -> Any:
    """Return an array or list of recorded numbers and constants as one recorded array; constants as plain ones."""
    if is_recorded(array):
        return array if is_live(array) else value(array)
    array = np.array(array) if isinstance(array, list | tuple) else array
    if not isinstance(array, np.ndarray) or array.dtype != object or not any(map(is_recorded, array.flat)):
        return array

    def assemble(*elements: object) -> Any:
        return np.reshape(np.array(elements), array.shape)

    return _record(Rearrangement(_listing("array", array.size), assemble), assemble, *array.flat)


def _listing(name: str, count: int) -> str:
    return f"{name}([{', '.join(['{}'] * count)}])"


def total(
    a: Array,
    axis: Axes = None,
    dtype: object = None,
    out: object = None,
    keepdims: bool = False,
    **other: object,
) -> Any:
    """Return ``numpy.sum``."""
    refuse("sum", out=out, dtype=None if dtype == a.dtype else dtype, **other)
    text = "sum({})" if axis is None else f"sum({{}}, axis={axis})"
    operation = Total(text, (axis,) if isinstance(axis, int) else axis, keepdims)
    return _record(operation, lambda v: np.sum(v, axis=axis, keepdims=keepdims), a)


def product(a: Array, b: Array, function: Callable[..., Any] = np.matmul, text: str = "{} @ {}") -> Any:
    """Return a product of vectors and matrices.

    Raises
    ------
    UnsupportedOperation
        An operand has more than two dimensions, or, for ``@``, none.
    """
    if not all(1 <= np.ndim(value(x)) <= 2 for x in (a, b)):
        raise UnsupportedOperation("a trace has products of vectors and matrices only, not of stacks of them")
    return _record(Product(text), function, a, b)


def dot(a: Any, b: Any, out: Any = None) -> Any:
    """Return ``numpy.dot``, which with a scalar is a plain product of arrays."""
    refuse("dot", out=out)
    if np.ndim(value(a)) and np.ndim(value(b)):
        return product(a, b, np.dot, "dot({}, {})")
    return np.multiply(*(x if is_recorded(x) else np.asarray(x) for x in (a, b)))


def where(condition: Array, a: Array, b: Array) -> Any:
    """Return ``numpy.where``; a condition goes by its value."""
    chosen = np.array(value(condition))  # the code may write to it later
    a, b = gather(a), gather(b)
    if not (is_recorded(a) or is_recorded(b)):
        return np.where(chosen, a, b)
    return _record(Choice(chosen), lambda u, v: np.where(chosen, u, v), a, b)


def _along_axes(along: Rule) -> Rule:
    """Return the rule of a product or an extreme, one axis after the other; without axes, of all elements in a row."""

    def rule(
        a: Array,
        axis: Axes = None,
        dtype: object = None,
        out: object = None,
        keepdims: bool = False,
        **other: object,
    ) -> Any:
        refuse(along.__name__, dtype=dtype, out=out, **other)
        axes = range(np.ndim(value(a))) if axis is None else [i % np.ndim(value(a)) for i in np.atleast_1d(axis)]
        kept = tuple(1 if i in axes else n for i, n in enumerate(np.shape(value(a))))
        found = along(np.ravel(a), 0) if axis is None else a
        for i in () if axis is None else sorted(axes, reverse=True):
            found = along(found, int(i))
        return np.reshape(found, kept) if keepdims else found

    return rule


def _extreme(search: Callable[..., Any]) -> Rule:
    """Return the rule of the elements that a search finds: the largest or smallest."""

    def along(a: Array, axis: int) -> Any:
        chosen = search(value(a), axis=axis)
        places = list(np.indices(chosen.shape))
        places.insert(axis, chosen)
        return a[tuple(places)]

    return _along_axes(along)


def _cumulative(a: Array, axis: int | None = None, dtype: object = None, out: object = None) -> Any:
    """Return ``numpy.cumsum``."""
    refuse("cumsum", out=out, dtype=None if dtype == a.dtype else dtype)
    if axis is None:
        return _cumulative(np.ravel(a), 0)
    return _record(Cumulative(f"cumsum({{}}, axis={axis})", axis), lambda v: np.cumsum(v, axis=axis), a)


def _multiplied(a: Array, axis: int) -> Any:
    """Return ``numpy.prod`` along an axis, one factor after the other."""
    return functools.reduce(operator.mul, factors(a, axis))


_ORDERED: dict[Callable[..., Any], int] = {np.reshape: 1, np.ravel: 0}
"""Which argument, where it has no name, is the order that a function takes elements in."""


def _moved(function: Callable[..., Any], a: object, *arguments: object, **options: object) -> Any:
    array: Any = a if is_recorded(a) else gather(a)
    if (place := _ORDERED.get(function)) is not None:
        order = order_of(str(options.pop("order", (*arguments, *"CC")[place])), np.asarray(value_of(value(array))))
        arguments, options = arguments[:place], {**options, **({"order": order} if order != "C" else {})}

    def move(v: object) -> Any:
        return function(v, *arguments, **options)

    words = [repr(x) for x in arguments] + [f"{name}={x!r}" for name, x in options.items()]
    return array.arithmetic.taken(Rearrangement(f"{function.__name__}({', '.join(['{}', *words])})", move), move, array)


def _joined(function: Callable[..., Any], arrays: Sequence[Any], *arguments: object, **options: object) -> Any:
    operands = tuple(map(gather, arrays))
    form = np.result_type(*[np.asarray(value(x)) for x in operands])
    if (dtype := options.pop("dtype", None)) is not None and np.dtype(dtype) != form:  # type: ignore[call-overload]
        raise UnsupportedOperation(f"a trace has one float format, and numpy.{function.__name__} is given another")

    def join(*values: object) -> Any:
        return function(values, *arguments, **options)

    return _record(Rearrangement(_listing(function.__name__, len(operands)), join), join, *operands)


def _inserted(a: Array, places: Array, values: Array, axis: int | None = None) -> Any:
    """Return ``numpy.insert``."""

    def insert(v: Array, w: Array) -> Any:
        return np.insert(v, places, w, axis)

    return _record(Rearrangement("insert({}, …, {})", insert), insert, gather(a), gather(values))


def _sinc(x: Any) -> Any:
    """Return ``numpy.sinc``, whose slope as that of a quotient has no digits next to 0."""
    return x.arithmetic.sinc(np.pi * x)


def _of_values(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments, **options: function(*map(value, arguments), **options)


def _blank(function: Callable[..., Any]) -> Rule:
    """Return the rule of `zeros_like` and its kin: constants, in an array that recorded numbers may be written to."""

    def rule(a: Array, *arguments: Any, **options: Any) -> Any:
        home = next(x.arithmetic for x in (a, *arguments, *options.values()) if is_recorded(x))
        return home.buffer(function(value(a), *arguments, **options))

    return rule


def _full(a: Array, fill_value: Any, *arguments: Any, **options: Any) -> Any:
    """Return ``numpy.full_like``."""
    found = FUNCTIONS[np.zeros_like](a, *arguments, **options) if is_recorded(a) else np.zeros_like(a, **options)
    found = fill_value.arithmetic.buffer(found) if is_live(fill_value) else found
    found[...] = fill_value
    return found


_MOVERS = (
    *(np.reshape, np.ravel, np.transpose, np.squeeze, np.expand_dims, np.broadcast_to, np.moveaxis, np.swapaxes),
    *(np.roll, np.flip, np.flipud, np.fliplr, np.rot90, np.repeat, np.tile, np.diagonal, np.atleast_1d),
    *(np.atleast_2d, np.atleast_3d, np.rollaxis, np.resize, np.delete, np.diag, np.diagflat, np.tril, np.triu),
)
_JOINERS = (np.concatenate, np.stack, np.hstack, np.vstack, np.column_stack, np.dstack)
_QUESTIONS = (
    *(np.shape, np.ndim, np.size, np.argmax, np.argmin),
    *(np.argsort, np.any, np.all, np.allclose, np.isclose, np.array_equal, np.count_nonzero, np.result_type),
    *(np.nonzero, np.flatnonzero, np.searchsorted, np.digitize, np.iscomplexobj, np.isrealobj),
)

_BLANKS = (np.zeros_like, np.ones_like, np.empty_like)
_OF_CONSTANTS = frozenset((*_MOVERS, *_BLANKS, np.full_like, np.copy, np.real))
"""Those that give, of an array of constants that is there to be written to, another."""

FUNCTIONS: Mapping[Callable[..., Any], Rule] = {
    **{function: functools.partial(rule, gather) for function, rule in composites.COMPOSITES.items()},
    **{function: functools.partial(_moved, function) for function in _MOVERS},
    **{function: functools.partial(_joined, function) for function in _JOINERS},
    **{function: _of_values(function) for function in _QUESTIONS},
    **{function: _blank(function) for function in _BLANKS},
    np.full_like: _full,
    np.divmod: lambda a, b: (np.floor_divide(a, b), np.remainder(a, b)),
    np.sum: total,
    np.dot: dot,
    np.where: where,
    np.max: _extreme(np.argmax),
    np.min: _extreme(np.argmin),
    np.cumsum: _cumulative,
    np.prod: _along_axes(_multiplied),
    np.insert: _inserted,
    np.sinc: _sinc,
    np.copy: lambda a, order="K", subok=False: a.copied(order),
    np.real: lambda a: a[...],
    np.conjugate: lambda a: +a,
    np.matmul: product,
}
"""What stands for a NumPy function."""
