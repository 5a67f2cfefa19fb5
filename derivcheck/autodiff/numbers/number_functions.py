"""The functions of NumPy that arrays of numbers know, one row each."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.typing import DTypeLike

import derivcheck.autodiff.numbers.number_linear
import derivcheck.autodiff.numbers.number_operators
import derivcheck.autodiff.numbers.number_rounding  # noqa: F401 (linear algebra and rounding)
from derivcheck.autodiff.composites import table as composites
from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import Composite, Rule, refuse
from derivcheck.autodiff.numbers.number_array import FUNCTIONS, NumberArray, Space, elementwise, power
from derivcheck.autodiff.numbers.number_comparisons import primal
from derivcheck.ground.errors import UnsupportedOperation


def by_numpy(function: Rule, *positions: int) -> Rule:
    """Return the rule of a function whose own code moves, adds and multiplies the objects at some positions."""

    def rule(space: Space, *arguments: object, **options: object) -> Any:
        refuse_options(space, function.__name__, options)
        where = positions or tuple(i for i, a in enumerate(arguments) if not isinstance(a, str))
        given = [_objects(space, a) if i in where else a for i, a in enumerate(arguments)]
        space.spend(_multiplications(function, given, options) if function in _PRODUCTS else 0)
        return space.wrap(function(*given, **options))

    return rule


def _multiplications(function: Rule, given: list[Any], options: dict[str, Any]) -> int:
    """Return about how many products of elements a product of arrays takes: each axis is in two of its three arrays."""
    empty = [np.broadcast_to(0.0, a.shape) if isinstance(a, np.ndarray) else a for a in given]
    sizes = [np.size(a) for a in (*given, function(*empty, **options)) if not isinstance(a, str)]
    return round(math.sqrt(math.prod(sizes)))


def _objects(space: Space, a: object) -> Any:
    """Return an array of objects, or a list of those; a list of single numbers is an array."""
    if isinstance(a, list | tuple) and any(np.ndim(e) for e in a):
        return [space.lift(e).data for e in a]
    return space.lift(a).data


def refuse_options(space: Space, name: str, options: dict[str, Any]) -> None:
    """Raise for options that have no meaning for numbers, and drop float formats, which they have not."""
    if (dtype := options.pop("dtype", None)) is not None:
        space.to_format(dtype)
        refuse(name, **({"dtype": dtype} if name in ("einsum", "matmul") else {}))
    refuse(name, **{option: options.pop(option, None) for option in ("out", "where", "initial")})


def of_shape(function: Rule) -> Rule:
    """Return the rule of a function that asks for the shape only."""
    return lambda space, a, *rest, **options: function(_objects(space, a), *rest, **options)


def filled(value: int) -> Rule:
    """Return the rule of `zeros_like` and its kin: an array that can take numbers."""

    def rule(
        space: Space,
        a: Array,
        dtype: DTypeLike | None = None,
        shape: int | tuple[int, ...] | None = None,
        **options: Any,
    ) -> Any:
        shape = np.shape(_objects(space, a)) if shape is None else shape
        if dtype is not None and np.dtype(dtype).kind not in "fcO":
            return np.full(shape, value, dtype=dtype)
        return space.lift(np.full(shape, value))

    return rule


def full_like(
    space: Space, a: object, value: object, dtype: npt.DTypeLike | None = None, shape: object = None, **options: object
) -> NumberArray:
    """Return ``numpy.full_like``."""
    found = filled(0)(space, a, dtype, shape)
    found[...] = value
    return found  # type: ignore[no-any-return]


def extreme(name: str) -> Rule:
    """Return the rule of the largest or smallest along axes."""

    def rule(
        space: Space, a: object, axis: Axes = None, out: object = None, keepdims: bool = False, **rest: object
    ) -> Any:
        refuse(name, out=out, **rest)
        ufunc = np.frompyfunc(getattr(space.m, name), 2, 1)
        data = space.lift(a).data
        axes = range(data.ndim) if axis is None else [i % data.ndim for i in np.atleast_1d(axis)]
        for one in sorted(axes, reverse=True):
            data = ufunc.reduce(data, axis=one, keepdims=keepdims is True)
        return space.wrap(data)

    return rule


def where(space: Space, condition: Array, *branches: Any) -> Any:
    """Return ``numpy.where``."""
    condition = np.not_equal(condition, 0) if isinstance(condition, NumberArray) else condition
    if not branches:
        return np.where(condition)
    return space.wrap(np.where(condition, *[space.lift(b).data for b in branches]))


def places(function: Rule) -> Rule:
    """Return the rule of a function that says where elements stand in order."""

    def rule(space: Space, a: object, *rest: object, **options: object) -> Any:
        middles = np.frompyfunc(lambda x: getattr(primal(x), "value", primal(x)), 1, 1)(space.lift(a).data)
        if any(hasattr(x, "rad") and x.rad() != 0 for x in np.ravel(middles)):
            middles = np.frompyfunc(lambda x: x.mid(), 1, 1)(middles)
        return function(middles, *rest, **options)

    return rule


def over_numbers(rule: Composite) -> Rule:
    """Return a composite of arrays of numbers, whose constants are numbers too: a sum of floats would round."""
    return lambda space, *arguments, **options: rule(space.lift, *arguments, **options)


def finite_only(function: Rule) -> Rule:
    """Return a composite that treats NaN apart, for finite numbers; others may be infinite or NaN."""

    def rule(space: Space, a: object, *arguments: object, **options: object) -> Any:
        if not np.all(np.isfinite(space.lift(a))):
            raise UnsupportedOperation(f"{space.m.name} arithmetic has {function.__name__} of finite numbers only")
        return composites.COMPOSITES[function](space.lift, a, *arguments, **options)

    return rule


def sinc(space: Space, x: object) -> Any:
    """Return ``numpy.sinc``, sin(pi x)/(pi x), which as a quotient has no value at 0."""
    return elementwise(space, lambda e: space.m.sinc(space.m.pi * e), x)


def heaviside(space: Space, x: Array, at_zero: Array) -> Any:
    """Return ``numpy.heaviside``."""
    return np.where(np.greater(x, 0), 1, np.where(np.less(x, 0), 0, space.lift(at_zero)))


def copysign(space: Space, a: Array, b: Array) -> Any:
    """Return ``numpy.copysign``, to which 0 is positive."""
    size = np.absolute(space.lift(a))
    return np.where(np.greater_equal(b, 0), size, -size)


def searchsorted(space: Space, a: object, v: object, side: str = "left") -> Any:
    """Return ``numpy.searchsorted`` by comparisons, which are certain or refused, and edges where they are ties."""
    compare = np.greater if side == "left" else np.greater_equal
    return np.sum(compare(np.expand_dims(space.lift(v), -1), space.lift(a)), axis=-1)


BY_NUMPY = {
    (0,): "reshape ravel transpose swapaxes moveaxis rollaxis squeeze expand_dims atleast_1d atleast_2d atleast_3d "
    "broadcast_to roll flip fliplr flipud rot90 tile repeat diag diagonal diagflat tril triu concatenate stack vstack "
    "hstack column_stack dstack delete resize sum prod cumsum cumprod copy",
    (0, 1): "dot convolve correlate matmul",
    (0, 2): "insert",
    (): "einsum",
}
"""Functions whose own code is right on objects, by the positions of the operands that are arrays of numbers."""

_PRODUCTS = {np.dot, np.convolve, np.correlate, np.matmul, np.einsum}
"""Those that take more operations than their operands have elements."""

FUNCTIONS.update({f: over_numbers(rule) for f, rule in composites.COMPOSITES.items()})
for _positions, _names in BY_NUMPY.items():
    FUNCTIONS.update({getattr(np, name): by_numpy(getattr(np, name), *_positions) for name in _names.split()})
FUNCTIONS.update({f: finite_only(f) for f in (np.nan_to_num, np.nansum, np.nanprod, np.nanmean)})
FUNCTIONS.update({f: of_shape(f) for f in (np.shape, np.ndim, np.size)})
FUNCTIONS.update({f: places(f) for f in (np.argmax, np.argmin, np.argsort)})
FUNCTIONS.update(
    {
        np.zeros_like: filled(0),
        np.empty_like: filled(0),
        np.ones_like: filled(1),
        np.full_like: full_like,
        np.max: extreme("max"),
        np.min: extreme("min"),
        np.where: where,
        np.power: power,
        np.square: lambda space, a: power(space, a, 2),
        np.reciprocal: lambda space, a: power(space, a, -1),
        np.float_power: power,
        np.conjugate: lambda space, a: +a,
        np.real: lambda space, a: a,
        np.iscomplexobj: lambda space, a: False,
        np.isrealobj: lambda space, a: True,
        np.any: lambda space, a, **options: np.any(a != 0, **options),
        np.all: lambda space, a, **options: np.all(a != 0, **options),
        np.sinc: sinc,
        np.heaviside: heaviside,
        np.copysign: copysign,
        np.searchsorted: searchsorted,
    }
)
