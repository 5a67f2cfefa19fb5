"""Taylor series against mpmath.taylor and SymPy's series, over every inner arithmetic."""

from __future__ import annotations

import functools
import itertools
import math
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import mpmath
import numpy as np
import pytest
import sympy
from mpmath import mpf
from roundings import rounded
from rows import of_each

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.arithmetic.taylor.taylor import Series, Taylor
from derivcheck.elementary import ROWS, TABLE, Elementary
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, UnsupportedOperation

DEGREE = 8
BITS = 300


def taylor(formula: str, x: float, inner: Arithmetic, degree: int = DEGREE, **others: float) -> list[Any]:
    m = Taylor(inner, degree)
    values = {name: m.exact(value) for name, value in others.items()}
    with m:
        return list(m.coefficients(parse(formula).evaluate(m, {**values, "x": m.variable(m.exact(np.float64(x)))})))


INNER: dict[str, Arithmetic] = {
    "real": Real(),
    "precise": Precise(BITS),
    "running": Running(Real()),
    "fine": Running(Precise(BITS)),
    "ball": Ball(BITS),
}


def as_float(x: Any) -> float:
    return float(x.value if hasattr(x, "bound") else x)


# Every row, against differences of mpmath's values with hundreds of digits.


def supported() -> list[str]:
    def has(row: Elementary) -> bool:
        try:
            Taylor(Running(Precise(64)), 1).function(row)
            Running(Precise(64)).function(row)
        except UnsupportedOperation:
            return False
        return bool(row.slopes[-1])

    return [row.name for row in ROWS if has(row)]


def ordinary_points(row: Elementary) -> list[cases.Point]:
    found = [p for p in cases.points(row) if all(1e-3 < abs(v) < 60 or v == 0 for v in p)]
    return found[: 2 if row.name in cases.SLOW else 3]


@functools.cache
def weights(degree: int, side: int) -> list[list[mpf]]:
    """SymPy's weights for the coefficients up to a degree, of values at so many steps of 1 on each side."""
    found = sympy.finite_diff_weights(degree, list(range(-side, side + 1)), 0)
    with mpmath.workdps(400):
        return [[mpf(w.p) / w.q / mpmath.factorial(k) for w in found[k][-1]] for k in range(degree + 1)]


def mpmath_coefficients(row: Elementary, point: cases.Point, degree: int) -> list[mpf]:
    """In the last argument; with a singularity at a distance of R the truncation is about (step / R)**4 or less."""
    function = cases.mpmath_function(row)
    *fixed, x = map(mpf, point)
    digits = 25 if row.name in cases.SLOW else 60
    side, step_digits = degree // 2 + 2, digits // 2
    with mpmath.workdps(degree * step_digits + digits + 15):
        step = mpf(10) ** -step_digits
        values = [mpmath.re(function(*fixed, x + k * step)) for k in range(-side, side + 1)]
        return [mpmath.fdot(ws, values) / step**k for k, ws in enumerate(weights(degree, side))]


SLOW = cases.SLOW | frozenset(
    "erfinv erfcinv ndtri ellipk ellipe airyai airybi airyaiprime airybiprime gamma digamma beta betaln li".split()
)
"""Rows of which mpmath's differences of many digits take long."""


@pytest.mark.parametrize("name", supported())
def test_every_row(name: str) -> None:
    row = TABLE[name]
    degree = 3 if name in SLOW else DEGREE
    assert ordinary_points(row)
    for point in ordinary_points(row):
        truth = mpmath_coefficients(row, point, degree)
        scale = max(map(abs, truth)) * mpf(10) ** (-20 if name in cases.SLOW else -45)
        for inner in (Running(Precise(BITS)), Running(Real())):
            m = Taylor(inner, degree)
            with m:
                *fixed, x = (m.exact(np.float64(p)) for p in point)
                found = m.coefficients(m.function(row)(*fixed, m.variable(x)))
            assert len(found) == degree + 1
            for c, exact in zip(map(inner.lift, found), truth, strict=True):
                bound = mpf(float(inner.bound(c)))
                assert abs(mpf(as_float(c)) - exact) <= bound + scale + abs(exact) * 2.0**-53, (name, point)
                if not inner.floating:
                    with mpmath.workprec(BITS):
                        assert abs(mpf(c.value) - exact) <= mpf(c.bound) + scale, (name, point)


