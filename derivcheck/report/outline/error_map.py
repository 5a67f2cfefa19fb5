"""The outline of a map of errors: each rule with its typical and worst error, and the worst components."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from derivcheck.ground.outward import upward
from derivcheck.report import wording
from derivcheck.report.outline.blocks import Column, Fact, Facts, Outline, Paragraph, Picture, Row, Section, Table
from derivcheck.results.error_map import ErrorMap, MapRule

_SHOWN = 10
"""Components listed one by one, the worst first."""

_RULES = (
    *(Column("step", numeric=False), Column("median"), Column("worst"), Column("in", numeric=False)),
    Column("taken by", numeric=False, spare=True),
)

_COMPONENTS = (
    *(Column("component", numeric=False), Column("derivative"), Column("best h"), Column("its error")),
    Column("worst of the usual"),
)

_UNKNOWN = "those that the reference cannot tell from 0 are its own bound."


def build(result: ErrorMap) -> Outline:
    """Outline a map."""
    title = f"Errors of finite differences of {wording.clip(result.function, 50)} in {np.size(result.at)} components"
    facts = (
        Fact("function", result.function, code=True),
        Fact("point", _point(result)),
        Fact("reference", f"{result.witness}; error at most {wording.bound(float(np.max(result.radius)))}"),
    )
    table = Table(_RULES, tuple(_rule(result, rule) for rule in result.rules))
    sections = (
        Section("Error in every component", (Picture(result),)),
        Section("The function", (Facts(facts),)),
        Section("Steps", (table, Paragraph(f"Errors are {_kind(result)}; {_UNKNOWN}"))),
        Section("Components", (_components(result),)),
    )
    return Outline(title, None, _reason(result), sections)


def _point(result: ErrorMap) -> str:
    if not result.parts:
        return f"{result.variable}, of shape {np.shape(result.at)}"
    more = f" and {len(result.parts) - _SHOWN} more" if len(result.parts) > _SHOWN else ""
    shown = (f"{part.name} {part.shape}" if part.shape else part.name for part in result.parts[:_SHOWN])
    return f"{result.variable}, of {', '.join(shown)}{more}"


def _reason(result: ErrorMap) -> str:
    usual = [float(np.nanmax(relative(result, rule))) for rule in result.rules[:-1]]
    own = float(np.nanmax(relative(result, result.best)))
    best = f"by up to {upward(own, 2)}" if own else "by nothing"
    return f"the usual steps are off by up to {upward(max(usual), 2)}, each component's own best step {best}"


def _kind(result: ErrorMap) -> str:
    """Say what errors are relative to, as `relative` has it."""
    zero = result.reference == 0
    if np.all(zero):
        return "absolute, since the derivative is 0"
    return f"relative to the derivative{', absolute where that is 0' if np.any(zero) else ''}"


def relative(result: ErrorMap, rule: MapRule) -> Any:
    """Return the errors of a rule relative to the derivative; absolute ones where that is 0."""
    return np.abs(rule.error) / np.where(result.reference == 0, 1.0, np.abs(result.reference))


def _rule(result: ErrorMap, rule: MapRule) -> Row:
    errors = relative(result, rule)
    worst = np.unravel_index(int(np.argmax(np.nan_to_num(errors, nan=math.inf))), errors.shape)
    sizes = (wording.size(float(np.nanmedian(errors))), wording.size(float(errors[worst])))
    return Row((rule.name, *sizes, result.name(worst), rule.source or "-"))


def _components(result: ErrorMap) -> Table:
    usual = np.max([relative(result, rule) for rule in result.rules[:-1]], axis=0)
    order = np.argsort(-np.nan_to_num(usual, nan=math.inf), axis=None)[:_SHOWN]
    rows = []
    for flat in order:
        i = np.unravel_index(int(flat), usual.shape)
        own = float(relative(result, result.best)[i])
        steps = (wording.size(float(result.best.step[i])), wording.size(own), wording.size(float(usual[i])))
        rows.append(Row((result.name(i), f"{float(result.reference[i]):.10g}", *steps)))
    return Table(_COMPONENTS, tuple(rows))
