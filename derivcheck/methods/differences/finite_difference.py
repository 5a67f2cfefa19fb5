"""One finite difference with an error bound made of its four parts."""

from __future__ import annotations

import math

import numpy as np

from derivcheck.methods.differences import best_step
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.sampling import Samples
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.target import Target
from derivcheck.results import Estimate

# How often a predicted step is halved at most.
_HALVINGS = 60
_HALVINGS_OF_CODE = 8


def estimate(target: Target, stencil: Stencil, expansion: Expansion) -> Estimate:
    """Return a stencil's value at its predicted best step, halved while that makes the bound smaller.

    The prediction knows f at the point only; nodes that leave the domain, or a remainder that
    cannot be bounded over so wide an interval, show in the bound.
    """
    predicted = best_step.predicted(expansion, stencil)
    h = predicted.h
    truncation, best = first = at_step(target, stencil, h, expansion)
    for _ in range(_HALVINGS_OF_CODE if target.function.branches else _HALVINGS):
        # Once round-off, which grows as h falls, is the larger part, a smaller step cannot help.
        if 2 * truncation <= best.error_bound < math.inf or predicted.error == math.inf:
            break
        h /= 2 ** _halvings(stencil, expansion, truncation, best.error_bound - truncation)
        # A step that does not move x shows nothing, however small the bound on so little is.
        if h < expansion.spacing:
            break
        truncation, found = at_step(target, stencil, h, expansion)
        if math.isfinite(best.error_bound) and not found.error_bound < best.error_bound:
            break
        best = found
    # Without a bound at any step there is no reason to leave the predicted one.
    return first[1] if best.error_bound == math.inf and np.isfinite(first[1].value) else best


def _halvings(stencil: Stencil, expansion: Expansion, truncation: float, roundoff: float) -> int:
    """Return how often a step may be halved while the truncation, at its steepest, stays the larger part."""
    if not roundoff < truncation < math.inf:
        return 1
    roundoff = max(roundoff, math.ulp(truncation))
    return max(1, int((math.log2(truncation) - math.log2(roundoff)) / (len(expansion.terms) + stencil.order)))


def at_step(target: Target, stencil: Stencil, h: float, expansion: Expansion) -> tuple[float, Estimate]:
    """Return the bound on the truncation at a step, and the stencil's value there."""
    step = target.real.type(h)
    samples = Samples(target, [stencil], np.array([step]))
    (value,), (roundoff,) = samples.differences(stencil)
    truncation = expansion.truncation_bound(stencil, float(step)) if math.isfinite(roundoff) else math.inf
    total = float(roundoff) + truncation
    return truncation, Estimate(stencil.name, value, float(step), math.nan, total, len(stencil.offsets))
