"""Rigorous balls: what they hold, and how wide they are."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import elementary_cases as cases
import flint
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf
from rows import of_each

from derivcheck.arithmetic import ball
from derivcheck.arithmetic.ball import MISSING, Ball, undefined
from derivcheck.arithmetic.dual import Dual
from derivcheck.elementary import ROWS, TABLE
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import UnsupportedOperation

BITS = 200


def supported() -> list[str]:
    m = Ball(BITS)

    def has(name: str) -> bool:
        try:
            return m.function(TABLE[name]) is not None
        except UnsupportedOperation:
            return False

    return [row.name for row in ROWS if has(row.name)]


def holds(ball: Any, truth: mpf) -> bool:
    """Whether a ball holds a number of mpmath, which is itself known to 10**-50."""
    with mpmath.workdps(cases.DIGITS):
        middle, radius = ((mpf(int(man)) * mpf(2) ** int(exp)) for man, exp in map(parts, (ball.mid(), ball.rad())))
        return bool(abs(middle - truth) <= radius + abs(truth) * mpf(10) ** -50)


def parts(x: Any) -> tuple[Any, Any]:
    man, exp = x.man_exp()
    return man, exp


@of_each(supported())
def test_value(name: str) -> None:
    row = TABLE[name]
    m = Ball(BITS)
    for point in cases.points(row):
        truth = cases.value(row, point)
        assert truth is not None
        with m:
            found = m.arb(m.function(row)(*[m.exact(p) for p in point]))
            assert found.is_finite(), (name, point)
            assert holds(found, truth), (name, point)
            # Huge arguments of periodic functions, and quotients near a pole or zero, cost digits; half remain.
            periodic = abs(point[-1]) > 1e6
            assert periodic or found.rel_accuracy_bits() > BITS / 4 or not truth, (name, point)


@pytest.mark.parametrize("name", [name for name in supported() if all(TABLE[name].slopes)])
def test_slope(name: str) -> None:
    row = TABLE[name]
    m = Dual(Ball(BITS))
    for point in cases.points(row):
        truth = cases.symbolic_slope(row, row.arity - 1, point)
        if truth is None or not any(point):
            continue
        with m:
            *fixed, x = (m.exact(p) for p in point)
            found = m.inner.arb(m.tangent(m.function(row)(*fixed, m.variable(x))))
            assert found.is_finite(), (name, point)
            assert holds(found, truth), (name, point)


def test_every_function_of_a_formula_is_there() -> None:
    assert {row.name for row in ROWS if row.names} <= set(supported())


def test_a_ball_that_does_not_hold_the_truth_is_found() -> None:
    with Ball(BITS) as m:
        assert not holds(m.sin(m.exact(0.3)) + m.arb(2) ** -180, mpmath.sin(mpf(0.3)))


INTERVALS = st.tuples(st.floats(-50, 50), st.floats(0, 10))


@given(INTERVALS, st.integers(-6, 9), st.floats(-1, 1))
def test_integer_powers_of_balls_that_hold_zero(interval: tuple[float, float], n: int, place: float) -> None:
    centre, radius = interval
    x = centre + place * radius * 0.999
    with Ball(BITS) as m:
        found = m.power(m.arb(centre, radius), Fraction(n))
        held = m.arb(centre, radius).contains(m.exact(x))
    # A rational is first rounded to a ball, so to one far narrower.
    with Ball(20 * BITS) as fine:
        if held and (x or n >= 0):
            assert found.is_finite() or n < 0
            assert not found.is_finite() or found.overlaps(fine.number(Fraction(x) ** n))


@pytest.mark.parametrize(("n", "top"), [(0, 1), (1, 0.1), (2, 0.01), (3, 0.001), (7, 1e-7)])
def test_a_power_around_zero_is_finite_and_narrow(n: int, top: float) -> None:
    """Arb's own power of [0 ± 0.1] is NaN."""
    with Ball(BITS) as m:
        around = m.arb(0, 0.1)
        assert abs(m.power(around, Fraction(n))).upper() <= top * (1 + 2.0**-20)
        assert n == 0 or m.power(around, Fraction(n)).contains(0)
        assert not m.power(around, Fraction(-n - 1)).is_finite()
        assert not (around**2).is_finite() or n != 2


@pytest.mark.parametrize(
    ("formula", "x", "truth"),
    [
        ("x^3", -2.0, -8),
        ("x^(-3)", -2.0, Fraction(-1, 8)),
        ("x^0", 0.0, 1),
        ("x^(3/2)", 4.0, 8),
        ("x^x", -2.0, Fraction(1, 4)),
        ("(-x)^x", 4.0, 256),
        ("x^2.5", 0.0, 0),
        ("cbrt(x)", -8.0, -2),
        ("max(x, -x) - min(x, 1)", -3.0, 6),
        ("atan2(0, x)", 3.0, 0),
    ],
)
def test_powers_and_choices(formula: str, x: float, truth: Fraction) -> None:
    with Ball(BITS) as m:
        found = m.arb(parse(formula).evaluate(m, {"x": m.exact(x)}))
        assert found.overlaps(m.number(truth))
        assert found.rad() < 2.0**-150


