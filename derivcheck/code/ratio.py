"""The plainest causes, seen in numbers alone: a claim of 0, a constant times the derivative, or one more than it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from derivcheck.claims.claim import Gap
from derivcheck.code.constants import simplest_between
from derivcheck.results import Cause

_SPARE_BITS = 12
"""Bits of agreement, beyond those that write the constant down, that chance does not give."""

_OFFSET_POINTS = 3

_BASES = {
    "": 1.0,
    "pi": math.pi,
    "1/pi": 1 / math.pi,
    "e": math.e,
    "log(10)": math.log(10),
    "1/log(10)": 1 / math.log(10),
    "log(2)": math.log(2),
    "1/log(2)": 1 / math.log(2),
}
_DEGREES = {"pi/180", "180/pi"}


def cause(gaps: Sequence[Gap]) -> Cause | None:
    """Return what the claim is instead of the derivative, confirmed at every point; None for nothing so plain.

    Parameters
    ----------
    gaps : sequence of Gap
        At two or more points.
    """
    compared = [g for g in gaps if g.claimed is not None and g.derivative is not None]
    if len(compared) < 2:
        return None
    if all(g.claimed is not None and not g.claimed.value for g in compared):
        return Cause("zero", "the claim is 0, as if the function were constant")
    return _multiple(compared) or _offset(compared)


def _offset(gaps: Sequence[Gap]) -> Cause | None:
    """Return a gap that is the same at every point, to more digits than chance gives."""
    known = [
        (g.difference.value - g.difference.radius, g.difference.value + g.difference.radius)
        for g in gaps
        if g.difference is not None
    ]
    low, high = float(max(r[0] for r in known)), float(min(r[1] for r in known))
    if len(known) < _OFFSET_POINTS or not low <= high or low <= 0 <= high or (high - low) * 2**_SPARE_BITS > abs(low):
        return None
    return Cause("term", f"the gap is {(low + high) / 2:.6g} at every point: a term linear in the variable is wrong")


def _multiple(gaps: Sequence[Gap]) -> Cause | None:
    ranges = [_ratio(g) for g in gaps if g.derivative is not None]
    known = [r for r in ranges if r is not None]
    if len(known) < 2 or len(known) < len(ranges):
        return None
    low, high = max(r[0] for r in known), min(r[1] for r in known)
    for base, worth in _BASES.items():
        if low <= high and (factor := _simple(low / worth, high / worth)) not in (None, Fraction(1) if not base else 0):
            assert factor is not None
            return _said(factor, base)
    return None


def _ratio(g: Gap) -> tuple[float, float] | None:
    """Return an interval that holds claim over derivative; None where the derivative may be 0."""
    assert g.derivative is not None
    assert g.claimed is not None
    d, c = g.derivative, g.claimed
    if not abs(d.value) > 2 * d.radius:
        return None
    ratio = c.value / d.value
    radius = (c.radius + abs(ratio) * d.radius) / (abs(d.value) - d.radius)
    # As floats, rounded outward by more than their own rounding.
    wide = float(radius) + abs(float(ratio)) * 2.0**-50
    return float(ratio) - wide, float(ratio) + wide


def _simple(low: float, high: float) -> Fraction | None:
    """Return the simplest fraction of an interval if the interval is far narrower than chance explains."""
    if not math.isfinite(low + high) or low <= 0 <= high:
        return None
    found = simplest_between(Fraction(low), Fraction(high))
    bits = found.numerator.bit_length() + found.denominator.bit_length()
    return found if (high - low) * 2.0 ** (bits + _SPARE_BITS) < abs(low) else None


def _said(factor: Fraction, base: str) -> Cause:
    if factor == -1 and not base:
        return Cause("sign", "the whole sign is wrong")
    written = _written(factor, base)
    remark = ", as if for degrees instead of radians" if written in _DEGREES else ""
    return Cause("factor", f"the claim is {written} times the derivative{remark}")


def _written(factor: Fraction, base: str) -> str:
    """Write a number such as 2/3, pi/180 or 180/pi."""
    if not base:
        return str(factor)
    above, _, below = base.rpartition("/") if base.startswith("1/") else (base, "", "")
    top = "*".join([str(factor.numerator)] * (factor.numerator != 1 or bool(below)) + [above] * (not below))
    bottom = [str(factor.denominator)] * (factor.denominator != 1) + [below] * bool(below)
    return "/".join([top, *bottom])
