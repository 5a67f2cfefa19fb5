"""Maps: which components are wrong, and which parts of an interval are proven."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from roundings import UNIT

import derivcheck as dc
from derivcheck.ground.errors import InputError
from derivcheck.report.plot import component_map, error_map, interval_map, plot
from derivcheck.results import Component, Verdict

matplotlib = pytest.importorskip("matplotlib")

A = np.arange(1.0, 13.0).reshape(4, 3)
X = np.array([0.2, 0.5, 0.9])


def mapped(claimed: Any) -> Any:
    check = dc.check_jacobian(lambda x: A @ np.sin(x), claimed, X)
    return check, plot.figure(check)


def slopes(x: Any) -> Any:
    return A * np.cos(x)


def spoilt(x: Any) -> Any:
    """One component off by a relative 1e-3, one left zero."""
    found = slopes(x)
    found[1, 2] *= 1.001
    found[3, 0] = 0
    return found


def cells(drawn: Any) -> Any:
    return np.ma.filled(drawn.axes[0].images[1].get_array().astype(float), np.nan)


def test_the_map_has_the_shape_of_the_array_and_the_relative_gaps() -> None:
    _, drawn = mapped(spoilt)
    shown = cells(drawn)
    assert shown.shape == (4, 3)
    expected = np.full((4, 3), np.nan)
    expected[1, 2], expected[3, 0] = -3, 0
    # Claim and derivative are each rounded twice, which is a thousand times as much of a gap that is a thousandth.
    off = 4 * UNIT / 1e-3 / np.log(10) + 3 * 2 * UNIT
    np.testing.assert_allclose(shown, expected, rtol=0, atol=off)
    assert [text.get_text() for text in drawn.axes[0].texts] == ["-3.0", "0.0"]
    assert drawn.axes[0].get_title(loc="left").endswith("2 wrong of 12 components looked at")


def test_a_claim_that_agrees_has_a_map_without_colours() -> None:
    check, drawn = mapped(slopes)
    assert check
    assert np.all(np.isnan(cells(drawn)))
    assert len(drawn.axes) == 1


def test_what_was_not_looked_at_is_blank() -> None:
    check, _ = mapped(spoilt)
    some = replace(check, components=tuple(c for c in check.components if c.index[1] != 1))
    seen = plot.figure(some).axes[0].images[0].get_array()
    assert (seen > 0).sum(axis=0).tolist() == [4, 0, 4]


@pytest.mark.parametrize("shape", [(), (1,), (7,), (2, 3, 4), (300, 2)])
def test_arrays_of_any_shape(shape: tuple[int, ...]) -> None:
    base = Component((0,), 2.0, 1.0, 1.0, 1e-15, Verdict.REFUTED, {"x": 0.0})
    check = dc.check_gradient(lambda x: np.sum(x**2), lambda x: 3 * x, X)
    parts = tuple(replace(base, index=index) for index in np.ndindex(shape))
    shown = cells(plot.figure(replace(check, components=parts)))
    assert shown.shape == (math.prod(shape[:-1]), shape[-1] if shape else 1)
    assert not shown.any()


def test_nothing_to_map() -> None:
    check, _ = mapped(spoilt)
    with pytest.raises(InputError, match="no component was looked at one by one"):
        component_map.draw(replace(check, components=()))
    with pytest.raises(InputError, match="not examined over an interval"):
        interval_map.draw(check)


def over(function: str, claimed: str, low: float, high: float) -> Any:
    check = dc.check_derivative(function, claimed, over=(low, high))
    return check, plot.figure(check)


def bars(axes: Any) -> dict[str, list[Any]]:
    return {c.get_label(): [p.get_extents() for p in c.get_paths()] for c in axes.collections}


def test_the_gap_and_the_bound_over_an_interval() -> None:
    """A claim that is off by 1e-3 x everywhere."""
    check, drawn = over("sin(x)", "cos(x) + x/1000", 1.0, 2.0)
    above, strip = drawn.axes
    line = next(line for line in above.lines if line.get_label() == "|claim - derivative|")
    x, gap = (np.array(data, float) for data in line.get_data())
    assert (x[0], x[-1], len(x)) == (1.0, 2.0, interval_map.POINTS)
    np.testing.assert_allclose(gap, x / 1000, rtol=2 * UNIT)  # each is rounded once
    mark = next(line for line in strip.lines if line.get_label() == "wrong here")
    assert float(mark.get_xdata()[0]) == check.certificate.counterexample["x"]


def test_what_is_proven_and_what_is_not() -> None:
    check, drawn = over("1/(x-1)", "-1/(x-1)^2", 0.0, 3.0)
    above, strip = drawn.axes
    shown = bars(strip)
    assert len(shown["proven"]) == len(check.certificate.proven)
    assert [box.x0 for box in shown["not proven"]] == [low for low, _ in check.certificate.unresolved]
    # Too narrow to be seen, it is drawn wider.
    assert all(box.width >= 3.0 / interval_map.NARROWEST * (1 - 1e-12) for box in shown["not proven"])
    bound = next(line for line in above.lines if line.get_label() == "proven bound")
    assert float(bound.get_ydata()[0]) == check.certificate.epsilon
    assert above.texts[0].get_text().startswith("|claim - derivative| is 0, within its proven error, at ")


def test_nothing_but_zero_has_no_scale() -> None:
    _, drawn = over("x*abs(x)", "2*abs(x)", -1.0, 1.0)
    assert [*drawn.axes[0].get_yticks()] == []


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_maps_are_files_that_are_the_same_again(ending: str) -> None:
    check, _ = mapped(spoilt)
    assert plot.image(check, ending) == plot.image(check, ending)


def test_a_map_of_errors_is_lower_where_it_has_lines_only() -> None:
    lines, maps = (plot.figure(dc.error_map(np.prod, x)) for x in ([1.0, 2.0, 3.0], [[1.0, 2.0], [3.0, 4.0]]))
    assert (lines.get_figheight(), maps.get_figheight()) == (error_map.LONE_HEIGHT, error_map.HEIGHT)
    assert lines.axes[0].lines
    assert maps.axes[0].images or maps.axes[0].collections
