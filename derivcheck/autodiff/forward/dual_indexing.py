"""Indexing of dual arrays and assignment into them, as NumPy does both.

A slice is a view of primal and tangent alike, so what is assigned to the one is seen in the other.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.forward.dual_array import FUNCTIONS, DualArray, lifted, plain_value
from derivcheck.ground.errors import UnsupportedOperation

_SIMPLE = (int, np.integer, slice, type(None), type(Ellipsis))


def full_tangent(x: DualArray) -> Any:
    """Return the tangent, one that is equal everywhere written out, in the shape of the primal."""
    if not x.level.lead and x.tangent.ndim == 0 and x.ndim:
        x.tangent = _repeated(x.tangent, x.shape)
    return x.tangent


def _repeated(t: object, shape: tuple[int, ...]) -> Any:
    return +np.broadcast_to(t, shape) if type(t) is DualArray else np.full(shape, t)


def item(x: DualArray, key: object) -> Any:
    """Return ``x[key]``."""
    primal = x.primal[_ground_key(key)]
    uniform = not x.level.lead and x.tangent.ndim == 0
    if uniform and (primal.ndim == 0 or not _writeable(x)):
        return DualArray(primal, x.tangent, x.level)
    result = DualArray(primal, at(full_tangent(x), key, x.level.lead), x.level)
    x.viewed = result.viewed = True
    return result


def _ground_key(key: object) -> Any:
    return tuple(map(plain_value, key)) if type(key) is tuple else plain_value(key)


def at(tangent: Any, key: Any, lead: int) -> Any:
    """Return the part of a tangent that belongs to an index; a view where NumPy gives one."""
    if not lead:
        return tangent[_ground_key(key)]
    parts = key if type(key) is tuple else (key,)
    if all(isinstance(part, _SIMPLE) for part in parts):
        return tangent[(slice(None), *parts)]
    return np.moveaxis(np.moveaxis(tangent, 0, -1)[_last_axis_kept(parts)], -1, 0)


def _last_axis_kept(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return an index that leaves the last axis as it is, which an Ellipsis would otherwise cover."""
    parts = _ground_key(parts)
    return (*parts, slice(None)) if any(part is Ellipsis for part in parts) else parts


def assign(x: DualArray, key: Any, value: Any) -> None:
    """Do ``x[key] = value``.

    Raises
    ------
    UnsupportedOperation
        `x` is the argument of f itself, or `value` moves with a variable that `x` does not know.
    """
    value, key = lifted(value), _ground_key(key)
    _check(x, value)
    same = type(value) is DualArray and value.level is x.level
    tangent = full_tangent(x)
    given = full_tangent(value) if same else 0
    if type(given) is DualArray and type(tangent) is not DualArray:
        tangent = x.tangent = _prepared(x, tangent, given)
    _put(x.primal, key, value.primal if same else value)
    _put_tangent(tangent, key, given, x.level.lead, np.ndim(plain_value(x.primal)[key]))


def _put(target: Any, key: object, value: object) -> None:
    target[key] = value


def _put_tangent(tangent: Any, key: Any, given: Any, lead: int, ndim: int) -> None:
    if not lead:
        tangent[key] = given
        return
    if np.ndim(given):
        # Its axes after the leading one broadcast against those of the place.
        given = np.reshape(given, (given.shape[0], *(1,) * (ndim + 1 - given.ndim), *given.shape[1:]))
        given = np.moveaxis(given, 0, -1)
    np.moveaxis(tangent, 0, -1)[_last_axis_kept(key if type(key) is tuple else (key,))] = given


def _prepared(x: DualArray, tangent: Array, given: DualArray) -> DualArray:
    """Return a plain tangent as a dual number, so that it can take one."""
    if hasattr(x, "viewed"):
        raise UnsupportedOperation("an assignment into an array with views, in a nested derivative; assign to a copy")
    lead = (given.tangent.shape[0],) if given.level.lead else ()
    return DualArray(tangent, np.zeros(lead + tangent.shape, tangent.dtype), given.level)


def _check(x: DualArray, value: object) -> None:
    if not _writeable(x):
        raise UnsupportedOperation("f changes its argument in place; let it work on a copy, x = x.copy()")
    if type(value) is DualArray and value.level.number > x.level.number:
        raise UnsupportedOperation("an array made outside a derivative takes no number from inside; make it inside")


def _writeable(x: DualArray) -> bool:
    base = plain_value(x)
    return isinstance(base, np.ndarray) and base.flags.writeable


def frozen(x: object) -> Any:
    """Return a view of `x` that cannot be written to; a number as it is."""
    if type(x) is DualArray:
        return DualArray(frozen(x.primal), x.tangent, x.level)
    if isinstance(x, np.ndarray):
        x = x.view()
        x.flags.writeable = False
    return x


FUNCTIONS[operator.getitem] = item
FUNCTIONS[operator.setitem] = assign
