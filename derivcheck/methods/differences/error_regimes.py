"""One sentence on what limits the accuracy of a finite difference, and where: read off the measured parts.

By falling step a curve has up to three regimes: truncation is the largest part, now truncation and
now round-off is, round-off is. Each power of h in the sentence is a slope fitted to the points of
its regime.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.outward import SMALLEST, upward
from derivcheck.methods.differences import best_step
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.measured_best import NO_DIGIT, gives_no_digit
from derivcheck.methods.differences.power_laws import PowerLaw, fit
from derivcheck.methods.differences.sampling import Samples
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.results import CurvePoint

_CAUSES = {
    "argument": "x + g h is not representable, so f is taken at a neighbouring float",
    "evaluation": "the float program of f is that noisy",
    "arithmetic": "the subtraction and the division",
}

UNDERFLOW = "underflow"
"""What limits the accuracy where all parts of the error are below the smallest double."""

_UNTOLD = "each part of the error is 0 or below the smallest double, which does not tell them apart"

_UNDECIDED = "sometimes the truncation is larger, sometimes round-off"

# A slope that is shown as 0.0 is none.
_LEAST_SLOPE = 0.05

# The slope of truncation is told at this many of the smallest steps at which it dominates; the next ones make it up.
_FITTED = 3

_ROUNDED = 1 + 2.0**-50


@dataclass(frozen=True)
class Regimes:
    """The points of a curve by what is the largest part of the error, each by falling step.

    Attributes
    ----------
    truncation : list of CurvePoint
        The largest steps, as far as truncation is the largest part at each.
    undecided : list of CurvePoint
        Those between.
    roundoff : list of CurvePoint
        The smallest steps, as far as a part of round-off is as large as truncation at each, or
        truncation is below the rounding of the derivative to the float format.
    """

    truncation: list[CurvePoint]
    undecided: list[CurvePoint]
    roundoff: list[CurvePoint]

    @classmethod
    def of(cls, points: Sequence[CurvePoint], unit: float) -> Regimes:
        """Return the regimes of points by falling step, in floats of a unit roundoff."""
        wide = [_is_truncation(p, unit) for p in points]
        first = wide.index(False) if False in wide else len(wide)
        last = max(first, len(wide) - wide[::-1].index(True) if True in wide else 0)
        crossing = points[first:last]
        if first and last < len(points) and not _is_wide(crossing):
            # The two are as large as each other for less than a decade: a crossing.
            first = last = first + len(crossing) // 2
        return cls(list(points[:first]), list(points[first:last]), list(points[last:]))


def _is_truncation(p: CurvePoint, unit: float) -> bool:
    return abs(p.truncation) > max(_largest_roundoff(p), unit * abs(p.estimate - p.total))


def _largest_roundoff(p: CurvePoint) -> float:
    return max(abs(p.argument), abs(p.evaluation), abs(p.arithmetic))


def _is_wide(crossing: Sequence[CurvePoint]) -> bool:
    return bool(crossing) and crossing[0].h > allowances.CROSSING_RATIO.value * crossing[-1].h


def roundoff_law(points: Sequence[CurvePoint], spacing: float) -> PowerLaw:
    """Return how round-off depends on the step, where the step moves x and the values of f do not cancel."""
    return fit([p for p in points if p.h > spacing and p.estimate], lambda p: p.roundoff)


def limiting(stencil: Stencil, points: Sequence[CurvePoint], expansion: Expansion) -> str:
    """Return the sentence for one error curve, its points by falling step."""
    if not points:
        return "No step could be evaluated."
    if not any(p.truncation or _largest_roundoff(p) for p in points):
        return "There is no error at any step: truncation and round-off are exactly 0."
    if _underflows(points):
        return f"At every step {_UNTOLD}."
    if _unusable(points, expansion):
        return (
            f"No step works at this x: the floats there are {expansion.spacing:.2g} apart, which is beyond the scale "
            f"on which f varies, so at every step that moves x the truncation may exceed the derivative itself."
        )
    none = NO_DIGIT if gives_no_digit(stencil, points, expansion) else ""
    return f"{_by_regimes(stencil, points, expansion)}{none}"


def _by_regimes(stencil: Stencil, points: Sequence[CurvePoint], expansion: Expansion) -> str:
    regimes = Regimes.of(points, expansion.target.real.unit)
    growth, remedy = _roundoff(stencil, regimes.roundoff, expansion) if regimes.roundoff else ("", "")
    if not regimes.truncation and not regimes.undecided:
        return f"{_introduction(stencil, points, expansion, growth)}{growth}.{remedy}"
    smallest = points[max(len(regimes.truncation) - _FITTED, 0) :][:_FITTED]
    clauses = (
        (regimes.truncation, f"the truncation dominates{_fall(smallest)}"),
        (regimes.undecided, _UNDECIDED),
        (regimes.roundoff, growth),
    )
    return f"{_joined([(found, text) for found, text in clauses if found])}.{remedy}"


def limiting_parts(points: Sequence[CurvePoint], unit: float) -> tuple[str, ...]:
    """Return the largest part of the error at the large steps, and that at the small ones; points by falling step."""
    if _underflows(points):
        return (UNDERFLOW,)
    regimes = Regimes.of(points, unit)
    wide = ("truncation",) if regimes.truncation or regimes.undecided else ()
    narrow = (_dominant(regimes.roundoff),) if any(map(_largest_roundoff, regimes.roundoff)) else ()
    return wide + narrow


def _underflows(points: Sequence[CurvePoint]) -> bool:
    """Return whether there is error, but none that a double holds."""
    sizes = [max(abs(p.truncation), _largest_roundoff(p)) for p in points]
    return max(sizes, default=0) == SMALLEST


def _joined(clauses: Sequence[tuple[Sequence[CurvePoint], str]]) -> str:
    """Join what holds over ranges of steps, by falling step."""
    if len(clauses) == 1:
        return f"At every step {clauses[0][1]}"
    edges = [math.sqrt(a[-1].h) * math.sqrt(b[0].h) for (a, _), (b, _) in itertools.pairwise(clauses)]
    starts = [f"Above about h = {edges[0]:.0e} ", *(f"then down to about {h:.0e} " for h in edges[1:]), "below, "]
    return "; ".join(start + text for start, (_, text) in zip(starts, clauses, strict=True))


def _introduction(stencil: Stencil, points: Sequence[CurvePoint], expansion: Expansion, growth: str) -> str:
    """Begin the sentence where round-off is larger than truncation at every step."""
    if expansion.exact(stencil):
        better = ", so the larger h the better" if "grows" in growth else ""
        return f"The truncation is exactly 0 at every step{better}: "
    if expansion.leading(stencil) is None and not any(p.truncation for p in points):
        return f"No truncation is seen: its terms up to h^{len(expansion.terms) - 1 - stencil.order} all vanish. So "
    return "Truncation limits no step: " if "dominates at" in growth else "At every step "


def _fall(points: Sequence[CurvePoint]) -> str:
    """Tell how truncation falls at some steps."""
    slope = fit(points, lambda p: p.truncation).slope
    return f" and falls {_like(slope)}" if slope >= _LEAST_SLOPE else ""


def _like(slope: float) -> str:
    """Write a power of h by which something falls, or of 1/h by which it grows, to one decimal."""
    power = f"{slope:.1f}".removesuffix(".0")
    about = "about " if "." in power else ""
    return f"{about}like {'h' if power == '1' else f'h^{power}'}"


def _roundoff(stencil: Stencil, points: Sequence[CurvePoint], expansion: Expansion) -> tuple[str, str]:
    """Tell which part of round-off is largest and how it grows as h falls; and what helps."""
    if _underflows(points):
        return _UNTOLD, ""
    law, bound = roundoff_law(points, expansion.spacing), fit(points, lambda p: p.predicted_roundoff)
    powers = [round(-slope) for slope in (bound.slope, law.slope) if not math.isnan(slope)]
    if law.slope > -_LEAST_SLOPE or (powers and powers[0] <= 0):
        return f"round-off does not grow as h falls and is at most {upward(max(map(_largest_roundoff, points)), 2)}", ""
    part = _dominant(points)
    remedy = _remedy(stencil, expansion) if part == "argument" else ""
    cause = _cause(part, points)
    if math.isnan(law.slope):
        return cause, remedy
    # The slope of the bound does not scatter, but round-off may cancel where nodes are symmetric.
    power = min(powers, key=lambda n: law.deviation(-n))
    where = "" if all(map(_largest_roundoff, points)) else ", where it is not 0,"
    return f"{cause} and{where} grows {_like(power or -law.slope).replace('like h', 'like 1/h')}", remedy


def _cause(part: str, points: Sequence[CurvePoint]) -> str:
    """Say that a part is the largest, and where: at each point, at most, or how many, which scatters with the libm."""
    count = sum(_is_largest(p, part) and abs(getattr(p, part)) >= abs(p.truncation) for p in points)
    few = "at most steps" if 2 * count > len(points) else f"at {count} of the {len(points)} steps"
    where = "" if count == len(points) else f" {few}"
    return f"{part} round-off dominates{where} ({_CAUSES[part]})"


def _is_largest(p: CurvePoint, part: str) -> bool:
    # Two parts that cancel are equal but for their own rounding to a double.
    return bool(abs(getattr(p, part)) * _ROUNDED >= _largest_roundoff(p) > 0)


def _dominant(points: Sequence[CurvePoint]) -> str:
    """Return the part of round-off that is as large as any at most steps; of two such, the larger in the sum."""
    if _underflows(points):
        return UNDERFLOW

    def rank(name: str) -> tuple[int, float]:
        return sum(_is_largest(p, name) for p in points), sum(abs(getattr(p, name)) for p in points)

    return max(_CAUSES, key=rank)


def _unusable(points: Sequence[CurvePoint], expansion: Expansion) -> bool:
    """Return whether truncation is about as large as the derivative at every step that moves x, since f is too fast."""
    if expansion.radius > expansion.spacing:
        return False
    derivative = abs(points[0].estimate - points[0].total)
    moving = [p for p in points if p.h > expansion.spacing]
    return bool(moving and derivative) and all(2 * abs(p.truncation) > derivative for p in moving)


def _remedy(stencil: Stencil, expansion: Expansion) -> str:
    h = best_step.predicted(expansion, stencil).h
    if np.any(
        Samples(expansion.target, [stencil], np.array([expansion.target.real.type(h)]), predicted=True).displacements
    ):
        return ""
    return (
        f" A power-of-two step, such as h = 2^{round_log2(h)} = {h:.3g}, makes the nodes exact and removes "
        f"that part entirely."
    )


def round_log2(h: float) -> int:
    """Return the exponent of a power of two."""
    return round(math.log2(h))
