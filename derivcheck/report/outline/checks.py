"""The outline of a claimed gradient: one check for each variable."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.report import wording
from derivcheck.report.outline import check
from derivcheck.report.outline.blocks import TONES, Column, Outline, Paragraph, Row, Section, Table
from derivcheck.report.outline.ending import ending
from derivcheck.results import Check, Checks

_COLUMNS = (Column("component", numeric=False), Column("claimed", numeric=False), Column("verdict", numeric=False))


def build(result: Checks) -> Outline:
    """Outline the components one after another, under a summary."""
    parts = result.components
    summary = Section("Components", (Table(_COLUMNS, tuple(_row(part) for part in parts)),))
    names = tuple(name for part in parts for name in part.wrt)
    details = [section for part in parts for section in _component(part)]
    title = check.title(replace(parts[0], wrt=names))
    return Outline(title, result.verdict, result.reason, (summary, *details, *ending(parts)))


def _name(part: Check) -> str:
    return wording.operator(part.wrt, part.order)


def _row(part: Check) -> Row:
    return Row((_name(part), part.claimed, str(part.verdict)), tone=TONES[part.verdict])


def _component(part: Check) -> tuple[Section, ...]:
    sentence = Paragraph(f"{str(part.verdict).upper()}: {part.reason}")
    return (Section(_name(part), (sentence,), level=1), *check.sections(part))
