"""Every row of the table against mpmath and SymPy, at ordinary points and at the hard ends of its domain."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import elementary_cases as cases
import flint
import mpmath
import numpy as np
import pytest
import scipy.special
import sympy
from mpmath import mpf
from rows import of_each

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.elementary import FUNCTIONS, ROWS, TABLE, UFUNCS, Elementary
from derivcheck.ground.errors import DomainError, UnsupportedOperation

NAMES = list(TABLE)
BITS = 200

# mpmath.diff takes a step of about 10**-DIGITS times the argument, so its truncation is far below this.
DIFF_ERROR = mpf(10) ** (-cases.DIGITS // 2)


def arithmetic(row: Elementary) -> Running:
    """The most precise arithmetic that has a row, with running error bounds."""
    precise = Running(Precise(BITS))
    try:
        precise.function(row)
    except UnsupportedOperation:
        return Running(Real())
    return precise


def as_mpf(m: Running, x: Any) -> mpf:
    return cases.precisely(x) if m.floating else mpf(x)


def slopes(row: Elementary) -> list[int]:
    return [i for i, slope in enumerate(row.slopes) if slope is not None]


@of_each(NAMES)
def test_points_lie_in_the_domain(name: str) -> None:
    row = TABLE[name]
    assert cases.points(row)
    for point in cases.points(row):
        assert len(point) == row.arity
        assert cases.value(row, point) is not None, f"{name}{point}: give the row points in tests/elementary_cases.py"


def test_a_row_whose_default_points_lie_outside_is_told_so() -> None:
    row = replace(TABLE["log"], name="a_new_row")
    assert any(cases.value(row, point) is None for point in cases.points(row))


@pytest.mark.parametrize("name", NAMES)
def test_value(name: str) -> None:
    row = TABLE[name]
    m = arithmetic(row)
    for point in cases.points(row):
        truth = cases.value(row, point)
        with m, mpmath.workdps(cases.DIGITS):
            found = getattr(m, name)(*[m.exact(p) for p in point])
            # The bound of the arithmetic itself; at 200 bits mpmath's truth of 100 digits has no error next to it.
            assert abs(as_mpf(m, found.value) - truth) <= found.bound + abs(truth) * DIFF_ERROR, (name, point)


def slope_at(m: Running, row: Elementary, index: int, point: cases.Point) -> Any:
    arguments = [m.exact(p) for p in point]
    slope = row.slopes[index]
    assert slope is not None
    with m:
        return m.lift(slope(m, *arguments, getattr(m, row.name)(*arguments)))


@pytest.mark.parametrize("name", NAMES)
def test_slope(name: str) -> None:
    row = TABLE[name]
    m = arithmetic(row)
    for point, index in itertools.product(cases.points(row), slopes(row)):
        claimed = slope_at(m, row, index, point)
        assert m.floating or claimed.bound <= abs(claimed.value) * mpf(10) ** -20 + mpf(10) ** -350, (name, point)
        truth = cases.value(row, point)
        assert truth is not None
        with mpmath.workdps(cases.DIGITS):
            by_sympy = cases.symbolic_slope(row, index, point)
            by_mpmath = cases.numerical_slope(row, index, point)
            scale = abs(by_mpmath) + abs(truth / (mpf(point[index]) or 1))
            for other in (by_sympy, by_mpmath):
                if other is not None:
                    off = abs(as_mpf(m, claimed.value) - other)
                    assert off <= claimed.bound + scale * DIFF_ERROR, (name, point, claimed.value, other)


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_slope_is_found(name: str) -> None:
    """One part in 2**40 is more than the bound on the right slope."""
    row = TABLE[name]
    m = arithmetic(row)
    for index in slopes(row):
        claims = [slope_at(m, row, index, point) for point in cases.points(row) if any(point)]
        nonzero = [c for c in claims if c.value != 0]
        assert not nonzero or any(abs(c.value) * 2.0**-40 > c.bound for c in nonzero)
        assert nonzero or not row.smooth


@of_each(NAMES)
def test_most_slopes_have_a_form_in_sympy(name: str) -> None:
    row = TABLE[name]
    if (row.smooth or row.sympy) and name not in WITHOUT_FORM:
        for index in slopes(row):
            assert any(cases.symbolic_slope(row, index, point) is not None for point in cases.points(row))


WITHOUT_FORM = frozenset("betainc betaincc zeta zeta_derivative ellipk_derivative ellipe_derivative huber".split())
"""Rows whose slope SymPy has no name for; mpmath's difference quotient is the oracle."""

# The error of the floating-point functions.


