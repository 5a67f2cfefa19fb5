"""The outline of a page that changes while x is moved: what matters, without the tables of every step."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.report.outline import brief, check, comparison, error_curve
from derivcheck.report.outline.blocks import Outline, Section
from derivcheck.report.outline.ending import ending
from derivcheck.results import Check, Comparison


def summary(results: Sequence[Check | Comparison]) -> Outline:
    """Outline a comparison, a check, or both; the first one gives the title and the verdict.

    Examples
    --------
    >>> import derivcheck as dc
    >>> [section.heading for section in summary([dc.compare("x^2", 2.0)]).sections][:3]
    ['Error against the step', 'Methods', 'The derivative']
    """
    first = results[0]
    title = check.title(first) if isinstance(first, Check) else comparison.title(first)
    sections = tuple(section for one in results for section in _sections(one))
    return Outline(title, first.verdict, first.reason, (*sections, *ending((first,))))


def _sections(result: Check | Comparison) -> tuple[Section, ...]:
    if isinstance(result, Check):
        return check.sections(result)
    picture = (error_curve.picture(result),) if result.curves else ()
    return (*picture, brief.answer(result), Section("The derivative", comparison.question(result)))
