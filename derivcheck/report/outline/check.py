"""The outline of the verdict on a claimed derivative."""

from __future__ import annotations

import math

from derivcheck.report import wording
from derivcheck.report.outline import array_check, error_curve
from derivcheck.report.outline.blocks import Block, Fact, Facts, Notes, Outline, Section
from derivcheck.report.outline.comparison import TITLE_LENGTH
from derivcheck.report.outline.ending import ending
from derivcheck.report.outline.facts import certainty, held_against, read_as, would_have_shown
from derivcheck.results import Check, Verdict


def build(result: Check) -> Outline:
    """Outline a check."""
    return Outline(title(result), result.verdict, result.reason, (*sections(result), *ending((result,))))


def title(result: Check) -> str:
    """Say in one line what was claimed."""
    if result.kind != "derivative":
        return f"{result.kind} of {wording.clip(result.function, TITLE_LENGTH)}, claimed"
    operator = wording.operator(result.wrt, result.order)
    return f"{operator} of {wording.clip(result.function, TITLE_LENGTH)}, claimed"


def sections(result: Check) -> tuple[Section, ...]:
    """State the claim, why it stands or falls, and the numbers."""
    if result.kind != "derivative":
        return array_check.sections(result)
    rows = (
        *_question(result),
        *_numbers(result),
        *_diagnosis(result),
        *_interval(result),
        *_reach(result),
        *_witnesses(result),
    )
    blocks: tuple[Block, ...] = (Facts(rows),)
    warnings = (Notes(tuple(f"warning: {text}" for text in result.warnings)),) if result.warnings else ()
    drawn = (error_curve.picture(result),) if result.curve and result.components else ()
    return (Section("The claim", (*blocks, *warnings)), *drawn)


def _question(result: Check) -> tuple[Fact, ...]:
    return (
        Fact("function", result.function, code=True, formula=True),
        *read_as(result.read_as),
        Fact(f"claim for {wording.operator(result.wrt, result.order)}", result.claimed, code=True, formula=True),
        *read_as(result.claim_read_as),
        *_domain(result),
        *(Fact("finding", one.text) for one in result.findings),
        Fact("at", wording.point(result.at), code=True),
    )


def _domain(result: Check) -> tuple[Fact, ...]:
    """State what was meant, outside of which nothing was looked at."""
    return (Fact("domain", wording.domain(result.domain)),) if result.domain else ()


def _numbers(result: Check) -> tuple[Fact, ...]:
    if not result.components or result.reference is None:
        return ()
    worst = result.components[0]
    told = {
        "claimed": wording.shortest(worst.claimed),
        "gap": wording.signed(worst.gap),
        "budget": wording.bound(worst.budget),
        **worst.decimals,
    }
    return (
        Fact("its value", told["claimed"], code=True),
        Fact("derivative", result.reference.value, code=True),
        Fact("certainty", certainty(result.reference, result.witnesses)),
        Fact("gap", f"{told['gap']} (errors explain at most {told['budget']})"),
    )


def _diagnosis(result: Check) -> tuple[Fact, ...]:
    told = (
        ("cause", result.cause.text if result.cause else None, False),
        ("corrected", result.corrected, True),
        ("law of the gap", result.law, False),
    )
    return tuple(Fact(label, text, code) for label, text, code in told if text)


def _interval(result: Check) -> tuple[Fact, ...]:
    return (Fact("over the interval", result.certificate.text),) if result.certificate else ()


def _reach(result: Check) -> tuple[Fact, ...]:
    if math.isnan(result.detection_limit):
        return ()
    if result.verdict is Verdict.PROVED:
        return (Fact("detection limit", f"any error where the proof holds would have shown; {_looked_at(result)}"),)
    beyond = "the bound over the interval holds between them" if result.certificate else "of others it says nothing"
    return (Fact("detection limit", f"{would_have_shown(result)}; {_looked_at(result)}; {beyond}"),)


def _looked_at(result: Check) -> str:
    """Say at how many points a claim was tried, and between which values of each variable."""
    count = f"{result.points} point{'' if result.points == 1 else 's'} tried"
    ranges = [f"{name} from {low:.10g} to {high:.10g}" for name, (low, high) in result.window.items() if low < high]
    return f"{count}, {', '.join(ranges)}" if ranges else count


def _witnesses(result: Check) -> tuple[Fact, ...]:
    return (Fact("held against", held_against(result.witnesses)),) if result.witnesses else ()
