"""The derivative of opaque code with an honest bound: a Chebyshev fit over an adaptively chosen radius.

Fits over several radii are made until one meets its target or is as good as rounding lets it be. A fit
counts only where f is what the fit says also at x and at two pairs of points that are no nodes, one
of them five orders of magnitude closer. What is left in doubt is declined: the bound is infinite.
Structure that is narrower than about 1e-5 of the scale, and not at x itself, cannot be seen.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derivcheck.methods import chebyshev_fit, plateau
from derivcheck.methods.chebyshev_fit import COUNT, Fit, Window
from derivcheck.model import Estimate
from derivcheck.opaque import Opaque

NAME = "adaptive"

MAX_EVALUATIONS = 64
"""Evaluations after which no further fit is begun that would exceed them."""

_TARGET = 1e-9
"""Relative bound at which no better radius is sought; finer than what any mistake in a formula makes."""

_FIRST_RADIUS = 0.1
_UNRESOLVED = 0.01
"""Tail, as a part of the first terms, above which the fit has not seen what f is."""

_CHECKS = np.array([0.3137, -0.3137, 1.7e-5, -1.7e-5])
_OFF = 40.0
"""How far a check may be off, in tails: twice the noise of the 16 terms of a fit and of the value itself."""

_AROUND = np.array([3.1, -3.1, 9.7, -9.7, 31.3, -31.3])
_WHOLE = 1e-3
_DISAGREE = 30.0
_LADDER = 1 / 32
_SETTLED = 0.2


def estimate(f: Callable[[float], float], x: float, order: int = 1) -> Estimate:
    """Return the derivative of order 1 or 2 of opaque code, and a bound on its error.

    Parameters
    ----------
    f : callable
        Takes a float and returns one; NaN or an ArithmeticError or ValueError outside of its domain.
    x : float
    order : int

    Returns
    -------
    Estimate
        Whose bound is infinite, with a note, where nothing can be promised.

    Examples
    --------
    >>> found = estimate(math.sin, 1.0)
    >>> abs(found.value - math.cos(1.0)) <= found.error_bound < 1e-12
    True
    >>> estimate(abs, 0.0).error_bound
    inf
    """
    opaque = f if isinstance(f, Opaque) else Opaque(f)
    before = opaque.evaluations
    with np.errstate(all="ignore"):
        found = _Search(opaque, float(x), order).run()
    return dataclasses.replace(found, evaluations=opaque.evaluations - before)


@dataclass
class _Search:
    """The search for a radius."""

    f: Opaque
    x: float
    order: int
    side: int = 0
    kept: list[Fit] = field(default_factory=list)
    seen: list[Fit] = field(default_factory=list)
    outside: float = math.inf
    hidden: float = math.inf

    def run(self) -> Estimate:
        """Return the best of the fits that count."""
        self.start = self.f.evaluations
        self.middle = self.f(self.x)
        if math.isnan(self.middle):
            return _declined("f has no finite value at x")
        radius: float | None = self._domain(_FIRST_RADIUS * max(abs(self.x), 0.5))
        if radius is None:
            return _declined("f has no finite values next to x")
        while radius is not None and self._affordable(COUNT + len(_CHECKS)):
            radius = self._next(radius)
        return self._answer()

    def _affordable(self, evaluations: int) -> bool:
        return self.f.evaluations - self.start + evaluations <= MAX_EVALUATIONS

    def _domain(self, radius: float) -> float | None:
        """Return a radius within which f has values, and find out whether on one side only."""
        blocked = {side: self._blocked(side, radius) for side in (1, -1)}
        if not any(blocked.values()):
            return radius
        self.outside = radius
        for smaller in self._smaller(radius):
            blocked = {side: shut and self._blocked(side, smaller) for side, shut in blocked.items()}
            if not any(blocked.values()):
                return smaller
            self.outside = smaller
        return self._one_sided(radius, blocked)

    def _blocked(self, side: int, radius: float) -> bool:
        # An outermost node of the fit to come.
        outermost = Window(self.x, radius).nodes()[0 if side > 0 else -1]
        return math.isnan(self.f(float(outermost)))

    def _smaller(self, radius: float) -> Iterator[float]:
        yield from sorted({radius / 4, *([abs(self.x) / 5] if self.x else [])} - {radius}, reverse=True)
        least = min(radius / 4, abs(self.x) / 5 or math.inf)
        yield from (least / 8**k for k in (1, 3, 6, 9))

    def _one_sided(self, radius: float, blocked: dict[int, bool]) -> float | None:
        if all(blocked.values()):
            return None
        self.side, self.outside = (-1 if blocked[1] else 1), math.inf
        return radius

    def _next(self, radius: float) -> float | None:
        """Fit over a radius; return the next one to try, or None to stop."""
        found = chebyshev_fit.fit(self.f, Window(self.x, radius, self.side), self.order)
        if not isinstance(found, Fit):
            self.outside = min(self.outside, found)
            return None if self.kept else found / 4
        self.seen.append(found)
        if not np.all(np.isfinite(found.coefficients)):
            return radius / 4
        if found.tail > _UNRESOLVED * found.variation and not found.at_floor:
            return self._unresolved(found)
        return self._judged(found)

    def _judged(self, found: Fit) -> float | None:
        noisy = not found.at_floor and found.level
        if (noisy and not plateau.is_noise(self.f, found)) or not self._fits_elsewhere(found):
            self.hidden = min(self.hidden, found.window.radius)
            return self._scanned(found)
        if self._stands_on_a_step(found):
            return None
        self.kept.append(found)
        if found.bound <= _TARGET * abs(found.value) and found.cut < COUNT - 2:
            return None
        if found.at_floor or noisy:
            return self._grown(found)
        return self._shrunk(found)

    def _fits_elsewhere(self, found: Fit) -> bool:
        """Return whether x and points that are no nodes lie on the fit."""
        limit = _OFF * found.tail
        if not abs(self.middle - float(found(self.x))) <= limit:
            return False
        checks = found.window.arguments(self._sides(_CHECKS))
        return all(abs(self.f(float(y)) - float(found(y))) <= limit for y in checks)

    def _stands_on_a_step(self, found: Fit) -> bool:
        """Return whether f, constant in the window, moves by steps around it."""
        if float(np.max(found.sizes[1:])) > 8 * found.floor:
            return False
        moves = [abs(self.f(float(y)) - self.middle) for y in found.window.arguments(self._sides(_AROUND))]
        return _in_steps([move for move in moves if move > 0])

    def _sides(self, parts: Any) -> Any:
        return parts if self.side == 0 else self.side * np.abs(parts[::2])

    def _grown(self, found: Fit) -> float | None:
        """Return a larger radius where few terms are heard: the noise then weighs less."""
        radius = 4 * found.window.radius
        known = max((fit.window.radius for fit in self.seen), default=0.0)
        if found.cut > COUNT // 2 or known > found.window.radius or radius >= min(self.outside, self.hidden):
            return None
        return radius

    def _shrunk(self, found: Fit) -> float | None:
        """Return the radius at which the tail would be at the floor, going by its degree."""
        ratio = (found.floor / found.tail) ** (1 / (COUNT - 3))
        return found.window.radius * min(0.7, max(ratio, _LADDER))

    def _unresolved(self, found: Fit) -> float | None:
        return self._scanned(found)

    def _scanned(self, found: Fit) -> float | None:
        """Return the radius at which first differences settle."""
        if not self._affordable(8 + COUNT + len(_CHECKS)):
            return None
        steps = [found.window.radius * _LADDER**k for k in (1, 2, 3, 4)]
        slopes = [self._slopes(h) for h in steps]
        settled = (h for h, a, b in zip(steps, slopes, slopes[1:], strict=False) if _settled(a, b))
        radius = next(settled, None)
        return None if radius is None else 2 * radius

    def _slopes(self, h: float) -> tuple[float, ...]:
        """Return the odd and the even part of the change of f, as slopes; on one side the change alone."""
        h = (abs(self.x) + h) - abs(self.x)
        if self.side:
            return ((self.f(self.x + self.side * h) - self.middle) / h,)
        above, below = self.f(self.x + h), self.f(self.x - h)
        odd, even = (above - below) / 2, (above - self.middle) + (below - self.middle)
        heard = abs(even) > 16 * chebyshev_fit.UNIT * max(abs(above), abs(below))
        return odd / h, even / h / h if heard else 0.0

    def _answer(self) -> Estimate:
        if not self.kept:
            return _declined("f is not smooth, or too noisy, at every scale that was tried")
        best = min(self.kept, key=lambda fit: fit.raw_error)
        if any(abs(fit.value - best.value) > _DISAGREE * (fit.raw_error + best.raw_error) for fit in self.kept):
            return _declined("the estimates over several radii disagree")
        if not math.isfinite(best.value) or not math.isfinite(best.bound):
            return _declined("the derivative overflows")
        side = {0: None, 1: "from above only", -1: "from below only"}[self.side]
        return Estimate(NAME, best.value, best.window.radius, math.nan, best.bound, 0, side)


def _settled(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return all(abs(p - q) <= _SETTLED * max(abs(p), abs(q)) for p, q in zip(a, b, strict=True))


def _in_steps(moves: list[float]) -> bool:
    """Return whether moves are whole multiples of the least, which one alone may be."""
    least = min(moves, default=0.0)
    return bool(moves) and all(abs(move / least - round(move / least)) < _WHOLE for move in moves)


def _declined(why: str) -> Estimate:
    return Estimate(NAME, math.nan, None, math.nan, math.inf, 0, why)
