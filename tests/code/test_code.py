"""Python code where a formula would stand."""

from __future__ import annotations

import functools
import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from roundings import rounded

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.running import Running
from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.code import code as code_module
from derivcheck.code.code import Code, name_of
from derivcheck.ground.errors import InputError, UnsupportedOperation

TENTH = Code.of(lambda x: 0.1 * x ** (1 / 3), "x")


def test_code_is_evaluated_in_any_arithmetic() -> None:
    m = Precise(120)
    with mpmath.workprec(150):
        expected = mpmath.mpf(0.1) * mpmath.mpf(2) ** mpmath.mpf(1 / 3)
        assert abs(TENTH.evaluate(m, {"x": m.number(2)}) - expected) < mpmath.mpf(2) ** -115


def test_a_rounded_constant_is_a_ball_around_what_was_meant() -> None:
    with Ball(120) as m:
        found = TENTH.evaluate(m, {"x": m.number(2)})
        meant = m.number(Fraction(1, 10)) * m.power(m.number(2), Fraction(1, 3))
        assert found.contains(meant)
        assert not found.is_exact()
        assert Code.of(lambda x: 0.375 * x, "x").evaluate(m, {"x": m.number(2)}) == m.exact(0.75)


def test_a_rounded_constant_has_a_running_bound() -> None:
    m = Running(Precise(120))
    with m:
        found = TENTH.evaluate(m, {"x": m.number(2)})
        meant = m.number(Fraction(1, 10)) * m.power(m.number(2), Fraction(1, 3))
    assert 0 < abs(found.value - meant.value) <= found.bound < 1e-15


def test_constants_are_constant_for_forward_mode() -> None:
    m = Dual(Precise(120))
    found = TENTH.evaluate(m, {"x": m.variable(m.inner.number(8))})
    # The exponent is the double nearest 1/3, which 8 to it multiplies by log 8.
    assert float(found.tangent) == rounded(0.1 / 12, 4 + math.log(8))


def test_a_gap_that_rounding_explains_is_none() -> None:
    root = 2**0.5
    near = math.nextafter(root, 2)
    f = Code.of(lambda x: root * x, "x")
    right, wrong = Code.of(lambda x: near + 0 * x, "x"), Code.of(lambda x: root * (1 + 1e-13) + 0 * x, "x")
    assert gap(Claim(f, right, "x", 1, 26), {"x": 1.0}).outcome is GapOutcome.EQUAL
    assert gap(Claim(f, wrong, "x", 1, 26), {"x": 1.0}).outcome is GapOutcome.DIFFERENT


def test_a_planted_reading_of_constants_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without their rounding, constants would refute what is right."""
    root = 2**0.5
    near = math.nextafter(root, 2)
    monkeypatch.setattr(code_module, "rounding", lambda x: 0.0)
    claim = Claim(Code.of(lambda x: root * x, "x"), Code.of(lambda x: near + 0 * x, "x"), "x", 1, 26)
    assert gap(claim, {"x": 1.0}).outcome is GapOutcome.DIFFERENT


def test_what_returns_several_numbers_is_refused() -> None:
    m = Precise(60)
    with pytest.raises(InputError, match="check_gradient"):
        Code.of(lambda x: np.array([x, x]), "x").evaluate(m, {"x": m.number(1)})
    with pytest.raises(UnsupportedOperation):
        Code.of(lambda x: float.fromhex(x.hex()), "x").evaluate(m, {"x": m.number(1)})


def test_names() -> None:
    assert name_of(np.sin) == "sin"
    assert name_of(test_names) == "test_names"
    assert name_of(functools.partial(np.add, 1)) == "partial"
