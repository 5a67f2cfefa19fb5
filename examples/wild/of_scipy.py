"""Derivatives in SciPy: of special functions, distributions, splines, test functions and losses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import scipy
from scipy import interpolate, linalg, optimize, special, stats
from scipy.optimize._lsq.least_squares import IMPLEMENTED_LOSSES
from wild.row import Row, pair

Limits = tuple[float, float] | None

ABOVE, AROUND = (0.1, 20.0), (-0.95, 0.95)

# Name of the derivative, its arguments before x, name of the function, point, domain.
BESSEL: list[tuple[str, float, str, float, Limits]] = [
    ("jvp", 2, "jv", 1.3, None),
    ("jvp", 0.5, "jv", 1.3, ABOVE),
    ("yvp", 1, "yv", 1.3, ABOVE),
    ("ivp", 1, "iv", 0.8, None),
    ("kvp", 1, "kv", 0.8, ABOVE),
]

DEGREES = "x is in degrees, the slope is per radian"
WRONSKIAN = "with obl_rad1 its Wronskian is 0.76 of what it must be; at x = 2 all is well"
SERIES = "its series ends before the fourth term, which still counts"

# Functions that return their value and their derivative: name, arguments before x, point, domain, what is known.
PAIRS: list[tuple[str, tuple[float, ...], float, Limits, str]] = [
    ("airy", (), -1.5, None, ""),
    ("pbdv", (1.5,), 0.7, None, ""),
    ("pbvv", (1.5,), 0.7, None, ""),
    ("pbwa", (1.5,), 0.7, (-5, 5), ""),
    ("mathieu_cem", (2, 5), 35.0, None, DEGREES),
    ("mathieu_sem", (2, 5), 35.0, None, DEGREES),
    ("mathieu_modcem1", (2, 5), 0.6, (0.05, 3), ""),
    ("mathieu_modsem2", (2, 5), 0.6, (0.05, 3), ""),
    ("pro_ang1", (1, 2, 3), 0.4, AROUND, ""),
    ("pro_rad1", (1, 2, 3), 1.4, (1.1, 5), ""),
    ("pro_rad2", (1, 2, 3), 1.4, (1.1, 5), ""),
    ("obl_ang1", (1, 2, 3), 0.4, AROUND, ""),
    ("obl_rad1", (1, 2, 3), 1.4, (0.1, 5), ""),
    (
        "obl_rad2",
        (1, 2, 3),
        1.4,
        (0.1, 5),
        WRONSKIAN,
    ),
]

# SciPy 1.13 and 1.14 write beyond their arrays in these (scipy/scipy#21058 and #21461), which may end the process.
if scipy.__version__.startswith(("1.13.", "1.14.")):
    PAIRS = [row for row in PAIRS if "_rad" not in row[0]]

# Name of the derivative, it, name of the function, it, point, domain, what is known.
OTHERS: list[tuple[str, Callable[[Any], Any], str, Callable[[Any], Any], float, Limits, str]] = [
    ("digamma", special.digamma, "gammaln", special.gammaln, 2.3, ABOVE, ""),
    ("polygamma(1, x)", partial(special.polygamma, 1), "digamma", special.digamma, 2.3, ABOVE, ""),
    ("jvp(2, x, 2)", lambda x: special.jvp(2, x, 2), "jvp", lambda x: special.jvp(2, x), 1.3, None, ""),
    ("berp", special.berp, "ber", special.ber, 1.7, (0.1, 8), ""),
    ("keip", special.keip, "kei", special.kei, 1.7, (0.1, 8), ""),
    ("expit(-x)", lambda x: special.expit(-x), "log_expit", special.log_expit, 0.4, None, ""),
    ("_kolmogp", special._ufuncs._kolmogp, "kolmogorov", special.kolmogorov, 0.9, (0.3, 4), SERIES),
    ("_smirnovp", partial(special._ufuncs._smirnovp, 7), "smirnov", partial(special.smirnov, 7), 0.3, (0.02, 0.95), ""),
]

# A distribution, a point, and where it lives.
DISTRIBUTIONS: list[tuple[str, Any, float, Limits]] = [
    ("norm", stats.norm, 0.3, None),
    ("t(3.5)", stats.t(3.5), 0.7, None),
    ("gamma(2.5)", stats.gamma(2.5), 1.7, (0.01, 50)),
    ("beta(2, 3.5)", stats.beta(2, 3.5), 0.4, (0.01, 0.99)),
    ("genextreme(0.2)", stats.genextreme(0.2), 0.5, (-20, 4.5)),
    ("skewnorm(3)", stats.skewnorm(3), 0.5, None),
    ("vonmises(2)", stats.vonmises(2), 0.5, (-3, 3)),
    ("ncx2(3, 1.5)", stats.ncx2(3, 1.5), 2.5, (0.1, 40)),
    ("levy_stable(1.6, 0.3)", stats.levy_stable(1.6, 0.3), 0.4, (-5, 5)),
    ("wrapcauchy(0.4)", stats.wrapcauchy(0.4), 0.9, (0.01, 6.2)),
]

KNOTS = np.array([0.0, 0.4, 1.1, 1.9, 2.5, 3.4])
HEIGHTS = np.array([1.0, 0.7, -0.3, 0.2, 0.9, 1.4])
SPLINES: dict[str, Callable[..., Any]] = {
    "CubicSpline": interpolate.CubicSpline,
    "PchipInterpolator": interpolate.PchipInterpolator,
    "Akima1DInterpolator": interpolate.Akima1DInterpolator,
    "make_interp_spline": interpolate.make_interp_spline,
    "UnivariateSpline": interpolate.UnivariateSpline,
}

X = np.array([0.8, 1.3, 0.9, 1.6])
P = np.array([0.7, -1.1, 0.4, 0.9])
A = np.array([[0.3, -0.8, 0.1], [0.5, 0.2, -0.4], [-0.2, 0.7, 0.6]])
E = np.array([[0.1, 0.4, -0.3], [0.6, -0.5, 0.2], [0.3, 0.1, 0.8]])
SURFACE = interpolate.RectBivariateSpline(KNOTS, KNOTS, np.outer(HEIGHTS, np.sin(KNOTS)))


def _special() -> Iterator[Row]:
    for name, n, of, at, limits in BESSEL:
        f, g = (partial(getattr(special, one), n) for one in (of, name))
        yield Row(f"special.{name}({n}, x)", f"{of}({n}, x)", "derivative", f, g, at, limits)
    for name, before, at, limits, note in PAIRS:
        f, g = pair(partial(getattr(special, name), *before))
        call = ", ".join([*map(str, before), "x"])
        yield Row(f"special.{name}({call})[1]", f"{name}[0]", "derivative", f, g, at, limits, note=note)
    for name, g, of, f, at, limits, note in OTHERS:
        yield Row(f"special.{name}", of, "derivative", f, g, at, limits, note=note)
    for kind in ("jn", "yn", "in", "kn"):
        h = getattr(special, f"spherical_{kind}")
        f, g = (partial(h, 2, derivative=derivative) for derivative in (False, True))
        yield Row(f"special.spherical_{kind}(2, x, True)", f"spherical_{kind}", "derivative", f, g, 1.3, ABOVE)


def _loss(name: str, order: int) -> Callable[[Any], Any]:
    """Return a loss of `least_squares`, or a derivative of it, as SciPy computes it: into a buffer."""

    def value(x: Any) -> Any:
        rho = np.empty((3, 1))
        IMPLEMENTED_LOSSES[name](np.atleast_1d(x), rho, False)
        return rho[order, 0]

    return value


def _losses() -> Iterator[Row]:
    for name in ("huber", "soft_l1", "cauchy", "arctan"):
        for n in (1, 2):
            where = f"optimize.least_squares, {name}, rho[{n}]"
            yield Row(where, f"rho[{n - 1}]", "derivative", _loss(name, n - 1), _loss(name, n), 2.5, (0.05, 9))


def _splines() -> Iterator[Row]:
    for name, make in SPLINES.items():
        spline = make(KNOTS, HEIGHTS)
        yield Row(f"interpolate.{name}", "the spline", "derivative", spline, spline.derivative(), 1.4, (0.05, 3.3))


ROWS = [
    Row("optimize.rosen_der", "rosen", "gradient", optimize.rosen, optimize.rosen_der, X),
    Row("optimize.rosen_hess", "rosen", "hessian", optimize.rosen, optimize.rosen_hess, X),
    Row(
        "optimize.rosen_hess_prod", "rosen_der @ p", "gradient",
        lambda x: optimize.rosen_der(x) @ P, lambda x: optimize.rosen_hess_prod(x, P), X,
    ),
    *_losses(),
    *_special(),
    Row("special.softmax", "logsumexp", "gradient", special.logsumexp, special.softmax, X),
    Row("special.softmax", "log_softmax", "jacobian", special.log_softmax, lambda x: np.eye(4) - special.softmax(x), X),
    *(Row(f"stats.{name}.pdf", "cdf", "derivative", d.cdf, d.pdf, at, limits) for name, d, at, limits in DISTRIBUTIONS),
    *_splines(),
    Row(
        "interpolate.RectBivariateSpline", "the surface", "gradient", lambda x: SURFACE.ev(*x),
        lambda x: np.array([SURFACE.ev(*x, dx=1), SURFACE.ev(*x, dy=1)]), np.array([1.4, 0.8]), (0.05, 3.3),
    ),
    Row(
        "linalg.expm_frechet", "expm(A + t E)", "derivative", lambda t: linalg.expm(A + t * E)[0, 1],
        lambda t: linalg.expm_frechet(A + t * E, E)[1][0, 1], 0.3,
    ),
]  # fmt: skip
