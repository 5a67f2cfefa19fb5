"""Points, values and closeness of gaps in words, as reasons have them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.claims.claim import Gap
from derivcheck.claims.verdict_rule import detection_limit
from derivcheck.ground.outward import upward


def point(at: Mapping[str, float]) -> str:
    """Return a point as text.

    >>> point({"x": 2.0, "a": 0.5})
    'x = 2, a = 0.5'
    """
    return ", ".join(f"{name} = {value:.10g}" for name, value in at.items())


def place(g: Gap) -> str:
    """Return where a gap was looked at, as text."""
    return point(g.at)


def exact_place(g: Gap) -> str:
    """Return where a claim is wrong; as the double that it is, where a gap is as small as rounding the point makes one.

    The decimal is then another number, at which the claim may be right.
    """
    if g.difference is None or g.derivative is None:
        return place(g)
    # With room for the rounding to floats.
    if abs(float(g.difference.value)) > abs(float(g.derivative.value)) * sys.float_info.epsilon:
        return place(g)
    gap, derivative = abs(g.difference.precise().value), abs(g.derivative.precise().value)
    if gap > derivative * sys.float_info.epsilon / 2:
        return place(g)
    if all(Fraction(repr(float(value))) == Fraction(value) for value in g.at.values()):
        return place(g)
    return f"{place(g)} as a double, {', '.join(f'{name} = {value:.25g}' for name, value in g.at.items())}"


def values(g: Gap) -> str:
    """Return the claim and the derivative with as many digits as distinguish them."""
    assert g.claimed is not None
    assert g.derivative is not None
    claimed, derivative = g.claimed.precise(), g.derivative.precise()
    for digits in (*range(6, 60, 3), 60):
        one, other = _text(claimed, digits), _text(derivative, digits)
        if one != other:
            break
    if digits > sys.float_info.dig and (other.startswith(one) or one.startswith(other)):
        # Final zeros tell two long decimals apart.
        one, other = _text(claimed, digits, strip_zeros=False), _text(derivative, digits, strip_zeros=False)
    return f"the claim is {one}, the derivative {other}"


def _text(number: Bounded, digits: int, *, strip_zeros: bool = True) -> str:
    value = number.value
    if value and number.may_be_zero:
        return f"0 to within {upward(abs(value) + number.bound)}"
    text = str(value.context.nstr(value, digits, strip_zeros=strip_zeros))
    return text[:-2] if text.endswith(".0") else text


def agreement(tried: Sequence[Gap], wrt: str) -> str:
    """Say where a claim agrees, and how closely."""
    proven = "proven by ball arithmetic" if all(g.certified for g in tried) else "estimated"
    farthest = max(_limit(g, tried) for g in tried)
    closeness = f"to a relative {upward(farthest, 2)}" if farthest else "exactly"
    if all(g.derivative is not None and g.derivative.may_be_zero for g in tried):
        closeness = "where both are 0"
    return f"agrees at {place(tried[0])}{further(tried, wrt)}, {closeness} ({proven})"


def further(tried: Sequence[Gap], wrt: str) -> str:
    """Say at how many points more a claim was looked at, and between which values of the variable."""
    if (count := len(tried) - 1) == 0:
        return ""
    low, high = window([g.at for g in tried], wrt)
    return f" and {count} further point{'s' if count > 1 else ''}, {wrt} from {low:.10g} to {high:.10g}"


def window(points: Sequence[Mapping[str, float]], name: str) -> tuple[float, float]:
    """Return the least and the greatest value that a variable had.

    >>> window([{"x": 1.0}, {"x": -2.0}], "x")
    (-2.0, 1.0)
    """
    values = [at[name] for at in points if name in at]
    return min(values), max(values)


def limit(tried: Sequence[Gap]) -> float:
    """Return the detection limit at the first point, which is the one that was asked for.

    Where the derivative may be 0 there, it is relative to the largest of the derivatives at the other points.
    """
    return _limit(tried[0], tried)


def _limit(g: Gap, tried: Sequence[Gap]) -> float:
    if g.difference is None or g.derivative is None or not g.derivative.may_be_zero:
        return g.limit
    known = (one.derivative.precise() for one in tried if one.derivative is not None)
    size = max((abs(d.value) - d.bound for d in known), default=0)
    return float(detection_limit(g.difference.precise().bound, size)) if size > 0 else g.limit
