"""Every elementary operation and function, one row each.

A row gives the names under which the libraries know the function (names only, so that no
library is imported for it) and its slopes, written by hand so that they are a witness
independent of SymPy, in forms that stay accurate at the hard ends of the domain: tanh' is
1/cosh^2, since 1 - tanh^2 loses 4 % at x = 18, and 1 - x^2 is (1 - x)(1 + x).

A slope is a function ``slope(m, *arguments, value)`` of a namespace `m` with the elementary
functions of some arithmetic, the arguments, and the function's value there. The formulas are
those of Abramowitz & Stegun, ch. 4 (elementary), 6 (gamma), 7 (erf), 9 (Bessel), and of Corless
et al., "On the Lambert W function" (1996), eq. 3.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

Slope = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Elementary:
    """An elementary operation or function.

    Attributes
    ----------
    name : str
        The operation of a `Node`, and the attribute of an arithmetic.
    slopes : tuple of callable or None
        One a argument: the partial derivative; None where derivcheck knows none.
    names : tuple of str
        What a formula may call it; empty for operators and helpers.
    numpy, scipy, sympy, mpmath, ball : str or None
        Names in NumPy, `scipy.special`, SymPy, mpmath and python-flint's `arb`.
    definition : callable or None
        ``definition(m, *arguments)`` in terms of other rows, for an arithmetic without a native function.
    ulps : float
        Bound on the error of the float64 function, in units in the last place of the result. A
        definition is not bound by it.
    nearby : bool
        Whether the libraries' functions are only as good as the exact one at a nearby argument, as they are
        beside its zeros: then `ulps` more units in the last place of the last argument are allowed.
    steepest : float or None
        Bound on |slope| over all real arguments, where it has peaks between which it is small.
    singular : callable or None
        ``singular(m, lows, highs)``: whether a pole or a branch cut may lie in a box of arguments. Where
        neither is given, |slope| is largest at the ends of any interval in the domain.
    analytic : bool
        Whether it continues to complex arguments, as the complex step needs.
    smooth : bool
        False for |.|, sign, max and min, which bend or jump inside their domain.
    """

    name: str
    slopes: tuple[Slope | None, ...]
    names: tuple[str, ...] = ()
    numpy: str | None = None
    scipy: str | None = None
    sympy: str | None = None
    mpmath: str | None = None
    ball: str | None = None
    definition: Callable[..., Any] | None = None
    ulps: float = 0.5
    nearby: bool = False
    steepest: float | None = None
    singular: Callable[..., Any] | None = None
    analytic: bool = True
    smooth: bool = True

    @property
    def arity(self) -> int:
        """Number of arguments."""
        return len(self.slopes)


def _function(
    name: str,
    *slopes: Slope | None,
    also: tuple[str, ...] = (),
    numpy: str | None = "",
    mpmath: str | None = "",
    ball: str | None = "",
    sympy: str | None = "",
    ulps: float = 4.0,
    **rest: Any,
) -> Elementary:
    """Make a row whose library names are the same unless told otherwise."""
    given = {"numpy": numpy, "mpmath": mpmath, "ball": ball, "sympy": sympy}
    libraries: dict[str, Any] = {library: name if there == "" else there for library, there in given.items()}
    return Elementary(name, slopes, names=(name, *also), ulps=ulps, **libraries, **rest)


def _one(m: Any, *_: Any) -> Any:
    return 1


def _minus_one(m: Any, *_: Any) -> Any:
    return -1


def _zero(m: Any, *_: Any) -> Any:
    return 0


def _at_zeros_of(function: str) -> Callable[..., Any]:
    """Return the test for a function that is singular where another one changes sign, at most once in 1."""

    def changes_sign(m: Any, lows: Any, highs: Any) -> Any:
        low, high = getattr(m, function)(lows[-1]), getattr(m, function)(highs[-1])
        return (low * high <= 0) | (highs[-1] - lows[-1] >= 1)

    return changes_sign


def _at_zero(m: Any, lows: Any, highs: Any) -> Any:
    return lows[-1] * highs[-1] <= 0


def _at_integers_below_one(m: Any, lows: Any, highs: Any) -> Any:
    # To the right of them everything is at 1/2.
    low, high = (m.min(x[-1], m.number(Fraction(1, 2))) for x in (lows, highs))
    return (m.sin(m.pi * low) * m.sin(m.pi * high) <= 0) | (high - low >= 1)


def _at_branch_cut(m: Any, lows: Any, highs: Any) -> Any:
    """Tell whether a box touches the negative half of the x axis."""
    (y_low, x_low), (y_high, _) = lows, highs
    return (y_low * y_high <= 0) & (x_low <= 0)


OPERATORS = (
    Elementary("add", (_one, _one), numpy="add"),
    Elementary("sub", (_one, _minus_one), numpy="subtract"),
    Elementary("mul", (lambda m, a, b, y: b, lambda m, a, b, y: a), numpy="multiply"),
    Elementary("div", (lambda m, a, b, y: 1 / b, lambda m, a, b, y: -y / b), numpy="divide"),
    Elementary("neg", (_minus_one,), numpy="negative", ulps=0.0),
    Elementary(
        "pow",
        (lambda m, a, b, y: b * m.pow(a, b - 1), lambda m, a, b, y: m.log(a) * y),
        numpy="power",
        ulps=2.0,
    ),
)

POWERS_AND_EXPONENTIALS = (
    _function("sqrt", lambda m, x, y: 1 / (2 * y), ulps=0.5),
    _function(
        "cbrt",
        lambda m, x, y: 1 / (3 * y * y),
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.sign(x) * m.power(m.abs(x), Fraction(1, 3)),
        singular=_at_zero,
        analytic=False,
    ),
    _function("exp", lambda m, x, y: y, ulps=1.0),
    _function("expm1", lambda m, x, y: m.exp(x), sympy=None, definition=lambda m, x: m.exp(x) - 1),
    _function("log", lambda m, x, y: 1 / x, also=("ln",), ulps=1.0),
    _function("log1p", lambda m, x, y: 1 / (1 + x), sympy=None, definition=lambda m, x: m.log(1 + x)),
    _function(
        "log2",
        lambda m, x, y: 1 / (x * m.log(m.number(2))),
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.log(x) / m.log(m.number(2)),
    ),
    _function(
        "log10",
        lambda m, x, y: 1 / (x * m.log(m.number(10))),
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.log(x) / m.log(m.number(10)),
    ),
)

TRIGONOMETRIC = (
    _function("sin", lambda m, x, y: m.cos(x), ulps=1.0, steepest=1.0),
    _function("cos", lambda m, x, y: -m.sin(x), ulps=1.0, steepest=1.0),
    _function("tan", lambda m, x, y: 1 / m.cos(x) ** 2, singular=_at_zeros_of("cos")),
    _function("cot", lambda m, x, y: -1 / m.sin(x) ** 2, numpy=None, definition=lambda m, x: 1 / m.tan(x)),
    _function("sec", lambda m, x, y: m.sin(x) / m.cos(x) ** 2, numpy=None, definition=lambda m, x: 1 / m.cos(x)),
    _function("csc", lambda m, x, y: -m.cos(x) / m.sin(x) ** 2, numpy=None, definition=lambda m, x: 1 / m.sin(x)),
    _function("asin", lambda m, x, y: 1 / m.sqrt((1 - x) * (1 + x)), also=("arcsin",), numpy="arcsin"),
    _function("acos", lambda m, x, y: -1 / m.sqrt((1 - x) * (1 + x)), also=("arccos",), numpy="arccos"),
    _function("atan", lambda m, x, y: 1 / (1 + x * x), also=("arctan",), numpy="arctan", steepest=1.0),
    _function(
        "acot",
        lambda m, x, y: -1 / (1 + x * x),
        also=("arccot",),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.atan(1 / x),
    ),
    _function(
        "asec",
        lambda m, x, y: 1 / (m.abs(x) * m.sqrt((x - 1) * (x + 1))),
        also=("arcsec",),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.acos(1 / x),
    ),
    _function(
        "acsc",
        lambda m, x, y: -1 / (m.abs(x) * m.sqrt((x - 1) * (x + 1))),
        also=("arccsc",),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.asin(1 / x),
    ),
    _function(
        "atan2",
        lambda m, y, x, value: x / (x * x + y * y),
        lambda m, y, x, value: -y / (x * x + y * y),
        also=("arctan2",),
        numpy="arctan2",
        singular=_at_branch_cut,
        analytic=False,
    ),
    _function(
        "sinc",
        lambda m, x, y: -m.spherical_j1(x),
        numpy=None,
        definition=lambda m, x: m.sin(x) / x,
        steepest=0.5,
    ),
    # (sin x - x cos x) / x^2, which the slope of sinc needs without cancellation at 0.
    Elementary(
        "spherical_j1",
        (lambda m, x, y: m.sinc(x) - 2 * y / x,),
        definition=lambda m, x: (m.sinc(x) - m.cos(x)) / x,
        steepest=0.5,
        ulps=4.0,
        nearby=True,
    ),
)

HYPERBOLIC = (
    _function("sinh", lambda m, x, y: m.cosh(x)),
    _function("cosh", lambda m, x, y: m.sinh(x)),
    _function("tanh", lambda m, x, y: 1 / m.cosh(x) ** 2, steepest=1.0),
    _function("coth", lambda m, x, y: -1 / m.sinh(x) ** 2, numpy=None, definition=lambda m, x: 1 / m.tanh(x)),
    _function("sech", lambda m, x, y: -y * m.tanh(x), numpy=None, definition=lambda m, x: 1 / m.cosh(x)),
    _function("csch", lambda m, x, y: -y / m.tanh(x), numpy=None, definition=lambda m, x: 1 / m.sinh(x)),
    _function(
        "asinh", lambda m, x, y: 1 / m.hypot(1, x), also=("arcsinh", "arsinh"), numpy="arcsinh", steepest=1.0
    ),
    _function(
        "acosh", lambda m, x, y: 1 / (m.sqrt(x - 1) * m.sqrt(x + 1)), also=("arccosh", "arcosh"), numpy="arccosh"
    ),
    _function("atanh", lambda m, x, y: 1 / ((1 - x) * (1 + x)), also=("arctanh", "artanh"), numpy="arctanh"),
    _function(
        "acoth",
        lambda m, x, y: 1 / ((1 - x) * (1 + x)),
        also=("arccoth", "arcoth"),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.atanh(1 / x),
    ),
    _function(
        "asech",
        lambda m, x, y: -1 / (x * m.sqrt((1 - x) * (1 + x))),
        also=("arcsech", "arsech"),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.acosh(1 / x),
    ),
    _function(
        "acsch",
        lambda m, x, y: -1 / (m.abs(x) * m.hypot(1, x)),
        also=("arccsch", "arcsch"),
        numpy=None,
        mpmath=None,
        ball=None,
        definition=lambda m, x: m.asinh(1 / x),
    ),
)

PIECEWISE = (
    _function(
        "abs",
        lambda m, x, y: m.sign(x),
        also=("fabs", "Abs"),
        numpy="absolute",
        sympy="Abs",
        ulps=0.0,
        analytic=False,
        smooth=False,
    ),
    _function("sign", _zero, also=("sgn",), ball="sgn", ulps=0.0, analytic=False, smooth=False),
    # At a tie the two one-sided slopes differ; their mean is taken, and the tie reported as a kink.
    _function(
        "max",
        lambda m, a, b, y: (1 + m.sign(a - b)) / 2,
        lambda m, a, b, y: (1 - m.sign(a - b)) / 2,
        numpy="maximum",
        sympy="Max",
        ulps=0.0,
        analytic=False,
        smooth=False,
    ),
    _function(
        "min",
        lambda m, a, b, y: (1 - m.sign(a - b)) / 2,
        lambda m, a, b, y: (1 + m.sign(a - b)) / 2,
        numpy="minimum",
        sympy="Min",
        ulps=0.0,
        analytic=False,
        smooth=False,
    ),
    _function(
        "hypot",
        lambda m, a, b, y: a / y,
        lambda m, a, b, y: b / y,
        ball=None,
        sympy=None,
        definition=lambda m, a, b: m.sqrt(a * a + b * b),
        steepest=1.0,
    ),
)

SPECIAL = (
    _function("erf", lambda m, x, y: 2 / m.sqrt(m.pi) * m.exp(-x * x), numpy=None, scipy="erf", steepest=1.2),
    _function(
        "erfc",
        lambda m, x, y: -2 / m.sqrt(m.pi) * m.exp(-x * x),
        numpy=None,
        scipy="erfc",
        steepest=1.2,
        nearby=True,
    ),
    _function(
        "gamma",
        lambda m, x, y: y * m.digamma(x),
        numpy=None,
        scipy="gamma",
        singular=_at_integers_below_one,
        ulps=16.0,
    ),
    _function(
        "loggamma",
        lambda m, x, y: m.digamma(x),
        also=("lgamma", "gammaln"),
        numpy=None,
        scipy="gammaln",
        ball="lgamma",
        singular=_at_integers_below_one,
        ulps=8.0,
        nearby=True,
        analytic=False,
    ),
    _function(
        "digamma",
        lambda m, x, y: m.polygamma(1, x),
        also=("psi",),
        numpy=None,
        scipy="digamma",
        singular=_at_integers_below_one,
        nearby=True,
    ),
    Elementary(
        "polygamma",
        (None, lambda m, n, x, y: m.polygamma(n + 1, x)),
        scipy="polygamma",
        singular=_at_integers_below_one,
        sympy="polygamma",
        mpmath="polygamma",
        ulps=16.0,
        nearby=True,
        analytic=False,
    ),
    _function(
        "besselj",
        None,
        lambda m, n, x, y: (m.besselj(n - 1, x) - m.besselj(n + 1, x)) / 2,
        numpy=None,
        scipy="jv",
        ball="bessel_j",
        ulps=512.0,
        nearby=True,
    ),
    _function(
        "bessely",
        None,
        lambda m, n, x, y: (m.bessely(n - 1, x) - m.bessely(n + 1, x)) / 2,
        numpy=None,
        scipy="yv",
        ball="bessel_y",
        ulps=512.0,
        nearby=True,
    ),
    _function(
        "besseli",
        None,
        lambda m, n, x, y: (m.besseli(n - 1, x) + m.besseli(n + 1, x)) / 2,
        numpy=None,
        scipy="iv",
        ball="bessel_i",
        ulps=16.0,
        nearby=True,
    ),
    _function(
        "besselk",
        None,
        lambda m, n, x, y: -(m.besselk(n - 1, x) + m.besselk(n + 1, x)) / 2,
        numpy=None,
        scipy="kv",
        ball="bessel_k",
        ulps=16.0,
        nearby=True,
    ),
    _function(
        "lambertw",
        lambda m, x, y: m.exp(-y) / (1 + y),
        numpy=None,
        scipy="lambertw",
        sympy="LambertW",
        nearby=True,
    ),
    _function(
        "sigmoid",
        lambda m, x, y: y * m.sigmoid(-x),
        also=("logistic", "expit"),
        numpy=None,
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: 1 / (1 + m.exp(-x)),
        steepest=0.25,
    ),
    _function(
        "softplus",
        lambda m, x, y: m.sigmoid(x),
        numpy=None,
        mpmath=None,
        ball=None,
        sympy=None,
        # The form that does not overflow; away from real numbers log1p(exp(x)) is the same function.
        definition=lambda m, x: m.log1p(m.exp(x)),
    ),
)

def _of_numpy(name: str, *slopes: Slope | None, **rest: Any) -> Elementary:
    """Make a row that NumPy code may call and a formula may not."""
    return Elementary(name, slopes, numpy=name, **rest)


def _jumping(name: str, arity: int = 1) -> Elementary:
    """Make a row that is constant between its jumps."""
    return _of_numpy(name, *[_zero] * arity, ulps=0.0, analytic=False, smooth=False)


_EXTREMES = {row.name: row.slopes for row in PIECEWISE}

ONLY_IN_NUMPY = (
    _of_numpy("positive", _one, definition=lambda m, x: x, ulps=0.0),
    _of_numpy("square", lambda m, x, y: 2 * x, definition=lambda m, x: x * x),
    _of_numpy("reciprocal", lambda m, x, y: -y * y, definition=lambda m, x: 1 / x),
    _of_numpy(
        "float_power",
        lambda m, a, b, y: b * m.pow(a, b - 1),
        lambda m, a, b, y: m.log(a) * y,
        definition=lambda m, a, b: m.pow(a, b),
        ulps=2.0,
    ),
    _of_numpy(
        "exp2",
        lambda m, x, y: m.log(m.number(2)) * y,
        definition=lambda m, x: m.exp(m.log(m.number(2)) * x),
        ulps=1.0,
    ),
    _of_numpy(
        "logaddexp",
        lambda m, a, b, y: m.exp(a - y),
        lambda m, a, b, y: m.exp(b - y),
        definition=lambda m, a, b: m.max(a, b) + m.log1p(m.exp(-m.abs(a - b))),
        ulps=4.0,
        analytic=False,
    ),
    _of_numpy(
        "logaddexp2",
        lambda m, a, b, y: m.exp2(a - y),
        lambda m, a, b, y: m.exp2(b - y),
        definition=lambda m, a, b: m.max(a, b) + m.log2(1 + m.exp2(-m.abs(a - b))),
        ulps=4.0,
        analytic=False,
    ),
    *(
        _of_numpy(name, lambda m, x, y: m.pi / 180, definition=lambda m, x: x * (m.pi / 180), ulps=2.0)
        for name in ("deg2rad", "radians")
    ),
    *(
        _of_numpy(name, lambda m, x, y: 180 / m.pi, definition=lambda m, x: x * (180 / m.pi), ulps=2.0)
        for name in ("rad2deg", "degrees")
    ),
    _of_numpy(
        "fabs", lambda m, x, y: m.sign(x), definition=lambda m, x: m.abs(x), ulps=0.0, analytic=False, smooth=False
    ),
    _of_numpy(
        "copysign",
        lambda m, a, b, y: m.copysign(1, a) * m.copysign(1, b),
        _zero,
        ulps=0.0,
        analytic=False,
        smooth=False,
    ),
    # A NaN, which they leave out, is the one way in which they differ from max and min.
    *(
        _of_numpy(
            name,
            *_EXTREMES[kind],
            definition=lambda m, a, b, kind=kind: getattr(m, kind)(a, b),
            ulps=0.0,
            analytic=False,
            smooth=False,
        )
        for name, kind in (("fmax", "max"), ("fmin", "min"))
    ),
    _of_numpy(
        "remainder",
        _one,
        lambda m, a, b, y: -m.floor_divide(a, b),
        ulps=0.5,
        analytic=False,
        smooth=False,
    ),
    _of_numpy("fmod", _one, lambda m, a, b, y: -m.trunc(a / b), ulps=0.5, analytic=False, smooth=False),
    # Its second argument is the value at 0, where it jumps.
    _of_numpy("heaviside", _zero, lambda m, a, b, y: 1 - m.abs(m.sign(a)), ulps=0.0, analytic=False, smooth=False),
    *(_jumping(name) for name in ("floor", "ceil", "trunc", "rint")),
    _jumping("floor_divide", 2),
)


ROWS = (*OPERATORS, *POWERS_AND_EXPONENTIALS, *TRIGONOMETRIC, *HYPERBOLIC, *PIECEWISE, *SPECIAL, *ONLY_IN_NUMPY)

TABLE: Mapping[str, Elementary] = MappingProxyType({row.name: row for row in ROWS})
"""Row by name of the operation."""

FUNCTIONS: Mapping[str, Elementary] = MappingProxyType({name: row for row in ROWS for name in row.names})
"""Row by each name that a formula may use."""

UFUNCS: Mapping[str, Elementary] = MappingProxyType({row.numpy: row for row in ROWS if row.numpy})
"""Row by the name of the NumPy function."""
