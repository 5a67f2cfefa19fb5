"""One finite difference with an error bound made of its four parts."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import exact_fraction
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.sampling import Samples
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.target import Target
from derivcheck.results import Estimate

_BOUND_BITS = 64

# How often a predicted step is halved at most.
_HALVINGS = 60


def estimate(target: Target, stencil: Stencil, expansion: Expansion) -> Estimate:
    """Return a stencil's value at its predicted best step, halved while that makes the bound smaller.

    The prediction knows f at the point only; nodes that leave the domain, or a remainder that
    cannot be bounded over so wide an interval, show in the bound.
    """
    h = expansion.best_step(stencil)
    truncation, best = at_step(target, stencil, h, expansion)
    for _ in range(_HALVINGS):
        # Once round-off, which grows as h falls, is the larger part, a smaller step cannot help.
        if 2 * truncation <= best.error_bound < math.inf or expansion.noise == math.inf:
            break
        h /= 2 ** _halvings(stencil, expansion, truncation, best.error_bound - truncation)
        truncation, found = at_step(target, stencil, h, expansion)
        if math.isfinite(best.error_bound) and not found.error_bound < best.error_bound:
            break
        best = found
    return best


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
    columns = samples.columns(stencil)
    nodes, values, bounds = (array[0, columns] for array in (samples.nodes, samples.values, samples.bounds))
    with Running(target.real) as m:
        computed = stencil.apply([RunningNumber(f, e, m) for f, e in zip(values, bounds, strict=True)], m.exact(step))
    truncation = total = math.inf
    if math.isfinite(m.bound(computed)) and np.isfinite(computed.value):
        truncation = expansion.truncation_bound(stencil, float(step))
        total = m.bound(computed) + _argument_bound(target, stencil, step, nodes, expansion) + truncation
    total = math.inf if math.isnan(total) else total
    return truncation, Estimate(stencil.name, computed.value, float(step), math.nan, total, len(columns))


def _argument_bound(target: Target, stencil: Stencil, step: Any, nodes: Any, expansion: Expansion) -> float:
    """Return the sum of |c_i| |y_i - x_i| max|f'| / h^q; how far a node is off is known exactly."""
    off = [_displacement(target, g, step, y) for g, y in zip(stencil.offsets, nodes, strict=True)]
    if not any(off):
        return 0.0
    moved = sum(abs(float(c)) * d for c, d in zip(stencil.weights, off, strict=True))
    slope = expansion.slope_bound(float(stencil.reach) * float(step) * 2)
    m = Precise(_BOUND_BITS)  # a power of a step may be beyond float64
    return float(m.exact(moved) * m.exact(slope) / m.exact(step) ** stencil.order)


def _displacement(target: Target, offset: Fraction, step: Any, node: Any) -> float:
    return float(abs(exact_fraction(target.x) + offset * exact_fraction(step) - exact_fraction(node)))
