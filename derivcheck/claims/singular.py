"""What happens at a point where the derivative does not exist: both sides, looked at from close by."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.bounded import middle
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.claim import Claim
from derivcheck.claims.joins import Join, proven
from derivcheck.formula.notations.strict import texts
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError, DomainError, UnsupportedOperation
from derivcheck.methods.reference import exact_arithmetic, in_balls
from derivcheck.methods.sides import Side, has_pieces
from derivcheck.methods.target import Target

_BITS = 1024


@dataclass(frozen=True)
class OneSidedLimits:
    """The limits of f and of its derivative from one side.

    Infinite where they grow beyond bounds, NaN where they settle to nothing, None where f is not defined.
    """

    value: float | None
    slope: float | None

    @property
    def defined(self) -> bool:
        """Whether f has values on this side."""
        return self.value is not None


@dataclass(frozen=True)
class Singularity:
    """A point without a derivative: a word for its kind, and both sides in a sentence.

    `denied` is whether the sentence says that there is no derivative, not only that none is known.
    """

    kind: str
    text: str
    left: OneSidedLimits
    right: OneSidedLimits
    denied: bool = True


def examine(claim: Claim, at: Mapping[str, float]) -> Singularity:
    """Return what f does on both sides of a point.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> found = examine(Claim(parse("abs(x)"), parse("0"), "x"), {"x": 0.0})
    >>> found.kind, found.left.slope, found.right.slope
    ('kink', -1.0, 1.0)
    """
    if (known := proven(claim.function, at, claim.wrt, claim.order)) and known.derivative is None:
        return _proven(claim, at, known)
    left, right = (_side(claim, at, sign) for sign in (-1, 1))
    kind = _kind(left, right)
    place = f"{claim.wrt} = {at[claim.wrt]:g}"
    shown = [_shown(side, side.value if kind == "jump" else side.slope) for side in (left, right)]
    # Of a formula a kink is proven, or only seen; code has been run at a few points anyway.
    key = "seeming" if kind == "kink" and claim.function.nodes else kind
    if kind == "unsettled" and not any(math.isnan(side.value) for side in (left, right) if side.value is not None):
        key = "unsettled slope"
    text = _TEXTS[key].format(place=place, left=shown[0], right=shown[1])
    denied = key not in ("seeming", "unsettled", "unsettled slope", "removable")
    return Singularity(kind, text + _isolated(claim, at) * (kind in ("outside", "edge")), left, right, denied)


def _proven(claim: Claim, at: Mapping[str, float], found: Join) -> Singularity:
    """Say what is proven of a point without a derivative."""
    place = f"{claim.wrt} = {at[claim.wrt]:g}"
    kind = {"steep": "vertical", "value": "jump"}.get(found.kind, found.kind)
    if found.order > 1:
        kind = "higher"
    key = "value" if found.kind == "value" else kind
    ends = [float(end) for end in (found.left, found.right)]
    by = found.right - found.left if found.kind == "jump" else found.value - found.left
    if kind == "jump" and float(found.left + by) == ends[0]:
        key = "small jump"
    left, right = _told_apart(*ends)
    value = f"{float(by if key == 'small jump' else found.value):.6g}"
    times = _TIMES.get(found.order, f"{found.order} times")
    text = _TEXTS[key].format(place=place, left=left, right=right, value=value, times=times, order=found.order)
    limits = [OneSidedLimits(*[_limit_of(one, n) for n in (0, 1)]) for one in found.sides]
    if found.order > 1:
        limits = [OneSidedLimits(float(found.value), end) for end in ends]
    return Singularity(kind, text, limits[0], limits[1])


def _limit_of(one: Side, n: int) -> float:
    known = one.derivatives
    return float(known[n]) if n < len(known) else math.copysign(math.inf, one.infinite) if n == len(known) else math.nan


_TIMES = {2: "twice"}


def _told_apart(left: float, right: float) -> tuple[str, str]:
    """Write two numbers with as many digits as distinguish them."""
    for digits in range(6, 18):
        texts = [_number(x, digits) for x in (left, right)]
        if texts[0] != texts[1] or left == right:
            break
    return texts[0], texts[1]


def _number(x: float, digits: int = 6) -> str:
    return f"{x:.{digits}g}" if math.isfinite(x) else "infinite" if x > 0 else "-infinite"


def explained(target: Target, error: DerivcheckError) -> DerivcheckError:
    """Return an error that says what f does on both sides of a point where its derivative cannot be had."""
    name, place = target.function.wrt, f"{target.function.wrt} = {target.at[target.function.wrt]:g}"
    claim = Claim(target.function.expression, parse("0"), name, target.order)
    if (known := proven(claim.function, target.at, name, target.order)) and known.derivative is not None:
        slope = f"the derivative is {float(known.derivative):.6g} from both sides"
        if has_pieces(claim.function):
            return UnsupportedOperation(
                f"two pieces of f join at {place}, where {slope}; "
                f"a comparison of methods needs one piece: write f without the bend, or move the point"
            )
        return UnsupportedOperation(
            f"at {place}, where {slope}, an operation of the formula is at an edge of its domain, as sqrt at 0; "
            f"a comparison of methods needs a formula in which none is: write f without it, or move the point"
        )
    if known is None and target.order > 1:
        return error
    found = examine(claim, target.at)
    if found.kind == "removable":
        return UnsupportedOperation(
            f"the derivative at {place} cannot be had from the formula, which passes through a bend or an edge there; "
            f"from both sides it tends to {found.left.slope:g}: write f without the bend, or move the point"
        )
    return DomainError(found.text) if found.kind in ("vertical", "edge", "outside", "higher") else error


def _isolated(claim: Claim, at: Mapping[str, float]) -> str:
    """Say which power makes f real at isolated points only, "" where none does."""
    m = Precise(_BITS)
    expression = claim.function
    try:
        values = expression.evaluate_all(m, {name: m.exact(value) for name, value in at.items()})
    except DerivcheckError:
        return ""
    for node, exponent in zip(expression.nodes, expression.exponents, strict=True):
        if node.operation == "pow" and exponent is None and values[node.arguments[0]] < 0:
            power = [texts(expression.nodes)[i] for i in node.arguments]
            return f"; f is real only at isolated points, for ({power[0]})^({power[1]}) has a negative base there"
    return ""


def _side(claim: Claim, at: Mapping[str, float], sign: int) -> OneSidedLimits:
    seen = [[_look(claim, at, sign, k, times) for times in _BESIDE] for k in _distances()]
    if any(row[0] is None for row in seen):
        return OneSidedLimits(None, None)
    values, slopes = ([[pair[part] for pair in row if pair] for row in seen] for part in (0, 1))
    return OneSidedLimits(_limit(values), _limit(slopes))


def _distances() -> Iterator[int]:
    """Yield distances from the point at which a side is looked at, as 2 to minus these."""
    yield from (allowances.SIDE_DISTANCE.value + k * allowances.SIDE_STEP.value for k in range(3))


# By how much farther away too: what oscillates, as cos(1/x)/x, has another sign there.
_BESIDE = (1, 3, 5, 7, 11, 13)


def _look(claim: Claim, at: Mapping[str, float], sign: int, exponent: int, times: int) -> tuple[Any, Any] | None:
    """Return f and f' at a tiny distance from the point, in high precision; None where f has no value."""
    # mpmath takes minutes for Bessel functions so close to 0.
    inner: Any = exact_arithmetic(_BITS) if in_balls(claim.function) else Precise(_BITS)
    with inner:
        m = Dual(inner)
        values = {name: inner.exact(value) for name, value in at.items()}
        scale = abs(values[claim.wrt]) if at[claim.wrt] else inner.number(1)
        distance = times * inner.number(Fraction(1, 2**exponent))
        values[claim.wrt] = m.variable(values[claim.wrt] + sign * scale * distance)
        try:
            result = claim.function.evaluate(m, values)
        except DerivcheckError:
            return None
        both = getattr(result, "primal", result), m.tangent(result)
        if inner.encloses and not all(inner.arb(part).is_finite() for part in both):
            return None
        return middle(both[0], _BITS), middle(both[1], _BITS)


