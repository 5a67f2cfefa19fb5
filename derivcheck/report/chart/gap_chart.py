"""The worst gap of a gradient against the step: a wrong claim keeps its gap, whatever the step of the difference."""

from __future__ import annotations

import math
from typing import Any

from derivcheck.report import palette, wording
from derivcheck.report.chart.theme import HEIGHT, config
from derivcheck.results import Check, Component

CLAIM, DERIVATIVE = "claim - central difference", "derivative - central difference"

_ADVICE = ["A claim that is right comes as near as the", "derivative does; a wrong one keeps its gap."]

_LEFT = {"anchor": "start", "fontSize": 13, "subtitleColor": "currentColor", "subtitleFontSize": 12}

_COLOURS = {CLAIM: palette.VERMILLION, DERIVATIVE: palette.BLUE}


def specification(result: Check) -> dict[str, Any]:
    """Return the Vega-Lite figure of the distances of a claim, and of the derivative, from central differences.

    Parameters
    ----------
    result : Check
        With central differences in its worst component.

    Returns
    -------
    dict
        In JSON types.

    Examples
    --------
    >>> import derivcheck as dc
    >>> import numpy as np
    >>> check = dc.check_gradient(lambda w: np.sum(w**2), lambda w: 3 * w, np.array([1.0, 2.0]))
    >>> rows = specification(check)["data"]["values"]
    >>> {row["size"] for row in rows if row["which"] == CLAIM}
    {2.0}
    """
    worst = result.components[0]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {
            "text": f"Distance from central differences by {next(iter(worst.at), 'x')}",
            "subtitle": _ADVICE,
            **_LEFT,
        },
        "description": f"Distance of claim and derivative from central differences in component {list(worst.index)}",
        "width": "container",
        "height": HEIGHT // 2,
        "config": config(),
        "data": {"values": _rows(result, worst)},
        "mark": {"type": "line", "point": {"size": 34}},
        "encoding": {
            "x": _axis("h", "step h"),
            "y": _axis("size", "|distance|"),
            "color": _told_apart(list(_COLOURS.values())),
            "shape": _told_apart(["circle", "square"]),
            "tooltip": [{"field": name, "type": "nominal"} for name in ("which", "step", "difference", "distance")],
        },
    }


def _told_apart(values: list[str]) -> dict[str, Any]:
    scale = {"domain": list(_COLOURS), "range": values}
    legend = {"title": None, "orient": "top", "columns": 1, "labelLimit": 300}
    return {"field": "which", "type": "nominal", "scale": scale, "legend": legend}


def _axis(name: str, title: str) -> dict[str, Any]:
    axis = {"tickCount": 6, "labelExpr": "format(datum.value, '.0e')", "labelOverlap": "greedy", "labelSeparation": 8}
    return {"field": name, "type": "quantitative", "title": title, "scale": {"type": "log"}, "axis": axis}


def _rows(result: Check, worst: Component) -> list[dict[str, Any]]:
    """Return a row for each distance that a logarithmic axis can show."""
    return [
        {
            "which": which,
            "h": point.h,
            "size": abs(value - point.value),
            "step": wording.shortest(point.h),
            "difference": wording.shortest(point.value),
            "distance": wording.signed(value - point.value),
        }
        for which, value in ((CLAIM, worst.claimed), (DERIVATIVE, worst.reference))
        for point in result.differences
        if 0 < abs(value - point.value) < math.inf
    ]
