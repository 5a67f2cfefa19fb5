"""The last sections of a report: what to do next, and how to repeat the run."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.report.outline.advice import advice
from derivcheck.report.outline.blocks import Command, Notes, Paragraph, Section
from derivcheck.results import Check, Comparison

NEXT, REPEAT = "What to do next", "Reproduce"

ENDINGS = (NEXT, REPEAT)
"""Headings of the last sections."""

_MORE = "The parts of the error at every step: to_text(verbose=True) of this result."


def ending(results: Sequence[Comparison | Check]) -> tuple[Section, ...]:
    """Say what to do, and how to repeat the run."""
    commands = tuple(Command(text) for text in dict.fromkeys(one.reproduce for one in results) if text)
    versions = ", ".join(f"{name} {version}" for name, version in results[0].versions.items())
    made = Paragraph(f"Made with {versions}; seed {results[0].seed}.")
    repeat = (Section(REPEAT, (*commands, made)),) if commands else ()
    return (*_next(results), *repeat)


def brief_ending(results: Sequence[Comparison]) -> tuple[Section, ...]:
    """Say what to do, and how to see what a short report leaves out."""
    command = results[0].reproduce
    typed = command.startswith("python -m derivcheck ")
    more = "The parts of the error at every step, and the versions used:" if typed else _MORE
    commands = (Command(f"{command} --verbose"),) if typed else ()
    return (Section(NEXT, (Notes((*_lines(results), more)), *commands)),)


def _next(results: Sequence[Comparison | Check]) -> tuple[Section, ...]:
    return (Section(NEXT, (Notes(_lines(results)),)),)


def _lines(results: Sequence[Comparison | Check]) -> tuple[str, ...]:
    """Return the advice on all results, or on each component where it differs."""
    told = [advice(one) for one in results]
    if len({*told}) == 1:
        return told[0]
    return tuple(f"d/d{one.wrt[0]}: {' '.join(lines)}" for one, lines in zip(results, told, strict=True))
