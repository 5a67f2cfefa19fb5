"""How the gap between a claim and a central difference of opaque code behaves as the step falls.

At large steps truncation shrinks like h^2, at small ones rounding noise grows like 1/h. Between
them a claim that is right has a gap that does neither settle nor vanish; one that is wrong keeps its own.
"""

from __future__ import annotations

import numpy as np

from derivcheck.elementary.number import Number
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.gradients.subject import Subject
from derivcheck.ground.allowances import gradients as allowances

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
    if not np.isfinite(claimed):
        return None
    size = float(scale_of(np.asarray(x))[index])
    steps = [size * 2.0**-k for k in EXPONENTS]
    gaps = [claimed - q for q in _seen([_central(f, x, index, h) for h in steps])]
    start, end = _longest(gaps)
    if end - start < allowances.FLAT_STEPS.value:
        return None
    level = gaps[(start + end) // 2]
    stays = f"the gap to central differences stays at {level:.3g} for h from {steps[start]:.2g} to {steps[end - 1]:.2g}"
    return f"flat: {stays}, so it is the formula that is wrong"


def _central(f: Subject, x: Number, index: tuple[int, ...], h: float) -> float:
    ends = []
    for sign in (1, -1):
        moved = np.array(x, dtype=np.float64)
        moved[index] += sign * h
        ends.append((float(np.ravel(f(moved[()]))[0]), float(moved[index])))
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
