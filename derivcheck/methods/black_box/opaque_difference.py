"""A finite difference of opaque code: step and bound from measured noise and a polynomial fit.

The truncation of a stencil whose order of accuracy is p, for the derivative of order q, is at most
sum |c_i| |g_i|^m / m! h^p times the greatest |f^(m)| between the nodes, m = p + q. That derivative
is estimated from the Chebyshev fit of `derivcheck.methods.black_box.adaptive`, with the tail of the fit added to each
coefficient. Round-off is the noise of f times sum |c_i| / h^q, and the step balances the two
(Gill, Murray, Saunders & Wright, "Computing forward-difference intervals for numerical
optimization", 1983, §2). A value that the fit contradicts has no bound.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from numpy.polynomial import chebyshev

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box import adaptive
from derivcheck.methods.black_box.chebyshev_fit import COUNT, UNIT, Fit
from derivcheck.methods.black_box.noise import noise
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.results import Estimate

_PLACES = np.linspace(-1.0, 1.0, 17)


def estimate(f: Opaque, x: float, stencil: Stencil) -> Estimate:
    """Return a stencil's value at a good step.

    Parameters
    ----------
    f : Opaque
    x : float
    stencil : Stencil
        For the derivative of order 1 or 2.

    Examples
    --------
    >>> from derivcheck.methods.differences.schemes import stencil
    >>> found = estimate(Opaque(math.sin), 1.0, stencil("central-4"))
    >>> abs(found.value - math.cos(1.0)) <= found.error_bound < 1e-9
    True
    """
    fit, found = adaptive.fitted(f, x, stencil.order)
    if fit is None:
        return Estimate(stencil.name, math.nan, None, math.nan, math.inf, 0, found.note)
    with np.errstate(all="ignore"):
        rough = max(noise(f, x), noise_of(fit))
        step = _step(stencil, fit, rough)
        value, shifted = _value(f, x, stencil, step)
        moved = shifted * _largest(fit, 1, _reach(stencil, step, fit)) / float(fit.window.half)
        bound = _bound(stencil, fit, rough, step) / float(fit.window.half**stencil.order) + moved
    contradicted = not abs(value - found.value) <= bound + found.error_bound
    if contradicted or not math.isfinite(bound):
        return Estimate(stencil.name, value, step, math.nan, math.inf, 0, "no bound: a wider fit does not bear it out")
    return Estimate(stencil.name, value, step, math.nan, bound, 0)


def noise_of(fit: Fit) -> float:
    """Return the noise of a value of f that the tail of a fit shows."""
    return allowances.NOISE_OF_TAIL.value * fit.tail


def _reach(stencil: Stencil, step: float, fit: Fit) -> float:
    """Return the distance of the outermost node, as a part of half the window."""
    return float(stencil.reach) * step / float(fit.window.half)


def _largest(fit: Fit, order: int, reach: float) -> float:
    """Return the greatest |derivative| of an order within a distance from x, both in units of half the window."""
    places = fit.window.origin + reach * _PLACES
    slopes = np.abs(chebyshev.chebval(places, chebyshev.chebder(np.eye(COUNT), order)))
    return float(allowances.BETWEEN_PLACES.value * np.max((fit.sizes + fit.tail) @ slopes))


def _step(stencil: Stencil, fit: Fit, rough: float) -> float:
    """Return the power of two below where the two parts of the bound balance."""
    q, p, half = stencil.order, stencil.accuracy, float(fit.window.half)
    widest = allowances.STENCIL_REACH.value / float(stencil.reach)
    truncation = _bound(stencil, fit, 0.0, widest * half) / widest**p
    best = (q * rough * float(stencil.absolute_moment(0)) / (p * truncation)) ** (1 / (p + q)) if truncation else widest
    return 2.0 ** math.floor(math.log2(min(float(best), widest) * half))


def _bound(stencil: Stencil, fit: Fit, rough: float, step: float) -> float:
    """Return the truncation and the round-off at a step, in units of half the window."""
    q, p, part = stencil.order, stencil.accuracy, step / float(fit.window.half)
    moment = float(stencil.absolute_moment(p + q)) / math.factorial(p + q)
    truncation = moment * _largest(fit, p + q, _reach(stencil, step, fit)) * part**p
    # The values are rounded when they are weighed, once or twice each.
    roundings = rough + 4 * UNIT * fit.peak if rough else 0.0
    return truncation + float(stencil.absolute_moment(0)) * roundings / part**q


def _value(f: Opaque, x: float, stencil: Stencil, step: float) -> tuple[float, float]:
    """Return the finite difference, and by how much its nodes are off, weighed."""
    nodes = [x + float(g) * step for g in stencil.offsets]
    value = float(stencil.apply([np.float64(f(node)) for node in nodes], np.float64(step)))
    off = [abs(Fraction(x) + g * Fraction(step) - Fraction(y)) for g, y in zip(stencil.offsets, nodes, strict=True)]
    weighed = sum((abs(c) * d for c, d in zip(stencil.weights, off, strict=True)), Fraction(0))
    return value, float(weighed / Fraction(step) ** stencil.order)
