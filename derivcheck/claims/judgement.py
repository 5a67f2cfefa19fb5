"""What the gaps of a claim at several points say together: the verdict, and the point that shows it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from derivcheck.arithmetic.precise import Precise
from derivcheck.claims import points, singular, stability
from derivcheck.claims.claim import Claim, Gap, GapOutcome, gap
from derivcheck.claims.coverage import bare_side, beyond_it, findings, slope, uncovered, without_value
from derivcheck.claims.intervals.extent import TOO_CLOSE, extent, merely_close, sentence
from derivcheck.claims.next_double import next_double
from derivcheck.claims.positive import right_where_positive
from derivcheck.claims.screening import suspects
from derivcheck.claims.sentences import agreement, exact_place, place, values
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods.sides import may_join
from derivcheck.results import Certificate, Extent, Finding, Verdict
from derivcheck.results.check import NO_VALUE


@dataclass(frozen=True)
class Judgement:
    """A verdict with what it rests on.

    Of an agreement that is `proven` a proof covers all but the points where the claim has no value. Where f has no
    derivative, `singular` says of which kind the point is.
    """

    verdict: Verdict
    reason: str
    shown: Gap
    tried: tuple[Gap, ...] = ()
    warnings: tuple[str, ...] = ()
    certificate: Certificate | None = None
    findings: tuple[Finding, ...] = ()
    right_on: Extent | None = None
    proven: bool = False
    singular: str = ""
    right_if_positive: tuple[str, ...] = ()


def at_point(claim: Claim, at: Mapping[str, float], rng: random.Random) -> Judgement:
    """Judge a claim at a point, and at fresh points near and far."""
    first = gap(claim, at)
    if first.outcome is GapOutcome.DIFFERENT:
        reason = f"wrong at {exact_place(first)}: {values(first)}{next_double(claim, first)}"
        return Judgement(Verdict.REFUTED, reason, first, (first,))
    if first.outcome is GapOutcome.SINGULAR:
        return _bare(claim, first) or _at_singularity(claim, first)
    if first.join:
        return _at_join(claim, first, rng)
    near = points.near(claim, at, rng)
    if near is None and first.outcome is GapOutcome.EQUAL and may_join(claim.function):
        return _close_to_join(claim, first, rng)
    if near is None:
        unclear = first.outcome is GapOutcome.UNDECIDED and first.reason
        reason = unclear or "no neighbourhood could be found on which both are smooth"
        return Judgement(Verdict.UNRESOLVED, f"at {place(first)} {reason}", first, (first,))
    if near.outcome is GapOutcome.DIFFERENT:
        return _coincidence(claim, first, near)
    if first.outcome is GapOutcome.UNDECIDED:
        return Judgement(Verdict.UNRESOLVED, f"at {place(first)}, {first.reason}", first, (first,))
    return _agreement(claim, [first, near, *elsewhere(claim, at, rng)])


def _bare(claim: Claim, first: Gap) -> Judgement | None:
    """Judge a claim that has no value at the point, where f has a derivative: an isolated hole is left open."""
    found, shown = without_value(claim, first.at), slope(claim, first.at)
    if found is None or shown is None:
        return None
    if bare_side(claim, first.at):
        return Judgement(Verdict.REFUTED, found.text, shown, (first,), findings=(found,))
    beside = [gap(claim, p) for p in points.beside(claim, first.at, random.Random(0)) if p in claim.domain]
    if wrong := next((g for g in beside if g.outcome is GapOutcome.DIFFERENT), None):
        return _coincidence(claim, first, wrong)
    right = sum(g.outcome is GapOutcome.EQUAL for g in beside)
    reason = f"{found.text}; it agrees at {right} of {len(beside)} points beside it"
    return Judgement(Verdict.UNRESOLVED, reason, shown, (first, *beside), findings=(found,))


def _close_to_join(claim: Claim, first: Gap, rng: random.Random) -> Judgement:
    """Judge a claim that is right next to where two pieces meet, as the double is that is nearest to pi."""
    found = _at_join(claim, first, rng)
    return replace(found, reason=found.reason + next_double(claim, first))


def _at_join(claim: Claim, first: Gap, rng: random.Random) -> Judgement:
    """Judge a claim that is right where two pieces meet, by points on both of them and far ones."""
    beside = [gap(claim, p) for p in points.beside(claim, first.at, rng) if p in claim.domain]
    if wrong := next((g for g in beside if g.outcome is GapOutcome.DIFFERENT), None):
        return _coincidence(claim, first, wrong)
    found = _agreement(claim, [first, *beside, *elsewhere(claim, first.at, rng)])
    return replace(found, reason=found.reason + _joined([first])) if found.verdict is Verdict.AGREES else found


def _joined(looked: Iterable[Gap]) -> str:
    """Say at which points it holds too where an operation of the function, such as |x| at 0, has no derivative."""
    places = dict.fromkeys(place(g) for g in looked if g.join and g.outcome is GapOutcome.EQUAL)
    return "".join(f"; at {one} it holds too, the derivative is the same from both sides" for one in places)


def elsewhere(claim: Claim, at: Mapping[str, float], rng: random.Random) -> list[Gap]:
    """Return the gaps at far points, and where the claim looks wrong in floating point."""
    return [gap(claim, p) for p in (*points.far(claim, at, rng), *suspects(claim, at))]


def _at_singularity(claim: Claim, first: Gap) -> Judgement:
    found = singular.examine(claim, first.at)
    reason, kind = _singular_reason(claim, first, found), found.kind if found.denied else ""
    return Judgement(Verdict.UNRESOLVED, reason, first, (first,), singular=kind)


def _singular_reason(claim: Claim, first: Gap, found: singular.Singularity) -> str:
    if found.kind == "kink" and claim.order == 1:
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


def _coincidence(claim: Claim, first: Gap, near: Gap) -> Judgement:
    """Refute a claim that is right, or not decided, at the point, but wrong next to it."""
    candidates = (gap(claim, p) for p in points.simple(claim, first.at))
    shown = next((g for g in candidates if g.outcome is GapOutcome.DIFFERENT), near)
    return Judgement(
        Verdict.REFUTED, f"{_right_at(claim, first)}wrong at {place(shown)}: {values(shown)}", shown, (first, near)
    )


_TOO_CLOSE = "at {} the gap is too small to show, "


def _right_at(claim: Claim, g: Gap) -> str:
    """Return what comes before a refutation elsewhere: that the claim is right at a point, or too close to tell."""
    if g.outcome is not GapOutcome.EQUAL:
        return ""
    close = g.vanishing or merely_close(claim, g.at)
    return _TOO_CLOSE.format(place(g)) if close else f"right at {place(g)}, "


def _agreement(claim: Claim, looked: Sequence[Gap]) -> Judgement:
    """Judge a claim that is right at the first points by the others, some of which lie far away."""
    excused = [g for g in looked if g.outcome is GapOutcome.DIFFERENT and claim.excuses(g)]
    tried = tuple(g for g in looked if g.outcome in (GapOutcome.EQUAL, GapOutcome.DIFFERENT) and g not in excused)
    if wrong := next((g for g in tried if g.outcome is GapOutcome.DIFFERENT), None):
        return _right_around(claim, wrong, looked)
    unstable = stability.warning(claim.claimed, tried[0]) if claim.claimed.nodes else None
    found = findings(claim, looked)
    reason = f"{_said_first(claim, found)}{agreement(tried, claim.wrt)}"
    farther = f"farther away the claim is another: at {place(excused[0])}, {values(excused[0])}" if excused else None
    told = tuple(filter(None, (unstable, farther)))
    return Judgement(Verdict.AGREES, reason, tried[0], tried, told, findings=found)


def _right_around(claim: Claim, wrong: Gap, looked: Sequence[Gap], asked: bool = True) -> Judgement:
    """Refute a claim that is right at the first points and wrong far away, and say where it turns wrong."""
    tried = tuple(g for g in looked if g.outcome in (GapOutcome.EQUAL, GapOutcome.DIFFERENT))
    found = extent(claim, tried[0].at, looked)
    right_on = found if isinstance(found, Extent) else None
    right = _TOO_CLOSE.format(place(tried[0])) * asked if found is TOO_CLOSE else _right_at(claim, tried[0])
    positive = right_where_positive(claim, looked) if found is None else None
    where = f"{sentence(claim, right_on)}; " if right_on else f"{positive.text}; " if positive else right
    reason = f"{where}wrong at {place(wrong)}: {values(wrong)}"
    names = positive.names if positive else ()
    return Judgement(Verdict.REFUTED, reason, wrong, tried, right_on=right_on, right_if_positive=names)


def _said_first(claim: Claim, found: Sequence[Finding]) -> str:
    """Return what comes before an agreement: that the claim is no derivative somewhere."""
    return "".join(f"{one.text}; {beyond_it(claim, one)} it " for one in found if one.kind == NO_VALUE)


def on_domain(claim: Claim, given: Mapping[str, float], rng: random.Random) -> Judgement:
    """Judge a claim at points found in the common real domain, on both sides of 0."""
    looked = [gap(claim, p) for p in points.anywhere(claim, given, rng)]
    if not any(g.outcome in (GapOutcome.EQUAL, GapOutcome.DIFFERENT) for g in looked):
        looked = [gap(claim, p) for p in points.scanned(claim, given)]
    # What underflows is no example of a claim that is right.
    tried = sorted((g for g in looked if g.outcome is GapOutcome.EQUAL), key=lambda g: g.vanishing)
    wrong = next((g for g in looked if g.outcome is GapOutcome.DIFFERENT), None)
    if wrong is not None:
        near = points.near(claim, tried[0].at, rng) if tried else None
        if near and near.outcome is GapOutcome.EQUAL:
            return _right_around(claim, wrong, [tried[0], *looked], asked=False)
        right = _right_at(claim, tried[0]) if tried else ""
        return Judgement(Verdict.REFUTED, f"{right}wrong at {place(wrong)}: {values(wrong)}", wrong, (wrong, *tried))
    if not tried:
        looked_at = allowances.CANDIDATES.value + allowances.SCANNED.value
        reason = f"at none of {looked_at} points can both be judged; give one that can with --at"
        return Judgement(Verdict.UNRESOLVED, reason, Gap(given, GapOutcome.SINGULAR))
    near = points.near(claim, tried[0].at, rng)
    if near and near.outcome is GapOutcome.DIFFERENT:
        return _coincidence(claim, tried[0], near)
    suspected = [gap(claim, p) for p in suspects(claim, tried[0].at)]
    rest = [g for g in looked if g.outcome is not GapOutcome.DIFFERENT and g is not tried[0]]
    return _agreement(claim, [tried[0], *([near] if near else []), *rest, *suspected])


def proved(claim: Claim, finding: Judgement) -> Judgement:
    """Turn an agreement into a proof where one is found."""
    if finding.verdict is not Verdict.AGREES:
        return finding
    from derivcheck.claims.proof.excepted_points import at_excepted_points, excepted_points, hole
    from derivcheck.claims.proof.proof import prove as find_proof

    proof = find_proof(claim, agreed=[g.at for g in finding.tried if g.outcome is GapOutcome.EQUAL])
    if not proof.proved:
        return replace(finding, reason=f"{finding.reason}; {proof.text}")
    found = excepted_points(claim)
    excepted = at_excepted_points(claim, found)
    if wrong := next((g for g in excepted if g.outcome is GapOutcome.DIFFERENT), None):
        reason = f"wrong at {place(wrong)}: {values(wrong)}; elsewhere {proof.text}"
        return replace(finding, verdict=Verdict.REFUTED, reason=reason, shown=wrong)
    known = (one for one in finding.findings if one.kind == NO_VALUE)
    others = [point.x for point in found if point.exact]
    bare = next(known, None) or uncovered(claim, finding.shown.at, others) or hole(claim, found)
    reason = f"{proof.text}, {proof.domain}{_joined([finding.shown, *excepted])}"
    if bare is None:
        return replace(finding, verdict=Verdict.PROVED, reason=reason, proven=True)
    # What is proved is less than where f is differentiable.
    said = f"{bare.text}; {beyond_it(claim, bare)} {reason}"
    return replace(finding, reason=said, findings=(bare, *(f for f in finding.findings if f != bare)), proven=True)


def of_all(claim: Claim, finding: Judgement) -> Judgement:
    """Refute a claim about every x, not about a point, that has no value on an interval where f has a derivative."""
    bare = next((one for one in finding.findings if one.kind == NO_VALUE), None)
    if finding.verdict is not Verdict.AGREES or bare is None or not bare_side(claim, bare.at):
        return finding
    shown = slope(claim, bare.at)
    return replace(finding, verdict=Verdict.REFUTED, shown=shown) if shown else finding
