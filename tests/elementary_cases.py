"""For every row of the elementary table: its value by mpmath, its form in SymPy, and points.

A row that is not named here is covered by the defaults: its names in the libraries, and the points
for its number of arguments.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any

import mpmath
import numpy as np
import scipy.special
import sympy
from mpmath import mpf

from derivcheck.elementary import TABLE, Elementary

DIGITS = 100

SLOW = frozenset(
    "besselj bessely besseli besselk polygamma gammainc gammaincc lowergamma uppergamma expint polylog spence zeta "
    "zeta_derivative ellipk_derivative ellipe_derivative betainc betaincc hyp1f1 hyp2f1 "
    "j0 j1 y0 y1 k0 k1 i0 i1 i0e i1e ive k0e k1e "
    "kve".split()
)
"""Rows that take mpmath long."""

Point = tuple[float, ...]
Draw = Callable[[np.random.Generator, int], Any]

NEAR_ONE = 1 - 2.0**-53
TINY, HUGE = 1e-300, 1e300


# The truth, straight from mpmath.


def _bessel_of_order(letter: str, order: int) -> Callable[..., Any]:
    return lambda x: getattr(mpmath, f"bessel{letter}")(order, x)


def _scaled_bessel(letter: str, *order: int) -> Callable[..., Any]:
    factor = (lambda x: mpmath.exp(-abs(x))) if letter == "i" else mpmath.exp
    return lambda *given: factor(given[-1]) * getattr(mpmath, f"bessel{letter}")(*order, *given)


def _upper_beta(a: Any, b: Any, x: Any) -> Any:
    """Return the integral from x to 1, which mpmath takes from 1; rows have it from 0 by reflection."""
    with mpmath.workdps(2 * DIGITS):
        return mpmath.betainc(a, b, x, 1, regularized=True)


VALUES: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "neg": lambda a: -a,
    "pow": lambda a, b: a**b,
    "cbrt": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)),
    "log2": lambda x: mpmath.log(x, 2),
    "abs": abs,
    "max": max,
    "min": min,
    "sinc_derivative": lambda k, x: _sinc_derivative(int(k), x),
    "loggamma": lambda x: mpmath.log(abs(mpmath.gamma(x))),
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "erfcinv": lambda x: _erfcinv(x),
    "dawson": lambda x: mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(-x * x) * mpmath.erfi(x),
    "dawson_slope": lambda x: _dawson_slope(x),
    "normcdf": mpmath.ncdf,
    "betaln": lambda a, b: mpmath.log(abs(mpmath.beta(a, b))),
    "gammainc": lambda a, x: mpmath.gammainc(a, 0, x) / mpmath.gamma(a),
    "gammaincc": lambda a, x: mpmath.gammainc(a, x) / mpmath.gamma(a),
    "lowergamma": lambda a, x: mpmath.gammainc(a, 0, x),
    "uppergamma": lambda a, x: mpmath.gammainc(a, x),
    "logit": lambda x: mpmath.log(x / (1 - x)),
    "Ci": lambda x: mpmath.ci(x) if x > 0 else mpmath.nan,
    "Chi": lambda x: mpmath.chi(x) if x > 0 else mpmath.nan,
    "airyaiprime": lambda x: mpmath.airyai(x, derivative=1),
    "airybiprime": lambda x: mpmath.airybi(x, derivative=1),
    "zeta_derivative": lambda k, x: mpmath.zeta(x, 1, int(k)),
    "ellipk_derivative": lambda k, x: _elliptic_derivative(mpf(1) / 2, int(k), x),
    "ellipe_derivative": lambda k, x: _elliptic_derivative(-mpf(1) / 2, int(k), x),
    "spence": lambda x: mpmath.polylog(2, 1 - x),
    "erfcx": lambda x: mpmath.exp(x * x) * _erfc(x),
    "erfcx_slope": lambda x: _erfcx_slope(x),
    "log_ndtr": lambda x: mpmath.log(mpmath.ncdf(x)) if x < 0 else mpmath.log1p(-mpmath.ncdf(-x)),
    "ndtri": lambda x: -mpmath.sqrt(2) * _erfcinv(2 * x),
    "xlogy": lambda x, y: x * mpmath.log(y),
    "xlog1py": lambda x, y: x * mpmath.log1p(y),
    "entr": lambda x: -x * mpmath.log(x),
    "rel_entr": lambda x, y: x * mpmath.log(x / y),
    "kl_div": lambda x, y: x * mpmath.log(x / y) - x + y,
    "log_expit": lambda x: -mpmath.log1p(mpmath.exp(-x)),
    "exp10": lambda x: mpf(10) ** x,
    "cosm1": lambda x: -2 * mpmath.sin(x / 2) ** 2,
    "exprel": lambda x: mpmath.expm1(x) / x if x else mpf(1),
    "exprel_derivative": lambda k, x: mpmath.hyp1f1(k + 1, k + 2, x) / (k + 1),
    "boxcox": lambda x, p: _power_transform(mpmath.log(x), p),
    "boxcox1p": lambda x, p: _power_transform(mpmath.log1p(x), p),
    "poch": mpmath.rf,
    "betainc": lambda a, b, x: mpmath.betainc(a, b, 0, x, regularized=True),
    "betaincc": lambda a, b, x: _upper_beta(a, b, x),
    "binom": mpmath.binomial,
    "huber": lambda d, r: r * r / 2 if abs(r) <= d else d * (abs(r) - d / 2),
    "pseudo_huber": lambda d, r: r * r / (1 + mpmath.sqrt(1 + (r / d) ** 2)),
    **{f"{letter}{n}": _bessel_of_order(letter, n) for letter in "jyik" for n in (0, 1)},
    **{f"{letter}{n}e": _scaled_bessel(letter, n) for letter in "ik" for n in (0, 1)},
    **{f"{letter}ve": _scaled_bessel(letter) for letter in "ik"},
    "positive": lambda x: x,
    "square": lambda x: x * x,
    "reciprocal": lambda x: 1 / x,
    "float_power": lambda a, b: a**b,
    "exp2": lambda x: mpf(2) ** x,
    "logaddexp": lambda a, b: max(a, b) + mpmath.log1p(mpmath.exp(-abs(a - b))),
    "logaddexp2": lambda a, b: max(a, b) + mpmath.log1p(mpf(2) ** -abs(a - b)) / mpmath.log(2),
    "deg2rad": mpmath.radians,
    "rad2deg": mpmath.degrees,
    "radians": mpmath.radians,
    "degrees": mpmath.degrees,
    "fabs": abs,
    "copysign": lambda a, b: abs(a) * mpmath.sign(b),
    "fmax": max,
    "fmin": min,
    "remainder": lambda a, b: a - b * mpmath.floor(a / b),
    "fmod": lambda a, b: a - b * _truncated(a / b),
    "heaviside": lambda a, b: (1 + mpmath.sign(a)) / 2 if a else b,
    "trunc": lambda x: _truncated(x),
    "rint": mpmath.nint,
    "floor_divide": lambda a, b: mpmath.floor(a / b),
}


def _erfcinv(x: mpf) -> mpf:
    """The root of erf(y) = 1 - x, or of log erfc(y) = log x, by the secant method."""
    if x == 1:
        return mpf(0)
    known = abs(x - 1) > 1e-8
    start = mpf(float(scipy.special.erfcinv(float(x)))) if known else (1 - x) * mpmath.sqrt(mpmath.pi) / 2
    near = (start, start * (1 + mpf(2) ** -40))
    if 0.5 < x < 1.5:
        return mpmath.findroot(lambda y: mpmath.erf(y) - (1 - x), near)
    if x > 1:
        return -_erfcinv(2 - x)
    return mpmath.findroot(lambda y: mpmath.log(mpmath.erfc(y)) - mpmath.log(x), near)


def _elliptic_derivative(a: mpf, k: int, x: mpf) -> mpf:
    """The k-th derivative of the integral of (1 - x sin^2 t)^(-a) over t in [0, pi/2].

    The trapezoidal rule is exact to exp(-4 n d) for periodic functions that are analytic in a strip of half width d,
    which is 0.32 at least for x in [-8, 0.9].
    """
    n = 3 * mpmath.mp.dps
    squares = [mpmath.sin(mpmath.pi * j / (2 * n)) ** 2 for j in range(n + 1)]
    heights = [s**k * (1 - x * s) ** (-a - k) for s in squares]
    return mpmath.rf(a, k) * mpmath.pi / (2 * n) * (mpmath.fsum(heights) - (heights[0] + heights[-1]) / 2)


def _erfc(x: mpf) -> mpf:
    with mpmath.workdps(mpmath.mp.dps + 4 * max(0, int(mpmath.mag(x)))):
        return mpmath.erfc(x)


def _erfcx_slope(x: mpf) -> mpf:
    with mpmath.workdps(mpmath.mp.dps + 4 * max(0, int(mpmath.mag(x)))):
        return 2 * x * mpmath.exp(x * x) * mpmath.erfc(x) - 2 / mpmath.sqrt(mpmath.pi)


def _power_transform(logarithm: mpf, p: mpf) -> mpf:
    return mpmath.expm1(p * logarithm) / p if p else logarithm


def _dawson_slope(x: mpf) -> mpf:
    with mpmath.workdps(mpmath.mp.dps + 4 * max(0, int(mpmath.mag(x)))):
        return 1 - 2 * x * mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(-x * x) * mpmath.erfi(x)


def _sinc_derivative(k: int, x: mpf) -> mpf:
    """Integrate the series of t^k cos(x t + k pi/2) over [0, 1], term by term."""
    sign, odd = (-1) ** ((k + 1) // 2), k % 2
    end = mpf(k + 1 + odd) / 2
    return sign * x**odd / (k + 1 + odd) * mpmath.hyp1f2(end, mpf(odd) + mpf(1) / 2, end + 1, -x * x / 4)


def _truncated(x: mpf) -> mpf:
    return mpmath.floor(x) if x > 0 else mpmath.ceil(x)


def mpmath_function(row: Elementary) -> Callable[..., Any]:
    found = VALUES.get(row.name) or getattr(mpmath, row.mpmath or row.name, None)
    assert found, f"give the row {row.name} its value in tests/elementary_cases.py"
    return found


def precisely(x: Any) -> mpf:
    """A float of any format, exactly."""
    numerator, denominator = x.as_integer_ratio()
    return mpmath.ldexp(mpmath.fmul(numerator, 1, exact=True), 1 - denominator.bit_length())


def value(row: Elementary, arguments: tuple[Any, ...], digits: int = DIGITS) -> mpf | None:
    """The function by mpmath at NumPy floats; None where it has no finite real value."""
    function = mpmath_function(row)
    with mpmath.workdps(digits), contextlib.suppress(ValueError, ZeroDivisionError):
        found = function(*[precisely(a) for a in arguments])
        if mpmath.im(found) == 0 and mpmath.isfinite(found):
            return +mpmath.re(found)
    return None


# The slope, by SymPy's derivative and by mpmath's numerical one.

x, y, z, w = sympy.symbols("x y z w", real=True)


def _bessel_form(letter: str, order: int) -> Callable[..., Any]:
    return lambda a: getattr(sympy, f"bessel{letter}")(order, a)


def _scaled_form(letter: str, *order: int) -> Callable[..., Any]:
    size = (lambda a: -sympy.Abs(a)) if letter == "i" else (lambda a: a)
    return lambda *given: sympy.exp(size(given[-1])) * getattr(sympy, f"bessel{letter}")(*order, *given)


FORMS: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "neg": lambda a: -a,
    "pow": lambda a, b: a**b,
    "cbrt": lambda a: sympy.sign(a) * sympy.Abs(a) ** sympy.Rational(1, 3),
    "expm1": lambda a: sympy.exp(a) - 1,
    "log1p": lambda a: sympy.log(1 + a),
    "log2": lambda a: sympy.log(a, 2),
    "log10": lambda a: sympy.log(a, 10),
    "sinc": lambda a: sympy.sin(a) / a,
    "sinc_derivative": lambda k, a: sum(
        (s * sympy.I) ** k * sympy.hyper((k + 1,), (k + 2,), s * sympy.I * a) / (2 * k + 2) for s in (1, -1)
    ),
    "hypot": lambda a, b: sympy.sqrt(a**2 + b**2),
    "loggamma": lambda a: sympy.log(sympy.Abs(sympy.gamma(a))),
    "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
    "softplus": lambda a: sympy.log(1 + sympy.exp(a)),
    "logit": lambda a: sympy.log(a / (1 - a)),
    "E1": lambda a: sympy.expint(1, a),
    "spence": lambda a: sympy.polylog(2, 1 - a),
    "dawson": lambda a: sympy.sqrt(sympy.pi) / 2 * sympy.exp(-(a**2)) * sympy.erfi(a),
    "dawson_slope": lambda a: 1 - a * sympy.sqrt(sympy.pi) * sympy.exp(-(a**2)) * sympy.erfi(a),
    "normcdf": lambda a: (1 + sympy.erf(a / sympy.sqrt(2))) / 2,
    "betaln": lambda a, b: sympy.log(sympy.Abs(sympy.beta(a, b))),
    "gammainc": lambda a, b: sympy.lowergamma(a, b) / sympy.gamma(a),
    "gammaincc": lambda a, b: sympy.uppergamma(a, b) / sympy.gamma(a),
    "erfcx": lambda a: sympy.exp(a**2) * sympy.erfc(a),
    "erfcx_slope": lambda a: 2 * a * sympy.exp(a**2) * sympy.erfc(a) - 2 / sympy.sqrt(sympy.pi),
    "log_ndtr": lambda a: sympy.log(sympy.erfc(-a / sympy.sqrt(2)) / 2),
    "ndtri": lambda a: -sympy.sqrt(2) * sympy.erfcinv(2 * a),
    "xlogy": lambda a, b: a * sympy.log(b),
    "xlog1py": lambda a, b: a * sympy.log(1 + b),
    "entr": lambda a: -a * sympy.log(a),
    "rel_entr": lambda a, b: a * sympy.log(a / b),
    "kl_div": lambda a, b: a * sympy.log(a / b) - a + b,
    "log_expit": lambda a: -sympy.log(1 + sympy.exp(-a)),
    "exp10": lambda a: 10**a,
    "cosm1": lambda a: sympy.cos(a) - 1,
    "exprel": lambda a: (sympy.exp(a) - 1) / a,
    "exprel_derivative": lambda k, a: sympy.hyper((k + 1,), (k + 2,), a) / (k + 1),
    "boxcox": lambda a, b: (a**b - 1) / b,
    "boxcox1p": lambda a, b: ((1 + a) ** b - 1) / b,
    "rgamma": lambda a: 1 / sympy.gamma(a),
    "poch": lambda a, b: sympy.gamma(a + b) / sympy.gamma(a),
    "hyp1f1": lambda a, b, c: sympy.hyper((a,), (b,), c),
    "hyp2f1": lambda a, b, c, d: sympy.hyper((a, b), (c,), d),
    "binom": lambda a, b: sympy.gamma(a + 1) / sympy.gamma(b + 1) / sympy.gamma(a - b + 1),
    "pseudo_huber": lambda a, b: a**2 * (sympy.sqrt(1 + (b / a) ** 2) - 1),
    **{f"{b}{n}": _bessel_form(b, n) for b in "jyik" for n in (0, 1)},
    **{f"{b}{n}e": _scaled_form(b, n) for b in "ik" for n in (0, 1)},
    **{f"{b}ve": _scaled_form(b) for b in "ik"},
    "positive": lambda a: a,
    "square": lambda a: a**2,
    "reciprocal": lambda a: 1 / a,
    "float_power": lambda a, b: a**b,
    "exp2": lambda a: 2**a,
    "logaddexp": lambda a, b: sympy.log(sympy.exp(a) + sympy.exp(b)),
    "logaddexp2": lambda a, b: sympy.log(2**a + 2**b, 2),
    "deg2rad": lambda a: a * sympy.pi / 180,
    "rad2deg": lambda a: a * 180 / sympy.pi,
    "radians": lambda a: a * sympy.pi / 180,
    "degrees": lambda a: a * 180 / sympy.pi,
}


# What SymPy's derivatives of |.|, sign, max and min are away from their bends.
_STEPS = {"Heaviside": lambda t, *_: mpf(t > 0), "DiracDelta": lambda t, *_: mpf(0)}


# What mpmath has under no such name.
_BY_NAME = {name: VALUES[name] for name in ("erfcinv", "airyaiprime", "airybiprime")}


def form(row: Elementary, arguments: tuple[Any, ...]) -> Any:
    """The function of SymPy expressions; None where SymPy has no smooth one."""
    found = FORMS.get(row.name) or (getattr(sympy, row.sympy) if row.sympy else None)
    return found and found(*arguments)


@functools.cache
def slope_program(name: str, index: int) -> Callable[..., Any]:
    symbols = (x, y, z, w)[: TABLE[name].arity]
    function = form(TABLE[name], symbols)
    if function is None:
        return lambda *_: mpmath.nan
    derivative = sympy.diff(function, symbols[index])
    if derivative.has(sympy.Derivative) and sympy.__version__.startswith("1.12"):
        return lambda *_: mpmath.nan  # this version writes no program of the slope of zeta
    return sympy.lambdify(symbols, derivative, modules=[_STEPS, _BY_NAME, "mpmath"])


def symbolic_slope(row: Elementary, index: int, point: Point) -> mpf | None:
    """SymPy's derivative in one argument, in mpmath; None where its form has no value."""
    # Enough digits for the cancellation in SymPy's forms, 1 - tanh^2 at 300 for instance; special functions are slow.
    digits = DIGITS if row.scipy else 8 * DIGITS
    with mpmath.workdps(digits), contextlib.suppress(ValueError, ZeroDivisionError):
        found = slope_program(row.name, index)(*[mpf(p) for p in point])
        return +mpmath.re(found) if mpmath.isfinite(found) else None
    return None


