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
_OF_PRECISION = {
    "sqrt(eps)": _EPSILON**0.5,
    "cbrt(eps)": _EPSILON ** (1 / 3),
    "eps^(1/4)": _EPSILON**0.25,
}
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

_FIRST: Mapping[str, tuple[int, int]] = {"forward": (1, 0), "backward": (0, -1), "central": (1, -1)}
"""The nodes of differences of a gradient or Jacobian, in steps."""

# The quotient's own operations, in an order that is not known.
_ROUNDINGS = 8 * _EPSILON

_LOOKED_AT = 3
"""Components that must be such a difference, to the last digits, of those that are wrong."""


Step = Callable[[float], float]
Value = Callable[[tuple[tuple[int, float], ...]], Any]
"""Values of f where steps in some elements are taken, one after the other; None where it has none."""


def difference(case: Case, tried: Sequence[ArrayGap]) -> Cause | None:
    """Return the finite difference that the wrong components of a claim are; None if they are none.

    Parameters
    ----------
    case : Case
    tried : sequence of ArrayGap

    Returns
    -------
    Cause or None
    """
    if np.asarray(case.x).dtype != np.float64:
        return None
    for c in tried:
        if places := c.refuted_places[:_LOOKED_AT]:
            return _of_point(case, c.as_returned, places)
    return None


def _of_point(case: Case, c: ArrayGap, places: Sequence[int]) -> Cause | None:
    @functools.cache
    def value(moves: tuple[tuple[int, float], ...]) -> Any:
        x = c.x
        for column, step in moves:
            x = x + step * unit(c.x, column)
        try:
            return np.ravel(case.f.value(x))
        except DerivcheckError:
            return None

    kinds = {"second": _second} if case.kind == "hessian" else {k: _first(signs) for k, signs in _FIRST.items()}
    for (kind, quotients), (text, step) in itertools.product(kinds.items(), _steps(case.variable)):
        if all(_is_it(c, place, quotients(c, place, step, value)) for place in places):
            said = f"this is a {kind} difference with the step {text}, an approximation and not the derivative"
            return Cause("finite-difference", said)
    return None


def _steps(name: str) -> Iterator[tuple[str, Step]]:
    plain = itertools.product(_DECIMAL.items(), [*_SCALES.items()][:1])
    for (text, size), (grown, scale) in (*plain, *itertools.product(_OF_PRECISION.items(), _SCALES.items())):
        yield f"{text}{grown.format(x=name)}", functools.partial(_step, size, scale)


def _step(size: float, scale: Step, x: float) -> float:
    return size * scale(x)


def _is_it(c: ArrayGap, place: int, quotients: Iterator[float]) -> bool:
    claimed, gap = (float(np.ravel(part)[place]) for part in (c.claimed, c.gap))
    slack = _ROUNDINGS * abs(claimed)
    # Of a gap so small any good difference would be it.
    return abs(gap) > 4 * slack and any(abs(quotient - claimed) <= slack for quotient in quotients)


def _first(signs: tuple[int, int]) -> Callable[[ArrayGap, int, Step, Value], Iterator[float]]:
    """Return what yields the quotients of two values, by the step and by the one that floats really take."""

    def quotients(c: ArrayGap, place: int, step: Step, value: Value) -> Iterator[float]:
        element, column = divmod(place, np.size(c.x))
        at = float(np.ravel(c.x)[column])
        h = step(at)
        ahead, behind = (value(((column, sign * h),) if sign else ()) for sign in signs)
        taken = (at + signs[0] * h) - (at + signs[1] * h)
        for length in ((signs[0] - signs[1]) * h, taken):
            if length and ahead is not None and behind is not None:
                yield float(ahead[element] - behind[element]) / length

    return quotients


def _second(c: ArrayGap, place: int, step: Step, value: Value) -> Iterator[float]:
    """Yield the quotients of four values, and on the diagonal of three."""
    i, j = divmod(place, np.size(c.x))
    h, k = (step(float(np.ravel(c.x)[column])) for column in (i, j))
    corners = [value(((i, a * h), (j, b * k))) for a, b in itertools.product((1, -1), repeat=2)]
    if h and k and all(corner is not None for corner in corners):
        one, two, three, four = (float(corner[0]) for corner in corners)
        yield ((one - two) - (three - four)) / (4 * h * k)
    line = [value(moves) for moves in (((i, h),), (), ((i, -h),))] if i == j else []
    if h and line and all(node is not None for node in line):
        yield float((line[0][0] - line[1][0]) - (line[1][0] - line[2][0])) / (h * h)
