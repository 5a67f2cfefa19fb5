"""One panel of the picture: the error of one scheme against the step, on logarithmic axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from derivcheck.report.palette import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, VERMILLION
from derivcheck.report.wording import superscript
from derivcheck.results import ErrorCurve

TRUNCATION = {"color": BLUE, "linewidth": 4.5, "alpha": 0.35, "solid_capstyle": "butt"}
PREDICTED_TRUNCATION = {"color": BLUE, "linewidth": 1.4, "linestyle": (0, (5, 2))}
ROUNDOFF = {"color": VERMILLION, "linewidth": 1.3, "alpha": 0.75}
PREDICTED_ROUNDOFF = {"color": VERMILLION, "linewidth": 1.6, "linestyle": (0, (1, 1.5))}
TOTAL = {"color": INK, "linestyle": "none", "markersize": 4.2, "markeredgewidth": 0}
BEST = {
    "color": ORANGE,
    "linestyle": "none",
    "marker": "*",
    "markersize": 12.5,
    "markeredgecolor": INK,
    "markeredgewidth": 0.8,
}
PREDICTED_BEST = {
    "color": "none",
    "linestyle": "none",
    "marker": "D",
    "markersize": 7.5,
    "markeredgecolor": INK,
    "markeredgewidth": 1.3,
}
# The first is wide, so that the second shows on top of it where the two errors are equal.
LEVELS = {
    "symbolic": {"color": PURPLE, "linewidth": 4.0, "alpha": 0.55},
    "forward-mode": {"color": GREEN, "linewidth": 1.5, "linestyle": (0, (6, 1.5, 1, 1.5))},
    "claim": {"color": PURPLE, "linewidth": 2.5},
}
"""Methods without a step, and claims, drawn as horizontal lines."""

# Where a label stands beside its line.
LEFT = {"color": BLUE, "xytext": (-5, 3), "ha": "right", "va": "bottom"}
RIGHT = {"color": VERMILLION, "xytext": (4, 3), "ha": "left", "va": "bottom"}

TICKS_ACROSS, TICKS_UP = 5, 7
"""Labels that fit an axis."""

MARGIN = 10**0.4
"""Factor by which the axes reach beyond what they show."""

EXTREME = 300
"""Decades beyond which an axis would overflow."""

ROOM = 100
"""Factor between the best and the largest step that leaves room for a label."""

BEYOND = 1e3
"""Factor beyond the steps measured within which a predicted step is still shown."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What one panel shows: a curve, and the errors of the methods that have no step."""

    title: str
    curve: ErrorCurve
    marker: str = "o"
    levels: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """Decades that panels side by side share; `zero` is the height at which 0 is drawn, if there is one."""

    left: float
    right: float
    bottom: float
    top: float
    zero: float | None


def span(panels: Sequence[Panel]) -> Span:
    """Return the ranges of h and of the error that hold everything measured."""
    left, right = _reach(panels)
    errors = [abs(error) for panel in panels for error in _measured(panel) if math.isfinite(error)]
    bottom, top = _decades([error for error in errors if error > 0] or [1.0])
    # Zero has no place on a logarithmic axis; it is drawn below all others and labelled 0.
    zero = 10.0 ** (bottom - 1) if 0.0 in errors else None
    return Span(left / MARGIN, right * MARGIN, (zero or 10.0**bottom) / MARGIN, 10.0**top * MARGIN, zero)


def _reach(panels: Sequence[Panel]) -> tuple[float, float]:
    steps = [point.h for panel in panels for point in panel.curve.points] or [1.0]
    low, high = min(steps) / BEYOND, max(steps) * BEYOND
    steps += [panel.curve.predicted.h for panel in panels if low < panel.curve.predicted.h < high]
    return min(steps), max(steps)


def _decades(heights: list[float]) -> tuple[int, int]:
    bottom, top = math.floor(math.log10(min(heights))), math.ceil(math.log10(max(heights)))
    return max(bottom, -EXTREME), min(top, EXTREME)


def _measured(panel: Panel) -> Iterable[float]:
    yield from (point.total for point in panel.curve.points)
    yield from panel.levels.values()
    yield from (panel.curve.best.error, panel.curve.predicted.error)


