"""Where f is differentiable and a claim about it has no value, and where a claim has values beyond the domain of f.

A claim without a value where f has a derivative is not the derivative there. A claim that goes on where f has
ended, as 1/x for log(x), is no mistake, but nothing is said about it there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from derivcheck.arithmetic.ball import undefined
from derivcheck.claims.claim import Claim, Gap, GapOutcome, gap
from derivcheck.claims.joins import precisions
from derivcheck.claims.sentences import point
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError, DomainError
from derivcheck.methods.reference import exact_arithmetic, in_balls
from derivcheck.results import Finding
from derivcheck.results.check import BEYOND, NO_VALUE

# Where a claim is looked at for a value, as multiples of a point where it has one: both signs, several scales, and
# none so simple that a removable singularity lies there by accident.
_ASIDE = (-1.0, 0.3, -0.3, 1.7, -1.7, 13.1, -13.1)


def findings(claim: Claim, looked: Iterable[Gap]) -> tuple[Finding, ...]:
    """Return what is found at points where there is no gap, one finding of each kind.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> claim = Claim(parse("log(x)"), parse("1/x"), "x")
    >>> [f.text for f in findings(claim, [gap(claim, {"x": -1.0})])]
    ['the claim has a value at x = -1, where the function has none; nothing is said of it there']
    """
    found: dict[str, Finding] = {}
    # Most points say by themselves what they lack.
    singular = [g for g in looked if g.lost]
    for g in itertools.islice(singular, allowances.UNCOVERED.value):
        if one := _of(claim, g):
            found.setdefault(one.kind, one)
    return tuple(found.values())


def _of(claim: Claim, g: Gap) -> Finding | None:
    if g.lost == "claim":
        return _bare(claim, g) if g.derivative is not None else None
    if g.lost == "function":
        return _beyond(g.at) if g.claimed is not None else None
    if bare := without_value(claim, g.at):
        return bare
    return _beyond(g.at) if lacks_value(claim.function, g.at) and _has_value(claim.claimed, g.at) else None


def uncovered(claim: Claim, at: Mapping[str, float], others: Sequence[float] = ()) -> Finding | None:
    """Return a finding of a point at which f is differentiable and the claim has no value, if there is one.

    Parameters
    ----------
    at : mapping of str to float
        A point where the claim has a value.
    others : sequence of float
        Values of the variable to look at first.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> uncovered(Claim(parse("cbrt(x^2)"), parse("2/3*x^(-1/3)"), "x"), {"x": 1.0}).at
    {'x': -1.0}
    >>> uncovered(Claim(parse("log(x)"), parse("1/x"), "x"), {"x": 1.0}) is None
    True
    """
    x = at.get(claim.wrt, 1.0)
    for aside in ({**at, claim.wrt: value} for value in (*others, *(x * factor for factor in _ASIDE))):
        if aside in claim.domain and (one := without_value(claim, aside)):
            return one
    return None


def without_value(claim: Claim, at: Mapping[str, float]) -> Finding | None:
    """Return a finding if f is differentiable at a point and the claim has no value there."""
    if not lacks_value(claim.claimed, at) or (derivative := slope(claim, at)) is None:
        return None
    return _bare(claim, derivative)


def _bare(claim: Claim, g: Gap) -> Finding:
    around = ", nor on an interval next to it" if bare_side(claim, g.at) else ""
    return Finding(NO_VALUE, f"{missing(g, point(g.at))}{around}", dict(g.at))


def missing(g: Gap, place: str) -> str:
    """Say that the claim has no value at a place, where f has a derivative."""
    assert g.derivative is not None
    return f"the claim has no value at {place}, where the derivative is {float(g.derivative.precise().value):.6g}"


def beyond_it(claim: Claim, bare: Finding) -> str:
    """Return how what is known of the other points begins, after a point or an interval where a claim has no value."""
    return "where it has a value," if bare_side(claim, bare.at) else "elsewhere"


def _beyond(at: Mapping[str, float]) -> Finding:
    text = f"the claim has a value at {point(at)}, where the function has none; nothing is said of it there"
    return Finding(BEYOND, text, dict(at))


def slope(claim: Claim, at: Mapping[str, float]) -> Gap | None:
    """Return the derivative of f at a point, as a gap without a claim; None where there is none."""
    found = gap(replace(claim, claimed=claim.function), at)
    if found.outcome is GapOutcome.SINGULAR:
        return None
    return replace(found, outcome=GapOutcome.SINGULAR, claimed=None, difference=None)


def bare_side(claim: Claim, at: Mapping[str, float]) -> bool:
    """Return whether a claim is proven to have no value on an interval next to a point: it is no isolated hole."""
    x = at[claim.wrt]
    distance = (abs(x) or 1.0) * 2.0**-allowances.NARROWEST_BOX.value
    sides = ({**at, claim.wrt: x + sign * distance} for sign in (-1, 1))
    return any(side in claim.domain and lacks_value(claim.claimed, side, claim.wrt) for side in sides)


# Half the width of an interval, relative to the point in it.
_WIDTH = 2.0**-100


def lacks_value(formula: Expression, at: Mapping[str, float], wide: str = "") -> bool:
    """Return whether a formula is proven to have no real value at a point, or around it in the variable `wide`.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> lacks_value(parse("log(x)"), {"x": -1.0}), lacks_value(parse("log(x)"), {"x": 1.0})
    (True, False)
    """
    if not (formula.nodes and in_balls(formula)):
        return False
    inner = exact_arithmetic(next(precisions()))
    with inner:
        values: dict[str, Any] = {name: inner.exact(value) for name, value in at.items()}
        if wide:
            values[wide] += inner.arb(0, abs(at[wide]) * _WIDTH)
        try:
            if inner.arb(formula.evaluate(inner, values)).is_finite():
                return False
            return undefined(formula, inner, values)
        except DomainError:
            return True
        except DerivcheckError:
            return False


def _has_value(formula: Expression, at: Mapping[str, float]) -> bool:
    inner = exact_arithmetic(next(precisions()))
    with inner:
        try:
            values = {name: inner.exact(value) for name, value in at.items()}
            return bool(formula.nodes) and in_balls(formula) and inner.arb(formula.evaluate(inner, values)).is_finite()
        except DerivcheckError:
            return False
