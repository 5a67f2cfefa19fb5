"""What the expansion predicts and promises: the oracles are known series and mpmath."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from allowance import changed
from mpmath import mpf
from roundings import rounded
from witnesses import target

from derivcheck.arithmetic.precise import Precise
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import DomainError
from derivcheck.methods.differences import expansion as expansion_module
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import TABLE, Stencil, stencil

SCHEMES = ("forward-1", "backward-3", "central-2", "central-6")


def expansion(formula: str, x: float, *names: str, order: int = 1, dtype: str = "float64") -> Expansion:
    stencils = [stencil(name, order) for name in names or ("central-2",)]
    return Expansion.of(target(formula, x, order, dtype), stencils)


@pytest.mark.parametrize(
    ("formula", "x", "coefficient"),
    [
        ("exp(x)", 0.0, lambda k: Fraction(1, math.factorial(k))),
        ("sin(x)", 0.0, lambda k: Fraction((0, 1, 0, -1)[k % 4], math.factorial(k))),
        ("1/(1-x)", 0.0, lambda k: Fraction(1)),
        ("log(x)", 2.0, lambda k: Fraction((-1) ** (k + 1), k * 2**k)),
        ("sqrt(1-4x)", 0.0, lambda k: -Fraction(math.comb(2 * k - 2, k - 1) * 2, k)),
        ("sinc(x)", 0.0, lambda k: Fraction((1, 0, -1, 0)[k % 4], math.factorial(k + 1))),
        ("x^3", 2.0, lambda k: Fraction((8, 12, 6, 1, 0)[min(k, 4)])),
        ("7", 2.0, lambda k: Fraction(0)),
    ],
)
def test_taylor_coefficients(formula: str, x: float, coefficient: Callable[[int], Fraction]) -> None:
    terms = expansion(formula, x, "central-4").terms
    assert len(terms) == 12
    for k, term in enumerate(terms[1:], 1):
        known = coefficient(k)
        # They are computed with 256 bits and kept with 64.
        assert abs(term - mpf(known.numerator) / known.denominator) <= abs(mpf(term)) * mpf(2) ** -50


@pytest.mark.parametrize(
    ("formula", "x", "name", "leading", "exact"),
    [
        ("exp(x)", 0.5, "central-2", 3, False),
        ("exp(x)", 0.5, "forward-1", 2, False),
        ("sin(x)", 0.0, "forward-1", 3, False),
        ("cos(x)", 0.0, "central-2", None, False),
        ("x + x^5", 0.0, "central-2", 5, False),
        ("x^2", 2.0, "central-2", None, True),
        ("x^2", 2.0, "forward-1", 2, False),
        ("x^4", 2.0, "central-4", None, True),
        ("x^4 + x^2", 2.0, "central-2", 3, False),
        ("3*x + 2", 2.0, "forward-1", None, True),
        ("7", 2.0, "forward-1", None, True),
        ("sin(x)^2 + cos(x)^2", 0.7, "central-2", None, False),
    ],
)
def test_the_leading_term(formula: str, x: float, name: str, leading: int | None, exact: bool) -> None:
    e, s = expansion(formula, x, name), stencil(name)
    assert (e.leading(s), e.exact(s)) == (leading, exact)
    if leading is None:
        assert e.truncation(s, 0.1) == 0.0
    assert (e.truncation_bound(s, 0.1) == 0.0) == exact


@pytest.mark.parametrize(
    ("formula", "x", "name", "exact"),
    [
        ("x^4", 0.0, "central-2", True),
        ("x^4", 0.25, "central-2", False),
        ("(x-1)^10", 1.0, "central-2", True),
        ("(x-1)^10", 1.0, "forward-1", False),
        ("(x-1)^11", 1.0, "central-2", False),
        ("x^2*(x-1)^2", 0.5, "central-2", True),
        ("x^2*(x-1)^2/3", 0.5, "central-2", True),
        ("x^30 + 2*x", 0.0, "central-2", True),
        ("x^3 + x^2", -0.5, "forward-1", False),
        # Its leading coefficient is zero in 256 bits only.
        ("(x-1)^3*(1/3+1/3-2/3) + 1e-99*x^3", 1.0, "central-2", False),
        ("cos(x)", 0.0, "central-2", False),
    ],
)
def test_a_truncation_of_exactly_zero(formula: str, x: float, name: str, exact: bool) -> None:
    s = stencil(name)
    assert expansion(formula, x, name).exact(s) == exact
    # The oracle is exact: the nodes are rationals, and so are the values of f.
    f, h = parse(formula), Fraction(1, 3)
    if formula != "cos(x)":
        with mpmath.workdps(300):
            slope = mpmath.diff(lambda y: value(f, y), mpf(x))
            nodes = [mpf(x) + mpf(g.numerator) / g.denominator * mpf(h.numerator) / h.denominator for g in s.offsets]
            weights = [mpf(c.numerator) / c.denominator for c in s.weights]
            off = mpmath.fsum(c * value(f, y) for c, y in zip(weights, nodes, strict=True)) / (mpf(1) / 3) - slope
            assert (abs(off) < mpf(10) ** -140) == exact


def value(f: Any, y: Any) -> Any:
    m = Precise(1000)
    return f.evaluate(m, {"x": m.context.mpf(y)})


def test_coefficients_that_are_merely_tiny_are_not_taken_for_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: whatever cannot be told from zero vanishes."""
    monkeypatch.setattr(expansion_module, "vanishing", lambda t, highest: frozenset(range(highest + 1)))
    assert expansion("x^4", 0.25).exact(stencil("central-2"))


