"""A finding at points together with a certificate over an interval."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.claims.coverage import bare_side, slope, without_value
from derivcheck.claims.intervals.certificate import certify, rounded_up
from derivcheck.claims.intervals.enclosure import Box
from derivcheck.claims.intervals.singular_points import simplest
from derivcheck.claims.judgement import Judgement, proved
from derivcheck.results import Certificate, Verdict, worst_verdict

# Parts of an open piece of the interval at which it is asked whether the claim has a value.
_PARTS = (0.5, 0.25, 0.75, 0.0, 1.0)


def over_interval(
    claim: Claim, finding: Judgement, interval: tuple[float, float], parameters: Mapping[str, float], prove: bool
) -> Judgement:
    """Add a certificate over an interval; it may refute, or leave open, what agreed at points.

    What balls leave open, for want of boxes, at a join or beyond their reach, a symbolic proof may settle.
    """
    certificate = certify(claim, interval, parameters)
    if certificate.verdict is Verdict.UNRESOLVED:
        if bare := _bare(claim, finding, certificate, parameters):
            return bare
        if not prove and finding.verdict is Verdict.AGREES:
            certificate = replace(certificate, text=f"{certificate.text}; no symbolic proof was looked for")
        settled = proved(claim, finding) if prove else finding
        if settled.proven or settled.verdict is Verdict.REFUTED:
            return replace(settled, certificate=certificate)
    verdict = worst_verdict((finding.verdict, certificate.verdict))
    if finding.verdict is verdict is not Verdict.AGREES:
        return replace(finding, reason=finding.reason + _says_little(finding, certificate), certificate=certificate)
    found = gap(claim, certificate.counterexample) if certificate.counterexample else finding.shown
    shown = found if found.outcome is GapOutcome.DIFFERENT else finding.shown
    return replace(finding, verdict=verdict, reason=certificate.text, shown=shown, certificate=certificate)


def _says_little(finding: Judgement, certificate: Certificate) -> str:
    """Say why a bound over the interval leaves open what is not decided at a point: it is not less than the slope."""
    slope, undecided = finding.shown.derivative, finding.shown.outcome is GapOutcome.UNDECIDED
    if certificate.verdict is not Verdict.AGREES or not undecided or slope is None:
        return ""
    if abs(slope.value) + slope.bound > certificate.epsilon:
        return ""
    bound = rounded_up(certificate.epsilon)
    return f", and the bound over the interval, {bound}, says no more, for the derivative there is no larger"


def _bare(
    claim: Claim, finding: Judgement, certificate: Certificate, parameters: Mapping[str, float]
) -> Judgement | None:
    """Refute a claim that has no value on a part of the interval, where f has a derivative."""
    for x in _open(certificate):
        at = {**parameters, claim.wrt: x}
        if (found := without_value(claim, at)) and bare_side(claim, at) and (shown := slope(claim, at)):
            return replace(
                finding,
                verdict=Verdict.REFUTED,
                reason=found.text,
                shown=shown,
                findings=(found, *(f for f in finding.findings if f.kind != found.kind)),
                certificate=certificate,
            )
    return None


def _open(certificate: Certificate) -> Iterator[float]:
    """Yield points of what balls leave open."""
    for low, high in certificate.unresolved:
        if math.isfinite(low) and math.isfinite(high):
            yield simplest(Box(low, high))
            yield from (low * (1 - part) + high * part for part in _PARTS)
