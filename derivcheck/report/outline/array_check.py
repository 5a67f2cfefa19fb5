"""The sections of a check of NumPy code: the claim, and its components, the worst first."""

from __future__ import annotations

import math

from derivcheck.ground.outward import upward
from derivcheck.report import wording
from derivcheck.report.outline.blocks import (
    TONES,
    Block,
    Column,
    Fact,
    Facts,
    Notes,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from derivcheck.report.outline.facts import held_against, would_have_shown
from derivcheck.results import Check, Component, Verdict

_SHOWN = 10
"""Rows of the table of components."""

_MAPPED = 5_000
"""Components that a map shows; more make a page slow."""

_COLUMNS = (
    Column("component", numeric=False),
    Column("claimed"),
    Column("true"),
    Column("ratio"),
    Column("gap"),
    Column("budget", spare=True),
)

_DIGITS = 10
"""Significant digits of a claimed and a true value in the table."""


def sections(result: Check) -> tuple[Section, ...]:
    """State what was claimed, what it was held against, and the components."""
    blocks: tuple[Block, ...] = (Facts(tuple(_facts(result))),)
    warnings = (Notes(tuple(f"warning: {text}" for text in result.warnings)),) if result.warnings else ()
    return (Section("The claim", (*blocks, *warnings)), *_components(result))


def _facts(result: Check) -> list[Fact]:
    told = {
        "function": (result.function, True),
        f"claimed {result.kind}": (result.claimed, True),
        "bounds": (wording.domain(result.domain), False),
        "at": (wording.point(result.at), True),
        "cause": (result.cause.text if result.cause else "", False),
        "law of the gap": (result.law or "", False),
        "detection limit": (_limit(result), False),
        "chance of a miss": (_miss(result), False),
        "witnesses": (held_against(result.witnesses), False),
    }
    return [Fact(label, text, code) for label, (text, code) in told.items() if text]


def _limit(result: Check) -> str:
    if math.isnan(result.detection_limit):
        return ""
    tried = f"{result.points} point{'' if result.points == 1 else 's'} tried"
    return f"{would_have_shown(result)}; {tried}; of others it says nothing"


def _miss(result: Check) -> str:
    chance = result.miss_probability
    return "" if chance is None else f"{upward(chance, 2)} for an error above the limit"


def _components(result: Check) -> tuple[Section, ...]:
    if not result.components:
        return ()
    refuted = [c for c in result.components if c.verdict is Verdict.REFUTED]
    shown = refuted[:_SHOWN] or result.components[:_SHOWN]
    table = Table(_COLUMNS, tuple(map(_row, shown)))
    more = len(refuted or result.components) - len(shown)
    left = (Paragraph(f"and {more:,} more, in check.components"),) if more else ()
    drawn = refuted and (has_map(result) or result.differences)
    picture = (Section("Where", (Picture(result),)),) if drawn else ()
    return (Section("Wrong components" if refuted else "Components", (table, *left)), *picture)


def has_map(result: Check) -> bool:
    """Return whether there are several components, along one axis or two, and not too many for a page."""
    return {len(c.index) for c in result.components} <= {1, 2} and 1 < len(result.components) <= _MAPPED


def _row(c: Component) -> Row:
    numbers = (f"{c.claimed:.{_DIGITS}g}", _known(c.reference, c.budget, _DIGITS), _ratio(c))
    return Row((c.name, *numbers, wording.signed(c.gap), wording.bound(c.budget)), tone=TONES[c.verdict])


def _known(value: float, error: float, digits: int) -> str:
    """Write a number with the digits that its error leaves, to the place of the error's first, and at most `digits`.

    >>> _known(0.8700660238, 9.97e-06, 10), _known(1000.0000001234, 1e-12, 10), _known(1e-33, 7e-17, 10)
    ('0.870066', '1000', '0')
    """
    if not (value and error and math.isfinite(value) and math.isfinite(error)):
        return f"{value:.{digits}g}"
    kept = math.floor(math.log10(abs(value))) - math.floor(math.log10(error)) + 1
    return f"{value:.{min(kept, digits)}g}" if kept > 0 else "0"


def _ratio(c: Component) -> str:
    """Return claimed over true, with the digits that tell it from 1."""
    if not (c.reference and math.isfinite(c.reference) and math.isfinite(c.claimed)):
        return wording.MISSING
    ratio = c.claimed / c.reference + 0.0  # a claim of 0 has no sign
    off = abs(ratio - 1)
    digits = 6 if not off or off > 1e-4 else min(12, 3 - math.floor(math.log10(off)))
    return _known(ratio, abs(ratio / c.reference) * c.budget, digits)
