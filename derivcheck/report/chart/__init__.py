"""The interactive figure of a page: Vega-Lite specifications, drawn by libraries that stand in the page itself.

In: what a picture shows, as `report/plot` lays it out. Out: a specification in JSON types. Open `error_chart.py` first.
"""
