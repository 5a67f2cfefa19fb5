"""How far a function of uncertain arguments may be from its value: slopes and jumps over intervals.

The slope is taken at the ends of the intervals and in their middle. Over a short interval that
misses its maximum by second order in the length; on a long one, and where a pole or a branch cut
may lie between the ends, the rows of `elementary` say what is known of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.errors import DomainError

# The bounds are themselves computed in floating point, with a relative error of a few u an
# operation; this factor covers it for a chain of 2**30 operations in float64.
WIDENING = 1 + 2.0**-20

# In high precision the ends of an interval shorter than its middle and 1 by this factor are not looked at:
# that saves two thirds of the time, and the slope there differs by 2**-32, which WIDENING covers.
_SHORT = 2**32


class BoundedNumber(Protocol):
    """A value and a bound on its error: `running.RunningNumber`."""

    @property
    def value(self) -> Any:
        """The value."""

    @property
    def bound(self) -> Any:
        """How far it may be off."""


class BoundedArithmetic(Protocol):
    """Running error analysis over an inner arithmetic: `running.Running`."""

    inner: Any
    floating: bool

    def magnitude(self, x: Number) -> Any:
        """Return |x| as a bound."""

    def largest(self, values: Sequence[Number]) -> Any:
        """Return the largest of several bounds."""


def over_the_box(m: BoundedArithmetic, row: Elementary, arguments: Sequence[BoundedNumber], spread: ArrayLike) -> Any:
    """Return a spread, infinite where the function may be singular between the corners."""
    if row.singular is None or not any(np.any(a.bound) for a in arguments):
        return spread
    lows, _, highs = zip(*[corners_of(a) for a in arguments], strict=True)
    return unless(m, row.singular(m.inner, lows, highs), spread)


def unless(m: BoundedArithmetic, unknown: object, bound: object) -> Any:
    """Return a bound, infinite where a condition holds."""
    return where(m, unknown, np.inf if m.floating else m.inner.context.inf, bound)


def _wide(m: BoundedArithmetic, a: BoundedNumber) -> bool:
    """Return whether a slope may change over the interval: in high precision it is mostly too short."""
    return m.floating or a.bound * _SHORT >= min(abs(a.value), 1)


def corners_of(a: BoundedNumber) -> tuple[Any, ...]:
    """Return the lower end, the middle and the upper end."""
    return a.value - a.bound, a.value, a.value + a.bound


def spread_of(
    m: BoundedArithmetic,
    slopes: Sequence[Any],
    arguments: Sequence[BoundedNumber],
    value: Number,
    function: Callable[..., Any],
    steepest: float | None = None,
) -> Any:
    """Return the sum over the arguments of the largest |slope| times the argument's bound."""
    middle = tuple(a.value for a in arguments)
    uncertain = [i for i, a in enumerate(arguments) if slopes[i] is not None and (np.ndim(a.bound) or a.bound)]
    # An argument without a slope, such as the order of a Bessel function, is taken as exact.
    choices = [corners_of(a) if i in uncertain and _wide(m, a) else (a.value,) for i, a in enumerate(arguments)]
    corners = itertools.product(*choices) if any(len(c) > 1 for c in choices) else ()
    places = [(place, _at(m, function, place)) for place in corners]
    total: Any = 0
    for i in uncertain:
        sizes = [_size(m, slopes[i], place, y) for place, y in [(middle, value), *places]]
        largest = m.largest(sizes)
        if steepest is not None:
            largest = where(m, arguments[i].bound > allowances.NARROW.value, steepest, largest)
        total = total + largest * arguments[i].bound * WIDENING
    return total


def where(m: BoundedArithmetic, condition: Any, yes: ArrayLike, no: Any) -> Any:
    """Return one of two bounds; of arrays, one for each condition."""
    if m.floating:
        return np.where(condition, yes, no)[()]
    return yes if condition else no


def _at(m: BoundedArithmetic, function: Callable[..., Any], place: tuple[Any, ...]) -> Any:
    """Return f at a corner; where the corner leaves the domain nothing is known, so NaN."""
    try:
        return function(*place)
    except DomainError:
        return m.inner.context.nan


def _size(m: BoundedArithmetic, slope: Callable[..., Any], place: tuple[Any, ...], value: Number) -> Any:
    try:
        size = m.magnitude(slope(m.inner, *place, value))
        return unless(m, value != value, size)  # NaN: the corner lies outside the domain
    except (DomainError, ZeroDivisionError):
        return m.inner.context.inf


def jump(m: BoundedArithmetic, function: Callable[..., Any], arguments: Sequence[BoundedNumber], value: Number) -> Any:
    """Return how far a function that may jump or bend moves between the corners."""
    places = itertools.product(*[corners_of(a) for a in arguments])
    return m.largest([m.magnitude(_at(m, function, place) - value) for place in places])
