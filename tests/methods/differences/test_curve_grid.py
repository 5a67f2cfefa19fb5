"""Over 200 curves: predicted best steps are held to measured errors, and each claim of each sentence to the points."""

from __future__ import annotations

import dataclasses
import math
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from curve_cases import SEVENTH, Case, grid

from derivcheck.methods.differences import best_step
from derivcheck.results import CurvePoint
from derivcheck.testing.compare import error_curve

UNIT = 2.0**-53

HOPELESS = {"cos(x) at 1e+22"}
"""No step: doubles there are two million apart."""

SYMMETRIC = {"sin(100*x) at 0.015707963267948967"}
"""An extreme about which f is even, so that odd derivatives vanish.

Differences nearly vanish at all steps then, those far beyond the scale of f too, where no series tells of it.
"""


def place(case: Case) -> str:
    return f"{case.formula} at {case.x}"


def parts(p: CurvePoint) -> tuple[float, ...]:
    return (abs(p.truncation), abs(p.argument), abs(p.evaluation), abs(p.arithmetic))


def roundoff(p: CurvePoint) -> float:
    return max(parts(p)[1:])


def size(p: CurvePoint) -> float:
    """The error of a step but for the accident that its parts cancel."""
    return math.fsum(parts(p))


def excess(case: Case) -> float:
    """How much larger the error at the predicted step is than the least of the measured ones.

    No error is below a rounding of the derivative itself. A difference of 0, where values of f coincide,
    is no estimate: it is good by accident where the derivative is about 0.
    """
    floor = max(UNIT * case.derivative, sys.float_info.min)
    measured = [size(p) for p in case.points if p.estimate]
    return max(abs(case.at_prediction.total), floor) / max(min(measured, default=math.inf), floor)


def hopeful() -> list[Case]:
    return [case for case in grid() if place(case) not in HOPELESS]


def test_it_is_a_grid_of_two_hundred() -> None:
    assert len(hopeful()) >= 200
    assert {case.stencil.order for case in grid()} == {1, 2, 3}
    assert all(case.points and not case.at_prediction.note for case in hopeful())


def test_predicted_steps_are_within_a_factor_of_100_of_the_best() -> None:
    # Where no step gives a digit the sentence says so.
    judged = [case for case in hopeful() if place(case) not in SYMMETRIC and "No step" not in case.curve.limits]
    assert len(judged) >= 200 - 4
    found = {str(case): excess(case) for case in judged}
    assert {case: ratio for case, ratio in found.items() if ratio > 100} == {}
    assert sum(ratio <= 10 for ratio in found.values()) >= 0.9 * len(found)


def test_predicted_errors_are_honest() -> None:
    # Logarithms and powers of two round.
    assert [str(c) for c in hopeful() if not abs(c.at_prediction.total) <= c.curve.predicted.error * (1 + 1e-12)] == []


def test_they_are_no_mere_bounds() -> None:
    ratios = [abs(c.at_prediction.total) / c.curve.predicted.error for c in hopeful() if c.curve.predicted.error]
    assert statistics.median(ratios) > 0.1


@pytest.mark.parametrize("dtype", ["float32", "longdouble"])
def test_in_other_formats(dtype: str) -> None:
    for formula, x in (("sin(x)", 0.0), ("exp(x)", 1.0), ("cos(x)", 0.0), (SEVENTH, 1.5), ("log(x)", 1e-30)):
        curve = error_curve(formula, x, "forward-1", dtype=dtype)
        (p,) = error_curve(formula, x, "forward-1", dtype=dtype, steps=[curve.predicted.h]).points
        assert abs(p.total) <= curve.predicted.error * (1 + 1e-12)
        least = min(size(q) for q in curve.points if not q.note and q.estimate)
        assert abs(p.total) <= 100 * max(least, float(np.finfo(dtype).eps) * abs(p.estimate - p.total))


