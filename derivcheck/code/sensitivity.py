"""How much the rounding of the constants in code can move a gap, to first order.

Intervals take every occurrence of a constant for a constant of its own, and so widen where code
cancels. Here each distinct constant is moved by itself, wherever it occurs, and the moves of the
gap are added up: |d gap / d c| times the rounding of c (Higham, "Accuracy and Stability of
Numerical Algorithms", 2nd ed., 2002, § 1.6).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.bounded import Bounded
from derivcheck.claims.claim import Claim, Gap, GapOutcome, compared, evaluate
from derivcheck.claims.verdict_rule import detection_limit
from derivcheck.code.code import Code, rounding
from derivcheck.code.constants import UNIT, is_short
from derivcheck.elementary.number import Functions, Number
from derivcheck.ground.allowances import code as allowances
from derivcheck.ground.errors import DerivcheckError


@dataclass(frozen=True)
class CodeClaim(Claim):
    """A claim one side of which is code."""

    def reconsider(self, found: Gap) -> Gap:
        """Return the gap with constants moved one by one, where intervals were too wide to judge by, or nearly so.

        A claim that is right to the last bit of a double agrees, though its formula be another.
        """
        if _rounded(found):
            return replace(found, outcome=GapOutcome.EQUAL, limit=max(found.limit, float(detection_limit(UNIT, 1.0))))
        try:
            return _looked_at(self, found) if _loose(found) else found
        except DerivcheckError:
            return found


def _rounded(found: Gap) -> bool:
    """Return whether a gap is below the rounding of the double that the claim returns: nobody can have come closer."""
    if found.outcome is not GapOutcome.DIFFERENT or found.difference is None or found.claimed is None:
        return False
    return bool(abs(found.difference.value) + found.difference.bound <= abs(found.claimed.value) * UNIT)


def _loose(found: Gap) -> bool:
    """Return whether a sharper gap is worth its runs: it is undecided, or would let more than half of a float pass."""
    return found.outcome is GapOutcome.UNDECIDED or (
        found.outcome is GapOutcome.EQUAL and found.limit > allowances.SHARP.value
    )


def _noting(constants: dict[float, None]) -> Callable[[Arithmetic, Any], Any]:
    """Return the reading of constants as they are, which notes those that were rounded."""

    def literal(m: Arithmetic, x: Any) -> Any:
        if not is_short(x):
            constants[float(x)] = None
        return m.exact(x)

    return literal


def _looked_at(claim: CodeClaim, found: Gap) -> Gap:
    m = Ball(allowances.MOVE_BITS.value)
    constants: dict[float, None] = {}
    with m:
        derivative, claimed = _values(claim, found.at, m, _noting(constants))
        difference = claimed - derivative
        spread = [0 * difference] * 3
        for constant in tuple(constants):
            moved = _values(claim, found.at, m, _moving(m, constant))
            share = rounding(constant) / (allowances.MOVE.value * abs(constant))
            changes = (moved[0] - derivative, moved[1] - claimed, moved[1] - moved[0] - difference)
            spread = [s + abs(c) * m.exact(share) for s, c in zip(spread, changes, strict=True)]
        sure = [_widened(m, v, s) for v, s in zip((derivative, claimed, difference), spread, strict=True)]
        return compared(found.at, sure[0], sure[1], sure[2], claim.agreement_bits)


def _values(claim: Claim, at: Mapping[str, float], m: Any, literal: Any) -> tuple[Any, Any]:
    read = [replace(e, literal=literal) if isinstance(e, Code) else e for e in (claim.function, claim.claimed)]
    values = {name: m.exact(value) for name, value in at.items()}
    found = evaluate(Claim(read[0], read[1], claim.wrt, claim.order), m, values)
    return 0 * m.exact(0.0) + found.derivative, 0 * m.exact(0.0) + found.claimed


def _moving(m: Functions, constant: float) -> Any:
    """Return the reading in which one constant is a little larger."""
    return lambda _, x: m.exact(x) * (1 + m.exact(allowances.MOVE.value)) if float(x) == constant else m.exact(x)


def _widened(m: Ball, value: Number, spread: Any) -> Bounded:
    if (wide := Bounded.of(m, value + m.interval(abs(spread).upper()))) is None:
        raise DerivcheckError("no finite value")
    return wide
