"""A report in GitHub-flavoured Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

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
from derivcheck.report.wording import clip
from derivcheck.results import Result

CODE_LENGTH = 600
"""Characters that a formula or a long number may take."""


def render(result: Result) -> str:
    """Return the report; the picture and the numbers in full are left to the other formats."""
    report = outline(result)
    parts = [_lead(report), *(_section(section) for section in report.sections)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lead(report: Outline) -> str:
    verdict = f"**{str(report.verdict).upper()}**: " if report.verdict else ""
    return f"# {escape(report.title)}\n\n{verdict}{escape(report.reason)}"


def _section(section: Section) -> str:
    parts = [text for text in map(_block, section.blocks) if text]
    # The title has the only heading of the first level.
    return "\n\n".join([f"{'#' * (section.level + 1)} {escape(section.heading)}", *parts]) if parts else ""


def escape(text: str) -> str:
    r"""Keep Markdown from reading a plain text as markup.

    >>> escape("a_b < c|d")
    'a\\_b \\< c\\|d'
    """
    return re.sub(r"([\\`*_{}\[\]<>#|~&$])", r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Put a text between more backticks than it has in a row itself.

    >>> code("x**2"), code("a`b")
    ('`x**2`', '``a`b``')
    """
    line = " ".join(text.split())
    fence = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{clip(line, CODE_LENGTH)}{space}{fence}"


def _block(block: Block) -> str:
    return _LAYOUT[type(block)](block)


def _paragraph(block: Paragraph) -> str:
    return escape(block.text)


def _notes(block: Notes) -> str:
    return "\n".join(f"- {escape(item)}" for item in block.items)


def _facts(block: Facts) -> str:
    return "\n".join(f"- **{escape(fact.label)}**: {_value(fact)}" for fact in block.rows)


def _value(fact: Fact) -> str:
    return code(fact.value) if fact.code else escape(fact.value)


def _table(block: Table) -> str:
    headings = [column.heading for column in block.columns] + [""] * block.marked
    rules = ["--:" if column.numeric else ":--" for column in block.columns] + [":--"] * block.marked
    return "\n".join(map(_line, [_escaped(headings), rules, *(_cells(row, block.marked) for row in block.rows)]))


def _escaped(texts: Sequence[str]) -> list[str]:
    return [escape(text) for text in texts]


def _cells(row: Row, marked: bool) -> list[str]:
    mark = f"**{escape(row.mark)}**" if row.mark else ""
    return _escaped(row.cells) + [mark] * marked


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _command(block: Command) -> str:
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
    return f"{fence}sh\n{block.text}\n{fence}"


def _nothing(block: Picture | Folded) -> str:
    return ""


_LAYOUT: dict[type[Any], Callable[[Any], str]] = {
    Paragraph: _paragraph,
    Notes: _notes,
    Facts: _facts,
    Table: _table,
    Command: _command,
    Picture: _nothing,
    Folded: _nothing,
}
