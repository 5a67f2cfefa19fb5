"""The derivative of opaque code with an honest bound: a Chebyshev fit over an adaptively chosen radius.

Fits over several radii are made until one meets its target or is as good as rounding lets it be. A fit
counts only where f is what the fit says also at x and at two pairs of points that are no nodes, one
of them five orders of magnitude closer. What is left in doubt is declined: the bound is infinite.
Structure that is narrower than about 1e-5 of the scale, and not at x itself, cannot be seen.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box import (
    both_sides,
    chebyshev_fit,
    jumps,
    noise_or_structure,
    scale_search,
    slopes,
    staircase,
)
from derivcheck.methods.black_box.chebyshev_fit import COUNT, Fit, Window
from derivcheck.methods.black_box.domain_window import reach
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.results import Estimate

NAME = "adaptive"

_BETWEEN_NODES = 0.3137
_CHECKS = 4
"""Evaluations beside the nodes that show whether f is what the fit says."""


def estimate(f: Callable[[float], float], x: float, order: int = 1, *, side: int = 0) -> Estimate:
    """Return the derivative of order 1 or 2 of opaque code, and a bound on its error.

    Parameters
    ----------
    f : callable
        Takes a float and returns one; NaN or an ArithmeticError or ValueError outside of its domain.
    x : float
    order : int
    side : int
        1 or -1 for the derivative from above or below only.

    Returns
    -------
    Estimate
        Whose bound is infinite, with a note, where nothing can be promised. At a bend the note gives
        the derivatives from both sides.

    Examples
    --------
    >>> found = estimate(math.sin, 1.0)
    >>> abs(found.value - math.cos(1.0)) <= found.error_bound < 1e-12
    True
    >>> found = estimate(abs, 0.0)
    >>> found.error_bound, found.note
    (inf, 'bent: the derivative is -1 from below and 1 from above')
    """
    opaque = f if isinstance(f, Opaque) else Opaque(f)
    return fitted(opaque, float(x), order, side)[1]


def fitted(f: Opaque, x: float, order: int = 1, side: int = 0) -> tuple[Fit | None, Estimate]:
    """Return the fit that an estimate comes from, None where it declines, and the estimate."""
    before, search = f.evaluations, _Search(f, x, order)
    with np.errstate(all="ignore"):
        found = search.run(side)
        if search.scaled and (math.isfinite(found.error_bound) or not search.bent):
            search, found = _unless_rough(search, found, side)
        sure = math.isfinite(found.error_bound)
        only = side if sure or side else _only_side(f, x)
        if not sure and only == 0:
            found = both_sides.joined(f, x, found, *(_one_side(f, x, order, one) for one in (-1, 1)))
        elif not sure:
            found = _coarse(f, x, order, only) or found
    return search.best if sure else None, dataclasses.replace(found, evaluations=f.evaluations - before)


def _unless_rough(search: _Search, found: Estimate, side: int) -> tuple[_Search, Estimate]:
    """Return a search and its estimate, or those over a wide window, off which f is by rounding only.

    A search that went on to smaller scales may have found the teeth of rounding next to a hole.
    """
    rough = _Search(search.f, search.x, search.order, rough=True)
    wide = rough.run(side)
    apart = abs(wide.value - found.value) > wide.error_bound + found.error_bound
    better = math.isfinite(wide.error_bound) and (apart or not math.isfinite(found.error_bound))
    return (rough, wide) if better else (search, found)


def _only_side(f: Opaque, x: float) -> int:
    """Return the side on which alone f has values; 0 where it has them on both, or on none."""
    window = reach(f, x).window
    return window.side if window else 0


def _one_side(f: Opaque, x: float, order: int, side: int) -> Estimate:
    found = _Search(f, x, order, most=allowances.ONE_SIDE_EVALUATIONS.value).run(side)
    return found if math.isfinite(found.error_bound) else _coarse(f, x, order, side) or found


def _coarse(f: Opaque, x: float, order: int, side: int) -> Estimate | None:
    """Return what slopes that converge slowly tell, where no fit tells more."""
    radius = allowances.FIRST_RADIUS.value * max(abs(x), allowances.LEAST_SCALE.value)
    return slopes.coarse(f, chebyshev_fit.Window(x, radius, side)) if order == 1 else None


@dataclass
class _Search:
    """The search for a radius.

    Attributes
    ----------
    rough : bool
        Whether f may be off the fit at x by rounding that is far larger there than elsewhere, as next to a hole.
    """

    f: Opaque
    x: float
    order: int
    rough: bool = False
    kept: list[Fit] = field(default_factory=list)
    widest: float = 0.0
    most: int = field(default_factory=lambda: allowances.EVALUATIONS.value)
    outside: float = math.inf
    bent: bool = False
    scaled: bool = False
    first: float = math.inf
    hidden: float = 0.0

    def run(self, side: int) -> Estimate:
        """Return the best of the fits that count."""
        self.start = self.f.evaluations
        self.middle = self.f(self.x)
        if math.isnan(self.middle):
            return _declined("f has no finite value at x")
        found = reach(self.f, self.x, side)
        if found.window is None:
            return _declined("f has no finite values next to x")
        window, self.outside, self.first = found.window, found.outside, found.window.radius
        radius: float | None = window.radius
        while radius is not None and self._affordable(COUNT + _CHECKS):
            radius = self._next(dataclasses.replace(window, radius=radius))
        return self._answer(_SIDES[window.side])

    def _affordable(self, evaluations: int) -> bool:
        return self.f.evaluations - self.start + evaluations <= self.most

    def _next(self, window: Window) -> float | None:
        """Fit over a window; return the next radius to try, or None to stop."""
        found = chebyshev_fit.fit(self.f, window, self.order)
        if not isinstance(found, Fit):
            self.outside = min(self.outside, found)
            return None if self.kept else found / 4
        self.widest = max(self.widest, window.radius)
        hidden = math.inf if self._unresolved(found) else self._hidden(found)
        if hidden == math.inf:
            return self._at_scale(window)
        self.hidden = max(hidden, self.hidden)  # a fit over another radius cannot unsee it
        found, noisy = dataclasses.replace(found, hidden=self.hidden), found.level and not found.at_floor
        if found.constant and staircase.on_a_step(self.f, window):
            return None
        self.kept.append(found)
        return None if self._good(found) else self._grown(found) if found.at_floor or noisy else _shrunk(found)

    def _unresolved(self, found: Fit) -> bool:
        return not found.at_floor and not found.tail <= allowances.UNRESOLVED.value * found.variation

    def _hidden(self, found: Fit) -> float:
        """Return 0 where the tail is noise, and x and points that are no nodes lie on the fit.

        Else the slope that rounding next to x may hide, where that is why they are off; or infinity.
        """
        plain = not found.level or found.at_floor or noise_or_structure.is_noise(self.f, found)
        if not plain and not self.rough:
            return math.inf
        aside, close = self._off(found, between=True), self._off(found, between=False)
        most = allowances.OFF_FIT.value * found.tail
        if plain and max(*aside, *close) <= most:
            return 0.0
        size = max(found.tail, *close)
        if not self.rough or not max(aside) <= most or not self._rounded(found, size):
            return math.inf
        return size / self._nearest(found) ** self.order

    def _off(self, found: Fit, *, between: bool) -> list[float]:
        """Return how far f is off the fit between the nodes, or at x and close to it."""
        parts = np.array(_checks()[:: 1 + abs(found.window.side)])
        chosen = parts[(np.abs(parts) == _BETWEEN_NODES) == between]
        places = [float(y) for y in found.window.arguments(found.window.facing(chosen))]
        return [abs(self.f(y) - float(found(y))) for y in (places if between else [self.x, *places])]

    def _rounded(self, found: Fit, size: float) -> bool:
        """Return whether f jumps by so much next to x, between neighbouring floats; that is not counted as effort."""
        before = self.f.evaluations
        rounded = jumps.rounding(self.f, found, self._nearest(found), size)
        self.start += self.f.evaluations - before
        return rounded

    def _nearest(self, found: Fit) -> float:
        return float(allowances.CHECK_DISTANCE.value * min(found.window.radius, self.first))

    def _good(self, found: Fit) -> bool:
        """Return whether a better radius is of no use."""
        sharp = found.bound <= allowances.TARGET.value * abs(found.value) and found.cut < COUNT - 2
        zero = (
            found.at_floor
            and abs(found.value) <= found.bound
            and found.tail <= allowances.UNRESOLVED.value * found.variation
        )
        return sharp or zero or found.constant

    def _at_scale(self, window: Window) -> float | None:
        """Return the radius at which first differences settle."""
        if self.kept or self.rough:
            return None
        self.scaled = True
        found = scale_search.find_scale(self.f, window, lambda: self._affordable(2 + COUNT + _CHECKS))
        self.bent = self.bent or found.bent
        return found.radius

    def _grown(self, found: Fit) -> float | None:
        """Return a larger radius where few terms are significant: the noise then weighs less."""
        radius = 4 * found.window.radius
        useless = found.cut > COUNT // 2 or self.widest > found.window.radius or radius >= self.outside
        return None if useless else radius

    @property
    def best(self) -> Fit:
        """The fit with the smallest error."""
        return min(self.kept, key=lambda fit: fit.raw_error)

    def _answer(self, note: str | None) -> Estimate:
        if not self.kept:
            return _declined("f is not smooth, moves by steps, or is too noisy at every scale that was tried")
        best = self.best
        if any(
            abs(fit.value - best.value) > allowances.DISAGREEMENT.value * (fit.raw_error + best.raw_error)
            for fit in self.kept
        ):
            return _declined("the estimates over several radii disagree")
        if not math.isfinite(best.value) or not math.isfinite(best.bound):
            return _declined("the derivative is beyond the range of floats")
        return Estimate(NAME, best.value, best.window.radius, math.nan, best.bound, 0, note)


def _checks() -> tuple[float, ...]:
    """Return where f is looked at beside the nodes, as parts of the radius."""
    return tuple(sign * part for part in (_BETWEEN_NODES, allowances.CHECK_DISTANCE.value) for sign in (1, -1))


_SIDES = {0: None, 1: "from above only", -1: "from below only"}


def _shrunk(found: Fit) -> float:
    """Return the radius at which the tail would be at the floor, going by its degree."""
    ratio = float((found.floor / found.tail) ** (1 / (COUNT - 3)))
    return found.window.radius * min(0.7, max(ratio, 1 / COUNT))


def _declined(why: str) -> Estimate:
    return Estimate(NAME, math.nan, None, math.nan, math.inf, 0, why)
