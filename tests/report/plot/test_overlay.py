"""Several error curves over one another: their numbers, and what tells one from the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from cases import example_comparison, example_comparisons

import derivcheck as dc
from derivcheck.ground.errors import InputError
from derivcheck.report.palette import SERIES
from derivcheck.report.plot import overlay, plot

matplotlib = pytest.importorskip("matplotlib")


def lines(axes: Any) -> dict[str, Any]:
    return {line.get_label(): line for line in axes.lines}


def doubled() -> Any:
    """The example, all its errors twice as large."""
    curves = example_comparison().curves
    points = [tuple(replace(p, total=2 * p.total) for p in curve.points) for curve in curves]
    return replace(
        example_comparison(),
        dtype="float32",
        curves=tuple(replace(curve, points=p) for curve, p in zip(curves, points, strict=True)),
    )


def test_the_totals_are_those_of_each_curve() -> None:
    curves = {"a": example_comparison().curves[0], "b": example_comparison().curves[2]}
    axes = dc.plot_error_curves(curves)
    for label, curve in curves.items():
        line = lines(axes)[label]
        assert list(line.get_xdata()) == [p.h for p in curve.points]
        assert [float(y) for y in line.get_ydata()] == [abs(p.total) for p in curve.points]
    assert (axes.get_xscale(), axes.get_yscale(), axes.get_ylabel()) == ("log", "log", "|error|")


def test_curves_differ_in_colour_and_in_mark() -> None:
    axes = dc.plot_error_curves([replace(example_comparison().curves[0], scheme=f"s{i}") for i in range(8)])
    drawn = [lines(axes)[f"s{i}"] for i in range(8)]
    assert [line.get_color() for line in drawn] == list(SERIES)
    assert len({line.get_marker() for line in drawn}) == 8


@pytest.mark.parametrize(
    ("schemes", "orders", "names"),
    [
        (("a", "b"), (1, 1), ["a", "b"]),
        (("a", "a"), (1, 2), ["a, order 1", "a, order 2"]),
        (("a", "a"), (1, 1), ["a, order 1 (1)", "a, order 1 (2)"]),
    ],
)
def test_curves_without_names_are_told_apart(schemes: Any, orders: Any, names: list[str]) -> None:
    curve = example_comparison().curves[0]
    several = [replace(curve, scheme=s, order=n) for s, n in zip(schemes, orders, strict=True)]
    legend = dc.plot_error_curves(several).get_legend()
    assert [text.get_text() for text in legend.get_texts()][:2] == names


def test_best_steps_are_marked_in_the_colour_of_the_curve() -> None:
    curve = example_comparison().curves[2]
    axes = dc.plot_error_curves(curve)
    stars = [line for line in axes.lines if line.get_marker() == "*" and len(line.get_xdata())]
    assert [(float(s.get_xdata()[0]), float(s.get_ydata()[0])) for s in stars] == [(curve.best.h, curve.best.error)]
    assert stars[0].get_color() == SERIES[0]


def test_the_axes_may_be_given_and_their_style_is_kept() -> None:
    figure = matplotlib.figure.Figure()
    left, right = figure.subplots(1, 2)
    assert dc.plot_error_curves(example_comparison().curves[:1], right) is right
    assert not left.lines


def test_no_curve_is_refused() -> None:
    with pytest.raises(InputError, match="there is no error curve"):
        dc.plot_error_curves([])


def test_results_over_one_another_have_a_panel_a_scheme() -> None:
    drawn = plot.figure({"float64": example_comparison(), "float32": doubled()})
    assert [axes.get_title(loc="left") for axes in drawn.axes] == ["forward-1", "backward-1", "central-2", "central-4"]
    for axes in drawn.axes:
        once, twice = (lines(axes)[name].get_ydata() for name in ("float64", "float32"))
        assert [float(y) for y in twice] == [2 * float(y) for y in once]
    told = [text.get_text() for text in drawn.legends[0].get_texts()]
    assert told[:2] == ["float64", "float32"]
    assert {"truncation, predicted", "round-off, predicted bound", "best step, measured"} <= {*told}


def test_gradients_over_one_another_have_a_row_a_component() -> None:
    groups = overlay.overlays({"a": example_comparisons(), "b": example_comparisons()})
    assert [[one.title for one in group] for group in groups] == [[c.scheme for c in example_comparison().curves]] * 2
    assert all([*one.curves] == ["a", "b"] for group in groups for one in group)


def test_a_figure_shows_itself_in_a_notebook() -> None:
    png, size = example_comparison().plot()._repr_png_()
    assert png.startswith(b"\x89PNG")
    assert size["width"] == 800
    assert int.from_bytes(png[16:20], "big") == 1600