def ulps_off(row: Elementary, m: Real, arguments: tuple[Any, ...], found: Any) -> float:
    """The error in units in the last place of the truth; with `nearby`, of the truth and the argument together."""
    truth = cases.value(row, arguments, digits=40)
    limits = np.finfo(m.type)
    if truth is None or abs(truth) > mpf(2) ** limits.maxexp * (1 - mpf(2) ** -70):
        return 0.0
    if not np.isfinite(found):
        return float("inf")
    with mpmath.workdps(60):
        error = abs(cases.precisely(found) - truth)
        exponent = mpmath.mag(truth) - 1 if truth else limits.minexp
        unit = mpf(2) ** (max(exponent, limits.minexp) - limits.nmant)
        if row.nearby and error > row.ulps * unit:
            p = Precise(BITS)
            slope = row.slopes[-1](p, *[p.exact(a) for a in arguments], p.context.mpf(truth))
            unit += abs(slope) * abs(cases.precisely(arguments[-1])) * 2 * m.unit
        return float(error / unit)


def worst_ulps(row: Elementary, dtype: str, count: int) -> float:
    m = Real(dtype)
    with m:
        drawn = cases.sample(row, count)
        columns = [column.astype(m.type) for column in drawn]
        # What float32 cannot hold is left out.
        fits = np.all([np.isfinite(c) & ((c != 0) == (d != 0)) for c, d in zip(columns, drawn, strict=True)], axis=0)
        columns = [column[fits] for column in columns]
        found = m.function(row)(*columns)
    sampled = [(a, y) for *a, y in zip(*columns, found, strict=True)]
    return max(ulps_off(row, m, tuple(a), y) for a, y in sampled)


def floating_rows(dtype: str) -> list[str]:
    """The rows that a format has a function of its own for; the others are bounded by running error analysis."""
    m = Real(dtype)

    def has(row: Elementary) -> bool:
        try:
            return m.native(row) is not None
        except UnsupportedOperation:
            return False

    return [row.name for row in ROWS if has(row)]


@pytest.mark.parametrize("name", floating_rows("float64"))
def test_float64_is_as_accurate_as_the_row_says(name: str) -> None:
    row = TABLE[name]
    assert worst_ulps(row, "float64", 16 if name in cases.SLOW else 120) <= row.ulps


@pytest.mark.parametrize("dtype", ["float32", "longdouble"])
def test_other_formats_are_as_accurate_as_the_row_says(dtype: str) -> None:
    for name in floating_rows(dtype):
        row = TABLE[name]
        assert worst_ulps(row, dtype, 2 if name in cases.SLOW else 24) <= Real(dtype).ulps(row), name


