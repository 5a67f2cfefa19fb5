"""Reports: golden files, the JSON contract key by key, HTML read by a parser, hostile text."""

from __future__ import annotations

import functools
import importlib
import json
import math
import os
import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from cases import example_comparison, example_comparisons

import derivcheck as dc
from derivcheck.ground.errors import InputError
from derivcheck.report import wording
from derivcheck.report.formats import formats, render, text
from derivcheck.report.outline import outline
from derivcheck.report.outline.blocks import TONES
from derivcheck.report.outline.error_curve import PARTS, chosen
from derivcheck.results import SCHEMA, BestStep, Comparison, Comparisons, ErrorCurve, Reference, Result, Verdict
from derivcheck.testing.compare import compare, error_curve

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "<script>alert(1)</script>\"'&amp;|`x`*_[a](b)$\x1b[31m\n# y"


def example_curve() -> ErrorCurve:
    return example_comparison().curves[2]


def broken_curve() -> ErrorCurve:
    """A truncation that is exactly zero, and steps that leave the domain."""
    curve = example_curve()
    lost = dict.fromkeys(("estimate", "total", "truncation", "argument", "evaluation", "arithmetic"), math.nan)
    points = [
        replace(p, note="x+h is outside the domain of log", **lost)
        if p.h > 0.02
        else replace(p, truncation=0.0, predicted_truncation=0.0, total=p.roundoff)
        for p in curve.points
    ]
    best = BestStep(points[8].h, abs(points[8].total))
    return replace(curve, exact=True, observed_order=math.nan, best=best, points=tuple(points))


RESULTS: dict[str, Callable[[], Result]] = {
    "comparison": example_comparison,
    "comparisons": example_comparisons,
    "curve": example_curve,
    "broken": broken_curve,
}


FORMS: dict[str, Callable[[Result], str]] = {
    ".txt": lambda result: render(result, "text"),
    "-verbose.txt": lambda result: full(result),
    ".md": lambda result: render(result, "markdown"),
}


def full(result: Result, width: int = 100) -> str:
    return render(result, "text", verbose=True, width=width)


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("ending", FORMS)
def test_golden(name: str, ending: str) -> None:
    """DERIVCHECK_UPDATE_GOLDEN=1 rewrites the files; read the difference before you keep it."""
    path = GOLDEN / f"{name}{ending}"
    report = FORMS[ending](RESULTS[name]())
    if os.environ.get("DERIVCHECK_UPDATE_GOLDEN"):
        path.write_text(report, encoding="utf-8")
    assert report == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("formula", "x", "scheme", "said"),
    [
        ("exp(x)", 0.5, "central-2", "(expected h^2); round-off"),
        ("exp(x)", 0.5, "central-2", "(expected h^-1)"),
        # f'' vanishes; and round-off of sin(h), over h, is at most a rounding of 1 whatever h is.
        ("sin(x)", 0.0, "forward-1", "(expected h^2); round-off"),
        ("sin(x)", 0.0, "forward-1", "(expected h^0)"),
        ("exp(x)", 1000.0, "central-2", "predicted  none"),
    ],
)
def test_the_slopes_to_be_expected_are_those_of_the_predictions(formula: str, x: float, scheme: str, said: str) -> None:
    assert said in re.sub(" {2,}", "  ", render(error_curve(formula, x, scheme), "text"))


def test_formats_are_the_files() -> None:
    files = Path(str(importlib.import_module("derivcheck.report.formats").__file__)).parent
    assert formats() == tuple(sorted(path.stem for path in files.glob("[!_]*.py")))
    assert {"html", "json", "markdown", "text"} <= {*formats()}


@pytest.mark.parametrize("format", formats())
@pytest.mark.parametrize("name", RESULTS)
def test_each_format_renders_each_kind_of_result(name: str, format: str) -> None:
    report = render(RESULTS[name](), format)
    assert ("nothing is claimed" if format == "feedback" else "central-2") in report


@pytest.mark.parametrize("name", ["pdf", "", "../text", "__init__", "TEXT"])
def test_unknown_format(name: str) -> None:
    with pytest.raises(InputError, match="known: " + ", ".join(formats())) as caught:
        render(example_comparison(), name)
    assert repr(name) in str(caught.value)


def test_results_show_themselves() -> None:
    result = example_comparison()
    assert str(result) == render(result, "text")
    assert result.to_text(verbose=True) == render(result, "text", verbose=True)
    assert result._repr_html_() == source_of("comparison")


