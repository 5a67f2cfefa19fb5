"""The parts of a point that is made of several arrays and numbers, and what its elements are called."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """An array or a number of a point.

    Attributes
    ----------
    name : str
        Such as "W1" for a key of a dict, "weights[1]" for the second array of a list.
    shape : tuple of int
        () for a number.
    start : int
        The place of its first element among those of all parts, one after another.

    Examples
    --------
    >>> part = Part("W1", (2, 3), 4)
    >>> part.element(1), Part("mu", (), 0).element(0)
    ('W1[0, 1]', 'mu')
    """

    name: str
    shape: tuple[int, ...]
    start: int

    @property
    def size(self) -> int:
        """The number of its elements."""
        return math.prod(self.shape)

    @property
    def stop(self) -> int:
        """The place after its last element."""
        return self.start + self.size

    def element(self, place: int) -> str:
        """Return what its element is called, by its place in the part."""
        index = []
        for size in reversed(self.shape):
            place, i = divmod(place, size)
            index.append(i)
        return called(self.name, tuple(reversed(index)))


def called(name: str, index: tuple[int, ...]) -> str:
    """Return what code calls an element of an array.

    >>> called("w", (0, 1)), called("x", ())
    ('w[0, 1]', 'x')
    """
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def element(parts: Sequence[Part], place: int) -> str:
    """Return what an element is called, by its place among those of all parts.

    >>> element([Part("W", (2, 2), 0), Part("b", (2,), 4)], 5)
    'b[1]'
    """
    part = parts[bisect.bisect_right(parts, place, key=lambda part: part.start) - 1]
    return part.element(place - part.start)
