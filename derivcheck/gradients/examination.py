"""The order of an examination: the function, the shape of the claim, the witnesses, the verdict, the cause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.autodiff.forward import partials
from derivcheck.autodiff.structure import StructureError
from derivcheck.claims.verdict_rule import verdict
from derivcheck.elementary.number import Number
from derivcheck.gradients import (
    accumulation,
    called,
    causes,
    cross_check,
    edited_claims,
    finite_differences,
    integers,
    kinks,
    known_accuracy,
    large,
    obstacles,
    opaque,
    part_causes,
    projected,
    shapes,
    solver_floor,
    stopping,
)
from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.claimed import after, expected_shape, fitted
from derivcheck.gradients.directions import draw
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.gradients.kinks import smooth_along
from derivcheck.gradients.report import report
from derivcheck.gradients.verdicts import ROUND_OFF, ArrayGap, limits, useless
from derivcheck.gradients.witnesses import ESTIMATE, ORDERS, Witnessed, crossing, first_witness
from derivcheck.ground.errors import DerivcheckError, InputError
from derivcheck.results import Cause, Check, Verdict


def examine_case(case: Case) -> Check:
    """Return the verdict on what has been read.

    Raises
    ------
    InputError
        A callable fails at the point.
    """
    with np.errstate(all="ignore"):
        return report(case, integers.judged(case, _find(case)))


def _find(case: Case) -> ArrayFinding:
    value = called.first_value(case.f, case.x, case.structure)
    for obstacle in (obstacles.chance(case, value), obstacles.undefined(case, value)):
        if obstacle is not None:
            return obstacle
    if case.kind != "jacobian" and np.size(value) != 1:
        raise InputError(f"a {case.kind} is of one number, and f returned the shape {np.shape(value)}; see jacobian")
    shape = expected_shape(case.kind, case.x, value)
    if (misfit := _misfit(case)) is not None:
        return misfit
    if obstacles.kept(case, case.claim.raw(case.x)):
        case.claim = after(case.f, case.claim)
        case.notes += (f"{case.claim.name} reads what {case.f.name} kept from its last call: call that first",)
    if projected.needed(case.kind, np.size(value), np.size(case.x)) and case.claim.raw(case.x).shape == shape:
        _refuse_accuracy(case)
        return projected.judge(case, shape)
    claim = case.claim.value(case.x)
    found = fitted(claim, shape)
    first = first_witness(case.f, case.exact, case.kind, case.rng)
    if found is None:
        return shapes.judged(case, claim, shape, first)
    if first is None:
        _refuse_accuracy(case)
        if case.kind != "gradient":
            return projected.judge(case, shape)
        return large.judge(case, found)
    return _by_components(case, found, first)


def _misfit(case: Case) -> ArrayFinding | None:
    """Find that the claim has another structure than the point."""
    try:
        case.claim.raw(case.x)
    except StructureError as error:
        reason = f"the claim does not fit the point: {error}"
        return ArrayFinding(Verdict.REFUTED, reason, cause=Cause("shape", reason))
    return None


def _refuse_accuracy(case: Case) -> None:
    if case.accuracy:
        raise InputError("accuracy is for derivatives that are judged element by element; give fewer variables")


def _by_components(case: Case, claim: ArrayLike, first: Witnessed) -> ArrayFinding:
    """Judge each component at the point and at fresh points."""
    here = _compare(case, case.x, claim, first)
    if first.witness == ESTIMATE:
        here = solver_floor.filled(case, here)
        if not np.all(here.known) and (sharper := _with_tight_tolerances(case, here)) is not None:
            return sharper
    names = [first.witness]
    crossed = crossing(case.f, case.exact, first, case.rng) if ORDERS[case.kind] == 1 and not case.f.blind else None
    if crossed is not None:
        name, agrees = crossed
        if not agrees:
            said = f"two witnesses disagree: {first.witness}, and {name} along a random direction"
            return ArrayFinding(Verdict.UNRESOLVED, said, (here,))
        names += [name] if name not in names else []
    sides = _sides(case, first, here)
    if sides is not None and sides.any and (sides.jump or not np.any(here.refuted & ~sides.bent)):
        return ArrayFinding(Verdict.UNRESOLVED, "", (here,), sides=sides, witnesses=tuple(names))
    if not np.all(here.known) and not np.any(here.refuted):
        return ArrayFinding(Verdict.UNRESOLVED, "", (here,), witnesses=tuple(names))
    tried = (here, *_fresh(case, np.shape(here.reference), first.witness))
    return _judged(case, tried, tuple(names))


def _with_tight_tolerances(case: Case, here: ArrayGap) -> ArrayFinding | None:
    """Judge beside the same code with tighter tolerances, where its own leave steps in its values."""
    fresh = _fresh(case, np.shape(here.reference), ESTIMATE)
    found = stopping.filled(case, (here, *fresh))
    return None if found is None else _judged(case, found, (ESTIMATE,), sharpest=True)


def _compare(case: Case, x: Number, claim: object, found: Witnessed) -> ArrayGap:
    seen = case.evaluated(case.claim, x, claim)
    value, bound = (np.asarray(part, dtype=np.float64) for part in (found.value, found.bound))
    if case.accuracy:
        bound = bound + known_accuracy.leeway(case.kind, x, case.f.value(x), case.accuracy)
    noise = seen.noise_beside(found.plain)
    return ArrayGap(x, seen.value.astype(np.float64), value, bound, noise, seen.lost)


def _sides(case: Case, first: Witnessed, here: ArrayGap) -> kinks.Sides | None:
    if first.witness == ESTIMATE:
        return opaque.sides(case.f, case.exact, ~here.known) if ORDERS[case.kind] == 1 else None
    if smooth_along(_sloped(case), case.exact, case.rng):
        return None

    def look(y: ArrayLike) -> tuple[Any, Any]:
        found = first_witness(case.f, y, case.kind, case.rng, first.witness)
        if found is None:
            raise InputError("nothing to be seen there")
        return np.asarray(found.value), np.asarray(found.bound)

    return kinks.examine(look, case.f, case.exact, case.rng)


def _sloped(case: Case) -> Callable[[Any], Any]:
    """Return f, or of a Hessian the derivative of f along a random direction: what a bend shows in."""
    if ORDERS[case.kind] == 1:
        return case.f
    v = draw(case.exact, case.rng, 1)[0]
    return lambda y: partials.along(case.f, y, v)[1]


def _fresh(case: Case, shape: tuple[int, ...], witness: str) -> list[ArrayGap]:
    """Return what is found at fresh points; a point at which something fails tells nothing."""
    found = []
    for x in case.nearby() if case.claim.call is not None else ():
        try:
            value = case.f.value(x)
            claim = fitted(case.claim.value(x), shape)
            seen = first_witness(case.f, np.asarray(x, dtype=np.float64)[()], case.kind, case.rng, witness)
            if claim is not None and seen is not None and np.all(np.isfinite(value)):
                found.append(_compare(case, x, claim, seen))
        except DerivcheckError:
            continue
    return found


def _natural(case: Case) -> float:
    """Return the size of f over that of x, which a slope of zero is small against; for f = 0 a tiny number."""
    size = float(np.max(np.abs(case.f.value(case.x)))) or float(np.finfo(np.float64).tiny)
    return float(size / np.max(scale_of(case.exact)) ** ORDERS[case.kind])


def _judged(
    case: Case, tried: tuple[ArrayGap, ...], witnesses: tuple[str, ...], sharpest: bool = False
) -> ArrayFinding:
    """Judge gaps; those that tell too little once more beside tighter tolerances, unless they are the sharpest."""
    if witnesses[0] == ESTIMATE:
        again = solver_floor.reconsidered(case, tried)
        tried, case.notes = (
            again.tried,
            (*case.notes, *([again.note] if again.note and again.note not in case.notes else [])),
        )
    wrong = [c for c in tried if np.any(c.refuted)]
    if wrong and not sharpest and (eased := stopping.eased(case, tried)) is not None:
        tried, wrong = eased, []
    # Of the sharpest there are two estimates, by two tolerances.
    if wrong and witnesses[0] == ESTIMATE and not sharpest and (doubt := cross_check.doubt(case, wrong)):
        return ArrayFinding(Verdict.UNRESOLVED, doubt, tried, witnesses=witnesses)
    if wrong:
        cause = obstacles.side_effect(case) or _cause(case, tried)
        return ArrayFinding(Verdict.REFUTED, "", tried, shown=wrong[0], cause=cause, witnesses=witnesses)
    if (side_effect := obstacles.side_effect(case)) is not None:
        return ArrayFinding(Verdict.REFUTED, side_effect.text, tried, cause=side_effect, witnesses=witnesses)
    natural = _natural(case)
    if np.any(off := useless(tried, natural)):
        here = tried[0].as_returned
        tried = (replace(here, noise=np.where(off, 0.0, here.noise)), *tried[1:])
        return ArrayFinding(Verdict.REFUTED, "", tried, shown=tried[0], cause=ROUND_OFF, witnesses=witnesses)
    limit = float(np.max(limits(tried, natural)))
    found = verdict(False, limit)
    more = found is Verdict.UNRESOLVED and witnesses[0] == ESTIMATE and not sharpest
    if more and (sharper := stopping.filled(case, tried)) is not None:
        return _judged(case, sharper, witnesses, sharpest=True)
    return ArrayFinding(found, "", tried, limit=limit, witnesses=witnesses)


def _cause(case: Case, tried: tuple[ArrayGap, ...]) -> Cause | None:
    """Return why a claim is wrong: from its numbers alone, or from other runs of the claim or of f."""
    found = part_causes.explain(tried, case.variable)
    if found is not None and found.kind not in (*causes.VAGUE, "parameter"):
        return found
    if (found is None or causes.nearly_right(tried)) and (told := finite_differences.difference(case, tried)):
        return told
    if told := causes.confirmed(tried, accumulation.mended(case, tried)):
        return told
    if found is not None and found.kind == "factor":
        return found
    # What looks like another parameter may be a sign: the sigmoid of -x is that of x over exp(x).
    return edited_claims.explained(case, tried, "" if found is None or found.kind == "length" else "sign") or found
