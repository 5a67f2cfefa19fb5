"""The outline of a recommendation: the sentences, and what was tried."""

from __future__ import annotations

from derivcheck.report import wording
from derivcheck.report.outline.blocks import Column, Outline, Row, Section, Table
from derivcheck.results import Estimate
from derivcheck.results.recommendation import Recommendation

_COLUMNS = (Column("method", numeric=False), Column("step"), Column("error at most"), Column("evals"))


def build(result: Recommendation) -> Outline:
    """Outline a recommendation."""
    operator = wording.operator(result.wrt, result.order)
    title = f"How to differentiate {wording.clip(result.function, 50)}: {operator} at {wording.point(result.at)}"
    table = Table(_COLUMNS, tuple(map(_row, result.estimates)))
    tried = (Section("What was tried, the least error bound first", (table,)),) if result.estimates else ()
    return Outline(title, None, result.text, tried)


def _row(e: Estimate) -> Row:
    return Row((e.method, wording.size(e.step), wording.bound(e.error_bound), str(e.evaluations)))
