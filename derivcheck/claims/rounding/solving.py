"""The numbers that decimals stand for: those that make the claim right, by Newton's method in many digits.

As many points as there are unknown decimals determine them; the claim must then be right at the
other points too, to all the digits that are worked with. So a solution is no accident.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.claims.diagnosis.recognition import BITS, CLOSE, Constant, recognise
from derivcheck.claims.rounding.open_claim import OpenClaim, Unknown
from derivcheck.elementary.named_constants import COMPOSED, NAMED
from derivcheck.elementary.number import Number
from derivcheck.formula.decimals import decimals
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError

_ENOUGH = 2.0 ** -(3 * BITS // 4)
"""Newton's method has converged when its step is so small, relatively."""


@dataclass(frozen=True)
class Meaning:
    """What a decimal stands for.

    Attributes
    ----------
    unknown : Unknown
    value : ball
        The number, to many digits.
    is_nearest : bool
        Whether it rounds to the decimal; else the decimal was cut off.
    constant : Constant or None
        Its name, where it has one.
    """

    unknown: Unknown
    value: Any
    is_nearest: bool
    constant: Constant | None

    @property
    def is_rounded(self) -> bool:
        """Whether the decimal is not exactly what it stands for."""
        return self.constant is None or bool(self.constant.unit) or self.constant.fraction != self.unknown.decimal.value

    @property
    def text(self) -> str:
        """Its name, or its leading digits."""
        digits = allowances.SHOWN_CONSTANT.value
        name = str(self.constant or "")
        return name if name and len(name) <= 2 * digits else f"{self.value.str(digits, radius=False)}…"


def solve(open_claim: OpenClaim, points: Sequence[Mapping[str, float]]) -> list[Meaning] | None:
    """Return what the decimals stand for, or None where no numbers near them make the claim right.

    Parameters
    ----------
    open_claim : OpenClaim
    points : sequence of mapping
        Generic ones, more than there are decimals.
    """
    if len(points) <= len(open_claim.unknowns):
        return None
    with Ball(BITS) as m:
        try:
            found = _newton(open_claim, m, points[: len(open_claim.unknowns)])
            if found is None or not all(_right(open_claim, m, at, found) for at in points):
                return None
            return [_meaning(open_claim, m, u, found[u.name]) for u in open_claim.unknowns]
        except (DerivcheckError, ArithmeticError, ValueError):
            return None


def _newton(open_claim: OpenClaim, m: Ball, points: Sequence[Mapping[str, float]]) -> dict[str, Any] | None:
    unknowns, constants = open_claim.unknowns, open_claim.centres(m)
    matrix = m.flint.arb_mat
    for _ in range(allowances.NEWTON_STEPS.value):
        seen = [open_claim.evaluate(m, at, constants) for at in points]
        gaps = [[(s.claimed - s.derivative).mid()] for s in seen]
        slopes = [[open_claim.slope(m, at, constants, u.name).mid() for u in unknowns] for at in points]
        step = matrix(slopes).solve(matrix(gaps))
        for i, u in enumerate(unknowns):
            constants[u.name] = (constants[u.name] - step[i, 0]).mid()
        if not all(_in_reach(m, u, constants[u.name]) for u in unknowns):
            return None
        if all(abs(step[i, 0]) <= abs(constants[u.name]) * _ENOUGH for i, u in enumerate(unknowns)):
            return constants
    return None


def _in_reach(m: Ball, u: Unknown, value: Number) -> bool:
    """Return whether a number rounds to the decimal, or is cut off to it."""
    off = abs(value - m.number(u.decimal.value))
    # Cut off, a number is less than a unit from its decimal, and larger.
    allowed = max(u.decimal.unit, u.decimal.half) if abs(value) >= abs(m.number(u.decimal.value)) else u.decimal.half
    return bool(off <= m.number(allowed) * (1 + CLOSE))


def _right(open_claim: OpenClaim, m: Ball, at: Mapping[str, float], constants: Mapping[str, Any]) -> bool:
    seen = open_claim.evaluate(m, at, constants)
    return bool(abs(seen.claimed - seen.derivative) <= max(abs(seen.claimed), abs(seen.derivative)) * CLOSE)


def _meaning(open_claim: OpenClaim, m: Ball, u: Unknown, value: Number) -> Meaning:
    nearest = bool(abs(value - m.number(u.decimal.value)) <= m.number(u.decimal.half) * (1 + CLOSE))
    names = (recognise(m, value, units=(unit,)) for unit in _units(open_claim, u))
    shortest = min((name for name in names if name), key=lambda name: name.complexity, default=None)
    return Meaning(u, value, nearest, shortest)


def _units(open_claim: OpenClaim, u: Unknown) -> tuple[str, ...]:
    """Return the formulas of constants whose multiples have a name: the known ones, and times a decimal of f."""
    known = (*NAMED, *COMPOSED)
    own = [d.text for d in decimals(open_claim.claim.function) if u.in_claim and d.digits > 1]
    return (*known, *own, *(f"{text}*{unit}" for text in own for unit in known))
