"""Zero times an infinite slope: zero if the argument is constant, unknown if it is only stationary.

The argument of sqrt(0*x) does not move, however steep the root is at 0. That of sqrt(x**2) does not
move at x = 0 either, to first order, and yet the root is |x|. A tangent that is zero does not tell one from the
other; the same tangent at points nearby does, where x**2 moves and 0*x does not. So f runs on both sides
of the point first, on levels that note which arguments move there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.forward.dual_array import plain_value
from derivcheck.autodiff.forward.level import Level, vanishes


class CheckingLevel(Level):
    """A level that checks every product of a slope and a tangent.

    Parameters
    ----------
    moves : sequence of arrays, optional
        For each product of the run, where the tangent moves nearby. Where it does, zero times an
        infinite slope is NaN; else it is zero.

    Attributes
    ----------
    singular : bool
        Whether zero times an infinite slope occurred.
    """

    __slots__ = ("count", "moves", "singular", "undetermined")

    def __init__(self, lead: int = 0, holomorphic: bool = False, moves: Sequence[Any] = ()) -> None:
        super().__init__(lead, holomorphic)
        self.moves = moves
        self.count = 0
        self.singular = False
        self.undetermined = False

    def product(self, slope: Array, tangent: Array) -> Any:
        """Return slope times tangent."""
        return self._checked(slope * tangent, tangent)

    def scale(self, slope: Array, tangent: Array) -> Any:
        """Return slope times tangent."""
        return self.product(slope, tangent)

    def quotient(self, tangent: Array, divisor: Array) -> Any:
        """Return tangent / divisor."""
        return self._checked(tangent / divisor, tangent)

    def _checked(self, product: Array, tangent: Array) -> Any:
        idle = vanishes(tangent)
        undefined = _undefined(product)
        doubtful = idle & undefined
        place, self.count = self.count, self.count + 1
        # What moves to second order only, as the levels begun before this one see.
        self.undetermined = self.undetermined or bool(np.any(undefined & ~idle & (plain_value(tangent) == 0)))
        if not np.any(doubtful):
            return np.where(idle, 0, product)[()]
        self.singular = True
        unknown = doubtful & (self.moves[place] if place < len(self.moves) else False)
        self.undetermined = self.undetermined or bool(np.any(unknown))
        return np.where(idle, np.where(unknown, np.nan, 0), product)[()]


class Probe(CheckingLevel):
    """A level of a point nearby, which notes where tangents move."""

    __slots__ = ()

    def __init__(self, lead: int = 0, holomorphic: bool = False) -> None:
        super().__init__(lead, holomorphic, [])

    def _checked(self, product: Array, tangent: Array) -> Any:
        idle = vanishes(tangent)
        assert isinstance(self.moves, list)
        self.moves.append(~np.asarray(idle))
        return np.where(idle, 0, product)[()]


class Everywhere(Sequence[Any]):
    """What is taken where the runs nearby took another course: that everything moves."""

    def __len__(self) -> int:
        return 2**62

    def __getitem__(self, place: object) -> Any:
        return True


def either(below: Sequence[Any], above: Sequence[Any], count: int) -> Sequence[Any]:
    """Return where tangents move on one side or the other, in a run of so many products."""
    same = len(below) == len(above) == count and all(a.shape == b.shape for a, b in zip(below, above, strict=True))
    return [a | b for a, b in zip(below, above, strict=True)] if same else Everywhere()


def _undefined(x: Any) -> Any:
    """Tell where a product is not finite, in itself or in the tangents that it carries."""
    if not hasattr(x, "tangent"):
        return ~np.isfinite(x)
    carried = _undefined(x.tangent)
    return _undefined(x.primal) | (np.any(carried, axis=0) if x.level.lead and np.ndim(carried) else carried)
