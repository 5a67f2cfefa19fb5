"""The verdict on a derivative given as code: which witnesses can speak, and what they say."""

from __future__ import annotations

import random
from dataclasses import replace

from derivcheck.callables.question import Question
from derivcheck.callables.ratio import cause
from derivcheck.callables.transparent import Pair, is_transparent, judge
from derivcheck.claim import Gap, gap
from derivcheck.conclusion import cause_points, conclude, result
from derivcheck.model import Check, Verdict
from derivcheck.reference import certified


def check_code(q: Question) -> Check:
    """Return the verdict on a claim of which at least one side is code."""
    rng = random.Random(q.seed)
    return _of_transparent(q, judge(q, rng), rng)


def _of_transparent(q: Question, pair: Pair, rng: random.Random) -> Check:
    refuted = pair.finding.verdict is Verdict.REFUTED
    if refuted and pair.formulas is not None:
        check = conclude(pair.formulas, pair.finding, rng, q.seed, q.reproduce)
    else:
        gaps = _gaps(pair, rng) if refuted else []
        check = result(pair.claim, pair.finding, q.seed, q.reproduce, cause(gaps))
    arithmetic = "balls" if certified() else "mpmath"
    witnesses = (*(("symbolic-trace",) if pair.formulas else ()), f"forward-mode ({arithmetic})")
    return replace(check, function=q.function.text, claimed=q.claimed.text, witnesses=witnesses)


def _gaps(pair: Pair, rng: random.Random) -> list[Gap]:
    return [gap(pair.claim, at) for at in cause_points(pair.claim, pair.finding, rng)]
