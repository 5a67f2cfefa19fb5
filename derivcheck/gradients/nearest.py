"""Numbers in high precision as the floats nearest to them, with bounds that count this rounding too."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import Bounded
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import DomainError

_FLOAT_BITS = 53

# A radius is itself rounded to a float.
_OUTWARD = 1 + 2.0**-50


def sharpest(run: Callable[[Ball], Bounded]) -> Bounded:
    """Return what a run in balls says, with more bits where a loop has widened them.

    Balls widen with each operation, in long loops exponentially, but bits cost little: an interval
    that is too wide, or a branch that it leaves open, is not with enough of them.

    Raises
    ------
    DomainError
        There is no finite value with the most bits either.
    """
    try:
        found = run(Ball(allowances.BITS.value))
    except DomainError:
        return run(Ball(allowances.MOST_BITS.value))
    return found if is_sharp(found, allowances.SHARP.value) else run(Ball(allowances.MOST_BITS.value))


def is_sharp(found: Bounded, relative: float) -> bool:
    """Return whether each bound is below a part of its number; where that may be zero, of the largest number."""
    size = np.abs(found.value)
    beside = np.where(size > found.bound, size, np.max(size, initial=0.0))
    return bool(np.all(found.bound <= relative * beside))


def nearest(balls: Any, bits: int) -> Bounded:
    """Return balls of a precision as floats; `plain` is what the same operations may be off by in float64.

    To first order, radii grow like the unit roundoff.

    Raises
    ------
    DomainError
        One of them is not finite.
    """
    objects = np.asarray(balls, dtype=object)
    found = [_float(ball, bits) for ball in objects.flat]
    value, bound, plain = np.array(found, dtype=np.float64).reshape(-1, 3).T
    return Bounded(value, bound, plain).each(lambda part: part.reshape(objects.shape)[()])


def _float(ball: Any, bits: int) -> tuple[float, float, float]:
    if not hasattr(ball, "rad"):  # a constant of the code
        ball = _ball(ball)
    near = float(ball.mid()) if ball.is_finite() else math.nan
    if not math.isfinite(near):
        raise DomainError("not a finite number")
    return near, float((ball - near).abs_upper()) * _OUTWARD, float(ball.rad()) * 2.0 ** (bits - _FLOAT_BITS)


def _ball(constant: Any) -> Any:
    import flint

    return flint.arb(constant)
