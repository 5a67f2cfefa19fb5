"""Where and why function or claim is not smooth: poles, bends, edges of the domain, located by bisection."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.claims.intervals.enclosure import Box, BoxGap
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances

_BITS = 192

# Digits that distinguish every double.
_DIGITS = 17


def outside(gap: BoxGap, box: Box) -> bool:
    """Return whether a box seems to lie outside the domain: no end, nor the middle, nor two more points, has a gap.

    It is not proven, so such a box counts as unresolved, but it is not worth splitting either.
    """
    quarters = (Box(box.lo, box.middle).middle, Box(box.middle, box.hi).middle)
    return all(gap.at_point(x) is None for x in (box.middle, *quarters, box.lo, box.hi))


def locate(gap: BoxGap, box: Box, width: float, late: Callable[[], bool] = lambda: False) -> str:
    """Return in words what lies in a box, and where, to a part LOCATION_WIDTH of the interval's width.

    Or as closely as there is time for.
    """
    boxes = [box]
    while (
        not late()
        and len(boxes) <= allowances.CLUSTER.value
        and boxes[-1].hi - boxes[0].lo > allowances.LOCATION_WIDTH.value * width
    ):
        halves = {half for b in boxes for half in b.halves()}
        closer = sorted(half for half in halves if not gap.smooth(half) and not outside(gap, half))
        if not closer or closer == boxes:
            break
        boxes = closer
        if (at := _exactly(gap, boxes, width)) is not None:
            least = allowances.LOCATION_WIDTH.value * width / 2
            boxes = [Box(at - least, at + least)]
            break  # its width may be rounded to more than is looked for
    found = Box(boxes[0].lo, boxes[-1].hi)
    if len(boxes) > allowances.CLUSTER.value and not _wide(gap, found):
        # A double zero of a divisor looks the same as two simple ones close by.
        return f"{_kind(gap, found)}, or several, near {shown(_shown_for(gap, found))}"
    return f"{_kind(gap, found)} near {shown(_shown_for(gap, found))}"


def _shown_for(gap: BoxGap, found: Box) -> float:
    """Return the number that stands for a box: one of few decimals, or an end if nothing is smooth only there.

    Of an interval from 1 to 1e300 the box around 1 is as wide as 1e285.
    """
    first = simplest(found)
    return next((x for x in (first, found.lo, found.hi) if gap.at_point(x) is None), first)


def _exactly(gap: BoxGap, boxes: Sequence[Box], width: float) -> float | None:
    """Return a number of few decimals in boxes that are small by now, if nothing is smooth at it."""
    found = Box(boxes[0].lo, boxes[-1].hi)
    # With half of the digits that are looked for, a singular number of few decimals is hardly there by chance.
    if (
        len(boxes) > allowances.CLUSTER.value
        or found.hi - found.lo > math.sqrt(allowances.LOCATION_WIDTH.value) * width
    ):
        return None
    x = simplest(found)
    return x if gap.at_point(x) is None else None


def shown(x: float) -> str:
    """Write a number so that it reads back the same, a whole one without a point."""
    return repr(x).removesuffix(".0")


def simplest(box: Box) -> float:
    """Return a number of few decimals in a box.

    Examples
    --------
    >>> simplest(Box(0.32, 0.34)), simplest(Box(1.2, 2.9))
    (0.33, 2.0)
    """
    return next(decimals(box, box.middle), box.middle)


def decimals(box: Box, x: float) -> Iterator[float]:
    """Yield those roundings of a number, to more and more digits, that are in a box."""
    near = (float(f"{x:.{k}g}") for k in range(1, _DIGITS + 1))
    whole = float(round(x)) if abs(x) < 1 / allowances.LOCATION_WIDTH.value else x
    yield from dict.fromkeys(r for r in (whole, *near) if box.lo <= r <= box.hi)


def _kind(gap: BoxGap, box: Box) -> str:
    """Name what comes first, on a box so small that it holds nothing else."""
    sides = (("the function", gap.claim.function), ("the claim", gap.claim.claimed))
    wide = _wide(gap, box)
    for owner, expression in sides:
        if (name := _first_undefined(gap, expression, box)) is not None:
            if wide:
                return f"no bound by balls on {owner}"
            if name in _DEFINED:
                return f"no finite derivative of {name} in {owner}"
            if name not in _POLES:
                return f"the edge of the domain of {_SHOWN.get(name, name)} in {owner}"
            return f"{_of_division(gap, expression, box)} {owner}"
    if wide:
        return "no bound by balls on function or claim"
    return "a bend or jump" if gap.bends(box) else "a point without a finite derivative"


def _wide(gap: BoxGap, box: Box) -> bool:
    """Return whether a box is as wide as its numbers are large, and all is smooth at its ends and at a 0 inside.

    Squares of balls reach below 0 there, so that 1/(1 + x^2) seems to divide by zero, and so do exponentials, so that
    log(1 + exp(x)) seems to leave its domain.
    """
    within = [x for x in (box.lo, 0.0, box.hi) if box.lo <= x <= box.hi]
    return box.hi - box.lo >= abs(box.middle) and all(gap.at_point(x) is not None for x in within)


def _first_undefined(gap: BoxGap, expression: Expression, box: Box) -> str | None:
    values = _values(gap, expression, box)
    for node, exponent, value in zip(expression.nodes, expression.exponents, values, strict=True):
        if not value.is_finite():
            return "div" if exponent is not None and exponent.denominator == 1 else node.operation
    return None


def _values(gap: BoxGap, expression: Expression, box: Box) -> Sequence[Any]:
    inner = Ball(_BITS)
    with inner:
        values = {name: inner.exact(value) for name, value in gap.at.items()}
        values[gap.claim.wrt] = inner.exact(box.lo).union(inner.exact(box.hi))
        return [inner.arb(v) for v in expression.evaluate_all(inner, values)]


def _of_division(gap: BoxGap, expression: Expression, box: Box) -> str:
    """Name what a division by zero makes of a formula: a pole where the value gets larger all the way to a box."""
    sizes = _sizes(gap, expression, box, -1)
    if sizes and not _rising(sizes):
        return "a division by zero in"
    if _essential(gap, expression, box, sizes):
        return "an essential singularity of"
    return "a pole of" if sizes else "a division by zero in"


def _essential(gap: BoxGap, expression: Expression, box: Box, sizes: Sequence[Any]) -> bool:
    """Return whether a growing value is larger than any power of the distance, as exp(1/x) is, not just 1/x.

    An exponential has an argument that grows, and with each halving of the distance the factor of growth grows: of a
    pole it stays, and of exp(x^-n) its logarithm is multiplied by 2^n.
    """
    exponents = {node.arguments[-1] for node in expression.nodes if node.operation in _EXPONENTIALS}
    if not any(_rising(_sizes(gap, expression, box, place)) for place in exponents):
        return False
    with Ball(_BITS):
        steps = [(near / far).log() for near, far in itertools.pairwise(sizes[:3])]
        return bool(steps[0] * steps[0] > 2 * steps[1] * steps[1]) if steps else True


def _sizes(gap: BoxGap, expression: Expression, box: Box, place: int) -> list[Any]:
    """Return the sizes of one step of a formula, nearer and farther, from whichever side they are finite on, if any."""
    width = max(box.hi - box.lo, abs(box.middle) * allowances.LOCATION_WIDTH.value)
    for end, sign in ((box.hi, 1), (box.lo, -1)):
        places = [end + sign * width * 2.0**k for k in range(4, 13)]
        sizes = [abs(_values(gap, expression, Box(x, x))[place]) for x in places]
        if all(size.is_finite() for size in sizes):
            return sizes
    return []


def _rising(sizes: Sequence[Any]) -> bool:
    # What oscillates, as sin(1/x), is now larger and now smaller.
    rising = all(near > far for near, far in itertools.pairwise(sizes))
    return bool(sizes) and rising and bool(sizes[0] > allowances.POLE_GROWTH.value * sizes[-1])


_POLES = frozenset(
    "div tan cot sec csc coth csch gamma loggamma digamma polygamma beta betaln bessely besselk sinc Ei li zeta".split()
)
"""Operations that are undefined where they divide by zero."""

_EXPONENTIALS = frozenset("exp expm1 sinh cosh pow".split())
"""Operations that grow faster than any power of their last argument."""

_DEFINED = frozenset({"cbrt", "hypot"})
"""Operations that have a value where their derivative has none."""

_SHOWN = {"pow": "a power"}