def numerical_slope(row: Elementary, index: int, point: Point) -> mpf:
    """mpmath's difference quotient in one argument, with a step of 10**-DIGITS of the smaller of 1 and |x|."""
    function, centre = mpmath_function(row), point[index]
    scale = mpf(min(abs(centre), 1.0) or 1.0)

    def along(t: mpf) -> Any:
        moved = mpf(centre) + scale * t
        return mpmath.re(function(*[moved if i == index else mpf(p) for i, p in enumerate(point)]))

    # A step next to a large argument takes as many digits more.
    digits = DIGITS // 2 if row.name in SLOW else DIGITS
    with mpmath.workdps(digits + 2 * max(0, int(mpmath.mag(centre or 1)) // 3)):
        return mpmath.diff(along, 0) / scale


# Points: ordinary ones and the hard ends of the domain.

DEFAULTS: dict[int, tuple[Point, ...]] = {
    1: ((0.3,), (-0.7,), (TINY,), (-TINY,)),
    2: ((0.3, 0.7), (-1.5, 0.4), (2.5, -3.0)),
}

_OUTSIDE = ((1 + 2.0**-52,), (-1 - 2.0**-52,), (1.5,), (-40.0,), (HUGE,))
_POSITIVE = ((0.3,), (7.0,), (TINY,), (HUGE,), (NEAR_ONE,), (1 + 2.0**-52,))
_PERIODIC = ((0.3,), (-2.0,), (TINY,), (1e22,), (HUGE,), (float(np.pi),), (float(np.pi / 2),), (31.4,))
_INSIDE = ((0.3,), (-0.7,), (TINY,), (NEAR_ONE,), (-NEAR_ONE,), (0.999,))
_HYPERBOLIC = ((0.3,), (-2.0,), (TINY,), (18.0,), (300.0,), (-300.0,))
_BESSEL = ((0.0, 0.3), (1.0, 2.5), (0.5, 7.0), (3.0, 1e-3), (2.5, 40.0))

POINTS: dict[str, tuple[Point, ...]] = {
    "pow": ((0.3, 0.7), (2.5, -3.25), (TINY, 0.5), (HUGE, -0.5), (1.0000001, 1e7), (NEAR_ONE, 1e15)),
    "div": ((0.3, 0.7), (-1.5, 0.4), (TINY, 1e-3), (1e-200, -HUGE)),
    "sqrt": _POSITIVE,
    "cbrt": ((0.3,), (-0.7,), (TINY,), (-HUGE,)),
    "exp": ((0.3,), (-2.0,), (TINY,), (-700.0,), (700.0,)),
    "expm1": ((0.3,), (-2.0,), (TINY,), (-TINY,), (-700.0,), (700.0,)),
    "log": _POSITIVE,
    "log1p": ((0.3,), (-0.7,), (TINY,), (-TINY,), (-NEAR_ONE,), (HUGE,)),
    "log2": _POSITIVE,
    "log10": _POSITIVE,
    "sin": _PERIODIC,
    "cos": _PERIODIC,
    "tan": _PERIODIC,
    "cot": _PERIODIC,
    "sec": _PERIODIC,
    "csc": _PERIODIC,
    "asin": _INSIDE,
    "acos": _INSIDE,
    "atan": (*DEFAULTS[1], (HUGE,), (-1e8,)),
    "acot": (*DEFAULTS[1], (HUGE,), (-1e8,)),
    "asec": _OUTSIDE,
    "acsc": _OUTSIDE,
    "atan2": (*DEFAULTS[2], (TINY, 1.0), (1e-200, -1e-200), (1e150, 1e-150)),
    "sinc": (*DEFAULTS[1], (0.0,), (1e-8,), (1e-5,), (float(np.pi),), (40.5,), (1e15,)),
    "sinc_derivative": (
        *((k, x) for k in (1.0, 2.0) for x in (0.3, -0.7, 0.0, 1e-8, 1e-5, 1.0, 4.493409457909064, 40.5)),
        *((1.0, TINY), (3.0, TINY), (5.0, 5.5), (7.0, 6.5), (2.0, 1e4)),
    ),
    "sinh": _HYPERBOLIC,
    "cosh": _HYPERBOLIC,
    "tanh": _HYPERBOLIC,
    "coth": _HYPERBOLIC,
    "sech": _HYPERBOLIC,
    "csch": _HYPERBOLIC,
    "asinh": (*DEFAULTS[1], (HUGE,), (-1e8,)),
    "acosh": ((1.5,), (40.0,), (1 + 2.0**-52,), (HUGE,)),
    "atanh": _INSIDE,
    "acoth": _OUTSIDE,
    "asech": ((0.3,), (TINY,), (NEAR_ONE,), (1e-8,)),
    "acsch": (*DEFAULTS[1], (HUGE,), (-1e8,)),
    "abs": (*DEFAULTS[1], (HUGE,)),
    "max": (*DEFAULTS[2], (1.0, 1e-20), (1.0, NEAR_ONE)),
    "min": (*DEFAULTS[2], (1.0, 1e-20), (1.0, NEAR_ONE)),
    "hypot": (*DEFAULTS[2], (TINY, 1.0), (1e-200, -1e-200), (1e150, 1e-150)),
    "erf": ((0.3,), (-2.0,), (TINY,), (5.5,), (-26.0,)),
    "erfc": ((0.3,), (-2.0,), (TINY,), (5.5,), (26.0,)),
    "gamma": ((0.3,), (-0.7,), (TINY,), (-1e-9,), (1.4616321449683622,), (20.5,), (170.0,), (-20.3,), (-2.0000001,)),
    "loggamma": ((0.3,), (-0.7,), (TINY,), (1.0000001,), (2.0000001,), (1e9,), (HUGE,), (-20.3,), (-2.4570247382208,)),
    "digamma": ((0.3,), (-0.7,), (TINY,), (1.4616321449683622,), (1e9,), (-20.3,), (-2.0000001,)),
    "polygamma": ((1.0, 0.3), (1.0, 20.5), (2.0, 1e-3), (3.0, 1e3), (1.0, -0.7), (2.0, -3.3)),
    "besselj": (*_BESSEL, (2.0, -1.5), (-1.0, 2.0), (0.0, 2.404825557695773), (1.0, 100.5)),
    "bessely": (*_BESSEL, (0.0, 0.8935769662791675)),
    "besseli": (*_BESSEL, (0.0, 700.0), (2.0, -1.5)),
    "besselk": (*_BESSEL, (0.5, 700.0)),
    "lambertw": ((0.3,), (-0.3,), (TINY,), (-0.36787944,), (1e9,), (HUGE,), (0.0,)),
    "erfi": ((0.3,), (-2.0,), (TINY,), (5.5,), (26.0,)),
    "erfinv": (*_INSIDE, (0.0,), (1e-8,)),
    "erfcinv": ((0.3,), (1.7,), (TINY,), (1e-20,), (NEAR_ONE,), (1 + 2.0**-52,), (2 - 2.0**-52,), (1.0,)),
    "dawson": (*DEFAULTS[1], (0.9241388730045916,), (5.5,), (-40.0,), (1e4,)),
    "dawson_slope": (*DEFAULTS[1], (0.9241388730045916,), (5.5,), (-40.0,), (1e4,)),
    "normcdf": ((0.3,), (-2.0,), (TINY,), (5.5,), (-30.0,)),
    "logit": ((0.3,), (0.5,), (TINY,), (NEAR_ONE,), (0.5000001,)),
    **dict.fromkeys(["erfcx", "erfcx_slope"], ((0.3,), (-2.0,), (TINY,), (5.5,), (-26.0,), (1e8,))),
    "log_ndtr": ((0.3,), (-2.0,), (TINY,), (5.5,), (-30.0,), (-1e4,)),
    "ndtri": ((0.3,), (0.7,), (TINY,), (1e-20,), (NEAR_ONE,), (0.5000001,)),
    **dict.fromkeys(["xlogy", "rel_entr"], ((0.3, 0.7), (2.5, 1e9), (1e-150, 40.0), (7.0, 7.0000001))),
    "xlog1py": ((0.3, 0.7), (-1.5, 1e-9), (2.5, -0.4), (1e-150, 40.0)),
    "kl_div": ((0.3, 0.7), (2.5, 1e9), (1e-150, 40.0), (7.0, 9.0)),
    "entr": ((0.3,), (7.0,), (TINY,), (NEAR_ONE,)),
    "log_expit": ((0.3,), (-2.0,), (TINY,), (40.0,), (-700.0,), (700.0,)),
    "exp10": ((0.3,), (-0.7,), (TINY,), (-300.0,), (300.0,)),
    "cosm1": ((0.3,), (-0.7,), (1e-9,), (40.0,)),
    "exprel": ((0.3,), (-0.7,), (0.0,), (40.0,), (-40.0,), (700.0,)),
    "exprel_derivative": ((1.0, 0.3), (1.0, -40.0), (2.0, 7.0), (1.0, 1e-9), (3.0, 0.0)),
    "boxcox": ((0.3, 0.7), (2.5, -3.0), (7.0, 1e-9), (1.0000001, 0.5), (40.0, 0.0)),
    "boxcox1p": ((0.3, 0.7), (2.5, -3.0), (7.0, 1e-9), (-0.4, 0.5), (40.0, 0.0)),
    "rgamma": ((0.3,), (-0.7,), (TINY,), (20.5,), (-20.3,)),
    "poch": ((0.3, 0.7), (2.5, 3.0), (40.0, -1.5), (7.3, 2.0)),
    "binom": ((2.5, 0.7), (7.0, 3.0), (40.0, 1.5), (20.3, 8.0)),
    **dict.fromkeys(["betainc", "betaincc"], ((0.3, 0.7, 0.4), (2.5, 3.0, 0.9), (40.0, 1.5, 1e-3), (0.5, 7.0, 0.999))),
    "hyp1f1": ((0.3, 0.7, 1.5), (2.5, 3.0, -7.0), (-1.5, 0.4, 1e-3), (1.0, 2.0, 20.0)),
    "hyp2f1": ((0.3, 0.7, 1.5, 0.4), (2.5, 3.0, 1.2, -0.7), (1.0, 1.0, 2.0, 0.9), (-1.5, 0.4, 2.5, 1e-3)),
    "huber": ((0.3, 0.7), (0.3, -0.7), (2.5, 1.0), (2.5, 1e-9)),
    "pseudo_huber": ((0.3, 0.7), (0.3, -0.7), (2.5, 1.0), (2.5, 1e-9)),
    **dict.fromkeys(["j0", "j1", "i0", "i1", "i0e", "i1e"], ((0.3,), (-2.5,), (40.0,))),
    **dict.fromkeys(["y0", "y1", "k0", "k1", "k0e", "k1e"], ((0.3,), (7.0,))),
    **dict.fromkeys(["ive", "kve"], ((0.5, 7.0), (2.0, 2.5))),
    "Ei": (*DEFAULTS[1], (0.37250741078136663,), (40.0,), (-40.0,)),
    "E1": ((0.3,), (7.0,), (TINY,), (40.0,), (700.0,)),
    "expint": ((1.0, 0.3), (2.0, 7.0), (0.0, 0.5), (3.0, 1e-3), (5.0, 40.0), (1.5, 1.0), (-2.5, 2.0)),
    "li": ((7.0,), (0.3,), (1e-9,), (1.4513692348833811,), (1e9,)),
    "Si": (*DEFAULTS[1], (40.0,), (1e4,)),
    "Ci": ((0.3,), (7.0,), (TINY,), (0.6165054856207162,), (1e4,)),
    "Shi": (*DEFAULTS[1], (40.0,), (-300.0,)),
    "Chi": ((0.3,), (7.0,), (TINY,), (0.5238225713898644,), (300.0,)),
    **dict.fromkeys(["fresnels", "fresnelc"], ((0.3,), (-0.7,), (1e-8,), (5.5,), (40.25,))),
    **dict.fromkeys(["ellipk", "ellipe"], ((0.3,), (-0.7,), (1e-9,), (0.999,), (-40.0,), (0.0,))),
    **dict.fromkeys(
        ["ellipk_derivative", "ellipe_derivative"], ((1.0, 0.3), (1.0, -0.7), (1.0, 1e-9), (2.0, 0.9), (1.0, 0.0))
    ),
    "polylog": ((2.0, 0.3), (2.0, -0.7), (3.0, 0.999), (-1.0, 0.5), (2.0, -40.0)),
    "spence": ((0.3,), (7.0,), (1e-9,), (1.0000001,)),
    **dict.fromkeys(
        ["airyai", "airyaiprime"], (*DEFAULTS[1], (-2.338107410459767,), (-1.0187929716,), (8.5,), (-40.0,))
    ),
    **dict.fromkeys(
        ["airybi", "airybiprime"], (*DEFAULTS[1], (-1.173713222709128,), (-2.294439682614,), (8.5,), (-40.0,))
    ),
    "zeta": ((0.3,), (2.5,), (-0.7,), (0.9999,), (1.0001,), (40.0,), (-2.5,)),
    "zeta_derivative": ((1.0, 0.3), (1.0, 2.5), (2.0, -0.7), (1.0, 1.0001), (1.0, 20.0)),
    **dict.fromkeys(["beta", "betaln"], ((0.3, 0.7), (2.5, 3.0), (1e-3, 40.0), (100.0, 0.5), (-1.5, 0.4), (2.5, -3.2))),
    **dict.fromkeys(
        ["gammainc", "gammaincc", "lowergamma", "uppergamma"],
        ((0.3, 0.7), (2.5, 3.0), (1.0, 1e-3), (3.0, 20.0), (40.0, 38.5), (0.5, 1e-8)),
    ),
    "sigmoid": ((0.3,), (-2.0,), (TINY,), (40.0,), (-40.0,), (-700.0,), (800.0,), (-800.0,)),
    "softplus": ((0.3,), (-2.0,), (TINY,), (40.0,), (-40.0,), (-700.0,), (800.0,), (-800.0,)),
}


_ROUNDED = ((0.3,), (-0.7,), (1e15 + 0.3,), (NEAR_ONE,), (-2.5000001,))
_DIVIDED = ((7.3, 2.0), (-7.3, 2.0), (1e3, -0.7), (0.3, 1e3))

POINTS |= {
    "square": ((0.3,), (-0.7,), (1e-150,), (1e150,)),
    "float_power": POINTS["pow"],
    "exp2": ((0.3,), (-0.7,), (TINY,), (-1000.0,), (1000.0,)),
    "logaddexp": (*DEFAULTS[2], (800.0, -800.0), (-700.0, -700.0), (-1e-9, 40.0)),
    "logaddexp2": (*DEFAULTS[2], (800.0, -800.0), (-700.0, -700.0), (-1e-9, 40.0)),
    **dict.fromkeys(["floor", "ceil", "trunc", "rint"], _ROUNDED),
    **dict.fromkeys(["remainder", "fmod", "floor_divide"], _DIVIDED),
}


def points(row: Elementary) -> tuple[Point, ...]:
    return POINTS.get(row.name) or DEFAULTS[row.arity]


# Random arguments.


def uniform(low: float, high: float) -> Draw:
    return lambda rng, n: rng.uniform(low, high, n)


def scattered(low: float, high: float, signs: tuple[int, ...] = (-1, 1), around: float = 0.0) -> Draw:
    """Numbers at a distance of 10**low to 10**high from `around`."""
    return lambda rng, n: around + rng.choice(signs, n) * 10.0 ** rng.uniform(low, high, n)


def chosen(*values: float) -> Draw:
    return lambda rng, n: rng.choice(values, n)


def multiples(step: float, count: int) -> Draw:
    return lambda rng, n: rng.integers(-count, count + 1, n) * step


_ALL = scattered(-300, 300)
_ABOVE = scattered(-300, 300, (1,))
_LOGARITHMIC = ((_ABOVE,), (scattered(-15, -1, around=1.0),))
_CIRCULAR = ((_ALL,), (uniform(-20, 20),), (multiples(np.pi / 2, 100),))
_UNIT = ((scattered(-300, 0),), (scattered(-15, 0, (-1,), around=1.0),), (scattered(-15, 0, (1,), around=-1.0),))
_BEYOND = ((scattered(0, 300),), (scattered(-15, 0, (1,), around=1.0),))
_BIG = ((uniform(-705, 705),), (scattered(-300, 1),))
_ORDER = chosen(0, 1, 2, 3, 10, 0.5, -1)

DRAWS: dict[str, tuple[tuple[Draw, ...], ...]] = {
    "pow": ((uniform(0, 10), uniform(-100, 100)), (_ABOVE, uniform(-1, 1))),
    "sqrt": ((_ABOVE,),),
    "exp": ((uniform(-740, 709),),),
    "expm1": ((uniform(-40, 709),), (scattered(-300, 0),)),
    "log": _LOGARITHMIC,
    "log2": _LOGARITHMIC,
    "log10": _LOGARITHMIC,
    "log1p": ((_ABOVE,), (scattered(-15, 0, (1,), around=-1.0),), (scattered(-20, -1),)),
    **dict.fromkeys(["sin", "cos", "tan", "cot", "sec", "csc"], _CIRCULAR),
    **dict.fromkeys(["asin", "acos", "atanh"], _UNIT),
    **dict.fromkeys(["asec", "acsc", "acoth"], _BEYOND),
    "acosh": ((scattered(0, 300, (1,)),), (scattered(-15, 0, (1,), around=1.0),)),
    "asech": ((scattered(-300, 0, (1,)),), (scattered(-15, 0, (-1,), around=1.0),)),
    **dict.fromkeys(["sinh", "cosh", "coth", "sech", "csch"], _BIG),
    "sinc": ((scattered(-300, 5),), (uniform(-20, 20),)),
    "sinc_derivative": ((chosen(0, 1, 2, 3, 5), scattered(-300, 2)), (chosen(1, 2, 6), uniform(-20, 20))),
    "erfc": ((uniform(-6, 26),), (scattered(-300, 0),)),
    "gamma": ((uniform(-150, 170),), (scattered(-300, 0),)),
    "loggamma": ((uniform(-150, 170),), (_ABOVE,), *[(scattered(-10, -1, around=zero),) for zero in (1.0, 2.0)]),
    "digamma": ((uniform(-50, 170),), (_ABOVE,), (scattered(-14, -1, around=1.4616321449683622),)),
    "polygamma": ((chosen(1, 2, 3, 4), scattered(-3, 3, (1,))),),
    **dict.fromkeys(["besselj", "bessely", "besseli", "besselk"], ((_ORDER, scattered(-3, 2.5, (1,))),)),
    "lambertw": ((_ABOVE,), (scattered(-15, -1, (1,), around=-0.36787944117144233),), (scattered(-300, -1, (-1,)),)),
    "erfi": ((uniform(-26, 26),), (scattered(-300, 0),)),
    "erfinv": _UNIT,
    "erfcinv": ((scattered(-300, 0, (1,)),), (uniform(0, 2),), (scattered(-15, -1, (-1,), around=2.0),)),
    **dict.fromkeys(["dawson", "dawson_slope"], ((uniform(-10, 10),), (scattered(-300, 4),))),
    "normcdf": ((uniform(-37, 9),), (scattered(-300, 0),)),
    "Ei": ((scattered(-300, 2),), (uniform(-50, 50),)),
    "E1": ((scattered(-300, 2.8, (1,)),),),
    "expint": ((chosen(0, 1, 2, 3, 10), scattered(-3, 2.5, (1,))),),
    "li": ((scattered(-20, 20, (1,)),), (uniform(1.1, 3),)),
    "Si": ((scattered(-300, 5),), (uniform(-20, 20),)),
    "Ci": ((scattered(-300, 5, (1,)),), (uniform(0, 20),)),
    "Shi": ((scattered(-300, 2.5),), (uniform(-20, 20),)),
    "Chi": ((scattered(-300, 2.5, (1,)),), (uniform(0, 20),)),
    **dict.fromkeys(["fresnels", "fresnelc"], ((scattered(-100, 1.5),), (uniform(-5, 5),))),
    **dict.fromkeys(["ellipk", "ellipe"], ((scattered(-10, 0),), (scattered(-15, 3, (-1,), around=1.0),))),
    **dict.fromkeys(["ellipk_derivative", "ellipe_derivative"], ((chosen(1, 2), uniform(-3, 0.9)),)),
    "polylog": ((chosen(2, 3, 1, -1), uniform(-3, 0.9)),),
    "spence": ((scattered(-10, 3, (1,)),),),
    **dict.fromkeys(["airyai", "airyaiprime", "airybi", "airybiprime"], ((uniform(-20, 20),), (scattered(-300, 0),))),
    "zeta": ((uniform(1.01, 30),), (uniform(-10, 0.99),)),
    "zeta_derivative": ((chosen(1, 2), uniform(1.01, 20)), (chosen(1, 2), uniform(-5, 0.99))),
    "logit": ((scattered(-300, 0, (1,)),), (uniform(0, 1),), (scattered(-15, -1, (-1,), around=1.0),)),
    **dict.fromkeys(["erfcx", "erfcx_slope"], ((uniform(-26, 26),), (scattered(-300, 6, (1,)),))),
    "log_ndtr": ((uniform(-37, 9),), (scattered(-300, 0),), (scattered(0, 6, (-1,)),)),
    "ndtri": ((uniform(0, 1),), (scattered(-300, -1, (1,)),), (scattered(-15, -1, (-1,), around=1.0),)),
    **dict.fromkeys(["xlogy", "xlog1py", "rel_entr"], ((_ABOVE, scattered(-10, 10, (1,))),)),
    "kl_div": ((scattered(-10, 10, (1,)), scattered(-10, 10, (1,))), (uniform(1, 1.1), uniform(1, 1.1))),
    "entr": ((scattered(-300, 3, (1,)),), (scattered(-15, -1, around=1.0),)),
    "log_expit": ((uniform(-745, 745),), (scattered(-300, 1),)),
    "exp10": ((uniform(-300, 308),), (scattered(-300, 0),)),
    "cosm1": ((scattered(-100, 3),), (uniform(-20, 20),)),
    "exprel": ((uniform(-700, 700),), (scattered(-8, 1),)),
    "exprel_derivative": ((chosen(1, 2, 3), uniform(-40, 40)), (chosen(1, 2), scattered(-100, 1))),
    "boxcox": ((scattered(-3, 3, (1,)), uniform(-3, 3)), (uniform(0.9, 1.1), scattered(-10, 0))),
    "boxcox1p": ((scattered(-3, 3, (1,)), uniform(-3, 3)), (uniform(-0.1, 0.1), scattered(-10, 0))),
    "rgamma": ((uniform(-100, 170),), (scattered(-300, 0),)),
    "poch": ((uniform(0, 50), uniform(0, 20)), (scattered(-3, 2, (1,)), chosen(1, 2, 3, 5))),
    "binom": ((uniform(10, 100), uniform(0, 10)), (uniform(10, 100), chosen(1, 2, 3, 5))),
    **dict.fromkeys(
        ["betainc", "betaincc"], ((scattered(-1, 2, (1,)), scattered(-1, 2, (1,)), scattered(-3, 0, (1,))),)
    ),
    "hyp1f1": ((uniform(0.5, 3), uniform(0.5, 3), uniform(0, 20)),),
    "hyp2f1": ((uniform(0.5, 3), uniform(0.5, 3), uniform(1, 5), uniform(-0.7, 0.7)),),
    **dict.fromkeys(["huber", "pseudo_huber"], ((scattered(-3, 3, (1,)), scattered(-10, 3)),)),
    **dict.fromkeys("j0 j1 y0 y1 k0 k1 i0 i1 i0e i1e k0e k1e".split(), ((scattered(-3, 2.5, (1,)),),)),
    **dict.fromkeys(["ive", "kve"], ((_ORDER, scattered(-3, 2.5, (1,))),)),
    **dict.fromkeys(["beta", "betaln"], ((uniform(0, 50), uniform(0, 50)), (scattered(-3, 2, (1,)), uniform(-5, 5)))),
    **dict.fromkeys(
        ["gammainc", "gammaincc", "lowergamma", "uppergamma"], ((scattered(-2, 2, (1,)), scattered(-3, 2, (1,))),)
    ),
    "sigmoid": ((uniform(-745, 745),), (scattered(-300, 1),)),
    "softplus": ((uniform(-745, 745),), (scattered(-300, 2),)),
}

DRAWS |= {
    "square": ((scattered(-150, 150),),),
    "float_power": DRAWS["pow"],
    "exp2": ((uniform(-1020, 1020),),),
    **dict.fromkeys(["logaddexp", "logaddexp2"], ((uniform(-50, 50), uniform(-50, 50)),)),
    **dict.fromkeys(["floor", "ceil", "trunc", "rint"], ((uniform(-20, 20),), (scattered(0, 15),))),
    **dict.fromkeys(["remainder", "fmod", "floor_divide"], ((uniform(-50, 50), uniform(-3, 3)),)),
}

_DRAWS_BY_ARITY: dict[int, tuple[tuple[Draw, ...], ...]] = {
    1: ((_ALL,), (uniform(-20, 20),)),
    2: ((scattered(-150, 150), scattered(-150, 150)), (uniform(-3, 3), uniform(-3, 3))),
}


def sample(row: Elementary, count: int, seed: int = 0) -> list[Any]:
    """Random arguments, and the points, as one array for each argument."""
    rng = np.random.default_rng([seed, *row.name.encode()])
    draws = DRAWS.get(row.name) or _DRAWS_BY_ARITY[row.arity]
    parts = [[draw(rng, -(-count // len(draws))) for draw in together] for together in draws]
    columns = zip(*parts, zip(*points(row), strict=True), strict=True)
    return [np.concatenate(column) for column in columns]


def rows() -> Iterator[Elementary]:
    yield from TABLE.values()
