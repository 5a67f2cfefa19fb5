"""The outline of a comparison of all methods at one point."""

from __future__ import annotations

import math
from collections.abc import Sequence

from derivcheck.report import wording
from derivcheck.report.outline import error_curve
from derivcheck.report.outline.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Folded,
    Notes,
    Outline,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from derivcheck.report.outline.ending import ending
from derivcheck.results import Comparison, Estimate, Reference

TITLE_LENGTH = 80
"""Characters of a formula that a title may have."""

_COLUMNS = (
    Column("method", numeric=False),
    Column("value", numeric=False),
    Column("error"),
    Column("bound"),
    Column("digits"),
    Column("step", spare=True),
    Column("evals", spare=True),
)

_METHODS = Paragraph("error = value - reference; bound = what the method's own analysis allows; digits = correct ones.")


def build(result: Comparison) -> Outline:
    """Outline a comparison."""
    picture = (error_curve.picture(result),) if result.curves else ()
    sections = (*picture, Section("The derivative", question(result)), *answer(result), *ending((result,)))
    return Outline(title(result), result.verdict, result.reason, sections)


def title(result: Comparison) -> str:
    """Say in one line which derivative was computed, and where."""
    formula = wording.clip(result.function, TITLE_LENGTH)
    return f"{wording.operator(result.wrt, result.order)} of {formula} at {wording.point(result.at)}"


def question(result: Comparison) -> tuple[Block, ...]:
    """State what was differentiated, where, and the true value."""
    facts = (
        Fact("function", result.function, code=True, formula=True),
        *read_as(result.read_as),
        Fact("variables", ", ".join(result.variables)),
        Fact(wording.operator(result.wrt, result.order), result.derivative, code=True, formula=True),
        Fact("at", wording.point(result.at), code=True),
        Fact("float format", result.dtype),
        Fact("reference", result.reference.value, code=True),
        Fact("certainty", certainty(result.reference)),
    )
    return (Facts(facts),)


def read_as(understood: str) -> tuple[Fact, ...]:
    """State what was understood by a formula that was typed in another way than the strict notation."""
    return (Fact("read as", understood, code=True),) if understood else ()


def certainty(reference: Reference, witnesses: Sequence[str] = ()) -> str:
    """Say how far the reference is to be trusted; a witness that is an estimate vouches for it by its bound."""
    if reference.radius is None:
        return f"{reference.digits} digits; exact"
    estimated = next((name for name in witnesses if "estimate" in name), "by running error analysis; no proof")
    how = "proven by ball arithmetic" if reference.certified else estimated
    return f"{reference.digits} digits; error at most {reference.radius} ({how})"


def answer(result: Comparison, legend: bool = True) -> tuple[Section, ...]:
    """Tabulate the methods, then each scheme's error against the step."""
    blocks: tuple[Block, ...] = (_METHODS, methods_table(result), *_notes(result), _full(result))
    words = (error_curve.legend(),) if result.curves and legend else ()
    curves = (error_curve.section(curve, result.dtype) for curve in result.curves)
    return (Section("Methods", blocks), *words, *curves)


def methods_table(result: Comparison) -> Table:
    """Tabulate every method with its error beside the bound that must hold."""
    truth = float(result.reference)
    return Table(_COLUMNS, tuple(_row(estimate, truth, result.dtype) for estimate in result.estimates))


def _row(estimate: Estimate, truth: float, dtype: str) -> Row:
    cells = (
        estimate.method,
        wording.significant(estimate.value, dtype),
        wording.signed(estimate.error),
        "none" if math.isinf(estimate.error_bound) else wording.bound(estimate.error_bound),
        wording.correct_digits(estimate.error, truth, dtype),
        wording.size(estimate.step),
        str(estimate.evaluations),
    )
    return Row(cells, *_mark(estimate))


def _mark(estimate: Estimate) -> tuple[str, Tone]:
    if math.isnan(estimate.value):
        return "no value", "unsure"
    # Without a reference there is no error to hold against the bound.
    within = estimate.holds or math.isnan(estimate.error)
    return ("", "plain") if within else ("outside", "bad")


def _notes(result: Comparison) -> tuple[Notes, ...]:
    outside = [f"{e.method}: the error is outside its bound" for e in result.estimates if _mark(e)[0] == "outside"]
    remarks = [f"{e.method}: {e.note}" for e in result.estimates if e.note]
    return (Notes((*outside, *remarks)),) if outside or remarks else ()


def _full(result: Comparison) -> Folded:
    columns = tuple(Column(name) for name in ("method", "value", "error", "bound", "step"))
    numbers = ((e.method, e.value, e.error, e.error_bound, e.step) for e in result.estimates)
    rows = tuple(Row((method, *map(wording.shortest, values))) for method, *values in numbers)
    return Folded("The methods in full", (Table(columns, rows),))
