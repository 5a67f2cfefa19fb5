"""The Taylor expansion of f at the point, and what it predicts for a finite difference.

The truncation of a stencil at step h is the sum over k >= p + q of m_k a_k h^(k-q), with the
moments m_k of the stencil and the Taylor coefficients a_k of f; round-off is at most the noise
in f times sum |c_i| / h^q, and the best step balances the two (Gill, Murray, Saunders & Wright,
"Computing forward-difference intervals for numerical optimization", 1983, §2). Nothing here
looks at the derivative that is sought, or at any finite difference.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.rational import Rational
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.formula.degree import degree
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import DerivcheckError, PrecisionError
from derivcheck.methods import remainder
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.reference import coefficients, exact_arithmetic, middle
from derivcheck.methods.target import Target

# Terms of the expansion beyond the leading one of the most accurate stencil.
_EXTRA_TERMS = 6

# Up to this degree all terms of a polynomial are taken: the truncation is exactly zero where they vanish.
_POLYNOMIAL_TERMS = 32

_BITS = 256
_SMALLEST_STEP = {"float64": 2.0**-1000, "float32": 2.0**-120, "longdouble": 2.0**-1000}

_FLOATS = Precise(64)  # for products of very large and very small factors

# A step in search of the best one is kept within this part of the radius of convergence that the known
# coefficients suggest; no bound relies on it.
_RADIUS_ALLOWANCE = 0.5


@dataclass(frozen=True)
class Expansion:
    """Taylor coefficients of f at x, and the noise of its float program there.

    Attributes
    ----------
    target : Target
    terms : tuple of mpf
        a_0, a_1, ..., where a coefficient indistinguishable from zero is zero.
    polynomial_degree : int or None
        A bound on the degree where f is a polynomial.
    smooth : float
        Distance within which no divisor, logarithm, root or |.| is known to meet its zero.
    noise : float
        Bound on the evaluation round-off of f at x.
    vanishing : frozenset of int
        Degrees k for which a_k is known to be exactly zero.
    """

    target: Target
    terms: tuple[Any, ...]
    polynomial_degree: int | None
    smooth: float
    noise: float
    vanishing: frozenset[int] = frozenset()

    @classmethod
    def of(cls, target: Target, stencils: Sequence[Stencil]) -> Expansion:
        """Return the expansion that a set of stencils needs.

        Raises
        ------
        DomainError
            f has no value, or no derivatives, at the point.
        """
        highest = max((s.order + s.accuracy for s in stencils), default=target.order + 2) + _EXTRA_TERMS
        top = degree(target.function.expression, target.function.wrt)
        if top is not None and top <= _POLYNOMIAL_TERMS:
            highest = max(highest, top)
        found = _coefficients(target, highest)
        zeros = frozenset(k for k, (value, radius) in enumerate(found) if not value and not radius)
        if top is not None and top <= _POLYNOMIAL_TERMS:
            zeros |= _vanishing(target, highest)
        return cls(target, _terms(found), top, _smooth_radius(target, highest), _noise(target), zeros)

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
        return self._term(stencil, k, h) if k is not None and not self.exact(stencil) else self.terms[0] * 0

    def scale(self, stencil: Stencil, h: float) -> Any:
        """Return the size of the smallest thing that a decomposition must resolve, an mpmath number.

        That is the truncation or the derivative; where both are zero, a rounding of f.
        """
        order = stencil.order
        derivative = abs(self.terms[order]) * math.factorial(order)
        sizes = [size for size in (abs(self.leading_term(stencil, h)), derivative) if size]
        return min(sizes) if sizes else self.target.real.unit * (abs(self.terms[0]) or _FLOATS.number(1))

    def _term(self, stencil: Stencil, k: int, h: float) -> Any:
        return _FLOATS.number(stencil.moment(k)) * self.terms[k] * _FLOATS.exact(h) ** (k - stencil.order)

    def truncation_bound(self, stencil: Stencil, h: float) -> float:
        """Return a bound on |truncation|: the known terms, and the remainder."""
        if self.exact(stencil):
            return 0.0
        first = stencil.order + stencil.accuracy
        known = sum(abs(self._term(stencil, k, h)) for k in range(first, len(self.terms)))
        return float(known * (1 + 2.0**-20)) + self._remainder(stencil, h)

    def _remainder(self, stencil: Stencil, h: float) -> float:
        reach = float(stencil.reach) * h
        if reach >= self.smooth:
            return math.inf
        largest = remainder.on_interval(self.target, len(self.terms), reach)
        weight = _FLOATS.number(stencil.absolute_moment(len(self.terms)))
        return float(weight * largest * _FLOATS.exact(h) ** (len(self.terms) - stencil.order))

    @functools.cached_property
    def _growth(self) -> tuple[Any, Any]:
        """Return B, r with |a_k| <= B r^k for every known k."""
        sizes = [abs(a) for a in self.terms]
        top = max(sizes[:2]) or max(sizes)
        rates = [(a / top) ** (_FLOATS.context.mpf(1) / k) for k, a in enumerate(sizes) if k and a]
        return top, max(rates, default=_FLOATS.context.mpf(0))

    @property
    def radius(self) -> float:
        """The radius of convergence that the known coefficients suggest."""
        _, rate = self._growth
        return float(1 / rate) if rate else math.inf

    def slope_bound(self, distance: float) -> float:
        """Return a bound on |f'| within a distance of x."""
        return float(remainder.on_interval(self.target, 1, distance))

    def roundoff(self, stencil: Stencil, h: float, *, argument: bool = True) -> float:
        """Return the predicted bound on all round-off at step h.

        The noise of f, its rounding to the float format in the sum, and, unless the nodes are
        exact, the rounding of the nodes.
        """
        real = self.target.real
        gain = float(stencil.absolute_moment(0))
        arithmetic = (len(stencil.offsets) + 2) * real.unit * abs(float(self.terms[0])) * gain
        nodes = float(stencil.absolute_moment(0)) * real.unit * abs(float(self.target.x)) * abs(float(self.terms[1]))
        total = gain * self.noise + arithmetic + (nodes if argument else 0.0)
        return float(_FLOATS.exact(total) / _FLOATS.exact(h) ** stencil.order)

    def complex_truncation(self, h: float) -> float:
        """Return a bound on the truncation of the complex step: h^2 times |f'''|/6 between x and x + i h."""
        return float(remainder.on_disc(self.target, 3, h) * _FLOATS.exact(h) ** 2)

    def best_step(self, stencil: Stencil) -> float:
        """Return the predicted best step, a power of two: then x + g h is exact unless h is tiny."""
        # No step that leaves x where it is, or that would underflow.
        least = max(2 * self.spacing, _SMALLEST_STEP[self.target.real.name])
        return float(2.0 ** (math.frexp(max(self.balance(stencil, argument=False), least))[1] - 1))

    @property
    def spacing(self) -> float:
        """The distance from x to the next float towards 0."""
        size = np.abs(self.target.x)
        return float(size - np.nextafter(size, 0 * size))

    def unusable(self, stencil: Stencil) -> bool:
        """Return whether every step that moves x is beyond the balance, with more truncation than derivative."""
        derivative = abs(self.terms[stencil.order]) * math.factorial(stencil.order)
        beyond = self.balance(stencil, argument=False) < self.spacing
        return bool(beyond and abs(self.leading_term(stencil, self.spacing)) > derivative)

    def balance(self, stencil: Stencil, *, argument: bool = True) -> float:
        """Return the step at which truncation and round-off together are least, for any kind of step.

        It balances the leading truncation term T h^(k-q) with the round-off A / h^q:
        (k - q) T h^k = q A.
        """
        k = self.leading(stencil)
        amplitude = _FLOATS.exact(self.roundoff(stencil, 1.0, argument=argument))
        cap = self._cap(stencil, max(abs(float(self.target.x)), 1.0))
        if k is None or self.exact(stencil) or not amplitude:
            return cap
        q = stencil.order
        term = abs(self._term(stencil, k, 1.0)) * (k - q)
        return min(cap, float((q * amplitude / term) ** (_FLOATS.context.mpf(1) / k)))

    def _cap(self, stencil: Stencil, scale: float) -> float:
        _, rate = self._growth
        limits = [scale, self.smooth / 2, float(_RADIUS_ALLOWANCE / (4 * rate)) if rate else math.inf]
        polynomial = self.polynomial_degree is not None
        return min(limits[:2] if polynomial else limits) / float(stencil.reach)

    def predicted_error(self, stencil: Stencil, h: float) -> float:
        """Return the predicted error at a step whose nodes are exact."""
        return abs(self.truncation(stencil, h)) + self.roundoff(stencil, h, argument=False)