def draw(axes: Any, panel: Panel, within: Span) -> None:
    """Draw a panel into matplotlib axes."""
    frame(axes, panel.title, within)
    # The legend has the order in which the lines are drawn; what is in front is up to `zorder`.
    totals = [height(point.total, within) for point in panel.curve.points]
    axes.plot(_steps(panel.curve), totals, marker=panel.marker, label="total error", zorder=3, **TOTAL)
    _best(axes, panel.curve, within)
    _lines(axes, panel.curve)
    for method, error in panel.levels.items():
        axes.axhline(height(error, within), label=method, zorder=1.5, **LEVELS[method])
    _slopes(axes, panel.curve, within)


def frame(axes: Any, title: str, within: Span) -> None:
    """Prepare logarithmic axes with a title at the left."""
    axes.set(xscale="log", yscale="log", xlim=(within.left, within.right), ylim=(within.bottom, within.top))
    axes.set_title(title, loc="left", fontweight="bold", parse_math=False)
    _ticks(axes.xaxis, TICKS_ACROSS, within.left, within.right)
    _ticks(axes.yaxis, TICKS_UP, within.bottom, within.top, within.zero)
    axes.grid(True, color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def _ticks(axis: Any, count: int, low: float, high: float, zero: float | None = None) -> None:
    """Label whole decades, in characters rather than in mathematics, so that any font will do."""
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    stride = max(1, math.ceil((last - first) / count))
    exponents = [e for e in range(first, last + 1) if e % stride == 0 and (zero is None or 10.0**e > 5 * zero)]
    labels = [f"10{superscript(e)}" if e != 0 else "1" for e in exponents]
    axis.set_ticks([10.0**e for e in exponents], labels)
    axis.set_ticks([], minor=True)
    if zero is not None:
        axis.set_ticks([zero, *(10.0**e for e in exponents)], ["0", *labels])


def _steps(curve: ErrorCurve) -> list[float]:
    return [point.h for point in curve.points]


def height(error: float, within: Span) -> float:
    """Return where an error is drawn: 0 has a place of its own, where there is one."""
    return within.zero if error == 0 and within.zero is not None else visible(error)


def visible(error: float) -> float:
    """Return the size of a part that a logarithmic axis can show, or NaN."""
    # matplotlib leaves a gap at NaN; a part that is exactly zero has no place on the axis.
    return abs(error) if error and math.isfinite(error) else math.nan


def _lines(axes: Any, curve: ErrorCurve) -> None:
    parts = (
        ("truncation", "truncation", TRUNCATION),
        ("predicted_truncation", "truncation, predicted", PREDICTED_TRUNCATION),
        ("roundoff", "round-off", ROUNDOFF),
        ("predicted_roundoff", "round-off, predicted bound", PREDICTED_ROUNDOFF),
    )
    for name, label, style in parts:
        heights = [visible(getattr(point, name)) for point in curve.points]
        axes.plot(_steps(curve), heights, label=label, zorder=2, **style)


def _slopes(axes: Any, curve: ErrorCurve, within: Span) -> None:
    """Label the predicted lines with their powers of h."""
    middle = curve.predicted.h if curve.predicted.h > 0 else math.sqrt(within.left * within.right)
    truncation = [(p.h, visible(p.predicted_truncation)) for p in curve.points]
    above, below = ([place for place in truncation if (place[0] > middle) == up] for up in (True, False))
    # Inside the V of the two lines where it is wide enough, or else under it.
    wide = above and above[0][0] > ROOM * middle
    _label(axes, _seen(above if wide else below, within), curve.accuracy, LEFT)
    roundoff = [(p.h, visible(p.predicted_roundoff)) for p in curve.points if p.h < middle]
    _label(axes, _seen(roundoff, within), -curve.order, RIGHT)
    if curve.exact:
        axes.text(0.97, 0.92, "truncation exactly 0", color=BLUE, ha="right", transform=axes.transAxes)


def _seen(line: list[tuple[float, float]], within: Span) -> list[tuple[float, float]]:
    return [place for place in line if within.bottom < place[1] < within.top]


def _label(axes: Any, line: list[tuple[float, float]], power: int, style: dict[str, Any]) -> None:
    if line:
        text = f"h{superscript(power)}"
        axes.annotate(text, line[len(line) // 2], textcoords="offset points", fontsize="large", zorder=4, **style)


def _best(axes: Any, curve: ErrorCurve, within: Span) -> None:
    marks = (("best step, measured", curve.best, BEST), ("best step, predicted", curve.predicted, PREDICTED_BEST))
    for label, best, style in marks:
        axes.plot([best.h], [height(best.error, within)], label=label, zorder=5, **style)