def test_an_outline_is_found_by_the_class_or_its_base() -> None:
    class Special(Comparison):
        pass

    class Nameless(Result):
        pass

    names = [item.name for item in fields(Comparison)]
    special = Special(**{name: getattr(example_comparison(), name) for name in names})
    assert outline(special).title == outline(example_comparison()).title
    with pytest.raises(TypeError, match="no report is written for a Nameless"):
        outline(Nameless())


def test_every_verdict_has_a_tone() -> None:
    assert {verdict for verdict in TONES if verdict} == set(Verdict)


# Text


def rows(report: str, first: str) -> list[list[str]]:
    """The words of the lines that begin with a number, after a line that begins with a word."""
    lines = report.splitlines()
    start = next(i for i, line in enumerate(lines) if line.split()[:1] == [first])
    return [line.split() for line in lines[start + 1 :]]


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", [80, 90, 100])
def test_text_is_as_wide_as_asked_without_colour(name: str, verbose: bool, width: int) -> None:
    report = render(RESULTS[name](), "text", verbose=verbose, width=width)
    assert max(map(len, report.splitlines())) <= width
    assert "\x1b" not in report
    assert not re.search(r"[ \t]$", report, re.MULTILINE)


@pytest.mark.parametrize(("told", "width"), [("20", 40), ("60", 60), ("80", 80), ("300", 100), ("", 80), ("x", 80)])
def test_the_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch, told: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", told)
    with Path(os.devnull).open() as no_terminal:
        monkeypatch.setattr("sys.__stdout__", no_terminal)
        assert text.columns() == width


def test_the_main_job_fits_a_screen_and_ends_in_what_to_do() -> None:
    report = str(compare("exp(2*x)/(1+sin(x**2))", 0.5, reproduce="python -m derivcheck 'exp(2*x)' --at 0.5"))
    lines = report.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    told = report.partition("What to do next")[2]
    assert "Use forward mode: no step to choose, error at most" in told
    assert re.search(r"Of the differences, central-4 with h = \S+ \(error at most", told)
    assert lines[-1] == "  python -m derivcheck 'exp(2*x)' --at 0.5 --verbose"


def test_verbose_tells_all_that_a_short_report_tells_of_numbers() -> None:
    for name in ("comparison", "comparisons"):
        short, long = str(RESULTS[name]()), full(RESULTS[name]())
        numbers = {*re.findall(r"\d\.\d+(?:e[+-]\d+)?", short)}
        assert len(short) < len(long)
        assert {n for n in numbers if n not in long} == set()


def test_text_begins_with_the_verdict() -> None:
    assert str(example_comparison()).startswith("AGREES: all 7 methods are inside their error bounds\n")
    assert str(example_comparisons()).startswith("UNRESOLVED: d/dy: symbolic is outside")


@pytest.mark.parametrize("name", RESULTS)
def test_colour_changes_nothing_else(name: str) -> None:
    result = RESULTS[name]()
    coloured = text.render(result, colour=True)
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text.render(result)


def test_text_tabulates_the_methods() -> None:
    table = rows(full(example_comparison()), "method")
    assert table[0] == ["symbolic", "2.6656617294070246", "+1.68e-16", "3.22e-15", "all", "-", "1"]
    assert table[5] == ["central-2", "2.665661729506219", "+9.92e-11", "3.25e-10", "10.4", "1.00e-05", "2"]


def test_text_shows_the_known_parts_of_the_error() -> None:
    """The figures that the design states for this function, at h = 1e-5."""
    row = next(row for row in rows(full(example_curve()), "h") if row[0] == "1.00e-05")
    assert row[3:] == ["+1.18e-10", "-4.73e-12", "-1.44e-11", "+2.18e-16"]


def test_text_explains_the_four_words_once() -> None:
    for report in (full(example_comparison()), full(example_comparisons()), full(example_curve())):
        assert [
            len(re.findall(f"^  {part.label}  +{re.escape(part.value)}$", report, re.MULTILINE)) for part in PARTS
        ] == [1] * 4


def test_text_flags_an_error_outside_its_bound() -> None:
    good, bad = full(example_comparison()), full(example_comparisons())
    assert "outside" not in good
    assert re.search(r"^  symbolic .* <- outside$", bad, re.MULTILINE)
    assert "- symbolic: the error is outside its bound" in bad


