"""The picture: what is drawn, where, and as which bytes."""

from __future__ import annotations

import functools
import itertools
import json
import math
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cases import example_comparison, example_comparisons
from roundings import UNIT, rounded

from derivcheck.ground.errors import InputError, MissingExtraError
from derivcheck.report.plot import panel, plot
from derivcheck.results import BestStep, Check, Checks, Comparison, Comparisons, ErrorCurve, Result, Verdict
from derivcheck.testing.check import check_derivative

matplotlib = pytest.importorskip("matplotlib")

SVG = "{http://www.w3.org/2000/svg}"


def curve(**changes: Any) -> ErrorCurve:
    return replace(example_comparison().curves[2], **changes)


def zero_curve() -> ErrorCurve:
    """No truncation, some totals exactly zero, the largest step outside the domain."""
    points = [replace(p, truncation=0.0, predicted_truncation=0.0, total=p.roundoff) for p in curve().points]
    points[0] = replace(points[0], total=math.nan, truncation=math.nan, argument=math.nan, note="outside")
    points[4] = replace(points[4], total=0.0)
    return curve(exact=True, points=tuple(points), best=BestStep(points[4].h, 0.0))


@functools.cache
def image(ending: str) -> bytes:
    return plot.image(example_comparison(), ending)


def line(axes: Any, label: str) -> Any:
    return next(line for line in axes.lines if line.get_label() == label)


def heights(axes: Any, label: str) -> list[float]:
    return [float(value) for value in line(axes, label).get_ydata()]


def texts(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_one_panel_a_scheme_on_logarithmic_axes() -> None:
    drawn = example_comparison().plot()
    assert [axes.get_title(loc="left") for axes in drawn.axes] == ["forward-1", "backward-1", "central-2", "central-4"]
    assert {(axes.get_xscale(), axes.get_yscale()) for axes in drawn.axes} == {("log", "log")}
    assert len({(axes.get_xlim(), axes.get_ylim()) for axes in drawn.axes}) == 1


def test_lines_are_the_numbers_of_the_result() -> None:
    drawn, shown = plot.figure(example_comparison()), example_comparison().curves
    for axes, one in zip(drawn.axes, shown, strict=True):
        assert list(line(axes, "total error").get_xdata()) == [p.h for p in one.points]
        assert heights(axes, "total error") == [abs(p.total) for p in one.points]
        assert heights(axes, "truncation") == [abs(p.truncation) for p in one.points]
        assert heights(axes, "round-off") == [abs(p.argument + p.evaluation + p.arithmetic) for p in one.points]
        assert heights(axes, "truncation, predicted") == [abs(p.predicted_truncation) for p in one.points]
        assert heights(axes, "round-off, predicted bound") == [p.predicted_roundoff for p in one.points]


def test_best_steps_are_marked() -> None:
    for axes, one in zip(plot.figure(example_comparison()).axes, example_comparison().curves, strict=True):
        for label, best, marker in (
            ("best step, measured", one.best, "*"),
            ("best step, predicted", one.predicted, "D"),
        ):
            mark = line(axes, label)
            assert (mark.get_xdata()[0], mark.get_ydata()[0]) == (best.h, best.error)
            assert mark.get_marker() == marker


def test_slopes_are_labelled_near_their_lines() -> None:
    drawn = plot.figure(example_comparison())
    assert [texts(axes) for axes in drawn.axes] == [["h", "h⁻¹"], ["h", "h⁻¹"], ["h²", "h⁻¹"], ["h⁴", "h⁻¹"]]
    for axes, one in zip(drawn.axes, example_comparison().curves, strict=True):
        truncation, roundoff = ([p.h, abs(y)] for p, y in [at(one, axes.texts[0]), at(one, axes.texts[1], True)])
        assert list(axes.texts[0].xy) == truncation
        assert list(axes.texts[1].xy) == roundoff


def at(one: ErrorCurve, label: Any, roundoff: bool = False) -> tuple[Any, float]:
    point = next(p for p in one.points if p.h == label.xy[0])
    return point, point.predicted_roundoff if roundoff else point.predicted_truncation


def test_methods_without_a_step_are_horizontal() -> None:
    for axes in plot.figure(example_comparison()).axes:
        for estimate in example_comparison().estimates[:2]:
            assert set(heights(axes, estimate.method)) == {abs(estimate.error)}


def test_each_scheme_has_its_mark_and_the_colours_are_okabe_and_ito() -> None:
    drawn = plot.figure(example_comparison())
    assert len({line(axes, "total error").get_marker() for axes in drawn.axes}) == 4
    colours = {line.get_color().upper() for axes in drawn.axes for line in axes.lines if line.get_color() != "none"}
    assert colours - {panel.INK.upper()} == {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"}


def test_zero_has_a_floor_that_says_so() -> None:
    axes = plot.figure(zero_curve()).axes[0]
    labels = dict(zip([t.get_text() for t in axes.get_yticklabels()], axes.get_yticks(), strict=True))
    assert heights(axes, "total error")[4] == labels["0"]
    assert heights(axes, "best step, measured") == [labels["0"]]
    assert labels["0"] < min(abs(p.total) for p in zero_curve().points if p.total and not math.isnan(p.total))
    assert axes.get_ylim()[0] < labels["0"]
    assert texts(axes) == ["h⁻¹", "truncation exactly 0"]


def test_what_is_missing_is_a_gap() -> None:
    axes = plot.figure(zero_curve()).axes[0]
    assert math.isnan(heights(axes, "total error")[0])
    assert not math.isnan(heights(axes, "total error")[1])


def test_an_exact_symbolic_value_is_at_the_floor() -> None:
    result = example_comparison()
    right = replace(result, estimates=(replace(result.estimates[0], error=0.0), *result.estimates[1:]))
    axes = plot.figure(right).axes[0]
    assert axes.get_yticklabels()[0].get_text() == "0"
    assert set(heights(axes, "symbolic")) == {axes.get_yticks()[0]}


def many(count: int) -> Comparison:
    curves = example_comparison().curves
    return replace(example_comparison(), curves=tuple(curves[i % 4] for i in range(count)))


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (12, 3), (14, 3)])
def test_panels_are_laid_out_in_rows(count: int, columns: int) -> None:
    drawn = plot.figure(many(count))
    shown = [axes for axes in drawn.axes if axes.axison]
    assert len(shown) == count
    assert drawn.axes[0].get_subplotspec().get_gridspec().ncols == columns
    # Below each column, and only there, stands what the axis is.
    assert sum(axes.get_xlabel() == "step h" for axes in shown) == min(count, columns)


