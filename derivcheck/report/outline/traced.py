"""The outline of a result with a trace: that of the result, the trace before its ending."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.report.outline import outline, trace
from derivcheck.report.outline.blocks import Command, Outline, Section
from derivcheck.results.traced import Traced


def build(result: Traced) -> Outline:
    """Outline a result and its trace."""
    found = outline(result.result)
    if not result.listed:
        return found
    last = [section for section in found.sections if _is_ending(section)]
    rest = [section for section in found.sections if not _is_ending(section)]
    return replace(found, sections=(*rest, *trace.sections(result.trace), *last))


def _is_ending(section: Section) -> bool:
    """Return whether a section says how to repeat the run."""
    return any(isinstance(block, Command) for block in section.blocks)
