"""Code that runs in every arithmetic: judged like a formula, and where it is one, with all that formulas have."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.claims.judgement import Judgement, at_point, of_all, on_domain, proved
from derivcheck.claims.sentences import agreement
from derivcheck.code.question import CodeQuestion, GivenSide
from derivcheck.code.sensitivity import CodeClaim
from derivcheck.code.transcription import transcribe
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances.code import FAR
from derivcheck.ground.allowances.verdict_rule import MEANINGFUL
from derivcheck.ground.errors import DerivcheckError, UnsupportedOperation
from derivcheck.ground.refusals import unprinted
from derivcheck.results import Verdict

# No digit is looked at, only whether each operation can be done.
_ANY_BITS = 128


@dataclass(frozen=True)
class Pair:
    """A finding, with the claim that it is about and the formulas that the code computes, if it computes formulas."""

    finding: Judgement
    claim: Claim
    formulas: Claim | None


def is_traceable(side: GivenSide, x: float) -> bool:
    """Return whether code runs in high precision, and computes there what it computes on floats."""
    if isinstance(side.given, Expression):
        return True
    m = Ball(_ANY_BITS)
    try:
        with m, unprinted():
            side.expression.evaluate(m, {side.variable: m.exact(x)})
    except UnsupportedOperation:
        return False
    except DerivcheckError:
        return True  # out of the domain, but in every arithmetic
    return _same_on_floats(side, x)


def _same_on_floats(side: GivenSide, x: float) -> bool:
    """Return whether the value on floats is that of a float program with the same operations."""
    value, m = side.value(x), Running(Real())
    try:
        with m:
            found = m.lift(side.expression.evaluate(m, {side.variable: m.exact(x)}))
    except DerivcheckError:
        return True
    # Both are within the bound of the exact value.
    off, allowed = abs(value - float(found.value)), 2 * m.bound(found)
    return not off > allowed


def judge(q: CodeQuestion, rng: random.Random) -> Pair:
    """Judge a claim of code on code."""
    sides = [side.expression for side in (q.function, q.claimed)]
    # A radius of so many bits less than the derivative is a detection limit that means something.
    bits = math.ceil(1 - math.log2(MEANINGFUL.value))
    claim = CodeClaim(sides[0], sides[1], q.variable, q.order, agreement_bits=bits, domain=q.domain, excused=FAR.value)
    formulas = _formulas(q)
    found = _look(claim, q, rng)
    if formulas is not None:
        found = _together(claim, found, _look(formulas, q, rng), formulas, q.prove)
    return Pair(of_all(claim, found) if q.x is None or q.domain else found, claim, formulas)


def _look(claim: Claim, q: CodeQuestion, rng: random.Random) -> Judgement:
    return on_domain(claim, {}, rng) if q.x is None else at_point(claim, {q.variable: q.x}, rng)


def _formulas(q: CodeQuestion) -> Claim | None:
    """Return the claim as one of formulas; None where the code is more than a formula."""
    sides = []
    for side in (q.function, q.claimed):
        try:
            known = isinstance(side.given, Expression)
            sides.append(side.given if known else transcribe(side.given, q.variable))
        except DerivcheckError:
            return None
    return Claim(sides[0], sides[1], q.variable, q.order, domain=q.domain, excused=FAR.value)


def _together(claim: Claim, found: Judgement, of_formulas: Judgement, formulas: Claim, prove: bool) -> Judgement:
    """Return what the code and its formulas say together: no verdict may rest on how constants were read."""
    if of_formulas.verdict is Verdict.REFUTED and found.verdict is not Verdict.REFUTED:
        confirmed = gap(claim, of_formulas.shown.at)
        return of_formulas if confirmed.outcome is GapOutcome.DIFFERENT else found
    if found.verdict is Verdict.UNRESOLVED and of_formulas.verdict is Verdict.AGREES:
        return _settled(claim, found, of_formulas)
    if found.verdict is Verdict.AGREES is of_formulas.verdict:
        found = replace(found, warnings=of_formulas.warnings)
        return _proved(found, proved(formulas, of_formulas)) if prove else found
    return found if found.verdict is not Verdict.UNRESOLVED else replace(found, reason=of_formulas.reason)


def _settled(claim: Claim, found: Judgement, of_formulas: Judgement) -> Judgement:
    """Accept what formulas agree on, to within what the rounding of the code's constants leaves."""
    gaps = tuple(gap(claim, g.at) for g in of_formulas.tried)
    if any(g.outcome not in (GapOutcome.EQUAL, GapOutcome.UNDECIDED) or g.difference is None for g in gaps):
        return found
    return replace(of_formulas, reason=agreement(gaps, claim.wrt), shown=gaps[0], tried=gaps)


def _proved(found: Judgement, of_formulas: Judgement) -> Judgement:
    if of_formulas.proven:
        said = of_formulas.verdict, of_formulas.reason, of_formulas.findings
        return replace(found, verdict=said[0], reason=said[1], findings=said[2], proven=True)
    return replace(found, reason=f"{found.reason}{of_formulas.reason.removeprefix(found.reason)}")
