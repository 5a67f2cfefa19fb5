"""How many digits a right claim loses in floating point."""

from __future__ import annotations

import math

import mpmath
import pytest

from derivcheck.claims.claim import Claim, gap
from derivcheck.claims.stability import warning
from derivcheck.formula.parser import parse


def warned(function: str, claimed: str, x: float) -> str | None:
    claim = Claim(parse(function), parse(claimed), "x")
    return warning(claim.claimed, gap(claim, {"x": x}))


def test_a_stable_claim_gets_no_warning() -> None:
    assert warned("tanh(x)", "1/cosh(x)^2", 15.0) is None


@pytest.mark.parametrize("x", [5.0, 10.0, 15.0, 18.0])
def test_the_digits_lost_are_those_that_mpmath_finds(x: float) -> None:
    text = warned("tanh(x)", "1 - tanh(x)^2", x)
    assert text is not None
    with mpmath.workdps(40):
        truth = 1 / mpmath.cosh(x) ** 2
        relative = abs((1 - math.tanh(x) ** 2) / truth - 1)
        lost = int(text.split(" loses ")[1].split()[0])
        # NumPy's tanh may differ from math's in the last place, which moves the loss by a digit.
        assert abs(lost - (16 + float(mpmath.log10(relative)))) <= 1.0


def test_a_claim_that_overflows_loses_everything() -> None:
    text = warned("1/(1 + exp(-x))", "exp(-x)/(1 + exp(-x))^2", -400.0)
    assert text is not None
    assert "16 of 16" in text
