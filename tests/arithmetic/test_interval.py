"""Intervals of our own: mpmath's values inside an interval must be inside its image."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import mpmath
import pytest
from mpmath import mpf

from derivcheck.arithmetic.interval import Interval
from derivcheck.elementary import TABLE
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError

BITS = 128
NAMES = [name for name, row in TABLE.items() if row.arity == 1 and row.mpmath and row.names]
WIDTHS = (2.0**-20, 2.0**-8, 0.3, 2.0, 9.0)
PLACES = [k / 8 for k in range(-8, 9)]


def image(m: Interval, name: str, centre: float, radius: float) -> Any:
    try:
        return getattr(m, name)(m.lift(m.inner.exact(centre)) + m.interval(radius))
    except DerivcheckError:
        return None


def escaped(m: Interval, name: str) -> Iterator[tuple[float, float, float]]:
    """Yield centres, radii and places whose value is not in the image; where nothing is promised, nothing is broken."""
    centres = [-7.3, -2.4, -0.7, 0.0, 0.3, 0.9, 1.5, 3.1, 12.0, 40.0]
    for centre, radius in ((c, r) for c in centres for r in WIDTHS):
        found = image(m, name, centre, radius)
        if found is None or not found.is_finite():
            continue
        for place in PLACES:
            truth = cases.value(TABLE[name], (centre + place * radius,))
            if truth is not None and abs(found.value - truth) > found.bound + abs(truth) * mpf(2) ** -60:
                yield centre, radius, place


@pytest.mark.parametrize("name", NAMES)
def test_the_image_holds_the_values(name: str) -> None:
    assert list(escaped(Interval(BITS), name)) == []


class Trusting(Interval):
    """The planted fault: the slope in the middle is taken for the slope everywhere."""

    def largest(self, values: Any) -> Any:
        return values[0]


@pytest.mark.parametrize("name", ["exp", "sqrt", "cosh", "sech", "log"])
def test_a_slope_in_the_middle_is_not_enough(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivcheck.arithmetic.slope_bounds.where", lambda m, condition, yes, no: no)
    assert list(escaped(Trusting(BITS), name))


@pytest.mark.parametrize("name", ["exp", "sin", "log", "sqrt", "atan", "tanh", "gamma", "erf", "besselj0"])
def test_narrow_intervals_stay_narrow(name: str) -> None:
    m = Interval(BITS)
    x = m.lift(m.inner.exact(1.25)) + m.interval(2.0**-20)
    found = m.besselj(m.number(0), x) if name == "besselj0" else getattr(m, name)(x)
    assert 0 < found.bound <= 2.0**-18


@pytest.mark.parametrize(
    ("formula", "x", "radius"),
    [("x^x", 1.5, 0.5), ("x^x", 0.4, 0.35), ("atan2(x, 0.001)", 0.25, 1.25), ("atan2(x, 2)", 1.0, 3.0),
     ("atan2(2, x)", 1.0, 3.0), ("x^3-x", 0.0, 2.0), ("hypot(x, 1)", 0.5, 3.0), ("besselj(0, x)", 5.0, 4.0),
     ("bessely(1, x)", 6.0, 5.0), ("x^2.5", 2.0, 1.5), ("x^-3", -2.0, 1.0), ("min(x, 1)*abs(x)", 0.5, 2.0)],
)  # fmt: skip
def test_formulas_of_wide_intervals(formula: str, x: float, radius: float) -> None:
    m, f = Interval(BITS), parse(formula)
    found = f.evaluate(m, {"x": m.lift(m.inner.exact(x)) + m.interval(radius)})
    for place in PLACES:
        value = f.evaluate(m.inner, {"x": m.inner.exact(x + place * radius)})
        assert not abs(found.value - value) > found.bound


def test_what_an_interval_says_of_itself() -> None:
    m = Interval(BITS)
    x = m.number(1) + m.interval(0.5)
    assert x.contains(0.5)
    assert x.contains(1.5)
    assert not x.contains(1.6)
    assert x.is_finite()
    assert (x - x).contains(mpf(1))
    assert not (1 / (x - m.number(Fraction(5, 4)))).is_finite()
    assert not m.unknown(mpf(1)).is_finite()
    assert x.upper() >= 1.5
    assert x.intersection(m.number(1)).bound == 0
    assert abs(m.interval(mpmath.mpf(2)).upper() - 2) <= 2.0**-15
