"""What the gaps of a claim at several points say together: the verdict, and the point that shows it."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from derivcheck.arithmetic.precise import Precise
from derivcheck.claims import points, singular, stability
from derivcheck.claims.claim import Claim, Gap, Outcome, gap
from derivcheck.claims.screening import suspects
from derivcheck.claims.verdict_rule import detection_limit
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.ground.outward import upward
from derivcheck.results import Certificate, Verdict

# Where a claim is looked at for a value, as multiples of a point where it has one: both signs, several scales, and
# none so simple that a removable singularity lies there by accident.
_ASIDE = (-1.0, 0.3, -0.3, 1.7, -1.7, 13.1, -13.1)


@dataclass(frozen=True)
class Judgement:
    """A verdict with what it rests on."""

    verdict: Verdict
    reason: str
    shown: Gap
    tried: tuple[Gap, ...] = ()
    warnings: tuple[str, ...] = ()
    certificate: Certificate | None = None


def at_point(
    claim: Claim, at: Mapping[str, float], rng: random.Random, within: tuple[float, float] | None = None
) -> Judgement:
    """Judge a claim at a point, and at fresh points near and far, within an interval where one is given."""
    first = gap(claim, at)
    if first.outcome is Outcome.DIFFERENT:
        return Judgement(Verdict.REFUTED, f"wrong at {place(first)}: {values(first)}", first, (first,))
    if first.outcome is Outcome.SINGULAR:
        return Judgement(Verdict.UNRESOLVED, _singular_reason(claim, first), first, (first,))
    if first.join:
        return _at_join(claim, first, rng, within)
    near = points.near(claim, at, rng)
    if near is None:
        unclear = first.outcome is Outcome.UNDECIDED and first.reason
        reason = unclear or "no neighbourhood could be found on which both are smooth"
        return Judgement(Verdict.UNRESOLVED, f"at {place(first)} {reason}", first, (first,))
    if near.outcome is Outcome.DIFFERENT:
        return _coincidence(claim, first, near, within)
    if first.outcome is Outcome.UNDECIDED:
        return Judgement(Verdict.UNRESOLVED, f"at {place(first)}, {first.reason}", first, (first,))
    return _agreement(claim, [first, near, *elsewhere(claim, at, rng, within)])


def _at_join(claim: Claim, first: Gap, rng: random.Random, within: tuple[float, float] | None = None) -> Judgement:
    """Judge a claim that is right where two pieces meet, by points on both of them and far ones."""
    beside = [gap(claim, p) for p in points.beside(claim, first.at, rng) if _inside(p[claim.wrt], within)]
    if wrong := next((g for g in beside if g.outcome is Outcome.DIFFERENT), None):
        return _coincidence(claim, first, wrong, within)
    found = _agreement(claim, [first, *beside, *elsewhere(claim, first.at, rng, within)])
    return replace(found, reason=found.reason + _joined(found)) if found.verdict is Verdict.AGREES else found


def _joined(finding: Judgement) -> str:
    """Say what is known of the point itself where two pieces of the function meet there."""
    here = finding.shown.join and finding.shown.outcome is Outcome.EQUAL
    return f"; at {place(finding.shown)} two pieces join, with this derivative on both sides" if here else ""


def elsewhere(
    claim: Claim, at: Mapping[str, float], rng: random.Random, within: tuple[float, float] | None = None
) -> list[Gap]:
    """Return the gaps at far points, and where the claim looks wrong in floating point."""
    far = [p for p in points.far(claim, at, rng) if _inside(p[claim.wrt], within)]
    return [gap(claim, p) for p in (*far, *suspects(claim, at, within))]


def _inside(x: float, within: tuple[float, float] | None) -> bool:
    return within is None or within[0] <= x <= within[1]


def _singular_reason(claim: Claim, first: Gap) -> str:
    found = singular.examine(claim, first.at)
    if found.kind == "kink":
        return f"{found.text}{_between(claim, first.at, found)}"
    claim_alone = found.kind == "removable" and first.reason
    return f"{found.text}; {first.reason}" if claim_alone else found.text


def _between(claim: Claim, at: Mapping[str, float], found: singular.Singularity) -> str:
    """Say whether the claim at a kink lies between the slopes on both sides."""
    m = Precise(128)
    try:
        claimed = float(claim.claimed.evaluate(m, {name: m.exact(value) for name, value in at.items()}))
    except DerivcheckError:
        return ""
    return between(claimed, found.left.slope, found.right.slope)


def between(claimed: float, left: float | None, right: float | None) -> str:
    """Say whether a claimed slope lies between those on both sides; of a bend upward it is a subgradient then."""
    if left is None or right is None or not min(left, right) <= claimed <= max(left, right):
        return f"; the claim {claimed:.6g} is not between them" if math.isfinite(claimed) else ""
    return f"; the claim {claimed:.6g} lies between them, a {'sub' if left < right else 'super'}gradient"


def _coincidence(claim: Claim, first: Gap, near: Gap, within: tuple[float, float] | None = None) -> Judgement:
    """Refute a claim that is right, or not decided, at the point, but wrong next to it."""
    candidates = (gap(claim, p) for p in points.simple(claim, first.at) if _inside(p[claim.wrt], within))
    shown = next((g for g in candidates if g.outcome is Outcome.DIFFERENT), near)
    right = f"right at {place(first)}, " if first.outcome is Outcome.EQUAL else ""
    return Judgement(Verdict.REFUTED, f"{right}wrong at {place(shown)}: {values(shown)}", shown, (first, near))


def _agreement(claim: Claim, looked: Sequence[Gap]) -> Judgement:
    """Judge a claim that is right at the first points by the others, some of which lie far away."""
    tried = tuple(g for g in looked if g.outcome in (Outcome.EQUAL, Outcome.DIFFERENT))
    if wrong := next((g for g in tried if g.outcome is Outcome.DIFFERENT), None):
        reason = f"right at {place(tried[0])}, wrong at {place(wrong)}: {values(wrong)}"
        return Judgement(Verdict.REFUTED, reason, wrong, tried)
    unstable = stability.warning(claim.claimed, tried[0]) if claim.claimed.nodes else None
    return Judgement(Verdict.AGREES, agree_reason(tried), tried[0], tried, (unstable,) if unstable else ())


def agree_reason(tried: Sequence[Gap]) -> str:
    """Say where a claim agrees, and how closely."""
    others = f" and {len(tried) - 1} further point{'s' if len(tried) > 2 else ''}" if len(tried) > 1 else ""
    proven = "proven by ball arithmetic" if all(g.certified for g in tried) else "estimated"
    closeness = f"to a relative {upward(limit(tried), 2)}" if limit(tried) else "exactly"
    if all(g.derivative is not None and g.derivative.may_be_zero for g in tried):
        closeness = "where both are 0"
    return f"agrees at {place(tried[0])}{others}, {closeness} ({proven})"


def on_domain(claim: Claim, given: Mapping[str, float], rng: random.Random) -> Judgement:
    """Judge a claim at points found in the common real domain, on both sides of 0."""
    looked = [gap(claim, p) for p in points.anywhere(claim, given, rng)]
    if not any(g.outcome in (Outcome.EQUAL, Outcome.DIFFERENT) for g in looked):
        looked = [gap(claim, p) for p in points.scanned(claim, given)]
    tried = [g for g in looked if g.outcome is Outcome.EQUAL]
    wrong = next((g for g in looked if g.outcome is Outcome.DIFFERENT), None)
    if wrong is not None:
        right = f"right at {place(tried[0])}, " if tried else ""
        return Judgement(Verdict.REFUTED, f"{right}wrong at {place(wrong)}: {values(wrong)}", wrong, (wrong, *tried))
    if not tried:
        looked_at = allowances.CANDIDATES.value + allowances.SCANNED.value
        reason = f"at none of {looked_at} points can both be judged; give one that can with --at"
        return Judgement(Verdict.UNRESOLVED, reason, Gap(given, Outcome.SINGULAR))
    near = points.near(claim, tried[0].at, rng)
    if near and near.outcome is Outcome.DIFFERENT:
        return _coincidence(claim, tried[0], near)
    suspected = [gap(claim, p) for p in suspects(claim, tried[0].at)]
    return _agreement(claim, [tried[0], *([near] if near else []), *tried[1:], *suspected])


def proved(claim: Claim, finding: Judgement) -> Judgement:
    """Turn an agreement into a proof where one is found."""
    if finding.verdict is not Verdict.AGREES:
        return finding
    from derivcheck.claims.proof.proof import prove as find_proof

    proof = find_proof(claim, agreed=[g.at for g in finding.tried if g.outcome is Outcome.EQUAL])
    if not proof.proved:
        return replace(finding, reason=f"{finding.reason}; {proof.text}")
    if bare := without_value(claim, finding.shown.at):
        where = f"the claim has no value at {claim.wrt} = {bare[claim.wrt]:.10g}, where the function is differentiable"
        return replace(finding, reason=f"{where}; elsewhere {proof.text}, {proof.domain}")
    return replace(finding, verdict=Verdict.PROVED, reason=f"{proof.text}, {proof.domain}{_joined(finding)}")


def without_value(claim: Claim, at: Mapping[str, float]) -> Mapping[str, float] | None:
    """Return a point at which the function is differentiable and the claim has no value, if one is found.

    A proof then holds on less than what the claim is about.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> without_value(Claim(parse("cbrt(x^2)"), parse("2/3*x^(-1/3)"), "x"), {"x": 1.0})
    {'x': -1.0}
    >>> without_value(Claim(parse("log(x)"), parse("1/x"), "x"), {"x": 1.0}) is None
    True
    """
    smooth = replace(claim, claimed=claim.function)  # held against itself: whether f is differentiable
    x = at.get(claim.wrt, 1.0)
    for aside in ({**at, claim.wrt: x * factor} for factor in _ASIDE):
        if gap(claim, aside).outcome is Outcome.SINGULAR and gap(smooth, aside).outcome is not Outcome.SINGULAR:
            return aside
    return None


def limit(tried: Sequence[Gap]) -> float:
    """Return the detection limit at the first point, which is the one that was asked for.

    Where the derivative may be 0 there, it is relative to the largest of the derivatives at the other points.
    """
    first = tried[0]
    if first.difference is None or first.derivative is None or not first.derivative.may_be_zero:
        return first.limit
    known = (g.derivative.precise() for g in tried if g.derivative is not None)
    size = max((abs(d.value) - d.bound for d in known), default=0)
    return float(detection_limit(first.difference.precise().bound, size)) if size > 0 else first.limit


def place(g: Gap) -> str:
    """Return a point as text, such as "x = 2, a = 0.5"."""
    return ", ".join(f"{name} = {value:.10g}" for name, value in g.at.items())


def values(g: Gap) -> str:
    """Return the claim and the derivative with as many digits as distinguish them."""
    assert g.claimed is not None
    assert g.derivative is not None
    claimed, derivative = g.claimed.precise().value, g.derivative.precise().value
    shown = next((n for n in range(6, 60, 3) if _text(claimed, n) != _text(derivative, n)), 60)
    return f"the claim is {_text(claimed, shown)}, the derivative {_text(derivative, shown)}"


def _text(value: Any, digits: int) -> str:
    text = str(value.context.nstr(value, digits))
    return text[:-2] if text.endswith(".0") else text
