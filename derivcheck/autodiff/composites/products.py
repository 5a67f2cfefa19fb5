"""Norms, and products of arrays in terms of the product of matrices."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import as_wide_as, composite, float_kind, number_like, refuse
from derivcheck.autodiff.composites.statistics import squares
from derivcheck.ground.errors import UnsupportedOperation


@composite("linalg.norm", "x")
def norm(x: Array, ord: Any = None, axis: Axes = None, keepdims: bool = False) -> Any:
    """Return ``numpy.linalg.norm`` but those norms of matrices that take singular values."""
    if axis is None and (ord is None or (x.ndim == 1 and ord == 2)) and not np.iscomplexobj(x):
        # NumPy's own way: the last bit of a value shows in a trace.
        flat = np.ravel(x)
        found = np.sqrt(np.dot(flat, flat))
        return np.reshape(found, (1,) * x.ndim) if keepdims else found
    axes = range(x.ndim) if axis is None else np.atleast_1d(axis)
    if ord is not None and (len(axes) > 2 or (len(axes) == 1 and isinstance(ord, str))):
        raise ValueError(f"numpy.linalg.norm has no ord={ord!r} along {len(axes)} axes")
    if len(axes) == 2 and x.ndim < 2:
        raise np.exceptions.AxisError(1, x.ndim)
    if len(axes) == 2 and ord not in (None, "fro"):
        return _matrix_norm(x, ord, [int(i) % x.ndim for i in axes], keepdims)
    return _vector_norm(x, ord, axis, keepdims)


def _vector_norm(x: Array, ord: object, axis: Axes, keepdims: bool) -> Any:
    if ord in (None, 2, "fro"):
        return np.sqrt(np.sum(squares(x), axis=axis, keepdims=keepdims))
    sizes = np.absolute(x)
    if ord in (math.inf, -math.inf):
        return (np.max if ord > 0 else np.min)(sizes, axis=axis, keepdims=keepdims)
    if not isinstance(ord, int | float) or ord == 0:
        raise UnsupportedOperation(f"there is no rule for numpy.linalg.norm of vectors with ord={ord!r}")
    if ord == 1:
        return np.sum(sizes, axis=axis, keepdims=keepdims)
    total = np.sum(sizes**ord, axis=axis, keepdims=keepdims)
    return total ** number_like(total, 1 / ord)


def _matrix_norm(x: Any, ord: Any, axes: list[int], keepdims: bool) -> Any:
    if ord in (2, -2, "nuc") and x.ndim == 2:
        sizes = np.linalg.svd(x if axes[0] < axes[1] else x.T, compute_uv=False)
        value = np.sum(sizes) if ord == "nuc" else sizes[0 if ord == 2 else -1]
        return np.reshape(value, (1, 1)) if keepdims else value
    if ord not in (1, -1, math.inf, -math.inf):
        raise UnsupportedOperation(f"there is no rule for numpy.linalg.norm of matrices with ord={ord!r}")
    down, across = axes if abs(ord) == 1 else axes[::-1]
    sums = np.sum(np.absolute(x), axis=down, keepdims=True)
    found = (np.max if ord > 0 else np.min)(sums, axis=across, keepdims=True)
    return found if keepdims else np.squeeze(found, axis=tuple(axes))


@composite("linalg.vector_norm", "x")
def vector_norm(x: Array, *, axis: Axes = None, keepdims: bool = False, ord: Any = 2) -> Any:
    """Return ``numpy.linalg.vector_norm``."""
    if axis is not None:
        return _vector_norm(x, ord, axis, keepdims)
    found = np.linalg.norm(np.ravel(x), ord)
    return np.reshape(found, (1,) * x.ndim) if keepdims else found


@composite("linalg.matrix_norm", "x")
def matrix_norm(x: Array, *, keepdims: bool = False, ord: Any = "fro") -> Any:
    """Return ``numpy.linalg.matrix_norm``."""
    return np.linalg.norm(x, ord, (-2, -1), keepdims)


@composite("linalg.vecdot", "x1", "x2")
def product_along(x1: Array, x2: Array, *, axis: int = -1) -> Any:
    """Return ``numpy.linalg.vecdot``."""
    return np.sum((np.conjugate(x1) if np.iscomplexobj(x1) else x1) * x2, axis=axis)


@composite("linalg.outer", "x1", "x2")
def outer_of_two(x1: Array, x2: Array) -> Any:
    """Return ``numpy.linalg.outer``."""
    return x1[:, None] * x2[None, :]


@composite("matvec", "x1", "x2")
def matrix_by_vector(x1: Array, x2: Array) -> Any:
    """Return ``numpy.matvec``."""
    return (x1 @ x2[..., None])[..., 0]


@composite("vecmat", "x1", "x2")
def vector_by_matrix(x1: Array, x2: Array) -> Any:
    """Return ``numpy.vecmat``."""
    return (x1[..., None, :] @ x2)[..., 0, :]


@composite("linalg.matrix_power", "a")
def matrix_power(a: Array, n: int) -> Any:
    """Return ``numpy.linalg.matrix_power``, by squarings in NumPy's own order."""
    if n < 0:
        a, n = np.linalg.inv(a), -n
    if n == 0:
        return np.broadcast_to(np.eye(a.shape[-1], dtype=float_kind(a)), a.shape)
    if n == 3:
        return (a @ a) @ a
    found = None
    while n:
        n, odd = divmod(n, 2)
        found = (a if found is None else found @ a) if odd else found
        a = a @ a if n else a
    return found


