"""The Taylor expansion of f at the point, and what it predicts for the truncation of a finite difference.

The truncation of a stencil at step h is the sum over k >= p + q of m_k a_k h^(k-q), with the
moments m_k of the stencil and the Taylor coefficients a_k of f. Nothing here looks at the
derivative that is sought, or at any finite difference.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.arithmetic.bounded import Bounded, middle
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods import remainder
from derivcheck.methods.differences.known_terms import taylor_coefficients, vanishing
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.reference import exact_arithmetic
from derivcheck.methods.target import Target
from derivcheck.results import BestStep

# Terms of the expansion beyond the leading one of the most accurate stencil.
_EXTRA_TERMS = 6

# Up to this degree all terms of a polynomial are taken: the truncation is exactly zero where they vanish.
_POLYNOMIAL_TERMS = 32

_BITS = 256

_FLOATS = Precise(64)  # for products of very large and very small factors


@dataclass(frozen=True)
class Expansion:
    """Taylor coefficients of f at x.

    Attributes
    ----------
    target : Target
    terms : tuple of mpf
        a_0, a_1, ..., where a coefficient indistinguishable from zero is zero.
    polynomial_degree : int or None
        A bound on the degree where f is a polynomial.
    smooth : float
        Distance within which no divisor, logarithm, root or |.| is known to meet its zero.
    vanishing : frozenset of int
        Degrees k for which a_k is known to be exactly zero.
    largest : tuple of mpf
        Bounds on |a_0|, |a_1|, ...
    """

    target: Target
    terms: tuple[Any, ...]
    polynomial_degree: int | None
    smooth: float
    vanishing: frozenset[int] = frozenset()
    largest: tuple[Any, ...] = ()

    @classmethod
    def of(cls, target: Target, stencils: Sequence[Stencil]) -> Expansion:
        """Return the expansion that a set of stencils needs.

        Raises
        ------
        DomainError
            f has no value, or no derivatives, at the point.
        """
        highest = max((s.order + s.accuracy for s in stencils), default=target.order + 2) + _EXTRA_TERMS
        top = target.function.degree
        if top is not None and top <= _POLYNOMIAL_TERMS:
            highest = max(highest, top)
        found = taylor_coefficients(target, highest)
        zeros = frozenset(k for k, c in enumerate(found) if not c.value and not c.bound)
        if top is not None and top <= _POLYNOMIAL_TERMS:
            zeros |= vanishing(target, highest)
        return cls(target, _terms(found), top, _smooth_radius(target, highest), zeros, _largest(found))

    def leading(self, stencil: Stencil) -> int | None:
        """Return the degree of the first term that does not vanish; None where none is known."""
        first = stencil.order + stencil.accuracy
        return next((k for k in range(first, len(self.terms)) if self.terms[k] and stencil.moment(k)), None)

    def exact(self, stencil: Stencil) -> bool:
        """Return whether the truncation is exactly zero at every step."""
        top = self.polynomial_degree
        first = stencil.order + stencil.accuracy
        degrees = range(first, top + 1) if top is not None else ()
        return top is not None and all(k in self.vanishing or not stencil.moment(k) for k in degrees)

    def truncation(self, stencil: Stencil, h: float) -> float:
        """Return the predicted truncation, its leading term."""
        return float(self.leading_term(stencil, h))

    def leading_term(self, stencil: Stencil, h: float) -> Any:
        """Return the leading term of the truncation as an mpmath number, which may be beyond float64."""
        k = self.leading(stencil)
        return self._term(stencil, k, h, self.terms) if k is not None and not self.exact(stencil) else self.terms[0] * 0

    def scale(self, stencil: Stencil, h: float) -> Any:
        """Return the size of the smallest thing that a decomposition must resolve, an mpmath number.

        That is the truncation or the derivative; where both are zero, a rounding of f.
        """
        order = stencil.order
        derivative = abs(self.terms[order]) * math.factorial(order)
        sizes = [size for size in (abs(self.leading_term(stencil, h)), derivative) if size]
        return min(sizes) if sizes else self.target.real.unit * (abs(self.terms[0]) or _FLOATS.number(1))

    def _term(self, stencil: Stencil, k: int, h: float, terms: Sequence[Any]) -> Any:
        return _FLOATS.number(stencil.moment(k)) * terms[k] * _FLOATS.exact(h) ** (k - stencil.order)

    def truncation_bound(self, stencil: Stencil, h: float) -> float:
        """Return a bound on |truncation|: the known terms, and the remainder."""
        if self.exact(stencil):
            return 0.0
        first = stencil.order + stencil.accuracy
        known = sum(abs(self._term(stencil, k, h, self.largest)) for k in range(first, len(self.terms)))
        return float(known * (1 + 2.0**-20)) + self._remainder(stencil, h)

    def _remainder(self, stencil: Stencil, h: float) -> float:
        reach = float(stencil.reach) * h
        if reach >= self.smooth:
            return math.inf
        largest = remainder.on_interval(self.target, len(self.terms), reach)
        weight = _FLOATS.number(stencil.absolute_moment(len(self.terms)))
        return float(weight * largest * _FLOATS.exact(h) ** (len(self.terms) - stencil.order))

    @functools.cached_property
    def _sizes(self) -> tuple[float, ...]:
        """log2 |a_k| for each known k; -inf where a_k vanishes."""
        return tuple(map(_log2, self.terms))

    @functools.cached_property
    def _growth(self) -> tuple[float, float]:
        """Return b, s such that log2 |a_k| is at most b + s k for every known k, and near to it for the last ones.

        The line is the edge of the upper hull of the points (k, log2 |a_k|) above the last terms but
        a few: a last term that happens to vanish nearly must not pass for fast convergence.
        """
        middle = len(self.terms) - 1 - _EXTRA_TERMS // 2
        # The value itself says nothing of how fast f changes: 1 - 1e-40 exp(100 x) is no slow function.
        points = [(k, size) for k, size in enumerate(self._sizes) if k and size > -math.inf]
        edges = [
            (left + (middle - i) * (right - left) / (j - i), (right - left) / (j - i))
            for i, left in points
            for j, right in points
            if i <= middle < j
        ]
        if not edges:
            return -math.inf, 0.0
        height, slope = max(edges)
        return height - slope * middle, slope

    @property
    def radius(self) -> float:
        """The radius of convergence that the known coefficients suggest."""
        base, slope = self._growth
        return 2.0 ** min(-slope, 1000.0) if base > -math.inf else math.inf

    def predicted_truncation(self, stencil: Stencil, exponents: Any) -> Any:
        """Return log2 of the truncation to be expected at the steps 2^exponents.

        It is the sum of all known terms without their signs, and of a geometric series for the others:
        no bound, since it extrapolates.
        """
        if self.exact(stencil):
            return np.full(exponents.shape, -math.inf)
        q = stencil.order
        known = [
            math.log2(abs(stencil.moment(k))) + self._sizes[k] + (k - q) * exponents
            for k in range(q + stencil.accuracy, len(self.terms))
            if self.terms[k] and stencil.moment(k)
        ]
        return np.logaddexp2.reduce([*known, self._unknown(stencil, exponents)])

    def _unknown(self, stencil: Stencil, exponents: Any) -> Any:
        base, slope = self._growth
        k, top = len(self.terms), self.polynomial_degree
        if base == -math.inf or (top is not None and top < k):
            return np.full(exponents.shape, -math.inf)
        ratio = np.exp2(slope + exponents) * float(stencil.reach)
        first = base + k * slope + math.log2(stencil.absolute_moment(k)) + (k - stencil.order) * exponents
        converges = ratio < 1
        return np.where(converges, first - np.log2(1 - np.where(converges, ratio, 0)), math.inf)

    def complex_truncation(self, h: float) -> float:
        """Return a bound on the truncation of the complex step: h^2 times |f'''|/6 between x and x + i h."""
        return float(remainder.on_disc(self.target, 3, h) * _FLOATS.exact(h) ** 2)

    @property
    def spacing(self) -> float:
        """The distance from x to the next float towards 0."""
        size = np.abs(self.target.x)
        return float(size - np.nextafter(size, 0 * size))

    @functools.cached_property
    def best_steps(self) -> dict[Stencil, BestStep]:
        """What `best_step.predicted` has found so far."""
        return {}


def _terms(found: Sequence[Bounded]) -> tuple[Any, ...]:
    number = _FLOATS.context.mpf
    # Of tanh at 1e308 there are some that no precision sees beside 1.
    least = number(2) ** -allowances.MOST_BITS.value
    return tuple(number(0) if c.may_be_zero or abs(c.value) < least else +number(c.value) for c in found)


def _largest(found: Sequence[Bounded]) -> tuple[Any, ...]:
    number = _FLOATS.context.mpf
    return tuple((abs(number(c.value)) + number(c.bound)) * (1 + number(2) ** -60) for c in found)


def _log2(a: Any) -> float:
    """Return log2 |a|, of numbers beyond the doubles too."""
    mantissa, exponent = _FLOATS.context.frexp(abs(a))
    return math.log2(mantissa) + int(exponent) if a else -math.inf


def _smooth_radius(target: Target, highest: int) -> float:
    """Return a distance within which no edge lies: |u_0| > sum |u_k| t^k for each argument u."""
    inner = exact_arithmetic(_BITS)
    m = Taylor(inner, highest)
    with m:
        try:
            target.function(m, m.variable(m.exact(target.x)))
        except DerivcheckError:
            return 0.0
        # A coefficient that the working precision cannot enclose says nothing.
        if not all(c.is_finite() for b in m.edges for c in b.coefficients):
            return 0.0
        return min((_edge_distance([middle(c, _BITS) for c in b.coefficients]) for b in m.edges), default=math.inf)


def _edge_distance(u: Sequence[Any]) -> float:
    """Return the largest power of two t with |u_0| > sum |u_k| t^k."""
    root = _FLOATS.context.mpf(1)
    # Beyond the least of these one term alone is too large.
    limits = [abs(u[0] / c) ** (root / k) for k, c in enumerate(u) if k and c]
    if not limits or not u[0]:
        return 0.0 if limits else math.inf
    t = _FLOATS.context.mpf(2) ** _FLOATS.context.mag(min(limits))
    while sum(abs(c) * t**k for k, c in enumerate(u) if k) >= abs(u[0]):
        t /= 2
    return float(t)
