"""From numbers to verdicts: gaps, budgets, and what is small enough to mean something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

MEANINGFUL = 2.0**-7
"""A check that would let an error of one part in 128 pass says too little to agree."""


@dataclass(frozen=True)
class Comparison:
    """A claimed derivative beside its reference, at one point.

    Attributes
    ----------
    x : array
    claimed, reference : array
        Of the shape of the derivative.
    bound, noise : array
        Of the reference's error, and of the rounding in `claimed`.
    lost : array or None
        How far the float program of the claim is from `claimed`, where that has no rounding.
    size : int
        The number of components of x, where the numbers are along directions; else 0.
    """

    x: Any
    claimed: Any
    reference: Any
    bound: Any
    noise: Any
    lost: Any = None
    size: int = 0

    @property
    def gap(self) -> Any:
        """The claim minus the reference."""
        return self.claimed - self.reference

    @property
    def budget(self) -> Any:
        """The largest gap that errors can explain."""
        return self.bound + self.noise

    @property
    def known(self) -> Any:
        """Where the reference is a number with a bound."""
        return np.isfinite(self.reference) & np.isfinite(self.bound)

    @property
    def refuted(self) -> Any:
        """Where the gap is larger than its budget; NaN is never a pass."""
        return self.known & ~(np.abs(self.gap) <= self.budget)

    def first(self, count: int) -> Comparison:
        """Return the first elements only."""
        names = ("x", "claimed", "reference", "bound", "noise")
        return replace(self, **{name: getattr(self, name)[:count] for name in names})

    @property
    def order(self) -> Any:
        """Flat indices of the elements, worst first: by the gap over its budget."""
        with np.errstate(all="ignore"):
            ratio = np.abs(self.gap) / self.budget
        ratio = np.where(self.refuted, np.where(np.isnan(ratio), np.inf, ratio), np.where(self.known, 0, 0.5))
        # Of gaps that are both beyond any budget, the larger is worse.
        size = np.where(np.isfinite(self.gap), np.abs(self.gap), np.inf)
        return np.lexsort((-size.ravel(), -ratio.ravel()))

    @property
    def refuted_places(self) -> list[int]:
        """Flat indices of the refuted elements, worst first."""
        refuted = np.ravel(self.refuted)
        order = self.order
        return [int(i) for i in order[refuted[order]]]


def limits(tried: Sequence[Comparison], natural: Any = 0.0) -> Any:
    """Return, for each element, the smallest relative error that would have shown at one of the points.

    Where the derivative is zero at all of them it is relative to the largest element, and where
    each is zero to `natural`: |f| over |x|, the slope that doubles f as x doubles.
    """
    with np.errstate(all="ignore"):
        own = [np.where(c.known, c.budget / np.abs(c.reference), np.inf) for c in tried]
        best = np.fmin.reduce(np.where(np.isnan(own), np.inf, own))
        scales = [float(np.max(np.abs(c.reference), initial=0, where=c.known)) for c in tried]
        rest = 0.0 if any(scales) else natural
        common = np.fmin.reduce(
            [np.where(c.known, c.budget, np.inf) / (s or rest) for c, s in zip(tried, scales, strict=True)]
        )
        zero = np.all([c.reference == 0 for c in tried], axis=0)
        exact = np.any([zero & (c.budget == 0) & c.known for c in tried], axis=0)
    return np.where(exact, 0.0, np.where(np.isfinite(best), best, np.where(np.isnan(common), 0.0, common)))
