"""The outline of a comparison of all methods at one point."""

from __future__ import annotations

from derivcheck.report import wording
from derivcheck.report.outline import brief, error_curve, methods
from derivcheck.report.outline.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Folded,
    Outline,
    Row,
    Section,
    Table,
)
from derivcheck.report.outline.ending import ending
from derivcheck.report.outline.facts import ESTIMATED, certainty, read_as
from derivcheck.results import Comparison

TITLE_LENGTH = 80
"""Characters of a formula that a title may have."""


def build(result: Comparison) -> Outline:
    """Outline a comparison."""
    picture = (error_curve.picture(result),) if result.curves else ()
    sections = (*picture, Section("The derivative", question(result)), *answer(result), *ending((result,)))
    return Outline(title(result), result.verdict, result.reason, sections, brief.sections(result))


def title(result: Comparison) -> str:
    """Say in one line which derivative was computed, and where."""
    formula = wording.clip(result.function, TITLE_LENGTH)
    return f"{wording.operator(result.wrt, result.order)} of {formula} at {wording.point(result.at)}"


def question(result: Comparison) -> tuple[Block, ...]:
    """State what was differentiated, where, and the true value."""
    operator, measured = wording.operator(result.wrt, result.order), bool(result.measured)
    facts = (
        Fact("function", result.function, code=True, formula=True),
        *read_as(result.read_as),
        Fact("variables", ", ".join(result.variables)),
        *((Fact(operator, result.derivative, code=True, formula=True),) if result.derivative else ()),
        Fact("at", wording.point(result.at), code=True),
        Fact("float format", result.dtype),
        Fact("reference", result.reference.value, code=True),
        Fact("certainty", certainty(result.reference, ESTIMATED if measured else ())),
        *((Fact("parts", result.measured),) if measured else ()),
    )
    return (Facts(facts),)


def answer(result: Comparison, legend: bool = True) -> tuple[Section, ...]:
    """Tabulate the methods, then each scheme's error against the step."""
    blocks: tuple[Block, ...] = (methods.LEGEND, methods.table(result), *methods.notes(result), _full(result))
    words = (error_curve.legend(bool(result.measured)),) if result.curves and legend else ()
    curves = (error_curve.section(curve, result.dtype) for curve in result.curves)
    return (Section("Methods", blocks), *words, *curves)


def _full(result: Comparison) -> Folded:
    columns = tuple(Column(name) for name in ("method", "value", "error", "bound", "step"))
    numbers = ((e.method, e.value, e.error, e.error_bound, e.step) for e in result.estimates)
    rows = tuple(Row((method, *map(wording.shortest, values))) for method, *values in numbers)
    return Folded("The methods in full", (Table(columns, rows),))
