"""The verdict where one side of a claim is opaque: gaps at the point and at points close by.

Nothing is known of opaque code but its values, so an accusation needs two witnesses: estimates
at two points, or two estimates at one. Far points are tried only where the function is open: an
opaque one may be another function there.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from derivcheck.claims.claim import Gap, Outcome
from derivcheck.claims.judgement import Finding, agree_reason, between, limit, place, values
from derivcheck.claims.verdict_rule import verdict
from derivcheck.code.cross_check import disputes
from derivcheck.code.measurements import Readings
from derivcheck.ground.errors import InputError
from derivcheck.methods.black_box import adaptive
from derivcheck.results import Verdict

# Distances of fresh points from the point, in its own scale; the next is taken where one cannot be judged.
_DISTANCES = (0.2, 0.05, 0.01, 1e-3)

_FRESH = 2


def judge(r: Readings, rng: random.Random) -> Finding:
    """Judge a claim by its gaps."""
    x = r.question.x
    if x is None:
        raise InputError("opaque code is checked at a point; give one")
    first = r.gap(x)
    fresh = [g for sign in (1, -1) if (g := _near(r, x, sign, rng)) is not None]
    if first.outcome is Outcome.SINGULAR and (kinked := _kink(r, x, first)):
        return Finding(Verdict.UNRESOLVED, kinked, first, (first,))
    looked = _to_scale(r, [first, *fresh])
    wrong = [g for g in looked if g.outcome is Outcome.DIFFERENT]
    if wrong:
        return _accused(r, looked, wrong)
    looked += [g for y in _far(r, x, rng) if (g := r.gap(y)).outcome in (Outcome.EQUAL, Outcome.DIFFERENT)]
    if wrong := [g for g in looked if g.outcome is Outcome.DIFFERENT]:
        return _accused(r, looked, wrong)
    return _accepted(r, looked)


def _near(r: Readings, x: float, sign: int, rng: random.Random) -> Gap | None:
    """Return the gap at the first point of one side where it can be judged."""
    for distance in _DISTANCES:
        y = x + sign * distance * rng.uniform(0.7, 1.3) * (abs(x) or 1.0)
        found = r.gap(float(f"{y:.6g}"))
        if found.difference is not None:
            return found
    return None


def _far(r: Readings, x: float, rng: random.Random) -> Iterator[float]:
    if r.open_function:
        for value in (-x, x * rng.uniform(2, 5), rng.uniform(1, 2), -rng.uniform(1, 2)):
            yield float(f"{value:.3g}")


def _to_scale(r: Readings, looked: Sequence[Gap]) -> list[Gap]:
    """Measure gaps at which the derivative may be 0 by the derivative next to them."""
    scale = max((abs(g.derivative.value) for g in looked if g.derivative), default=0)
    return [_scaled(r, g, scale) for g in looked]


def _scaled(r: Readings, g: Gap, scale: float) -> Gap:
    if g.outcome is not Outcome.UNDECIDED or g.derivative is None or g.difference is None or not g.derivative.zero:
        return g
    x = g.at[r.question.variable]
    size = max(scale, abs(r.function(x)) / (abs(x) or 1.0) if g.claimed and not g.claimed.value else 0.0)
    small = size and g.difference.radius * 2 ** r.half_bits(x, math.inf) <= size
    return replace(g, outcome=Outcome.EQUAL, limit=float(2 * g.difference.radius / size)) if small else g


def _accused(r: Readings, looked: Sequence[Gap], wrong: Sequence[Gap]) -> Finding:
    """Refute a claim that two witnesses speak against."""
    shown, first = wrong[0], looked[0]
    tried = tuple(g for g in looked if g.difference is not None)
    if len(wrong) < 2 and not disputes(r, shown):
        reason = f"at {place(shown)} {values(shown)}, but no second estimate confirms that"
        return Finding(Verdict.UNRESOLVED, reason, first, tried)
    if first.outcome is Outcome.EQUAL:
        reason = f"right at {place(first)}, wrong at {place(shown)}: {values(shown)}"
    else:
        reason = f"wrong at {place(shown)}: {values(shown)}"
    return Finding(Verdict.REFUTED, reason, shown, tried)


def _accepted(r: Readings, looked: Sequence[Gap]) -> Finding:
    first, *others = looked
    if first.outcome is not Outcome.EQUAL:
        return Finding(Verdict.UNRESOLVED, f"at {place(first)}, {first.reason}", first, (first,))
    tried = tuple(g for g in looked if g.outcome is Outcome.EQUAL)
    if others and len(tried) == 1:
        return Finding(Verdict.UNRESOLVED, f"at {place(others[0])}, {others[0].reason}", first, tried)
    found = verdict(False, limit(tried))
    if found is Verdict.UNRESOLVED:
        return Finding(found, f"errors of a relative {limit(tried):.1e} would not show", first, tried)
    return Finding(found, agree_reason(tried, provable=r.open_function and r.open_claim), first, tried)


def _kink(r: Readings, x: float, first: Gap) -> str | None:
    """Say what the one-sided derivatives are, where they are sure to differ."""
    if r.open_function:
        return None
    left, right = (adaptive.estimate(r.function, x, r.question.order, side=side) for side in (-1, 1))
    apart = abs(left.value - right.value) > left.error_bound + right.error_bound
    if not apart or not math.isfinite(left.error_bound + right.error_bound):
        return None
    slopes = [0.0 if abs(e.value) <= e.error_bound else e.value for e in (left, right)]
    claimed = math.nan if first.claimed is None else float(first.claimed.value)
    # What an estimate cannot tell from one of the slopes is that slope.
    for slope, e in zip(slopes, (left, right), strict=True):
        claimed = slope if abs(claimed - slope) <= e.error_bound else claimed
    said = f"not differentiable at {place(first)} (left {slopes[0]:.6g}, right {slopes[1]:.6g})"
    return said + between(claimed, *slopes)
