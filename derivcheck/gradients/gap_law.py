"""How the gap between a claim and a central difference of opaque code behaves as the step falls.

At large steps truncation shrinks like h^2, at small ones rounding noise grows like 1/h. Between
them a claim that is right has a gap that does neither settle nor vanish; one that is wrong keeps its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from derivcheck.elementary.number import Number
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.gradients.subject import Subject, attempt
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.results.difference import Difference

EXPONENTS = range(4, 44, 2)
"""Steps, as 2 to minus these, relative to the variable."""


def of(f: Subject, x: Number, index: tuple[int, ...], claimed: float) -> str | None:
    """Return the law of a gradient's gap in one component, in a sentence; None where it has none.

    Examples
    --------
    >>> law = of(Subject(lambda x: np.sum(np.sin(x))), np.array([1.0]), (0,), 0.64)
    >>> law.startswith("flat: the gap to central differences stays at 0.0997 for h from 0.062 to ")
    True
    """
    return law(differences(f, x, index), claimed)


def differences(f: Subject, x: Number, index: tuple[int, ...]) -> tuple[Difference, ...]:
    """Return central differences of f in one component, by falling step; each takes two runs.

    Examples
    --------
    >>> found = differences(Subject(lambda x: np.sum(x**2)), np.array([1.0]), (0,))
    >>> found[0].h, found[0].value
    (0.0625, 2.0)
    """
    size = float(scale_of(np.asarray(x))[index])
    steps = [size * 2.0**-k for k in EXPONENTS]
    return tuple(map(Difference, steps, _seen([_central(f, x, index, h) for h in steps])))


def law(found: Sequence[Difference], claimed: float) -> str | None:
    """Return how the gap of a claim to central differences behaves, in a sentence; None where it has no law."""
    if not np.isfinite(claimed):
        return None
    gaps = [claimed - one.value for one in found]
    start, end = _longest(gaps)
    if end - start < allowances.FLAT_STEPS.value:
        return None
    level, (first, last) = gaps[(start + end) // 2], (found[i].h for i in (start, end - 1))
    return f"flat: the gap to central differences stays at {level:.3g} for h from {first:.2g} to {last:.2g}"


def _central(f: Subject, x: Number, index: tuple[int, ...], h: float) -> float:
    """Return a quotient; NaN where f fails beside the point, which takes no verdict away."""
    ends = []
    for sign in (1, -1):
        moved = np.array(x, dtype=np.float64)
        moved[index] += sign * h
        value = attempt(f, moved[()])
        ends.append((np.nan if value is None else float(np.ravel(value)[0]), float(moved[index])))
    (above, right), (below, left) = ends
    return (above - below) / (right - left) if right != left else np.nan


def _seen(quotients: list[float]) -> list[float]:
    """Return quotients without those of steps that the code rounds away, so that it has the same value at both ends.

    >>> _seen([0.5, 0.5, 0.0]), _seen([0.0, 0.0])
    ([0.5, 0.5, nan], [0.0, 0.0])
    """
    depends = any(quotients)
    return [np.nan if depends and q == 0 else q for q in quotients]


def _longest(gaps: list[float]) -> tuple[int, int]:
    """Return the ends of the longest run in which each gap is near the one before."""
    best, start = (0, 0), 0
    for i in range(1, len(gaps) + 1):
        same = i < len(gaps) and abs(gaps[i] - gaps[i - 1]) <= allowances.FLAT_CHANGE.value * abs(gaps[i])
        if not same:
            best = max(best, (start, i), key=lambda run: run[1] - run[0])
            start = i
    return best
