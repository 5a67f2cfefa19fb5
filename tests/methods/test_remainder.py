"""A Taylor coefficient all over an interval or a disc: structure far narrower than the interval must not escape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest
from mpmath import mpf
from witnesses import estimates, target

from derivcheck.methods import remainder
from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import stencil
from derivcheck.results import Verdict
from derivcheck.testing.compare import compare

CASES: list[tuple[str, float, Callable[[Any], Any]]] = [
    ("x+tanh(100*x)^21", 0.0, lambda x: x + mpmath.tanh(100 * x) ** 21),
    ("cos(x)+sin(300*x)^20", 0.0, lambda x: mpmath.cos(x) + mpmath.sin(300 * x) ** 20),
    ("x+(100*x)^21", 0.0, lambda x: x + (100 * x) ** 21),
    ("sin(x)+exp(-(50*(x-1.2))^2)", 1.0, lambda x: mpmath.sin(x) + mpmath.exp(-((50 * (x - mpf(6) / 5)) ** 2))),
    ("exp(x)/(2+x)", 0.5, lambda x: mpmath.exp(x) / (2 + x)),
    ("x^x", 1.5, lambda x: x**x),
    ("atan(20*x)+log(1+x^2)", 0.3, lambda x: mpmath.atan(20 * x) + mpmath.log(1 + x * x)),
]
"""Formulas with more in the interval than the coefficients at x tell, and f by mpmath."""


@pytest.mark.parametrize("degree", [1, 4])
@pytest.mark.parametrize(("formula", "x", "f"), CASES, ids=[c[0] for c in CASES])
def test_the_bound_holds_all_over_the_interval(formula: str, x: float, f: Callable[[Any], Any], degree: int) -> None:
    t = target(formula, x)
    with mpmath.workdps(60):
        for reach in (0.25, 0.02, 1e-3):
            bound = remainder.on_interval(t, degree, reach)
            nodes = [mpf(x) + reach * mpf(k) / 11 for k in range(-11, 12)]
            assert all(abs(mpmath.taylor(f, y, degree)[degree]) <= bound * (1 + mpf(10) ** -12) for y in nodes)
        # Over a short interval it is no larger than it need be.
        short = abs(mpmath.taylor(f, mpf(x), degree)[degree])
        assert remainder.on_interval(t, degree, 1e-9) <= max(1.01 * short, 1e-3)


@pytest.mark.parametrize(("formula", "x", "f"), CASES[:4], ids=[c[0] for c in CASES[:4]])
def test_hidden_structure_is_inside_every_bound(formula: str, x: float, f: Callable[[Any], Any]) -> None:
    found = compare(formula, x, schemes=["forward-1", "central-2", "central-8", "forward-4"], steps=[1e-3])
    assert found.verdict is Verdict.AGREES
    with mpmath.workdps(60):
        slope = mpmath.diff(f, mpf(x))
        for e in found.estimates:
            assert abs(mpf(e.value) - slope) <= e.error_bound + 1e-40
            assert e.error_bound <= 1e-6  # and it is worth something


def test_an_extrapolated_remainder_is_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: what the coefficients at x suggest is taken for the truth all around."""
    honest = remainder.on_interval
    monkeypatch.setattr(remainder, "on_interval", lambda t, degree, reach: honest(t, degree, 0.0))
    assert compare("x+tanh(100*x)^21", 0.0, schemes=["forward-1"], steps=[1e-3]).verdict is Verdict.REFUTED


@pytest.mark.parametrize("scale", ["1e3", "1e30", "1e60"])
def test_the_complex_step_does_not_miss_it_either(scale: str) -> None:
    complex_step = next(e for e in estimates(f"x+({scale}*x)^21", 0.0, schemes=()) if e.method == "complex-step")
    assert abs(complex_step.value - 1) <= complex_step.error_bound <= 1e-12


def test_an_extrapolated_complex_truncation_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: 1e33 for 1, with a bound of 1e-16."""
    monkeypatch.setattr(remainder, "on_disc", lambda t, degree, radius: mpf(0))
    # The known coefficients happen to tell of this scale too.
    monkeypatch.setattr(Expansion, "radius", 1.0)
    complex_step = next(e for e in estimates("x+(1e30*x)^21", 0.0, schemes=()) if e.method == "complex-step")
    assert abs(complex_step.value - 1) > complex_step.error_bound


@pytest.mark.parametrize("radius", [2.0**-90, 1e-3, 0.2])
def test_the_bound_on_a_disc(radius: float) -> None:
    found = remainder.on_disc(target("exp(x)*sin(x)", 0.5), 3, radius)
    with mpmath.workdps(30):
        around = [mpf("0.5") + radius * mpmath.expjpi(mpf(k) / 6) for k in range(12)]
        sizes = [abs(mpmath.taylor(lambda z: mpmath.exp(z) * mpmath.sin(z), z, 3)[3]) for z in around]
        assert max(sizes) <= found * (1 + mpf(10) ** -10)
        assert found <= 5 * max(sizes)


def test_no_more_halvings_than_need_be() -> None:
    t, s = target("x+tanh(100*x)^21", 0.0), stencil("central-8")
    e = finite_difference.estimate(t, s, Expansion.of(t, [s]))
    assert e.error_bound <= 1e-13


@pytest.mark.parametrize("formula", ["abs(x)", "max(x, x^2-x)", "x*abs(x)"])
def test_beside_a_bend_there_is_no_bound_and_away_from_it_there_is(formula: str) -> None:
    """Each bends at 0: of a higher derivative there nothing can be said."""
    t = target(formula, 0.3)
    assert remainder.on_interval(t, 2, 0.5) == mpmath.inf
    assert remainder.on_interval(t, 2, 0.2) < mpmath.inf