def test_text_says_zero_and_missing() -> None:
    table = rows(full(broken_curve()), "h")
    assert table[0] == ["1.00e-01", *"-" * 6]
    assert table[1][3] == "0"
    assert "truncation  exactly 0 at every step" in full(broken_curve())
    assert "- 2 steps, h = 1.00e-01 to 3.16e-02: x+h is outside the domain of log" in full(broken_curve())


def test_nan_is_no_value() -> None:
    result = example_comparison()
    lost = replace(result.estimates[0], value=math.nan, error=math.nan, error_bound=math.inf)
    table = rows(full(replace(result, estimates=(lost,))), "method")
    assert table[0] == ["symbolic", "-", "-", "none", "-", "-", "1"]


def test_chosen_steps_hold_the_best_and_the_ends() -> None:
    for curve in example_comparison().curves:
        steps = [point.h for point in chosen(curve)]
        assert {curve.best.h, curve.points[0].h, curve.points[-1].h} <= set(steps)
        assert 8 <= len(steps) <= 10
        assert steps == sorted(steps, reverse=True)
        assert full(curve).count("<- best") == 1


def test_few_steps_are_all_shown() -> None:
    curve = example_curve()
    few = replace(curve, points=curve.points[:5], best=BestStep(curve.points[4].h, 1.0))
    assert chosen(few) == few.points
    assert chosen(replace(curve, points=())) == ()
    none = BestStep(math.nan, math.nan)
    assert chosen(replace(curve, best=none, predicted=none)) == curve.points
    # Where no step gives a digit those around the predicted one are shown.
    assert 8 <= len(chosen(replace(curve, best=none))) <= 10


@pytest.mark.parametrize("formula", ["+".join(f"sin({i}*x)" for i in range(900)), "x" * 5000, " + ".join("xy" * 3000)])
def test_long_formula_is_cut_visibly(formula: str) -> None:
    report = full(replace(example_comparison(), function=formula, derivative=formula))
    start = report[: report.index("Methods")]
    assert max(map(len, start.splitlines())) <= 100
    assert start.count("…") == 2
    assert len(start.splitlines()) < 20


def test_text_disarms_control_characters() -> None:
    assert "\x1b" not in full(replace(example_comparison(), function=HOSTILE, reason=HOSTILE, reproduce=HOSTILE))


@pytest.mark.parametrize("length", [1, 30, 60, 200])
def test_a_long_command_is_continued_as_a_shell_reads_it(length: int) -> None:
    command = shlex.join(["python", "-m", "derivcheck", "-x + 'y'" * length, *["--scheme", "central-2"] * length])
    report = full(replace(example_comparison(), reproduce=command))
    shown = report[report.index("  python") : report.index("\n\n  Made with")]
    assert shlex.split(shown.replace("\\\n", "")) == shlex.split(command)
    assert all(len(line) <= 100 for line in shown.splitlines() if "y" not in line)


def test_no_command_to_repeat() -> None:
    assert "Reproduce" not in full(replace(example_comparison(), reproduce=""))


def test_spare_columns_give_way() -> None:
    result = example_comparison()
    wide = replace(result.estimates[0], method="offsets:" + "-1," * 40, value=-1.2345678901234567e-300, step=1e-5)
    wide = replace(wide, error_bound=0.0)
    report = full(replace(result, estimates=(wide,)))
    assert "(no room at this width for: step, evals)" in report
    assert max(map(len, report.splitlines())) <= 100


# Words


@pytest.mark.parametrize(
    ("offsets", "weights", "order", "formula"),
    [
        ((0, 1), ("-1", "1"), 1, "(f(x+h) - f(x)) / h"),
        ((-1, 1), ("-1/2", "1/2"), 1, "(f(x+h) - f(x-h)) / (2h)"),
        ((-1, 0, 1), ("1", "-2", "1"), 2, "(f(x+h) - 2f(x) + f(x-h)) / h^2"),
        ((-2, -1, 1, 2), ("1/12", "-2/3", "2/3", "-1/12"), 1, "(-f(x+2h) + 8f(x+h) - 8f(x-h) + f(x-2h)) / (12h)"),
        (("-1/2", "1/2"), ("-1", "1"), 1, "(f(x+1/2*h) - f(x-1/2*h)) / h"),
    ],
)
def test_stencil(offsets: tuple[int | str, ...], weights: tuple[str, ...], order: int, formula: str) -> None:
    assert wording.stencil(replace(example_curve(), offsets=offsets, weights=weights, order=order)) == formula


