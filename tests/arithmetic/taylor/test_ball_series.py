"""Series of balls hold the truth or have none, over wide and far balls too; the C library may refuse."""

from __future__ import annotations

import functools
import itertools
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import mpmath
import pytest
from enclosures import Known, holds, known
from rows import of_each

import derivcheck as dc
from derivcheck.arithmetic.ball import MISSING
from derivcheck.arithmetic.taylor import ball_series
from derivcheck.arithmetic.taylor.ball_series import BallSeries
from derivcheck.elementary import TABLE
from derivcheck.ground.errors import DomainError
from derivcheck.results import Verdict

WIDE = [(-1.0, 1.0), (-100.0, 100.0), (-1e10, 1e10), (-1e30, 1e30), (0.0, 1.0), (1.0, 1e3), (-1001.0, -999.0)]
FAR = [(0.0, 0.0), (1e3, 1e3), (-1e3, -1e3), (1e10, 1e10), (-1e10, -1e10), (1e24, 1e25)]
"""Balls across 0, with a huge radius, or far away, by their ends."""

NARROW = [(0.25, 0.2578125), (1.5, 1.5078125), (-0.7578125, -0.75)]
"""Balls over which each function has a value that is known, if only on one of them."""

NEAR = (-0.75, 0.25, 1.5)
POINTS = (-1e10, -1000.0, *NEAR, 20.5, 1000.0, 1e10)
"""Where the truth is asked for: the value, and at those near 0, where mpmath keeps digits of it, the slope too."""

FIRST = {"polygamma": 2.0, "sinc_derivative": 2.0, "zeta_derivative": 1.0, "hyp2f1": 0.5}
"""The arguments before the last: whole orders of those that have one, and else 1.5."""


def supported() -> list[str]:
    return [name for name in TABLE if name not in MISSING]


def first_of(name: str) -> tuple[float, ...]:
    whole = name.endswith("_derivative") or name.startswith("bessel") or name in ("ive", "kve")
    return (FIRST.get(name, 2.0 if whole else 1.5),) * (TABLE[name].arity - 1)


def by_rule(error: DomainError) -> None:
    """Refuse what came from an exception of the library, which is caught in case there is one that nobody has met."""
    if error.__cause__ is not None:
        raise error.__cause__


def series(name: str, low: float, high: float, degree: int = 2) -> tuple[Any, ...] | None:
    """Return coefficients over a ball in the last argument; None where the rule says that there are none."""
    with BallSeries(64, degree) as m:
        x = m.variable(m.inner.exact(low).union(m.inner.exact(high)))
        try:
            return m.coefficients(getattr(m, name)(*map(m.inner.exact, first_of(name)), x))
        except DomainError as error:
            return by_rule(error)


def truths(name: str, x: float) -> list[Known] | None:
    """Return value and slope of a row by mpmath; None where it has no real ones, or takes long."""
    if x not in NEAR and name in cases.SLOW:
        return None
    function = cases.mpmath_function(TABLE[name])

    def numbers() -> list[Any]:
        at = functools.partial(function, *map(mpmath.mpf, first_of(name)))
        found = [at(mpmath.mpf(x)), *([mpmath.diff(at, mpmath.mpf(x))] if x in NEAR else [])]
        if not all(mpmath.isfinite(number) and not mpmath.im(number) for number in found):
            raise ValueError("not real")
        return list(map(mpmath.re, found))

    try:
        return known(numbers, 20)
    except (ValueError, ZeroDivisionError, OverflowError, mpmath.libmp.NoConvergence):
        return None


@of_each(supported())
def test_wide_and_far_balls_hold_the_truth_or_have_none(name: str) -> None:
    numbers = {x: truths(name, x) for x in POINTS}
    looked = 0
    for low, high in (*WIDE, *FAR, *NARROW):
        found = series(name, low, high)
        for x, truth in numbers.items():
            if found is not None and truth is not None and low <= x <= high:
                for ball, number in zip(found, truth, strict=False):
                    looked += bool(ball.is_finite())
                    assert not ball.is_finite() or holds(ball, number), (low, high, x)
    assert looked, "no ball was compared with any number"


PAIRS = [name for name in supported() if TABLE[name].arity == 2 and all(TABLE[name].slopes)]
"""Functions of two arguments with a slope by each of them."""


def of_pair(name: str, first: tuple[float, float], second: tuple[float, float]) -> Any:
    """Return the value over a ball for each argument; None where the rule says that there is none, or it is not finite.

    Both arguments are the variable, so that the slopes by both are needed.
    """
    with BallSeries(64, 2) as m:
        a, b = (m.variable(m.inner.exact(low).union(m.inner.exact(high))) for low, high in (first, second))
        try:
            found = m.coefficients(getattr(m, name)(a, b))[0]
        except DomainError as error:
            return by_rule(error)
    return found if found.is_finite() else None