@pytest.mark.parametrize("formula", ["log(x)", "sqrt(x)", "asin(x)", "x^(1/3)", "x^0.1", "acosh(x)", "loggamma(x)/0"])
def test_what_has_no_real_value_is_not_finite(formula: str) -> None:
    with Ball(BITS) as m:
        assert not m.arb(parse(formula).evaluate(m, {"x": m.exact(-2.5)})).is_finite()


@given(st.fractions())
def test_number_holds_the_rational(value: Fraction) -> None:
    with Ball(64) as m:
        found = m.number(value)
        assert found.rel_accuracy_bits() >= 60
    with Ball(1000) as fine:
        assert found.overlaps(fine.number(value))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exact_is_exact(x: float) -> None:
    with Ball(64) as m:
        assert m.exact(np.float64(x)).is_exact()
        assert m.exact(np.float64(x)) == flint.arb(x)


def test_exact_longdouble() -> None:
    x = np.ldexp(1 + np.finfo(np.longdouble).eps, 1000)
    with Ball(200) as m:
        assert m.exact(x).is_exact()
        assert m.exact(x) == m.number(Fraction(*x.as_integer_ratio()))


def test_constants() -> None:
    with Ball(BITS) as m:
        for name in ("pi", "e"):
            assert m.constant(name).rel_accuracy_bits() > BITS - 4
            with mpmath.workdps(100):
                assert holds(m.constant(name), +getattr(mpmath, name))


def test_precision_is_restored() -> None:
    before = flint.ctx.prec
    m = Ball(777)
    with m:
        assert flint.ctx.prec == 777
        with Ball(99), m:
            assert flint.ctx.prec == 777
        assert flint.ctx.prec == 777
    assert flint.ctx.prec == before
    with pytest.raises(ZeroDivisionError), m:
        raise ZeroDivisionError
    assert flint.ctx.prec == before


@pytest.mark.parametrize("order", [1, 2, 5])
@pytest.mark.parametrize("x", [-0.3, -2.5, -20.3, -1e5 + 0.3])
def test_polygamma_to_the_left_of_zero(order: int, x: float) -> None:
    """By DLMF 5.15.5: psi(x + 1) = psi(x) + (-1)^n n!/x^(n + 1), again and again."""
    with Ball(2 * BITS) as m, mpmath.workdps(60):
        found = m.polygamma(m.number(order), m.exact(x))
        steps = int(-x) + 1
        terms = mpmath.fsum(1 / (mpf(x) + k) ** (order + 1) for k in range(min(steps, 400)))
        shifted = m.polygamma(m.number(order), m.exact(x) + min(steps, 400))
        truth = mpf((-1) ** (order + 1) * mpmath.factorial(order)) * terms
        off = found - shifted
        assert off.rel_accuracy_bits() > 100
        assert abs(mpf(str(off.mid().str(60, radius=False))) - truth) <= abs(truth) * mpf(10) ** -25


def test_what_arb_has_not_is_known() -> None:
    m = Ball(BITS)
    for row in TABLE.values():
        if row.name in MISSING:
            with pytest.raises(UnsupportedOperation):
                m.function(row)
        else:
            assert callable(m.function(row))


def test_arb_has_every_function_of_formulas() -> None:
    assert not MISSING & {row.name for row in TABLE.values() if row.names}