@pytest.mark.parametrize(
    ("error", "reference", "dtype", "digits"),
    [
        (1e-17, 1.0, "float64", "all"),
        (1e-17, 1.0, "longdouble", "17.0"),
        (1e-8, 1.0, "float32", "all"),
        (1e-8, 1.0, "float64", "8.0"),
        (-2.0, 1.0, "float64", "none"),
        (1e-5, 0.0, "float64", "-"),
        (0.0, 0.0, "float64", "all"),
        (math.nan, 1.0, "float64", "-"),
        (math.inf, 1.0, "float64", "-"),
        (1e-300, 1e-290, "float64", "10.0"),
        (1e290, 1e300, "float64", "10.0"),
    ],
)
def test_correct_digits(error: float, reference: float, dtype: str, digits: str) -> None:
    assert wording.correct_digits(error, reference, dtype) == digits


def test_certainty_is_stated() -> None:
    for reference, words in (
        (Reference("4", 50, None, True), "exact"),
        (Reference("4.1", 20, "1e-21", False), "20 digits; error at most 1e-21 (by running error analysis; no proof)"),
        (Reference("4.1", 20, "1e-21", True), "20 digits; error at most 1e-21 (proven by ball arithmetic)"),
    ):
        assert f"certainty     {words}\n" in full(replace(example_comparison(), reference=reference))


# JSON


def strictly(report: str) -> Any:
    return json.loads(report, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def test_json_tells_what_was_found() -> None:
    plain = strictly(render(example_comparison(), "json"))
    assert next(iter(plain)) == "schema"
    assert plain["schema"] == SCHEMA
    assert plain["at"] == {"x": 0.5}
    assert plain["verdict"] == "agrees"
    assert plain["reference"]["value"].startswith("2.66566172940702444834146907915639453")
    assert [curve["offsets"] for curve in plain["curves"]] == [[0, 1], [-1, 0], [-1, 1], [-2, -1, 1, 2]]


def test_json_of_a_gradient() -> None:
    plain = strictly(render(example_comparisons(), "json"))
    assert [component["wrt"] for component in plain["components"]] == [["x"], ["y"]]
    assert plain["verdict"] == "unresolved"


def test_json_keeps_every_double() -> None:
    curve = strictly(render(example_curve(), "json"))
    assert curve["schema"] == SCHEMA
    assert [point["total"] for point in curve["points"]] == [point.total for point in example_curve().points]


def test_json_has_null_for_nan_and_infinity() -> None:
    plain = strictly(render(broken_curve(), "json"))
    assert plain["observed_order"] is None
    assert plain["points"][0]["total"] is None
    assert plain["points"][0]["note"] == "x+h is outside the domain of log"
    endless = replace(example_comparison().estimates[0], error_bound=math.inf, error=-math.inf)
    estimate = strictly(render(replace(example_comparison(), estimates=(endless,)), "json"))["estimates"][0]
    assert (estimate["error_bound"], estimate["error"]) == (None, None)


# Markdown


def cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line))


@pytest.mark.parametrize("name", RESULTS)
def test_markdown_tables_are_rectangular(name: str) -> None:
    tables = re.findall(r"(?:^\|.*\|$\n?)+", render(RESULTS[name](), "markdown"), re.MULTILINE)
    assert tables
    for table in tables:
        assert len({cells(line) for line in table.splitlines()}) == 1
        assert re.fullmatch(r"\|( (--:|:--) \|)+", table.splitlines()[1])


def test_markdown_keeps_hostile_text_as_text() -> None:
    result = replace(example_comparison(), reason=HOSTILE, function=HOSTILE)
    report = render(replace(result, estimates=(replace(result.estimates[0], method=HOSTILE),)), "markdown")
    outside_code = re.sub(r"``.*?``", "", report)
    assert not re.search(r"(?<!\\)<script", outside_code)
    assert not re.search(r"^# y", report, re.MULTILINE)
    assert "``<script>" in report
    table = report[report.index("| method") :].splitlines()[:3]
    assert len({cells(line) for line in table}) == 1


def test_markdown_fences_a_command_with_backticks() -> None:
    report = render(replace(example_comparison(), reproduce="a ```` b"), "markdown")
    assert "`````sh\na ```` b\n`````" in report