@of_each([row.name for row in ROWS if row.names and row.arity == 1])
def test_every_function_of_a_formula_has_a_series(name: str) -> None:
    assert name in supported()


@pytest.mark.parametrize("name", ["mul", "div", "pow", "atan2", "hypot", "max", "min", "sub"])
def test_both_arguments_may_vary(name: str) -> None:
    """f(sin x, exp x) at 0.4, against the derivatives of mpmath."""
    m = Taylor(Running(Precise(BITS)), DEGREE)
    x = m.variable(m.exact(0.4))
    found = getattr(m, name)(m.sin(x), m.exp(x)).coefficients
    function = cases.mpmath_function(TABLE[name])
    with mpmath.workdps(60):
        truth = mpmath.taylor(lambda t: function(mpmath.sin(t), mpmath.exp(t)), mpf(0.4), DEGREE)
        for c, exact in zip(found, truth, strict=True):
            assert abs(mpf(c.value) - exact) <= mpf(c.bound) + mpf(10) ** -45


# Exact coefficients at 0, from SymPy.

AT_ZERO = [
    "exp(sin(x))",
    "sin(x)*cos(x) - x",
    "1/(1 - x - x^2)",
    "sqrt(1 + x)*(1 + x^2)^(-3/2)",
    "log(1 + x + x^2)",
    "(1 + sin(x))^5",
    "tan(x)",
    "tanh(x)",
    "atan(x)",
    "asinh(x)",
    "sigmoid(x) - 1/2",
    "x^3*exp(x)",
    "x^7",
    "(x + x^2)^4",
    "sinh(x)/(2 + cosh(x))",
    "expm1(x)*log1p(x)",
    "cos(x)^(1/2)",
]


@functools.cache
def exact_coefficients(formula: str) -> list[sympy.Expr]:
    x = sympy.Symbol("x", real=True)
    series = sympy.series(parse(formula).evaluate(Symbolic(), {"x": x}), x, 0, DEGREE + 1).removeO()
    return [series.coeff(x, k) for k in range(DEGREE + 1)]


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("formula", AT_ZERO)
def test_at_zero(formula: str, inner: str) -> None:
    found = taylor(formula, 0.0, INNER[inner])
    for c, exact in zip(found, exact_coefficients(formula), strict=True):
        truth = mpf(sympy.N(exact, 60))
        if inner == "ball":
            assert c.overlaps(c.__class__(str(sympy.N(exact, 60))) * c.__class__(1, 1e-55))
            assert c.rad() < 1e-80
        elif inner in ("running", "fine"):
            assert abs(mpf(as_float(c)) - truth) <= mpf(float(c.bound)) + abs(truth) * 2.0**-53
            assert float(c.bound) < (1e-12 if inner == "running" else 1e-80)
        else:
            # A few dozen roundings each, of numbers below 10.
            assert abs(mpf(as_float(c)) - truth) <= 2.0**-53 * 1000