@composite("linalg.multi_dot")
def product_of_many(arrays: Sequence[Any], **options: object) -> Any:
    """Return ``numpy.linalg.multi_dot``, from left to right."""
    refuse("linalg.multi_dot", **options)
    return functools.reduce(np.dot, arrays)


@composite("linalg.qr", "a")
def triangular(a: Array, mode: str = "reduced") -> Any:
    """Return ``numpy.linalg.qr`` of one matrix, by the reflections of LAPACK (Golub & Van Loan 2013, alg. 5.2.1)."""
    if a.ndim != 2 or mode not in ("reduced", "complete", "r"):
        raise UnsupportedOperation("there is a rule for numpy.linalg.qr of one matrix, but for its raw form")
    rows, columns = a.shape
    least = min(rows, columns)
    upper, q = a, np.eye(rows, dtype=float_kind(a))
    for k in range(min(least, rows - 1)):
        x = upper[k:, k]
        if not np.any(x[1:] != 0):
            continue
        v, length = _reflection(x)
        v = np.concatenate([np.zeros(k, dtype=float_kind(a)), v]) if k else v
        upper = upper - np.outer(v, v @ upper) * length
        q = q - np.outer(q @ v, v) * length
    upper = np.triu(upper)
    upper = upper if mode == "complete" else upper[:least]
    return upper if mode == "r" else type(np.linalg.qr(np.eye(1)))(q if mode == "complete" else q[:, :least], upper)


def _reflection(x: Any) -> tuple[Any, Any]:
    """Return v and t for which 1 - t v v' takes x to a multiple of its first unit vector, of the other sign."""
    size = np.sqrt(np.dot(x, x))
    beta = -size if x[0] >= 0 else size
    v = np.concatenate([np.ones(1, dtype=float_kind(x)), x[1:] / (x[0] - beta)])
    return v, (beta - x[0]) / beta


@composite("outer", "a", "b")
def outer(a: Array, b: Array) -> Any:
    """Return ``numpy.outer``."""
    return np.ravel(a)[:, None] * np.ravel(b)[None, :]


@composite("inner", "a", "b")
def inner(a: Array, b: Array) -> Any:
    """Return ``numpy.inner``."""
    return np.tensordot(a, b, (-1, -1)) if a.ndim and b.ndim else as_wide_as(a * b, a, b)


@composite("vdot", "a", "b")
def product_of_all(a: Array, b: Array) -> Any:
    """Return ``numpy.vdot``."""
    a = np.ravel(a)
    return np.dot(np.conjugate(a) if np.iscomplexobj(a) else a, np.ravel(b))


@composite("vecdot", "x1", "x2")
def product_of_rows(x1: Array, x2: Array) -> Any:
    """Return ``numpy.vecdot``."""
    return np.sum((np.conjugate(x1) if np.iscomplexobj(x1) else x1) * x2, axis=-1)


@composite("tensordot", "a", "b")
def contraction(a: Array, b: Array, axes: int | Sequence[Any] = 2) -> Any:
    """Return ``numpy.tensordot``."""
    pairs = (range(-axes, 0), range(axes)) if isinstance(axes, int) else axes
    mine, other = ([int(i) % x.ndim for i in np.atleast_1d(p)] for x, p in zip((a, b), pairs, strict=True))
    free, rest = ([i for i in range(x.ndim) if i not in used] for x, used in ((a, mine), (b, other)))
    shape = [a.shape[i] for i in free] + [b.shape[i] for i in rest]
    length = math.prod(a.shape[i] for i in mine)
    left = np.reshape(np.transpose(a, [*free, *mine]), (-1, length))
    right = np.reshape(np.transpose(b, [*other, *rest]), (length, -1))
    return np.reshape(np.dot(left, right), tuple(shape))


@composite("kron", "a", "b")
def kronecker(a: Array, b: Array) -> Any:
    """Return ``numpy.kron``."""
    ndim = max(a.ndim, b.ndim)
    first, second = ((1,) * (ndim - x.ndim) + x.shape for x in (a, b))
    spaced = np.reshape(a, [n for i in range(ndim) for n in (first[i], 1)])
    between = np.reshape(b, [n for i in range(ndim) for n in (1, second[i])])
    return np.reshape(spaced * between, [m * n for m, n in zip(first, second, strict=True)])


@composite("cross", "a", "b")
def cross(a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None) -> Any:
    """Return ``numpy.cross`` of vectors in space."""
    axisa, axisb, axisc = (axisa, axisb, axisc) if axis is None else (axis, axis, axis)
    a, b = np.moveaxis(a, axisa, -1), np.moveaxis(b, axisb, -1)
    if a.shape[-1] != 3 or b.shape[-1] != 3:
        raise UnsupportedOperation("there is no rule for numpy.cross of vectors that have not three components")
    turns = ((1, 2), (2, 0), (0, 1))
    found = np.stack([a[..., i] * b[..., j] - a[..., j] * b[..., i] for i, j in turns], axis=axisc)
    return as_wide_as(found, a, b)
