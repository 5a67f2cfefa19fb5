"""The picture: error against step, one panel a scheme, drawn with matplotlib (extra `plot`)."""

from __future__ import annotations

import functools
import importlib
import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivcheck.ground.errors import InputError, ParseError
from derivcheck.report import wording
from derivcheck.report.palette import MARKERS
from derivcheck.report.plot import canvas, overlay, panel
from derivcheck.report.plot.canvas import ENDINGS
from derivcheck.report.plot.overlay import Overlay
from derivcheck.report.plot.panel import Panel
from derivcheck.results import Check, Checks, Comparison, Comparisons, ErrorCurve, Result
from derivcheck.results.error_map import ErrorMap

PANEL_HEIGHT, LONE_HEIGHT, MARGIN = 2.75, 3.75, 1.5
"""Inches."""

FORMULA_LENGTH, TITLE_LENGTH, SCHEME_LENGTH = 50, 80, 20
"""Characters of the formula, of the whole title and of a scheme's name that fit the width."""

_CLAIM_SCHEME = "central-2"
"""The finite difference that people hold a claim against."""

MARKS = 3
"""Marks of the measured total that the legend shows, at most."""


Drawable = Result | Mapping[str, Comparison | Comparisons]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole picture: a title, and groups of panels; a group starts a row and shares its axes."""

    title: str
    groups: tuple[tuple[Panel | Overlay, ...], ...]


def figure(result: Drawable) -> Any:
    """Draw a result.

    Parameters
    ----------
    result : ErrorCurve, Comparison, Comparisons, Check or Checks
        Also a mapping of names to comparisons of one function, to be drawn over one another.

    Returns
    -------
    matplotlib.figure.Figure
        One panel a scheme, a row or more for each component of a gradient; or a map of components, or of an interval.

    Raises
    ------
    MissingExtraError
        matplotlib is not installed.
    InputError
        The result has no error curve.
    """
    with canvas.style():
        if isinstance(result, Check | ErrorMap) and (name := _map(result)):
            return importlib.import_module(f"{__package__}.{name}").draw(result)
        return _drawn(sheet(result))


def _map(result: Check | ErrorMap) -> str:
    """Return the file that draws a result which is no error curve; "" of one that is."""
    if isinstance(result, ErrorMap):
        return "error_map"
    if result.certificate:
        return "interval_map"
    return "" if result.kind == "derivative" else "component_map"


def save(result: Drawable, path: str | Path) -> None:
    """Write the picture to a file, as PNG, SVG or PDF by its ending.

    Raises
    ------
    MissingExtraError
        matplotlib is not installed.
    InputError
        The ending is another one, the file cannot be written, or there is nothing to draw.
    """
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"no picture format for {str(path)!r}; known endings: {', '.join(ENDINGS)}")
    drawn = image(result, ending)
    try:
        Path(path).write_bytes(drawn)
    except OSError as error:
        raise InputError(f"cannot write the picture {str(path)!r}: {error.strerror or error}") from error


def image(result: Drawable, ending: str) -> bytes:
    """Return the picture as the bytes of a file with one of the `ENDINGS`."""
    return canvas.written(figure(result), ending)


@functools.singledispatch
def sheet(result: Drawable) -> Sheet:
    """Return what the picture of a result shows."""
    raise InputError(f"a {type(result).__name__} has no picture")


@sheet.register
def _curve_sheet(result: ErrorCurve) -> Sheet:
    return Sheet("Error against the step", ((Panel(result.scheme, result),),))


@sheet.register
def _comparison_sheet(result: Comparison) -> Sheet:
    return Sheet(_title(result, wording.operator(result.wrt, result.order)), (_panels(result),))


@sheet.register
def _comparisons_sheet(result: Comparisons) -> Sheet:
    rows = tuple(_panels(part, f"{wording.operator(part.wrt, part.order)}  ") for part in result.components)
    title = _title(result.components[0], "the derivatives") if rows else ""
    return Sheet(title, rows)


@sheet.register(Mapping)
def _overlaid_sheet(results: Mapping[str, Comparison | Comparisons]) -> Sheet:
    first = next(iter(results.values()), None)
    part = first.components[0] if isinstance(first, Comparisons) else first
    title = f"Errors of derivatives of {_formula(part)} at {wording.point(part.at)}" if part else ""
    return Sheet(wording.clip(title, TITLE_LENGTH), overlay.overlays(results))


@sheet.register
def _check_sheet(result: Check) -> Sheet:
    return Sheet(_title(result, f"the claimed {wording.operator(result.wrt, result.order)}"), ((_claimed(result),),))


@sheet.register
def _checks_sheet(result: Checks) -> Sheet:
    # Each claim is shown where it was judged, which need not be one point for all.
    prefixes = [f"{wording.operator(part.wrt, part.order)} at {wording.point(part.at)}  " for part in result.components]
    rows = tuple((_claimed(part, prefix),) for part, prefix in zip(result.components, prefixes, strict=True))
    return Sheet(f"Error of the claims of {_formula(result.components[0])}", rows)


def _claimed(result: Check, prefix: str = "") -> Panel:
    """Return the error of the best-known finite difference next to that of the claim.

    Raises
    ------
    InputError
        The claim has no value to show.
    """
    if not result.components or not result.variables:
        raise InputError("nothing to draw: there is no point at which the claim and the derivative have values")
    try:
        curve = result.curve.value if result.curve else _curve_of_formula(result)
    except ParseError as error:
        raise InputError(f"no picture: {result.function} is not a formula") from error
    shown = result.components[0]
    # A gap that errors explain is none; drawn as it is, it would stretch the axis by forty decades.
    gap = shown.gap if abs(shown.gap) > shown.budget else 0.0
    return Panel(prefix + curve.scheme, curve, levels={"claim": gap})


def _curve_of_formula(result: Check) -> ErrorCurve:
    from derivcheck.testing.compare import error_curve

    return error_curve(result.function, result.at, _CLAIM_SCHEME, wrt=result.wrt[0], order=result.order)


def _panels(result: Comparison, prefix: str = "") -> tuple[Panel, ...]:
    levels = {e.method: e.error for e in result.estimates if e.method in panel.LEVELS and math.isfinite(e.error)}
    marked = zip(result.curves, itertools.cycle(MARKERS))
    return tuple(
        Panel(prefix + wording.clip(curve.scheme, SCHEME_LENGTH), curve, marker, levels) for curve, marker in marked
    )


def _title(result: Comparison | Check, which: str) -> str:
    return wording.clip(f"Error of {which} of {_formula(result)} at {wording.point(result.at)}", TITLE_LENGTH)


def _formula(result: Comparison | Check) -> str:
    return wording.clip(" ".join(result.function.split()), FORMULA_LENGTH)


def _drawn(shown: Sheet) -> Any:
    groups = [group for group in shown.groups if group]
    if not groups:
        raise InputError("nothing to draw: there is no error curve; ask for a scheme, such as central-2")
    columns = _columns(max(map(len, groups)))
    rows = sum(math.ceil(len(group) / columns) for group in groups)
    drawn = canvas.blank(MARGIN + (LONE_HEIGHT if columns == 1 else rows * PANEL_HEIGHT))
    cells = iter(drawn.subplots(rows, columns, squeeze=False))
    for group in groups:
        _fill(group, list(itertools.islice(cells, math.ceil(len(group) / columns))))
    drawn.suptitle(shown.title, parse_math=False)
    _legend(drawn)
    return drawn


def _columns(panels: int) -> int:
    return {1: 1, 2: 2, 4: 2}.get(panels, 3)


def _fill(group: Sequence[Panel | Overlay], rows: list[Any]) -> None:
    within = panel.span([one for shown in group for one in (shown.panels if isinstance(shown, Overlay) else (shown,))])
    axes = [cell for row in rows for cell in row]
    for cell, one in itertools.zip_longest(axes, group):
        if one is None:
            cell.set_axis_off()
        elif isinstance(one, Overlay):
            overlay.draw(cell, one, within)
        else:
            panel.draw(cell, one, within)
    for row in rows:
        row[0].set_ylabel("|error|")
        for cell in row[1:]:
            cell.tick_params(labelleft=False)
    # The lowest panel of each column, also where the last row is not full.
    for cell in axes[: len(group)][-len(rows[0]) :]:
        cell.set_xlabel("step h")


def _legend(drawn: Any) -> None:
    """Explain each kind of line once; the measured total shows the marks of the first schemes."""
    entries: dict[str, list[Any]] = {}
    for cell in drawn.axes:
        for handle, label in zip(*cell.get_legend_handles_labels(), strict=True):
            entries.setdefault(label, []).append(handle)
    handles = [tuple({line.get_marker(): line for line in lines}.values())[:MARKS] for lines in entries.values()]
    tuples = {tuple: canvas.matplotlib("matplotlib.legend_handler").HandlerTuple(ndivide=None, pad=0.4)}
    columns = 4 if set(entries) & set(panel.LEVELS) else 3
    place = {"loc": "outside lower center", "ncols": columns, "columnspacing": 1.4}
    drawn.legend(handles, entries.keys(), handler_map=tuples, frameon=False, **place)