def test_the_series_of_the_sine() -> None:
    truth = [0 if k % 2 == 0 else (-1) ** (k // 2) / math.factorial(k) for k in range(10)]
    assert [float(c) for c in taylor("sin(x)", 0.0, Real(), 9)] == rounded(truth, 8)


# Where there is no series, or only just.


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize(
    ("formula", "x"),
    [
        ("sin(x)/x", 0.0),
        ("1/x", 0.0),
        ("sqrt(x)", 0.0),
        ("sqrt(x^2)", 0.0),
        ("x^(5/2)", 0.0),
        ("x^(-2)", 0.0),
        ("abs(x)", 0.0),
        ("sign(x)", 0.0),
        ("max(x, 0)", 0.0),
        ("min(x, 2*x)", 0.0),
        ("cbrt(x)", 0.0),
        ("atan2(x, -1)", 0.0),
        ("atan2(x, x)", 0.0),
        ("hypot(x, 0)", 0.0),
        ("loggamma(1 + x) + abs(x)", 0.0),
    ],
)
def test_no_derivative_is_refused(formula: str, x: float, inner: str) -> None:
    with pytest.raises(DomainError, match="character"):
        taylor(formula, x, INNER[inner], 2)


@pytest.mark.parametrize("formula", ["sqrt(x)", "x^(5/2)", "abs(x)", "max(x, 0)", "cbrt(x)", "sinc(x) - 1", "x^(1/3)"])
def test_degree_zero_is_the_value_alone(formula: str) -> None:
    assert [as_float(c) for c in taylor(formula, 0.0, Precise(BITS), 0)] == [0.0]


@of_each(itertools.product(["x", "3", "exp(x)", "x^2", "x*x", "1/x", "sin(x)^3", "tanh(x)", "atan(x)"], INNER))
def test_low_degrees_agree_with_high_ones(formula: str, inner: str) -> None:
    high = [as_float(c) for c in taylor(formula, 0.7, INNER[inner], 4)]
    assert [as_float(c) for c in taylor(formula, 0.7, INNER[inner], 0)] == high[:1]
    assert [as_float(c) for c in taylor(formula, 0.7, INNER[inner], 1)] == high[:2]


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("order", [0, 1, 2])
def test_sinc_at_zero(order: int, inner: str) -> None:
    """DLMF 10.53.1: sinc(x) = 1 - x^2/6 + x^4/120 - ..., and its derivatives."""
    m = Taylor(INNER[inner], 6)
    known = [0 if k % 2 else (-1) ** (k // 2) / math.factorial(k + 1) for k in range(9)]
    truth = [known[k + order] * math.factorial(k + order) / math.factorial(k) for k in range(7)]
    with m:
        x = m.variable(m.exact(np.float64(0.0)))
        result = m.sinc_derivative(order, 2 * x) if order else m.sinc(2 * x)
        found = [as_float(c) for c in result.coefficients]
    assert found == rounded([c * 2**k for k, c in enumerate(truth)], 32)


@pytest.mark.parametrize(("centre", "radius"), [(0.0, 0.5), (0.1, 0.25), (3.0, 1.0), (1e-9, 1e-12), (40.0, 3.0)])
def test_sinc_over_an_interval(centre: float, radius: float) -> None:
    inner = Ball(BITS)
    m = Taylor(inner, 6)
    with m:
        wide = m.sinc(m.variable(inner.arb(centre, radius))).coefficients
        for place in (-1.0, -0.5, 0.0, 0.3, 1.0):
            x = mpf(centre + place * radius * 0.999)
            with mpmath.workdps(60):
                truth = mpmath.taylor(mpmath.sinc, x, 6)
            for c, exact in zip(wide, truth, strict=True):
                assert c.is_finite()
                assert c.overlaps(inner.arb(mpmath.nstr(exact, 40)) + inner.arb(0, 1e-30))


@pytest.mark.parametrize("name", ["tanh", "sigmoid", "softplus"])
@pytest.mark.parametrize("x", [800.0, -800.0, 40.0, -40.0, 18.0])
def test_nothing_overflows(name: str, x: float) -> None:
    found = taylor(f"{name}(x)", x, Real(), 3)
    exact = taylor(f"{name}(x)", x, Precise(3000), 3)
    for c, truth in zip(found, exact, strict=True):
        # About ten operations of up to four units in the last place.
        assert abs(mpf(float(c)) - mpf(truth)) <= 40 * 2.0**-52 * abs(mpf(truth)) + 5e-324


def test_max_and_min_do_not_cancel() -> None:
    """(a + b - |a - b|)/2 would lose the smaller one."""
    assert [float(c) for c in taylor("min(1, x)", 1e-20, Real(), 2)] == [1e-20, 1.0, 0.0]
    assert [float(c) for c in taylor("max(-1, x)", -1e-20, Real(), 2)] == [-1e-20, 1.0, 0.0]
    assert [as_float(c) for c in taylor("min(1, x)", 1e-20, Running(Real()), 2)] == [1e-20, 1.0, 0.0]
    assert [float(c) for c in taylor("max(x, x)", 2.0, Real(), 2)] == [2.0, 1.0, 0.0]


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize(
    ("formula", "x", "n", "truth"),
    [
        ("x^n", -2.0, 3.0, [-8, 12, -6, 1]),
        ("x^n", 0.0, 2.0, [0, 0, 1, 0]),
        ("x^n", -2.0, -1.0, [-0.5, -0.25, -0.125, -0.0625]),
        ("x^n", 4.0, 0.5, [2, 0.25, -1 / 64, 1 / 512]),
        ("x^n", -2.0, 0.0, [1, 0, 0, 0]),
        ("n^x", 0.0, 2.0, [1, math.log(2), math.log(2) ** 2 / 2, math.log(2) ** 3 / 6]),
        ("(x - 1)^n", 1.0, 2.0, [0, 0, 1, 0]),
    ],
)
def test_powers_with_a_parameter(formula: str, x: float, n: float, truth: list[float], inner: str) -> None:
    found = [as_float(c) for c in taylor(formula, x, INNER[inner], 3, n=n)]
    assert found == rounded(truth, 32)


def test_a_variable_exponent_needs_a_positive_base() -> None:
    with pytest.raises(DomainError):
        taylor("x^x", -2.0, Precise(BITS), 2)
    assert all(math.isnan(c) for c in taylor("x^x", -2.0, Real(), 2)[1:])


EDGES = [
    ("abs(x - 1)", 3.0, [2.0]),
    ("max(x, 1) + min(2*x, 1)", 3.0, [2.0, 5.0]),
    ("1/(x - 1)", 3.0, [2.0]),
    ("log(x)", 3.0, [3.0]),
    ("sqrt(x)", 3.0, [3.0]),
    ("x^(1/3)", 3.0, [3.0]),
    ("exp(x)*sin(x) + x^3", 3.0, []),
    ("abs(-2)*x", 3.0, []),
    ("loggamma(x)", 3.0, [3.0]),
    ("atan2(1, x)", 3.0, [10.0]),
]


@pytest.mark.parametrize(("formula", "x", "truth"), EDGES)
def test_edges_are_noted(formula: str, x: float, truth: list[float]) -> None:
    m = Taylor(Precise(BITS), 2)
    parse(formula).evaluate(m, {"x": m.variable(m.exact(x))})
    assert sorted({float(edge.coefficients[0]) for edge in m.edges}) == truth


@pytest.mark.parametrize("name", ["gamma", "loggamma", "digamma"])
def test_poles_of_the_gamma_functions_are_edges(name: str) -> None:
    """At -2.01 the pole at -2 is the closest."""
    m = Taylor(Precise(BITS), 3)
    getattr(m, name)(m.variable(m.exact(-2.01)))
    nearest = min(abs(float(e.coefficients[0] / e.coefficients[1])) for e in m.edges)
    assert nearest == pytest.approx(0.01, rel=1e-3, abs=0)  # one Newton step, whose error is quadratic in 0.01


def test_an_argument_without_a_slope_is_refused() -> None:
    with pytest.raises(UnsupportedOperation, match="besselj has no known derivative in its first argument"):
        taylor("besselj(x, 1)", 0.5, Precise(BITS), 2)


# Cost.


class Counted:
    """A float that counts its multiplications and divisions."""

    count = 0

    def __init__(self, value: float) -> None:
        self.value = value

    def _other(self, other: Any) -> float:
        return other.value if isinstance(other, Counted) else float(other)

    def __mul__(self, other: Any) -> Counted:
        Counted.count += 1
        return Counted(self.value * self._other(other))

    def __truediv__(self, other: Any) -> Counted:
        Counted.count += 1
        return Counted(self.value / self._other(other))

    def __add__(self, other: Any) -> Counted:
        return Counted(self.value + self._other(other))

    def __sub__(self, other: Any) -> Counted:
        return Counted(self.value - self._other(other))

    def __rsub__(self, other: Any) -> Counted:
        return Counted(self._other(other) - self.value)

    def __neg__(self) -> Counted:
        return Counted(-self.value)

    def __eq__(self, other: object) -> bool:
        return self.value == self._other(other)

    def __gt__(self, other: Any) -> bool:
        return self.value > self._other(other)

    __rmul__ = __mul__
    __radd__ = __add__
    __hash__ = None  # type: ignore[assignment]


class Counting(Arithmetic):
    name = "counting"

    def number(self, value: Fraction | int) -> Counted:
        return Counted(float(value))

    def exact(self, value: Any) -> Counted:
        return Counted(float(value))

    def power(self, base: Counted, exponent: Fraction) -> Counted:
        return Counted(base.value ** float(exponent))

    def native(self, row: Elementary) -> Any:
        if (found := super().native(row)) is not None:
            return found
        return lambda *a: Counted(float(cases.mpmath_function(row)(*[x.value for x in a])))


def multiplications(formula: str, degree: int) -> int:
    m = Taylor(Counting(), degree)
    expression = parse(formula)
    x = m.variable(m.exact(0.3))
    Counted.count = 0
    expression.evaluate(m, {"x": x})
    return Counted.count


COSTS = {
    "exp(x)": 1,
    "sin(x)": 1.5,
    "log(x)": 1,
    "sqrt(x)": 0.5,
    "exp(x)*x": 1.5,
    "exp(x)/(1 + x)": 1.5,
    "(1 + x)^0.3": 1,
    "tanh(x)": 2,
    "sigmoid(x)": 1.5,
}


@pytest.mark.parametrize("formula", COSTS)
def test_cost_is_quadratic(formula: str) -> None:
    """Griewank & Walther, tables 13.1 and 13.2: about d^2 multiplications for an operation."""
    degree = 50
    assert multiplications(formula, degree) <= COSTS[formula] * degree**2 + 8 * degree
    assert multiplications(formula, degree) <= 4.2 * multiplications(formula, degree // 2)


@functools.cache
def fifty_exact_coefficients(formula: str) -> list[Any]:
    return taylor(formula, 0.5, Precise(1000), 50)


@pytest.mark.parametrize("inner", ["precise", "fine", "ball"])
@pytest.mark.parametrize("formula", ["exp(2*x)/(1 + sin(x^2))", "atan(x)*log(1 + x)", "asin(x/2)^3", "x^x"])
def test_degree_fifty(formula: str, inner: str) -> None:
    found = taylor(formula, 0.5, INNER[inner], 50)
    truth = fifty_exact_coefficients(formula)
    assert len(found) == 51
    # With 300 bits, fifty steps lose a small part of them.
    for c, exact in itertools.islice(zip(found, truth, strict=True), 0, None, 7):
        value = c.value if hasattr(c, "bound") else c
        off = abs(mpf(str(value.mid().str(60, radius=False))) if inner == "ball" else mpf(value)) - abs(mpf(exact))
        assert abs(off) <= mpf(10) ** -50 * max(abs(mpf(t)) for t in truth)


def test_series_are_cut_off_or_filled_up() -> None:
    m = Taylor(Real(), 2)
    assert m.series([1.0]).coefficients == (1.0, 0.0, 0.0)
    assert m.series([1.0, 2.0, 3.0, 4.0]).coefficients == (1.0, 2.0, 3.0)
    assert m.coefficients(5.0) == (5.0, 0.0, 0.0)
    assert not isinstance(m.sin(m.number(1)), Series)


def test_a_wrong_recurrence_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: exp without the factor j."""
    from derivcheck.arithmetic.taylor import recurrences as module

    monkeypatch.setattr(module, "grow", lambda first, x: [first, *[first * c for c in x[1:]]])
    with pytest.raises(AssertionError):
        test_every_row("exp")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("max(x, 0)", "max is not differentiable where its arguments are equal"),
        ("hypot(x, 0)", "hypot has no derivative here"),
        ("abs(x)", "abs is not differentiable where its argument is 0"),
    ],
)
def test_what_is_named_at_a_bend_is_what_was_typed(formula: str, said: str) -> None:
    m = Taylor(Real(), 2)
    with pytest.raises(DomainError, match=said):
        parse(formula).evaluate(m, {"x": m.variable(0.0)})
