"""The error of finite differences in every component: lines over a vector, maps over what has more axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.report import wording
from derivcheck.report.outline.error_map import relative
from derivcheck.report.palette import SIZES
from derivcheck.report.plot import canvas
from derivcheck.results.error_map import ErrorMap

HEIGHT, LONE_HEIGHT, COLUMNS = 5.5, 4.5, 3
"""Inches, and maps side by side."""

MARKS = "sv^Do"

TITLE_LENGTH = 90


def draw(result: ErrorMap) -> Any:
    """Draw a map of errors; an error of 0 has no place on a logarithmic scale and is left out.

    Parameters
    ----------
    result : ErrorMap

    Returns
    -------
    matplotlib.figure.Figure
    """
    drawn = canvas.blank(LONE_HEIGHT if np.ndim(result.at) == 1 else HEIGHT)
    (_lines if np.ndim(result.at) == 1 else _maps)(drawn, result)
    title = f"Errors of finite differences of {wording.clip(result.function, 50)} in every component"
    drawn.suptitle(wording.clip(title, TITLE_LENGTH), parse_math=False)
    return drawn


def _lines(drawn: Any, result: ErrorMap) -> None:
    axes = drawn.subplots()
    for rule, mark in zip(result.rules, MARKS, strict=True):
        axes.plot(_positive(relative(result, rule)), marker=mark, markersize=4, linewidth=0.8, label=rule.name)
    axes.set(yscale="log", xlabel=f"component of {result.variable}", ylabel="|error / derivative|")
    drawn.legend(loc="outside lower center", ncols=2, frameon=False)


def _maps(drawn: Any, result: ErrorMap) -> None:
    cells = [np.log10(_positive(relative(result, rule))).reshape(-1, result.at.shape[-1]) for rule in result.rules]
    known = np.concatenate([np.ravel(one[np.isfinite(one)]) for one in cells])
    low, high = (float(known.min()), float(known.max())) if known.size else (-16.0, 0.0)
    grid = drawn.subplots(-(-len(cells) // COLUMNS), COLUMNS, squeeze=False)
    image = None
    for axes, rule, one in zip(grid.flat, result.rules, cells, strict=False):
        image = axes.imshow(one, cmap=f"{SIZES}_r", vmin=low, vmax=high, aspect="auto", interpolation="nearest")
        axes.set_title(rule.name, loc="left", fontsize=7.5, parse_math=False)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.yaxis.get_major_locator().set_params(integer=True)
    for axes in list(grid.flat)[len(cells) :]:
        axes.set_axis_off()
    drawn.colorbar(image, ax=grid, label="log10 |error / derivative|", pad=0.02)


def _positive(errors: Any) -> Any:
    return np.where(errors > 0, errors, np.nan)
