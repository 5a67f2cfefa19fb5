"""How functions of whole arrays that are linear, or linear in each operand, act on dual numbers.

A function that is linear in its operands acts on the tangents as on the primals; of a product of
two operands the tangent is the sum of two products. Both need no more than the positions of the
operands among the arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import Rule, float_format, refuse
from derivcheck.autodiff.composites.results import order_of
from derivcheck.autodiff.forward.dual_array import DualArray, deepened, lifted, plain_value, spread
from derivcheck.autodiff.forward.dual_indexing import full_tangent
from derivcheck.autodiff.forward.level import Level
from derivcheck.ground.errors import UnsupportedOperation


def level_of(*operands: object) -> Level:
    """Return the latest level among operands, which may be lists; one of them has a level."""
    found = [_levels(x) for x in operands]
    return max((level for levels in found for level in levels), key=lambda level: level.number)


def _levels(x: object) -> list[Level]:
    if isinstance(x, list | tuple):
        return [level for e in x for level in _levels(e)]
    return [x.level] if type(x) is DualArray else []


def primal_of(x: object, level: Level) -> Any:
    """Return the primal at a level, which for every other number is itself."""
    if isinstance(x, list | tuple):
        return [primal_of(e, level) for e in x]
    return x.primal if type(x) is DualArray and x.level is level else x


def tangent_of(x: object, level: Level, row: object) -> Any:
    """Return one row of the tangent; of a constant, zeros."""
    if isinstance(x, list | tuple):
        return [tangent_of(e, level, row) for e in x]
    if type(x) is DualArray and x.level is level:
        return full_tangent(x)[row]
    return np.zeros_like(x, dtype=float) if type(x) is not DualArray else 0 * x


def rows(level: Level, *operands: object) -> list[Any]:
    """Return the index of each direction in a tangent."""
    return list(range(_width(level, operands))) if level.lead else [()]


def _width(level: Level, x: object) -> int:
    if isinstance(x, list | tuple):
        return max((_width(level, e) for e in x), default=0)
    return int(x.tangent.shape[0]) if type(x) is DualArray and x.level is level else 0


def gathered(level: Level, parts: list[Any]) -> Any:
    """Return the tangent made of its rows."""
    return np.stack(parts) if level.lead else parts[0]


def linear(function: Rule, *positions: int) -> Rule:
    """Return the rule of a function that is linear in the operands at some positions together."""

    def rule(*arguments: object, **options: object) -> Any:
        refuse(function.__name__, out=options.get("out"))
        given = [lifted_operand(a) if i in positions else plain_value(a) for i, a in enumerate(arguments)]
        operands = [given[i] for i in positions if i < len(given)]
        level = level_of(*operands)

        def call(part: Rule) -> Any:
            return function(*[part(a) if i in positions else a for i, a in enumerate(given)], **options)

        value = call(lambda a: primal_of(a, level))
        parts = [call(lambda a, row=row: tangent_of(a, level, row)) for row in rows(level, *operands)]
        # The value is no view: what is assigned to it later would not reach the tangent's origin.
        return DualArray(_own(value), gathered(level, parts), level)

    return rule


def lifted_operand(a: object) -> Any:
    """Return an array, or the list of arrays that functions such as `concatenate` take."""
    return [lifted(e) for e in a] if isinstance(a, list | tuple) else lifted(a)


def _own(value: object) -> Any:
    return value.copy() if isinstance(value, np.ndarray) and value.base is not None else value


def multilinear(function: Rule, *positions: int) -> Rule:
    """Return the rule of a function that is linear in each of several operands."""

    def rule(*arguments: Any, **options: Any) -> Any:
        refuse(function.__name__, out=options.get("out"))
        where = positions or tuple(i for i, a in enumerate(arguments) if not isinstance(a, str))
        given = [lifted(a) if i in where else a for i, a in enumerate(arguments)]
        level = level_of(*given)
        primals = [primal_of(a, level) if i in where else a for i, a in enumerate(given)]
        moving = [i for i in where if type(given[i]) is DualArray and given[i].level is level]

        def part(row: object) -> Any:
            terms = [
                function(*primals[:i], tangent_of(given[i], level, row), *primals[i + 1 :], **options) for i in moving
            ]
            return sum(terms[1:], terms[0])

        return DualArray(
            function(*primals, **options), gathered(level, [part(row) for row in rows(level, *given)]), level
        )

    return rule


def shifted(axis: Axes, ndim: int, lead: int) -> Any:
    """Return axes of a primal as axes of its tangent; None stands for all of them."""
    if axis is None:
        return tuple(range(lead, ndim + lead))
    if isinstance(axis, tuple):
        return tuple(shifted(a, ndim, lead) for a in axis)
    return axis + lead if axis >= 0 else axis


def total(function: Rule) -> Rule:
    """Return the rule of a sum or mean along axes."""

    def rule(
        a: Any,
        axis: Axes = None,
        dtype: DTypeLike | None = None,
        out: Any = None,
        keepdims: bool = False,
        **rest: Any,
    ) -> Any:
        refuse(function.__name__, out=out, **rest)
        a = lifted(a)
        options: dict[str, Any] = {"keepdims": keepdims}
        if dtype is not None:
            options["dtype"] = float_format(dtype)
        tangent = function(full_tangent(a), axis=shifted(axis, a.ndim, a.level.lead), **options)
        return DualArray(function(a.primal, axis=axis, **options), tangent, a.level)

    return rule


def reshaped(function: Rule) -> Rule:
    """Return the rule of a function that gives its argument another shape; a view where NumPy gives one."""

    def rule(a: Any, *arguments: Any, **options: Any) -> Any:
        a = lifted(a)
        primal = function(a.primal, *arguments, **options)
        tangent = full_tangent(a)
        result = DualArray(primal, np.reshape(tangent, tangent.shape[: a.level.lead] + primal.shape), a.level)
        a.viewed = result.viewed = True
        return result

    return rule


def in_order(rule: Rule, place: int) -> Rule:
    """Return the rule of a function that takes elements in an order: by columns, it is that of the transpose.

    Parameters
    ----------
    rule : callable
        That of ``order="C"``.
    place : int
        Which argument the order is, where it has no name.
    """

    def ordered(a: Any, *arguments: Any, order: str = "C", **options: Any) -> Any:
        if len(arguments) > place:
            order, arguments = arguments[place], arguments[:place]
        arguments = arguments or (options.pop("shape", options.pop("newshape", -1)),)
        a = lifted(a)
        if order_of(order, np.asarray(plain_value(a))) == "C":
            return rule(a, *arguments, **options)
        return np.transpose(rule(np.transpose(a), tuple(np.atleast_1d(arguments[0]))[::-1], **options))

    return ordered


def copied(a: Any, order: Any = "K", subok: bool = False) -> Any:
    """Return ``numpy.copy``."""
    a = lifted(a)
    return DualArray(np.copy(a.primal, order=order)[()], +full_tangent(a), a.level)


def permuted(axes: Callable[..., Any]) -> Rule:
    """Return the rule of a function that orders axes anew, which ``axes(ndim, ...)`` says."""

    def rule(a: Any, *arguments: Any, **options: Any) -> Any:
        a = lifted(a)
        order = [int(i) % a.ndim for i in axes(a.ndim, *arguments, **options)]
        lead = a.level.lead
        tangent = np.transpose(full_tangent(a), [0][:lead] + [i + lead for i in order])
        result = DualArray(np.transpose(a.primal, order), tangent, a.level)
        a.viewed = result.viewed = True
        return result

    return rule


def order_of_axes(ndim: int, function: Rule) -> list[int]:
    """Return the order of axes that a function makes, seen from an array whose lengths tell them apart."""
    return [length - 1 for length in function(np.broadcast_to(0, tuple(range(1, ndim + 1)))).shape]


def broadcast(a: Any, shape: int | tuple[int, ...], subok: bool = False) -> Any:
    """Return ``numpy.broadcast_to``."""
    primal, tangent = np.broadcast_to(a.primal, shape), full_tangent(a)
    if a.level.lead:
        tangent = deepened(tangent, primal.ndim - a.ndim)
    return DualArray(primal, np.broadcast_to(tangent, tangent.shape[: a.level.lead] + primal.shape), a.level)


def where(condition: Array, *branches: Any) -> Any:
    """Return ``numpy.where``: the tangent is chosen as the value is, so that the other branch cannot spoil it."""
    condition = plain_value(lifted(condition))
    if not branches:
        return np.where(condition)
    x, y = map(lifted, branches)
    if type(x) is not DualArray and type(y) is not DualArray:
        return np.where(condition, x, y)
    level = level_of(x, y)
    value = np.where(condition, primal_of(x, level), primal_of(y, level))
    tangents = [_branch(b, level, value.ndim) for b in (x, y)]
    return DualArray(value[()], _as_wide(np.where(condition, *tangents), value, level), level)


def _branch(x: object, level: Level, ndim: int) -> Any:
    if not (type(x) is DualArray and x.level is level):
        return 0
    return deepened(x.tangent, ndim - x.ndim) if level.lead else x.tangent


def _as_wide(tangent: Array, value: Array, level: Level) -> Any:
    shape = tangent.shape[: level.lead] + value.shape
    return (tangent if tangent.shape == shape else spread(tangent, shape))[()]


def blank(function: Rule) -> Rule:
    """Return the rule of `zeros_like` and its kin: an array of constants, ready to take dual numbers."""

    def rule(a: Any, *arguments: Any, dtype: DTypeLike | None = None, **options: Any) -> Any:
        if dtype is not None and np.dtype(dtype).kind not in "fc":
            return function(plain_value(a), *arguments, dtype=dtype, **options)
        constant = type(a) is not DualArray or any(type(v) is DualArray for v in arguments)
        if constant:
            raise UnsupportedOperation(f"numpy.{function.__name__} takes plain values; assign dual numbers afterwards")
        primal = function(a.primal, *arguments, dtype=dtype, **options)
        lead = a.tangent.shape[: a.level.lead]
        return DualArray(primal, np.zeros(lead + primal.shape, dtype=primal.dtype), a.level)

    return rule
