"""The verdict with decimals taken for any number that rounds to them.

A gap is explained by rounding if a mean value form of it over the rounding of every decimal holds
zero: gap(c) + sum of slope([c]) ([c] - c) (Moore, Kearfott & Cloud, "Introduction to Interval
Analysis", 2009, section 6.4), so that a decimal that stands in several places is one number.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.claims.claim import Claim, Gap, GapOutcome, compared, gap
from derivcheck.claims.joins import precisions
from derivcheck.claims.judgement import Judgement, elsewhere
from derivcheck.claims.rounding.open_claim import OpenClaim
from derivcheck.claims.rounding.solving import solve
from derivcheck.claims.sentences import further, place
from derivcheck.claims.verdict_rule import meaningful
from derivcheck.formula.decimals import decimals, least_digits
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.ground.outward import upward
from derivcheck.methods.reference import exact_arithmetic, in_balls
from derivcheck.results import Verdict


def reconsidered(claim: Claim, finding: Judgement, rng: random.Random) -> Judgement:
    """Return the verdict to the digits of the constants, where that is what a refuted claim is right to.

    Parameters
    ----------
    claim : Claim
        Of formulas.
    finding : Judgement
        With decimals read exactly.
    rng : random.Random
        For points at which the claim was not looked at yet.

    Examples
    --------
    >>> from derivcheck.claims.judgement import at_point
    >>> from derivcheck.formula.parser import parse
    >>> rng = random.Random(0)
    >>> for typed in ("0.333333333333333", "0.333333333333313"):
    ...     claim = Claim(parse("x/3"), parse(typed), "x")
    ...     print(reconsidered(claim, at_point(claim, {"x": 1.0}, rng), rng).verdict)
    agrees
    refuted
    """
    if finding.verdict is not Verdict.REFUTED or not (open_claim := _opened(claim)):
        return finding
    first = _as_rounded(open_claim, claim, gap(claim, finding.shown.at))
    # The others are looked at only if rounding explains what refutes the claim.
    if first is None or first.outcome is not GapOutcome.EQUAL:
        return finding
    others = [*finding.tried, *elsewhere(claim, first.at, rng)]
    tried = [first, *(g for other in others if (g := _as_rounded(open_claim, claim, other)) is not None)]
    if any(g.outcome is not GapOutcome.EQUAL for g in tried) or not _small(open_claim, tried):
        return finding
    return _agreement(open_claim, tried)


def _opened(claim: Claim) -> OpenClaim | None:
    """Return the claim with the decimals open that are long enough; None without one."""
    if not (claim.claimed.nodes and in_balls(claim.function, claim.claimed)):
        return None
    sides = [decimals(formula) for formula in (claim.function, claim.claimed)]
    long = [[d for d in side if d.digits >= allowances.ROUNDED_DIGITS.value] for side in sides]
    return OpenClaim.of(claim, *long) if any(long) else None


def _as_rounded(open_claim: OpenClaim, claim: Claim, found: Gap) -> Gap | None:
    """Return a gap with what the rounding of decimals explains; None where there is no value."""
    if found.outcome is GapOutcome.SINGULAR:
        return None
    try:
        seen = _mean_value_form(open_claim, found.at)
    except DerivcheckError:
        return found
    return found if found.outcome is GapOutcome.EQUAL is not seen.outcome else seen


def _mean_value_form(open_claim: OpenClaim, at: Mapping[str, float]) -> Gap:
    found = Gap(at, GapOutcome.UNDECIDED)
    for bits in precisions():
        with exact_arithmetic(bits) as m:
            centres, ranges = open_claim.centres(m), open_claim.ranges(m)
            seen = open_claim.evaluate(m, at, centres)
            slopes = {u: open_claim.slope(m, at, ranges, u.name) for u in open_claim.unknowns}
            spread = sum((abs(s) * m.number(u.decimal.half) for u, s in slopes.items()), start=m.arb(0))
            difference = seen.claimed - seen.derivative
            # Of the numbers alone, of the rounding, and of both.
            numbers = (seen.derivative, seen.claimed, difference, difference + m.interval(abs(spread).upper()))
            derivative, claimed, narrow, wide = (Bounded.of(m, m.arb(n)) for n in numbers)
            if derivative and claimed and narrow and wide:
                found = compared(at, derivative, claimed, wide, _AGREEMENT_BITS, certified=True)
                # More bits help only where rounding of this arithmetic, not of the decimals, hides the gap.
                if 2 * narrow.bound <= wide.bound:
                    break
    return found


_AGREEMENT_BITS = 0
"""The radius is no more than the derivative; how much less it must be is `_small`'s question."""


def _small(open_claim: OpenClaim, tried: list[Gap]) -> bool:
    """Return whether the claim moves little more than its decimals do, so that its digits are theirs.

    By the median of the points: near a zero of the derivative any rounding is relatively large.
    """
    rounding = max(u.decimal.relative for u in open_claim.unknowns)
    typical = statistics.median(g.limit for g in tried)
    return bool(meaningful(tried[0].limit)) and typical <= 2 * rounding * allowances.ROUNDED_GROWTH.value


def _agreement(open_claim: OpenClaim, tried: list[Gap]) -> Judgement:
    first = tried[0]
    others = further(tried, open_claim.claim.wrt)
    digits = least_digits([u.decimal for u in open_claim.unknowns])
    closeness = f"a relative {upward(first.limit, 2)}"
    reason = f"agrees at {place(first)}{others}, to the {digits} digits of its constants, {closeness} (proven)"
    meanings = solve(open_claim, [g.at for g in tried]) or []
    meant = [f"; {m.unknown.decimal.text} stands for {m.text}" for m in meanings if m.is_rounded and m.constant]
    return Judgement(Verdict.AGREES, reason + "".join(meant), first, tuple(tried))
