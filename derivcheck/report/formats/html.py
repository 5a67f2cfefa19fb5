"""A report as one page that needs nothing else: the verdict and the picture first, exact numbers one click away."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Any

from derivcheck.ground.errors import MissingExtraError
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
from derivcheck.report.plot import panel, plot
from derivcheck.results import Result

# Every rule is scoped, because a notebook shows the report inside a page of its own.
_STYLE = """
.derivcheck { --ink: #1b1b1f; --quiet: #5c5c66; --paper: #fff; --edge: #d9d9de; --shade: #f4f4f7;
  --good: #00664b; --bad: #a33b00; --unsure: #7a5200;
  color: var(--ink); background: var(--paper); font: 16px/1.5 system-ui, sans-serif;
  max-width: 60rem; margin: 0 auto; padding: 1.5rem; box-sizing: border-box; }
body:has(> .derivcheck) { margin: 0; background: #fff; }
.derivcheck h1 { font-size: 1.25rem; font-weight: 600; margin: .25rem 0; overflow-wrap: anywhere; }
.derivcheck h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; border-bottom: 2px solid var(--edge); }
.derivcheck h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
.derivcheck p { margin: .5rem 0; max-width: 46rem; }
.derivcheck .verdict { font-size: 1.75rem; font-weight: 700; margin: 0; text-transform: uppercase; }
.derivcheck .good { color: var(--good); }
.derivcheck .bad { color: var(--bad); }
.derivcheck .unsure { color: var(--unsure); }
.derivcheck code, .derivcheck td { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .8125rem; }
.derivcheck code { overflow-wrap: anywhere; }
.derivcheck dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: .5rem 0; }
.derivcheck dt { color: var(--quiet); }
.derivcheck dd { margin: 0; max-height: 12rem; overflow-y: auto; }
.derivcheck .wide { overflow-x: auto; margin: .75rem 0; }
.derivcheck table { border-collapse: collapse; }
.derivcheck th, .derivcheck td { padding: .2rem .6rem; text-align: left; white-space: nowrap; background: none; }
.derivcheck th { font-size: .8125rem; font-weight: 600; color: var(--quiet); border-bottom: 1px solid var(--edge); }
.derivcheck .number { text-align: right; }
.derivcheck tr.good, .derivcheck tr.bad { background: var(--shade); font-weight: 600; }
.derivcheck pre { background: var(--shade); padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.derivcheck summary { cursor: pointer; color: var(--quiet); }
.derivcheck figure { margin: 1rem 0; }
.derivcheck svg { width: 100%; height: auto; }
@media screen and (prefers-color-scheme: dark) {
  .derivcheck { --ink: #ececf1; --quiet: #a5a5b0; --paper: #17171b; --edge: #3b3b44; --shade: #24242b;
    --good: #3fcf9f; --bad: #ff9a5c; --unsure: #f0c040; }
  body:has(> .derivcheck) { background: #17171b; }
  /* Without an ancestor in the selector, or it would not reach the marks inside <use>. */
  [style*="stroke: INK"] { stroke: var(--ink, INK) !important; }
  [style*="fill: INK"] { fill: var(--ink, INK) !important; }
  .derivcheck svg [style*="stroke: FAINT"] { stroke: var(--edge) !important; }
  .derivcheck svg [style*="fill: #ffffff"] { fill: none !important; }
  .derivcheck svg [style*="stroke: BLUE"] { stroke: #56b4e9 !important; }
  .derivcheck svg [style*="fill: BLUE"] { fill: #56b4e9 !important; }
}
@media print {
  .derivcheck { font-size: 11px; max-width: none; padding: 0; }
  .derivcheck code, .derivcheck td, .derivcheck th { font-size: 9px; padding: .1rem .35rem; }
  .derivcheck .wide, .derivcheck dd { overflow: visible; max-height: none; }
  .derivcheck tr, .derivcheck figure { break-inside: avoid; }
  .derivcheck h2, .derivcheck h3 { break-after: avoid; }
}
"""
for _name, _colour in (("INK", panel.INK), ("FAINT", panel.FAINT), ("BLUE", panel.BLUE)):
    _STYLE = _STYLE.replace(_name, _colour.lower())


def render(result: Result) -> str:
    """Return the page."""
    report = outline(result)
    body = "\n".join([_lead(report), *map(_section, report.sections)])
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{html.escape(report.title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body>\n<main class="derivcheck">\n{body}\n</main>\n</body>\n</html>\n'
    )


def _lead(report: Outline) -> str:
    verdict = _element("p", str(report.verdict), f"verdict {report.tone}") if report.verdict else ""
    return "\n".join([verdict, _element("p", report.reason), _element("h1", report.title)])


def _element(tag: str, text: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{html.escape(text)}</{tag}>"


def _section(section: Section) -> str:
    heading = _element(f"h{section.level + 1}", section.heading)
    return "\n".join(["<section>", heading, *map(_block, section.blocks), "</section>"])


def _block(block: Block) -> str:
    return _LAYOUT[type(block)](block)


def _paragraph(block: Paragraph) -> str:
    return _element("p", block.text)


def _notes(block: Notes) -> str:
    return "\n".join(["<ul>", *(_element("li", item) for item in block.items), "</ul>"])


def _facts(block: Facts) -> str:
    return "\n".join(["<dl>", *map(_fact, block.rows), "</dl>"])


def _fact(fact: Fact) -> str:
    value = _element("code", fact.value) if fact.code else html.escape(fact.value)
    return f"{_element('dt', fact.label)}<dd>{value}</dd>"


def _table(block: Table) -> str:
    kinds = ["number" if column.numeric else "" for column in block.columns] + [""] * block.marked
    headings = [column.heading for column in block.columns] + [""] * block.marked
    head = f"<thead><tr>{_cells('th', headings, kinds)}</tr></thead>"
    rows = [_row(row, kinds, block.marked) for row in block.rows]
    return "\n".join(['<div class="wide"><table>', head, "<tbody>", *rows, "</tbody></table></div>"])


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
    # Inside a page the prologue of an SVG file and its metadata have no place.
    inline = re.sub(r"<metadata>.*?</metadata>", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    inline = inline.replace("*{", ".derivcheck svg *{")
    return f'<figure role="img" aria-label="Error against the step">{inline}</figure>'


def _folded(block: Folded) -> str:
    return "\n".join(["<details>", _element("summary", block.summary), *map(_block, block.blocks), "</details>"])


_LAYOUT: dict[type[Any], Callable[[Any], str]] = {
    Paragraph: _paragraph,
    Notes: _notes,
    Facts: _facts,
    Table: _table,
    Command: _command,
    Picture: _picture,
    Folded: _folded,
}
