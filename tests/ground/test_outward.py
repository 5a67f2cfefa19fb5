"""Bounds that leave the program hold: against exact rationals."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from derivcheck.ground import outward
from derivcheck.ground.outward import exact, upper_float, upward

positive = st.floats(min_value=0, exclude_min=True, allow_infinity=False, allow_subnormal=True)


@given(positive, st.integers(1, 17))
@example(5e-324, 3)
@example(1.7976931348623157e308, 3)
@example(9.9999999, 3)
@example(0.001, 3)
def test_what_is_shown_is_not_below_the_bound_and_less_than_a_unit_above(bound: float, digits: int) -> None:
    text = upward(bound, digits)
    shown, exponent = Fraction(text), int(text.partition("e")[2])
    assert 0 <= shown - Fraction(bound) < Fraction(10) ** (exponent - digits + 1)
    assert len(text.partition("e")[0].replace(".", "")) == digits


@given(st.fractions(min_value=Fraction(1, 10**320), max_value=10**300))
def test_the_smallest_double_above_is_that(bound: Fraction) -> None:
    above = upper_float(bound)
    assert Fraction(above) >= bound > Fraction(math.nextafter(above, -math.inf))


@pytest.mark.parametrize(
    ("value", "true"),
    [
        (mpmath.mpf(1) / 4, Fraction(1, 4)),
        (-mpmath.mpf(3), Fraction(-3)),
        (mpmath.mpf("1e-400").context.ldexp(1, -1400), Fraction(1, 2**1400)),
        (mpmath.mpf(0), Fraction(0)),
        (np.float32(0.1), Fraction(13421773, 2**27)),
        (np.longdouble(1) / 2, Fraction(1, 2)),
        (7, Fraction(7)),
    ],
)
def test_numbers_of_every_library_are_read_exactly(value: object, true: Fraction) -> None:
    assert exact(value) == true


def test_a_radius_below_every_double_is_shown() -> None:
    # A float would have made 0 of it.
    assert Fraction(361, 10**424) < Fraction(2) ** -1400 < Fraction(362, 10**424)
    assert upward(mpmath.ldexp(mpmath.mpf(1), -1400)) == "3.62e-422"


@pytest.mark.parametrize(("bound", "text"), [(0.0, "0"), (math.inf, "inf"), (math.nan, "nan"), (mpmath.inf, "inf")])
def test_what_has_no_digits(bound: object, text: str) -> None:
    assert upward(bound) == text


@pytest.mark.parametrize("value", [mpmath.inf, mpmath.nan, math.inf])
def test_what_is_not_finite_is_no_rational(value: object) -> None:
    with pytest.raises(OverflowError):
        exact(value)


def test_rounding_to_nearest_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward.math, "ceil", round)
    assert Fraction(outward.upward(3.5746e-30)) < Fraction(3.5746e-30)


@pytest.mark.parametrize("exponent", [40_000, -40_000, 3 * 10**9, -(10**12)])
def test_an_enormous_bound_is_rounded_up_without_being_written_out(exponent: int) -> None:
    bound = mpmath.mpf(2) ** exponent
    mantissa, tens = upward(bound).split("e")
    with mpmath.workprec(200):
        shown = mpmath.mpf(mantissa) * mpmath.mpf(10) ** int(tens)
        assert bound <= shown <= bound * mpmath.mpf("1.03")
    assert upper_float(bound) >= bound
    assert upper_float(bound) in (math.inf, math.nextafter(float(bound), math.inf))
