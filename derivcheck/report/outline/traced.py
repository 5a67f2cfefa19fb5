"""The outline of a result with a trace: that of the result, the trace before its ending."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.report.outline import outline, trace
from derivcheck.report.outline.blocks import Outline, Section
from derivcheck.report.outline.ending import ENDINGS
from derivcheck.results.traced import Traced


def build(result: Traced) -> Outline:
    """Outline a result and its trace."""
    found = outline(result.result)
    if not result.listed:
        return found
    listed = trace.sections(result.trace)
    brief = _with(found.brief, listed) if found.brief else ()
    return replace(found, sections=_with(found.sections, listed), brief=brief)


def _with(sections: tuple[Section, ...], listed: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put the trace before the ending: what to do next, and how to repeat the run."""
    last = tuple(section for section in sections if section.heading in ENDINGS)
    return (*(section for section in sections if section not in last), *listed, *last)