def _coefficients(target: Target, highest: int) -> list[tuple[Any, Any]]:
    bits = _BITS
    while (found := coefficients(target.function, target.x, highest, bits)) is None:
        _ = target.function(Precise(bits), Precise(bits).exact(target.x))
        bits *= 4
        if bits > allowances.MOST_BITS.value:
            raise PrecisionError(f"no {highest} derivatives could be had with {bits // 4} bits")
    return found


def _terms(found: Sequence[tuple[Any, Any]]) -> tuple[Any, ...]:
    number = _FLOATS.context.mpf
    return tuple(+number(value) if abs(value) > radius else number(0) for value, radius in found)


def _vanishing(target: Target, highest: int) -> frozenset[int]:
    """Return the degrees of the coefficients that are zero in rational arithmetic; none where that does not do."""
    m = Taylor(Rational(), highest)
    try:
        found = m.coefficients(target.function(m, m.variable(m.exact(target.x))))
    except DerivcheckError:
        return frozenset()
    return frozenset(k for k, value in enumerate(found) if not value)


def _noise(target: Target) -> float:
    with Running(target.real) as m:
        return m.bound(m.lift(target.function(m, m.exact(target.x))))


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
        return min((_edge_distance([middle(inner, c) for c in b.coefficients]) for b in m.edges), default=math.inf)


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
