"""Where the elements of a point made of several arrays stand in one map: the rows of each array, one below another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from derivcheck.results.component import Component
from derivcheck.results.parts import Part, called


@dataclass(frozen=True)
class Rows:
    """The rows of a map.

    Attributes
    ----------
    labels : tuple of str
        What each row is called; empty for the rows of a single array.
    places : dict
        The row and the column of each component, by its index.
    """

    labels: tuple[str, ...]
    places: dict[tuple[int, ...], tuple[int, int]]


def rows_of(components: Sequence[Component], parts: Sequence[Part]) -> Rows:
    """Return the place of each component of a gradient of several arrays, and the names of the rows.

    >>> from derivcheck.results import Verdict
    >>> some = [Component((i,), 0.0, 0.0, 0.0, 0.0, Verdict.AGREES, {}) for i in (1, 5)]
    >>> rows = rows_of(some, [Part("W", (2, 2), 0), Part("b", (2,), 4)])
    >>> rows.labels, rows.places
    (('W[0]', 'W[1]', 'b'), {(1,): (0, 1), (5,): (2, 1)})
    """
    labels: list[str] = []
    places: dict[tuple[int, ...], tuple[int, int]] = {}
    wanted = {c.index[0]: c.index for c in components if len(c.index) == 1}
    for part in parts:
        first, columns = len(labels), part.shape[-1] if part.shape else 1
        labels += [_label(part, row) for row in range(math.prod(part.shape[:-1]) if part.size else 0)]
        for place in range(part.size):
            if (index := wanted.get(part.start + place)) is not None:
                places[index] = (first + place // columns, place % columns)
    return Rows(tuple(labels), places)


def _label(part: Part, row: int) -> str:
    index = []
    for size in reversed(part.shape[:-1]):
        row, i = divmod(row, size)
        index.append(i)
    return called(part.name, tuple(reversed(index)))
