"""Exponential, logarithmic, trigonometric and elliptic integrals, and polylogarithms.

DLMF 6.2 (exponential, logarithmic, sine and cosine integrals), 7.2.7 (Fresnel), 8.19.13 (E_n), 19.4 (elliptic),
25.12 (polylogarithms).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.elementary.number import Functions, Number
from derivcheck.elementary.row import Elementary, function
from derivcheck.elementary.singularities import at_one, at_zero
from derivcheck.ground.allowances import elementary as accuracy


def _by_equation(row: str, a: Fraction, first: Callable[..., Any]) -> Callable[..., Any]:
    """Return the derivatives of a multiple of 2F1(a, 1/2; 1; x) from the first one (DLMF 15.10.1)."""
    b = Fraction(1, 2)

    def of_order(m: Functions, k: int, x: Number) -> Any:
        if k < 2:
            return first(m, x) if k else getattr(m, row)(x)
        n = k - 2
        below, middle = of_order(m, n, x), of_order(m, n + 1, x)
        slope = m.number(n + 1) - m.number(a + b + 2 * n + 1) * x
        return (m.number((a + n) * (b + n)) * below - slope * middle) / (x * (1 - x))

    return of_order


def _of_order(name: str, definition: Callable[..., Any] | None = None, **rest: Any) -> Elementary:
    """Make the row of the derivatives of a function, by their order; formulas through others would lose digits."""
    row = f"{name}_derivative"

    def slope(m: Functions, k: Number, x: Number, y: Number) -> Any:
        return getattr(m, row)(k + 1, x)

    return Elementary(row, (None, slope), definition=definition, error=accuracy.ROUNDED, analytic=False, **rest)


def _one_of_several(name: str, slope: Callable[..., Any], home: str, place: int, **rest: Any) -> Elementary:
    """Make a row for one of the results of a function of SciPy."""
    return function(name, slope, numpy=None, scipy=home, output=place, nearby=True, **rest)


INTEGRAL_FUNCTIONS = (
    function(
        "Ei",
        lambda m, x, y: m.exp(x) / x,
        also=("expi",),
        numpy=None,
        scipy="expi",
        mpmath="ei",
        ball="ei",
        singular=at_zero,
        nearby=True,
    ),
    function(
        "E1",
        lambda m, x, y: -m.exp(-x) / x,
        also=("exp1",),
        numpy=None,
        scipy="exp1",
        mpmath="e1",
        ball=None,
        sympy=None,
        nearby=True,
    ),
    function(
        "expint",
        None,
        lambda m, n, x, y: -m.expint(n - 1, x),
        also=("expn",),
        numpy=None,
        scipy="expn",
        ball=None,
        error=accuracy.INTEGRAL,
        nearby=True,
    ),
    function(
        "li",
        lambda m, x, y: 1 / m.log(x),
        numpy=None,
        definition=lambda m, x: m.Ei(m.log(x)),
        singular=at_one,
        # Left of 1 it is the mean of what it continues to from above and from below.
        analytic=False,
    ),
    _one_of_several("Si", lambda m, x, y: m.sinc(x), "sici", 0, mpmath="si", ball="si", steepest=1.0),
    _one_of_several("Ci", lambda m, x, y: m.cos(x) / x, "sici", 1, mpmath="ci", ball="ci"),
    _one_of_several("Shi", lambda m, x, y: m.sinh(x) / x, "shichi", 0, mpmath="shi", ball="shi"),
    _one_of_several("Chi", lambda m, x, y: m.cosh(x) / x, "shichi", 1, mpmath="chi", ball="chi"),
    _one_of_several("fresnels", lambda m, x, y: m.sin(m.pi * x * x / 2), "fresnel", 0, ball="fresnel_s", steepest=1.0),
    _one_of_several("fresnelc", lambda m, x, y: m.cos(m.pi * x * x / 2), "fresnel", 1, ball="fresnel_c", steepest=1.0),
    # Of the parameter m = k^2, as in SymPy and SciPy.
    function(
        "ellipk",
        lambda m, x, y: m.ellipk_derivative(1, x),
        also=("elliptic_k",),
        numpy=None,
        scipy="ellipk",
        sympy="elliptic_k",
        ball=None,
        nearby=True,
    ),
    function(
        "ellipe",
        lambda m, x, y: m.ellipe_derivative(1, x),
        also=("elliptic_e",),
        numpy=None,
        scipy="ellipe",
        sympy="elliptic_e",
        ball=None,
        nearby=True,
    ),
    _of_order(
        "ellipk",
        _by_equation("ellipk", Fraction(1, 2), lambda m, x: (m.ellipe(x) / (1 - x) - m.ellipk(x)) / (2 * x)),
    ),
    _of_order("ellipe", _by_equation("ellipe", Fraction(-1, 2), lambda m, x: (m.ellipe(x) - m.ellipk(x)) / (2 * x))),
    function(
        "polylog",
        None,
        lambda m, s, x, y: m.polylog(s - 1, x) / x,
        numpy=None,
        ball=None,
        error=accuracy.ROUNDED,
        # SciPy has none, of complex numbers neither.
        analytic=False,
    ),
    # SciPy's dilogarithm.
    function(
        "spence",
        lambda m, x, y: m.log(x) / (1 - x),
        numpy=None,
        scipy="spence",
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.polylog(m.number(2), 1 - x),
        error=accuracy.INTEGRAL,
        nearby=True,
    ),
)
