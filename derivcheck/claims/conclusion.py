"""The result of a check, from what was found about the claim."""

from __future__ import annotations

import functools
import math
import random
import sys
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.arithmetic.precise import Precise
from derivcheck.claims import points
from derivcheck.claims.claim import Claim, Gap, GapOutcome, gap
from derivcheck.claims.diagnosis import Diagnosis, diagnose
from derivcheck.claims.diagnosis.shortest import shortest
from derivcheck.claims.judgement import Judgement, elsewhere
from derivcheck.claims.rounding.cause import diagnose_rounding
from derivcheck.claims.sentences import limit, window
from derivcheck.formula.arguments import versions
from derivcheck.ground.outward import decade, exact, is_enormous, nonzero_float, upper_float, upward
from derivcheck.results import Check, Component, Reference, Verdict
from derivcheck.results.later import LaterText

_SHOWN_DIGITS = 30

# Digits shown from the first in which a wrong claim may differ: what is left off is far below the gap.
_TOLD_APART = 3

# Of sums of enormous numbers: rounding errors of a few units are far below the spare ones.
_WIDE_BITS, _SPARE_BITS = 256, 16

# Beside which a cause is looked for; one more is what it is confirmed at.
_FRESH_POINTS = 3


def conclude(claim: Claim, f: Judgement, rng: random.Random, seed: int, reproduce: str = "") -> Check:
    """Return the result for a formula, with the cause of what is wrong."""
    return in_full(claim, f, explained(claim, f, rng), seed=seed, reproduce=reproduce)


def in_full(
    claim: Claim, f: Judgement, mistake: Diagnosis | None = None, *, seed: int = 0, reproduce: str = ""
) -> Check:
    """Return the result for a formula whose mistake is known, or not looked for."""
    return Check(
        function=claim.function.typed,
        claimed=claim.claimed.typed,
        variables=claim.variables,
        wrt=(claim.wrt,),
        order=claim.order,
        at=dict(f.shown.at),
        verdict=f.verdict,
        reason=f.reason,
        detection_limit=detection_limit(f),
        certified=f.shown.certified,
        reference=_derivative(f),
        components=_components(f),
        cause=mistake.cause if mistake else None,
        correction=_written(claim, f, mistake) if mistake else None,
        law=None,
        warnings=f.warnings,
        points=len(f.tried),
        seed=seed,
        versions=versions(),
        reproduce=reproduce,
        certificate=f.certificate,
        domain=dict(claim.domain),
        findings=f.findings,
        right_on=f.right_on,
        right_if_positive=f.right_if_positive,
        window={name: window([g.at for g in f.tried], name) for name in f.shown.at} if f.tried else {},
        read_as=claim.function.read_as,
        claim_read_as=claim.claimed.read_as,
        singular=f.singular,
    )


def explained(claim: Claim, f: Judgement, rng: random.Random) -> Diagnosis | None:
    """Return the mistake that explains a wrong claim, if there is one that does so elsewhere too."""
    if f.verdict is not Verdict.REFUTED or f.shown.claimed is None:
        return None
    if found := _diagnosis(claim, f, rng):
        # -1 is the derivative of |x| at -1 and near it, but not beyond 0.
        mended = replace(claim, claimed=found.corrected)
        if not any(g.outcome is GapOutcome.DIFFERENT for g in elsewhere(mended, f.shown.at, rng)):
            return found
    return None


def _diagnosis(claim: Claim, f: Judgement, rng: random.Random) -> Diagnosis | None:
    """Return the cause of a wrong claim; that 0.33 was 1/3 once is looked for where a number is what is wrong."""
    usual = cause_points(claim, f, rng)

    def more(count: int) -> list[Mapping[str, float]]:
        return [*usual, *_near(claim, f, rng, count)]

    if found := diagnose_rounding(claim, f.shown, more):
        return found
    found = diagnose(claim, usual) or _diagnosed_elsewhere(claim, f, rng)
    if found and found.kind not in _OF_NUMBERS:
        return found
    return diagnose_rounding(claim, f.shown, more, short=True) or found


