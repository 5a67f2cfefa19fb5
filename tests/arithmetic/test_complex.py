"""Complex floating point, and the complex step that it is for."""

from __future__ import annotations

from fractions import Fraction

import elementary_cases as cases
import mpmath
import numpy as np
import pytest
from mpmath import mpf
from rows import of_each

from derivcheck.arithmetic.complex import Complex
from derivcheck.arithmetic.real import Real
from derivcheck.elementary import ROWS, TABLE, Elementary
from derivcheck.ground.errors import UnsupportedOperation

STEP = 2.0**-100


def supported() -> list[Elementary]:
    m = Complex(Real())

    def has(row: Elementary) -> bool:
        try:
            return m.function(row) is not None
        except UnsupportedOperation:
            return False

    return [row for row in ROWS if has(row) and all(row.slopes)]


@of_each(supported())
def test_the_complex_step_gives_the_slope(row: Elementary) -> None:
    m = Complex(Real())
    with m:
        for point in cases.points(row):
            index = row.arity - 1
            # Far from the ends of the domain and of the format, where the float program is well-conditioned.
            if not all(1e-8 < abs(p) < 100 and abs(abs(p) - 1) > 1e-4 for p in point):
                continue
            moved = [complex(p, STEP * (i == index)) for i, p in enumerate(point)]
            slope = np.imag(m.function(row)(*map(np.complex128, moved))) / STEP
            truth = cases.symbolic_slope(row, index, point)
            value = cases.value(row, point)
            assert truth is not None
            assert value is not None
            # A complex function is a few real ones (below 16 units); a logarithm in a power amplifies.
            scale = abs(truth) * (1 + abs(mpmath.log(abs(value) or 1)))
            assert abs(mpf(float(slope)) - truth) <= 64 * 2.0**-52 * scale, (row.name, point)


def test_what_is_not_analytic_is_refused() -> None:
    m = Complex(Real())
    for name in ("abs", "sign", "max", "min", "atan2", "cbrt", "loggamma"):
        with pytest.raises(UnsupportedOperation, match=f"{name} is not analytic"):
            getattr(m, name)


def test_every_row_is_right_or_refused() -> None:
    """A function of SciPy would lose an imaginary part of 2**-100."""
    assert {row.name for row in supported()}.isdisjoint({"gamma", "digamma", "erf", "besselj", "lambertw"})
    assert {"sin", "exp", "sinc", "sigmoid", "softplus", "log1p", "expm1", "hypot"} <= {r.name for r in supported()}


@pytest.mark.parametrize("exponent", [Fraction(2), Fraction(-3), Fraction(150), Fraction(1, 3), Fraction(-5, 2)])
def test_powers(exponent: Fraction) -> None:
    x = 1.3
    m = Complex(Real())
    value = m.typed_power(np.complex128(complex(x, STEP)), m.number(exponent), exponent)
    truth = mpf(exponent.numerator) / exponent.denominator * mpf(x) ** float(exponent - 1)
    # One rounding for each multiplication, and for a fraction exp and log with the exponent's size in between.
    units = 2 * abs(exponent) + 8
    assert abs(mpf(float(value.imag / STEP)) - truth) <= float(units) * 2.0**-52 * abs(truth)


def test_constants_and_numbers_are_real() -> None:
    m = Complex(Real("float32"))
    assert m.number(Fraction(1, 3)) == np.float32(1 / 3)
    assert m.exact(0.5) == np.float32(0.5)
    assert m.constant("pi") == np.float32(np.pi)
    assert m.type is np.complex64
    assert m.power(np.float32(-2.0), Fraction(3)) == -8.0


@pytest.mark.parametrize("x", [0.0, 1e-8, 0.3, 0.999, 1.5, 20.0])
def test_sinc_keeps_the_imaginary_part(x: float) -> None:
    found = Complex(Real()).sinc(np.complex128(complex(x, STEP)))
    truth = cases.VALUES["sinc_derivative"](1, mpf(x))
    # The series has terms of falling size and three operations each; beyond 1 the quotient loses 1/x.
    assert abs(mpf(float(found.imag / STEP)) - truth) <= 16 * 2.0**-52 * (abs(truth) + (abs(x) > 1) / max(x, 1))


def test_without_its_own_rule_log1p_would_lose_the_slope() -> None:
    """The planted fault: NumPy's complex log1p at a tiny argument."""
    x = np.complex128(complex(1e-12, STEP))
    mine, numpy = Complex(Real()).log1p(x), np.log1p(x)
    truth = mpmath.log1p(mpf(1e-12))
    assert abs(mpf(float(mine.real)) - truth) <= 4 * 2.0**-52 * truth
    assert abs(mpf(float(numpy.real)) - truth) > 1e-6 * truth or TABLE["log1p"].numpy == "log1p"
