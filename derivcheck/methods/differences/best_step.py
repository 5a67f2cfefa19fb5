"""The predicted best step of a finite difference: the least sum of truncation and round-off over powers of two.

Near a zero of f or of a derivative no closed formula balances the two (as that of Gill, Murray,
Saunders & Wright, "Computing forward-difference intervals for numerical optimization", 1983, §2,
does elsewhere): round-off is that of f at the nodes, which may be far less or far more noisy than
f at x. So the same operations are run with running error bounds at all steps at once.
"""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np

from derivcheck.ground.allowances import methods as allowances
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.sampling import Samples
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.results import BestStep

# Steps tried at once; where the range is wider, a coarser search comes first.
_MOST_STEPS = 64


def predicted(expansion: Expansion, stencil: Stencil) -> BestStep:
    """Return the step with the least predicted error, a power of two: then x + g h is exact unless h is tiny.

    The error is infinite where f has no finite value with a bound at the nodes of any step, and where the least one may
    reach across a bend, a jump or the end of the domain.
    """
    if stencil not in expansion.best_steps:
        expansion.best_steps[stencil] = _search(expansion, stencil)
    return expansion.best_steps[stencil]


def _search(expansion: Expansion, stencil: Stencil) -> BestStep:
    low, high = _range(expansion, stencil)
    if float(stencil.reach) * math.ldexp(1.0, low) > expansion.smooth:
        return BestStep(math.ldexp(1.0, low), math.inf)
    while True:
        stride = -((low - high) // _MOST_STEPS) or 1
        exponent, error = _least(expansion, stencil, np.arange(high, low - 1, -stride))
        if stride == 1:
            return BestStep(math.ldexp(1.0, exponent), error)
        low, high = max(low, exponent - stride), min(high, exponent + stride)


def _range(expansion: Expansion, stencil: Stencil) -> tuple[int, int]:
    """Return the exponents of the least step that moves x and of the largest on the scale of x inside the domain."""
    real = expansion.target.real
    least = max(2 * expansion.spacing, real.smallest_normal, sys.float_info.min)
    largest = min(max(abs(float(expansion.target.x)), 1.0), expansion.smooth) / float(stencil.reach)
    low = math.frexp(least)[1] - 1
    return low, max(low, math.frexp(largest)[1] - 1)


def _least(expansion: Expansion, stencil: Stencil, exponents: Any) -> tuple[int, float]:
    real = expansion.target.real
    steps = np.ldexp(real.type(1), exponents)
    samples = Samples(expansion.target, [stencil], steps, predicted=True)
    _, roundoff = samples.differences(stencil)
    with np.errstate(all="ignore"):
        truncation = expansion.predicted_truncation(stencil, exponents.astype(np.float64))
        known = np.logaddexp2(truncation, np.log2(roundoff))
        # Without a bound at any step, each value of f is taken to be rounded once.
        largest = np.max(np.abs(samples.values[:, samples.columns(stencil)]), axis=1)
        once = real.unit * float(stencil.absolute_moment(0)) * largest / steps**stencil.order
        errors = known if np.min(known) < math.inf else np.logaddexp2(truncation, np.log2(once))
        errors = np.where(np.isnan(errors), math.inf, errors)
        least = errors.min()
        # Where nothing is known, that is of the least step too.
        chosen = int(np.argmax(errors <= least + allowances.EVEN_STEPS.value)) if least < math.inf else -1
        return int(exponents[chosen]), float(np.exp2(known[chosen]))