def test_the_predicted_truncation_is_the_term_of_the_textbook() -> None:
    e, s = expansion("exp(x)", 0.5), stencil("central-2")
    # h^2/6 f'''(x), which is correct to 64 bits and then rounded to a double.
    assert e.truncation(s, 1e-3) == rounded(1e-6 / 6 * math.exp(0.5), 8)


WIDE: list[tuple[str, float, Callable[[Any], Any], float]] = [
    ("exp(x)", 0.5, mpmath.exp, 1.0),
    ("sin(x)", 1.0, mpmath.sin, 1.0),
    ("log(x)", 2.0, mpmath.log, 0.25),
    ("1/x", 0.05, lambda x: 1 / x, 0.01),
    ("sqrt(x)", 1e-4, mpmath.sqrt, 2.0**-16),
    ("1/(1+25*x^2)", 0.3, lambda x: 1 / (1 + 25 * x * x), 0.05),
    ("tanh(x)", 18.0, mpmath.tanh, 1.0),
    ("log(cosh(x))", 20.0, lambda x: mpmath.log(mpmath.cosh(x)), 1.0),
    ("x^9", 1.3, lambda x: x**9, 0.5),
    ("exp(sin(exp(x)))", 2.0, lambda x: mpmath.exp(mpmath.sin(mpmath.exp(x))), 2.0**-6),
    ("sinc(x)", 1e-8, mpmath.sinc, 1.0),
    ("gamma(x)", 2.5, mpmath.gamma, 0.25),
    ("x^x", 1.5, lambda x: x**x, 0.25),
]
"""Formula, point, f by mpmath, and a wide step."""


def true_truncation(s: Stencil, f: Callable[[Any], Any], x: float, h: float) -> Any:
    weights = [mpf(c.numerator) / c.denominator for c in s.weights]
    nodes = [mpf(x) + mpf(g.numerator) / g.denominator * mpf(h) for g in s.offsets]
    difference = mpmath.fsum(c * f(node) for c, node in zip(weights, nodes, strict=True)) / mpf(h) ** s.order
    return difference - mpmath.taylor(f, mpf(x), s.order)[s.order] * math.factorial(s.order)


def uncovered(order: int) -> list[str]:
    """Return the cases in which the truncation is outside its bound; where none is promised, none is broken."""
    found = []
    with mpmath.workdps(60):
        for formula, x, f, widest in WIDE:
            e = expansion(formula, x, *SCHEMES, order=order)
            for s in (stencil(name, order) for name in SCHEMES):
                for h in (widest / float(s.reach), widest / 8, widest / 1024):
                    # The derivative of the oracle is good to 1e-25 or so, by differences of mpmath.
                    if abs(true_truncation(s, f, x, h)) > e.truncation_bound(s, h) + mpf(10) ** -20:
                        found.append(f"{formula} at {x}, {s.name}, h = {h}")
    return found


@pytest.mark.parametrize("order", [1, 2])
def test_truncation_is_inside_its_bound(order: int) -> None:
    assert uncovered(order) == []


def test_without_the_remainder_it_would_not_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Expansion, "_remainder", lambda self, s, h: 0.0)
    assert uncovered(1) != []


