"""Code of one number: judged like a formula where it runs in every arithmetic, and else as the array without axes."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.autodiff.sight.through import Through
from derivcheck.claims.claim import Gap, GapOutcome, evaluate, gap
from derivcheck.claims.conclusion import cause_points, conclude, in_full
from derivcheck.claims.sentences import place
from derivcheck.claims.verdict_rule import explained
from derivcheck.code import comparison, traceable
from derivcheck.code.program import CodeFunction
from derivcheck.code.question import CodeQuestion
from derivcheck.code.traceable import Pair
from derivcheck.formula.expression import Expression
from derivcheck.gradients import causes, stopping
from derivcheck.gradients.blind_runs import blind
from derivcheck.gradients.bounds import Bounds
from derivcheck.gradients.case import Case
from derivcheck.gradients.claimed import ClaimedArray
from derivcheck.gradients.examination import examine_case
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.gradients.subject import Subject, attempt
from derivcheck.gradients.verdicts import ROUND_OFF, ArrayGap, limits, useless
from derivcheck.gradients.witnesses import ORDERS
from derivcheck.ground.errors import DerivcheckError, InputError
from derivcheck.ground.outward import upward
from derivcheck.methods.differences.schemes import stencil
from derivcheck.results import Cause, Check, ErrorCurve, Verdict
from derivcheck.results.later import Later


def check_number(q: CodeQuestion) -> Check:
    """Return the verdict on a claim of which at least one side is code.

    Raises
    ------
    InputError
        A side fails at the point, or takes only floats and there is no point.
    """
    x = q.x if q.x is not None else 0.5 if 0.5 in q.domain[q.variable] else q.domain[q.variable].inner
    in_every_arithmetic = all(traceable.is_traceable(side, x) for side in (q.function, q.claimed))
    found = _as_formula(q, random.Random(q.seed)) if in_every_arithmetic else None
    if found is None and q.x is None:
        raise InputError("opaque code is checked at a point; give one")
    if found is not None and _is_blind(q, found):
        found = None
    check = _as_array(q, x) if found is None else _eased(q, x, found)
    return replace(check, function=q.function.text, claimed=q.claimed.text, curve=_curve(q, check))


def _eased(q: CodeQuestion, x: float, check: Check) -> Check:
    """Return the verdict on code that stops at a tolerance, if that explains the gap; else the one that is there."""
    told = check.verdict in (Verdict.AGREES, Verdict.PROVED) or isinstance(q.function.given, Expression)
    if told or not stopping.stops(q.function.given, np.float64(x)):
        return check
    again = _as_array(q, x)
    return check if again.verdict is check.verdict else again


def _is_blind(q: CodeQuestion, check: Check) -> bool:
    """Return whether the code's values have another slope than its run in high precision."""
    x = check.at.get(q.variable)
    if q.x is None or x is None or q.order > 1 or isinstance(q.function.given, Expression) or check.reference is None:
        return False
    slope, rng = float(check.reference.value), np.random.default_rng(q.seed)
    return bool(attempt(blind, q.function, np.float64(x), slope, 1, rng))


def _curve(q: CodeQuestion, check: Check) -> Later | None:
    """Return the error of central differences of code, at the point that is shown."""
    if isinstance(q.function.given, Expression) or q.variable not in check.at:
        return None

    def curve() -> ErrorCurve:
        subject = comparison.CodeAtPoint.of(CodeFunction.of(q.function.given, q.variable), check.at[q.variable])
        return comparison.error_curve(subject, stencil("central-2", q.order), None, "float64")

    return Later(curve)


def _as_array(q: CodeQuestion, x: float) -> Check:
    kind = next(kind for kind, order in ORDERS.items() if order == q.order)
    f, g = Subject(q.function, name=q.function.text), Subject(q.claimed, "the claimed derivative", q.claimed.text)
    f.traced = g.traced = True
    for side, subject in ((q.function, f), (q.claimed, g)):
        if not isinstance(side.given, Expression):
            subject.through = Through(side.given)
    r = q.domain[q.variable]
    within = None if r.whole else Bounds(np.float64(r.low), np.float64(r.high))
    case = Case(kind, f, ClaimedArray(g), np.float64(x), q.seed, q.reproduce, q.variable, bounds=within)
    return replace(examine_case(case), kind="derivative", order=q.order)


