"""Whether a function bends at a point, asked along one random direction: a few runs, whatever its size."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.forward.partials import along
from derivcheck.gradients import kinks
from derivcheck.gradients.case import Case
from derivcheck.gradients.directions import draw
from derivcheck.gradients.rounding import measured

MOST_LOOKED_AT = 32
"""Components of a point whose two sides are looked at one by one, without asking along a direction first."""


def smooth_along(case: Case) -> bool:
    """Return whether both sides agree along a random direction, which each bend moves; it takes a few runs."""
    v = draw(case.x, case.rng, 1)[0]

    def slope(y: Any) -> Any:
        return np.asarray(along(case.f, y, v.astype(np.asarray(y).dtype))[1])

    def look(y: Any) -> tuple[Any, Any]:
        return slope(y), noise

    try:
        noise = measured(slope, case.exact, slope(case.exact), case.rng)
    except Exception:
        return False
    found = kinks.examine(look, case.f, case.exact, case.rng)
    return found is not None and not found.any
