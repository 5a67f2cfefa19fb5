"""What is said of a point whose double lies beside a bend of f, as that of pi beside the bend of |sin x|."""

from __future__ import annotations

import math

from derivcheck.claims.claim import Claim, Gap, gap
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.methods.sides import has_pieces


def next_double(claim: Claim, first: Gap) -> str:
    """Say that at a double next to the point f has another derivative: what was typed, such as pi, is between them."""
    # Few formulas bend, and most of those that do have pieces or a square root.
    if first.join or first.derivative is None or not (has_pieces(claim.function) or _has_root(claim.function)):
        return ""
    here, x = abs(first.derivative.value), first.at[claim.wrt]
    for beyond in (math.nextafter(x, -math.inf), math.nextafter(x, math.inf)):
        there = gap(claim, {**first.at, claim.wrt: beyond}).derivative
        if there is not None and abs(there.value - first.derivative.value) > allowances.BEND.value * here:
            place = f"{claim.wrt} = {x!r} is a double; at the next one, {beyond!r},"
            return f"; {place} the derivative is {float(there.value):.6g}"
    return ""


def _has_root(expression: Expression) -> bool:
    return any(node.operation in ("sqrt", "hypot") for node in expression.nodes)