def test_coefficients_that_cancellation_has_lost_are_in_the_bound() -> None:
    """With 256 bits balls of K_0'' hold zero there: with more they do not, and where they do their size counts."""
    x = 100.0
    e, s, h = expansion("besselk(0, x)", x, "forward-1"), stencil("forward-1"), 2.0**-13
    with mpmath.workdps(80):
        f = functools.partial(mpmath.besselk, 0)
        off = (f(mpf(x) + mpf(h)) - f(mpf(x))) / mpf(h) + mpmath.besselk(1, mpf(x))
    assert abs(off) <= e.truncation_bound(s, h)
    # The next term is smaller by h f'''/(3 f''), about h/3.
    assert abs(e.truncation(s, h) / float(off) - 1) <= h
    with changed(allowances.TERM_BITS, 256):
        lost = expansion("besselk(0, x)", x, "forward-1")
    assert not lost.terms[2]
    assert abs(off) <= lost.truncation_bound(s, h)


def test_for_small_steps_the_bound_is_tight() -> None:
    with mpmath.workdps(60):
        for formula, x, f, widest in WIDE:
            e, s, h = expansion(formula, x), stencil("central-2"), widest / 1024
            truncation = abs(true_truncation(s, f, x, h))
            # The second term is smaller by about h^2, but tanh and log cosh have coefficients that grow.
            assert e.truncation_bound(s, h) <= 1.5 * truncation


@pytest.mark.parametrize(
    ("formula", "x", "distance"),
    [
        ("abs(x)", 0.001, 0.001),
        ("abs(x-1)", 3.0, 2.0),
        ("sign(x)*x^2", -0.5, 0.5),
        ("max(x, x^2)", 0.75, 0.25),
        ("min(x, 2)", 3.0, 1.0),
        ("1/(x-1)", 3.0, 2.0),
        ("log(x)", 0.25, 0.25),
        ("sqrt(x)", 0.25, 0.25),
        ("x^1.5", 0.25, 0.25),
        ("x^-2", 0.25, 0.25),
        ("x^x", 0.25, 0.25),
        ("cbrt(x)", -1e-6, 1e-6),
        ("acos(x)", 1 - 2.0**-30, 2.0**-30),
        ("gamma(x)", -1.5, 0.5),
        ("atan2(x, -1)", 0.125, 0.125),
        ("tan(x)", 1.5, math.pi / 2 - 1.5),
    ],
)
def test_no_promise_is_made_beyond_a_bend_or_a_pole(formula: str, x: float, distance: float) -> None:
    e, s = expansion(formula, x), stencil("central-2")
    assert e.truncation_bound(s, 1.01 * distance) == math.inf
    # Nor is it refused for much smaller steps.
    assert e.truncation_bound(s, distance / 4096) < math.inf


@pytest.mark.parametrize("formula", ["exp(x)", "x^7", "(x-1)^9", "sin(x)", "1/(1+x^2)", "hypot(x, 3)"])
def test_smooth_functions_have_no_edge(formula: str) -> None:
    e = expansion(formula, 1.0)
    assert e.truncation_bound(stencil("central-2"), 0.125) < math.inf


def test_the_complex_truncation() -> None:
    e = expansion("exp(x)", 1.0)
    # Im exp(x + ih)/h = exp(x) sin(h)/h.
    assert abs(math.e * (math.sin(0.01) / 0.01 - 1)) <= e.complex_truncation(0.01) <= 3e-4
    assert e.complex_truncation(2.0**-100) <= 2.0**-150
    # A pole at distance 2^-20 from the point: the series says nothing beyond.
    assert expansion("1/(x^2+2^-40)", 0.0).complex_truncation(2.0**-19) == math.inf


def test_no_derivatives_no_expansion() -> None:
    with pytest.raises(DomainError, match="abs"):
        expansion("abs(x)", 0.0)


@pytest.mark.parametrize("name", TABLE)
def test_it_has_terms_enough_for_every_scheme(name: str) -> None:
    e = expansion("exp(x)", 0.5, name, order=4)
    s = stencil(name, 4)
    assert e.leading(s) == 4 + s.accuracy
    assert np.isfinite(e.truncation_bound(s, 2.0**-10))


@pytest.mark.parametrize("name", ["forward-1", "central-2", "central-6"])
@pytest.mark.parametrize("order", [1, 2])
def test_what_is_left_out_falls_with_the_power_of_its_first_term(name: str, order: int) -> None:
    e, s = expansion("exp(x)", 0.3, name, order=order), stencil(name, order)
    at, at_half = e._unknown(s, np.array([-12.0, -13.0]))
    # The series from there on adds a part of about the step, times the reach of the stencil.
    assert at - at_half == pytest.approx(len(e.terms) - order, rel=0, abs=2.0**-12 * 4 * float(s.reach))