def _diagnosed_elsewhere(claim: Claim, f: Judgement, rng: random.Random) -> Diagnosis | None:
    """Return the cause, looked for where the gap is largest, of a claim whose gap is too small to look into here.

    Of cosh and sinh it is at 40.
    """
    if f.shown.difference is None or not _is_slight(f.shown, claim.agreement_bits):
        return None
    simple = map(functools.partial(gap, claim), points.simple(claim, f.shown.at))
    wrong = (g for g in (*simple, *elsewhere(claim, f.shown.at, rng)) if g.outcome is GapOutcome.DIFFERENT)
    clear = [g for g in wrong if not _is_slight(g, claim.agreement_bits)]
    if not clear:
        return None
    shown = max(clear, key=_relative)
    return diagnose(claim, [*cause_points(claim, replace(f, shown=shown), rng), f.shown.at])


def _is_slight(g: Gap, bits: int) -> bool:
    """Return whether the search for a cause takes both numbers for the same, at the point or beside it."""
    return _relative(g) < math.exp2(-bits / 2)


def _relative(g: Gap) -> float:
    """Return the size of a gap next to that of the derivative and the claim."""
    if g.difference is None or g.derivative is None or g.claimed is None:
        return math.nan
    off, *sizes = (abs(b.precise().value) for b in (g.difference, g.derivative, g.claimed))
    return float(off / max(sizes))


_OF_NUMBERS = ("coefficient", "factor", "exponent")
"""Causes in which a number is wrong."""


def _written(claim: Claim, f: Judgement, mistake: Diagnosis) -> LaterText:
    at = [g.at for g in (f.shown, *f.tried) if g.derivative is not None]
    return LaterText(lambda: shortest(claim, mistake.corrected, at))


def cause_points(claim: Claim, f: Judgement, rng: random.Random) -> list[Mapping[str, float]]:
    """Return the points at which a corrected claim must be right: where it was wrong, and where it was right."""
    near = _near(claim, f, rng, _FRESH_POINTS)
    return [f.shown.at, *near, *(g.at for g in f.tried if g.outcome is GapOutcome.EQUAL)]


def _near(claim: Claim, f: Judgement, rng: random.Random, count: int) -> list[Mapping[str, float]]:
    around = points.Neighbourhood(claim, f.shown.at)
    fresh = [around.gap(rng) for _ in range(count)]
    return [g.at for g in fresh if g]


def detection_limit(f: Judgement) -> float:
    """Return the smallest relative error of the claim that would have shown; NaN unless it passed."""
    if f.verdict is Verdict.PROVED:
        return 0.0
    return limit(f.tried) if f.verdict is Verdict.AGREES else math.nan


def shown_gap(f: Judgement) -> float | None:
    """Return the claim minus the derivative where the verdict is shown, None where either is not known."""
    g = f.shown
    if g.derivative is None or g.claimed is None or g.difference is None:
        return None
    return nonzero_float(g.difference.precise().value)


def _components(f: Judgement) -> tuple[Component, ...]:
    g = f.shown
    gap = shown_gap(f)
    if gap is None or g.derivative is None or g.claimed is None or g.difference is None:
        return ()
    claimed, difference = g.claimed.precise().value, g.difference.precise()
    return (
        Component(
            index=(),
            claimed=float(claimed),
            reference=float(g.derivative.precise().value),
            gap=gap,
            budget=upper_float(difference.bound),
            verdict=f.verdict,
            at=dict(g.at),
            decimals=_decimals(claimed, difference),
        ),
    )


