"""The best of the steps that were tried, and what its error does not show."""

from __future__ import annotations

import math
from collections.abc import Sequence

from derivcheck.methods.differences import best_step
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.results import BestStep, CurvePoint

NO_DIGIT = " No step gives a digit: at each one tried the error is as large as the derivative, or larger."

_ROUNDED = 1 + 2.0**-50


def measured_best(stencil: Stencil, points: Sequence[CurvePoint], expansion: Expansion) -> BestStep:
    """Return the step of least error; no step where none gives a digit."""
    telling = [p for p in points if _tells(p, expansion)] or points
    best = min(telling, key=lambda p: abs(p.total), default=None)
    if best is None or gives_no_digit(stencil, points, expansion):
        return BestStep(math.nan, math.nan)
    return BestStep(best.h, abs(best.total))


def _tells(p: CurvePoint, expansion: Expansion) -> bool:
    """Return whether a small error is no accident: a difference is 0 where no node is told from another."""
    return p.h > expansion.spacing and bool(p.estimate or not p.total)


def gives_no_digit(stencil: Stencil, points: Sequence[CurvePoint], expansion: Expansion) -> bool:
    """Return whether the error is as large as a derivative that is not 0, at all points and at the predicted step."""
    derivative = abs(expansion.terms[stencil.order]) * math.factorial(stencil.order)
    predicted = best_step.predicted(expansion, stencil).error
    sizes = [*(abs(p.total) for p in points), predicted]
    return bool(derivative and points) and all(size * _ROUNDED >= derivative for size in sizes)


def passed_over(points: Sequence[CurvePoint], best: BestStep, expansion: Expansion) -> str:
    """Say at how many steps the error is less than the best by accident, "" where there are none."""
    count = sum(abs(p.total) < best.error and not _tells(p, expansion) for p in points)
    if not count:
        return ""
    which = f"{count} step{'s' if count > 1 else ''} with a smaller error"
    why = f"the difference is 0, or h is not above the spacing of the floats at x, {expansion.spacing:.2g}"
    return f"{which} {'are' if count > 1 else 'is'} not called best: {why}"
