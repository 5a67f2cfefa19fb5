"""Running error bounds hold: |computed value - truth| <= bound, for every row and for random expressions."""

from __future__ import annotations

import itertools
import math
import statistics
import sys
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import elementary_trees as forest
import flint
import mpmath
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mpf
from rows import of_each

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import DTYPES, Real, exact_fraction
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.elementary import TABLE
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, PrecisionError, UnsupportedOperation

NAMES = list(TABLE)


def supported(name: str, dtype: str) -> bool:
    """Whether there is a function, or a definition of such."""
    m = Running(Real(dtype))
    try:
        with m:
            arrays = [np.array([p]) for p in cases.points(TABLE[name])[0]]
            return m.function(TABLE[name])(*map(m.exact, arrays)) is not None
    except UnsupportedOperation:
        return False


def columns(name: str, dtype: str, count: int) -> list[Any]:
    """A sample that the format can hold."""
    drawn = cases.sample(TABLE[name], count)
    with np.errstate(all="ignore"):
        held = [column.astype(dtype) for column in drawn]
        fits = np.all([np.isfinite(h) & ((h != 0) == (d != 0)) for h, d in zip(held, drawn, strict=True)], axis=0)
    return [column[fits] for column in held]


def outside(value: Any, truth: mpf | None, bound: Any) -> bool:
    """Whether a bound claims something that is not so; an infinite one claims nothing."""
    if not bound < math.inf:
        return False
    with mpmath.workdps(60):
        return truth is None or abs(cases.precisely(value) - truth) > mpf(float(bound))


def violations(name: str, m: Running, count: int) -> list[cases.Point]:
    drawn = columns(name, m.inner.name, count)
    with m:
        found = m.function(TABLE[name])(*map(m.exact, drawn))
    bounds = np.broadcast_to(found.bound, found.value.shape)
    return [
        point
        for *point, value, bound in zip(*drawn, found.value, bounds, strict=True)
        if outside(value, cases.value(TABLE[name], tuple(point), digits=40), bound)
    ]


@of_each(itertools.product(NAMES, DTYPES))
def test_values_of_every_row(name: str, dtype: str) -> None:
    if supported(name, dtype):
        count = 4 if name in cases.SLOW else 24 if dtype == "float64" else 6
        assert violations(name, Running(Real(dtype)), count) == []


class Careless(Running):
    """The planted fault: functions are taken to be right."""

    def units(self, row: Any) -> float:
        return 0.0


@pytest.mark.parametrize("name", ["exp", "sin", "mul", "div", "atan", "log", "erf", "hypot", "pow", "sech", "gamma"])
def test_forgotten_rounding_is_found(name: str) -> None:
    assert violations(name, Careless(Real()), 40)


def slope_violations(name: str, count: int) -> Iterator[cases.Point]:
    row = TABLE[name]
    r = Running(Real())
    m = Dual(r)
    for point in [*cases.points(row), *zip(*[c[:count] for c in cases.sample(row, count)], strict=True)]:
        truth = cases.symbolic_slope(row, row.arity - 1, point)
        if truth is None:
            continue
        with m:
            *fixed, x = (m.exact(np.float64(p)) for p in point)
            found = r.lift(m.tangent(m.function(row)(*fixed, m.variable(x))))
        if outside(found.value, truth, r.bound(found)):
            yield point


@pytest.mark.parametrize("name", [n for n in NAMES if TABLE[n].slopes[-1] and n not in cases.SLOW])
def test_slopes_of_every_row(name: str) -> None:
    assert list(slope_violations(name, 12)) == []


@pytest.mark.parametrize("name", sorted(cases.SLOW))
def test_slopes_of_slow_rows(name: str) -> None:
    assert list(slope_violations(name, 0)) == []


# Random expressions.


def reproducible(examples: int) -> settings:
    return settings(deadline=None, derandomize=True, database=None, max_examples=examples)


TREES = forest.trees(8)
SPECIAL_TREES = forest.trees(4, special=True)


def truth_of(tree: forest.Tree, x: Any) -> mpf | None:
    try:
        return forest.value(tree, x)
    except forest.Unknown:
        return None
    except forest.TooLarge:
        assume(False)
        raise


def slope_of(tree: forest.Tree, x: Any) -> mpf | None:
    try:
        return forest.value_and_slope(tree, x)[1]
    except forest.Unknown:
        return None
    except forest.TooLarge:
        assume(False)
        raise


def check_value(tree: forest.Tree, x: float, m: Running) -> None:
    with m:
        near = m.inner.type(x)
        found = m.lift(forest.evaluate(tree, m, m.exact(near)))
    bound = m.bound(found)
    assert not bound < math.inf or not outside(found.value, truth_of(tree, near), bound), str(tree)