# HTML

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """The tags in order, what text stands in each, all attributes; fails on a tag left open or closed twice."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: dict[str, list[str]] = {}
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.open += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.setdefault(self.open[-1] if self.open else "", []).append(data)


@functools.cache
def source_of(name: str) -> str:
    return RESULTS[name]()._repr_html_()


@pytest.mark.parametrize("name", RESULTS)
def test_html_is_one_page_that_needs_nothing_else(name: str) -> None:
    source = source_of(name)
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>")
    assert {"script", "link", "img", "iframe", "object", "base"}.isdisjoint(page.tags)
    links = [value for _, name, value in page.attributes if name in {"src", "href", "xlink:href", "data", "action"}]
    assert all(value.startswith("#") for value in links)
    assert not re.search(r"@import|url\((?!#)", source)
    assert page.tags.count("svg") == 1


def test_html_shows_the_verdict_the_picture_the_tables_the_command() -> None:
    page = Page(source_of("comparison"))
    assert page.text["p"][0] == "agrees"
    assert ("p", "class", "verdict good") in page.attributes
    assert page.tags.index("p") < page.tags.index("svg") < page.tags.index("table")
    assert page.text["code"][-1] == example_comparison().reproduce
    assert "2.66566172940702444834146907915639453" in "".join(page.text["code"])


def test_html_has_the_exact_numbers_folded() -> None:
    page = Page(source_of("comparison"))
    assert page.tags.count("details") == 5
    assert all(repr(p.total) in page.text["td"] for curve in example_comparison().curves for p in curve.points)


def test_html_escapes_everything() -> None:
    result = example_comparison()
    curve = replace(result.curves[0], scheme=HOSTILE, limits=HOSTILE, truncation_term=HOSTILE, notes=(HOSTILE,))
    estimate = replace(result.estimates[0], method=HOSTILE, note=HOSTILE)
    strings: dict[str, Any] = dict.fromkeys(("function", "derivative", "reason", "reproduce"), HOSTILE)
    at = {HOSTILE: 0.5}
    hostile = replace(
        result, curves=(curve,), estimates=(estimate,), variables=(HOSTILE,), wrt=(HOSTILE,), at=at, **strings
    )
    page = Page(hostile._repr_html_())
    assert "script" not in page.tags
    shown = [item for texts in page.text.values() for item in texts if "<script>alert(1)</script>" in item]
    assert len(shown) >= 10
    # The data of the chart, the libraries and the script: none that came with a name.
    assert Page(hostile.to_html()).tags.count("script") == 3


def test_html_rules_stay_inside_the_report() -> None:
    """A notebook puts the page into its own, whose look must not change."""
    style = "".join(Page(source_of("comparison")).text["style"])
    selectors = re.findall(r"([^{}@;]+)\{", re.sub(r"/\*.*?\*/|@media[^{]*\{", "", style, flags=re.DOTALL))
    parts = [part.strip() for selector in selectors for part in selector.split(",")]
    assert len(parts) > 20
    assert all(".derivcheck" in part or part.startswith('[style*="') for part in parts)


def test_html_has_dark_colours_for_the_screen_only() -> None:
    style = "".join(Page(source_of("comparison")).text["style"])
    assert "@media screen and (prefers-color-scheme: dark)" in style
    assert "@media print" in style


def test_html_without_matplotlib_says_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    page = Page(example_comparison()._repr_html_())
    assert "svg" not in page.tags
    assert 'the picture needs an optional package: pip install "sympy-derivcheck[plot]"' in page.text["p"]


def test_a_comparison_without_curves_has_no_picture() -> None:
    bare = replace(example_comparison(), curves=())
    assert "svg" not in Page(bare._repr_html_()).tags
    assert "What the words mean" not in str(bare)
    assert "svg" not in Page(Comparisons((bare, bare), Verdict.AGREES, "")._repr_html_()).tags
    assert str(Comparisons((), Verdict.AGREES, "nothing to do")) == "AGREES: nothing to do\n"


def test_an_error_beyond_doubles_has_its_size() -> None:
    """Next to 1e-309 the derivative of log is 1e309, which no difference reaches; of a claim the gap is a double."""
    report = str(dc.compare("log(x)", 1e-309, schemes=["forward-1"]))
    assert re.search(r"^  forward-1 .* -\d\.\d\de\+30[89] ", report, re.MULTILINE)
    check = str(dc.check_derivative("1/x", "1/x^2", 1e-155, prove=False))
    assert re.search(r"^  gap +\+>1\.79e\+308 ", check, re.MULTILINE)
