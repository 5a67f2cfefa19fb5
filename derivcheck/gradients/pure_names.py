"""What edited code may call: functions that give a value and do nothing else, and the modules that have them.

Whatever is not listed here is out of reach of such code: files, output, settings, clocks and random numbers.
"""

from __future__ import annotations

import builtins
import functools
import math
import sys
from types import ModuleType
from typing import Any

import numpy as np

_BUILTINS = """abs all any bool complex dict divmod enumerate filter float frozenset int isinstance len list map max
    min pow range reversed round set slice sorted str sum tuple zip
    ArithmeticError AssertionError Exception FloatingPointError IndexError
    KeyError OverflowError RuntimeError TypeError ValueError ZeroDivisionError"""

_NUMPY = """all allclose amax amin angle any append apply_along_axis arange argmax argmin argpartition argsort argwhere
    around array array_equal array_split asanyarray asarray ascontiguousarray asfortranarray astype atleast_1d
    atleast_2d atleast_3d average bincount block broadcast_arrays broadcast_shapes broadcast_to choose clip
    column_stack compress concat concatenate convolve copy corrcoef correlate count_nonzero cov cross cumprod cumsum
    cumulative_prod cumulative_sum delete diag diag_indices diagflat diagonal diff digitize dot dstack ediff1d einsum
    errstate
    empty empty_like expand_dims extract eye fix flatnonzero flip fliplr flipud full full_like gradient hsplit hstack
    i0 identity imag indices inner insert interp isclose isin isreal isscalar ix_ kron lexsort linspace logspace max
    mean median meshgrid min moveaxis nan_to_num nanmax nanmean nanmin nanprod nanstd nansum nanvar ndim nonzero ones
    ones_like outer pad partition percentile permute_dims piecewise polyadd polyder polyint polymul polysub polyval
    prod ptp quantile ravel real repeat reshape roll rollaxis rot90 round searchsorted select shape sinc size sort
    split squeeze stack std sum swapaxes take take_along_axis tensordot tile trace transpose trapezoid trapz tri tril
    tril_indices triu triu_indices unique unravel_index vander var vdot vsplit vstack where zeros zeros_like
    matrix_transpose fill_diagonal c_ r_ s_ mgrid ogrid
    pi e inf nan euler_gamma newaxis
    bool_ complex64 complex128 finfo float16 float32 float64 floating generic iinfo inexact int32 int64 integer intp
    longdouble ndarray number"""

_LINALG = """cho_factor cho_solve cholesky cond det eig eigh eigvals eigvalsh expm inv logm lstsq lu lu_factor lu_solve
    matrix_norm matrix_power matrix_rank multi_dot norm outer pinv pinvh polar qr slogdet solve solve_triangular sqrtm
    svd svdvals trace vecdot vector_norm block_diag toeplitz circulant hankel LinAlgError"""

_FFT = "fft ifft fft2 ifft2 fftn ifftn rfft irfft rfft2 irfft2 fftfreq rfftfreq fftshift ifftshift"

_SPECIAL = """comb factorial log_softmax logsumexp multigammaln perm polygamma sinc softmax softplus zeta jvp yvp ivp
    kvp spherical_in spherical_jn spherical_kn spherical_yn"""

_DISTRIBUTIONS = ("scipy.stats._continuous_distns", "scipy.stats._discrete_distns", "scipy.stats._multivariate")
_OF_DISTRIBUTIONS = frozenset("pdf logpdf cdf logcdf sf logsf ppf isf pmf logpmf".split())
"""What a distribution gives that is no random number."""

_LISTED = {
    "numpy": _NUMPY,
    "numpy.linalg": _LINALG,
    "numpy.fft": _FFT,
    "numpy.lib": "",
    "numpy.lib.stride_tricks": "sliding_window_view",
    "scipy": "",
    "scipy.linalg": _LINALG + " expm_frechet khatri_rao solve_sylvester solve_continuous_lyapunov",
    "scipy.stats": "",
    "scipy.spatial": "",
    "scipy.spatial.distance": "cdist pdist squareform",
    "scipy.fft": _FFT,
    "scipy.special": _SPECIAL,
    "math": " ".join(name for name in vars(math) if not name.startswith("_")),
    "operator": "add sub mul truediv neg matmul pow itemgetter",
}
"""Of each module what may be called; of those of NumPy and SciPy also every ufunc, and those of these modules."""

BUILTINS = {name: getattr(builtins, name) for name in _BUILTINS.split()} | {"__name__": "edited"}


class Densities:
    """A distribution of SciPy of which only densities, probabilities and quantiles are seen."""

    __slots__ = ("_distribution",)

    def __init__(self, distribution: object) -> None:
        object.__setattr__(self, "_distribution", distribution)

    def __getattr__(self, name: str) -> Any:
        if name not in _OF_DISTRIBUTIONS:
            raise AttributeError(name)
        return getattr(object.__getattribute__(self, "_distribution"), name)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


def distribution_of(value: object) -> Densities | None:
    """Return what edited code sees in place of a distribution of SciPy; None for anything else.

    Examples
    --------
    >>> from scipy.stats import norm
    >>> seen = distribution_of(norm)
    >>> hasattr(seen, "logpdf"), hasattr(seen, "rvs"), distribution_of(norm.pdf)
    (True, False, None)
    """
    return Densities(value) if type(value).__module__ in _DISTRIBUTIONS else None


class Names:
    """A module of which only what is listed is seen; nothing can be written to it."""

    __slots__ = ("_module",)

    def __init__(self, module: ModuleType) -> None:
        object.__setattr__(self, "_module", module)

    def __getattr__(self, name: str) -> Any:
        found = getattr(object.__getattribute__(self, "_module"), name)
        if isinstance(found, ModuleType):
            if (inner := names_of(found)) is not None:
                return inner
        elif is_pure(found):
            return found
        elif (distribution := distribution_of(found)) is not None:
            return distribution
        raise AttributeError(name)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


def names_of(module: ModuleType) -> Names | None:
    """Return what edited code sees in place of a module; None for one that it may not see.

    Examples
    --------
    >>> seen = names_of(np)
    >>> float(seen.linalg.norm(seen.ones(4)))
    2.0
    >>> [hasattr(seen, name) for name in ("exp", "save", "random", "seterr")]
    [True, False, False, False]
    """
    return Names(module) if module.__name__ in _LISTED else None


def is_pure(value: object) -> bool:
    """Return whether a value is one of those functions, types and constants.

    Examples
    --------
    >>> is_pure(np.exp), is_pure(math.sin), is_pure(np.save), is_pure(print), is_pure(np.random.normal)
    (True, True, False, False, False)
    """
    if type(value) is np.ufunc:  # isinstance would ask the value, which may be the user's, for its class
        return _ufuncs(_loaded()).get(id(value)) is value
    return _listed(_loaded()).get(id(value)) is value


def _loaded() -> tuple[str, ...]:
    return tuple(name for name in _LISTED if name in sys.modules)


@functools.cache
def _listed(modules: tuple[str, ...]) -> dict[int, Any]:
    named = [(sys.modules[module], name) for module in modules for name in _LISTED[module].split()]
    found = [*BUILTINS.values(), *(getattr(module, name) for module, name in named if hasattr(module, name))]
    return {id(value): value for value in found}


@functools.cache
def _ufuncs(modules: tuple[str, ...]) -> dict[int, Any]:
    """Return the libraries' own ufuncs: one of `numpy.frompyfunc` runs code."""
    found = [value for module in modules for value in vars(sys.modules[module]).values()]
    return {id(value): value for value in found if isinstance(value, np.ufunc)}
