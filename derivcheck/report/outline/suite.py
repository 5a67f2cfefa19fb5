"""The outline of the derivative assertions of a test suite: those that failed, then all."""

from __future__ import annotations

import math

from derivcheck.report import wording
from derivcheck.report.outline.blocks import TONES, Column, Fact, Facts, Outline, Paragraph, Row, Section, Table
from derivcheck.results.suite import Assertion, Suite

ROWS = 20
"""Assertions that a short report lists; the failed ones and those of the largest limits first."""

_COLUMNS = (
    *(Column("test", numeric=False, room=38), Column("verdict", numeric=False), Column("limit"), Column("seconds")),
    *(Column("seed"), Column("witness", numeric=False, spare=True)),
)

_WORDS = Paragraph(
    "limit = smallest relative error of the claim that would have shown; witness = what it was held against."
)


def build(result: Suite) -> Outline:
    """Outline the assertions."""
    failed = tuple(_failure(one) for one in result.assertions if one.verdict.exit_status)
    listed = Section("Assertions", (_table(result.assertions), _WORDS)) if result.assertions else Section("", ())
    short = Section("Assertions", (_table(chosen(result.assertions)), *_more(result.assertions), _WORDS))
    title = "Derivative assertions"
    return Outline(title, result.verdict, result.reason, (*failed, listed), (short,) if result.assertions else ())


def chosen(assertions: tuple[Assertion, ...]) -> tuple[Assertion, ...]:
    """Pick what a short report lists: what failed, then what would have missed most; in the order of the run."""
    if len(assertions) <= ROWS:
        return assertions

    def rank(one: Assertion) -> tuple[bool, float]:
        return not one.verdict.exit_status, -one.detection_limit if math.isfinite(one.detection_limit) else 0.0

    kept = {id(one) for one in sorted(assertions, key=rank)[:ROWS]}
    return tuple(one for one in assertions if id(one) in kept)


def _more(assertions: tuple[Assertion, ...]) -> tuple[Paragraph, ...]:
    left = len(assertions) - ROWS
    told = f"{left:,} more, which passed with smaller limits, are in --derivcheck-report=FILE.html."
    return (Paragraph(told),) if left > 0 else ()


def _table(assertions: tuple[Assertion, ...]) -> Table:
    return Table(_COLUMNS, tuple(map(_row, assertions)))


def _row(one: Assertion) -> Row:
    cells = (
        *(one.test.rpartition("/")[2], str(one.verdict), wording.bound(one.detection_limit)),
        *(f"{one.seconds:.2f}", str(one.seed), ", ".join(one.witnesses) or "reference"),
    )
    return Row(cells, tone=TONES[one.verdict])


def _failure(one: Assertion) -> Section:
    told = {"function": one.function, "verdict": str(one.verdict), "reason": one.reason, "cause": one.cause}
    return Section(one.test, (Facts(tuple(Fact(label, text) for label, text in told.items() if text)),))