def test_a_worse_function_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six units in the last place are too many for tanh."""
    monkeypatch.setattr(np, "tanh", lambda x, exact=np.tanh: exact(x) * (1 + 6 * 2.0**-52))
    assert worst_ulps(TABLE["tanh"], "float64", 20) > TABLE["tanh"].ulps


# What running error analysis is told about the shape of a slope.


@pytest.mark.parametrize("row", [row for row in ROWS if row.steepest is not None], ids=lambda row: row.name)
def test_steepest_bounds_the_slope_everywhere(row: Elementary) -> None:
    m = Real()
    with m:
        columns = cases.sample(row, 400)
        value = m.function(row)(*columns)
        for index in slopes(row):
            sizes = np.abs(row.slopes[index](m, *columns, value))
            assert np.nanmax(sizes) <= row.steepest * (1 + 2.0**-20)
            assert np.nanmax(sizes) >= row.steepest / 2


SINGULAR = {
    "tan": ((1.5,), (1.6,), (1.4,)),
    "cot": ((3.1,), (3.2,), (3.12,)),
    "sec": ((1.5,), (1.6,), (1.4,)),
    "csc": ((-0.1,), (0.1,), (-0.05,)),
    "coth": ((-0.1,), (0.2,), (-0.05,)),
    "csch": ((-0.1,), (0.2,), (-0.05,)),
    "cbrt": ((-1e-9,), (1e-8,), (-1e-10,)),
    "gamma": ((-2.01,), (-1.99,), (-2.001,)),
    "loggamma": ((-0.1,), (0.1,), (-0.01,)),
    "digamma": ((-3.1,), (-2.9,), (-3.01,)),
    "polygamma": ((1.0, -1.1), (1.0, -0.9), (1.0, -1.01)),
    "atan2": ((-0.1, -2.0), (0.1, -1.0), (-0.01, -1.0)),
    "Ei": ((-1e-9,), (1e-8,), (-1e-10,)),
    "li": ((0.99,), (1.01,), (0.999,)),
    "zeta": ((0.99,), (1.01,), (0.999,)),
    "zeta_derivative": ((1.0, 0.99), (1.0, 1.01), (1.0, 0.999)),
    "beta": ((0.3, -1.01), (0.4, -0.99), (0.4, -1.001)),
    "betaln": ((0.3, -1.31), (0.32, -1.3), (0.301, -1.305)),
}
"""A box with a singularity in it, and another corner that makes the box free of it."""


@pytest.mark.parametrize("row", [row for row in ROWS if row.singular is not None], ids=lambda row: row.name)
def test_singularities_are_seen(row: Elementary) -> None:
    lows, highs, before = SINGULAR[row.name]
    m = Real()
    with m:
        assert row.singular(m, lows, highs)
        assert not row.singular(m, lows, before)
    p = Precise(100)
    exact_lows, exact_highs = ([p.exact(x) for x in corner] for corner in (lows, highs))
    assert row.singular(p, exact_lows, exact_highs)


@pytest.mark.parametrize("x", [0.1, 1.0, 20.3, 171.0, 1e9])
def test_gamma_functions_are_regular_to_the_right(x: float) -> None:
    with Real() as m:
        assert not TABLE["gamma"].singular(m, (x,), (x * (1 + 2.0**-40),))


# Names.


def test_names_are_unique() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    names = [name for row in ROWS for name in row.names]
    assert len(set(names)) == len(names) == len(FUNCTIONS)
    ufuncs = [row.numpy for row in ROWS if row.numpy]
    assert len(set(ufuncs)) == len(ufuncs) == len(UFUNCS)


@of_each(NAMES)
def test_the_libraries_know_the_names(name: str) -> None:
    row = TABLE[name]
    homes = {"numpy": np, "scipy": scipy.special, "sympy": sympy, "mpmath": mpmath, "ball": flint.arb}
    for library, home in homes.items():
        known = getattr(row, library)
        special = library in ("ball", "mpmath") and row.name in {"abs", "sign", "max", "min", "atan2"}
        assert known is None or special or hasattr(home, known), (library, known)


def test_a_ufunc_of_the_table_is_one() -> None:
    assert all(isinstance(getattr(np, name), np.ufunc) for name in UFUNCS)
    assert all(getattr(np, name).nin == row.arity for name, row in UFUNCS.items())


def test_analytic_rows_are_those_that_continue() -> None:
    """The Cauchy-Riemann equations, with mpmath: d/dy f(x + iy) = i f'(x)."""
    for row in ROWS:
        if row.analytic and row.arity == 1 and row.mpmath and row.slopes[0]:
            x = cases.points(row)[0][0]
            with mpmath.workdps(150):
                h = mpf(10) ** -25
                aside = mpmath.im(getattr(mpmath, row.mpmath)(mpmath.mpc(x, h))) / h
                # The truncation is about h**2 f'''/6.
                assert abs(aside - cases.numerical_slope(row, 0, (x,))) <= 1e-40 * (1 + abs(aside)), row.name


def test_hard_ends_stay_accurate_in_float64() -> None:
    """The slopes that textbook forms lose: tanh', atanh', asin', sigmoid', expm1' and log1p'."""
    hard = [("tanh", 18.0), ("tanh", 300.0), ("atanh", cases.NEAR_ONE), ("asin", cases.NEAR_ONE)]
    hard += [("sigmoid", 40.0), ("sigmoid", -40.0), ("expm1", 1e-300), ("log1p", -cases.NEAR_ONE)]
    hard += [("acosh", 1 + 2.0**-52), ("acosh", 1e300), ("asinh", 1e300), ("sech", 300.0), ("csch", 300.0)]
    with Real() as m:
        for name, x in hard:
            row = TABLE[name]
            slope = row.slopes[0](m, np.float64(x), getattr(m, name)(np.float64(x)))
            truth = cases.symbolic_slope(row, 0, (x,))
            assert truth is not None
            # Five operations of at most 4 units in the last place each.
            assert abs(mpf(float(slope)) - truth) <= 20 * 2.0**-52 * abs(truth), (name, x)


def test_the_textbook_slope_of_tanh_would_fail() -> None:
    value = np.tanh(18.0)
    truth = cases.symbolic_slope(TABLE["tanh"], 0, (18.0,))
    assert truth is not None
    assert abs(mpf(1 - value * value) - truth) > 0.01 * abs(truth)


def test_domain_errors_are_not_values() -> None:
    with pytest.raises(DomainError):
        Precise(BITS).log(Precise(BITS).exact(-1.0))
