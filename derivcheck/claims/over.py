"""A finding at points together with a certificate over an interval."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from derivcheck.claims.claim import Claim, Outcome, gap
from derivcheck.claims.intervals.certificate import certify
from derivcheck.claims.judgement import Judgement, proved
from derivcheck.results import Verdict, worst_verdict


def over_interval(
    claim: Claim, finding: Judgement, interval: tuple[float, float], parameters: Mapping[str, float], prove: bool
) -> Judgement:
    """Add a certificate over an interval; it may refute, or leave open, what agreed at points."""
    certificate = certify(claim, interval, parameters)
    if prove and certificate.verdict is Verdict.UNRESOLVED and not all(map(math.isfinite, interval)):
        # Only a proof reaches to infinity.
        finding = proved(claim, finding)
        if finding.verdict is Verdict.PROVED:
            return replace(finding, certificate=certificate)
    verdict = worst_verdict((finding.verdict, certificate.verdict))
    if finding.verdict is verdict is not Verdict.AGREES:
        return replace(finding, certificate=certificate)
    found = gap(claim, certificate.counterexample) if certificate.counterexample else finding.shown
    shown = found if found.outcome is Outcome.DIFFERENT else finding.shown
    return replace(finding, verdict=verdict, reason=certificate.text, shown=shown, certificate=certificate)
