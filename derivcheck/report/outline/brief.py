"""A comparison on one screen: derivative, reference, methods, a line for each scheme, and what to do next."""

from __future__ import annotations

import math

from derivcheck.report import wording
from derivcheck.report.outline import methods
from derivcheck.report.outline.blocks import Block, Column, Fact, Facts, Notes, Paragraph, Row, Section, Table
from derivcheck.report.outline.ending import brief_ending
from derivcheck.report.outline.facts import ESTIMATED, certainty, read_as
from derivcheck.results import Comparison, ErrorCurve

_COLUMNS = (
    *(Column("scheme", numeric=False), Column("best h"), Column("error"), Column("predicted"), Column("expected")),
    Column("limited by", numeric=False),
)

_WORDS = Paragraph(
    "error, best h: measured; predicted h, expected error: by error analysis, no proof; step of a difference: "
    "that h, or less for a smaller bound; digits: correct ones; limited by: the largest part at large h / "
    "at small h (argument, evaluation, arithmetic: round-off of x+h, f, the quotient)."
)

USUAL_FORMAT = "float64"


def sections(result: Comparison) -> tuple[Section, ...]:
    """Return what one screen has room for."""
    heading = f"The derivative at {wording.point(result.at)}"
    return (Section(heading, (_question(result),)), answer(result), *brief_ending((result,)))


def _question(result: Comparison) -> Facts:
    formula = Fact(wording.operator(result.wrt, result.order), result.derivative, code=True, formula=True)
    unusual = (Fact("float format", result.dtype),) if result.dtype != USUAL_FORMAT else ()
    return Facts(
        (
            Fact("function", result.function, code=True, formula=True),
            *read_as(result.read_as),
            *((formula,) if result.derivative else ()),
            *unusual,
            Fact("reference", result.reference.value, code=True),
            Fact("certainty", certainty(result.reference, ESTIMATED if result.measured else ())),
            *((Fact("parts", result.measured),) if result.measured else ()),
        )
    )


def answer(result: Comparison) -> Section:
    """Tabulate the methods, and the schemes, a line each."""
    blocks: tuple[Block, ...] = (methods.table(result), *methods.notes(result))
    if not result.curves:
        return Section("Methods", (*blocks, methods.LEGEND))
    return Section("Methods", (*blocks, schemes_table(result.curves), *_between(result.curves), _WORDS))


def _between(curves: tuple[ErrorCurve, ...]) -> tuple[Notes, ...]:
    """Say where the step that was predicted is better than the best of those that were tried, or no step is good."""
    better = [curve.scheme for curve in curves if curve.best.error > curve.predicted.error]
    none = [curve.scheme for curve in curves if math.isnan(curve.best.h) and any(not p.note for p in curve.points)]
    told = (
        (better, "a smaller error is expected at the predicted h than at every step tried"),
        (none, "no step gives a digit: each error is as large as the derivative, or larger"),
    )
    notes = tuple(f"{', '.join(names)}: {what}" for names, what in told if names)
    return (Notes(notes),) if notes else ()


def schemes_table(curves: tuple[ErrorCurve, ...]) -> Table:
    """Tabulate the best step of each scheme, measured and predicted, and what limits it."""
    return Table(_COLUMNS, tuple(map(_row, curves)))


def _row(curve: ErrorCurve) -> Row:
    steps = ((curve.best.h, curve.best.error), (curve.predicted.h, curve.predicted.error))
    cells = (cell for h, error in steps for cell in _step(h, error))
    unlimited = "nothing" if math.isfinite(curve.best.error) else wording.MISSING
    return Row((curve.scheme, *cells, " / ".join(curve.limited_by) or unlimited))


def _step(h: float, error: float) -> tuple[str, str]:
    known = math.isfinite(h) and error < math.inf
    return (wording.size(h), wording.size(abs(error))) if known else (wording.MISSING, wording.MISSING)
