"""How wrong a component is: its gap beside the derivative."""

from __future__ import annotations

import math

from derivcheck.results import Component


def decades(c: Component) -> float | None:
    """Return log10 of the gap over the size of the derivative, or of the claim where that is 0; None within errors."""
    size = abs(c.reference) or abs(c.claimed)
    if not abs(c.gap) > c.budget or not size or not math.isfinite(c.gap / size):
        return None
    return math.log10(abs(c.gap / size))
