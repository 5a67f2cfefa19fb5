"""Claims that go through float32 on the way, whatever the format of their argument and of their result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.elementary.number import Number
from derivcheck.gradients.rounding import last_operations, neighbours, runs, unit_of
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.methods.black_box.noise import spread


def looks_single(value: Number) -> bool:
    """Return whether float64 numbers have all gone through float32 on the way.

    Numbers that both formats hold for another reason have few significant bits, or are small differences of numbers
    near 1, which are multiples of the rounding of these: 1 - cos(x).
    """
    array = np.asarray(value)
    finite = array[np.isfinite(array)] if array.ndim else array
    if array.dtype != np.float64 or not np.size(finite):
        return False
    with np.errstate(over="ignore"):
        single = finite.astype(np.float32).astype(np.float64) == finite
        difference = _is_whole(finite * 2.0**_MANTISSA)
    mantissa, exponent = np.frexp(np.atleast_1d(finite))
    long = ~_is_whole(mantissa * 2.0**allowances.SINGLE_BITS.value)
    telling = long & ~(difference & (exponent <= _OF_DIFFERENCES))
    return bool(np.all(single)) and bool(np.mean(telling) > 0.5 if np.size(finite) > 1 else np.all(telling))


_MANTISSA = int(np.finfo(np.float64).nmant) + 1
_OF_DIFFERENCES = int(np.finfo(np.float32).nmant) + 1 - _MANTISSA
"""The exponent below which float32 holds all differences of float64 numbers just below 1."""


def _is_whole(values: NDArray[Any]) -> NDArray[np.bool_]:
    return np.asarray(values == np.rint(values))


def single_noise(
    f: Callable[[Any], Any], x: NDArray[Any], value: NDArray[Any], known: bool, rng: np.random.Generator
) -> Any:
    """Return what rounding to float32 inside of f makes of ``f(x)``, for each element; zero where there is none.

    Parameters
    ----------
    f : callable
    x : array or number
        In float64; one in a shorter format says by itself how precise it is.
    value : array
        f(x).
    known : bool
        Whether the result shows that it went through float32. Else it counts as rounded where f is
        a staircase: neighbours of a float32 are told apart, floats between them are not, though a
        smooth function that changes so much from one to the next would tell those apart too.
    rng : numpy.random.Generator

    Examples
    --------
    >>> x, rng = np.array([1e3]), np.random.default_rng(0)
    >>> def cast(y):
    ...     return np.cos(y.astype(np.float32)).astype(float)
    >>> single_noise(cast, x, cast(x), False, rng) > 1e-5, single_noise(np.cos, x, np.cos(x), False, rng)
    (array([ True]), array([0.]))
    """
    none = np.zeros(np.shape(value))
    if np.asarray(x).dtype != np.float64:
        return none
    far = [near.astype(np.float64) for near in neighbours(np.asarray(x, dtype=np.float32), rng)]
    change = spread(runs(f, far), value)
    if not np.any(change):
        return none
    if known:
        return allowances.SAFETY.value * change
    between, count = allowances.BETWEEN_SINGLES.value, allowances.NEIGHBOURS.value
    moves = [1 + between * rng.choice([-1, 1], np.shape(x)) * (1 + rng.random(np.shape(x))) for _ in range(count)]
    # One change of zero may be a coincidence of signs.
    same = sum(spread(runs(f, [x * move]), value) == 0 for move in moves) > 1
    apart = 2 * unit_of(np.float32(0)) * allowances.NEIGHBOUR_UNITS.value
    telling = change * between / apart > last_operations(value)
    # One step of the stairs is enough: where the others are flat, neighbours do not show how high they are.
    least = allowances.VALUE_UNITS.value * unit_of(np.float32(0)) * np.abs(value)
    stairs, chances = np.count_nonzero(same & telling), allowances.BY_CHANCE.value * np.count_nonzero(telling)
    return np.maximum(allowances.SAFETY.value * change, least) if stairs > chances else none
