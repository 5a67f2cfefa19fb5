"""How the gap between a claim and a finite difference behaves as the step falls.

Truncation falls like a power of h, round-off grows like 1/h; a gap that does neither, but settles
at one value, is the claim's own.
"""

from __future__ import annotations

from derivcheck.claims.claim import Claim, Gap
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods.reference import exact_arithmetic, middle
from derivcheck.methods.target import Function

_EXPONENTS = (64, 128)
"""Steps, as 2 to minus these, relative to the variable."""

_BITS = 768


def of(claim: Claim, gap: Gap) -> str | None:
    """Return the law of the gap in a sentence; None where f cannot be evaluated around the point."""
    if claim.order != 1 or gap.difference is None or gap.claimed is None:
        return None
    try:
        gaps = [_gap_at(claim, gap, k) for k in _EXPONENTS]
    except DerivcheckError:
        return None
    # Over a factor of 2^64 in h, truncation and round-off both change by 2^64 at least.
    if not all(gaps) or not 0.5 < gaps[0] / gaps[-1] < 2:
        return None
    stays = f"the gap to central differences stays at {gaps[-1]:.3g} as h falls"
    return f"flat: {stays}, so it is the formula that is wrong"


def _gap_at(claim: Claim, gap: Gap, exponent: int) -> float:
    """Return the claim minus a central difference, without rounding."""
    function = Function(claim.function, claim.wrt, {k: v for k, v in gap.at.items() if k != claim.wrt})
    with exact_arithmetic(_BITS) as m:
        x = m.exact(gap.at[claim.wrt])
        h = m.exact((abs(gap.at[claim.wrt]) or 1.0) * 2.0**-exponent)
        quotient = (function(m, x + h) - function(m, x - h)) / (2 * h)
        assert gap.claimed is not None
        return float(gap.claimed.value - middle(m, quotient))
