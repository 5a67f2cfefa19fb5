"""Claims whose numbers are right and stand in other places: flipped, shifted, rows or axes swapped, another order.

Each yields mended claims, as the rules of `causes` do, which gathers and confirms them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.gradients.naming import place_of
from derivcheck.gradients.slips import Mend, ever_wrong
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.allowances import gradients as allowances


def transposed(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim with its axes in reverse order."""
    if np.ndim(tried[0].reference) >= 2:
        yield Mend("transposed", "the claim is transposed", [c.claimed.T for c in tried])


def swapped_axes(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim with two of its axes swapped; of a matrix that is its transpose."""
    axes = np.ndim(tried[0].reference)
    if axes > 2:
        for i, j in itertools.combinations(range(axes), 2):
            text = f"axes {i} and {j} of the claim are swapped"
            yield Mend("permuted", text, [np.swapaxes(c.claimed, i, j) for c in tried])


def flipped(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim flipped along each axis, and along several."""
    axes = range(np.ndim(tried[0].reference))
    for chosen in (c for n in range(1, len(axes) + 1) for c in itertools.combinations(axes, n)):
        along = f"axis {chosen[0]}" if len(chosen) == 1 else f"axes {', '.join(map(str, chosen))}"
        text = f"the claim is flipped along {along}" if len(axes) > 1 else "the components are in reverse order"
        yield Mend("permuted", text, [np.flip(c.claimed, chosen) for c in tried])


def shifted(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim shifted back, all around, and by one place where what is beyond the end is lost."""
    shape = np.shape(tried[0].reference)
    for axis in (axis for axis, size in enumerate(shape) if size > 2):
        along = "" if len(shape) == 1 else f" along axis {axis}"
        shift = _shift(tried[0], axis)
        places = "one place" if shift in (1, shape[axis] - 1) else f"{min(shift, shape[axis] - shift)} places"
        mended = [np.roll(c.claimed, -shift, axis) for c in tried]
        yield Mend("permuted", f"the components are shifted by {places}{along}", mended)
        lost = int(np.prod(shape)) // shape[axis] * len(tried)
        for step, end in ((1, "last"), (-1, "first")):
            kept = [_shifted_back(c, axis, step) for c in tried]
            text = f"the components are shifted by one place{along}, and the {end} is lost"
            yield Mend("permuted", text, kept, fitted=lost)


def _shift(c: ArrayGap, axis: int) -> int:
    """Return the place in the claim at which the first slice of the derivative stands, most likely."""
    claimed, reference = (np.moveaxis(np.asarray(part), axis, 0) for part in (c.claimed, c.reference))
    off = np.abs(claimed - reference[0]).reshape(len(claimed), -1).sum(axis=1)
    return int(np.argmin(np.where(np.isfinite(off), off, np.inf)))


def _shifted_back(c: ArrayGap, axis: int, step: int) -> NDArray[Any]:
    """Return a claim moved back by one place, with the derivative where nothing is left."""
    found = np.array(np.roll(c.claimed, -step, axis))
    end = [slice(None)] * found.ndim
    end[axis] = slice(-1, None) if step > 0 else slice(0, 1)
    found[tuple(end)] = np.asarray(c.reference)[tuple(end)]
    return found


_SLICES = ("row", "column")


def reordered(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim with its rows, or its columns, in the order that fits at the first point."""
    first = tried[0]
    if np.ndim(first.reference) != 2 or np.size(first.reference) > allowances.PERMUTED.value:
        return
    for axis, noun in enumerate(_SLICES):
        source = _sources(first, axis)
        if source is None:
            continue
        moved = np.flatnonzero(source != np.arange(len(source)))
        swapped = f"{noun}s {moved[0]} and {moved[1]} are swapped" if len(moved) == 2 else f"the {noun}s are permuted"
        yield Mend("permuted", f"{swapped} in the claim", [np.take(c.claimed, source, axis) for c in tried])


def _sources(c: ArrayGap, axis: int) -> NDArray[Any] | None:
    """Return which slice of the claim fits each slice of the derivative; None where one fits two, or none moved."""
    claimed, reference = (np.moveaxis(np.asarray(part), axis, 0) for part in (c.claimed, c.reference))
    off = np.abs(reference[:, None, :] - claimed[None, :, :]).sum(axis=-1)
    source = np.argmin(np.where(np.isfinite(off), off, np.inf), axis=1)
    moved = len(source) > 1 and len(set(source.tolist())) == len(source) and np.any(source != np.arange(len(source)))
    return source if moved else None


def column_by_column(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim read as if one of ravel and reshape had gone column by column, as Fortran does."""
    shape = np.shape(tried[0].reference)
    if len(shape) < 2:
        return
    text = "the elements are taken row by row and put column by column, or the reverse: order='C' and order='F'"
    yield Mend("permuted", text, [np.reshape(np.ravel(c.claimed), shape, order="F") for c in tried])
    yield Mend("permuted", text, [np.reshape(np.ravel(c.claimed, order="F"), shape) for c in tried])


def permuted(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Find a permutation of the wrong components from the values at the first point."""
    wrong = np.flatnonzero(ever_wrong(tried))
    if not 2 <= wrong.size <= allowances.PERMUTED.value:
        return
    first = tried[0]
    claimed, reference = first.claimed.ravel()[wrong], first.reference.ravel()[wrong]
    source = np.empty(wrong.size, dtype=int)
    source[np.argsort(reference, kind="stable")] = np.argsort(claimed, kind="stable")
    mended = []
    for c in tried:
        flat = np.array(c.claimed).ravel()
        flat[wrong] = flat[wrong[source]]
        mended.append(flat.reshape(np.shape(c.claimed)))
    shape = np.shape(first.claimed)
    places = [place_of(np.unravel_index(i, shape), first.reference, name) for i in wrong[:2]]
    text = f"{' and '.join(places)} are swapped" if wrong.size == 2 else f"{wrong.size} components are permuted"
    yield Mend("permuted", text, mended)
