"""A report as one page that needs nothing else: the verdict and the picture first, exact numbers one click away."""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from derivcheck.ground.errors import DerivcheckError, InputError, MissingExtraError
from derivcheck.report.chart.charts import charts
from derivcheck.report.outline import outline
from derivcheck.report.outline.blocks import (
    Block,
    Command,
    Fact,
    Facts,
    Folded,
    Notes,
    Outline,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from derivcheck.report.page import assets
from derivcheck.report.page.document import document
from derivcheck.report.plot import graph, plot
from derivcheck.report.typeset import mathml
from derivcheck.results import Result
from derivcheck.results.trace import Trace

Drawing = Callable[[Picture], str]


def render(result: Result) -> str:
    """Return the page, its figures interactive where the extra `html` is installed."""
    try:
        libraries = assets.libraries()
    except MissingExtraError:
        return static(result)
    report = outline(result)
    content = body(report)
    needed = libraries if 'class="chart"' in content else ""
    return document(report.title, f"{content}\n<script>{needed}</script>\n<script>{assets.script()}</script>")


def static(result: Result) -> str:
    """Return the page without scripts, its figures as pictures: for a notebook, and for printing."""
    report = outline(result)
    return document(report.title, _content(report, _picture))


def body(report: Outline) -> str:
    """Return what stands in a page, with a place for each chart that `script.js` draws."""
    return _content(report, _chart)


def _content(report: Outline, draw: Drawing) -> str:
    # The highest level so far, so that no level of headings is left out.
    tops = itertools.accumulate((section.level for section in report.sections), min)
    sections = (_section(section, draw, top) for section, top in zip(report.sections, tops, strict=True))
    parts = [_lead(report), *sections]
    return "\n".join(['<main class="derivcheck">', *parts, "</main>"])


def _lead(report: Outline) -> str:
    verdict = _element("p", str(report.verdict), f"verdict {report.tone}") if report.verdict else ""
    return "\n".join([verdict, _element("p", report.reason), _element("h1", report.title)])


def _element(tag: str, text: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{html.escape(text)}</{tag}>"


def _section(section: Section, draw: Drawing, top: int) -> str:
    heading = _element(f"h{section.level - top + 2}", section.heading)
    blocks = [_block(block, draw) for block in section.blocks]
    if section.folded:
        return "\n".join(["<details>", f"<summary>{heading}</summary>", *blocks, "</details>"])
    return "\n".join(["<section>", heading, *blocks, "</section>"])


def _block(block: Block, draw: Drawing) -> str:
    if not isinstance(block, Picture):
        return _LAYOUT[type(block)](block)
    return _graph(block.result) if isinstance(block.result, Trace) else draw(block)


def _graph(trace: Trace) -> str:
    try:
        drawn = graph.svg(trace)
    except InputError as reason:
        return _element("p", str(reason))
    return f'<figure class="wide" role="img" aria-label="Computational graph">{drawn}</figure>'


def _paragraph(block: Paragraph) -> str:
    return _element("p", block.text)


def _notes(block: Notes) -> str:
    return "\n".join(["<ul>", *(_element("li", item) for item in block.items), "</ul>"])


def _facts(block: Facts) -> str:
    return "\n".join(["<dl>", *map(_fact, block.rows), "</dl>"])


def _fact(fact: Fact) -> str:
    value = _element("code", fact.value) if fact.code else html.escape(fact.value)
    value = mathml(fact.value) + value if fact.formula else value
    return f"{_element('dt', fact.label)}<dd>{value}</dd>"


def _table(block: Table) -> str:
    kinds = ["number" if column.numeric else "" for column in block.columns] + [""] * block.marked
    headings = [column.heading for column in block.columns] + [""] * block.marked
    head = f"<thead><tr>{''.join(map(_heading, headings, kinds))}</tr></thead>"
    rows = [_row(row, kinds, block.marked) for row in block.rows]
    return "\n".join(['<div class="wide"><table>', head, "<tbody>", *rows, "</tbody></table></div>"])


def _heading(text: str, kind: str) -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<th{attribute}>{_element('button', text) if text else ''}</th>"


def _row(row: Row, kinds: list[str], marked: bool) -> str:
    mark = [f"\N{LEFTWARDS ARROW} {row.mark}" if row.mark else ""] * marked
    return f'<tr class="{row.tone}">{_cells("td", [*row.cells, *mark], kinds)}</tr>'


def _cells(tag: str, texts: Iterable[str], kinds: Iterable[str]) -> str:
    return "".join(_element(tag, text, kind) for text, kind in zip(texts, kinds, strict=True))


def _command(block: Command) -> str:
    return f"<pre>{_element('code', block.text)}</pre>"


def _picture(block: Picture) -> str:
    try:
        drawn = plot.image(block.result, ".svg").decode()
    except MissingExtraError as missing:
        return _element("p", str(missing))
    except DerivcheckError:
        return ""  # nothing to draw
    # Inside a page the prologue of an SVG file and its metadata have no place.
    inline = re.sub(r"<metadata>.*?</metadata>", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    inline = inline.replace("*{", ".derivcheck svg *{")
    return f'<figure role="img" aria-label="Error against the step">{inline}</figure>'


def _chart(block: Picture) -> str:
    try:
        return "\n".join(map(_drawn, charts(block.result)))
    except DerivcheckError:
        return _picture(block)  # of what has no chart there may be a picture


def _drawn(specification: Any) -> str:
    # Inside a script element "<" could end it.
    data = json.dumps(specification, allow_nan=False).replace("<", "\\u003c")
    return f'<figure class="chart"><script type="application/json">{data}</script></figure>'


def _folded(block: Folded) -> str:
    return "\n".join(
        [
            "<details>",
            _element("summary", block.summary),
            *(_LAYOUT[type(part)](part) for part in block.blocks),
            "</details>",
        ]
    )


_LAYOUT: dict[type[Any], Callable[[Any], str]] = {
    Paragraph: _paragraph,
    Notes: _notes,
    Facts: _facts,
    Table: _table,
    Command: _command,
    Folded: _folded,
}
