"""Which charts show a result."""

from __future__ import annotations

from typing import Any

from derivcheck.report.chart import component_map, error_chart
from derivcheck.report.plot import plot
from derivcheck.results import Check, Result


def charts(result: Result) -> list[dict[str, Any]]:
    """Return the Vega-Lite figures of a result: one for each derivative of a comparison, or a map of components."""
    if isinstance(result, Check) and result.kind != "derivative":
        return [component_map.specification(result)]
    return [error_chart.specification(group) for group in plot.sheet(result).groups if group]
