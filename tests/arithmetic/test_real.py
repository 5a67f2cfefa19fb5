"""Floating point against exact rationals and mpmath."""

from __future__ import annotations

import math
import sys
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf

from derivcheck.arithmetic.real import DTYPES, Real, exact_fraction
from derivcheck.elementary import TABLE
from derivcheck.ground.errors import InputError, MissingExtraError, UnsupportedOperation

FORMATS = st.sampled_from(DTYPES)
RATIONALS = st.fractions() | st.builds(lambda q, n: q * Fraction(10) ** n, st.fractions(), st.integers(-400, 400))


@given(FORMATS, RATIONALS)
def test_number_is_the_nearest(dtype: str, value: Fraction) -> None:
    m = Real(dtype)
    with m:
        near = m.number(value)
        if not np.isfinite(near):
            assert abs(value) > Fraction(10) ** 38
            return
        below, above = (np.nextafter(near, m.type(side)) for side in (-math.inf, math.inf))
    off = abs(exact_fraction(near) - value)
    # A longdouble is put together from two doubles, which rounds twice.
    slack = 1 + Fraction(1, 2**40) if dtype == "longdouble" else 1
    for other in (below, above):
        assert not np.isfinite(other) or off <= abs(exact_fraction(other) - value) * slack + Fraction(m.tiny)


@pytest.mark.parametrize("dtype", DTYPES)
def test_number_beyond_the_format(dtype: str) -> None:
    m = Real(dtype)
    assert m.number(10**5000) == math.inf
    assert m.number(-(10**5000)) == -math.inf
    assert m.number(Fraction(1, 10**5000)) == 0


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exact_fraction_of_a_double(x: float) -> None:
    assert exact_fraction(np.float64(x)) == Fraction(x)


@pytest.mark.skipif(np.finfo(np.longdouble).maxexp <= 1024, reason="longdouble is double here")
@pytest.mark.parametrize("exponent", [-16_440, -16_000, -1_100, 0, 1_100, 16_000])
def test_exact_fraction_of_a_longdouble(exponent: int) -> None:
    """Beyond the range of doubles too."""
    assert exact_fraction(np.ldexp(np.longdouble(-3), exponent)) == -3 * Fraction(2) ** exponent
    assert exact_fraction(1 + np.finfo(np.longdouble).eps) == 1 + Fraction(2) ** -np.finfo(np.longdouble).nmant


def test_an_unknown_dtype_is_refused() -> None:
    with pytest.raises(InputError, match=r"float16.*float64, float32, longdouble"):
        Real("float16")


@pytest.mark.parametrize("dtype", DTYPES)
def test_results_keep_the_format(dtype: str) -> None:
    m = Real(dtype)
    with m:
        for row in TABLE.values():
            point = cases.points(row)[0]
            try:
                function = m.function(row)
                found = function(*map(m.type, point))
            except UnsupportedOperation:
                assert dtype == "longdouble"
                assert row.scipy or row.name in ("lowergamma", "uppergamma", "li")  # which are made of such
                continue
            if row.name == "float_power":
                continue  # NumPy's never computes in less than float64
            assert found.dtype == m.type, row.name
            assert function(*[np.array([p], m.type) for p in point]).dtype == m.type, row.name


def test_scipy_has_no_longdouble() -> None:
    with pytest.raises(UnsupportedOperation, match="gamma in longdouble; float64"):
        _ = Real("longdouble").gamma


def test_a_missing_scipy_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    with pytest.raises(MissingExtraError, match=r'gamma in floating point.*pip install "sympy-derivcheck\[special\]"'):
        _ = Real().gamma
    assert float(Real().sin(0.0)) == 0.0


def test_out_of_the_domain_is_nan_without_a_warning() -> None:
    with Real() as m:
        assert np.isnan(m.log(np.float64(-1.0)))
        assert np.isnan(m.lambertw(np.float64(-0.5)))
        assert np.isnan(m.number(0) / m.number(0))
        assert m.exp(np.float64(1000.0)) == np.inf


def test_warnings_come_back_after_an_exception() -> None:
    before = np.geterr()
    with pytest.raises(ZeroDivisionError), Real():
        raise ZeroDivisionError
    assert np.geterr() == before