def check_slope(tree: forest.Tree, x: float, r: Running) -> None:
    m = Dual(r)
    with m:
        near = r.inner.type(x)
        result = forest.evaluate(tree, m, m.variable(m.exact(near)))
        found = r.lift(m.tangent(result))
        # Where f itself is not known, or may bend, no derivative is claimed.
        claimed = r.bound(r.lift(getattr(result, "primal", result))) < math.inf
        claimed = claimed and all(abs(b.value) > b.bound for b in map(r.lift, m.bends))
    bound = r.bound(found)
    if claimed and bound < math.inf:
        assert not outside(found.value, slope_of(tree, near), bound), str(tree)


@reproducible(600)
@given(TREES, forest.points())
def test_values_of_expressions(tree: forest.Tree, x: float) -> None:
    check_value(tree, x, Running(Real()))


@reproducible(400)
@given(TREES, forest.points())
def test_slopes_of_expressions(tree: forest.Tree, x: float) -> None:
    check_slope(tree, x, Running(Real()))


@reproducible(60)
@given(SPECIAL_TREES, forest.points(), st.sampled_from(["float64", "float32"]))
def test_expressions_of_special_functions(tree: forest.Tree, x: float, dtype: str) -> None:
    check_value(tree, x, Running(Real(dtype)))
    check_slope(tree, x, Running(Real(dtype)))


@reproducible(150)
@given(TREES, forest.points(), st.sampled_from(["float32", "longdouble"]))
def test_expressions_in_other_formats(tree: forest.Tree, x: float, dtype: str) -> None:
    assume(dtype == "float32" or "erf" not in str(tree))
    check_value(tree, x, Running(Real(dtype)))
    check_slope(tree, x, Running(Real(dtype)))


@reproducible(300)
@given(TREES, forest.points())
def test_expressions_in_high_precision(tree: forest.Tree, x: float) -> None:
    """mpmath at 53 bits against mpmath at 2,300."""
    r = Running(Precise(53))
    m = Dual(r)
    try:
        result = forest.evaluate(tree, m, m.variable(m.exact(x)))
    except (DomainError, ZeroDivisionError, PrecisionError):
        return
    value, slope = r.lift(getattr(result, "primal", result)), r.lift(m.tangent(result))
    bends = [b for b in map(r.lift, m.bends) if not abs(b.value) > b.bound]
    with mpmath.workdps(60):
        if mpmath.isfinite(value.bound):
            truth = truth_of(tree, x)
            assert truth is not None
            assert abs(mpf(value.value) - truth) <= mpf(value.bound)
            if mpmath.isfinite(slope.bound) and not bends:
                truth = slope_of(tree, x)
                assert truth is not None
                assert abs(mpf(slope.value) - truth) <= mpf(slope.bound)


