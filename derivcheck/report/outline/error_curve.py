"""The outline of one scheme's error against the step."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields

from derivcheck.report import wording
from derivcheck.report.outline.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Folded,
    Notes,
    Outline,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from derivcheck.results import BestStep, CurvePoint, ErrorCurve, Result

PARTS = (
    Fact("truncation", "what the scheme leaves out, even in exact arithmetic; shrinks with h"),
    Fact("argument", "x+h is rounded to the nearest float, so f is taken beside the node"),
    Fact("evaluation", "the float program of f rounds its values; grows as h shrinks"),
    Fact("arithmetic", "the differences and the division by h are rounded"),
)

DECADES_SHOWN = 7
"""Decades of h shown, the best step in the middle where there is room."""

_COLUMNS = (
    Column("h"),
    Column("estimate", numeric=False, spare=True),
    Column("total"),
    *(Column(part.label) for part in PARTS),
)


def build(curve: ErrorCurve) -> Outline:
    """Outline a curve by itself."""
    sections = (picture(curve), legend(curve.measured), section(curve, limits=False))
    return Outline(f"Error of {curve.scheme}", None, curve.limits, sections)


def picture(result: Result) -> Section:
    """Make room for the picture."""
    return Section("Error against the step", (Picture(result),))


def legend(measured: bool = False) -> Section:
    """Say once what the four parts of the error are, and how far they are known."""
    kind = "sum of four parts, which are measured here" if measured else "exact sum of four parts"
    sentence = Paragraph(f"The total error of a finite difference is the {kind}:")
    return Section("What the words mean", (sentence, Facts(PARTS)))


def section(curve: ErrorCurve, dtype: str = "float64", limits: bool = True) -> Section:
    """Outline a curve inside a longer report."""
    sentence = (Paragraph(curve.limits),) if limits and curve.limits else ()
    blocks: tuple[Block, ...] = (
        *sentence,
        Facts(_facts(curve)),
        steps_table(curve, dtype),
        *_notes(curve),
        Folded(f"{curve.scheme}: all {len(curve.points)} steps in full", (full_table(curve),)),
    )
    return Section(curve.scheme, blocks)


def _facts(curve: ErrorCurve) -> tuple[Fact, ...]:
    return (
        Fact("formula", wording.stencil(curve), code=True),
        Fact("truncation", _truncation(curve)),
        Fact("best step", _step(curve.best)),
        Fact("predicted", _step(curve.predicted)),
        Fact("slopes", _slopes(curve)),
        *((Fact("uncertainty", _uncertainty(curve)),) if curve.measured else ()),
    )


def _uncertainty(curve: ErrorCurve) -> str:
    """Say how far truncation and evaluation are told apart, at the steps that are known worst and best."""
    known = sorted((point for point in curve.points if point.uncertainty), key=lambda point: point.uncertainty)
    ends = [f"{wording.bound(one.uncertainty)} at h = {wording.size(one.h)}" for one in (known[-1], known[0])]
    return f"truncation and evaluation may each be off by {ends[0]}, the other way round; by {ends[1]}"


def _truncation(curve: ErrorCurve) -> str:
    if curve.exact:
        return "exactly 0 at every step"
    return f"order of accuracy {curve.accuracy}; leading error term {curve.truncation_term}"


def _step(best: BestStep) -> str:
    if math.isnan(best.h) or best.error == math.inf:
        return "none"
    return f"h = {wording.step(best.h)} with error {wording.size(abs(best.error))}"


def _slopes(curve: ErrorCurve) -> str:
    # At large steps it is that of another f, far away.
    small = curve.points[len(curve.points) // 2 :]
    roundoff = _expected([(p.h, p.predicted_roundoff) for p in small], -curve.order)
    return f"{_truncation_slope(curve)}; round-off {_power(curve.roundoff_slope)} (expected h^{roundoff})"


def _truncation_slope(curve: ErrorCurve) -> str:
    if curve.exact:
        return "truncation exactly 0"
    power = _expected([(p.h, abs(p.predicted_truncation)) for p in curve.points], curve.accuracy)
    return f"truncation {_power(curve.observed_order)} (expected h^{power})"


def _expected(predicted: Sequence[tuple[float, float]], usual: int) -> int:
    """Return the power of h by which a prediction goes; the usual one where it is zero or not known."""
    shown = [(h, size) for h, size in predicted if 0 < size < math.inf]
    if len(shown) < 2:
        return usual
    (first, larger), (last, smaller) = shown[0], shown[-1]
    return round((math.log(larger) - math.log(smaller)) / (math.log(first) - math.log(last)))


def _power(slope: float) -> str:
    return "not measurable" if math.isnan(slope) else f"like h^{slope:.2f}"


def steps_table(curve: ErrorCurve, dtype: str = "float64") -> Table:
    """Tabulate the parts of the error at the steps that tell the story."""
    best = _nearest(curve.points, curve.best.h)
    return Table(_COLUMNS, tuple(_row(point, point is best, dtype) for point in chosen(curve)))


def _row(point: CurvePoint, is_best: bool, dtype: str) -> Row:
    parts = (wording.signed(getattr(point, part.label)) for part in PARTS)
    value = wording.significant(point.estimate, dtype)
    cells = (wording.size(point.h), value, wording.signed(point.total), *parts)
    return Row(cells, "best", "good") if is_best else Row(cells)


def chosen(curve: ErrorCurve) -> tuple[CurvePoint, ...]:
    """Pick the ends, the best step, and a step a decade around it."""
    points = curve.points
    best = _nearest(points, curve.predicted.h if math.isnan(curve.best.h) else curve.best.h)
    if best is None or len(points) <= DECADES_SHOWN + 3:
        return points
    picked = [points[0], points[-1], best, *(_nearest(points, 10.0**decade) for decade in _decades(points, best.h))]
    return tuple(point for point in points if any(point is one for one in picked))


def _decades(points: tuple[CurvePoint, ...], best: float) -> range:
    low, high = (round(math.log10(points[end].h)) for end in (-1, 0))
    first = max(low, min(round(math.log10(best)) - DECADES_SHOWN // 2, high + 1 - DECADES_SHOWN))
    return range(first, first + DECADES_SHOWN)


def _nearest(points: tuple[CurvePoint, ...], h: float) -> CurvePoint | None:
    if not points or not h > 0:
        return None
    return min(points, key=lambda point: abs(math.log(point.h / h)))


def _notes(curve: ErrorCurve) -> tuple[Notes, ...]:
    items = (*curve.notes, *_point_notes(curve))
    return (Notes(items),) if items else ()


def _point_notes(curve: ErrorCurve) -> list[str]:
    steps: dict[str, list[float]] = {}
    for point in curve.points:
        if point.note:
            steps.setdefault(point.note, []).append(point.h)
    return [f"{_range(found)}: {note}" for note, found in steps.items()]


def _range(steps: list[float]) -> str:
    if len(steps) == 1:
        return f"h = {wording.size(steps[0])}"
    return f"{len(steps)} steps, h = {wording.size(max(steps))} to {wording.size(min(steps))}"


def full_table(curve: ErrorCurve) -> Table:
    """Tabulate every number of every step so that it reads back as the same double."""
    left_out = {"note"} if curve.measured else {"note", "uncertainty"}
    names = [item.name for item in fields(CurvePoint) if item.name not in left_out]
    columns = tuple(Column(name.replace("_", " ")) for name in names)
    cells = (tuple(wording.shortest(getattr(point, name)) for name in names) for point in curve.points)
    return Table(columns, tuple(Row(row) for row in cells))
