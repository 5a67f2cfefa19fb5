"""A report for a terminal: aligned, as wide as the terminal and no wider than 100 columns, without a picture."""

from __future__ import annotations

import re
import shlex
import shutil
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.report.outline import outline
from derivcheck.report.outline.blocks import (
    Block,
    Column,
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
    Tone,
)
from derivcheck.report.wording import clip
from derivcheck.results import Result

NARROWEST, USUAL, WIDEST = 40, 80, 100
"""Columns: a narrower terminal wraps by itself, one that does not tell has 80, and longer lines are hard to read."""

INDENT = "  "
GAP = "  "
CODE_LINES = 3
"""Lines that a formula or a long number may take."""

_COLOURS: dict[Tone, str] = {"plain": "", "good": "\x1b[32m", "bad": "\x1b[1;31m", "unsure": "\x1b[33m"}
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"
_UNDERLINES = {1: "=", 2: "-"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a report is written on: so many columns, in colour or not."""

    width: int
    colour: bool = False

    def paint(self, text: str, colour: str) -> str:
        """Return a text in a colour, where there is colour."""
        return f"{colour}{text}{_RESET}" if self.colour and colour and text else text


def render(result: Result, colour: bool = False, verbose: bool = False, width: int | None = None) -> str:
    """Return the report.

    Parameters
    ----------
    result : Result
    colour : bool
        For a terminal only.
    verbose : bool
        Every table, where the report is otherwise a short one.
    width : int, optional
        Columns; by default those of COLUMNS, of the terminal, or 80.
    """
    page = Page(columns() if width is None else width, colour)
    report = outline(result)
    sections = report.sections if verbose else report.brief or report.sections
    parts = [_lead(report, page), *(_section(section, page) for section in sections)]
    return "\n\n".join(part for part in parts if part) + "\n"


def columns() -> int:
    """Return the columns of a report: COLUMNS, or those of the terminal, or 80, within what can be read."""
    told = shutil.get_terminal_size((USUAL, 24)).columns
    return max(NARROWEST, min(told, WIDEST))


def _lead(report: Outline, page: Page) -> str:
    word = str(report.verdict).upper() if report.verdict else report.title
    first, *rest = _wrapped(f"{word}: {report.reason}", "", page)
    return "\n".join([first.replace(word, page.paint(word, _COLOURS[report.tone] or _BOLD), 1), *rest])


def _section(section: Section, page: Page) -> str:
    parts = [text for text in (_block(block, page) for block in section.blocks) if text]
    heading = clip(printable(section.heading), page.width)
    rule = _UNDERLINES[section.level] * len(heading)
    return "\n".join([page.paint(heading, _BOLD), rule, "\n\n".join(parts)]) if parts else ""


def _block(block: Block, page: Page) -> str:
    return _LAYOUT[type(block)](block, page)


def _paragraph(block: Paragraph, page: Page) -> str:
    return "\n".join(_wrapped(block.text, INDENT, page))


def _notes(block: Notes, page: Page) -> str:
    return "\n".join(line for item in block.items for line in _wrapped(item, f"{INDENT}- ", page, INDENT * 2))


def _facts(block: Facts, page: Page) -> str:
    width = max((len(fact.label) for fact in block.rows), default=0)
    return "\n".join(line for fact in block.rows for line in _fact(fact, width, page))


def _fact(fact: Fact, width: int, page: Page) -> list[str]:
    start = f"{INDENT}{fact.label:<{width}}{GAP}"
    return _wrapped(fact.value, start, page, " " * len(start), CODE_LINES if fact.code else None)


def _wrapped(text: str, start: str, page: Page, later: str | None = None, lines: int | None = None) -> list[str]:
    room = textwrap.TextWrapper(
        page.width,
        initial_indent=start,
        subsequent_indent=start if later is None else later,
        max_lines=lines,
        placeholder=" …",
        break_on_hyphens=False,
    )
    return room.wrap(printable(text)) or [start.rstrip()]


def printable(text: str) -> str:
    r"""Replace what would move the cursor or command the terminal.

    >>> printable("a\x1b[31mb")
    'a?[31mb'
    """
    return "".join(character if character.isprintable() else "?" for character in re.sub(r"\s", " ", text))


def _table(block: Table, page: Page) -> str:
    kept = _kept(block, page.width)
    columns = [block.columns[i] for i in kept]
    rows = [[_cell(row.cells[i], block.columns[i]) for i in kept] for row in block.rows]
    widths = [max(map(len, column)) for column in zip(*([c.heading for c in columns], *rows), strict=True)]
    lines = [_line(columns, widths, cells) for cells in ([c.heading for c in columns], *rows)]
    marked = (_marked(*pair, page) for pair in zip(lines[1:], block.rows, strict=True))
    return "\n".join([lines[0], *marked, *_left_out(block, kept, page)])


def _left_out(table: Table, kept: Sequence[int], page: Page) -> list[str]:
    names = [column.heading for i, column in enumerate(table.columns) if i not in kept]
    return _wrapped(f"(no room at this width for: {', '.join(names)})", INDENT, page) if names else []


def _cell(text: str, column: Column) -> str:
    return clip(printable(text), column.room)


def _kept(table: Table, width: int) -> list[int]:
    """Leave out spare columns, the last first, until the rest fits."""
    kept = list(range(len(table.columns)))
    for i in reversed(kept):
        if _width(table, kept) > width and table.columns[i].spare:
            kept.remove(i)
    return kept


def _width(table: Table, kept: Iterable[int]) -> int:
    cells = [[table.columns[i].heading, *(_cell(row.cells[i], table.columns[i]) for row in table.rows)] for i in kept]
    mark = max((len(_arrow(row)) for row in table.rows), default=0)
    return sum(max(map(len, column)) + len(GAP) for column in cells) + mark


def _line(columns: list[Column], widths: list[int], cells: list[str]) -> str:
    aligned = (
        f"{cell:>{width}}" if column.numeric else f"{cell:<{width}}"
        for column, width, cell in zip(columns, widths, cells, strict=True)
    )
    return (INDENT + GAP.join(aligned)).rstrip()


def _arrow(row: Row) -> str:
    return f" <- {row.mark}" if row.mark else ""


def _marked(line: str, row: Row, page: Page) -> str:
    return page.paint(line + _arrow(row), _COLOURS[row.tone])


def _command(block: Command, page: Page) -> str:
    """Continue a long command over several lines, each of which a shell, or Python, reads as typed."""
    lines = [printable(block.text)]
    if len(INDENT + block.text) > page.width and not block.text.startswith("python "):
        call, _, comment = lines[0].partition("  # ")
        return "\n".join(f"{INDENT}{line}" for line in (f"# {comment}" if comment else "", call) if line)
    if len(INDENT + block.text) > page.width:
        lines = _continued(map(shlex.quote, shlex.split(printable(block.text))), page.width)
    return " \\\n".join(f"{INDENT * (1 if line is lines[0] else 2)}{line}" for line in lines)


def _continued(words: Iterable[str], width: int) -> list[str]:
    lines = [next(iter(words := iter(words)))]
    for word in words:
        fits = len(INDENT * 2 + lines[-1] + word) < width - len(" \\")
        lines = [*lines[:-1], f"{lines[-1]} {word}"] if fits else [*lines, word]
    return lines


def _nothing(block: Picture | Folded, page: Page) -> str:
    return ""


_LAYOUT: dict[type[Any], Callable[[Any, Page], str]] = {
    Paragraph: _paragraph,
    Notes: _notes,
    Facts: _facts,
    Table: _table,
    Command: _command,
    Picture: _nothing,
    Folded: _nothing,
}
