"""The last section of a report: how to repeat the run."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.report.outline.blocks import Command, Paragraph, Section
from derivcheck.results import Check, Comparison


def ending(results: Sequence[Comparison | Check]) -> tuple[Section, ...]:
    """Say how to repeat the run."""
    commands = tuple(Command(text) for text in dict.fromkeys(one.reproduce for one in results) if text)
    versions = ", ".join(f"{name} {version}" for name, version in results[0].versions.items())
    made = Paragraph(f"Made with {versions}; seed {results[0].seed}.")
    return (Section("Reproduce", (*commands, made)),) if commands else ()
