"""One sentence on what limits the accuracy of a finite difference, and where."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.results import CurvePoint

_CAUSES = {
    "argument": "argument round-off dominates (x + g h is not representable, so f is taken at a neighbouring float)",
    "evaluation": "evaluation round-off dominates (the float program of f is that noisy)",
    "arithmetic": "arithmetic round-off dominates (the subtraction and the division)",
}


def limiting(stencil: Stencil, points: Sequence[CurvePoint], expansion: Expansion) -> str:
    """Return the sentence for one error curve."""
    if not points:
        return "No step could be evaluated."
    if not any(p.roundoff or p.truncation for p in points):
        return "There is no error at any step: truncation and round-off are exactly 0."
    if expansion.unusable(stencil):
        return (
            f"No step works at this x: the floats there are {expansion.spacing:.2g} apart, which is beyond the scale "
            f"on which f varies, so at every step that moves x the truncation may exceed the derivative itself."
        )
    falling = f"1/h{'' if stencil.order == 1 else f'^{stencil.order}'}"
    balance = expansion.balance(stencil)
    part = _dominant(points, balance)
    cause = f"{_CAUSES[part]} and grows like {falling}"
    remedy = _remedy(stencil, expansion) if part == "argument" else ""
    if expansion.exact(stencil):
        return f"The truncation is exactly 0 at every step, so the larger h the better: {cause}.{remedy}"
    leading = expansion.leading(stencil)
    if leading is None:
        highest = len(expansion.terms) - 1 - stencil.order
        return f"No truncation is seen: its terms up to h^{highest} all vanish. So {cause}.{remedy}"
    power = _power(leading - stencil.order)
    return f"Above about h = {balance:.0e} the truncation dominates and falls like {power}; below, {cause}.{remedy}"


def _power(exponent: int) -> str:
    return "h" if exponent == 1 else f"h^{exponent}"


def _dominant(points: Sequence[CurvePoint], best: float) -> str:
    """Return the round-off part that is largest in the median, below the best step where there are such."""
    below = [p for p in points if p.h <= best] or list(points)
    sizes = {name: [abs(getattr(p, name)) for p in below] for name in _CAUSES}
    return max(sizes, key=lambda name: (statistics.median(sizes[name]), max(sizes[name])))


def _remedy(stencil: Stencil, expansion: Expansion) -> str:
    h = expansion.best_step(stencil)
    return (
        f" A power-of-two step, such as h = 2^{round_log2(h)} = {h:.3g}, makes the nodes exact and removes "
        f"that part entirely."
    )


def round_log2(h: float) -> int:
    """Return the exponent of a power of two."""
    return round(math.log2(h))
