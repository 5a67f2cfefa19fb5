"""Functions of SciPy with their options: NumPy's values and slopes of differences, or a refusal.

Code is written as text: `x` is the point, G(x) a matrix, N(x) one that is symmetric at the point and whose elements
move each on its own, so that a function which looks at one triangle shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from roundings import gamma

import derivcheck as dc
from derivcheck.arithmetic.real import Real
from derivcheck.autodiff.derivatives import jvp
from derivcheck.autodiff.reverse import array_functions
from derivcheck.autodiff.reverse.accumulation import forward, localize
from derivcheck.autodiff.reverse.recording import Recording
from derivcheck.autodiff.sight.through import Through

scipy = pytest.importorskip("scipy")
from scipy import interpolate, linalg, ndimage, signal, sparse, spatial, special, stats  # noqa: E402
from scipy.sparse import linalg as sla  # noqa: E402
from scipy.spatial import distance  # noqa: E402

X = np.array([0.3137, 1.2274, 0.7411, 2.1548, 0.5123, 1.8127, 0.9333, 1.5011, 0.4242, 1.1119, 0.6543, 2.0021])
V = np.array([1.0, 0.5, -2.0, 0.25, -1.0, 3.0, 0.75, 1.0, 2.0, -0.5, 1.5, -1.0])
SQUARE = np.array([[2.0, 0.3, 0.1], [0.4, 3.0, 0.2], [0.1, 0.5, 4.0]])
SPD = SQUARE @ SQUARE.T + 3 * np.eye(3)
KNOTS = np.linspace(0, 3, 7)
TCK = interpolate.splrep(KNOTS, np.cos(KNOTS))
BASE = interpolate.BSpline(np.arange(8.0) / 2, [1.0, 2.0, -1.0, 3.0], 3)
LINE = interpolate.UnivariateSpline(KNOTS, np.cos(KNOTS), s=0)
CUT = interpolate.UnivariateSpline(KNOTS, np.cos(KNOTS), s=0, ext=1)
SPACE = {
    **{"np": np, "interpolate": interpolate, "linalg": linalg, "ndimage": ndimage, "signal": signal, "sla": sla},
    **{"sparse": sparse, "spatial": spatial, "special": special, "stats": stats, "distance": distance},
    **{"X": X, "SQUARE": SQUARE, "SPD": SPD, "KNOTS": KNOTS, "TCK": TCK, "BASE": BASE, "LINE": LINE, "CUT": CUT},
    "R": lambda x: x.reshape(3, 4),
    "G": lambda x: x[:9].reshape(3, 3) + 3 * np.eye(3),
    "N": lambda x: SPD + (x[:9] - X[:9]).reshape(3, 3),
}

KEPT = """
linalg.solve(G(x), x[:3], transposed=True)
linalg.solve(N(x), x[:3], assume_a='sym')
linalg.solve(N(x), R(x), assume_a='pos', lower=True)
linalg.solve(N(x), R(x), assume_a='sym', transposed=True)
linalg.solve(G(x), x[:3], assume_a='upper triangular')
linalg.solve(G(x), x[:3], assume_a='lower triangular', transposed=True)
linalg.solve(G(x), x[:3], overwrite_a=True, check_finite=False)
linalg.cholesky(N(x))
linalg.cholesky(N(x), lower=True)
linalg.cho_factor(N(x))[0]
linalg.cho_factor(N(x), lower=True)[0]
linalg.cho_solve(linalg.cho_factor(N(x)), x[:3])
linalg.cho_solve(linalg.cho_factor(N(x), lower=True), R(x))
linalg.cho_solve((linalg.cholesky(SPD), False), R(x))
linalg.solve_triangular(G(x), x[:3], trans='C')
linalg.solve_triangular(G(x), R(x), trans=2, lower=True)
linalg.solve_triangular(G(x), R(x), 1, unit_diagonal=True)
np.abs(linalg.eigh(N(x))[1])
np.abs(linalg.eigh(N(x), lower=False)[1])
np.abs(linalg.eigh(N(x), driver='ev')[1])
linalg.eigh(N(x), eigvals_only=True, lower=False)
linalg.eigh(N(x), SQUARE @ SQUARE.T, lower=False)[1]
linalg.eigvalsh(N(x), SQUARE @ SQUARE.T)
linalg.eigh_tridiagonal(x[:4], x[4:7])[1]
linalg.pinvh(N(x), lower=False)
linalg.lu_solve(linalg.lu_factor(G(x)), x[:3], trans=2)
linalg.polar(G(x), 'left')[1]
linalg.coshm(G(x) / 9) + linalg.sinhm(G(x) / 9)
linalg.signm(G(x) - 4 * np.eye(3))
special.logsumexp(R(x), axis=(0, 1), keepdims=True)
special.logsumexp(np.append(x, [1e4]), b=np.append(X, 0.0))
special.logsumexp(x[:3] * 0.0 - np.inf)
special.logsumexp(np.append(x, [np.inf]))
special.kn(2, x) + special.expn(2, x)
special.comb(x, [1, 5, 1, 1, 0, 2, 1, 1, 0, 1, 0, 1])
special.factorial(x - 1)
special.stdtr(3.0, 1e-3 * x)
special.stdtr(3.0, (-1) ** np.arange(12) * 9 * x)
special.stdtr(0.3, 1 - x)
special.ellipkm1(x / 3)
special.ellipkm1(1e-150 * x)
special.inv_boxcox(x, 0.0)
special.inv_boxcox(x, [0.0, 0.5] * 6)
special.inv_boxcox1p(x, [0.0, 0.5] * 6)
special.powm1(-1 * x, [2, 3, -1, -2] * 3)
special.powm1((-1) ** np.arange(12) * x, 3)
special.eval_legendre(200, x / 3)
distance.minkowski(x, X[::-1] + np.arange(12), np.inf)
distance.cdist(R(x), R(X)[:2] * 1.3 + 0.1, 'minkowski', p=np.inf)
distance.pdist(R(x), 'minkowski', p=3)
distance.canberra(x, X[::-1] + 1)
distance.minkowski(x, X[::-1], 3, np.arange(1.0, 13))
spatial.distance_matrix(R(x), R(X)[:2] * 1.3 + 0.1, p=np.inf)
spatial.minkowski_distance(R(x), R(X) * 1.3 + 0.1, 1)
stats.skew(R(x), axis=None, bias=False)
stats.kurtosis(R(x), axis=None, fisher=False)
stats.zscore(R(x), axis=None, ddof=1)
stats.entropy(R(x), R(x)[::-1], base=2, axis=None)
stats.moment(R(x), 3, axis=-1)
stats.multivariate_normal.logpdf(x[:3], x[3:6], N(x))
signal.resample_poly(x, 2, 3, padtype='line')
signal.resample_poly(x, 2, 3, padtype='mean')
signal.convolve2d(R(x), SQUARE, boundary='symm')
LINE(x + 1.5)
CUT(x, 1)
CUT(x, 0, 1)
LINE(x, ext=3)
interpolate.splev(x, TCK, ext=3)
interpolate.splev(x + 1.5, TCK, 1)
BASE(x / 9 + 1.5, extrapolate=False)
BASE(x, nu=1)
interpolate.RegularGridInterpolator((KNOTS, KNOTS), np.outer(KNOTS, x[:7]))([[0.3, 0.4]])
interpolate.interp1d(KNOTS, x[:7], kind='cubic')(1.3)
x[:3] * sparse.csr_matrix(SQUARE)
sparse.csr_matrix(SQUARE) * x[:3]
G(x) * sparse.csc_matrix(SQUARE)
sparse.diags([x[:2], x[2:5], x[5:7]], [-1, 0, 1]).toarray()
sla.spsolve(sparse.csc_matrix(G(x)), x[:3].reshape(3, 1))
np.diff(R(x), n=0, prepend=0)
np.fromiter((e**2 for e in x), float, count=3)
""".strip().splitlines()
"""What a run sees through."""

REFUSED = """
linalg.solve(G(x), x[:3], assume_a='diagonal')
linalg.solve(G(x), x[:3], assume_a='tridiagonal')
linalg.eigh(N(x), subset_by_index=[0, 1])[0]
linalg.eigh(N(x), SPD, type=2)[0]
linalg.eigh(SPD + np.outer(x[:3], x[:3]), SPD)[1]
linalg.lu_factor(G(x))[0]
np.diag(linalg.lu_factor(G(x))[0])
linalg.pinv(G(x), rtol=0.3)
linalg.pinvh(N(x), return_rank=True)[0]
linalg.qr(G(x), pivoting=True)[1]
linalg.qr(R(x).T, mode='r')[0]
linalg.svd(R(x), full_matrices=False, lapack_driver='gesvd')[0]
linalg.lstsq(R(x).T, x[:4], lapack_driver='gelsy')[1]
linalg.expm(np.stack([G(x), N(x)]) / 5)
linalg.circulant(R(x))
np.linalg.svd(R(x))[2] @ X[:4]
np.linalg.svd(R(x))[2][0]
special.logsumexp(x, return_sign=True)[0]
special.comb(x, 2, exact=True)
special.pdtr(-1.0, x)
special.bdtr(-1, 5, x / 3)
special.gdtr(-1.5, 2.0, -1 * x)
special.eval_genlaguerre(2, -2.0, x)
special.eval_gegenbauer(3, -2.0, x / 3)
special.eval_legendre(10**9, x)
special.multigammaln(x, 4)
special.inv_boxcox(0.3, x - X)
special.powm1(-0.3, x)
special.hyp2f1(10.2, -10.1, 0.1, x / 3)
special.kn(0.5, x)
special.yn(1.5, x)
special.expn(0.3, x)
distance.mahalanobis(x, X[::-1], np.arange(12.0))
distance.correlation(x, X[::-1], centered=False)
stats.skew(R(x), axis=(0, 1))
stats.skew(R(x), nan_policy='omit')
stats.skew(R(x), keepdims=True)
stats.moment(R(x), 2, center=0.5)
stats.norm.cdf(x, scale=-1.0)
stats.norm.cdf(X, scale=-1 * x[0])
stats.gamma.pdf(x, [2.0, -1.0] * 6)
stats.expon.ppf(x / 3, scale=-1 * x[0])
stats.multivariate_normal.logpdf(x[:3], x[3:6], -1 * SPD)
signal.resample_poly(x, 2, 3, padtype='median')
signal.resample_poly(x, 2, 3, padtype='maximum')
signal.resample_poly(x, 2, 3, 0, ('kaiser', 5.0), 'minimum')
signal.convolve2d(R(x), SQUARE, fillvalue=2.0)
ndimage.gaussian_filter(R(x), 1.0, output=int)
signal.detrend(x, overwrite_data=1)
signal.detrend(x, overwrite_data=np.True_)
ndimage.sobel(R(x), output=np.zeros((3, 4)))
CUT(x + 1.5)
LINE(x + 1.5, ext=3)
LINE(x + 1.5, 0, 1)
interpolate.splev(x + 1.5, TCK, ext=3)
BASE(x + 1.5, extrapolate=False)
interpolate.RegularGridInterpolator((KNOTS, KNOTS), np.outer(KNOTS, np.exp(x[:7])), method='pchip')([[0.3, 0.4]])
interpolate.RegularGridInterpolator((KNOTS, KNOTS), np.outer(KNOTS, np.exp(x[:7])))([[0.3, 0.4]], method='pchip')
interpolate.RegularGridInterpolator((KNOTS, KNOTS), np.outer(KNOTS, np.exp(x[:7])))([[0.3, 0.4]], 'cubic')
np.sum(sparse.csr_matrix(SQUARE) + G(x))
sparse.csr_matrix((x[:2], ([0, 1], [1, 1])), dtype=int).toarray()
np.polyfit(KNOTS, x[:7], 2, rcond=0.1)
np.polyfit([1.0, 1.0, 1.0], x[:3], 1)
""".strip().splitlines()
"""What no rule does right, and a run does not see through."""

# SciPy before 1.15 solves by fewer structures of matrices, and before 1.17 takes a matrix for one long row here.
if np.lib.NumpyVersion(scipy.__version__) < "1.15.0":
    KEPT = [text for text in KEPT if " triangular" not in text]
if linalg.circulant(SQUARE).ndim == 2:
    REFUSED.remove("linalg.circulant(R(x))")
    KEPT.append("linalg.circulant(R(x))")


def program(text: str) -> Callable[[Any], Any]:
    found: Callable[[Any], Any] = eval(f"lambda x: {text}", {**SPACE, "__name__": "options"})
    return found


def differences(f: Callable[[Any], Any], h: float) -> tuple[Any, Any]:
    """Fourth-order differences along V, and how much those of twice the step differ."""
    values = {k: np.asarray(f(X + k * h * V), dtype=float) for k in (-4, -2, -1, 1, 2, 4)}
    slope, wide = ((values[-2 * k] - 8 * values[-k] + 8 * values[k] - values[2 * k]) / (12 * k * h) for k in (1, 2))
    return slope, np.abs(wide - slope)


@pytest.mark.parametrize("text", KEPT)
def test_values_are_those_of_scipy_and_slopes_those_of_differences(text: str) -> None:
    f, h = program(text), 2.0**-12
    with np.errstate(all="ignore"):
        value, slope = jvp(Through(f), X, V)
        plain = np.asarray(f(X))
        known = np.isfinite(plain)
        assert np.array_equal(value[~known], plain[~known]) if plain.ndim else known or value == plain
        estimate, truncation = differences(f, h)
        off, wide = np.abs(value - plain)[known], np.abs(slope - estimate)[known]
    # Some thousand operations round, also those of the differences; a factor's condition number is at most 100 here.
    rounding = gamma(1000) * 100 * np.max(np.abs(plain[known]), initial=0.0)
    assert np.all(off <= rounding)
    assert np.all(wide <= truncation[known] + rounding * 18 / (12 * h))


@pytest.mark.parametrize("output", ["d", "float64", "f8", float, np.dtype("float64"), None])
def test_a_format_that_is_the_usual_one_may_be_told_in_any_way(output: Any) -> None:
    def smooth(x: Any, **options: Any) -> Any:
        return ndimage.gaussian_filter(x, 1.0, **options)

    try:
        smooth(X, output=output)
    except KeyError:
        pytest.skip("SciPy 1.12 knows formats by one letter only")
    told, plain = (jvp(Through(lambda x, o=o: smooth(x, **o)), X, V) for o in ({"output": output}, {}))
    assert all(np.array_equal(a, b) for a, b in zip(told, plain, strict=True))


@pytest.mark.parametrize("text", KEPT)
def test_a_recorded_run_has_the_slopes_of_forward_mode_or_is_refused(text: str) -> None:
    f, record = program(text), Recording(Real())
    try:
        with np.errstate(all="ignore"), record:
            found = array_functions.gather(Through(f)(record.variable(X.copy(), "x")))
            pushed = forward(record, localize(record, found.place), {0: V})[found.place]
    except (dc.DerivcheckError, AttributeError, TypeError, ValueError):  # as SciPy's own code raises of such arrays
        return
    with np.errstate(all="ignore"):
        value, slope = jvp(Through(f), X, V)
        known = np.isfinite(value)
        off = np.abs(np.asarray(pushed) - slope)[known]
    scale = np.max(np.abs([slope[known], value[known]]), initial=0.0)
    assert np.all(off <= gamma(1000) * 1e4 * scale)


@pytest.mark.parametrize("product", ["x[:3] * sparse.csr_matrix(SQUARE)", "x[0] * sparse.csr_array(SQUARE)"])
def test_a_trace_takes_no_product_of_a_sparse_matrix_for_one_of_elements(product: str) -> None:
    record = Recording(Real())
    with record, pytest.raises(dc.UnsupportedOperation):
        program(product)(record.variable(X.copy(), "x"))


@pytest.mark.parametrize("text", REFUSED)
def test_what_no_rule_does_right_is_refused(text: str) -> None:
    try:
        with np.errstate(all="ignore"):
            value, slope = jvp(Through(program(text)), X, V)
    except (dc.UnsupportedOperation, ValueError, TypeError):
        return
    assert np.any(np.isnan(value) | np.isnan(slope)), "it is not said to be undetermined"
