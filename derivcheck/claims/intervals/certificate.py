"""An interval certificate: |claim - f'| <= epsilon for all x in [a, b], proven with balls; or a refutation.

What cannot be bounded, because a pole, a bend or the edge of the domain lies there, is located and
said to be unresolved, and the bound holds on the rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, Context

from derivcheck.claims.claim import Claim, Gap
from derivcheck.claims.intervals.bisection import Boxes, merged, search
from derivcheck.claims.intervals.enclosure import Box
from derivcheck.claims.intervals.half_line import joined, outward
from derivcheck.claims.intervals.singular_points import locate, shown
from derivcheck.ground.errors import InputError, UnsupportedOperation
from derivcheck.results import Certificate, Verdict

# Places that are written out; the others are counted.
_SHOWN = 3

# Digits in which two values are written: at least these, or these beyond the first that differs.
_LEAST_DIGITS, _MORE_DIGITS = 6, 3

Interval = tuple[float, float]


def certify(claim: Claim, interval: Interval, at: Mapping[str, float], *, target: float | None = None) -> Certificate:
    """Prove a bound on the gap over an interval, or refute the claim.

    Parameters
    ----------
    claim : Claim
    interval : pair of float
        The ends, a <= b; they are taken as exact. One may be infinite, or both.
    at : mapping of str to float
        Values of the parameters.
    target : float, optional
        The bound to reach. By default boxes are split until the gap is below the unit round-off of
        float64 times the largest slope seen: then the claim, run in float64, cannot be distinguished from
        the derivative.

    Raises
    ------
    InputError
        The interval is no interval, the target not positive, or a parameter has no value.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> found = certify(Claim(parse("sin(x)^2"), parse("2*sin(x)*cos(x)"), "x"), (0.0, 1.0), {})
    >>> print(found.verdict, found.epsilon < 1e-15)
    agrees True
    >>> print(certify(Claim(parse("1/(x-1)"), parse("-1/(x-1)^2"), "x"), (0.0, 3.0), {}).verdict)
    unresolved
    """
    _check_input(claim, interval, at, target)
    try:
        if not all(map(math.isfinite, interval)):
            return _without_end(claim, outward(claim, at, interval, target), interval)
        boxes = search(claim, at, Box(*map(float, interval)), target)
    except UnsupportedOperation as error:
        text = f"no interval certificate: {error}"
        return Certificate(Verdict.UNRESOLVED, interval, math.nan, 0, (), (interval,), None, text)
    return _refutation(boxes, boxes.refuted) if boxes.refuted else _certificate(boxes)


def _without_end(claim: Claim, found: list[Boxes], interval: Interval) -> Certificate:
    """Return what is proven on a part of an interval with an infinite end; of the rest balls say nothing."""
    if wrong := next((boxes for boxes in found if boxes.refuted), None):
        assert wrong.refuted is not None
        return replace(_refutation(wrong, wrong.refuted), interval=interval, unresolved=(interval,), proven=())
    proven, looked = joined(found), sum(boxes.looked for boxes in found)
    ends = [interval[0], *(end for box in proven for end in (box.lo, box.hi)), interval[1]]
    rest = tuple((a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)
    epsilon = max((_epsilon(boxes) for boxes in found if boxes.proven), default=math.nan)
    parts = " and ".join(f"[{shown(b.lo)}, {shown(b.hi)}]" for b in proven)
    bound = (
        f"|claim - derivative| <= {rounded_up(epsilon)} for all {claim.wrt} in {parts}, proven with {looked} boxes; "
    )
    open_ends = " and ".join(f"between {shown(a)} and {shown(b)}" for a, b in rest)
    text = f"{bound * bool(proven)}of {claim.wrt} {open_ends} a bound says nothing, only a symbolic proof"
    pairs = tuple((b.lo, b.hi) for b in proven)
    return Certificate(Verdict.UNRESOLVED, interval, epsilon, looked, pairs, rest, None, text)


def _check_input(claim: Claim, interval: Interval, at: Mapping[str, float], target: float | None) -> None:
    a, b = interval
    if math.isnan(a) or math.isnan(b) or a == math.inf or b == -math.inf:
        raise InputError(f"the interval {a!r}:{b!r} holds no number; one such as 0:1 or 0:inf would work")
    if a > b:
        raise InputError(f"the interval {a!r}:{b!r} is reversed; {b!r}:{a!r} would work")
    if target is not None and not target > 0:
        raise InputError(f"the target must be positive, such as 1e-12, not {target!r}")
    if missing := [name for name in claim.variables if name != claim.wrt and name not in at]:
        raise InputError(f"{', '.join(missing)} needs a value for an interval certificate, as in {missing[0]}=2")
    if infinite := [name for name in claim.variables if name != claim.wrt and not math.isfinite(at[name])]:
        raise InputError(f"{infinite[0]} = {at[infinite[0]]!r} is not a finite number")


def _pairs(boxes: Iterable[Box]) -> tuple[Interval, ...]:
    return tuple((b.lo, b.hi) for b in boxes)


def _epsilon(boxes: Boxes) -> float:
    return max((bound for _, bound in boxes.proven), default=math.nan)


def _certificate(boxes: Boxes) -> Certificate:
    proven = merged(box for box, _ in boxes.proven)
    rest = merged([*boxes.singular, *boxes.outside, *boxes.undecided])
    text = "; ".join([*_reasons(boxes), *([_bound(boxes, proven, bool(rest))] if proven else [])])
    verdict = Verdict.UNRESOLVED if rest else Verdict.AGREES
    interval = (boxes.whole.lo, boxes.whole.hi)
    return Certificate(verdict, interval, _epsilon(boxes), boxes.looked, _pairs(proven), _pairs(rest), None, text)


def _bound(boxes: Boxes, proven: tuple[Box, ...], partly: bool) -> str:
    parts = " and ".join(f"[{shown(b.lo)}, {shown(b.hi)}]" for b in proven[:_SHOWN])
    more = f" and {len(proven) - _SHOWN} more parts" if len(proven) > _SHOWN else ""
    number = f"{boxes.looked} box{'es' if boxes.looked > 1 else ''}"
    where = "on the rest, " if partly else ""
    bound = f"|claim - derivative| <= {rounded_up(_epsilon(boxes))}"
    return f"{where}{bound} for all {boxes.gap.claim.wrt} in {parts}{more}, proven with {number}"


def rounded_up(x: float) -> str:
    """Write a bound with two digits that are not below it."""
    return f"{float(Context(prec=2, rounding=ROUND_CEILING).create_decimal_from_float(x)):.2g}"


def _reasons(boxes: Boxes) -> Iterator[str]:
    """Say where and why there is no bound."""
    places = merged(boxes.singular)
    for place in places[:_SHOWN]:
        yield locate(boxes.gap, place, 2 * boxes.whole.radius, boxes.over_time)
    if len(places) > _SHOWN:
        more = len(places) - _SHOWN
        yield f"{more} more such place{'s' if more > 1 else ''}"
    for place in merged(boxes.outside)[:_SHOWN]:
        yield f"function or claim is not defined between about {place.lo:.4g} and {place.hi:.4g}"
    if boxes.undecided:
        lo, hi = min(boxes.undecided).lo, max(box.hi for box in boxes.undecided)
        many = f"{boxes.looked} boxes{', all that there was time for,' * boxes.late} were not enough"
        yield f"{many if boxes.exhausted else 'no bound was reached'} between {shown(lo)} and {shown(hi)}"


def _refutation(boxes: Boxes, wrong: Box) -> Certificate:
    assert boxes.witness is not None
    point = dict(boxes.witness.at)
    text = f"wrong at {_named(point)}: {_difference(boxes.witness)}"
    proven = merged(box for box, _ in boxes.proven)
    rest = merged([*boxes.singular, *boxes.outside, *boxes.undecided, wrong]) if boxes.proven else (boxes.whole,)
    interval = (boxes.whole.lo, boxes.whole.hi)
    return Certificate(
        Verdict.REFUTED, interval, _epsilon(boxes), boxes.looked, _pairs(proven), _pairs(rest), point, text
    )


def _named(at: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {shown(value)}" for name, value in at.items())


def _difference(found: Gap) -> str:
    """Write both values with as many digits as distinguish them."""
    assert found.claimed is not None
    assert found.derivative is not None
    assert found.difference is not None
    claimed, derivative, gap = (b.precise().value for b in (found.claimed, found.derivative, found.difference))
    context, off = gap.context, abs(gap)
    leading = context.log10(max(abs(claimed), abs(derivative)) / off)
    digits = max(_LEAST_DIGITS, int(leading) + _MORE_DIGITS)
    both = f"the claim is {context.nstr(claimed, digits)}, the derivative {context.nstr(derivative, digits)}"
    return f"{both}, which differ by {context.nstr(off, 3)}"