def test_forgotten_propagation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: errors of arguments are not carried on."""
    monkeypatch.setattr("derivcheck.arithmetic.running.spread_of", lambda m, *rest: 0)
    tree = forest.Tree("exp", (forest.Tree("exp", (forest.X,)),))
    failed = 0
    for k in range(50):
        try:
            check_value(tree, 1 + k / 10, Running(Real()))
        except AssertionError:
            failed += 1
    assert failed > 10


# Close to a singularity a bound is infinite, or it still holds.

CLOSE = [
    ("tan(pi/2 + x)", 1e-17),
    ("tan(pi/2 - x)", 1e-16),
    ("log((1 + x) - 1)", 1e-16),
    ("log((1 + x) - 1)", 1.2e-16),
    ("1/((1 + x) - 1)", 1.2e-16),
    ("((1 + x) - 1)^(-2)", 1.2e-16),
    ("cbrt((1 + x) - 1)", 1e-17),
    ("sqrt((1 + x) - 1)", 1.2e-16),
    ("gamma(x - 3 - 1e-17)", 1e-17),
    ("gamma(3*x)", -1.0000000000000002),
    ("loggamma(3*x - 1e-17)", 1e-17),
    ("digamma(3*x/7)", -7.0),
    ("atan2(sin(pi) + x, -1)", -1e-16),
    ("atan2(sin(pi)*x, -1)", 1.0),
    ("abs(sin(pi) + x)", -1e-16),
    ("sign(sin(pi*x))", 1.0),
    ("max(x, 3*x/3)", 0.1),
    ("sin(1e17*x)", 0.1),
    ("cos(1e20*x)", 0.7),
    ("tan(1e20*x)", 0.7),
    ("tanh(1e20*sin(1e20*x))", 0.7),
    ("atan(1e17*((1 + x) - 1))", 1e-17),
    ("erf(1e17*((1 + x) - 1))", 1e-17),
    ("asin(3*x/3)", cases.NEAR_ONE),
    ("atanh(0.1*x/0.1)", cases.NEAR_ONE),
    ("acosh(0.1*x/0.1)", 1 + 2.0**-52),
    ("lambertw(-exp(-1)*x)", cases.NEAR_ONE),
    ("tanh(((1e20 + x) - 1e20) + 3000)", -5000.0),
    ("(1 - cos(x))/x^2", 1e-8),
    ("x^(1/3)", 1e300),
    ("exp(x*log(10))", 300.0),
    ("exp(-x)*exp(-x)", 370.0),
    ("x*1e-200*1e-200", 1e100),
    ("x^0.1", 5e-324),
]


def holds_by_balls(formula: str, x: float, dtype: str) -> bool:
    """Whether a bound is infinite, or proven by balls of 2,000 bits."""
    expression = parse(formula)
    m = Running(Real(dtype))
    with m:
        near = m.inner.type(x)
        found = m.lift(expression.evaluate(m, {"x": m.exact(near)}))
    with Ball(2000) as exact:
        truth = exact.arb(expression.evaluate(exact, {"x": exact.exact(near)}))
        off = abs(truth - exact.exact(found.value))
    bound = m.bound(found)
    # A truth that is not finite is no number within any finite bound.
    return bound == math.inf or bool(truth.is_finite() and off.upper() <= flint.arb(bound))


@pytest.mark.parametrize(("formula", "x"), CLOSE)
def test_close_to_a_singularity(formula: str, x: float) -> None:
    assert holds_by_balls(formula, x, "float64")
    assert holds_by_balls(formula, x, "float32")


FORGOTTEN = {
    "running.over_the_box": lambda m, row, arguments, spread: spread,
    "running.jump": lambda m, function, arguments, value: 0,
    "slope_bounds.unless": lambda m, unknown, bound: bound,
}


@pytest.mark.parametrize("safeguard", FORGOTTEN)
def test_a_forgotten_safeguard_is_found(safeguard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"derivcheck.arithmetic.{safeguard}", FORGOTTEN[safeguard])
    assert not all(holds_by_balls(formula, x, "float64") for formula, x in CLOSE)


# Numbers.


@given(st.sampled_from(DTYPES), st.fractions())
def test_numbers_know_their_rounding(dtype: str, value: Fraction) -> None:
    m = Running(Real(dtype))
    found = m.number(value)
    off = abs(exact_fraction(found.value) - value)
    assert off <= Fraction(found.bound) <= off * (1 + Fraction(2) ** -18) + Fraction(5e-324)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["pi", "e"])
def test_constants_know_their_rounding(name: str, dtype: str) -> None:
    found = Running(Real(dtype)).constant(name)
    with mpmath.workdps(50):
        off = abs(cases.precisely(found.value) - getattr(mpmath, name))
        assert off <= found.bound <= off * (1 + mpf(2) ** -18)


def test_a_number_beyond_the_format_has_no_bound() -> None:
    m = Running(Real())
    assert m.bound(m.number(10**400)) == math.inf
    with m:
        assert m.bound(1 / m.number(10**400)) == math.inf


def test_exact_numbers_stay_exact() -> None:
    with Running(Real()) as m:
        zero, x = m.exact(np.float64(0.0)), m.exact(np.float64(0.3))
        for found in (zero * x, x * zero, m.sin(zero), m.tanh(zero), m.sqrt(zero), -x, x - x, abs(x), m.max(x, zero)):
            assert found.bound == 0
        assert (m.exact(np.float64(1e-200)) * m.exact(np.float64(1e-200))).bound > 0
        assert m.exp(m.exact(np.float64(-800.0))).bound > 0


@pytest.mark.parametrize("literals", [False, True])
@pytest.mark.parametrize("dtype", DTYPES)
def test_an_exponent_that_is_rounded_is_in_the_bound(dtype: str, literals: bool) -> None:
    """Its rounding counts times |log x|, which here is more than all the rest."""
    m = Running(Real(dtype), rounded_literals=literals)
    x, exponent = np.dtype(dtype).type(1e-9), Fraction(8, 3)
    with mpmath.workdps(60):
        truth = cases.precisely(x) ** (mpf(8) / 3)
    with m:
        found = m.power(m.exact(x), exponent)
        off = float(abs(exact_fraction(m.inner.number(exponent)) - exponent))
        moved = off * abs(math.log(1e-9)) * float(found.value)
        assert not outside(found.value, truth, found.bound)
        assert found.bound > moved > m.rounding(found.value, m.power_units(x, exponent))


def test_literals_of_printed_code_are_rounded() -> None:
    """0.1 in code that was printed from a formula stands for 1/10."""
    m = Running(Real(), rounded_literals=True)
    with m:
        found = m.exact(np.float64(3.0)) * 0.1
        assert outside(found.value, mpf(3) / 10, found.bound) is False
        careless = Running(Real())
        assert careless.lift(0.1).bound == 0
        assert m.lift(0.1).bound > 0


def test_arrays() -> None:
    x = np.linspace(0.1, 2, 7).reshape(7, 1)
    with Running(Real()) as m:
        found = m.exp(m.exact(x)) / m.sin(m.exact(x))
    assert isinstance(found, RunningNumber)
    assert found.value.shape == found.bound.shape == (7, 1)
    with Running(Real()) as m:
        single = [m.exp(m.exact(v)) / m.sin(m.exact(v)) for v in x.ravel()]
    assert [float(s.bound) for s in single] == found.bound.ravel().tolist()


PLAIN = ["x^2", "exp(x)", "sin(x)", "x^3 - 2*x", "exp(2*x)/(1 + sin(x^2))", "log(x)", "sqrt(x)", "1/x", "tanh(x)"]
PLAIN += ["atan(x)", "x*exp(-x)", "cos(x)^2", "x^x", "log(1 + x^2)", "sinh(x)/x", "(x + 1)/(x^2 + 1)", "sqrt(1 + x)"]


@pytest.mark.parametrize("slope", [False, True])
def test_bounds_are_useful_on_plain_functions(slope: bool) -> None:
    """At most 20 times the true error, in the median over functions and points."""
    r = Running(Real())
    m = Dual(r)
    ratios = []
    for formula in PLAIN:
        expression = parse(formula)
        for x in (0.3, 0.7, 1.1, 1.9, 2.7):
            exact = Dual(Precise(200))
            truth = expression.evaluate(exact, {"x": exact.variable(exact.exact(x))})
            with m:
                found = expression.evaluate(m, {"x": m.variable(m.exact(np.float64(x)))})
            pair = (found.tangent, truth.tangent) if slope else (found.primal, truth.primal)
            off = abs(mpf(float(pair[0].value)) - mpf(pair[1]))
            assert off <= pair[0].bound
            if off:
                ratios.append(float(pair[0].bound / off))
    assert statistics.median(ratios) <= 20


@pytest.mark.parametrize("name", ["logaddexp", "logaddexp2"])
def test_a_sum_of_logarithms_that_cancels_is_within_its_bound(name: str) -> None:
    """Beside e^a + e^b = 1, where the terms of the result are much larger than it."""
    base = mpmath.e if name == "logaddexp" else mpf(2)
    with mpmath.workprec(300):
        for a in (-0.6875, -1e-3, -1e-9, -17.123082174831723, -32.3):
            b = float(mpmath.log(1 - base ** mpf(a), base))
            for first, second in ((a, b), (b, a), (a, np.nextafter(b, 0)), (a, b * (1 + 1e-9))):
                with Running(Real("float64")) as m:
                    found = m.lift(getattr(m, name)(m.exact(np.float64(first)), m.exact(np.float64(second))))
                truth = mpmath.log(base ** mpf(first) + base ** mpf(float(second)), base)
                assert abs(mpf(float(found.value)) - truth) <= mpf(float(found.bound))


@pytest.mark.parametrize(
    ("name", "x", "truth"),
    [("erfc", 27.0, mpmath.erfc), ("normcdf", -38.0, mpmath.ncdf), ("besselj", 1e-310, lambda x: x / 2)],
)
def test_what_scipy_takes_for_zero_is_in_the_bound(name: str, x: float, truth: Any) -> None:
    """Cephes gives up where exp underflows, though subnormal numbers reach farther."""
    m = Running(Real())
    with m, mpmath.workdps(40):
        arguments = [m.number(1)] * (TABLE[name].arity - 1)
        found = getattr(m, name)(*arguments, m.exact(x))
        assert abs(mpf(float(found.value)) - truth(mpf(x))) <= found.bound <= 4 * sys.float_info.min


def test_zero_itself_is_exact() -> None:
    m = Running(Real())
    with m:
        found = m.erf(m.exact(0.0))
    assert (found.value, found.bound) == (0.0, 0.0)


def test_a_comparison_within_the_bounds_is_not_decided() -> None:
    m = Running(Real())
    with m:
        low, high, wide = (RunningNumber(np.float64(v), np.float64(b), m) for v, b in ((1, 0.25), (2, 0.25), (1.5, 1)))
        pairs = ((high, low), (low, high), (low, wide), (wide, low))
        assert [m.branch(*pair) for pair in pairs] == [True, False, None, None]


def test_a_product_vanishes_only_with_a_factor_that_is_0_without_error() -> None:
    m = Running(Real())
    with m:
        vague, exact = (RunningNumber(np.float64(0.0), np.float64(b), m) for b in (1e-9, 0.0))
        product = RunningNumber(np.float64(0.0), np.float64(1e-3), m)
        assert m.unless_zero(vague, lambda: product).bound == 1e-3
        assert m.unless_zero(exact, lambda: product).bound == 0