def _limit(rows: list[list[Any]]) -> float:
    """Return the limit of what was seen at three distances, and beside each; NaN where it settles to nothing."""
    first, second, third = (row[0] for row in rows)
    gain = 2**allowances.SIDE_GAIN.value
    if abs(third - second) * gain <= abs(second - first) or third == second:
        # What is left after such a gain is far below float64, save where the limit is 0.
        ahead = third - (second - third) / gain
        return 0.0 if abs(ahead) <= abs(second - first) else float(third)
    endless = _endless(first, second, third) and all(map(_steady, rows[1:]))
    return math.copysign(math.inf, third - second) if endless else math.nan


def _endless(first: Any, second: Any, third: Any) -> bool:
    """Return whether numbers move on by steps that do not shrink, as the logarithm at even powers of two."""
    steps = second - first, third - second
    return bool(steps[0] * steps[1] > 0 and abs(steps[1]) >= abs(steps[0]) * (1 - 2.0**-allowances.SIDE_GAIN.value))


def _steady(row: list[Any]) -> bool:
    """Return whether numbers have one sign, and grow toward the point."""
    nearest, *beside = row
    return len(beside) == len(_BESIDE) - 1 and all(0 < other / nearest <= 1 for other in beside)


_TEXTS = {
    "kink": "not differentiable at {place} (left {left}, right {right})",
    "seeming": "f seems to bend at {place} (left about {left}, right about {right}), which no bound proves",
    "jump": "f jumps at {place}: from {left} to {right}",
    "small jump": "f jumps at {place}, where it is {left}, by {value}",
    "value": "f jumps at {place}: its value is {value}, and its limit from both sides {left}",
    "higher": "not {times} differentiable at {place} (derivative of order {order}: left {left}, right {right})",
    "infinite": "f grows without limit at {place}",
    "vertical": "the tangent is vertical at {place} (left {left}, right {right})",
    "edge": "{place} is at the edge of the domain of f (left {left}, right {right})",
    "outside": "f has no value around {place}, or none that can be computed",
    "unsettled": "f or its derivative settles to no limit at {place} (left {left}, right {right})",
    "unsettled slope": "the derivative of f settles to no limit at {place} (left {left}, right {right}), "
    "and whether f has one at {place} itself is not decided",
    "removable": "nothing can be said at {place} itself, where both sides agree (left {left}, right {right})",
}


def _kind(left: OneSidedLimits, right: OneSidedLimits) -> str:
    if not left.defined and not right.defined:
        return "outside"
    if not (left.defined and right.defined):
        return "edge"
    limits = (left.value, right.value, left.slope, right.slope)
    if any(math.isinf(n) for n in limits[:2] if n is not None):
        return "infinite"
    if any(math.isnan(n) for n in limits if n is not None):
        return "unsettled"
    if left.value != right.value:
        return "jump"
    if any(math.isinf(n) for n in limits[2:] if n is not None):
        return "vertical"
    return "kink" if left.slope != right.slope else "removable"


def _shown(side: OneSidedLimits, limit: float | None) -> str:
    if limit is None or not side.defined:
        return "undefined"
    if math.isfinite(limit):
        return f"{limit:.6g}"
    return "no limit" if math.isnan(limit) else "infinite" if limit > 0 else "-infinite"
