"""The outline of a page that changes while x is moved: what matters, without the tables of every step."""

from __future__ import annotations

import math
from collections.abc import Sequence

from derivcheck.report import wording
from derivcheck.report.outline import check, comparison, error_curve, methods
from derivcheck.report.outline.blocks import Column, Outline, Row, Section, Table
from derivcheck.report.outline.ending import ending
from derivcheck.results import BestStep, Check, Comparison, ErrorCurve

_BEST = (
    Column("scheme", numeric=False),
    Column("best step"),
    Column("error there"),
    Column("predicted step"),
    Column("error predicted"),
)


def summary(results: Sequence[Check | Comparison]) -> Outline:
    """Outline a comparison, a check, or both; the first one gives the title and the verdict."""
    first = results[0]
    title = check.title(first) if isinstance(first, Check) else comparison.title(first)
    sections = tuple(section for one in results for section in _sections(one))
    return Outline(title, first.verdict, first.reason, (*sections, *ending((first,))))


def _sections(result: Check | Comparison) -> tuple[Section, ...]:
    if isinstance(result, Check):
        return check.sections(result)
    return (
        *((error_curve.picture(result),) if result.curves else ()),
        *((Section("Best steps", (best_steps(result.curves),)),) if result.curves else ()),
        Section("The derivative", comparison.question(result)),
        Section("Methods", (methods.table(result),)),
    )


def best_steps(curves: Sequence[ErrorCurve]) -> Table:
    """Tabulate the best step of each scheme, measured and predicted.

    Examples
    --------
    >>> import derivcheck as dc
    >>> best_steps([dc.error_curve("x^2", 2.0, steps=[0.5, 0.25])]).rows[0].cells[:3]
    ('central-2', '2^-1 = 5.00e-01', '0')
    """
    return Table(_BEST, tuple(Row((curve.scheme, *_told(curve.best), *_told(curve.predicted))) for curve in curves))


def _told(best: BestStep) -> tuple[str, str]:
    if math.isnan(best.h) or best.error == math.inf:
        return "none", "none"
    return wording.step(best.h), wording.size(abs(best.error))
