"""The functions and methods of NumPy's arrays that dual numbers know, one row each."""

from __future__ import annotations

from typing import Any

import numpy as np

import derivcheck.autodiff.forward.dual_interp
import derivcheck.autodiff.forward.dual_linalg
import derivcheck.autodiff.forward.dual_operators  # noqa: F401 (interpolation, linear algebra, operators)
from derivcheck.autodiff.forward.chain_rules import UNARY, refuse_holomorphic
from derivcheck.autodiff.forward.dual_array import (
    FUNCTIONS,
    METHODS,
    PROPERTIES,
    UFUNC_METHODS,
    DualArray,
    ground,
    lifted,
)
from derivcheck.autodiff.forward.dual_choosing import median, nan_to_num, piecewise, select, without_nan
from derivcheck.autodiff.forward.dual_linear import (
    Rule,
    blank,
    broadcast,
    linear,
    multilinear,
    order_of_axes,
    permuted,
    reshaped,
    take,
    total,
    where,
)
from derivcheck.autodiff.forward.dual_products import cumulative_product, dot, extreme, matmul, product
from derivcheck.autodiff.numbers.array_real import namespace
from derivcheck.ground.errors import UnsupportedOperation


def clip(a: Any, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None, out: Any = None) -> Any:
    """Return ``numpy.clip``; on a bound, the mean of the slopes on both sides of it."""
    low, high = a_min if min is None else min, a_max if max is None else max
    a = a if low is None else np.maximum(a, low)
    a = a if high is None else np.minimum(a, high)
    return a if out is None else _into(out, a)


def variance(a: Any, axis: Any = None, dtype: Any = None, out: Any = None, ddof: float = 0, **options: Any) -> Any:
    """Return ``numpy.var``."""
    a = lifted(a)
    deviation = a - np.mean(a, axis=axis, keepdims=True)
    squares = np.sum(_squares(deviation), axis=axis, **options)
    return squares / (a.size / squares.size - ddof)


def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """Return ``numpy.linalg.norm`` of vectors of order 2, and of matrices the Frobenius norm."""
    if ord not in (None, 2, "fro") or (ord == 2 and axis is None and np.ndim(x) > 1):
        raise UnsupportedOperation(f"forward mode has no rule for numpy.linalg.norm with ord={ord!r}")
    return np.sqrt(np.sum(_squares(x), axis=axis, keepdims=keepdims))


def _squares(x: Any) -> Any:
    """Return |x|**2, which does not bend where x is 0."""
    return np.absolute(x) ** 2 if x.dtype.kind == "c" else x * x


def sinc(x: Any) -> Any:
    """Return ``numpy.sinc``, sin(pi x)/(pi x)."""
    return namespace(x.dtype).sinc(np.pi * x)


def average(a: Any, axis: Any = None, weights: Any = None) -> Any:
    """Return ``numpy.average``."""
    if weights is None:
        return np.mean(a, axis=axis)
    return np.sum(a * np.asarray(weights), axis=axis) / np.sum(np.broadcast_to(weights, a.shape), axis=axis)


def split(a: Any, parts: Any, axis: int = 0) -> list[Any]:
    """Return ``numpy.split`` and ``numpy.array_split``, as views."""
    places = np.array_split(np.arange(a.shape[axis]), parts)
    before = (slice(None),) * (axis % a.ndim)
    return [a[(*before, slice(p[0], p[-1] + 1) if len(p) else slice(0, 0))] for p in places]


def ordered(a: Any, axis: Any = -1, **options: Any) -> Any:
    """Return ``numpy.sort``."""
    a = np.ravel(a) if axis is None else a
    axis = -1 if axis is None else axis
    order = np.argsort(ground(a), axis=axis, kind="stable")
    places = list(np.indices(order.shape))
    places[axis] = order
    return a[tuple(places)]


def real(z: Any) -> Any:
    """Return the real part."""
    refuse_holomorphic(z.level, "real")
    return DualArray(np.real(z.primal), np.real(z.tangent), z.level)


def imaginary(z: Any) -> Any:
    """Return the imaginary part."""
    refuse_holomorphic(z.level, "imag")
    return DualArray(np.imag(z.primal), np.imag(z.tangent), z.level)


def converted(a: Any, dtype: Any, **options: Any) -> Any:
    """Return ``a.astype(dtype)``; integers and truth values do not move with the variable."""
    if np.dtype(dtype).kind not in "fc":
        return ground(a).astype(dtype)
    return DualArray(a.primal.astype(dtype), a.tangent.astype(dtype), a.level)


def _into(out: Any, value: Any, mask: Any = True) -> Any:
    if type(out) is not DualArray and type(lifted(value)) is DualArray:
        raise UnsupportedOperation("out= is a plain array, which would lose the derivative; use np.zeros_like(x)")
    out[...] = value if mask is True else np.where(mask, value, out)
    return out


def _with_options(ufunc: np.ufunc, *inputs: Any, out: Any = None, where: Any = True, **options: Any) -> Any:
    if options or (out is None and where is not True):
        named = ", ".join(options) or "where"
        raise UnsupportedOperation(f"forward mode does not support {named}= in numpy.{ufunc.__name__}")
    value = ufunc(*inputs)
    return value if out is None else _into(out[0], value, where)


def _reduce(ufunc: np.ufunc, a: Any, axis: Any = 0, **options: Any) -> Any:
    return _known(_REDUCTIONS, ufunc, "reduce")(a, axis=axis, **options)


def _accumulate(ufunc: np.ufunc, a: Any, axis: int = 0, **options: Any) -> Any:
    return _known({np.add: np.cumsum, np.multiply: np.cumprod}, ufunc, "accumulate")(a, axis=axis, **options)


