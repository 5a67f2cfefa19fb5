"""Which components of a claim are wrong, when it can only be tried along directions: worst first.

A direction that is zero outside a part of the components sees the errors in that part only. A part
with one error is told by two directions: with elements that grow with their index the second sees
the error times its place. A part with several is split; k wrong components of n take O(k log n) runs.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import gradients as allowances

Residual = Callable[[Any], tuple[Any, Any]]
"""The claim minus the derivative along several directions (a leading axis), and a budget for each."""


def localise(residual: Residual, direction: NDArray[Any], most: int | None = None) -> list[int]:
    """Return flat indices of wrong components, those of the worst parts first.

    Parameters
    ----------
    residual : callable
    direction : array
        One along which the claim was seen to be wrong.
    most : int, optional
        How many are looked for, so that a claim that is wrong everywhere costs no more.

    Examples
    --------
    >>> error = np.zeros(1000)
    >>> error[[7, 500]] = 1.0, 3.0
    >>> localise(lambda v: (v @ error, np.full(len(v), 1e-9)), np.ones(1000))
    [500, 7]
    """
    flat = np.ravel(direction)
    found: list[int] = []
    # The worst part of the last split goes first: where all is wrong, a few runs find a few.
    parts = [(0, flat.size)]
    while parts and len(found) < (most or allowances.FOUND.value):
        low, high = parts.pop()
        if high - low == 1:
            found.append(low)
            continue
        if (lone := _lone(residual, direction, low, high)) is not None:
            parts.append(lone)
            continue
        ends = np.unique(np.linspace(low, high, allowances.PARTS.value + 1).round().astype(int))
        parts += [(start, end) for _, start, end in sorted(_scores(residual, direction, ends))]
    return found


_FEW = 3
"""Components that are no fewer than the directions that tell where a single error is."""


def _lone(residual: Residual, direction: object, low: int, high: int) -> tuple[int, int] | None:
    """Return the smaller part that a single error is in; None where there are several, or they cannot be told."""
    size = high - low
    if size <= _FEW:
        return None
    both = np.concatenate([_within(direction, low, high)] * 2)
    both.reshape(2, -1)[1, low:high] *= np.arange(size) / size
    (gap, turned), (budget, other) = residual(both)
    if not (np.isfinite(gap) and np.isfinite(turned) and abs(gap) > budget):
        return None
    place = turned / gap
    off = (other + abs(place) * budget) / (abs(gap) - budget) + 4 * np.finfo(float).eps
    if not (off < 1 and place + off >= 0 and place - off < 1):
        return None
    start = max(low, low + math.ceil((place - off) * size))
    end = min(high, low + math.floor((place + off) * size) + 1)
    if not 0 < end - start <= max(1, size // allowances.PARTS.value):
        return None
    # With several errors this is a mean of their places, and what is there is not all of the gap.
    (alone,), (slack,) = residual(_within(direction, start, end))
    return (start, end) if slack < abs(alone) and abs(alone - gap) <= slack + budget else None


def _within(direction: Any, low: int, high: int) -> Any:
    """Return a direction, along a leading axis, that is zero outside of a part."""
    part = np.zeros((1, np.size(direction)))
    part[0, low:high] = np.ravel(direction)[low:high]
    return part.reshape(1, *np.shape(direction))


def _scores(residual: Residual, direction: Number, ends: Any) -> list[tuple[float, int, int]]:
    """Return the parts between `ends` that hold an error, with its size over the budget."""
    parts = list(itertools.pairwise(ends))
    gaps, budgets = residual(np.concatenate([_within(direction, start, end) for start, end in parts]))
    return [
        (float(abs(gap) / budget) if budget else np.inf, int(start), int(end))
        for gap, budget, (start, end) in zip(gaps, budgets, parts, strict=True)
        if np.isfinite(budget) and not abs(gap) <= budget
    ]
