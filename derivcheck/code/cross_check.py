"""A second estimate of the derivative of opaque code, by another method, before a claim is accused."""

from __future__ import annotations

import math

from derivcheck.claims.claim import Gap
from derivcheck.code.measurements import Readings
from derivcheck.methods.black_box.noise import noise

# Fourth-order central differences (Fornberg 1988, table 1).
_WEIGHTS = ((-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12))
_ROUNDOFF = sum(abs(w) for _, w in _WEIGHTS)

# Steps in the scale of x, far enough apart that what they have in common is not truncation.
_STEPS = (2.0**-7, 2.0**-8, 2.0**-9)


def disputes(r: Readings, g: Gap) -> bool:
    """Return whether central differences too are further from the claim than their errors explain."""
    if r.open_function:
        return True
    assert g.claimed is not None
    x = g.at[r.question.variable]
    claimed, values = float(g.claimed.value), []
    steps = [step * (abs(x) or 1.0) for step in _STEPS]
    for h in steps:
        values.append(sum(w * r.function(x + k * h) for k, w in _WEIGHTS) / h)
    # The last change is about fifteen times the truncation that is left.
    error = abs(values[-1] - values[-2]) + _ROUNDOFF * noise(r.function, x) / steps[-1]
    gap = abs(claimed - values[-1])
    return math.isfinite(error) and gap > error + float(g.claimed.radius)