def test_steps_by_the_noise_at_the_point_alone_would_be_far_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault is the round-off of f at x, for its noise at the nodes: of sin at 0 that is nothing."""
    honest = best_step.Samples

    class AtThePoint(honest):  # type: ignore[valid-type,misc]
        def differences(self, stencil: Any) -> Any:
            noise = honest(self.target, [stencil], 0 * self.steps).bounds.max() * float(stencil.absolute_moment(0))
            return self.steps, (noise + 1e-300) / self.steps**stencil.order

    monkeypatch.setattr(best_step, "Samples", AtThePoint)
    # No double is nearer to 1.1 than 8e-17.
    curve = error_curve("1.1*sin(x)", 0.0, "forward-1")
    (p,) = error_curve("1.1*sin(x)", 0.0, "forward-1", steps=[curve.predicted.h]).points
    assert abs(p.total) > 8e-17 > curve.predicted.error


# The claims of a sentence, by falling step.

SETTLED = re.compile(
    r"^(At every step|Truncation limits no step|The truncation is exactly 0 at every step|No truncation is seen)"
)
ABOVE = re.compile(r"^Above about h = (\S+) the truncation dominates")
DOWN = re.compile(r"; then down to about (\S+) sometimes the truncation is larger, sometimes round-off")
FALLS = re.compile(r"truncation dominates and falls (?:about )?like h(?:\^(\d+(?:\.\d)?))?[;.]")
PART = re.compile(r"(argument|evaluation|arithmetic) round-off dominates")
GROWS = re.compile(r"grows (?:about )?like 1/h(?:\^(\d+(?:\.\d)?))?[.]")
AT_MOST = re.compile(r"does not grow as h falls and is at most (\S+)\.")
REMEDY = re.compile(r"A power-of-two step, such as h = 2\^(-?\d+) ")
LAST = re.compile(r"; below, ")


def regimes(case: Case) -> tuple[list[CurvePoint], list[CurvePoint], list[CurvePoint]]:
    """Return the points of each part of the sentence: truncation, either, round-off.

    "About" is a decade in which round-off scatters: points that near to an edge are left out.
    """
    said, points = case.curve.limits, case.points
    above, down = ABOVE.search(said), DOWN.search(said)
    if not above:
        truncated = said.startswith("At every step the truncation")
        return (points, [], []) if truncated else ([], [], points)
    top = float(above[1])
    bottom = float(down[1]) if down else top
    scatter = 2 if down else 10
    either = [p for p in points if bottom < p.h < top] if down else []
    if "; below, sometimes" in said:
        return [p for p in points if p.h > scatter * top], [p for p in points if p.h < top], []
    below = [p for p in points if p.h < bottom / scatter] if LAST.search(said) else []
    return [p for p in points if p.h > scatter * top], either, below


def truncated(p: CurvePoint, case: Case) -> bool:
    return abs(p.truncation) > roundoff(p) and abs(p.truncation) > UNIT * case.derivative


def grouped(points: list[CurvePoint], value: Callable[[CurvePoint], float]) -> list[tuple[float, float]]:
    return [(math.log(p.h), math.log(value(p))) for p in points if value(p)]


def spread(points: list[CurvePoint], power: float) -> float:
    """How far round-off times h^power is from a constant: the mean deviation from the median, of the logarithm."""
    sizes = [y + power * x for x, y in grouped(points, lambda p: abs(p.roundoff))]
    middle = statistics.median(sizes)
    return statistics.fmean(abs(y - middle) for y in sizes)


def contradictions(case: Case) -> Iterator[str]:
    """Yield what a sentence claims and the points deny."""
    said = case.curve.limits
    if said.startswith("No step works"):
        yield from (f"h = {p.h} works" for p in case.points if p.h > case.spacing and size(p) < case.derivative / 2)
        return
    if "No step gives a digit" in said:
        # An estimate of 0 is off by just the derivative, of which the difference of two doubles leaves few digits.
        yield from (f"h = {p.h} gives one" for p in case.points if abs(p.total) * (1 + 1e-6) < case.derivative)
    above, either, below = regimes(case)
    if not all(truncated(p, case) for p in above):
        yield "truncation does not dominate above"
    if either and len({truncated(p, case) for p in either}) < 2:
        yield "it is decided between"
    if any(truncated(p, case) for p in below):
        yield "truncation dominates below"
    if ("exactly 0 at every step" in said or "No truncation" in said) and any(p.truncation for p in case.points):
        yield "there is truncation"
    if falls := FALLS.search(said):
        yield from slope_contradictions(case, float(falls[1] or 1))
    yield from roundoff_contradictions(case, said, below)


def slope_contradictions(case: Case, power: float) -> Iterator[str]:
    """Compare with the slope from one step to the next but one, next to where round-off takes over."""
    edge = ABOVE.search(case.curve.limits)
    above = [p for p in case.points if p.h > (float(edge[1]) if edge else 0)]
    last = max(len(above), 3)
    shown = [p for p in case.points[last - 3 : last] if p.truncation]
    if len(shown) < 2:
        yield "truncation does not fall there"
        return
    a, *_, b = shown
    slope = math.log(abs(a.truncation / b.truncation)) / math.log(a.h / b.h)
    # One decimal is shown.
    if abs(slope - power) > 0.1:
        yield f"truncation falls like h^{slope}"


def roundoff_contradictions(case: Case, said: str, below: list[CurvePoint]) -> Iterator[str]:
    if part := PART.search(said):
        # A part that is as large as another one counts too.
        sizes = [{name: abs(getattr(p, name)) for name in PARTS} for p in below if roundoff(p)]
        largest = Counter(name for one in sizes for name in PARTS if one[name] >= max(one.values()) * (1 - 1e-9))
        # Those near the edge, which are left out here, count too.
        edge = ABOVE.search(said)
        near = sum(p.h < 2 * float(edge[1]) for p in case.points) - len(below) if edge else 0
        strictly = Counter(max(one, key=one.__getitem__) for one in sizes)
        if max(strictly.values(), default=0) > largest[part[1]] + near:
            yield f"another part dominates: {largest}"
    moving = [p for p in below if p.h > case.spacing and p.estimate and p.roundoff]
    if (grows := GROWS.search(said)) and len(moving) >= 4 and moving[0].h > 1e3 * moving[-1].h:
        power = float(grows[1] or 1)
        if spread(moving, power) > min(spread(moving, power - 1), spread(moving, power + 1)):
            yield "round-off grows otherwise"
    if (at_most := AT_MOST.search(said)) and max(map(roundoff, below), default=0.0) > float(at_most[1]):
        yield "round-off is larger"
    if remedy := REMEDY.search(said):
        h = 2.0 ** int(remedy[1])
        (p,) = error_curve(case.formula, case.x, case.stencil.name, order=case.stencil.order, steps=[h]).points
        if p.argument:
            yield "the power of two does not help"


PARTS = ("argument", "evaluation", "arithmetic")


def test_no_sentence_contradicts_its_points() -> None:
    assert {str(case): found for case in grid() if (found := list(contradictions(case)))} == {}


def test_every_kind_of_sentence_is_among_them() -> None:
    said = [case.curve.limits for case in grid()]
    for pattern in (SETTLED, ABOVE, DOWN, FALLS, PART, GROWS, AT_MOST, REMEDY):
        assert any(pattern.search(sentence) for sentence in said), pattern
    known = (SETTLED, ABOVE, re.compile("^(No step|There is no error)"))
    assert [sentence for sentence in said if not any(pattern.search(sentence) for pattern in known)] == []


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        (r"grows like 1/h\.", "grows like 1/h^2."),
        (r"grows like 1/h\^2\.", "grows like 1/h."),
        (r"falls like h\^2;", "falls like h;"),
        (r"falls like h;", "falls like h^2;"),
        (
            r"round-off does not grow as h falls and is at most \S+\.",
            "argument round-off dominates and grows like 1/h.",
        ),
        (r"is at most (\S+)\.", "is at most 1e-99."),
        (r"Above about h = \S+", "Above about h = 1e-14"),
        (r"Above about h = \S+ the truncation dominates.*; below", "At every step"),
        (r"Above about h = (.*); below.*", r"At every step the truncation dominates."),
        (r"; then down to about .*; below", "; below"),
        (r"$", " No step gives a digit: at each one tried the error is as large as the derivative, or larger."),
    ],
)
def test_a_false_sentence_would_show(honest: str, false: str) -> None:
    changed = [
        dataclasses.replace(c, curve=dataclasses.replace(c.curve, limits=re.sub(honest, false, c.curve.limits)))
        for c in grid()
        if re.search(honest, c.curve.limits)
    ]
    shown = sum(bool(list(contradictions(case))) for case in changed)
    # A curve with few points on one side shows no slope there.
    assert shown >= 0.7 * len(changed) > 0
