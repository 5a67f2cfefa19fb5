"""The gap between a claim and the derivative, enclosed over whole boxes of the variable.

With c the middle of a box X of radius r, Taylor's theorem bounds the gap on X by the sum of
|h_k(c)| r^k for k < d plus |h_d(X)| r^d, where h_k(c) are its Taylor coefficients at c, which
vanish up to rounding when the claim is right, and h_d(X) is a ball that holds the coefficient of
degree d at every point of X (Moore, Kearfott & Cloud, "Introduction to Interval Analysis", 2009,
§ 9.5). Every degree gives a bound; the smallest is taken.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.taylor.ball_series import BallSeries, is_quick
from derivcheck.claims.claim import Claim
from derivcheck.claims.joins import precisions
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DomainError

DEGREE, QUICK_DEGREE = 16, 32
"""Highest degree of the remainder; about where a further degree costs as much as it saves in boxes.

The second is for formulas that are quick (`arithmetic.taylor.ball_series`).
"""

_KEPT = 16
"""Points of which expansions are kept; a box and its neighbours have fewer."""


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A closed interval of the variable, its ends exact."""

    lo: float
    hi: float

    @property
    def middle(self) -> float:
        """A float inside, at or next to the middle; halves first, as the sum may overflow."""
        return min(max(self.lo / 2 + self.hi / 2, self.lo), self.hi)

    @property
    def radius(self) -> float:
        """Half the width."""
        return self.hi / 2 - self.lo / 2

    def halves(self) -> tuple[Box, Box]:
        """Return two boxes that cover this one."""
        return Box(self.lo, self.middle), Box(self.middle, self.hi)


@dataclass(frozen=True, slots=True)
class TaylorCoefficients:
    """Taylor coefficients, as balls, of the derivative and of the gap at a point or all points of a box."""

    derivative: Sequence[Any]
    gap: Sequence[Any]


@dataclass(frozen=True, slots=True)
class BoxBound:
    """What one box shows: no number with a bound, but what holds at all points of a set.

    Attributes
    ----------
    smooth : bool
        Whether function and claim are proven smooth on all of the box.
    refuted : bool
        Whether the gap is proven not to be zero in the middle.
    bound : float
        Proven bound on |gap| on the box.
    slope : float
        Lower bound on |f'| in the middle.
    """

    smooth: bool
    refuted: bool = False
    bound: float = math.inf
    slope: float = 0.0


