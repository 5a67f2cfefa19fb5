"""The verdict on a derivative given as code: which witnesses can speak, and what they say."""

from __future__ import annotations

import math
import random
from dataclasses import replace

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.claims.claim import Claim, Gap, evaluate, gap
from derivcheck.claims.conclusion import cause_points, conclude, result
from derivcheck.code import estimated, traceable
from derivcheck.code.gap_scaling import law_of_steps
from derivcheck.code.measurements import Readings
from derivcheck.code.question import Question, Side
from derivcheck.code.ratio import cause
from derivcheck.code.traceable import Pair
from derivcheck.ground.errors import DerivcheckError
from derivcheck.results import Check, Verdict


def check_code(q: Question) -> Check:
    """Return the verdict on a claim of which at least one side is code."""
    rng = random.Random(q.seed)
    x = 0.5 if q.x is None else q.x
    opened = [traceable.is_transparent(side, x) for side in (q.function, q.claimed)]
    found = _of_transparent(q, rng) if all(opened) else _of_opaque(q, Readings(q, opened[0], opened[1]), rng)
    unsteady = tuple(text for side in (q.function, q.claimed) if (text := _unsteady(side, x)))
    return replace(found, function=q.function.text, claimed=q.claimed.text, warnings=(*unsteady, *found.warnings))


def _unsteady(side: Side, x: float) -> str | None:
    """Say that code gives another value each time."""
    first, second = side.value(x), side.value(x)
    if first == second or (first != first and second != second):
        return None
    return f"{side.text} is not deterministic: at {side.variable} = {x:.10g} it gave {first!r}, then {second!r}"


def _of_transparent(q: Question, rng: random.Random) -> Check:
    pair = traceable.judge(q, rng)
    refuted = pair.finding.verdict is Verdict.REFUTED
    if refuted and pair.formulas is not None:
        check = conclude(pair.formulas, pair.finding, rng, q.seed, q.reproduce)
    else:
        gaps = _gaps(pair, rng) if refuted else []
        check = result(pair.claim, pair.finding, q.seed, q.reproduce, cause(gaps))
    witnesses = (*(("symbolic-trace",) if pair.formulas else ()), "forward-mode (balls)")
    return _with_floats(replace(check, witnesses=witnesses), pair)


def _with_floats(check: Check, pair: Pair) -> Check:
    """Hold the derivative against forward mode in float64, within its running error bound."""
    shown, m = pair.finding.shown, Running(Real())
    if shown.derivative is None:
        return check
    try:
        with m:
            seen = evaluate(pair.claim, m, {name: m.exact(value) for name, value in shown.at.items()})
            tangent = m.lift(seen.derivative)
            value, bound = float(tangent.value), m.bound(tangent) + float(shown.derivative.radius)
    except DerivcheckError:
        return check
    off = abs(value - float(shown.derivative.value))
    if off <= bound < math.inf:
        return replace(check, witnesses=(*check.witnesses, "forward-mode (float64)"))
    said = f"forward mode in float64 gives {value:.10g}, further off than its error bound of {bound:.3g}"
    return replace(check, warnings=(*check.warnings, said)) if off > bound else check


def _gaps(pair: Pair, rng: random.Random) -> list[Gap]:
    return [gap(pair.claim, at) for at in cause_points(pair.claim, pair.finding, rng)]


def _of_opaque(q: Question, readings: Readings, rng: random.Random) -> Check:
    found = estimated.judge(readings, rng)
    refuted = found.verdict is Verdict.REFUTED
    claim = Claim(q.function.expression, q.claimed.expression, q.variable, q.order)
    check = result(claim, found, q.seed, q.reproduce, cause(found.tried) if refuted else None)
    told = found.verdict is not Verdict.AGREES and found.shown.claimed is not None
    law = law_of_steps(readings, found.shown) if told else None
    return replace(check, witnesses=readings.witnesses, certified=False, law=law)
