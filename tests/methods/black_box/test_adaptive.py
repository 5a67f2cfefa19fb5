"""The adaptive estimate: the oracle is mpmath; a bound cut to a thousandth shows that the tests can fail."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from opaque_cases import HARD, PLAIN, SPOILT, Case
from rows import of_each

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.methods.black_box import adaptive
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.results import Estimate


def off(found: Estimate, truth: Any) -> Any:
    """The error in terms of the bound."""
    with mpmath.workdps(60):
        error = abs(mpf(found.value) - truth)
        return error / mpf(found.error_bound) if error else error


@of_each(itertools.product([*PLAIN, *HARD], [1, 2]))
def test_the_error_is_inside_the_bound(case: Case, order: int) -> None:
    found = adaptive.estimate(case.f, case.x, order)
    # The second derivative of log at 1e-300 is beyond the range of floats.
    assert found.error_bound < math.inf or (case.x, order) == (1e-300, 2)
    assert found.error_bound == math.inf or off(found, case.truth(order)) <= 1


@pytest.mark.parametrize("case", PLAIN, ids=str)
def test_plain_functions_are_sharp(case: Case) -> None:
    found, truth = adaptive.estimate(case.f, case.x), case.truth()
    # Relative to the derivative; at an extremum, to the function.
    assert found.error_bound <= 2e-9 * max(abs(truth), abs(case.f(case.x)) if not truth else 0)


def test_a_bound_cut_to_a_thousandth_would_be_caught() -> None:
    found = [off(adaptive.estimate(case.f, case.x), case.truth()) for case in PLAIN]
    assert max(found) <= 1
    assert sum(1000 * ratio > 1 for ratio in found) >= len(PLAIN) // 2


def test_a_bound_is_not_much_too_wide_and_cheap() -> None:
    found = [(adaptive.estimate(case.f, case.x), case.truth()) for case in PLAIN]
    assert statistics.median(1 / max(off(*pair), mpf("1e-9")) for pair in found) < 100
    assert statistics.median(one.evaluations for one, _ in found) <= 24


@pytest.mark.parametrize("order", [1, 2])
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_noise_is_seen(spoil: Callable[[Any], Any], order: int) -> None:
    cases = [case for case in PLAIN if abs(case.x) < 100]
    found = [(case, adaptive.estimate(spoil(case.f), case.x, order)) for case in cases]
    judged = [(case, one) for case, one in found if math.isfinite(one.error_bound)]
    assert [str(case) for case, one in judged if off(one, case.truth(order)) > 1] == []
    assert len(judged) >= len(cases) / 2


DECLINED: dict[str, tuple[Callable[[float], Any], float]] = {
    "a bend": (abs, 0.0),
    "a vertical tangent": (math.sqrt, 0.0),
    "a vertical tangent at the other end": (math.asin, 1.0),
    "a root on both sides": (lambda x: math.sqrt(abs(x)), 0.0),
    "a jump": (lambda x: math.copysign(1.0, x), 0.0),
    "steps": (lambda x: math.floor(50 * x) / 50, 1.503),
    "no value": (math.log, -1.0),
    "a single point": (lambda x: 1.0 if x == 2.0 else math.nan, 2.0),
    "a value that is off at the point alone": (lambda x: 5.0 if x == 2.0 else x, 2.0),
    "nothing but noise": (lambda x: math.sin(1e15 * x), 1.1),
    "complex values": (lambda x: (x - 3) ** 0.5, 2.0),
    "arrays": (lambda x: np.array([x, x]), 2.0),
    "an overflowing derivative": (lambda x: math.sin(x * 1e200) * 1e200, 0.0),
}


@pytest.mark.parametrize("name", DECLINED)
def test_what_has_no_derivative_is_declined(name: str) -> None:
    f, x = DECLINED[name]
    found = adaptive.estimate(f, x)
    assert (found.error_bound, math.isnan(found.value)) == (math.inf, True)
    assert found.note


def test_a_bend_tells_both_sides() -> None:
    found = adaptive.estimate(lambda x: math.exp(x) + 2 * max(x, 0.0), 0.0)
    assert found.note == "bent: the derivative is 1 from below and 3 from above"
    above = adaptive.estimate(abs, 0.0, side=1)
    assert (above.value, above.note) == (pytest.approx(1.0, rel=0, abs=above.error_bound), "from above only")


JOINED: dict[str, tuple[Callable[[float], float], float, float]] = {
    "a square on both sides": (lambda x: x * abs(x), 0.0, 0.0),
    "an exponential and a line": (lambda x: x if x > 0 else math.expm1(x), 0.0, 1.0),
    "a parabola and a line": (lambda x: x * x / 2 if abs(x) < 1 else abs(x) - 0.5, 1.0, 1.0),
    "a knot of a spline": (lambda x: x**3 + max(x - 2, 0.0) ** 3, 2.0, 12.0),
    "a median that stays": (lambda x: sorted((x, 0.9, 1.1))[1], 0.3, 0.0),
}


@pytest.mark.parametrize("name", JOINED)
def test_pieces_that_join_have_the_derivative_of_both(name: str) -> None:
    f, x, truth = JOINED[name]
    found = adaptive.estimate(f, x)
    assert abs(found.value - truth) <= found.error_bound < 1e-11


def test_a_small_bend_is_no_join() -> None:
    found = adaptive.estimate(lambda x: math.sin(x) + 1e-6 * abs(x - 1), 1.0)
    assert found.error_bound == math.inf
    assert "bent" in str(found.note)


def test_the_end_of_a_domain_is_looked_at_from_inside() -> None:
    found = adaptive.estimate(lambda x: x**4 * math.sqrt(x), 0.0)
    assert abs(found.value) <= found.error_bound < 1e-12
    assert found.note == "from above only"


@pytest.mark.parametrize("error", [ValueError, ArithmeticError, ZeroDivisionError, OverflowError])
def test_errors_of_f_are_the_end_of_its_domain(error: type[Exception]) -> None:
    def f(x: float) -> float:
        if x > 1.01:
            raise error("no")
        return x * x

    found = adaptive.estimate(f, 1.0)
    assert abs(found.value - 2) <= found.error_bound < 1e-10


@pytest.mark.parametrize("case", [*PLAIN, *HARD], ids=str)
def test_the_search_ends(case: Case) -> None:
    f = Opaque(case.f)
    found = adaptive.estimate(f, case.x)
    # Beside the search a few evaluations look for jumps, where it went on to smaller scales.
    assert found.evaluations == f.evaluations <= allowances.EVALUATIONS.value + 16


@pytest.mark.parametrize("x", [0.0, 5e-324, -1e-310, 1.7e308, -1e16, 2.0**53])
@pytest.mark.parametrize("f", [lambda x: x, lambda x: 3.0, lambda x: x / 2 + 1], ids=["x", "3", "x/2+1"])
def test_extreme_points(f: Callable[[float], float], x: float) -> None:
    found = adaptive.estimate(f, x)
    truth = 0.5 if f(4.0) == 3.0 and f(8.0) == 5.0 else f(1.0) - f(0.0)
    assert found.error_bound == math.inf or abs(found.value - truth) <= found.error_bound
    assert abs(x) > 1e308 or found.error_bound < 1e-12


def test_structure_below_the_scale_is_not_seen() -> None:
    # As the documentation says: nothing can be promised about it.
    found = adaptive.estimate(lambda x: x + math.exp(-(((x - 1.01) * 1e7) ** 2)), 1.0)
    assert abs(found.value - 1) <= found.error_bound < 1e-12


HOLES: list[tuple[Callable[[float], float], Callable[[Any], Any], float]] = [
    (lambda x: (math.exp(x) - 1) / x, lambda x: mpmath.expm1(x) / x, 1e-5),
    (lambda x: (1 - math.cos(x)) / x**2, lambda x: (1 - mpmath.cos(x)) / x**2, 1e-3),
    (lambda x: (x - math.sin(x)) / math.tan(x), lambda x: (x - mpmath.sin(x)) / mpmath.tan(x), 0.01),
    (lambda x: (math.sqrt(1 + x) - 1) / x, lambda x: (mpmath.sqrt(1 + x) - 1) / x, -7.1e-5),
    (lambda x: (x**3 - 1) / (x - 1), lambda x: (x**3 - 1) / (x - 1), 1 + 3e-6),
]
"""Functions with a hole, next to which they are rough; and points there."""


@pytest.mark.parametrize(("f", "exact", "x"), HOLES)
def test_next_to_a_hole_the_bound_counts_what_rounding_hides(
    f: Callable[[float], float], exact: Callable[[Any], Any], x: float
) -> None:
    found = adaptive.estimate(f, x)
    with mpmath.workdps(80):
        truth = mpmath.diff(exact, mpmath.mpf(x), h=mpmath.mpf(10) ** -30)
        assert abs(found.value - truth) <= found.error_bound < 1e-4


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x + math.copysign(1e-9, x - 0.01),
        lambda x: x + (x > 0.01),
        lambda x: math.sin(x) + 1e-6 * math.sin(2e4 * x),
    ],
    ids=["small jump", "jump", "waves"],
)
def test_a_jump_or_waves_are_no_rounding(f: Callable[[float], float]) -> None:
    found = adaptive.estimate(f, 0.01)
    slope = (mpmath.cos(0.01) + 2e-2 * mpmath.cos(200)) if f(0.0) == 0 and f(1.0) < 1 else 1.0
    assert found.error_bound > 1 or abs(found.value - slope) <= found.error_bound


@pytest.mark.parametrize(
    ("f", "slope", "x"),
    [
        (lambda x: (x - math.sin(x)) / x**3, -1 / 60, 1e-6),
        (lambda x: (math.tan(x) - x) / x**3, 4 / 15, 1e-6),
        (lambda x: (math.tan(x) - x) / x**3, 4 / 15, 10**-6.5),
    ],
)
def test_teeth_of_rounding_next_to_a_hole_are_no_slope(f: Callable[[float], float], slope: float, x: float) -> None:
    """Next to 0 the slope is that coefficient times x, but for x^3; the quotient's rounding there is a saw of steps."""
    found = adaptive.estimate(f, x)
    assert abs(found.value - slope * x) <= found.error_bound


def test_what_one_fit_has_seen_hidden_no_other_fit_unsees(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter([1e-3, *([0.0] * 100)])
    monkeypatch.setattr(adaptive._Search, "_hidden", lambda self, found: next(seen))
    monkeypatch.setattr(adaptive._Search, "_good", lambda self, found: False)
    search = adaptive._Search(Opaque(lambda x: x**3), 1.0, 1)
    found = search.run(0)
    assert len(search.kept) > 1
    assert all(fit.hidden == 1e-3 for fit in search.kept)
    assert found.error_bound >= 1e-3
