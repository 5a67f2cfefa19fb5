"""Which components of a claim are wrong, when it can only be tried along directions: bisection, worst first.

A direction that is zero outside a part of the components sees the errors in that part only. A part
with an error is split again; k wrong components of n take O(k log n) runs.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

MOST_FOUND = 16
"""Wrong components that are looked for, so that a claim that is wrong everywhere costs no more."""

WAYS = 8
"""Parts that are tried in one run, which carries a direction for each."""

Residual = Callable[[Any], tuple[Any, Any]]
"""The claim minus the derivative along several directions (a leading axis), and a budget for each."""


def localise(residual: Residual, direction: Any, most: int = MOST_FOUND) -> list[int]:
    """Return flat indices of wrong components, those of the worst parts first.

    Parameters
    ----------
    residual : callable
    direction : array
        One along which the claim was seen to be wrong.
    most : int

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
    while parts and len(found) < most:
        low, high = parts.pop()
        if high - low == 1:
            found.append(low)
            continue
        ends = np.unique(np.linspace(low, high, WAYS + 1).round().astype(int))
        parts += [(start, end) for _, start, end in sorted(_scores(residual, direction, ends))]
    return found


def _scores(residual: Residual, direction: Any, ends: Any) -> list[tuple[float, int, int]]:
    """Return the parts between `ends` that hold an error, with its size over the budget."""
    parts = list(itertools.pairwise(ends))
    directions = np.zeros((len(parts), np.size(direction)))
    for row, (start, end) in zip(directions, parts, strict=True):
        row[start:end] = np.ravel(direction)[start:end]
    gaps, budgets = residual(directions.reshape(len(parts), *np.shape(direction)))
    return [
        (float(abs(gap) / budget) if budget else np.inf, int(start), int(end))
        for gap, budget, (start, end) in zip(gaps, budgets, parts, strict=True)
        if np.isfinite(budget) and not abs(gap) <= budget
    ]
