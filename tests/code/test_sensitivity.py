"""What the rounding of constants can move a gap by, against constants moved by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.code import sensitivity
from derivcheck.code.code import Code
from derivcheck.code.sensitivity import CodeClaim

ROOT = 2**0.5


def code(f: Any) -> Code:
    return Code.of(f, "x")


# The constant cancels but for eight digits, occurrence by occurrence, and intervals cannot know.
CANCELLING = code(lambda x: ROOT * x - ROOT * (0.99999999 * x))


def claims(factor: float) -> tuple[Claim, Claim]:
    claimed = code(lambda x: factor * ROOT * 0.00000001 + 0 * x)
    return Claim(CANCELLING, claimed, "x", 1, 26), CodeClaim(CANCELLING, claimed, "x", 1, 26)


def test_a_constant_is_one_constant_wherever_it_occurs() -> None:
    intervals, constants = claims(1.0)
    assert gap(intervals, {"x": 1.0}).outcome is GapOutcome.UNDECIDED
    found = gap(constants, {"x": 1.0})
    assert found.outcome is GapOutcome.EQUAL
    assert not found.certified


def test_what_constants_do_not_explain_is_still_refuted() -> None:
    assert gap(claims(1.00001)[1], {"x": 1.0}).outcome is GapOutcome.DIFFERENT


def test_the_limit_is_what_moving_the_constants_by_hand_gives() -> None:
    """The derivative moves with the root as it does itself: relatively, by 8 roundings."""
    found = gap(claims(1.0)[1], {"x": 1.0})
    assert found.derivative is not None
    relative = float(found.derivative.bound / found.derivative.value)
    moved = 8 * 2.0**-53 + abs(0.99999999 - (1 - 1e-8)) / 1e-8 + 2.0**-53 / 1e-8
    assert 8 * 2.0**-53 <= relative <= 2 * moved


def test_a_constant_that_is_off_by_more_than_its_roundings_is_refuted() -> None:
    lost = (1e3 + ROOT) - 1e3  # ten bits of the root are gone, and the numbers of the claim are other ones
    claim = CodeClaim(code(lambda x: lost * x), code(lambda x: ROOT + 0 * x), "x", 1, 26)
    assert gap(claim, {"x": 1.0}).outcome is GapOutcome.DIFFERENT


def test_a_planted_move_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Constants that are moved nowhere leave no room for their rounding."""
    monkeypatch.setattr(sensitivity, "rounding", lambda x: 0.0)
    claim = CodeClaim(code(lambda x: ROOT * np.sin(x)), code(np.cos), "x", 1, 26)
    seen = sensitivity._looked_at(claim, gap(claim, {"x": 1.0}))
    assert seen.derivative is not None
    assert float(seen.derivative.bound) < 1e-60
