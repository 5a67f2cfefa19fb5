"""Distributions, splines, sparse matrices that are assembled, filters and distances: values of SciPy, and slopes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from roundings import gamma

import derivcheck as dc
from derivcheck.autodiff.sight.through import Through

scipy = pytest.importorskip("scipy")
from scipy import fft, linalg, ndimage, signal, sparse, special, stats  # noqa: E402
from scipy.interpolate import (  # noqa: E402
    CubicSpline,
    PchipInterpolator,
    UnivariateSpline,
    interp1d,
    make_interp_spline,
    splev,
    splrep,
)
from scipy.sparse import linalg as sparse_linalg  # noqa: E402
from scipy.spatial import distance, distance_matrix  # noqa: E402

X = np.array([0.3137, 1.2274, 0.7411, 2.1548])
Y = np.array([0.2, -0.7, 1.4])
KNOTS = np.linspace(0, 3, 7)
SPLINE, MONOTONE, TABLE = (
    CubicSpline(KNOTS, np.sin(KNOTS)),
    PchipInterpolator(KNOTS, KNOTS**2),
    interp1d(KNOTS, KNOTS**2),
)
ROWS, COLUMNS = np.array([0, 1, 1, 2, 1]), np.array([0, 1, 0, 2, 1])
SQUARE = np.array([[2.0, 0.3, 0.1], [0.4, 3.0, 0.2], [0.1, 0.5, 4.0]])
BAND = np.array([[0.0, -1.0, -1.0], [2.5, 2.6, 2.7], [-1.0, -0.5, 0.0]])
FACTORS = linalg.lu_factor(SQUARE[[2, 0, 1]])


def matrix(x: Any) -> Any:
    return SQUARE + x[0] * np.outer(x[1:], Y)


def entries(x: Any, cls: Any = sparse.csc_matrix) -> Any:
    return cls((np.append(x, 1.0), (ROWS, COLUMNS)))


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    **{
        f"{name}.{of}": lambda x, name=name, of=of, shapes=shapes: np.sum(
            getattr(getattr(stats, name), of)(x[:2], *(s * x[3] for s in shapes), loc=-0.1 * x[2], scale=x[2] ** 2)
        )
        for name, shapes in (
            *(("norm", ()), ("expon", ()), ("gamma", (1.2,)), ("t", (2.5,)), ("lognorm", (0.4,))),
            *(("weibull_min", (0.7,)), ("laplace", ()), ("logistic", ()), ("cauchy", ())),
        )
        for of in ("logpdf", "pdf")
    },
    **{
        f"norm.{of}": lambda x, of=of: np.sum(getattr(stats.norm, of)(Y, x[0], x[1]))
        for of in ("cdf", "sf", "logcdf", "logsf")
    },
    "beta": lambda x: stats.beta.logpdf(x[0], x[1], x[3]) + stats.beta(2.0, x[2]).pdf(0.3),
    "poisson": lambda x: np.sum(stats.poisson.logpmf([0, 2, 5], x[1])) + stats.poisson.pmf(3, np.exp(x[0])),
    "binom": lambda x: (
        stats.binom.logpmf(3, 7, x[0]) + stats.nbinom.logpmf(2, x[3], x[2]) + stats.bernoulli.pmf(1, x[0])
    ),
    "multivariate_normal": lambda x: stats.multivariate_normal.logpdf(Y, x[:3], np.eye(3) + np.outer(x[1:], x[1:])),
    "rows of a normal": lambda x: np.sum(stats.multivariate_normal(x[:3], 2 * np.eye(3)).logpdf(np.stack([Y, 2 * Y]))),
    "spline": lambda x: np.sum(SPLINE(x)) * float(SPLINE(x[0])) + SPLINE(x[1], 1),
    "derivative of a spline": lambda x: np.sum(SPLINE.derivative()(x)) + MONOTONE(x[2]),
    "table": lambda x: np.sum(TABLE(x)),
    "assembled": lambda x: sparse_linalg.spsolve(entries(x), Y).sum() + (entries(x).tocsr() @ Y) @ Y,
    "assembled twice": lambda x: np.sum((entries(x).T @ entries(x, sparse.csr_matrix) + sparse.eye(3)).toarray() ** 2),
    "diagonals": lambda x: np.sum((sparse.diags([x[:3], x[1:3]], [0, 1]) @ Y) ** 2),
    "one diagonal": lambda x: np.sum((2 * sparse.diags(x[:3]) - sparse.eye(3)).toarray() ** 3),
    "lu of a constant": lambda x: linalg.lu_solve(FACTORS, x[1:]) @ Y,
    "lu transposed": lambda x: linalg.lu_solve(FACTORS, x[1:], trans=1) @ Y,
    "lu": lambda x: linalg.lu_solve(linalg.lu_factor(matrix(x)), Y).sum(),
    "banded": lambda x: linalg.solve_banded((1, 1), BAND, x[1:]).sum() + linalg.solve_banded((1, 1), BAND * x[0], Y)[0],
    "sylvester": lambda x: np.sum(linalg.solve_sylvester(matrix(x), SQUARE[:2, :2], np.outer(x[1:], Y[:2]))),
    "lyapunov": lambda x: linalg.solve_continuous_lyapunov(matrix(x), SQUARE)[0, 1],
    "discrete lyapunov": lambda x: linalg.solve_discrete_lyapunov(matrix(x) / 9, SQUARE)[0, 1],
    "qr": lambda x: linalg.qr(matrix(x))[1][0, 2] + linalg.qr(matrix(x)[:, :2], mode="economic")[0][2, 1],
    "pinv": lambda x: np.sum(linalg.pinv(matrix(x)[:, :2])),
    "cdist": lambda x: np.sum(np.exp(-distance.cdist(x.reshape(2, 2), np.stack([Y[:2], Y[1:]]), "sqeuclidean"))),
    "cdist of lengths": lambda x: np.sum(distance.cdist(x.reshape(2, 2), np.stack([Y[:2], Y[1:]]))),
    "pdist": lambda x: np.sum(distance.squareform(distance.pdist(x.reshape(4, 1), "cityblock")) ** 2),
    "lfilter": lambda x: np.sum(signal.lfilter([1.0, -x[0]], [1.0, x[2] / 4], np.append(x, Y)) ** 2),
    "fftconvolve": lambda x: np.sum(signal.fftconvolve(x, [1.0, 2.0, 3.0], "same") ** 2),
    "convolve": lambda x: np.sum(signal.convolve(x, Y, "valid") ** 2) + signal.convolve(x, Y)[2],
    "vectorize": lambda x: np.vectorize(lambda u: u**2 if u > 1 else math.sin(u))(x).sum(),
    "frompyfunc": lambda x: np.frompyfunc(lambda u, v: u * math.exp(v), 2, 1)(x, x[0]).sum(),
}


SPD = SQUARE @ SQUARE.T + 3 * np.eye(3)
LU = sparse_linalg.splu(sparse.csc_matrix(SQUARE))
SOLVE = sparse_linalg.factorized(sparse.csc_matrix(SQUARE))
LINE, FROZEN = UnivariateSpline(KNOTS, np.cos(KNOTS), s=0), stats.gumbel_r(0.1, 2.0)


def spd(x: Any) -> Any:
    return SPD + np.outer(x[1:], x[1:]) * x[0]


FUNCTIONS |= {
    **{
        name: lambda x, name=name: np.sum(getattr(linalg, name)(spd(x) / 9) * SQUARE)
        for name in "sqrtm cosm sinm tanm coshm tanhm".split()
    },
    "square root of a constant": lambda x: np.trace(linalg.sqrtm(SPD) @ spd(x)),
    "expm_frechet": lambda x: np.sum(linalg.expm_frechet(matrix(x) / 9, SQUARE, compute_expm=False)),
    "polar": lambda x: np.sum(linalg.polar(matrix(x))[0] * SQUARE) + linalg.polar(matrix(x), side="left")[1][0, 1],
    "singular vectors": lambda x: np.sum(np.linalg.svd(matrix(x)[:, :2], full_matrices=False)[0] ** 3),
    "singular values": lambda x: np.sum(np.linalg.svd(matrix(x)[:, :2])[1] ** 3) + linalg.svd(matrix(x))[1][0],
    "condition": lambda x: np.linalg.cond(matrix(x)) + np.linalg.cond(matrix(x), 1),
    "eigenvalues of a pair": lambda x: linalg.eigh(spd(x), SPD)[0][2] + linalg.eigh(SPD, spd(x))[1][0, 0] ** 2,
    "tridiagonal": lambda x: linalg.eigvalsh_tridiagonal(x[:3], x[1:3])[0],
    "least squares": lambda x: np.sum(linalg.lstsq(matrix(x)[:, :2], Y)[0]),
    "circulant": lambda x: np.sum(linalg.circulant(x) ** 3 * np.arange(4)),
    "transforms": lambda x: np.sum(np.abs(fft.fft(x)) ** 2 * X) + np.sum(fft.dct(x, norm="ortho") ** 3),
    "filters": lambda x: np.sum(ndimage.gaussian_filter1d(x, 1.0) ** 2) + np.sum(signal.detrend(x) ** 3),
    "smoothing": lambda x: np.sum(signal.savgol_filter(x, 3, 1) ** 2 + np.abs(signal.hilbert(x)) ** 2),
    "an image": lambda x: np.sum(ndimage.convolve(x.reshape(2, 2), np.ones((3, 3))) ** 2),
    "convolve2d": lambda x: np.sum(signal.convolve2d(x.reshape(2, 2), x.reshape(2, 2)[:1]) ** 2),
    "filtfilt": lambda x: np.sum(signal.sosfilt([[1.0, 0.5, 0.0, 1.0, 0.2, 0.1]], x) ** 2),
    "factors": lambda x: np.sum(LU.solve(x[1:]) ** 2) + np.sum(SOLVE(x[1:]) ** 3),
    "factors within": lambda x: np.sum(sparse_linalg.splu(sparse.csc_matrix(SQUARE)).solve(x[1:]) ** 2),
    "sparse within": lambda x: np.sum(
        ((sparse.csr_matrix(SQUARE) + 2 * sparse.eye(3, format="csr")) @ sparse.csr_matrix(SPD) - sparse.eye(3)) @ x[1:]
    ),
    "kronecker": lambda x: np.sum((sparse.kron(sparse.eye(2), sparse.csr_matrix(SQUARE[:2, :2])) @ x) ** 2),
    "multiply": lambda x: np.sum(sparse.csr_matrix(SQUARE).multiply(np.outer(x[1:], x[:3]))),
    "spline within": lambda x: np.sum(CubicSpline(KNOTS, np.sin(KNOTS))(x)) + LINE(x[0]),
    "through values": lambda x: CubicSpline(KNOTS[:4], x)(0.7) * interp1d(KNOTS[:4], x**2)(1.2),
    "splev": lambda x: np.sum(splev(x, splrep(KNOTS, KNOTS**2))) + make_interp_spline(KNOTS[:4], x)(0.3, 1),
    "distances": lambda x: sum(
        getattr(distance, name)(x, X[::-1] + Y[0])
        for name in "cosine correlation braycurtis canberra euclidean chebyshev".split()
    ),
    "distances with options": lambda x: (
        distance.minkowski(x, X + 1, 3)
        + distance.mahalanobis(x[1:], Y, SPD)
        + distance_matrix(x[None], X[None] + 1)[0, 0]
    ),
    "samples": lambda x: (
        stats.entropy(x) + stats.entropy(x, x[::-1], base=2) + stats.skew(x) + stats.kurtosis(x, fisher=False)
    ),
    "standardised": lambda x: np.sum(stats.zscore(x) ** 3) + stats.moment(x, 3),
    "chi2": lambda x: np.sum(stats.chi2.logpdf(x, 3) + stats.chi2.cdf(x, df=2.5) + stats.chi2.sf(x, 3, loc=-0.1)),
    "student": lambda x: np.sum(stats.t.logpdf(x, df=3) + stats.t.cdf(x, 3) + stats.t.logcdf(-x, 4.5)),
    "quantile of normal": lambda x: np.sum(stats.norm.ppf(x / 3, loc=x[0])),
    "others": lambda x: np.sum(stats.genpareto.logpdf(x, 0.2) + stats.pareto.pdf(x + 1, 2) + stats.f.logpdf(x, 3, 4)),
    "frozen": lambda x: np.sum(FROZEN.logpdf(x) + FROZEN.logcdf(x)) + stats.gumbel_r(x[0], x[1]).pdf(0.3),
    "bounded": lambda x: np.sum(stats.beta.cdf(x / 3, 2.0, 3.0) + stats.rayleigh.pdf(x)),
    "tails of beta": lambda x: np.sum(
        stats.beta.sf(x / 3, 2.0, 3.0) * stats.beta.logcdf(x, 0.7, 3.0, loc=-1, scale=4)
        + stats.beta(2.0, 3.0).logsf(x / 3)
    ),
    "geometric": lambda x: np.sum(
        stats.geom.logpmf(3, x / 3) + stats.poisson.cdf(2, x) + stats.binom.logpmf(2, 5, x / 3)
    ),
    "incomplete": lambda x: np.sum(
        special.betainc(2.0, 3.0, x / 3) + special.betaincc(0.5, 1.5, x / 3) + special.fdtr(3.0, 4.0, x)
    ),
    "tails": lambda x: np.sum(special.chdtrc(3.0, x) + special.pdtr(2, x) + special.gdtr(1.5, 2.0, x)),
    "tails of counts": lambda x: np.sum(
        special.bdtr(2, 5, x / 3) + special.bdtrc(2, 5, x / 3) + special.nbdtr(2, 5, x / 3)
    ),
    "hypergeometric": lambda x: np.sum(special.hyp2f1(1.5, 2.0, 3.0, -x / 3) + special.hyp1f1(1.5, 2.5, x)),
    "legendre": lambda x: np.sum(
        special.eval_legendre(3, x / 3) + special.eval_laguerre(2, x) + special.eval_hermite(4, x)
    ),
    "degrees": lambda x: np.sum(special.eval_chebyt(np.arange(4), x / 3) + special.eval_genlaguerre(2, 0.5, x)),
    "gegenbauer": lambda x: np.sum(
        special.eval_gegenbauer(3, 0.7, x) + special.eval_chebyu(2, x) + special.eval_hermitenorm(3, x)
    ),
    "slopes of Bessel functions": lambda x: np.sum(special.jvp(1, x) + special.ivp(0, x, 2) + special.kvp(1, x)),
    "powers less 1": lambda x: np.sum(special.powm1(x, 0.3) + special.inv_boxcox(x, 0.4) + special.ellipkm1(x / 3)),
    "angles": lambda x: np.sum(special.sindg(x) + special.cosdg(x) + special.inv_boxcox1p(x, 0.5)),
}


def of_parts(u: float, v: float) -> float:
    return math.sin(u) * v if u > v else u * v**2


VECTORIZED, UFUNC = np.vectorize(of_parts), np.frompyfunc(lambda u, v: np.sin(u) * v, 2, 1)
FUNCTIONS |= {"made before": lambda x: np.sum(VECTORIZED(x, 1.0)) + UFUNC(x, x[::-1]).sum()}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_slopes_are_those_of_differences(name: str) -> None:
    """Fourth-order differences of the plain code, and how much those of twice the step differ."""
    f, h = FUNCTIONS[name], 2.0**-10
    found = dc.gradient(Through(f), X)
    for i, unit in enumerate(np.eye(4)):
        values = {k: float(f(X + k * h * unit)) for k in (-4, -2, -1, 1, 2, 4)}
        slope, wide = ((values[-2 * k] - 8 * values[-k] + 8 * values[k] - values[2 * k]) / (12 * k * h) for k in (1, 2))
        # The truncation of the wide one is sixteen times that of the other; and values that some hundred
        # operations round.
        rounding = gamma(200) * max(map(abs, values.values())) * 18 / (12 * h)
        assert abs(found[i] - slope) <= abs(wide - slope) + rounding


@pytest.mark.parametrize("name", FUNCTIONS)
def test_they_are_judged_by_a_run(name: str) -> None:
    f = FUNCTIONS[name]
    slope = dc.gradient(Through(f), X)
    wrong = np.where(np.arange(4) == int(np.argmax(np.abs(slope))), 1.001 * slope, slope)
    for claim, verdict in ((slope, dc.Verdict.AGREES), (wrong, dc.Verdict.REFUTED)):
        check = dc.check_gradient(f, claim, X)
        assert check.verdict is verdict
        assert "adaptive estimate" not in check.witnesses


@pytest.mark.parametrize(
    "f",
    [
        lambda x: stats.gamma.logpdf(-x[0], 2.0),
        lambda x: stats.beta.cdf(2 + x[0], 2.0, 3.0),
        lambda x: SPLINE(9 + x[0], extrapolate=False) * 0 + x[0] if np.isnan(SPLINE(9.0, extrapolate=False)) else x[0],
        lambda x: distance.cdist(x[None], Y[None, :1] + np.zeros((1, 4)), "jaccard")[0, 0],
        lambda x: CubicSpline(KNOTS[:4], x)(x[0]),
        lambda x: ndimage.convolve1d(x, [1.0, 2.0], mode="constant", cval=1.0).sum(),
        lambda x: linalg.sqrtm(-matrix(x)).real.sum(),
        lambda x: special.eval_legendre(x[0], 0.5),
        lambda x: special.stdtr(3.0, 0 * x[0]),
        lambda x: stats.levy_stable.pdf(x[0], 1.8, -0.5),
        lambda x: np.linalg.svd(matrix(x)[:, :2])[0].sum(),
        lambda x: (sparse.csr_matrix((x, (ROWS[:4], COLUMNS[:4]))) * sparse.eye(3)).sum(),
    ],
)
def test_what_has_no_rule_is_refused(f: Callable[[Any], Any]) -> None:
    with pytest.raises((dc.UnsupportedOperation, TypeError, ValueError)):
        dc.gradient(Through(f), X)


def test_a_vectorized_function_that_returns_whole_numbers_is_what_it_is() -> None:
    """NumPy takes the format of the first result for all of them."""
    cut = np.vectorize(lambda u: 0 if u < 0.5 else u)
    check = dc.check_gradient(lambda x: float(np.sum(cut(x))), lambda x: np.where(x < 0.5, 0.0, 1.0), X)
    assert check.verdict is not dc.Verdict.AGREES