class BoxGap:
    """The gap of a claim as a function of its variable, the parameters fixed."""

    def __init__(self, claim: Claim, at: Mapping[str, float]) -> None:
        self.claim = claim
        self.at = {name: value for name, value in at.items() if name != claim.wrt}
        self._degree = QUICK_DEGREE if is_quick(claim.function) and is_quick(claim.claimed) else DEGREE
        self._bits = precisions()
        self._fine = self._series(next(self._bits))
        # A box that is not smooth is asked for its middle twice, and for its ends with those beside it.
        self._known = functools.lru_cache(_KEPT)(self._expand)
        self._rough, self._coarse = (self._series(one.value) for one in (allowances.ROUGH_BITS, allowances.COARSE_BITS))

    @property
    def cost(self) -> int:
        """About how many times as long a look takes as one with the bits that are tried first.

        Beyond `CHEAP_BITS` the time is that of products, which is about proportional to the bits.
        """
        return math.ceil(self._fine.inner.bits / allowances.CHEAP_BITS.value)

    def _series(self, bits: int) -> BallSeries:
        return BallSeries(bits, self._degree + self.claim.order)

    def look(self, box: Box, goal: float) -> BoxBound:
        """BoxBound at a box, with as many bits in the middle as a bound of `goal` takes."""
        centre = self.at_point(box.middle)
        if centre is None:
            return BoxBound(smooth=False)
        slope = _lower(centre.derivative[0])
        if not centre.gap[0].contains(0):
            return BoxBound(self.smooth(box), refuted=True, slope=slope)
        over = self._over(box)
        if over is None:
            return BoxBound(smooth=False, slope=slope)
        bound, rounding = _bound(centre, over, box)
        if rounding > goal and self.refine():
            return self.look(box, goal)
        return BoxBound(smooth=True, bound=bound, slope=slope)

    def refine(self) -> bool:
        """Take more bits at points from now on; return whether there are more."""
        bits = next(self._bits, None)
        self._fine = self._series(bits) if bits else self._fine
        return bits is not None

    def smooth(self, box: Box) -> bool:
        """Return whether function and claim are proven smooth on all of a box."""
        return self._over(box) is not None

    def _over(self, box: Box) -> TaylorCoefficients | None:
        """Return the expansion at all points of a box; None where function or claim is not proven smooth.

        What few bits round is multiplied by a power of the radius, so more are taken only where with few nothing is
        known.
        """
        return self._expand(self._rough, box) or self._expand(self._coarse, box)

    def at_point(self, x: float) -> TaylorCoefficients | None:
        """Return the expansion at a point; None where function or claim is not proven smooth."""
        return self._known(self._fine, Box(x, x))

    def bends(self, box: Box) -> bool:
        """Return whether all is finite on a box, and only a bend or a jump may lie there."""
        return self._finite(self._coarse, box) is not None and not self.smooth(box)

    def _expand(self, m: BallSeries, box: Box) -> TaylorCoefficients | None:
        found = self._finite(m, box)
        return None if any(_zero(e) for e in m.edges) else found

    def _finite(self, m: BallSeries, box: Box) -> TaylorCoefficients | None:
        m.edges.clear()
        with m:
            try:
                f, g = self._coefficients(m, box)
            except DomainError:
                return None
            n = self.claim.order
            derivative = [math.perm(k + n, n) * f[k + n] for k in range(self._degree + 1)]
            gap = [b - a for a, b in zip(derivative, g, strict=False)]
            return TaylorCoefficients(derivative, gap) if f[0].is_finite() and gap[0].is_finite() else None

    def _coefficients(self, m: BallSeries, box: Box) -> list[Sequence[Any]]:
        values = {name: m.exact(value) for name, value in self.at.items()}
        values[self.claim.wrt] = m.variable(m.exact(box.lo).union(m.exact(box.hi)))
        return [_defined(m, e.evaluate_all(m, values)) for e in (self.claim.function, self.claim.claimed)]


def _defined(m: BallSeries, values: list[Any]) -> Sequence[Any]:
    """Return the coefficients of the last value, if all have one: zero times NaN is zero in a series."""
    if not all((v[0] if isinstance(v, m.arb_series) else v).is_finite() for v in values):
        raise DomainError("a part of the formula is undefined")
    return m.coefficients(values[-1])


def _zero(edge: Any) -> bool:
    return bool(edge.coefficients[0].contains(0) or not edge.coefficients[0].is_finite())


def _bound(centre: TaylorCoefficients, over: TaylorCoefficients, box: Box) -> tuple[float, float]:
    """Return the smallest bound of all degrees, and the part of it that comes from the middle."""
    reach = max(box.hi - box.middle, box.middle - box.lo)
    r = type(over.gap[0])(math.nextafter(reach, math.inf) if reach else 0.0)
    best, at_centre, power = (math.inf, 0.0), 0 * r, 1 + 0 * r
    for c, wide in zip(centre.gap, over.gap, strict=True):
        best = min(best, (_upper(at_centre + abs(wide) * power), _upper(at_centre)))
        at_centre, power = at_centre + abs(c) * power, power * r
    return best


def _upper(x: Any) -> float:
    """Return a float that is certainly not less than any number in a ball."""
    if not x.is_finite():
        return math.inf
    # What is too small for a float is not 0.
    return 0.0 if x.upper() == 0 else math.nextafter(float(x.upper()), math.inf)


def _lower(x: Number) -> float:
    return math.nextafter(max(float(abs(x).lower()), 0.0), 0.0)
