"""Error against the step, to be explored: parts under the pointer, schemes switched on and off, zoom.

The specification is Vega-Lite's (Satyanarayan et al., "Vega-Lite: a grammar of interactive graphics",
IEEE Trans. Vis. Comput. Graph. 23, 2017); colours of text and axes are those of the page around it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from derivcheck.report import palette, wording
from derivcheck.report.chart.theme import HEIGHT, config
from derivcheck.report.plot import panel
from derivcheck.report.plot.panel import Panel, Span
from derivcheck.results import BestStep

PARTS = ("truncation", "argument", "evaluation", "arithmetic")
PART_COLOURS = (palette.BLUE, palette.GREEN, palette.VERMILLION, palette.PURPLE)
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")
NO_PARTS = "none"

_TOLD = ("estimate", "total", *PARTS, "predicted_truncation", "predicted_roundoff")
_COLUMNS = {"expr": "width < 400 ? 2 : 4"}  # names fit side by side on a phone too
_STAR = "M0,-1L0.24,-0.32L0.95,-0.31L0.38,0.12L0.59,0.81L0,0.4L-0.59,0.81L-0.38,0.12L-0.95,-0.31L-0.24,-0.32Z"


def specification(panels: Sequence[Panel]) -> dict[str, Any]:
    """Return the Vega-Lite figure of the curves of one derivative.

    Parameters
    ----------
    panels : sequence of Panel
        One a scheme.

    Returns
    -------
    dict
        In JSON types; every number of a curve is in it, also as the text that stands under the pointer.

    Examples
    --------
    >>> import derivcheck as dc
    >>> curve = dc.error_curve("x^3", 0.5, steps=[0.1, 0.01])
    >>> found = specification([Panel(curve.scheme, curve)])
    >>> [layer["name"] for layer in found["layer"]]
    ['levels', 'parts', 'totals', 'best', 'pointer', 'hover']
    """
    within = panel.span(panels)
    schemes = [one.title for one in panels]
    totals = [row for one in panels for row in _totals(one, within)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": f"Error against the step h of {', '.join(schemes)}, on logarithmic axes",
        "width": "container",
        "height": HEIGHT,
        "config": config(),
        "params": [*_switches(schemes), _parts_of(schemes)],
        "data": {"values": totals},
        "transform": [{"filter": _switched_on(schemes)}],
        "encoding": {"x": _x(within), "y": _y(within)},
        "layer": [
            _levels(panels, within),
            _parts(panels, within),
            _measured(schemes),
            _best(panels, within, schemes),
            _pointer(),
            _hover(),
        ],
        # The parts have colours of their own.
        "resolve": {"scale": dict.fromkeys(("color", "shape", "strokeDash"), "independent")},
    }


def _totals(one: Panel, within: Span) -> Iterator[dict[str, Any]]:
    for point in one.curve.points:
        if math.isfinite(point.total):
            numbers = {name: wording.shortest(getattr(point, name)) for name in _TOLD}
            told = {"h": wording.shortest(point.h), **numbers}
            yield {"scheme": one.title, "at": point.h, "size": _height(point.total, within), "told": told}


def _height(error: float, within: Span) -> float | None:
    """Return where an error is drawn: 0 below all others, as in the picture; one that is not known nowhere."""
    if error == 0:
        return within.zero
    return abs(error) if math.isfinite(error) else None


def _switches(schemes: list[str]) -> list[dict[str, Any]]:
    return [
        {"name": f"show_{i}", "value": True, "bind": {"input": "checkbox", "name": f"{scheme} "}}
        for i, scheme in enumerate(schemes)
    ]


def _parts_of(schemes: list[str]) -> dict[str, Any]:
    options = [NO_PARTS, *schemes]
    return {
        "name": "parts_of",
        "value": schemes[-1] if len(schemes) == 1 else NO_PARTS,
        "bind": {"input": "select", "options": options, "name": "the four parts of "},
    }


def _switched_on(schemes: list[str]) -> str:
    return " || ".join(f"(show_{i} && datum.scheme === {_quoted(scheme)})" for i, scheme in enumerate(schemes))


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _x(within: Span) -> dict[str, Any]:
    scale = {"type": "log", "domain": [within.left, within.right], "nice": False}
    return {"field": "at", "type": "quantitative", "title": "step h", "scale": scale, "axis": _axis("x", within)}


def _y(within: Span) -> dict[str, Any]:
    scale = {"type": "log", "domain": [within.bottom, within.top], "nice": False}
    return {"field": "size", "type": "quantitative", "title": "|error|", "scale": scale, "axis": _axis("y", within)}


def _axis(which: str, within: Span) -> dict[str, Any]:
    zero = f"datum.value < {10 * within.zero!r} ? '0' : " if which == "y" and within.zero else ""
    return {
        "tickCount": 6,
        "labelExpr": f"{zero}format(datum.value, '.0e')",
        "labelOverlap": "greedy",
        "labelSeparation": 8,
    }


def _measured(schemes: list[str]) -> dict[str, Any]:
    points = {
        "mark": {"type": "point", "filled": True, "size": 34, "opacity": 1},
        "params": [{"name": "zoom", "select": "interval", "bind": "scales"}],
    }
    lines = {"mark": {"type": "line", "opacity": 0.45}}
    return {"name": "totals", "encoding": _by_scheme(schemes, "color", "shape"), "layer": [lines, points]}


def _by_scheme(schemes: list[str], *channels: str) -> dict[str, Any]:
    ranges = {"color": palette.SERIES, "shape": SHAPES}
    n = len(schemes)
    return {
        channel: {
            "field": "scheme",
            "type": "nominal",
            "scale": {"domain": schemes, "range": [ranges[channel][i % len(ranges[channel])] for i in range(n)]},
            "legend": {"title": None, "orient": "top", "columns": _COLUMNS, "symbolOpacity": 1},
        }
        for channel in channels
    }


def _parts(panels: Sequence[Panel], within: Span) -> dict[str, Any]:
    rows = [
        {"scheme": one.title, "at": point.h, "part": part, "size": _height(getattr(point, part), within)}
        for one in panels
        for point in one.curve.points
        for part in PARTS
        if getattr(point, part) and math.isfinite(getattr(point, part))
    ]
    legend = {"title": None, "orient": "top", "columns": _COLUMNS, "symbolType": "stroke"}
    kind = {"field": "part", "type": "nominal", "legend": legend}
    return {
        "name": "parts",
        "data": {"values": rows},
        "transform": [{"filter": "datum.scheme === parts_of"}],
        "mark": {"type": "line", "strokeWidth": 1.5, "point": {"size": 8}},
        "encoding": {
            "strokeDash": {**kind, "scale": {"domain": list(PARTS)}},
            "color": {**kind, "scale": {"domain": list(PARTS), "range": list(PART_COLOURS)}},
        },
    }


def _best(panels: Sequence[Panel], within: Span, schemes: list[str]) -> dict[str, Any]:
    rows = [row for one in panels for row in _marks(one, within)]
    return {
        "name": "best",
        "data": {"values": rows},
        "transform": [{"filter": _switched_on(schemes)}],
        "mark": {"type": "point", "size": 150, "strokeWidth": 1.5, "opacity": 1},
        "encoding": {
            "shape": {
                "field": "which",
                "type": "nominal",
                "scale": {"domain": ["best step, measured", "best step, predicted"], "range": [_STAR, "diamond"]},
                "legend": {"title": None, "orient": "top", "symbolStrokeColor": "currentColor"},
            },
            "stroke": {"value": "currentColor"},
            "tooltip": [{"field": name, "type": "nominal"} for name in ("scheme", "which", "step", "error")],
        },
    }


def _marks(one: Panel, within: Span) -> Iterator[dict[str, Any]]:
    for which, best in (("measured", one.curve.best), ("predicted", one.curve.predicted)):
        if _has_place(best, within):
            yield {
                "scheme": one.title,
                "which": f"best step, {which}",
                "at": best.h,
                "size": _height(best.error, within),
                "step": wording.step(best.h),
                "error": wording.size(abs(best.error)),
            }


def _has_place(best: BestStep, within: Span) -> bool:
    return within.left <= best.h <= within.right and math.isfinite(best.error)


def _levels(panels: Sequence[Panel], within: Span) -> dict[str, Any]:
    """Return the methods that have no step, as horizontal lines; the first panel has them all."""
    errors = panels[0].levels.items()
    rows = [{"method": name, "size": _height(error, within), "error": wording.signed(error)} for name, error in errors]
    return {
        "name": "levels",
        "data": {"values": rows},
        "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.7, "color": "currentColor"},
        "encoding": {
            "x": {"value": 0},
            "x2": {"value": "width"},
            "strokeDash": {
                "field": "method",
                "type": "nominal",
                "scale": {"domain": list(panel.LEVELS), "range": [[1, 0], [6, 3], [2, 2]]},
                "legend": {"title": None, "orient": "top", "values": [row["method"] for row in rows]} if rows else None,
            },
            "tooltip": [{"field": "method", "type": "nominal"}, {"field": "error", "type": "nominal"}],
        },
    }


def _pointer() -> dict[str, Any]:
    return {
        "name": "pointer",
        "mark": {"type": "rule", "color": "currentColor", "opacity": 0.35},
        "transform": [{"filter": {"param": "hovered", "empty": False}}],
        "encoding": {"y": {"value": 0}, "y2": {"value": "height"}},
    }


def _hover() -> dict[str, Any]:
    """Return the points that the pointer finds: large, and not seen."""
    told = ("scheme", "h", *_TOLD)
    return {
        "name": "hover",
        "mark": {"type": "point", "filled": True, "size": 300, "opacity": 0},
        "transform": [{"calculate": f"datum.told.{name}", "as": name} for name in told if name != "scheme"],
        "params": [
            {
                "name": "hovered",
                "select": {"type": "point", "on": "pointerover", "clear": "pointerout"},
            }
        ],
        "encoding": {"tooltip": [{"field": name, "type": "nominal", "title": name.replace("_", " ")} for name in told]},
    }
