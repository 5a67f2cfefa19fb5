"""Specifications of charts: Vega-Lite compiles them, and every number of the result is in them."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from roundings import UNIT, rounded

import derivcheck as dc
from derivcheck.report.chart import component_map, gap_chart
from derivcheck.report.chart.charts import charts
from derivcheck.results import Result

vl_convert = pytest.importorskip("vl_convert")

WRONG = np.array([[1.0, -1.0, 1.0], [1.0, 1.0, 1.001]])


def gradient_check(factor: Any = WRONG) -> dc.Check:
    w = np.arange(1.0, 7.0).reshape(2, 3)
    return dc.check_gradient(lambda w: np.sum(w**3), lambda w: factor * 3 * w**2, w)


def layer(chart: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in chart["layer"] if one["name"] == name)


@pytest.mark.parametrize(
    "result",
    [
        dc.compare("exp(2*x)/(1+sin(x**2))", 0.5, schemes=["central-2", "forward-1"]),
        dc.compare("x*y^2", {"x": 1, "y": 2}, wrt=["x", "y"], schemes=["central-2"]),
        dc.error_curve("sin(x)", 0.0),
        dc.check_derivative("x**3", "3*x", 2.0),
        gradient_check(),
    ],
    ids=["comparison", "gradient", "curve at a zero", "claim", "map"],
)
def test_vega_lite_compiles_it(result: Result) -> None:
    found = charts(result)
    assert found
    for chart in found:
        compiled = vl_convert.vegalite_to_vega(json.loads(json.dumps(chart, allow_nan=False)))
        assert compiled["marks"]


def test_a_specification_that_is_none_is_refused() -> None:
    """The planted fault: what compiles is looked at."""
    (chart,) = charts(dc.error_curve("sin(x)", 1.0, steps=[0.1, 0.01]))
    chart["layer"] = "none"
    with pytest.raises(ValueError, match="Vega"):
        vl_convert.vegalite_to_vega(chart)


def test_the_pointer_finds_every_number_of_every_step() -> None:
    comparison = dc.compare("exp(x)", 1.0, schemes=["central-2", "central-4"])
    (chart,) = charts(comparison)
    told = {(row["scheme"], float(row["told"]["h"])): row["told"] for row in chart["data"]["values"]}
    for curve in comparison.curves:
        for point in curve.points:
            numbers = {name: float(text) for name, text in told[curve.scheme, point.h].items()}
            assert numbers.items() <= {name: getattr(point, name) for name in numbers}.items()


def test_an_error_of_zero_has_a_place_and_one_that_is_not_known_has_none() -> None:
    curve = dc.error_curve("x^2", 2.0, steps=[0.25, 0.125, 0.0625, 0.1])
    points = (replace(curve.points[0], total=math.nan), *curve.points[1:])
    (chart,) = charts(replace(curve, points=points))
    sizes = [row["size"] for row in chart["data"]["values"]]
    assert len(sizes) == len(points) - 1
    assert all(size > 0 for size in sizes)


def test_a_map_has_the_shape_of_the_array() -> None:
    rows = {
        (row["row"], row["column"]): row["size"]
        for row in component_map.specification(gradient_check())["data"]["values"]
    }
    # The sign: the gap is twice the derivative; and 0.1 % too large, of which each rounding is a thousandfold.
    assert rows[0, 1] == rounded(math.log10(2), 8, size=1)
    assert rows[1, 2] == rounded(-3, 8 / 1e-3, size=1)


@pytest.mark.parametrize(
    ("x", "rows"),
    [
        (np.ones(3), 0),  # the least height holds a few rows
        (np.ones((4, 3)), 4),
        ({"W": np.ones((3, 2)), "b": np.ones(2), "c": 1.0}, 5),
        (np.ones((40, 1)), 600 / 28),
    ],
)
def test_a_map_is_as_high_as_its_rows_are_many(x: Any, rows: float) -> None:
    def cubes(p: Any) -> Any:
        return sum(np.sum(part**3) for part in p.values()) if isinstance(p, dict) else np.sum(p**3)

    def claim(p: Any) -> Any:
        return {name: 2 * part**2 for name, part in p.items()} if isinstance(p, dict) else 2 * p**2

    chart = component_map.specification(dc.check_gradient(cubes, claim, x))
    assert chart["height"] == max(60, 28 * rows)


def test_a_wrong_gradient_is_held_against_central_differences() -> None:
    check = gradient_check(np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 1.001]]))
    _, chart = charts(check)
    worst = check.components[0]
    for which, value in ((gap_chart.CLAIM, worst.claimed), (gap_chart.DERIVATIVE, worst.reference)):
        shown = {row["h"]: row["size"] for row in chart["data"]["values"] if row["which"] == which}
        assert shown == {one.h: abs(value - one.value) for one in check.differences if one.value != value}
    wrong = sorted(row["size"] for row in chart["data"]["values"] if row["which"] == gap_chart.CLAIM)
    # It keeps its gap, a thousandth of a derivative of which central differences know all but some u^(2/3).
    assert wrong[len(wrong) // 2] == pytest.approx(abs(worst.gap), rel=1000 * 10 * UNIT ** (2 / 3), abs=0)


def test_what_is_not_refuted_has_no_picture_of_a_gap() -> None:
    assert charts(gradient_check(1.0)) != []
    assert gradient_check(1.0).differences == ()
    one = dc.check_gradient(lambda w: np.sum(w**3), lambda w: 2 * w**2, np.array([2.0]))
    assert len(charts(one)) == 1  # no map of one component, but its gap
    assert 'class="chart"' in one.to_html()