def _outer(ufunc: np.ufunc, a: Any, b: Any) -> Any:
    return ufunc(np.reshape(a, np.shape(a) + (1,) * np.ndim(b)), b)


def _known(table: dict[Any, Rule], ufunc: np.ufunc, method: str) -> Rule:
    if ufunc not in table:
        raise UnsupportedOperation(f"forward mode has no rule for numpy.{ufunc.__name__}.{method}")
    return table[ufunc]


_REDUCTIONS: dict[Any, Rule] = {np.add: np.sum, np.multiply: np.prod, np.maximum: np.max, np.minimum: np.min}

UFUNC_METHODS.update({"__call__": _with_options, "reduce": _reduce, "accumulate": _accumulate, "outer": _outer})


def _of_primal(function: Rule) -> Rule:
    return lambda *arguments, **options: function(*[_grounded(a) for a in arguments], **options)


def _grounded(x: Any) -> Any:
    return ground(lifted(x)) if isinstance(x, list | tuple | DualArray) else x


LINEAR = {
    (0,): "roll flip fliplr flipud rot90 tile repeat diag diagonal trace diagflat tril triu diff concatenate stack "
    "vstack hstack column_stack dstack delete resize cumsum",
    (1,): "compress",
    (0, 2): "insert",
    (0, 1): "append",
}
"""Functions that act on tangents as on primals, by the positions of their operands."""

MULTILINEAR = {(0, 1): "outer inner tensordot kron convolve correlate cross vecdot", (): "einsum"}

OF_PRIMAL = (
    "argmax argmin argsort any all nonzero count_nonzero flatnonzero argwhere isclose allclose array_equal shape ndim "
    "size iscomplexobj isrealobj searchsorted array_repr array_str result_type can_cast may_share_memory "
    "shares_memory isneginf isposinf digitize"
)
"""Functions whose values are no functions of the variable, but of where it stands."""

RESHAPING = "reshape ravel squeeze expand_dims atleast_1d atleast_2d atleast_3d"

for _positions, _names in LINEAR.items():
    FUNCTIONS.update({getattr(np, name): linear(getattr(np, name), *_positions) for name in _names.split()})
for _positions, _names in MULTILINEAR.items():
    _found = {name: getattr(np, name, None) for name in _names.split()}
    FUNCTIONS.update({f: multilinear(f, *_positions) for f in _found.values() if f is not None})
FUNCTIONS.update({getattr(np, name): _of_primal(getattr(np, name)) for name in OF_PRIMAL.split()})
FUNCTIONS.update({getattr(np, name): reshaped(getattr(np, name)) for name in RESHAPING.split()})
FUNCTIONS.update({getattr(np, name): blank(getattr(np, name)) for name in ("zeros_like", "ones_like", "empty_like")})
FUNCTIONS.update(
    {
        np.full_like: blank(np.full_like),
        np.sum: total(np.sum),
        np.mean: total(np.mean),
        np.prod: product,
        np.cumprod: cumulative_product,
        np.max: extreme(np.max),
        np.min: extreme(np.min),
        np.transpose: permuted(lambda ndim, axes=None: range(ndim)[::-1] if axes is None else axes),
        np.swapaxes: permuted(lambda ndim, i, j: order_of_axes(ndim, lambda a: np.swapaxes(a, i, j))),
        np.moveaxis: permuted(lambda ndim, s, d: order_of_axes(ndim, lambda a: np.moveaxis(a, s, d))),
        np.rollaxis: permuted(lambda ndim, *given: order_of_axes(ndim, lambda a: np.rollaxis(a, *given))),
        np.broadcast_to: broadcast,
        np.where: where,
        np.matmul: matmul,
        np.dot: dot,
        np.take: take,
        np.copy: lambda a, **options: +a,
    }
)

FUNCTIONS.update(
    {
        np.clip: clip,
        np.select: select,
        np.average: average,
        np.split: split,
        np.array_split: split,
        np.var: variance,
        np.std: lambda *arguments, **options: np.sqrt(variance(*arguments, **options)),
        np.linalg.norm: norm,
        np.nan_to_num: nan_to_num,
        np.sort: ordered,
        np.median: median,
        np.nansum: without_nan(np.sum, 0.0),
        np.nanprod: without_nan(np.prod, 1.0),
        np.piecewise: piecewise,
        np.sinc: sinc,
        np.ptp: lambda a, axis=None: np.max(a, axis) - np.min(a, axis),
        np.real: real,
        np.imag: imaginary,
    }
)

# Objects of an array of objects are asked for methods named like the ufuncs.
METHODS.update({ufunc.__name__: ufunc for ufunc in UNARY if isinstance(ufunc, np.ufunc)})
METHODS.update(
    {
        name: getattr(np, name)
        for name in "sum prod mean max min cumsum cumprod dot ravel squeeze swapaxes trace diagonal repeat take clip "
        "conjugate copy var std argmax argmin argsort any all nonzero".split()
    }
)
METHODS.update(
    {
        "astype": converted,
        "flatten": lambda a: +np.ravel(a),
        "conj": np.conjugate,
        "reshape": lambda a, *shape, **options: np.reshape(a, shape[0] if len(shape) == 1 else shape, **options),
        "transpose": lambda a, *axes: np.transpose(a, axes[0] if len(axes) == 1 else axes or None),
        "item": lambda a, *index: a[index] if index else np.reshape(a, ())[()],
        "tolist": lambda a: [e.tolist() for e in a] if a.ndim else a,
        "fill": lambda a, value: a.__setitem__(..., value),
    }
)
PROPERTIES.update({"T": np.transpose, "real": real, "imag": imaginary, "flat": np.ravel})
