"""Choices in every arithmetic: the exact value and derivative are within what is stated, also astride of a break."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.complex import Complex
from derivcheck.arithmetic.disc import Disc
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.rational import Rational
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.arithmetic.tangents import forward
from derivcheck.arithmetic.taylor.ball_series import BallSeries
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, UnsupportedOperation

BENT = parse("piecewise(x < 0.5, x^2, 3*x - 1)")


def truth(x: Fraction) -> tuple[Fraction, int | Fraction]:
    return (x**2, 2 * x) if x < Fraction(1, 2) else (3 * x - 1, 3)


POINTS = st.floats(-2, 2, allow_subnormal=False)


@given(x=POINTS)
def test_forward_mode_takes_the_slope_of_the_case_that_holds(x: float) -> None:
    value, slope = truth(Fraction(x))
    with Ball(200) as m:
        found = forward(BENT, m, {"x": m.exact(x)}, "x")
        assert found.values[-1].contains(m.number(value))
        assert found.derivative(m).contains(m.number(slope))
        assert any(b.contains(0) for b in found.bends) == (x == 0.5)


@given(x=st.floats(0.4, 0.6), radius=st.floats(1e-9, 0.2), part=st.floats(-0.99, 0.99))
def test_a_ball_astride_of_a_break_holds_all_values(x: float, radius: float, part: float) -> None:
    y = Fraction(x) + Fraction(radius) * Fraction(part)
    with Ball(64) as m:
        box = m.exact(x) + m.interval(radius)
        found = Dual(m)
        result = BENT.evaluate(found, {"x": found.variable(box)})
        value, slope = truth(y)
        assert result.primal.contains(m.number(value))
        assert m.arb(found.tangent(result)).contains(m.number(slope))


@given(x=st.floats(0.4, 0.6), bound=st.floats(0, 0.2), part=st.floats(-1, 1))
def test_running_bounds_hold_astride_of_a_break(x: float, bound: float, part: float) -> None:
    m = Running(Real())
    with m:
        given_x = m.exact(np.float64(x))
        found = BENT.evaluate(m, {"x": given_x + m.interval(m.exact(np.float64(bound)))})
    value, _ = truth(Fraction(x) + Fraction(bound) * Fraction(part))
    assert abs(Fraction(float(found.value)) - value) <= Fraction(float(found.bound))


def test_a_planted_choice_by_the_computed_value_alone_is_found_out() -> None:
    """Without the other case in the bound, the test above fails at 0.49 +- 0.1."""
    m = Running(Real())
    with m:
        alone = BENT.evaluate(m, {"x": m.exact(np.float64(0.49))})
    assert abs(Fraction(float(alone.value)) - truth(Fraction(59, 100))[0]) > Fraction(float(alone.bound))


def test_series_of_both_cases() -> None:
    for x, expected in ((0.25, [0.0625, 0.5, 1.0]), (1.0, [2.0, 3.0, 0.0])):
        m = Taylor(Real(), 2)
        assert [float(c) for c in m.coefficients(BENT.evaluate(m, {"x": m.variable(np.float64(x))}))] == expected
    with pytest.raises(DomainError, match="two cases meet here"):
        BENT.evaluate(m, {"x": m.variable(np.float64(0.5))})
    with BallSeries(64, 2) as series:
        box = series.variable(series.exact(0.5) + series.inner.interval(0.01))
        found = series.coefficients(BENT.evaluate(series, {"x": box}))
        assert any(e.coefficients[0].contains(0) for e in series.edges)
        assert all(found[1].contains(slope) for slope in (1, 3))


def test_exact_and_symbolic_choices() -> None:
    assert BENT.evaluate(Rational(), {"x": Fraction(1, 3)}) == Fraction(1, 9)
    m = Symbolic()
    x = m.variable("x")
    found = BENT.evaluate(m, {"x": x})
    assert found == sympy.Piecewise((x**2, x < sympy.Rational(1, 2)), (3 * x - 1, True))
    assert parse(str(sympy.diff(found, x))).evaluate(Rational(), {"x": Fraction(1)}) == 3


@pytest.mark.parametrize("m", [Complex(Real()), Disc(64)], ids=["complex", "disc"])
def test_numbers_without_an_order_refuse(m: Arithmetic) -> None:
    with pytest.raises(UnsupportedOperation, match="no comparison"):
        m.branch(1, 2)
    with pytest.raises(UnsupportedOperation, match="no comparison"):
        m.select(1, 2, 3, 4)


def test_an_undefined_comparison_has_no_value() -> None:
    formula = parse("where(log(x) > 0, 1, 2)")
    with Real() as m:
        assert np.isnan(formula.evaluate(m, {"x": np.float64(-1)}))
    with Ball(64) as m:
        assert not m.arb(formula.evaluate(m, {"x": m.exact(-1.0)})).is_finite()


STEPS = ["floor", "ceil", "trunc", "rint"]


@pytest.mark.parametrize("name", STEPS)
@given(x=st.floats(-4, 4), radius=st.floats(0, 1), part=st.floats(-1, 1))
def test_balls_of_steps_hold_all_values(name: str, x: float, radius: float, part: float) -> None:
    y = Fraction(x) + Fraction(radius) * Fraction(part)
    with Ball(64) as m:
        found = getattr(m, name)(m.exact(x) + m.interval(radius))
        exact = Precise(200)
        number = exact.number(y)
        assert found.contains(int(getattr(exact, name)(number)))


@given(a=st.floats(-9, 9), b=st.sampled_from([2.0, -3.0, 0.75]))
def test_remainders_have_the_sign_of_the_divisor(a: float, b: float) -> None:
    exact = Fraction(a) - Fraction(b) * (Fraction(a) / Fraction(b)).__floor__()
    with Ball(200) as m:
        assert (m.arb(0) + m.remainder(m.exact(a), m.exact(b))).contains(m.number(exact))
    m2 = Precise(200)
    assert abs(m2.remainder(m2.exact(a), m2.exact(b)) - m2.number(exact)) <= 2.0**-150