def within(ends: tuple[float, float]) -> list[float]:
    """Return points of a ball at which a function of two arguments is asked for."""
    return sorted({ends[0], (ends[0] + ends[1]) / 2, ends[1], *(x for x in NEAR if ends[0] <= x <= ends[1])})


@functools.cache
def truth_at(name: str, a: float, b: float) -> Known | None:
    function = cases.mpmath_function(TABLE[name])

    def numbers() -> list[Any]:
        found = function(mpmath.mpf(a), mpmath.mpf(b))
        if not mpmath.isfinite(found) or mpmath.im(found):
            raise ValueError("not real")
        return [mpmath.re(found)]

    try:
        return known(numbers, 20)[0]
    except (ValueError, ZeroDivisionError, OverflowError, mpmath.libmp.NoConvergence):
        return None


@of_each(PAIRS)
def test_wide_and_far_balls_in_both_arguments_hold_the_truth_or_have_none(name: str) -> None:
    balls = list(itertools.product((*WIDE[1::2], *FAR[::2]), repeat=2))
    looked = 0
    for first, second in balls:
        found = of_pair(name, first, second)
        for a, b in itertools.product(within(first), within(second)) if found is not None else ():
            truth = truth_at(name, a, b)
            looked += truth is not None
            assert truth is None or holds(found, truth), (first, second, a, b)
    assert looked, "no ball was compared with any number"


def test_a_ball_that_leaves_the_truth_out_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = ball_series._OWN["sinh"]
    monkeypatch.setitem(ball_series._OWN, "sinh", lambda m, x: honest(m, x) + m.inner.arb(1e12))
    with pytest.raises(AssertionError):
        test_wide_and_far_balls_hold_the_truth_or_have_none("sinh")


def test_a_ball_of_two_arguments_that_leaves_the_truth_out_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = of_pair

    def moved(*given: Any) -> Any:
        found = honest(*given)
        return None if found is None else found + abs(found).upper() + 1

    monkeypatch.setitem(globals(), "of_pair", moved)
    with pytest.raises(AssertionError):
        test_wide_and_far_balls_in_both_arguments_hold_the_truth_or_have_none("hypot")


@pytest.fixture
def library_divides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tanh be a quotient of which the library refuses some by exceptions of its own."""

    def quotient(m: BallSeries, x: Any) -> Any:
        return x / x

    monkeypatch.setitem(ball_series._OWN, "tanh", quotient)


@pytest.mark.usefixtures("library_divides")
@pytest.mark.parametrize("radius", [1, 1e30])
def test_an_exception_of_the_library_is_an_error_of_the_domain(radius: float) -> None:
    with BallSeries(64, 3) as m:
        x = m.variable(m.inner.arb(0, radius))
        with pytest.raises(ValueError, match="leading term"):
            x / x
        with pytest.raises(DomainError):
            m.tanh(x)


@pytest.mark.usefixtures("library_divides")
def test_a_refusal_ends_no_run() -> None:
    check = dc.check_derivative("tanh(x)", "1 - tanh(x)^2", over=(-1, 1), prove=False)
    assert check.verdict is not Verdict.PROVED
    assert check.certificate is not None


def test_a_mistake_of_another_kind_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ball_series._OWN, "tanh", lambda m, x: x.no_such_method())
    with BallSeries(64, 3) as m, pytest.raises(AttributeError):
        m.tanh(m.variable(m.inner.arb(0)))


ROOTS = [(Fraction(1, 2), 2), (Fraction(1, 4), 4), (Fraction(1, 3), 3), (Fraction(-1), 1), (Fraction(-2), 2)]


@pytest.mark.parametrize(("exponent", "degree"), ROOTS)
def test_a_root_or_a_negative_power_has_no_series_at_0(exponent: Fraction, degree: int) -> None:
    with BallSeries(64, 3) as m:
        x = m.variable(m.inner.arb(0))
        for base in (m.power(x, Fraction(degree)), m.power(x, Fraction(40)), x - x):
            with pytest.raises(DomainError):
                m.power(base, exponent)
            with pytest.raises(DomainError):
                m.sqrt(base)


def test_the_library_has_a_series_of_a_root_at_0_that_is_wrong() -> None:
    with BallSeries(64, 3) as m:
        root = (m.variable(m.inner.arb(0)) ** 2).sqrt()
        assert root[1] == 0  # |t| has no slope there
