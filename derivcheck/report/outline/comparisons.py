"""The outline of a gradient: one comparison for each variable."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.report import wording
from derivcheck.report.outline import brief, comparison, error_curve
from derivcheck.report.outline.blocks import TONES, Column, Outline, Paragraph, Row, Section, Table
from derivcheck.report.outline.ending import brief_ending, ending
from derivcheck.results import Comparison, Comparisons

_COLUMNS = (Column("component", numeric=False), Column("reference", numeric=False), Column("verdict", numeric=False))


def build(result: Comparisons) -> Outline:
    """Outline the components one after another, under a summary."""
    parts = result.components
    if not parts:
        return Outline("No components", result.verdict, result.reason, ())
    picture = [error_curve.picture(result)] if any(part.curves for part in parts) else []
    summary = Section("Components", (Table(_COLUMNS, tuple(_row(part) for part in parts)),))
    details = [section for part in parts for section in _component(part, legend=part is parts[0])]
    sections = (*picture, summary, *details, *ending(parts))
    short = (summary, *_open_components(parts), *brief_ending(parts))
    return Outline(_title(result), result.verdict, result.reason, sections, short)


def _open_components(parts: tuple[Comparison, ...]) -> list[Section]:
    """Return the methods of the components that did not pass."""
    failed = [part for part in parts if part.verdict.exit_status]
    return [replace(brief.answer(part), heading=f"Methods for {_name(part)}") for part in failed]


def _title(result: Comparisons) -> str:
    names = tuple(name for part in result.components for name in part.wrt)
    return comparison.title(replace(result.components[0], wrt=names))


def _name(part: Comparison) -> str:
    return wording.operator(part.wrt, part.order)


def _row(part: Comparison) -> Row:
    value = wording.significant(float(part.reference), part.dtype)
    return Row((_name(part), value, str(part.verdict)), tone=TONES[part.verdict])


def _component(part: Comparison, legend: bool) -> tuple[Section, ...]:
    sentence = Paragraph(f"{str(part.verdict).upper()}: {part.reason}")
    heading = Section(_name(part), (sentence, *comparison.question(part)), level=1)
    return (heading, *comparison.answer(part, legend))
