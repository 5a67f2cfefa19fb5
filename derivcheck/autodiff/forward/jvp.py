"""One run of a function on dual numbers: value and tangents along given directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import derivcheck.autodiff.forward.dual_functions  # noqa: F401 (the rules of whole arrays)
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.results import run
from derivcheck.autodiff.forward.deferred import LONG, Deferred
from derivcheck.autodiff.forward.dual_array import DualArray, lifted, plain_value
from derivcheck.autodiff.forward.dual_indexing import frozen, full_tangent
from derivcheck.autodiff.forward.kink_log import KinkLog
from derivcheck.autodiff.forward.level import Level
from derivcheck.autodiff.forward.zero_times_infinity import CheckingLevel, Probe, either
from derivcheck.ground.errors import InputError, UnsupportedOperation

CHUNK = 64
"""Most directions that one run of f carries."""

CHUNK_ELEMENTS = 2**14
"""Elements of the tangent of x up to which a run carries more directions: beyond, the cache is left."""

LEAST_CHUNK = 8
"""Directions that a run carries however long x is, so that memory grows like this number times its length."""


NEARBY = 2.0**-20
"""How far away, relative to 1 + |x|, it is looked whether an argument moves."""

_GOLDEN = (5**0.5 - 1) / 2


def as_variable(x: object) -> Any:
    """Return a point as a NumPy number or array of floats; dual numbers as they are.

    Raises
    ------
    InputError
        It is not made of numbers.
    """
    if type(x) is DualArray or type(x) is np.float64:
        return x
    if type(x) is Deferred:
        return x.materialize()
    if type(x) is float or type(x) is int:
        return np.float64(x)
    array = lifted(x)
    array = array if type(array) is DualArray else np.asarray(array)
    if array.dtype.kind not in "fcbiu":
        raise InputError(f"a point is made of numbers, not of {array.dtype}")
    return array[()] if array.dtype.kind in "fc" else array.astype(np.float64)[()]


def push(f: Callable[..., Any], x: Array, tangent: Any, lead: int = 0, kinks: KinkLog | None = None) -> tuple[Any, Any]:
    """Return f(x) and the tangents of the result.

    Parameters
    ----------
    f : callable
    x : array or number
        As `as_variable` returns it.
    tangent : array
        A direction of the shape of `x`, or one number for all of it; with `lead` = 1, directions along a leading axis.
    kinks : KinkLog, optional
        Is told of bends, and of slopes that are not determined.

    Raises
    ------
    UnsupportedOperation
        `f` does what forward mode has no rule for.
    """
    if type(x) is DualArray:  # inside of another derivative, whose own run tells
        return _push(f, x, tangent, lead, kinks)
    return run(lambda: _push(f, x, tangent, lead, kinks), lambda: f(np.array(x)[()]), "dual numbers")


def _push(f: Callable[..., Any], x: Any, tangent: Any, lead: int, kinks: KinkLog | None) -> tuple[Any, Any]:
    holomorphic = type(x) is not np.float64 and x.dtype.kind == "c"
    level = Level(lead, holomorphic)
    with np.errstate(all="ignore"):
        value, moved = _run(f, x, tangent, level)
        if _undefined_tangent(value, moved):
            value, moved, level = _again(f, x, tangent, level)
    if kinks is not None and (level.bends or level.undetermined):
        kinks.add(level, level.undetermined and _undefined_tangent(value, moved))
    return value, moved


def _again(f: Callable[..., Any], x: Array, tangent: Array, first: Level) -> tuple[Any, Any, Level]:
    """Return another run, after zero times an infinite slope: this time every product is checked."""
    level = CheckingLevel(first.lead, first.holomorphic)
    value, moved = _run(f, x, tangent, level)
    if level.singular:
        below, above = (_moves(f, y, tangent, first) for y in _nearby(x, tangent, first.lead))
        moves = either(below, above, level.count)
        level = CheckingLevel(first.lead, first.holomorphic, moves)
        value, moved = _run(f, x, tangent, level)
    return value, moved, level


def _moves(f: Callable[..., Any], x: Array, tangent: Array, first: Level) -> Any:
    probe = Probe(first.lead, first.holomorphic)
    _run(f, x, tangent, probe)
    return probe.moves


def _nearby(x: Any, tangent: Any, lead: int) -> tuple[Any, Any]:
    """Return a point on either side, different steps along each of several directions."""
    if lead:
        weights = 1 + np.arange(len(tangent)) * _GOLDEN % 1
        tangent = np.tensordot(weights.astype(plain_value(tangent).real.dtype), tangent, 1)
    step = tangent * (NEARBY * (1 + np.max(np.abs(plain_value(x)), initial=0.0)))
    return x - step, x + step


def _run(f: Callable[..., Any], x: Any, tangent: Any, level: Level) -> tuple[Any, Any]:
    if type(x) is np.float64:
        return split(f(DualArray(x, tangent, level)), level, tangent)
    seed = DualArray(frozen(x), tangent, level)
    if type(x) is np.ndarray and x.size >= LONG and not level.lead and x.flags.c_contiguous:
        return split(f(Deferred.variable(seed)), level, tangent)
    return split(f(seed), level, tangent)


def split(result: Array, level: Level, tangent: Array) -> tuple[Any, Any]:
    """Return the value of a result and the tangent that it has at a level; zeros if it is a constant.

    Raises
    ------
    UnsupportedOperation
        The result is no number or array, or was kept from a derivative that is over.
    """
    result = result if type(result) is DualArray else lifted(result)
    if type(result) is DualArray:
        if result.level is level:
            return result.primal, full_tangent(result)
        if result.level.number > level.number:
            raise UnsupportedOperation("f returned a dual number kept from a derivative that is over")
        return result, np.zeros(tangent.shape[: level.lead] + result.shape)
    value = np.asarray(result)
    if value.dtype.kind not in "fcbiu":
        raise UnsupportedOperation(f"f returned {type(result).__name__}, not a number or an array")
    return value[()], np.zeros(tangent.shape[: level.lead] + value.shape)[()]


def _undefined_tangent(value: Any, tangent: Any) -> bool:
    """Tell whether a tangent is NaN where the value is not."""
    if type(tangent) is np.float64:
        return bool(tangent != tangent and value == value)
    if type(tangent) is DualArray:
        inner = value if type(value) is DualArray else None
        if inner is None or inner.level is not tangent.level:
            return _undefined_tangent(value, tangent.primal)
        return _undefined_tangent(inner.primal, tangent.primal)
    wrong = np.isnan(tangent)
    return bool(wrong.any() and (wrong & ~np.isnan(plain_value(value))).any())


def partials(f: Callable[..., Any], x: Array, most: int, kinks: KinkLog | None = None) -> tuple[tuple[int, ...], Any]:
    """Return the shape of f(x) and, along a leading axis, its derivative by each element of x."""
    shape: tuple[int, ...] = ()
    found = []
    for seeds in _seeds(x, chunk_size(x.size, most)):
        value, tangents = push(f, x, seeds, 1, kinks)
        shape = np.shape(value)
        found.append(tangents)
    if not found:
        raise InputError("x has no elements")
    return shape, np.concatenate(found) if len(found) > 1 else found[0]


def chunk_size(size: int, most: int = CHUNK) -> int:
    """Return how many directions a run carries for an x of some size.

    Examples
    --------
    >>> [chunk_size(size) for size in (3, 1000, 10**6)]
    [64, 16, 8]
    """
    return min(most, max(LEAST_CHUNK, CHUNK_ELEMENTS // max(1, size)))


def _seeds(x: Array, chunk: int) -> Iterator[Any]:
    """Yield unit directions, so many at a time."""
    for start in range(0, x.size, chunk):
        count = min(chunk, x.size - start)
        seeds = np.zeros((count, x.size), dtype=x.dtype)
        seeds[np.arange(count), start + np.arange(count)] = 1
        yield seeds.reshape(count, *x.shape)
