"""The levels of forward mode: one for each running derivative, so that none takes another's tangent.

Siskind & Pearlmutter, "Perturbation confusion in forward automatic differentiation" (2005).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array

_NUMBERS = itertools.count(1)


class Level:
    """One run of a function on dual numbers, and how slopes are multiplied by tangents in it.

    Parameters
    ----------
    lead : int
        1 when tangents have a leading axis for several directions, 0 when there is one direction.
    holomorphic : bool
        Whether the variable is complex, so that |z|, Re z and the like have no derivative.

    Attributes
    ----------
    number : int
        Larger than that of every level begun before; the largest takes the numbers of the others.
    bends : dict of str to int
        How many elements were at a point where a function bends or jumps, by the function's name.
    undetermined : bool
        Whether zero times an infinite slope occurred in a way that the chain rule cannot resolve.
    """

    __slots__ = ("bends", "holomorphic", "lead", "number")
    undetermined = False

    def __init__(self, lead: int = 0, holomorphic: bool = False) -> None:
        self.number = next(_NUMBERS)
        self.lead = lead
        self.holomorphic = holomorphic
        self.bends: dict[str, int] = {}

    def product(self, slope: Array, tangent: Array) -> Any:
        """Return slope times tangent."""
        return slope * tangent

    def scale(self, slope: Array, tangent: Array) -> Any:
        """Return slope times tangent in the memory of the slope, which nobody else may hold."""
        if type(slope) is np.ndarray and _fits(slope, tangent):
            return np.multiply(slope, tangent, slope)
        return slope * tangent

    def quotient(self, tangent: Array, divisor: Array) -> Any:
        """Return tangent / divisor."""
        return tangent / divisor

    def bend(self, name: str, where: Any, *tangents: Array) -> None:
        """Remember that a function was evaluated at its bends where a mask says so.

        Given the tangents of what is zero there, only where one of them is not: |u| does not bend where u is zero
        and stationary.
        """
        if not np.any(where):
            return
        if tangents:
            where = where & np.logical_or.reduce([self._moves(t) for t in tangents])
        if count := int(np.count_nonzero(where)):
            self.bends[name] = self.bends.get(name, 0) + count

    def _moves(self, tangent: Array) -> Any:
        moving = ~np.asarray(vanishes(tangent))
        return np.any(moving, axis=0) if self.lead and moving.ndim else moving


def add_to(fresh: Array, other: Array) -> Any:
    """Return a sum in the memory of the first term, which nobody else may hold."""
    if type(fresh) is np.ndarray and _fits(fresh, other):
        return np.add(fresh, other, fresh)
    return fresh + other


def take_from(other: Array, fresh: Array) -> Any:
    """Return ``other - fresh`` in the memory of the second, which nobody else may hold."""
    if type(fresh) is np.ndarray and _fits(fresh, other):
        return np.subtract(other, fresh, fresh)
    return other - fresh


def vanishes(x: Any) -> Any:
    """Tell where a number is zero together with the tangents that it carries itself."""
    if not hasattr(x, "tangent"):
        return x == 0
    moving = ~vanishes(x.tangent)
    return vanishes(x.primal) & ~(np.any(moving, axis=0) if x.level.lead else moving)


def _fits(memory: Any, other: object) -> bool:
    """Tell whether an operation on both has the shape and format of the first, an array."""
    if type(other) is np.ndarray:
        return memory.shape == other.shape and memory.dtype is other.dtype
    return isinstance(other, np.generic) and memory.dtype is other.dtype


Pair = tuple[Any, Any]
UnaryRule = Callable[[Level, Any, Any], Pair]
BinaryRule = Callable[[Level, Any, Any, Any, Any], Pair]
