"""Products of dual arrays and their extremes: what is not linear, each with a rule of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import Rule, as_wide_as, refuse
from derivcheck.autodiff.forward.dual_array import DualArray, deepened, lifted, plain_value
from derivcheck.autodiff.forward.dual_indexing import full_tangent
from derivcheck.autodiff.forward.dual_linear import level_of, multilinear, primal_of, shifted
from derivcheck.autodiff.forward.level import Level


def matmul(a: object, b: object) -> Any:
    """Return ``a @ b``."""
    a, b = lifted(a), lifted(b)
    level = level_of(a, b)
    p, q = primal_of(a, level), primal_of(b, level)
    terms = []
    if type(a) is DualArray and a.level is level:
        terms.append(_matmul_left(full_tangent(a), q, level.lead * max(0, np.ndim(q) - np.ndim(p)), np.ndim(p)))
    if type(b) is DualArray and b.level is level:
        terms.append(_matmul_right(p, full_tangent(b), level.lead * max(0, np.ndim(p) - np.ndim(q)), np.ndim(q)))
    return DualArray(np.matmul(p, q), sum(terms[1:], terms[0]), level)


def _matmul_left(t: Array, q: Array, extra: int, ndim: int) -> Any:
    if ndim == 1 and np.ndim(q) > 1 and t.ndim > 1:
        # A row of each direction, beside the axes of the stack.
        stacked = np.reshape(t, (t.shape[0], *(1,) * (np.ndim(q) - 2), 1, t.shape[1]))
        return np.matmul(stacked, q)[..., 0, :]
    return np.matmul(deepened(t, extra) if extra and ndim > 1 else t, q)


def _matmul_right(p: Array, t: Array, extra: int, ndim: int) -> Any:
    if ndim == 1 and t.ndim > 1:
        stacked = np.reshape(t, (t.shape[0], *(1,) * max(0, np.ndim(p) - 2), t.shape[1], 1))
        return np.matmul(p, stacked)[..., 0]
    return np.matmul(p, deepened(t, extra) if extra and ndim > 1 else t)


def dot(a: Array, b: Array, out: Any = None) -> Any:
    """Return ``numpy.dot``."""
    refuse("dot", out=out)
    a, b = lifted(a), lifted(b)
    sizes = np.ndim(a), np.ndim(b)
    if 0 in sizes:
        # To NumPy a Python number is an array here, of its own format.
        first, second = (x if type(x) is DualArray else np.asarray(x) for x in (a, b))
        return as_wide_as(first * second, first, second)
    return matmul(a, b) if max(sizes) <= 2 else multilinear(np.dot, 0, 1)(a, b)


def extreme(function: Rule) -> Rule:
    """Return the rule of the largest or smallest along axes: among equals, the mean of their tangents."""

    def rule(a: Any, axis: Axes = None, out: Any = None, keepdims: bool = False, **rest: Any) -> Any:
        refuse(function.__name__, out=out, **rest)
        a, lead = lifted(a), a.level.lead
        kept = function(plain_value(a), axis=axis, keepdims=True)
        chosen = plain_value(a) == kept
        count = np.sum(chosen, axis=axis, keepdims=keepdims)
        axes, moved = shifted(axis, a.ndim, lead), full_tangent(a)
        _note_tie(a.level, function.__name__, count > 1, chosen, moved, axes, keepdims)
        tangent = np.sum(np.where(chosen, moved, 0), axis=axes, keepdims=keepdims) / count
        return DualArray(function(a.primal, axis=axis, keepdims=keepdims), tangent, a.level)

    return rule


def _note_tie(level: Level, name: str, tie: Any, chosen: Any, moved: object, axes: Axes, keepdims: bool) -> None:
    """Remember a tie of elements that part from each other."""
    if np.any(tie):
        plain = plain_value(moved)
        ends = [f(np.where(chosen, plain, e), axis=axes, keepdims=keepdims) for f, e in _ENDS]
        level.bend(name, tie, ends[0] - ends[1])


_ENDS = ((np.max, -np.inf), (np.min, np.inf))


def product(
    a: Any,
    axis: Axes = None,
    dtype: DTypeLike | None = None,
    out: Any = None,
    keepdims: bool = False,
    **rest: Any,
) -> Any:
    """Return ``numpy.prod``: each factor's tangent times all the others, right where factors vanish."""
    refuse("prod", out=out, dtype=dtype, **rest)
    a = lifted(a)
    if axis is None or isinstance(axis, tuple):
        for one in sorted(range(a.ndim) if axis is None else (i % a.ndim for i in axis), reverse=True):
            a = product(a, one, keepdims=keepdims)
        return a
    others = _others(np.moveaxis(a.primal, axis, 0))
    tangent = np.moveaxis(full_tangent(a), shifted(axis, a.ndim, a.level.lead), a.level.lead)
    moved = np.sum(a.level.product(others, tangent), axis=a.level.lead)
    value = np.prod(a.primal, axis=axis)
    result = DualArray(value, moved, a.level)
    return np.expand_dims(result, axis) if keepdims else result


def _others(x: Array) -> Any:
    """Return, along the first axis, the product of all elements but each one."""
    one = np.ones((1, *x.shape[1:]), dtype=x.dtype)
    before = np.cumprod(np.concatenate([one, x[:-1]]), axis=0)
    after = np.cumprod(np.concatenate([one, x[::-1][:-1]]), axis=0)
    return before * after[::-1]
