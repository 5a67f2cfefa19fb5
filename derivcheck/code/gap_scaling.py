"""How the gap between a claim and central differences of opaque code behaves as the step falls."""

from __future__ import annotations

import itertools
import math

from derivcheck.claims.claim import Gap
from derivcheck.code.measurements import Readings

_STEPS = tuple(2.0**-k for k in range(2, 44, 3))
"""In the scale of x."""

_RATIO = _STEPS[0] / _STEPS[1]

# A gap is flat that changes by less than this from step to step, where truncation changes by 8**2.
_FLAT = 1.25
_LONG = 3


def law_of_steps(r: Readings, g: Gap) -> str | None:
    """Return the law in a sentence; None where the gap shows none."""
    assert g.claimed is not None
    x = g.at[r.question.variable]
    steps = [step * (abs(x) or 1.0) for step in _STEPS]
    quotients = [(r.function(x + h) - r.function(x - h)) / (2 * h) for h in steps]
    gaps = [abs(float(g.claimed.value) - q) for q in quotients]
    # Where the values of f stand still, the step is below its resolution and says nothing.
    known = [(h, d) for h, d, q in zip(steps, gaps, quotients, strict=True) if math.isfinite(d) and d > 0 and q]
    if r.question.order != 1 or len(known) < _LONG:
        return None
    orders = [math.log(b / a, 1 / _RATIO) for (_, a), (_, b) in itertools.pairwise(known)]
    return _flat(known, orders) or _falling(orders)


def _flat(known: list[tuple[float, float]], orders: list[float]) -> str | None:
    """Tell of the longest run of steps over which the gap stays."""
    limit = math.log(_FLAT, _RATIO)
    best, start = (0, 0), 0
    for end, order in enumerate([*orders, math.inf]):
        if abs(order) > limit:
            best, start = max(best, (end - start, -start)), end + 1
    length, start = best[0], -best[1]
    if length < _LONG:
        return None
    first, middle, last = (known[start + i] for i in (0, length // 2, length))
    stays = f"the gap to central differences stays at {middle[1]:.3g} from h = {first[0]:.1g} to {last[0]:.1g}"
    return f"flat: {stays}, so it is the formula that is wrong"


def _falling(orders: list[float]) -> str | None:
    """Tell the powers of h of a gap that is no one's but the difference's own."""
    rising = [o for o in orders[-_LONG:] if o < -0.5]
    power = sorted(orders[:_LONG])[1]
    if len(rising) < 2 or power < 0.5:
        return None
    return f"truncation, then noise: the gap to central differences falls like h^{power:.0f}, then grows like 1/h"