def test_a_gradient_has_a_group_of_panels_a_component() -> None:
    drawn = plot.figure(example_comparisons())
    assert [axes.get_title(loc="left") for axes in drawn.axes[::4]] == ["d/dx  forward-1", "d/dy  forward-1"]
    assert len(drawn.axes) == 8


def boxes(drawn: Any) -> dict[str, Any]:
    drawn.canvas.draw()
    named = {"legend": drawn.legends[0], "title": drawn._suptitle}
    named |= {f"panel {i}": axes for i, axes in enumerate(axes for axes in drawn.axes if axes.axison)}
    return {name: artist.get_tightbbox() for name, artist in named.items()}


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_nothing_covers_anything_and_all_is_legible(count: int) -> None:
    drawn = plot.figure(many(count))
    found = boxes(drawn)
    overlaps = [(a, b) for a in found for b in found if a < b and found[a].overlaps(found[b])]
    assert overlaps == []
    assert drawn.get_figwidth() * drawn.dpi == 800
    for axes in drawn.axes:
        for labels in (axes.get_xticklabels(), axes.get_yticklabels()):
            ends = [label.get_window_extent() for label in labels if label.get_visible()]
            assert not any(one.overlaps(other) for one, other in itertools.pairwise(ends))
    inside = drawn.bbox.padded(1)
    assert all(inside.x0 <= box.x0 and box.x1 <= inside.x1 for box in found.values())
    sizes = [text.get_fontsize() for text in drawn.findobj(matplotlib.text.Text) if text.get_text()]
    assert min(sizes) >= 9


def test_a_long_title_fits() -> None:
    drawn = plot.figure(replace(example_comparison(), function="sin(x)+" * 500, at={f"p{i}": 0.1 for i in range(40)}))
    box = boxes(drawn)["title"]
    assert box.x0 >= 0
    assert box.x1 <= 800


@pytest.mark.parametrize("hostile", ["$x^2$ & _{", "<b>&amp;", "x\ny\\frac{", "变量", "\x1b[31m"])
def test_hostile_text_is_drawn_as_it_is(hostile: str) -> None:
    result = replace(example_comparison(), function=hostile, curves=(curve(scheme=hostile),))
    drawn = plot.figure(result)
    assert drawn.axes[0].get_title(loc="left") == hostile
    assert plot.image(result, ".png").startswith(b"\x89PNG")
    if hostile.isprintable():
        root = ElementTree.fromstring(plot.image(result, ".svg"))
        assert any(hostile in "".join(text.itertext()) for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("scale", [1e-290, 1e280])
def test_extreme_errors(scale: float) -> None:
    points = tuple(replace(p, total=p.total * scale, truncation=math.inf) for p in curve().points)
    assert plot.image(curve(points=points, best=BestStep(math.nan, math.nan)), ".png").startswith(b"\x89PNG")


def test_nothing_measurable() -> None:
    points = tuple(replace(p, total=math.nan, truncation=math.nan, evaluation=math.nan) for p in curve().points)
    lost = BestStep(math.nan, math.nan)
    assert plot.image(curve(points=points, best=lost, predicted=lost), ".png").startswith(b"\x89PNG")
    assert plot.image(curve(points=(), best=lost, predicted=lost), ".png").startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "nothing", [many(0), Comparisons((), Verdict.AGREES, ""), Comparisons((many(0),), Verdict.AGREES, "")]
)
def test_nothing_to_draw(nothing: Result) -> None:
    with pytest.raises(InputError, match="nothing to draw: there is no error curve; ask for a scheme"):
        plot.figure(nothing)


