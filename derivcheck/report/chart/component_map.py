"""Where a gradient is wrong: a map of the relative gap, in the shape of the array."""

from __future__ import annotations

import json
from typing import Any

from derivcheck.ground.outward import upward
from derivcheck.report import wording
from derivcheck.report.chart.theme import config
from derivcheck.report.palette import SIZES
from derivcheck.report.part_rows import rows_of
from derivcheck.report.relative_gap import decades
from derivcheck.results import Check, Component

_CELL, _TALLEST = 28, 600


def specification(result: Check) -> dict[str, Any]:
    """Return the Vega-Lite figure of log10 of the relative gap of each component examined.

    Parameters
    ----------
    result : Check
        Of an array of one or two axes.

    Returns
    -------
    dict
        In JSON types; a component that agrees has a hollow place.

    Examples
    --------
    >>> import derivcheck as dc
    >>> import numpy as np
    >>> check = dc.check_gradient(np.prod, lambda x: np.prod(x) / x[::-1], np.array([2.0, 3.0, 7.0]))
    >>> [row["component"] for row in specification(check)["data"]["values"]]
    ['a[2]', 'a[0]', 'a[1]']
    """
    rows = _rows(result)
    named = result.parts if result.kind == "gradient" else ()
    heights = len(rows_of((), named).labels) or 1 + max(row["row"] for row in rows)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": "log10 of the relative gap of each component, in the shape of the array",
        "width": "container",
        "height": min(_TALLEST, max(60, _CELL * heights)),
        "config": config(),
        "data": {"values": rows},
        "mark": {"type": "rect", "stroke": "currentColor", "strokeOpacity": 0.25},
        "encoding": {
            "x": _axis("column", "last axis", rows),
            **({"y": _vertical(result, rows)} if heights > 1 else {}),
            "color": {
                "condition": {"test": "!isValid(datum.size)", "value": "transparent"},
                "field": "size",
                "type": "quantitative",
                # Without the ends of the scale, which are hard to see on white, and on black.
                "scale": {"scheme": {"name": SIZES, "extent": [0.25, 0.95]}, "reverse": True},
                "legend": {"title": "log10 of |gap / derivative|", "orient": "top", "gradientLength": 200},
            },
            "tooltip": [{"field": name, "type": "nominal"} for name in _TOLD],
        },
    }


_TOLD = ("component", "claimed", "derivative", "gap", "budget", "verdict")


def _axis(name: str, title: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an axis with a place for each index, also for those that are not among the components."""
    places = list(range(1 + max(row[name] for row in rows)))
    axis = {"labelAngle": 0, "labelOverlap": "greedy"}
    return {"field": name, "type": "ordinal", "title": title, "axis": axis, "scale": {"domain": places}}


def _vertical(result: Check, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the vertical axis: the first of an array, or the names of the rows of several arrays."""
    if not result.parts or result.kind != "gradient":
        return _axis("row", "first axis", rows)
    labels = list(rows_of(result.components, result.parts).labels)
    axis = {"labelExpr": f"{json.dumps(labels)}[datum.value]", "labelOverlap": "greedy"}
    return {
        "field": "row",
        "type": "ordinal",
        "title": None,
        "axis": axis,
        "scale": {"domain": list(range(len(labels)))},
    }


def _rows(result: Check) -> list[dict[str, Any]]:
    if result.parts and result.kind == "gradient":
        rows = rows_of(result.components, result.parts)
        return [_row(c, *rows.places[c.index], c.name) for c in result.components]
    return [_row(c, c.index[0] if len(c.index) == 2 else 0, c.index[-1], c.name) for c in result.components]


def _row(c: Component, first: int, last: int, name: str) -> dict[str, Any]:
    return {
        "row": first,
        "column": last,
        "component": name,
        "size": decades(c),
        "claimed": wording.shortest(c.claimed),
        "derivative": wording.shortest(c.reference),
        "gap": wording.signed(c.gap),
        "budget": upward(c.budget),
        "verdict": str(c.verdict),
    }
