"""What all charts share: the colours and type of the page that they stand in."""

from __future__ import annotations

from typing import Any

HEIGHT = 400
"""Pixels; the width is that of the page."""


def config() -> dict[str, Any]:
    """Return a Vega-Lite configuration in which text, axes and grid have the colour of the text around."""
    words = {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": 12, "titleFontSize": 12}
    lines = {"domainColor": "currentColor", "tickColor": "currentColor", "gridColor": "currentColor"}
    return {
        "background": "transparent",
        "font": "system-ui, sans-serif",
        "view": {"stroke": None},
        "axis": {**words, **lines, "gridOpacity": 0.15, "domainOpacity": 0.5, "tickOpacity": 0.5, "titlePadding": 8},
        # One under another, so that they fit a phone.
        "legend": {**words, "symbolStrokeWidth": 2, "layout": {"top": {"direction": "vertical", "anchor": "start"}}},
        "title": {"color": "currentColor"},
    }
