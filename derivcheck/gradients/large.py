"""The verdict on a gradient that is too large to be looked at component by component."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.claims.verdict_rule import verdict
from derivcheck.elementary.number import Number
from derivcheck.gradients import causes, kinks, obstacles, opaque
from derivcheck.gradients.along import SLOPES, Directional, along_directions
from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.claimed import fitted
from derivcheck.gradients.directions import draw
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ESTIMATE
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.results import Cause, Verdict


def judge(case: Case, claim: ArrayLike) -> ArrayFinding:
    """Judge a gradient that is too large to be looked at one by one, here and at fresh points."""
    here = _along(case, case.x, claim)
    sides = None if here.seen else _bent(case, here)
    if sides is not None and sides.any and here.witness == ESTIMATE:
        seen = _unknown(case, claim)
        return ArrayFinding(Verdict.UNRESOLVED, "", (seen,), sides=sides, directional=here, witnesses=(here.witness,))
    if sides is not None and (sides.any or here.witness == ESTIMATE):
        reason = "not differentiable at the point: the derivative along a random direction differs on both sides"
        return ArrayFinding(Verdict.UNRESOLVED, reason, directional=here, witnesses=(here.witness,))
    nearby = [] if here.seen else _fresh_directions(case)
    worst = next((d for d in (here, *nearby) if d.seen), None)
    tried = tuple(d.numbers for d in (here, *nearby))
    side_effect = obstacles.side_effect(case)
    if worst is not None:
        again = _fresh_directions(case, find=False) if worst is here else nearby
        numbers = [d.numbers.first(_fresh_counts().get(d.witness, allowances.DIRECTIONS.value)) for d in (here, *again)]
        cause = side_effect or _not_finite(claim) or causes.find(numbers, case.variable, causes.WHOLE)
        return ArrayFinding(Verdict.REFUTED, "", tried, cause=cause, directional=worst, witnesses=(worst.witness,))
    if side_effect is not None:
        return ArrayFinding(
            Verdict.REFUTED, side_effect.text, tried, cause=side_effect, directional=here, witnesses=(here.witness,)
        )
    return _unseen(case, here, tried)


def _unseen(case: Case, here: Directional, tried: tuple[ArrayGap, ...]) -> ArrayFinding:
    """Judge a claim that was nowhere seen to be wrong: by what was probed at the point itself."""
    declined = math.isinf(here.limit)
    reason = f"the {here.witness} of {case.f.name} declines at the point along every direction" if declined else ""
    return ArrayFinding(
        verdict(False, here.limit), reason, tried, directional=here, limit=here.limit, witnesses=(here.witness,)
    )


def _unknown(case: Case, claim: Any) -> ArrayGap:
    """Return a claim beside a derivative that is not known in any component."""
    seen = case.evaluated(case.claim, case.x, claim)
    nothing = np.full(np.shape(claim), np.nan)
    return ArrayGap(case.x, seen.value, nothing, np.full(np.shape(claim), np.inf), seen.noise)


def _not_finite(claim: Any) -> Cause | None:
    count = int(np.count_nonzero(~np.isfinite(claim)))
    text = f"the claim is not a finite number in {count} of {np.size(claim):,} components"
    return Cause("nan", text) if count else None


def _fresh_counts() -> dict[str, int]:
    """Return how many directions are tried at a fresh point, where each costs many runs of f."""
    return {ESTIMATE: allowances.FRESH_DIRECTIONS.value}


def _along(
    case: Case, x: ArrayLike, claim: ArrayLike, counts: Mapping[str, int] | None = None, find: bool = True
) -> Directional:
    seen = case.evaluated(case.claim, x, claim)
    value = seen.value.astype(np.float64)
    return along_directions(case.f, np.asarray(x, dtype=np.float64), value, seen.noise, case.rng, counts, find)


def _bent(case: Case, here: Directional) -> kinks.Sides | None:
    """Look at both sides of the point along one direction; an estimate sees a bend by itself, and declines."""
    v = draw(case.x, case.rng, 1)
    if here.witness == ESTIMATE:
        return None if np.all(here.numbers.known) else opaque.bend(case.f, case.exact, v[0])

    def look(y: Number) -> tuple[Any, Any]:
        found = SLOPES[here.witness](case.f, y, v, case.rng)
        return found.value, found.bound

    return kinks.examine(look, case.f, case.exact, case.rng)


def _fresh_directions(case: Case, find: bool = True) -> list[Directional]:
    found = []
    for x in case.nearby() if case.claim.call is not None else ():
        try:
            claim = fitted(case.claim.value(x), np.shape(case.x))
            if claim is not None and np.all(np.isfinite(claim)) and np.all(np.isfinite(case.f.value(x))):
                found.append(_along(case, x, claim, _fresh_counts(), find))
        except DerivcheckError:  # code that fails at a fresh point says nothing about the point asked for
            continue
    return found
