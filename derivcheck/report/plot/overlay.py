"""Several error curves in one panel: schemes, orders or float formats against each other."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.ground.errors import InputError
from derivcheck.report.palette import INK, MARKERS, SERIES
from derivcheck.report.plot import canvas, panel
from derivcheck.report.plot.panel import Panel, Span
from derivcheck.results import Comparison, Comparisons, ErrorCurve

HEIGHT = 4.75
"""Inches of a figure with one panel and its legend."""

_MEASURED = {"linestyle": "-", "linewidth": 0.6, "markersize": 4.2, "markeredgewidth": 0}
_TRUNCATION = {"linewidth": 1.2, "linestyle": (0, (5, 2)), "alpha": 0.8}
_ROUNDOFF = {"linewidth": 1.4, "linestyle": (0, (1, 1.5)), "alpha": 0.8}
_BEST = {"linestyle": "none", "marker": "*", "markersize": 12.5, "markeredgecolor": INK, "markeredgewidth": 0.8}
_PREDICTED_BEST = {"linestyle": "none", "marker": "D", "markersize": 7.5, "color": "none", "markeredgewidth": 1.4}


@dataclass(frozen=True, slots=True)
class Overlay:
    """What one panel shows: curves by the names that the legend gives them."""

    title: str
    curves: Mapping[str, ErrorCurve]

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The curves one by one, for the axes that hold them all."""
        return tuple(Panel(self.title, curve) for curve in self.curves.values())


def plot_error_curves(curves: ErrorCurve | Sequence[ErrorCurve] | Mapping[str, ErrorCurve], ax: Any = None) -> Any:
    """Draw error curves against the step into one pair of axes.

    Parameters
    ----------
    curves : ErrorCurve, sequence of ErrorCurve, or mapping of str to ErrorCurve
        The keys of a mapping are their names in the legend; a curve by itself has that of its scheme.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default the axes of a new figure, which is ``ax.figure``.

    Returns
    -------
    matplotlib.axes.Axes
        Of logarithmic scales: the step in the unit of the variable, the error in that of the derivative.

    Raises
    ------
    InputError
        There is no curve.
    MissingExtraError
        matplotlib is not installed.

    Examples
    --------
    >>> import derivcheck as dc
    >>> formats = ("float64", "float32")
    >>> ax = plot_error_curves({dtype: dc.error_curve("exp(x)", 1.0, dtype=dtype) for dtype in formats})
    >>> ax.get_xlabel(), [text.get_text() for text in ax.get_legend().get_texts()][:2]
    ('step h', ['float64', 'float32'])
    """
    one = Overlay("", _named(curves))
    if not one.curves:
        raise InputError("nothing to draw: there is no error curve; give one of dc.error_curve, or comparison.curves")
    with canvas.style():
        axes = canvas.blank(HEIGHT).subplots() if ax is None else ax
        draw(axes, one, panel.span(one.panels))
        axes.set(xlabel="step h", ylabel="|error|")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=3, frameon=False)
    return axes


def _named(curves: ErrorCurve | Sequence[ErrorCurve] | Mapping[str, ErrorCurve]) -> Mapping[str, ErrorCurve]:
    if isinstance(curves, Mapping):
        return curves
    several = [curves] if isinstance(curves, ErrorCurve) else list(curves)
    names = [curve.scheme for curve in several]
    if len({*names}) < len(names):
        names = [f"{curve.scheme}, order {curve.order}" for curve in several]
    if len({*names}) < len(names):
        names = [f"{name} ({i})" for i, name in enumerate(names, 1)]
    return dict(zip(names, several, strict=True))


def overlays(results: Mapping[str, Comparison | Comparisons]) -> tuple[tuple[Overlay, ...], ...]:
    """Return a panel for each scheme, with the curves of all results; a row or more for each component."""
    parts = {name: r.components if isinstance(r, Comparisons) else (r,) for name, r in results.items()}
    count = max(map(len, parts.values()), default=0)
    return tuple(_group({name: found[i] for name, found in parts.items() if i < len(found)}) for i in range(count))


def _group(results: Mapping[str, Comparison]) -> tuple[Overlay, ...]:
    schemes = dict.fromkeys(curve.scheme for one in results.values() for curve in one.curves)
    found = {scheme: {n: c for n, r in results.items() for c in r.curves if c.scheme == scheme} for scheme in schemes}
    return tuple(Overlay(scheme, curves) for scheme, curves in found.items())


def draw(axes: Any, one: Overlay, within: Span) -> None:
    """Draw the curves into matplotlib axes: measured totals, predictions, and best steps."""
    panel.frame(axes, one.title, within)
    looks = zip(one.curves.items(), itertools.cycle(SERIES), itertools.cycle(MARKERS))
    for (label, curve), colour, marker in looks:
        _curve(axes, label, curve, within, {"color": colour, "marker": marker})
    for label, look in _KINDS.items():
        axes.plot([], [], label=label, **look)


_KINDS: Mapping[str, Mapping[str, Any]] = {
    "truncation, predicted": {**_TRUNCATION, "color": INK},
    "round-off, predicted bound": {**_ROUNDOFF, "color": INK},
    "best step, measured": {**_BEST, "color": "none"},
    "best step, predicted": {**_PREDICTED_BEST, "markeredgecolor": INK},
}
"""The kinds of lines, which the legend explains once, in the colour of text."""


def _curve(axes: Any, label: str, curve: ErrorCurve, within: Span, look: Mapping[str, Any]) -> None:
    steps, colour = [point.h for point in curve.points], look["color"]
    totals = [panel.height(point.total, within) for point in curve.points]
    axes.plot(steps, totals, label=label, zorder=3, **look, **_MEASURED)
    truncation = [panel.visible(point.predicted_truncation) for point in curve.points]
    roundoff = [panel.visible(point.predicted_roundoff) for point in curve.points]
    axes.plot(steps, truncation, color=colour, zorder=2, **_TRUNCATION)
    axes.plot(steps, roundoff, color=colour, zorder=2, **_ROUNDOFF)
    best, predicted = curve.best, curve.predicted
    axes.plot([best.h], [panel.height(best.error, within)], color=colour, zorder=5, **_BEST)
    place = [predicted.h], [panel.height(predicted.error, within)]
    axes.plot(*place, markeredgecolor=colour, zorder=5, **_PREDICTED_BEST)
