"""What a report consists of, before any format lays it out.

A format (a file in `derivcheck.report.formats`) knows only these blocks, and an outline (a file in
`derivcheck.report.outline`) produces only these, so that neither grows when the other does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derivcheck.results import Result, Verdict

Tone = Literal["plain", "good", "bad", "unsure"]

TONES: dict[Verdict | None, Tone] = {
    None: "plain",
    Verdict.PROVED: "good",
    Verdict.AGREES: "good",
    Verdict.REFUTED: "bad",
    Verdict.UNRESOLVED: "unsure",
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A named value; `code` marks text that a format must not reword, `formula` a formula that it may typeset too."""

    label: str
    value: str
    code: bool = False
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Named values, one under another."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Remarks, each of its own line."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; a narrow page may leave out one that is `spare`, and cut cells to `room` characters."""

    heading: str
    numeric: bool = True
    spare: bool = False
    room: int = 24


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a table and, where the row stands out, a word that says why."""

    cells: tuple[str, ...]
    mark: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def marked(self) -> bool:
        """Whether any row stands out."""
        return any(row.mark for row in self.rows)


@dataclass(frozen=True, slots=True)
class Command:
    """A command line to copy."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The place of the picture of a result, in a format that has pictures."""

    result: Result


@dataclass(frozen=True, slots=True)
class Folded:
    """Numbers in full, for a format that can keep them one click away."""

    summary: str
    blocks: tuple[Facts | Table, ...]


Block = Paragraph | Facts | Notes | Table | Command | Picture | Folded


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading of level 1 or 2; what is `folded` a format may keep one click away."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 2
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A report: a title, the verdict with its reason, and the sections; `brief` where a screen has no room for them."""

    title: str
    verdict: Verdict | None
    reason: str
    sections: tuple[Section, ...]
    brief: tuple[Section, ...] = ()

    @property
    def tone(self) -> Tone:
        """How the verdict feels."""
        return TONES[self.verdict]
