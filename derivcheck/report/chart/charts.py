"""Which charts show a result."""

from __future__ import annotations

from typing import Any

from derivcheck.ground.errors import InputError
from derivcheck.report.chart import component_map, error_chart, gap_chart
from derivcheck.report.outline import array_check
from derivcheck.report.plot import plot
from derivcheck.report.plot.panel import Panel
from derivcheck.results import Check, Result
from derivcheck.results.error_map import ErrorMap


def charts(result: Result) -> list[dict[str, Any]]:
    """Return the Vega-Lite figures of a result: one for each derivative of a comparison, or a map and the worst gap."""
    if isinstance(result, ErrorMap):
        raise InputError("a map of errors is a picture")
    if isinstance(result, Check) and result.kind != "derivative":
        drawn = ((component_map, array_check.has_map(result)), (gap_chart, bool(result.differences)))
        return [kind.specification(result) for kind, wanted in drawn if wanted]
    groups = [[one for one in group if isinstance(one, Panel)] for group in plot.sheet(result).groups]
    return [error_chart.specification(group) for group in groups if group]
