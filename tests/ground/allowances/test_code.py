"""What each allowance of code decides: beside the honest outcome stands what another value makes of it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from allowance import changed

import derivcheck as dc
from derivcheck.claims.claim import Claim, gap
from derivcheck.code import sensitivity
from derivcheck.code.code import Code
from derivcheck.code.constants import read
from derivcheck.code.sensitivity import CodeClaim
from derivcheck.ground.allowances import code as allowances
from derivcheck.ground.allowances.record import Allowance
from derivcheck.testing.compare import compare, error_curve

ROOT = 2**0.5
UNIT = 2.0**-53
RNG = random.Random(0)
CHANCE = [RNG.uniform(1, 2) for _ in range(200)]


def claim(function: Callable[[Any], Any], claimed: Callable[[Any], Any], bits: int = 26) -> Claim:
    return CodeClaim(Code.of(function, "x"), Code.of(claimed, "x"), "x", 1, bits)


def outcome(function: Callable[[Any], Any], claimed: Callable[[Any], Any]) -> str:
    return gap(claim(function, claimed), {"x": 1.0}).outcome.name.lower()


def off_by(units: float) -> str:
    """The outcome of a claim whose constant is off by so many unit roundoffs."""
    return outcome(lambda x: ROOT * x, lambda x: ROOT * (1 + units * UNIT) + 0 * x)


def cancelling(x: Any) -> Any:
    return ROOT * x - ROOT * (0.99999999 * x)


def slope_of_cancelling(x: Any) -> Any:
    return ROOT * 0.00000001 + 0 * x


def meant(x: float) -> str:
    read.cache_clear()
    found = read(x)
    return f"{found.factor}{found.base}" if found.base or found.factor != Fraction(x) else "itself"


def read_by_chance() -> bool:
    return sum(meant(x) != "itself" for x in CHANCE) > len(CHANCE) / 4


def not_converged(steps: int) -> str:
    """The verdict on the slope of a square root, of code that takes so many steps of Newton's method for one."""

    def root(a: Any) -> Any:
        x = a
        for _ in range(steps):
            x = (x + a / x) / 2
        return x

    return dc.check_derivative(root, lambda a: 0.5 / np.sqrt(a), 2.0).verdict.value


def thirty_steps(x: Any) -> Any:
    for _ in range(30):
        x = x - 0.01 * np.sin(x)
    return x


def truncation_next_to_a_pole() -> bool:
    """Whether the truncation of a difference across a pole is known as well as it says."""
    x, h = 1.5707, 1e-4
    (p,) = error_curve(lambda t: math.tan(t), x, "forward-1", steps=[h]).points
    with mpmath.workdps(40):
        truth = (mpmath.tan(mpmath.mpf(x) + h) - mpmath.tan(x)) / h - 1 / mpmath.cos(x) ** 2
    return bool(abs(p.truncation - truth) <= p.uncertainty)


OUTCOMES: list[tuple[Allowance[Any], float, Callable[[], Any], Any, Any]] = [
    (allowances.FAR, 0.0, lambda: not_converged(5), "agrees", "refuted"),
    (allowances.CONSTANT_ROUNDINGS, 0.8, lambda: off_by(8), "equal", "different"),
    (allowances.CONSTANT_ROUNDINGS, 80.0, lambda: off_by(60), "different", "equal"),
    (allowances.CONSTANT_ROUNDINGS, 0.8, lambda: meant(0.1 + 0.2), "3/10", "itself"),
    (allowances.SHORT_BITS, 260, lambda: meant(0.1), "1/10", "itself"),
    (allowances.SHORT_BITS, 260, lambda: outcome(lambda x: 0.1 * x, lambda x: 0.3 - 0.2 + 0 * x), "equal", "different"),
    (allowances.FRACTION_BITS, 3, lambda: meant(7 / 11), "7/11", "itself"),
    (allowances.FRACTION_BITS, 300, read_by_chance, False, True),
    (allowances.MULTIPLE_BITS, 2, lambda: meant(math.pi / 180), "1/180pi", "itself"),
    (allowances.MULTIPLE_BITS, 160, read_by_chance, False, True),
    (allowances.DECIMAL_DIGITS, 1, lambda: meant(3.14159265), "62831853/20000000", "itself"),
    (allowances.DECIMAL_DIGITS, 17, read_by_chance, False, True),
    (allowances.MOVE_BITS, 38, lambda: outcome(cancelling, slope_of_cancelling), "equal", "undecided"),
    (allowances.MOVE, 2.0**-400, lambda: outcome(cancelling, slope_of_cancelling), "equal", "undecided"),
    (allowances.STEEPNESS, 0.0, truncation_next_to_a_pole, True, False),
    (allowances.COMPARED_OPERATIONS, 20, lambda: bool(compare(thirty_steps, 1.0, steps=[0.1]).measured), False, True),
]


@pytest.mark.parametrize(("record", "value", "found", "honest", "other"), OUTCOMES)
def test_another_value_has_another_outcome(
    record: Allowance[Any], value: float, found: Callable[[], Any], honest: Any, other: Any
) -> None:
    assert found() == honest
    with changed(record, value):
        assert found() == other
    read.cache_clear()


def test_a_move_that_is_large_tells_of_curvature() -> None:
    steep = claim(lambda x: np.exp(20 * ROOT * x), lambda x: 20 * ROOT * np.exp(20 * ROOT * x))

    def moved() -> float:
        found = sensitivity._looked_at(steep, gap(steep, {"x": 1.0})).derivative  # type: ignore[arg-type]
        assert found is not None
        return float(found.bound / found.value)

    # d log(c exp(c)) by log c is 1 + c, for c = 20 sqrt(2).
    truth = (1 + 20 * ROOT) * allowances.CONSTANT_ROUNDINGS.value * UNIT
    # What is bounded is the change over the move, whose second term is 2^-96 of the first; three digits of it are kept.
    assert moved() == pytest.approx(truth, rel=1e-3, abs=0)
    with changed(allowances.MOVE, 0.25):
        assert moved() > 100 * truth


def test_the_limit_is_sharp_where_constants_cancel() -> None:
    near = 1 - 1e-7
    shallow = claim(lambda x: ROOT * x - ROOT * (near * x), lambda x: ROOT * (1 - near) + 0 * x, bits=8)
    honest = gap(shallow, {"x": 1.0}).limit
    with changed(allowances.SHARP, 2.0**-26 * 10):
        assert gap(shallow, {"x": 1.0}).limit > 9 * honest