def _as_formula(q: CodeQuestion, rng: random.Random) -> Check | None:
    """Return the verdict from runs in high precision; None at a singular point."""
    pair = traceable.judge(q, rng)
    if q.x is not None and pair.finding.shown.outcome is GapOutcome.SINGULAR:
        return None
    refuted = pair.finding.verdict is Verdict.REFUTED
    if refuted and pair.formulas is not None:
        check = conclude(pair.formulas, pair.finding, rng, q.seed, q.reproduce)
    else:
        found = in_full(pair.claim, pair.finding, seed=q.seed, reproduce=q.reproduce)
        check = replace(found, cause=_cause(pair, rng) if refuted else None)
    witnesses = (*(("symbolic-trace",) if pair.formulas else ()), "forward-mode (balls)")
    return _as_returned(_with_floats(replace(check, witnesses=witnesses), pair), pair, q)


def _as_returned(check: Check, pair: Pair, q: CodeQuestion) -> Check:
    """Judge the numbers that the code of the claim returns: the digits that it loses are seen by nobody."""
    seen = [c for g in pair.finding.tried[:2] if (c := _comparison(pair, g)) is not None]
    if not check or not seen or isinstance(q.claimed.given, Expression):
        return check
    here = seen[0]
    here = replace(here, lost=q.claimed.value(float(here.x)) - here.claimed)
    natural = abs(q.function.value(float(here.x))) / float(scale_of(here.x)) ** q.order
    if not useless([here, *seen[1:]], natural):
        limit = max(check.detection_limit, float(limits([here, *seen[1:]], natural)))
        numbers = f"; the number that it returns there, to {upward(limit, 2)}" if limit > check.detection_limit else ""
        told = check.reason + numbers * (check.verdict is Verdict.AGREES)
        return replace(check, detection_limit=limit, reason=told)
    said = here.as_returned
    reason = f"at {place(pair.finding.shown)} the claim is {said.claimed:.6g}, the derivative {said.reference:.6g}"
    parts = (check.components[0],)
    shown = (replace(c, claimed=float(said.claimed), gap=float(said.gap), verdict=Verdict.REFUTED) for c in parts)
    return replace(
        check, verdict=Verdict.REFUTED, reason=reason, cause=ROUND_OFF, detection_limit=math.nan, components=(*shown,)
    )


def _cause(pair: Pair, rng: random.Random) -> Cause | None:
    """Return a cause that numbers alone show, of code that is more than a formula."""
    gaps = [gap(pair.claim, at) for at in cause_points(pair.claim, pair.finding, rng)]
    return causes.find([c for g in gaps if (c := _comparison(pair, g)) is not None], pair.claim.wrt)


def _comparison(pair: Pair, g: Gap) -> ArrayGap | None:
    if g.derivative is None or g.claimed is None:
        return None
    claim, truth = g.claimed.precise(), g.derivative.precise()
    numbers = (claim.value, truth.value, truth.bound, claim.bound)
    claimed, derivative, bound, noise = (np.float64(float(number)) for number in numbers)
    return ArrayGap(np.float64(g.at[pair.claim.wrt]), claimed, derivative, bound, noise)


def _with_floats(check: Check, pair: Pair) -> Check:
    """Hold the derivative against forward mode in float64, within its running error bound."""
    shown, m = pair.finding.shown, Running(Real())
    if shown.derivative is None:
        return check
    known = shown.derivative.precise()
    try:
        with m:
            seen = evaluate(pair.claim, m, {name: m.exact(value) for name, value in shown.at.items()})
            tangent = m.lift(seen.derivative)
            value, bound = float(tangent.value), m.bound(tangent) + float(known.bound)
    except DerivcheckError:
        return check
    off = value - float(known.value)
    if explained(off, bound) and math.isfinite(bound):
        return replace(check, witnesses=(*check.witnesses, "forward-mode (float64)"))
    said = f"forward mode in float64 gives {value:.10g}, further off than its error bound of {bound:.3g}"
    return replace(check, warnings=(*check.warnings, said)) if abs(off) > bound else check