HOSTILE = ["9^9^9", "exp(exp(exp(10)))", "x^(2^4000)", "sin(10^400)", "gamma(1e100)", "besselj(0, 1e400)"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hangs(text: str) -> None:
    with Ball(256) as m:
        assert m.arb(parse(text).evaluate(m, {"x": m.exact(3.7)})) is not None


def test_polygamma_far_to_the_left_does_not_hang() -> None:
    with Ball(2000) as m:
        assert m.polygamma(m.number(1), m.exact(-1e10) + m.number(Fraction(1, 3))).is_finite()


# Formulas at x = 2 that are not finite with 128 bits: for whatever precision, or for want of bits.
UNDEFINED = ["log(1-x)", "1/(x-2)", "(1-x)^(1/2)", "(1-x)^x*log(-x)", "asin(x)", "acosh(x-1.5)", "(1-x)^(x/3)", "x/0"]
UNSURE = [
    "1/(sqrt(x)^2-x)",
    "log(exp(log(x))-x)",
    "sqrt(sqrt(x)^2-x)",
    "asin(sin(x)^2+cos(x)^2)",
    "gamma(-1e-60-x+2+sin(x)-sin(x))",
    "1/(x^2+1e-50-4+sqrt(x)-sqrt(x))",
]


@pytest.mark.parametrize(("formula", "sure"), [*((f, True) for f in UNDEFINED), *((f, False) for f in UNSURE)])
def test_more_bits_are_given_up_only_where_they_cannot_help(formula: str, sure: bool) -> None:
    expression = parse(formula)
    with Ball(128) as m:
        values = expression.evaluate_all(m, {"x": m.arb(2)})
        assert undefined(expression, m, {"x": m.arb(2)}) is (sure and not m.arb(values[-1]).is_finite())
    with Ball(12_288) as m:
        # The oracle: with a hundred times the bits there is still nothing.
        finite = m.arb(expression.evaluate(m, {"x": m.arb(2)})).is_finite()
    assert not (sure and finite)


def test_a_formula_with_a_value_is_not_undefined() -> None:
    expression = parse("log(x) + 1/x")
    with Ball(128) as m:
        assert not undefined(expression, m, {"x": m.arb(2)})


def test_the_order_of_a_function_is_not_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left of 0 Arb takes seconds for orders beside 1."""
    orders: list[Any] = []

    def nowhere(m: Ball, order: Any, x: Any) -> Any:
        orders.append(order)
        return m.arb("nan")

    monkeypatch.setitem(ball._OWN, "polygamma", nowhere)
    with Ball(128) as m:
        assert undefined(parse("polygamma(1, x)"), m, {"x": m.arb(-3)})
    assert len(orders) > 1
    assert all(order == 1 for order in orders)


@pytest.mark.parametrize(("name", "sign"), [("besseli", 1), ("besselk", 1), ("besseli", -1)])
@pytest.mark.parametrize("order", [0, 1, 2, -3])
def test_modified_bessel_functions_of_wide_balls_hold_their_values(name: str, sign: int, order: int) -> None:
    with Ball(128) as m:
        found = getattr(m, name)(m.arb(order), sign * m.arb(6, 2))
        for x in (4.0, 5.3, 8.0):
            inside = getattr(mpmath, name)(order, sign * mpf(x))
            assert holds(found, inside)
        assert not holds(found, getattr(mpmath, name)(order, sign * mpf(9)))


@pytest.mark.parametrize("k", [0, 1, 3])
@pytest.mark.parametrize("x", [850.0, 2000.5, 1e5])
def test_zeta_far_to_the_right(k: int, x: float) -> None:
    """There it is the first term of its series, and a bound on the others."""
    with mpmath.workdps(cases.DIGITS), Ball(BITS) as m:
        # The terms beyond 2^-x are smaller by (2/3)^x.
        truth = (-mpmath.log(2)) ** k * mpf(2) ** -mpf(x) + (k == 0)
        found = m.zeta(m.exact(x)) if k == 0 else m.zeta_derivative(k, m.exact(x))
        assert holds(found, truth)
        assert not holds(found * (1 + m.arb(2) ** -60), truth)


def test_what_arb_would_not_end_with_has_no_value() -> None:
    with Ball(BITS) as m:
        assert m.zeta(m.exact(-1e300)).is_nan()
        assert m.polygamma(m.arb(10**6), m.exact(-0.5)).is_nan()
        assert m.polylog(m.arb(10**6), m.exact(0.5)).is_nan()
        assert m.polygamma(m.arb(10**6), m.exact(0.5)).is_finite()


@pytest.mark.parametrize("name", ["erfcx", "erfcx_slope", "log_ndtr", "exprel"])
@given(st.floats(-8, 8), st.floats(1e-6, 2), st.floats(0, 1))
def test_monotonic_functions_over_wide_balls(name: str, middle: float, radius: float, part: float) -> None:
    with Ball(BITS) as m:
        inside = m.exact(middle) + m.exact(radius) * (2 * m.exact(part) - 1)
        over = getattr(m, name)(m.arb(middle, radius))
        assert over.contains(getattr(m, name)(inside).mid())


def test_a_comparison_of_balls_that_overlap_is_not_decided() -> None:
    with Ball(64) as m:
        low, high, wide = m.arb(1, 0.25), m.arb(2, 0.25), m.arb(1.5, 1)
        assert [m.branch(*pair) for pair in ((high, low), (low, high), (low, wide), (wide, low))] == [
            True, False, None, None,
        ]  # fmt: skip
        chosen = m.select(low, wide, 3, 5)
        assert chosen.contains(3)
        assert chosen.contains(5)
        assert m.select(m.arb("nan"), low, 3, 5).is_nan()


@pytest.mark.parametrize("order", [-3, -1, 10**6])
def test_polygamma_of_a_strange_order_left_of_zero_has_no_value(order: int) -> None:
    with Ball(64) as m:
        assert not m.polygamma(m.arb(order), m.arb(-0.5)).is_finite()
