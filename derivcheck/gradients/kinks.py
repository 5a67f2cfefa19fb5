"""Where NumPy code has no derivative: both sides of a point are looked at from very close by.

Near a kink the derivative is one number on one side and another on the other, however close. On a
smooth piece the two sides differ no more than two points of the same side do, and rounding noise
makes no difference between sides either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.autodiff.forward.partials import along
from derivcheck.elementary.number import Number
from derivcheck.gradients.directions import draw
from derivcheck.gradients.faithful import held
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.gradients.rounding import measured
from derivcheck.gradients.subject import Subject, attempt

DISTANCES = (2.0**-44, 2.0**-34)
"""How near, relative to each element: a kink is there at both distances, and so not beside the point."""

CONTRAST = 16.0
"""How many times farther apart than points of one side both sides must be; on a parabola it is once."""


@dataclass(frozen=True)
class Sides:
    """A derivative just below and just above a point.

    Attributes
    ----------
    left, right : array
        Of the shape of the derivative; left is that at smaller x.
    bent : array of bool
        Where they differ.
    jump : bool
        Whether f itself jumps, or has a value at the point that is off those of both sides.
    off : array
        How far `left` and `right` may be off, where that is known.
    alone : bool
        Whether each component has both sides of its own element; else they are those of one direction through the
        point, in which all elements grow.
    """

    left: Any
    right: Any
    bent: Any
    jump: bool
    off: Any = 0.0
    alone: bool = False

    @property
    def any(self) -> bool:
        """Whether there is no derivative."""
        return self.jump or bool(np.any(self.bent))


SlopeAt = Callable[[Any], tuple[Any, Any]]
"""A derivative at a point, and how far it may be off."""


def examine(look: SlopeAt, value: Callable[[Any], Any], x: NDArray[Any], rng: np.random.Generator) -> Sides | None:
    """Return both sides of a point; None where one of them cannot be looked at.

    Parameters
    ----------
    look : callable
        The derivative at a point, of any shape, and a bound on its error.
    value : callable
        f at a point.
    """
    direction = away(x, rng)
    found: Sides | None = None
    for distance in DISTANCES:
        seen = _sides(look, value, x, direction * distance)
        if seen is None:
            return None
        found = seen if found is None else _both(found, seen)
        if not found.any:
            return found
    return found


def away(x: NDArray[Any], rng: np.random.Generator) -> Any:
    """Return a direction from a point in which every element grows, as far as it is large."""
    return scale_of(x) * (0.5 + rng.random(np.shape(x)) / 2)


def _both(near: Sides, far: Sides) -> Sides:
    """Return what is bent at both distances, by the same amount up to a factor of 2."""
    gaps = np.abs(near.right - near.left), np.abs(far.right - far.left)
    same = (gaps[0] <= 2 * gaps[1]) & (gaps[1] <= 2 * gaps[0])
    return Sides(near.left, near.right, near.bent & far.bent & same, near.jump and far.jump)


def _sides(look: SlopeAt, value: Callable[[Any], Any], x: Number, step: NDArray[Any]) -> Sides | None:
    places = [x + k * step for k in (-2, -1, 1, 2)]
    seen = attempt(lambda: [(*look(place), np.asarray(value(place), dtype=float)) for place in places])
    if seen is None:
        return None
    slopes, errors, values = zip(*seen, strict=True)
    if not all(np.all(np.isfinite(s)) for s in (*slopes, *values)):
        return None
    slack = np.maximum.reduce([np.where(np.isfinite(e), e, 0) for e in errors])
    bent, _ = _apart(slopes, slack)
    noise = 4 * np.finfo(float).eps * np.maximum.reduce(list(map(np.abs, values)))
    jumps = _apart(values, noise)[0] | _off(value(x), values, noise)
    left, right = (_continued(slopes[near], slopes[far], slack) for near, far in ((1, 0), (2, 3)))
    return Sides(left, right, bent, bool(np.any(jumps)))


def _continued(near: NDArray[Any], far: NDArray[Any], slack: Number) -> Any:
    """Return a slope continued in a line to the point itself; 0 where it is no more than that may be off.

    Off by rounding, and by what the line leaves out, which is of higher order than its own correction.
    """
    off = 3 * slack + np.abs(near - far) + 2 * np.finfo(float).eps * (2 * np.abs(near) + np.abs(far))
    slope = 2 * near - far
    return np.where(np.abs(slope) <= off, 0.0, slope)


def _apart(seen: Any, slack: Number) -> tuple[Any, Any]:
    """Return where the two sides differ more than points of one side and `slack` explain."""
    within = np.maximum(np.abs(seen[0] - seen[1]), np.abs(seen[2] - seen[3]))
    between = np.abs(seen[2] - seen[1])
    return between > CONTRAST * (within + slack), between


def _off(here: ArrayLike, seen: Any, slack: Number) -> Any:
    """Return where a value is off the values of both sides more than these are from one another."""
    spread = np.max(seen, axis=0) - np.min(seen, axis=0)
    return np.abs(np.asarray(here, dtype=float) - seen[1]) > CONTRAST * (spread + slack)


def smooth_along(f: Callable[[Any], Any], x: Any, rng: np.random.Generator) -> bool | None:
    """Return whether both sides agree along a random direction, which each bend moves; it takes a few runs.

    None where they cannot be looked at, as of code that takes only floats: that is no sign of a bend.
    """
    v = draw(x, rng, 1)[0]

    def slope(y: Any) -> Any:
        return np.asarray(along(f, y, v.astype(np.asarray(y).dtype))[1])

    def look(y: ArrayLike) -> tuple[Any, Any]:
        return slope(y), noise

    # Not at the point itself, whose neighbours lie on both sides of a bend.
    aside = x + 2 * DISTANCES[-1] * away(x, rng)

    def noise_of_slopes() -> Any:
        primal, tangent = along(f, aside, v.astype(np.asarray(x).dtype))
        held(Subject(f), aside, primal, rng)
        return measured(slope, aside, np.asarray(tangent), rng)

    if (noise := attempt(noise_of_slopes)) is None:
        return None
    found = examine(look, f, x, rng)
    return None if found is None else not found.any
