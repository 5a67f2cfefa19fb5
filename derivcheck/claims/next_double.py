"""What is said of a point whose double lies beside a bend of f, as that of pi beside the bend of |sin x|."""

from __future__ import annotations

import math
from typing import Any

from derivcheck.claims.claim import Claim, Gap, gap
from derivcheck.ground.allowances import claims as allowances
from derivcheck.methods.sides import may_join


def next_double(claim: Claim, first: Gap) -> str:
    """Say that at a double next to the point f has another derivative: what was typed, such as pi, is between them."""
    # Few formulas bend, and most of those that do have pieces or a root.
    if first.join or first.derivative is None or first.claimed is None or not may_join(claim.function):
        return ""
    here, x = first.derivative.value, first.at[claim.wrt]
    sides = (math.nextafter(x, way) for way in (-math.inf, math.inf))
    known = [(beyond, there.value) for beyond in sides if (there := _derivative(claim, first, beyond)) is not None]
    # Where the derivative is 0 only the claim tells what is large.
    scale = max(abs(here), abs(first.claimed.value))
    beyond, there = max(known, key=lambda side: abs(side[1] - here), default=(x, here))
    if not abs(there - here) > allowances.BEND.value * scale > 0:
        return ""
    place = f"{claim.wrt} = {x!r} is a double; at the next one, {beyond!r},"
    return f"; {place} the derivative is {float(there):.6g}"


def _derivative(claim: Claim, first: Gap, x: float) -> Any:
    return gap(claim, {**first.at, claim.wrt: x}).derivative
