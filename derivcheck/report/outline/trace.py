"""The outline of a trace: the steps of forward accumulation, then those of reverse accumulation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from derivcheck.report import wording
from derivcheck.report.outline.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Notes,
    Outline,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from derivcheck.results.trace import Agreement, Step, Trace

TITLE_LENGTH = 80
"""Characters of a formula that a title may have."""

ROWS = 60
"""Rows of a table: of a longer trace the first and the last half as many are shown."""

_FORWARD = Paragraph(
    "Forward accumulation: each tangent d/d… is the sum of local slope times tangent over the operands. "
    "slopes = partial derivatives by the operands; bound = running error bound of the column before it."
)
_REVERSE = Paragraph(
    "Reverse accumulation: the adjoint is the derivative of the result by the step, the sum of local slope "
    "times adjoint over the steps that use it; from the result back to the inputs."
)


def build(result: Trace) -> Outline:
    """Outline a trace."""
    count = len(result.steps)
    reason = f"{count} operation{'' if count == 1 else 's'}; {agreement(result)}"
    return Outline(title(result), None, reason, sections(result))


def title(result: Trace) -> str:
    """Say in one line what was run, and where."""
    return f"trace of {wording.clip(result.function, TITLE_LENGTH)} at {_point(result.at)}"


def agreement(result: Trace) -> str:
    """Say whether forward and reverse accumulation agree."""
    if result.consistent:
        return "forward and reverse accumulation agree within their rounding errors"
    worst = next(one for one in result.agreement if not one.holds)
    return f"forward and reverse accumulation differ by more than rounding in d/d{worst.variable}"


def sections(result: Trace) -> tuple[Section, ...]:
    """Tabulate both accumulations, and hold one against the other."""
    notes: tuple[Block, ...] = (Notes(result.notes),) if result.notes else ()
    return (
        Section("Trace: forward accumulation", (_FORWARD, _forward(result), *_left_out(result), *notes), folded=True),
        Section("Trace: reverse accumulation", (_REVERSE, _reverse(result)), folded=True),
        *_graph(result),
        Section("Forward against reverse", (Facts(tuple(_fact(one, result) for one in result.agreement)),)),
    )


def _graph(result: Trace) -> tuple[Section, ...]:
    """Make room for the graph, where it is not too large to be looked at."""
    few = len(result.inputs) + len(result.steps) <= ROWS
    return (Section("Trace: graph", (Picture(result),), folded=True),) if few else ()


def _forward(result: Trace) -> Table:
    columns = [Column("step", numeric=False), Column("operation", numeric=False), Column("value", numeric=False)]
    columns.append(Column("bound"))
    for i, name in enumerate(result.wrt):
        columns += [Column(f"d/d{name}", numeric=False, spare=i > 1), Column("bound", spare=i > 0)]
    columns.append(Column("slopes", numeric=False, spare=True))
    steps = _shown((*result.inputs, *result.steps))
    return Table(tuple(columns), tuple(_forward_row(step, result) for step in steps))


def _forward_row(step: Step, result: Trace) -> Row:
    tangents = ((step.tangents[name], step.tangent_bounds[name]) for name in result.wrt)
    pairs = ((_full(t, result.dtype), _size(bound)) for t, bound in tangents)
    numbers = (_full(step.value, result.dtype), _size(step.value_bound), *(cell for pair in pairs for cell in pair))
    return Row((step.name, step.operation, *numbers, _slopes(step)))


def _reverse(result: Trace) -> Table:
    columns = (
        *(Column("step", numeric=False), Column("operation", numeric=False), Column("adjoint", numeric=False)),
        *(Column("bound"), Column("used by", numeric=False, spare=True)),
    )
    steps = _shown((*reversed(result.steps), *reversed(result.inputs)))
    return Table(columns, tuple(_reverse_row(step, result) for step in steps))


def _reverse_row(step: Step, result: Trace) -> Row:
    numbers = (_full(step.adjoint, result.dtype), _size(step.adjoint_bound))
    return Row((step.name, step.operation, *numbers, ", ".join(step.used_by) or "the result"))


def _shown(steps: Sequence[Step]) -> Sequence[Step]:
    return steps if len(steps) <= ROWS else (*steps[: ROWS // 2], *steps[-ROWS // 2 :])


def _left_out(result: Trace) -> tuple[Block, ...]:
    left = len(result.inputs) + len(result.steps) - ROWS
    return (Paragraph(f"{left} rows in the middle are left out; --format json has them all."),) if left > 0 else ()


def _fact(one: Agreement, result: Trace) -> Fact:
    values = f"{wording.significant(one.forward, result.dtype)} forward"
    if one.gap:
        values += f", {wording.significant(one.reverse, result.dtype)} reverse"
    else:
        values += " and reverse"
    explained = "" if one.holds else "NOT "
    gap = f"gap {wording.signed(one.gap)}, {explained}explained by rounding of up to {wording.bound(one.budget)}"
    return Fact(f"d/d{one.variable}", f"{values}; {gap}")


def _full(value: object, dtype: str) -> str:
    return array(value) or wording.significant(value, dtype)


def _size(bound: Any) -> str:
    """Write a bound; for an array the largest one, which NaN and infinity are."""
    worst = float(bound.max()) if getattr(bound, "ndim", 0) else bound
    return wording.bound(worst) if math.isfinite(worst) else "none"


def _slopes(step: Step) -> str:
    return ", ".join("linear" if s is None else array(s) or short(s) for s in step.slopes)


def short(value: float) -> str:
    """Four digits of a number.

    >>> short(0.75), short(2.0), short(float("nan"))
    ('0.75', '2', '-')
    """
    return wording.MISSING if math.isnan(value) else f"{value + 0.0:.4g}"


def array(value: Any) -> str:
    """Describe an array by its shape and range; "" for a number."""
    if not getattr(value, "ndim", 0):
        return ""
    shape = "x".join(map(str, value.shape))
    return f"[{shape}] {short(float(value.min()))} to {short(float(value.max()))}" if value.size else f"[{shape}]"


def _point(at: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {array(value) or wording.shortest(value)}" for name, value in at.items())
