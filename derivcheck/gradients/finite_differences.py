"""Claims about code that are finite differences of it: close, and never exact."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from derivcheck.gradients.case import Case
from derivcheck.gradients.opaque import unit
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.errors import DerivcheckError
from derivcheck.results import Cause

_EPSILON = float(np.finfo(np.float64).eps)

_DECIMAL = {f"1e-{k}": float(f"1e-{k}") for k in range(2, 13)}
_OF_PRECISION = {"sqrt(eps)": _EPSILON**0.5, "cbrt(eps)": _EPSILON ** (1 / 3)}
"""The steps that people and libraries take; the second kind grows with x in several ways."""

_SCALES: Mapping[str, Callable[[float], float]] = {
    "": lambda x: 1.0,
    " max(1, |{x}|)": lambda x: max(1.0, abs(x)),
    " max(1, |{x}|) sign({x})": lambda x: math.copysign(max(1.0, abs(x)), x),
    " max(0.1, |{x}|)": lambda x: max(0.1, abs(x)),
    " |{x}|": abs,
    " {x}": lambda x: x,
    " (1 + |{x}|)": lambda x: 1 + abs(x),
}
"""What steps grow with, as in SciPy and statsmodels."""

_SIDES = {"forward": (1, 0), "backward": (0, -1), "central": (1, -1)}

# The quotient's own operations, in an order that is not known.
_ROUNDINGS = 8 * _EPSILON

_LOOKED_AT = 3
"""Components that must be such a difference, to the last digits, of those that are wrong."""


def difference(case: Case, tried: Sequence[ArrayGap]) -> Cause | None:
    """Return the finite difference that the wrong components of a gradient or Jacobian are; None if they are none.

    Parameters
    ----------
    case : Case
    tried : sequence of ArrayGap

    Returns
    -------
    Cause or None
    """
    if case.kind == "hessian" or np.asarray(case.x).dtype != np.float64:
        return None
    for c in tried:
        if places := c.refuted_places[:_LOOKED_AT]:
            return _of_point(case, c.as_returned, places)
    return None


def _of_point(case: Case, c: ArrayGap, places: Sequence[int]) -> Cause | None:
    @functools.cache
    def value(column: int, step: float) -> Any:
        try:
            return np.ravel(case.f.value(c.x + step * unit(c.x, column)))
        except DerivcheckError:
            return None

    for text, signs, step in _candidates(case.variable):
        if all(_is_it(c, place, signs, step, value) for place in places):
            return Cause("finite-difference", f"this is a {text}, an approximation and not the derivative")
    return None


def _candidates(name: str) -> Iterator[tuple[str, tuple[int, int], Callable[[float], float]]]:
    steps = [*itertools.product(_DECIMAL.items(), [*_SCALES.items()][:1])]
    steps += itertools.product(_OF_PRECISION.items(), _SCALES.items())
    for (side, signs), ((text, size), (grown, scale)) in itertools.product(_SIDES.items(), steps):
        step = functools.partial(_step, size, scale)
        yield f"{side} difference with the step {text}{grown.format(x=name)}", signs, step


def _step(size: float, scale: Callable[[float], float], x: float) -> float:
    return size * scale(x)


def _is_it(
    c: ArrayGap, place: int, signs: tuple[int, int], step: Callable[[float], float], value: Callable[[int, float], Any]
) -> bool:
    element, column = divmod(place, np.size(c.x))
    at = float(np.ravel(c.x)[column])
    h = step(at)
    ahead, behind = (value(column, sign * h) for sign in signs)
    if not h or ahead is None or behind is None:
        return False
    change = float(ahead[element] - behind[element])
    claimed = float(np.ravel(c.claimed)[place])
    taken = (at + signs[0] * h) - (at + signs[1] * h)
    slack = _ROUNDINGS * abs(claimed)
    if abs(float(np.ravel(c.gap)[place])) <= 4 * slack:
        return False  # so close that any good difference would be it
    return any(abs(change / length - claimed) <= slack for length in ((signs[0] - signs[1]) * h, taken) if length)