def _decimals(claimed: Any, difference: Bounded) -> dict[str, str]:
    """Return a claim or a gap that a double does not hold, with the bound on the gap's error."""
    context = Precise(128).context
    value = {
        "claimed": context.nstr(claimed, _SHOWN_DIGITS, strip_zeros=True).removesuffix(".0"),
        "budget": upward(difference.bound),
    }
    if not 0 < abs(difference.value) < sys.float_info.min:
        normal = sys.float_info.min <= abs(claimed) <= sys.float_info.max
        return {} if normal or not claimed else value
    gap = context.nstr(difference.value, 3, strip_zeros=False)
    return {
        **value,
        "gap": gap if gap.startswith("-") else f"+{gap}",
    }


def _derivative(f: Judgement) -> Reference | None:
    """Return the derivative, with more digits where a smaller gap refutes the claim."""
    g = f.shown
    if g.derivative is None:
        return None
    value = abs(g.derivative.precise().value)
    gap = abs(g.difference.precise().value) if g.difference and g.outcome is GapOutcome.DIFFERENT else 0
    apart = math.ceil(value.context.log10(value / gap)) + _TOLD_APART if gap and value else 0
    return reference(g.derivative.precise(), g.certified, max(_SHOWN_DIGITS, apart))


def _digits(size: float, radius: float, most: int = _SHOWN_DIGITS) -> int:
    """Return how many digits of a number are known, up to those that are shown, and one more."""
    if not radius or not size or not math.isfinite(size):
        return most
    return max(1, min(most, math.ceil(math.log10(size / radius)) + 1))


def reference(derivative: Bounded, certified: bool, most: int = _SHOWN_DIGITS) -> Reference:
    """Return a derivative, in numbers of mpmath, with the digits that are known of it."""
    context = Precise(128).context
    value, radius = derivative.value, derivative.bound
    if derivative.may_be_zero and radius:
        return Reference("0.0", 0, upward(_off("0.0", value, radius)), certified)
    digits = _digits(float(abs(value)), float(radius), most)
    shown = context.nstr(value, digits, strip_zeros=not radius)
    off = _off(shown, value, radius)
    if not off:
        return Reference(shown, digits, None, certified)
    known = _certain_of_enormous(value, off) if is_enormous(value) else _certain(Fraction(shown), exact(off))
    return Reference(shown, min(digits, known), upward(off), certified)


def _off(shown: str, value: Any, radius: Any) -> Any:
    """Return how far what is shown is off: what is known, less that, and how far what is known may be off."""
    if not (is_enormous(value) or is_enormous(radius)):
        return abs(Fraction(shown) - exact(value)) + exact(radius)
    wide = Precise(_WIDE_BITS).context
    return abs(wide.mpf(shown) - value) + radius + wide.ldexp(abs(value) + radius, _SPARE_BITS - _WIDE_BITS)


def _certain_of_enormous(value: Any, off: Any) -> int:
    """Return how many digits are certain of a number that no rational holds, rounded down."""
    wide = Precise(_WIDE_BITS).context
    known = -wide.log10(off / abs(value))
    return max(0, int(wide.floor(known - wide.ldexp(1 + abs(known), _SPARE_BITS - _WIDE_BITS))))


def _certain(value: Fraction, off: Fraction) -> int:
    """Return how many digits of a number are certain: it is off by no more than a unit of the last.

    >>> _certain(Fraction("0.5"), Fraction("4.4e-14")), _certain(Fraction("2.66"), Fraction("4.1e-50"))
    (13, 50)
    """
    below = decade(off)
    unit = below if off == Fraction(10) ** below else below + 1
    return max(0, decade(abs(value)) - unit + 1)


def measured_reference(value: float, bound: float) -> Reference:
    """Return a derivative in floats, whose bound is no proof, with the digits that are known of it.

    >>> measured_reference(6.5e-19, 5.3e-17).value, measured_reference(0.8700660238, 9.97e-06).value
    ('0.0', '0.870066')
    """
    number = Precise(sys.float_info.mant_dig).context.mpf
    return reference(Bounded(number(value), number(bound)), certified=False)
