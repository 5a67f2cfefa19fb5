"""Discs of the complex plane: mpmath's complex values in a disc must be in its image."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from mpmath import mpc, mpf

from derivcheck.arithmetic import disc
from derivcheck.arithmetic.disc import Disc
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.elementary import TABLE
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, UnsupportedOperation

BITS = 160
NAMES = [n for n, row in TABLE.items() if row.arity == 1 and row.analytic and row.names and not row.scipy]
CENTRES = (-3.2, -0.6, 0.0, 0.25, 0.9, 1.1, 2.0, 7.5, 30.0)
RADII = (2.0**-60, 2.0**-12, 0.1, 0.24, 1.0, 4.0)
DIRECTIONS = [mpmath.expjpi(mpf(k) / 8) for k in range(16)]


def oracle(name: str) -> Callable[[Any], Any]:
    row = TABLE[name]
    if name in ("log2", "log10"):
        return lambda z: mpmath.log(z) / mpmath.log(int(name[3:]))
    if row.mpmath:
        found: Callable[[Any], Any] = getattr(mpmath, row.mpmath)
        return found
    assert row.definition is not None
    return lambda z: row.definition(mpmath, z)  # type: ignore[misc]


def escaped(name: str) -> Iterator[tuple[float, float]]:
    m, f = Disc(BITS), oracle(name)
    for centre, radius in ((c, r) for c in CENTRES for r in RADII):
        try:
            found = m.lift(getattr(m, name)(m.lift(m.inner.exact(centre)) + m.interval(radius)))
        except (DerivcheckError, ZeroDivisionError):
            continue
        if not found.is_finite():
            continue
        with mpmath.workprec(BITS + 40):
            values = [f(mpc(centre) + mpf(radius) * part * d) for d in DIRECTIONS for part in (0.5, 1)]
            if any(abs(v - found.value) > found.bound * (1 + mpf(2) ** -30) for v in values):
                yield centre, radius


@pytest.mark.parametrize("name", NAMES)
def test_the_image_holds_the_values(name: str) -> None:
    assert list(escaped(name)) == []


@pytest.mark.parametrize("name", ["exp", "sin", "cosh", "log", "sqrt"])
def test_a_slope_on_the_real_axis_is_not_enough(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slope = TABLE[name].slopes[0]
    assert slope is not None

    def at_the_middle(m: Any, c: Any, r: Any) -> Any:
        return abs(slope(m, c, getattr(m, name)(c)))

    monkeypatch.setitem(disc._STEEPEST, name, at_the_middle)
    assert list(escaped(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_tiny_disc_has_a_tiny_image_somewhere(name: str) -> None:
    m = Disc(BITS)
    seen = []
    for centre in (0.25, 1.5):
        try:
            seen.append(m.lift(getattr(m, name)(m.lift(m.inner.exact(centre)) + m.interval(2.0**-60))).bound)
        except DerivcheckError:
            continue
    assert min(seen) <= 2.0**-54


@pytest.mark.parametrize(
    ("formula", "f", "x", "radius"),
    [
        ("exp(2*x)/(1+sin(x^2))", lambda z: mpmath.exp(2 * z) / (1 + mpmath.sin(z * z)), 0.5, 0.05),
        ("x^1.5", lambda z: z**1.5, 1.0, 0.4),
        ("x^-2", lambda z: z**-2, -1.0, 0.4),
        ("x^x", lambda z: z**z, 1.25, 0.3),
        ("x+(1e3*x)^21", lambda z: z + (1000 * z) ** 21, 0.0, 0.002),
        ("tanh(x)*atan(x)", lambda z: mpmath.tanh(z) * mpmath.atan(z), 0.3, 0.1),
    ],
)
def test_the_third_coefficient_all_over_a_disc(formula: str, f: Callable[[Any], Any], x: float, radius: float) -> None:
    inner = Disc(BITS)
    m = Taylor(inner, 3)
    box = m.variable(inner.lift(inner.inner.exact(x)) + inner.interval(radius))
    found = m.coefficients(parse(formula).evaluate(m, {"x": box}))[3]
    assert found.is_finite()
    with mpmath.workdps(40):
        for direction in DIRECTIONS:
            third = mpmath.taylor(f, mpc(x) + mpf(radius) * direction, 3)[3]
            assert abs(third - found.value) <= found.bound * (1 + mpf(10) ** -10)


@pytest.mark.parametrize("formula", ["sign(x)", "cbrt(x)", "max(x, 2)", "atan2(x, 1)", "besselj(0, x)"])
def test_what_is_not_analytic_is_refused(formula: str) -> None:
    m = Disc(BITS)
    with pytest.raises(UnsupportedOperation):
        parse(formula).evaluate(m, {"x": m.number(1) + m.interval(math.ldexp(1, -20))})


def test_what_a_disc_says_of_itself() -> None:
    m = Disc(BITS)
    x = m.number(1) + m.interval(0.5)
    assert x.contains(0.5)
    assert x.contains(1.5)
    assert x.contains(mpc(1, 0.5))
    assert not x.contains(1.6)
    assert x.is_finite()
    assert (x - x).contains(mpf(1))
    assert not (1 / (x - m.number(Fraction(5, 4)))).is_finite()
    assert not m.unknown(mpf(1)).is_finite()
    assert x.upper() >= 1.5
    assert x.intersection(m.number(1)).bound == 0
    assert abs(m.interval(mpf(2)).upper() - 2) <= 2.0**-15


def test_a_disc_around_zero_has_no_negative_or_broken_power() -> None:
    m = Disc(64)
    with m:
        around, aside = m.lift(m.inner.exact(0.5)) + m.interval(1.0), m.lift(m.inner.exact(0.5)) + m.interval(0.25)
        for exponent in (Fraction(-1), Fraction(1, 2)):
            assert not m.power(around, exponent).is_finite()
            assert m.power(aside, exponent).is_finite()
        assert m.power(around, Fraction(2)).is_finite()