def test_powers_are_those_of_numpy() -> None:
    x = np.float64(1.1)
    m = Real()
    assert m.power(x, Fraction(3)) == x**3
    assert m.power(x, Fraction(-2)) == x**-2
    assert m.power(np.float64(-2.0), Fraction(3)) == -8.0
    assert m.power(x, Fraction(1, 3)) == x ** (1 / 3)
    assert m.typed_power(x, np.float64(0.1), Fraction(1, 10)) == x**0.1
    near_one = np.nextafter(x / x, np.inf)
    assert m.power(near_one, Fraction(2**40)) == near_one**2.0**40
    assert m.power(np.float64(0.0), Fraction(0)) == 1.0


@pytest.mark.parametrize("x", [0.0, 5e-324, 1e-300, 1e-8, 0.3, 0.9999999, 1.0, 1.5, 40.0, -1e-8, -2.0])
def test_sinc_and_its_slope_around_zero(x: float) -> None:
    with Real() as m:
        for name, point in (("sinc", (x,)), ("sinc_derivative", (1.0, x))):
            truth = cases.value(TABLE[name], point)
            assert truth is not None
            found = mpf(float(getattr(m, name)(*map(np.float64, point))))
            # Six correctly rounded operations, and the spacing of subnormal numbers.
            assert abs(found - truth) <= 6 * 2.0**-53 * abs(truth) * (1 + abs(x)) + 2.0**-1074


def test_bessel_k_does_not_underflow_early() -> None:
    """SciPy's kv(0, 700) is 0; DLMF 10.40.2 gives 4.67e-306."""
    found = Real().besselk(0, np.float64(700.0))
    assert abs(mpf(float(found)) / mpmath.besselk(0, 700) - 1) <= 32 * 2.0**-52


@pytest.mark.parametrize("x", [2.0**-61, 1e-100, 1e-155, 1e-300, -1e-200])
@pytest.mark.parametrize("order", [0.0, 1.0, 2.0, -1.0, -2.0, 0.3, -0.5])
@pytest.mark.parametrize(("name", "sign"), [("besselj", -1), ("besseli", 1)])
def test_bessel_functions_do_not_underflow_near_zero(name: str, sign: int, order: float, x: float) -> None:
    """SciPy's iv(1, 1e-155) is 0. The truth by two terms of the series, DLMF 10.2.2 and 10.25.2."""
    with Real() as m:
        found = getattr(m, name)(np.float64(order), np.float64(x))
    n = abs(order) if order == int(order) else order
    if x < 0 and n != int(n):
        assert np.isnan(found)
        return
    half = mpf(x) / 2
    truth = half ** mpf(n) / mpmath.gamma(n + 1) * (1 + sign * half**2 / (n + 1))
    truth *= -1 if order < 0 and n % 2 == 1 and sign < 0 else 1
    assert abs(mpf(float(found)) - truth) <= 8 * 2.0**-52 * abs(truth) + 2.0**-1074


@pytest.mark.parametrize("x", [103.5, 104.0, 105.0, 108.0])
@pytest.mark.parametrize(("name", "derivative"), [("airyai", 0), ("airyaiprime", 1)])
def test_airy_functions_do_not_underflow_early(name: str, derivative: int, x: float) -> None:
    with Real() as m, mpmath.workdps(30):
        truth = mpmath.airyai(mpf(x), derivative=derivative)
        assert abs(mpf(float(getattr(m, name)(np.float64(x)))) - truth) <= 2.0**-40 * abs(truth) + 2.0**-1074


@pytest.mark.parametrize("x", [800.0, -800.0, 710.0, -710.0, 0.0])
def test_sigmoid_and_softplus_do_not_overflow(x: float) -> None:
    with np.errstate(over="raise", invalid="raise"):
        for name in ("sigmoid", "softplus"):
            truth = cases.value(TABLE[name], (x,))
            found = getattr(Real(), name)(np.float64(x))
            assert abs(mpf(float(found)) - truth) <= 4 * 2.0**-52 * abs(truth) + 4 * 2.0**-1074


def test_a_function_is_looked_up_once() -> None:
    m: Any = Real()
    assert "sech" not in vars(m)
    assert m.sech is m.sech
    with pytest.raises(AttributeError):
        _ = m.nonsense
