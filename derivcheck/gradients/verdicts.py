"""Claims beside references, element by element: gaps, budgets, what is refuted, and what would have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.claims.verdict_rule import detection_limit, explained, meaningful
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.results import Cause

ROUND_OFF = Cause("round-off", "right formula, wrong numbers: the program of the claim loses its digits to rounding")


@dataclass(frozen=True)
class ArrayGap:
    """A claimed derivative beside its reference, at one point.

    Attributes
    ----------
    x : array
    claimed, reference : array
        Of the shape of the derivative.
    bound, noise : array
        Of the reference's error, and of the rounding in `claimed`.
    lost : array or None
        The rounding error of the float program of the claim, where `claimed` is without it.
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
    def loss(self) -> Any:
        """The size of the rounding error of the claim's program, where that is known."""
        return 0.0 if self.lost is None else np.abs(self.lost)

    @property
    def as_returned(self) -> ArrayGap:
        """The numbers that the program of the claim returns, with their rounding error in the budget."""
        if self.lost is None:
            return self
        return replace(self, claimed=self.claimed + self.lost, noise=self.noise + self.loss, lost=None)

    @property
    def known(self) -> Any:
        """Where the reference is a number with a bound."""
        return np.isfinite(self.reference) & np.isfinite(self.bound)

    @property
    def refuted(self) -> Any:
        """Where the gap is larger than its budget; NaN is never a pass."""
        return self.known & ~explained(self.gap, self.budget)

    def element(self, index: tuple[int, ...]) -> ArrayGap:
        """Return one element alone, as numbers; x stays."""
        parts = {name: getattr(self, name) for name in ("claimed", "reference", "bound", "noise", "lost")}
        shape = np.shape(self.reference)
        known = {name: np.broadcast_to(part, shape)[index] for name, part in parts.items() if part is not None}
        return replace(self, **known)

    def first(self, count: int) -> ArrayGap:
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


def limits(tried: Sequence[ArrayGap], natural: float = 0.0) -> Any:
    """Return the detection limit of each element at the first point, which is the one that was asked for.

    Nobody can have seen less than the digits that the program of the claim loses there.
    Where the derivative is so small there that its own size says nothing, the limit is relative to its size
    at the other points, close by; where it is zero at all of them, to the largest element, and where all are,
    to `natural`: |f| over |x|, the slope that doubles f as x doubles.
    """
    here = tried[0]
    with np.errstate(all="ignore"):
        own = _limit(here, _size(here))
        return np.where(meaningful(own), own, _limit(here, _size_nearby(tried, natural)))


def useless(tried: Sequence[ArrayGap], natural: float = 0.0) -> Any:
    """Return where the numbers that the claim returns are off by more than a check may leave unseen.

    Rounding may explain that, and the formula may be right.
    """
    here = tried[0].as_returned
    off = np.abs(here.gap) - here.bound
    size = _size_nearby(tried, natural) + here.bound
    return here.known & ~meaningful(np.where(off <= 0, 0.0, off) / np.where(size > 0, size, 1.0))


def _size_nearby(tried: Sequence[ArrayGap], natural: float) -> Any:
    beside = np.maximum.reduce([_size(c) for c in tried])
    largest = float(np.max(beside)) or natural
    # As zero as half of the digits of the largest say, and nothing else is known of it.
    small = [(np.abs(c.reference) <= c.bound) & (c.bound <= allowances.HALF_THE_DIGITS.value * largest) for c in tried]
    zero = np.all(small, axis=0) | np.all([c.reference == 0 for c in tried], axis=0)
    return np.where(zero, largest, beside)


def _size(c: ArrayGap) -> Any:
    """Return what each element of the derivative is at least, in absolute value."""
    return np.where(c.known, np.maximum(np.abs(c.reference) - c.bound, 0.0), 0.0)


def _limit(c: ArrayGap, size: ArrayLike) -> Any:
    limit = np.where(c.budget + c.loss == 0, 0.0, detection_limit(c.budget, size) + c.loss / size)
    return np.where(c.known & ~np.isnan(limit), limit, np.inf)
