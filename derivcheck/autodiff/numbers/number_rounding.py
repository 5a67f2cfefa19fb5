"""Rounding to integers, and remainders, of numbers of any arithmetic.

They are constant between jumps. Which integer it is must be certain, and at a jump forward mode
notes an edge.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from derivcheck.arithmetic.dual import Dual, DualNumber
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.numbers.number_array import FUNCTIONS, NumberArray, Space, elementwise
from derivcheck.autodiff.numbers.number_comparisons import parts, primal, sign


def _floor(space: Space, x: object) -> Any:
    """Return the integer below a number."""
    inside = primal(x)
    below = math.floor(float(parts(space, inside)[0]))
    # As a float the middle may have been rounded across an integer.
    below += (sign(space, inside - (below + 1)) >= 0) - (sign(space, inside - below) < 0)
    if isinstance(x, DualNumber) and isinstance(space.m, Dual):
        space.m.bends.append(inside - below)
    return space.m.number(below)


def _trunc(space: Space, x: Array) -> Any:
    return -_floor(space, -x) if sign(space, x) < 0 else _floor(space, x)


def _rint(space: Space, x: object) -> Any:
    """Return the nearest integer, of two the even one; its jumps are at the halves."""
    below = _floor(space, x + space.m.exact(0.5))
    inside = primal(x)
    tie = sign(space, inside + space.m.exact(0.5) - below) == 0
    return below - 1 if tie and int(float(parts(space, below)[0])) % 2 else below


def _elementwise(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda space, *inputs: elementwise(space, lambda *given: function(space, *given), *inputs)


def _remainder(space: Space, a: Any, b: Any) -> NumberArray:
    a, b = space.lift(a), space.lift(b)
    return a - b * np.floor(a / b)  # type: ignore[no-any-return]


def _fmod(space: Space, a: Any, b: Any) -> NumberArray:
    a, b = space.lift(a), space.lift(b)
    return a - b * np.trunc(a / b)  # type: ignore[no-any-return]


def _cut(space: Space, x: Array) -> int:
    """Return the integer that a cast leaves of a number."""
    return int(float(parts(space, primal(_trunc(space, x)))[0]))


def astype(self: NumberArray, dtype: DTypeLike, **options: object) -> Any:
    """Return a copy, since float formats are no formats of these numbers; integers and truth values as NumPy does."""
    found = np.dtype(dtype)
    if found.kind == "b":
        return np.not_equal(self, 0)
    if found.kind in "iu":
        whole = np.frompyfunc(lambda x: _cut(self.space, x), 1, 1)(self.data)
        return np.asarray(whole, dtype=float).astype(found)[()]
    self.space.to_format(found)
    return np.copy(self)


NumberArray.astype = astype  # type: ignore[attr-defined]
NumberArray.__int__ = lambda self: _cut(self.space, self.data[()])  # type: ignore[attr-defined]
FUNCTIONS.update(
    {
        np.divmod: lambda space, a, b: (np.floor(space.lift(a) / b), _remainder(space, a, b)),
        np.floor: _elementwise(_floor),
        np.ceil: _elementwise(lambda space, x: -_floor(space, -x)),
        np.trunc: _elementwise(_trunc),
        np.rint: _elementwise(_rint),
        np.floor_divide: lambda space, a, b: np.floor(space.lift(a) / b),
        np.remainder: _remainder,
        np.fmod: _fmod,
    }
)
