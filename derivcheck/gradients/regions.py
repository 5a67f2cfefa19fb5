"""The names of parts of a matrix: triangles, the diagonal, a row with its column, blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.gradients.naming import Variable, parts_of, whole_parts

Mask = NDArray[np.bool_]


def region(wrong: NDArray[Any], name: str = "", told: NDArray[Any] | None = None) -> str:
    """Return the name of a part of a matrix; "" for what has none.

    Parameters
    ----------
    wrong : array of bool
        What is to be named.
    name : str
        Of the variable, whose parts have names of their own.
    told : array of bool, optional
        Where the derivative is not 0: elsewhere a claim of 0, or of anything times it, is right.

    Examples
    --------
    >>> region(np.tril(np.ones((3, 3), dtype=bool), -1)), region(~np.eye(3, dtype=bool))
    ('the triangle below the diagonal', 'the elements off the diagonal')
    """
    wrong = np.asarray(wrong)
    if wrong.ndim != 2 or min(wrong.shape) < 2 or np.count_nonzero(wrong) < 2:
        return ""
    seen: Mask = np.ones(wrong.shape, dtype=bool) if told is None else np.asarray(told) | wrong
    if wrong.shape[0] == wrong.shape[1]:
        for text, part in _named(len(wrong), name) if len(wrong) > 2 else ():
            if np.array_equal(wrong, part & seen) and np.any(~part & seen):
                return text
        upper = np.triu(wrong, 1)
        if (block := _block(upper, name, np.triu(seen, 1))) and np.array_equal(wrong, upper | upper.T):
            return f"{block}, and its transpose,"
    return _block(wrong, name, seen)


def _named(size: int, name: str) -> Iterator[tuple[str, Mask]]:
    """Yield the parts of a square matrix that have names."""
    full = np.ones((size, size), dtype=bool)
    yield "the diagonal", np.eye(size, dtype=bool)
    yield "the triangle below the diagonal", np.tril(full, -1)
    yield "the triangle above the diagonal", np.triu(full, 1)
    yield "the diagonal and the triangle below it", np.tril(full)
    yield "the diagonal and the triangle above it", np.triu(full)
    yield "the elements off the diagonal", ~np.eye(size, dtype=bool)
    for said, chosen in _lines(size, name):
        cross = chosen[:, None] | chosen[None, :]
        yield f"{said}", cross & ~(chosen[:, None] & chosen[None, :])
        yield f"{said}", cross


def _lines(size: int, name: str) -> Iterator[tuple[str, Mask]]:
    """Yield rows with their columns, of one variable or of a part of a structure."""
    for i in range(size):
        yield f"row and column {i}", np.arange(size) == i
    for part in parts_of(name) if isinstance(name, Variable) and name.square else ():
        chosen = np.zeros(size, dtype=bool)
        chosen[part.start : part.stop] = True
        yield f"the rows and columns of {part.name}", chosen


def _block(wrong: Mask, name: str, seen: Mask) -> str:
    """Return the name of a block; of one with holes in `seen` where most of it is wrong."""
    rows, columns = np.flatnonzero(wrong.any(axis=1)), np.flatnonzero(wrong.any(axis=0))
    count, size = np.count_nonzero(wrong), len(rows) * len(columns)
    box = np.zeros(wrong.shape, dtype=bool)
    box[np.ix_(rows, columns)] = True
    if count < 2 or box.all() or not np.array_equal(wrong, box & seen) or 2 * count < size:
        return ""
    row_name = name if isinstance(name, Variable) and name.square else ""
    return f"the block of {_range('row', rows, row_name)} and {_range('column', columns, name)}"


def _range(noun: str, places: NDArray[Any], name: str) -> str:
    chosen = np.zeros(sum(part.size for part in parts_of(name)), dtype=bool)
    chosen[places[places < len(chosen)]] = True
    if names := whole_parts(chosen, name):
        return f"{noun}s of {' and '.join(names)}"
    if len(places) == 1:
        return f"{noun} {int(places[0])}"
    consecutive = int(places[-1]) - int(places[0]) == len(places) - 1
    shown = f"{int(places[0])} to {int(places[-1])}" if consecutive else ", ".join(str(int(i)) for i in places)
    return f"{noun}s {shown}"