def test_a_result_without_a_picture() -> None:
    with pytest.raises(InputError, match="a Result has no picture"):
        plot.figure(Result())


# Files


@pytest.mark.parametrize(
    ("ending", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF"), ("SVG", b"<?xml")]
)
def test_save(tmp_path: Path, ending: str, magic: bytes) -> None:
    path = tmp_path / f"p.{ending}"
    plot.save(example_comparison(), path)
    assert path.read_bytes().startswith(magic)


@pytest.mark.parametrize("ending", plot.ENDINGS)
def test_the_same_result_makes_the_same_bytes(ending: str) -> None:
    assert plot.image(example_comparison(), ending) == image(ending)
    assert b"date>" not in image(ending)
    assert b"CreationDate" not in image(ending)


def test_svg_and_pdf_keep_text_as_text() -> None:
    root = ElementTree.fromstring(image(".svg"))
    words = {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    assert {"central-4", "step h", "10⁻⁹", "h⁻¹", "forward-mode", "round-off, predicted bound"} <= words
    pdf = image(".pdf")
    assert b"/FontFile2" in pdf
    assert b"/Type3" not in pdf


@pytest.mark.parametrize("name", ["p.jpg", "p", "png", "p.png.txt", ""])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"known endings: \.png, \.svg, \.pdf"):
        plot.save(example_comparison(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot write the picture '.*none/p\.png': No such file") as caught:
        plot.save(example_comparison(), tmp_path / "none" / "p.png")
    assert "\n" not in str(caught.value)


def test_missing_matplotlib(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r'pip install "sympy-derivcheck\[plot\]"'):
        plot.save(example_comparison(), tmp_path / "p.png")


def test_no_state_is_left_behind() -> None:
    with matplotlib.rc_context({"svg.fonttype": "path", "lines.linewidth": 7.0}):
        before = dict(matplotlib.rcParams)
        plot.image(example_comparison(), ".svg")
        assert dict(matplotlib.rcParams) == before


def test_importing_is_lazy_and_drawing_needs_no_pyplot() -> None:
    program = (
        "import sys, json; sys.path.insert(0, sys.argv[1])\n"
        "from derivcheck.report.plot import plot; from derivcheck import report; before = 'matplotlib' in sys.modules\n"
        "from cases import example_comparison; report.render(example_comparison(), 'text')\n"
        "text = 'matplotlib' in sys.modules; plot.image(example_comparison(), '.png')\n"
        "print(json.dumps([before, text, 'matplotlib.pyplot' in sys.modules]))"
    )
    tests = str(Path(__file__).parent.parent.parent)
    done = subprocess.run([sys.executable, "-c", program, tests], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [False, False, False]


def claimed(function: str, claim: str, **options: Any) -> Check | Checks:
    return check_derivative(function, claim, **options)


def test_a_wrong_claim_stands_above_what_a_finite_difference_errs() -> None:
    (axes,) = claimed("x**2*sin(x)", "2*x*sin(x) - x**2*cos(x)", at=1.0).plot().axes
    assert heights(axes, "claim") == [rounded(2 * math.cos(1.0), 4)] * 2
    assert min(heights(axes, "total error")) < 10 * UNIT ** (2 / 3)  # what central differences reach, to a factor


def test_a_right_claim_has_no_error() -> None:
    (axes,) = claimed("sin(x)", "cos(x)", at=1.0).plot().axes
    # Zero is drawn below all others, where the axis says 0.
    assert heights(axes, "claim")[0] < min(h for h in heights(axes, "total error") if h)
    assert axes.get_yticklabels()[0].get_text() == "0"


def test_claims_for_several_variables_have_a_panel_each() -> None:
    drawn = check_derivative("x^2*y", ["2*x*y", "x"], {"x": 3, "y": 2}, wrt=["x", "y"]).plot()
    titles = [axes.get_title(loc="left") for axes in drawn.axes]
    assert titles == [f"d/d{name} at x = 3, y = 2  central-2" for name in "xy"]


def test_a_claim_without_a_value_cannot_be_drawn() -> None:
    with pytest.raises(InputError, match="no point at which"):
        claimed("abs(x)", "0", at=0.0).plot()
    with pytest.raises(InputError, match="not a formula"):
        replace(claimed("sin(x)", "cos(x)", at=1.0), function="model.py:loss").plot()
