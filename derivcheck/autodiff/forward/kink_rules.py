"""The chain rule for functions that bend or jump; the level of a run remembers where one was evaluated there."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.forward.level import BinaryRule, Level, Pair, add_to


def nothing(t: object) -> Any:
    """Return a zero tangent like another."""
    return np.zeros_like(t)[()]


def extreme(function: Callable[[Any, Any], Any], first: Callable[[Any, Any], Any], name: str) -> BinaryRule:
    """Return the rule of max or min: at a tie the mean of both slopes, and the tie remembered."""

    def rule(level: Level, a: Array, b: Array, ta: Any, tb: Any) -> Pair:
        ta, tb = (0 * tb if ta is None else ta), (0 * ta if tb is None else tb)
        y = function(a, b)
        tie = a == b
        level.bend(name, tie, ta - tb)
        # Of fmax and fmin, what is not a NaN wins.
        chosen = first(a, b) | ((y == y) & (b != b))
        return y, np.where(tie, (ta + tb) / 2, np.where(chosen, ta, tb))[()]

    return rule


def step(function: Callable[..., Any], jumps: Callable[..., Any], name: str) -> Callable[..., Pair]:
    """Return the rule of a function that is constant between its jumps."""

    def rule(level: Level, *given: object) -> Pair:
        arguments = given[: max(1, len(given) // 2)]
        tangents = [t for t in given[len(arguments) :] if t is not None]
        y = function(*arguments)
        level.bend(name, jumps(*arguments, y))
        return y, functools.reduce(operator.add, [nothing(t) for t in tangents])

    return rule


def remainder(function: Callable[[Any, Any], Any], whole: Callable[[Any, Any], Any], name: str) -> BinaryRule:
    """Return the rule of a - b whole(a, b), which jumps where it is 0."""

    def rule(level: Level, a: Array, b: Array, ta: Any, tb: Array) -> Pair:
        y = function(a, b)
        level.bend(name, y == 0)
        if tb is None:
            return y, +ta
        moved = level.product(-whole(a, b), tb)
        return y, moved if ta is None else add_to(moved, ta)

    return rule


def heaviside(level: Level, a: Array, b: Array, ta: Any, tb: Any) -> Pair:
    """Return the step function, whose second argument is its value at 0."""
    level.bend("heaviside", a == 0)
    return np.heaviside(a, b), nothing(ta) if tb is None else np.where(a == 0, tb, 0)[()]


def copysign(level: Level, a: Array, b: Array, ta: Any, tb: Any) -> Pair:
    """Return |a| with the sign of b."""
    level.bend("copysign", (a == 0) | (b == 0), *[t for t in (ta, tb) if t is not None])
    if ta is None:
        return np.copysign(a, b), nothing(tb)
    return np.copysign(a, b), level.scale(np.copysign(1, a) * np.copysign(1, b), ta)


def whole(a: Array, b: Array, y: Array) -> Any:
    """Tell where a quotient is a whole number, which is where ``a // b`` jumps."""
    return a % b == 0
