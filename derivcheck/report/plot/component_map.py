"""Where a claimed gradient, Jacobian or Hessian is wrong: a map of the relative gap, in the shape of the array."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.ground.errors import InputError
from derivcheck.report import wording
from derivcheck.report.palette import FAINT, INK, SIZES
from derivcheck.report.part_rows import rows_of
from derivcheck.report.plot import canvas
from derivcheck.report.relative_gap import decades
from derivcheck.results import Check

LEAST_HEIGHT, MOST_HEIGHT, ROW, MARGIN = 2.0, 7.0, 0.34, 1.4
"""Inches: of the whole figure, of a row, and around the map."""

LABELLED = 16
"""Rows and columns of a map whose cells have their numbers written in them, at most."""

TITLE_LENGTH = 80
"""Characters of a title that fit the width."""


def draw(result: Check) -> Any:
    """Draw the map: a component that agrees is pale, one that was not looked at is white.

    Parameters
    ----------
    result : Check
        Of an array; of more than two axes all but the last are one below another.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    InputError
        There are no components to show.
    """
    if not result.components:
        raise InputError("nothing to draw: no component was looked at one by one")
    sizes, seen, labels = _cells(result)
    drawn = canvas.blank(min(MOST_HEIGHT, max(LEAST_HEIGHT, MARGIN + ROW * len(sizes))))
    axes = drawn.subplots()
    low, high = _range(sizes)
    look = {"aspect": "auto", "interpolation": "nearest"}
    axes.imshow(np.where(seen, 0.5, 0.0), cmap="Greys", vmin=0, vmax=3, **look)
    image = axes.imshow(sizes, cmap=f"{SIZES}_r", vmin=low, vmax=high, **look)
    _frame(axes, sizes, labels)
    if max(sizes.shape) <= LABELLED:
        _numbers(axes, sizes, (low + high) / 2)
    wrong = int(np.sum(np.isfinite(sizes)))
    axes.set_title(_title(result, wrong), loc="left", parse_math=False)
    if wrong:
        drawn.colorbar(image, ax=axes, label="log10 |gap / derivative|", pad=0.02)
    return drawn


def _cells(result: Check) -> tuple[Any, Any, tuple[str, ...]]:
    """Return log10 of the relative gaps, NaN where errors explain it, which were looked at, and the names of rows."""
    if result.parts and result.kind == "gradient":
        return _cells_of_parts(result)
    shape = tuple(1 + max(axis) for axis in zip(*(c.index for c in result.components), strict=True)) or (1,)
    sizes, seen = np.full(shape, np.nan), np.zeros(shape, bool)
    for c in result.components:
        found = decades(c)
        sizes[c.index or 0] = np.nan if found is None else found
        seen[c.index or 0] = True
    return sizes.reshape(-1, shape[-1]), seen.reshape(-1, shape[-1]), ()


def _cells_of_parts(result: Check) -> tuple[Any, Any, tuple[str, ...]]:
    rows = rows_of(result.components, result.parts)
    shape = len(rows.labels), max(part.shape[-1] if part.shape else 1 for part in result.parts)
    sizes, seen = np.full(shape, np.nan), np.zeros(shape, bool)
    for c in result.components:
        found = decades(c)
        sizes[rows.places[c.index]] = np.nan if found is None else found
        seen[rows.places[c.index]] = True
    return sizes, seen, rows.labels


def _range(sizes: Any) -> tuple[float, float]:
    """Return the ends of the colour scale: whole decades, two of them at least."""
    known = sizes[np.isfinite(sizes)]
    low, high = (float(np.floor(known.min())), float(np.ceil(known.max()))) if known.size else (0.0, 0.0)
    return min(low, high - 2), high


def _frame(axes: Any, sizes: Any, labels: tuple[str, ...]) -> None:
    rows, columns = sizes.shape
    axes.set_xlabel("last axis" if rows > 1 else "component")
    axes.set_ylabel("first axis" if rows > 1 and not labels else "")
    ticker = canvas.matplotlib("matplotlib.ticker")
    axes.xaxis.set_major_locator(ticker.MaxNLocator(integer=True, nbins=min(columns, LABELLED)))
    axes.yaxis.set_major_locator(ticker.MaxNLocator(integer=True, nbins=min(rows, LABELLED)))
    if labels:
        shown = range(0, rows, -(-rows // (2 * LABELLED)))
        axes.set_yticks(list(shown), [wording.clip(labels[i], LABELLED) for i in shown], parse_math=False)
    elif rows == 1:
        axes.set_yticks([])
    if max(rows, columns) <= 4 * LABELLED:
        axes.hlines(np.arange(1, rows) - 0.5, -0.5, columns - 0.5, color=FAINT, linewidth=0.8)
        axes.vlines(np.arange(1, columns) - 0.5, -0.5, rows - 0.5, color=FAINT, linewidth=0.8)


def _numbers(axes: Any, sizes: Any, middle: float) -> None:
    for (row, column), size in np.ndenumerate(sizes):
        if np.isfinite(size):
            shown = f"{round(float(size), 1) + 0.0:.1f}"  # without the sign of a zero
            colour = "white" if size > middle else INK
            axes.text(
                column,
                row,
                shown,
                ha="center",
                va="center",
                color=colour,
                fontsize="small",
            )


def _title(result: Check, wrong: int) -> str:
    what = wording.clip(result.function, TITLE_LENGTH)
    looked = f"{len(result.components):,} component{'' if len(result.components) == 1 else 's'} looked at"
    return f"Claimed {result.kind} of {what}\n{wrong:,} wrong of {looked}"
