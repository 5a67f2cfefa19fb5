"""Functions of SciPy that are linear in one argument: what a run sees in place of them, for forward mode.

Transforms, filters, splines through values at given knots, products and solves with constant matrices: their
derivative along a direction is the function of the direction itself.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.composite import Rule
from derivcheck.autodiff.forward.dual_array import DualArray, Placeholder, plain_value
from derivcheck.autodiff.forward.dual_linear import linear, multilinear
from derivcheck.autodiff.sight.arrays import holds
from derivcheck.ground.errors import UnsupportedOperation

_FIRST = {
    "scipy.fft": "fft ifft rfft irfft hfft ihfft fft2 ifft2 rfft2 irfft2 fftn ifftn rfftn irfftn dct idct dst idst "
    "dctn idctn dstn idstn",
    "scipy.signal": "savgol_filter detrend resample resample_poly hilbert decimate",
    "scipy.ndimage": "gaussian_filter gaussian_filter1d uniform_filter uniform_filter1d convolve convolve1d correlate "
    "correlate1d laplace sobel prewitt gaussian_laplace shift zoom rotate affine_transform map_coordinates "
    "spline_filter spline_filter1d sum_labels",
}
"""Linear in the first argument."""

_SECOND = {
    "scipy.signal": "sosfilt sosfiltfilt upfirdn",
    "scipy.linalg": "solveh_banded solve_toeplitz",
    "scipy.sparse.linalg": "expm_multiply",
}
"""Linear in the second."""

_THIRD = {"scipy.signal": "filtfilt"}

_IN_BOTH = {
    "scipy.signal": "convolve2d correlate correlate2d oaconvolve",
    "scipy.linalg": "matmul_toeplitz",
}
"""Linear in each of the first two."""


def linear_in(function: Rule, place: int) -> Rule:
    """Return a function that takes numbers which carry derivatives where it is linear.

    Parameters
    ----------
    function : callable
        Of plain arrays.
    place : int
        Which argument it is linear in. Where it is 0 and the result is not, it was not.

    Raises
    ------
    UnsupportedOperation
        Another argument carries derivatives, or the numbers are not those of forward mode.

    Examples
    --------
    >>> from derivcheck.autodiff.derivatives import gradient
    >>> total = linear_in(lambda x: np.cumsum(x)[-1], 0)
    >>> gradient(total, [1.0, 2.0])
    array([1., 1.])
    """

    def run(*given: Any, **options: Any) -> Any:
        options = {name: settled(value) for name, value in options.items()}
        given = tuple(value if i == place else settled(value) for i, value in enumerate(given))
        others = (*given[:place], *given[place + 1 :], *options.values())
        live = len(given) > place and holds(given[place])
        if not live and not holds(others):
            return function(*given, **options)
        if not live or holds(others):
            raise UnsupportedOperation(f"{_name(function)} is differentiated by one of its arguments only")
        x = _of_forward_mode(given[place], function)
        _refuse_bends(function, given, options)
        _refuse_constants(function, given, options, place)
        return rule(*given[:place], x, *given[place + 1 :], **options)

    run.__name__ = _name(function)
    rule = linear(run, place)
    return run


def _bilinear(function: Rule) -> Rule:
    def run(*given: Any, **options: Any) -> Any:
        given = tuple(map(settled, given))
        if not holds(given):
            return function(*given, **options)
        _refuse_bends(function, given, options)
        for place in (i for i in (0, 1) if holds(given[i])):
            _refuse_constants(function, given, options, place)
        first, second, *rest = (_of_forward_mode(a, function) if holds(a) else a for a in given)
        return rule(first, second, *rest, **options)

    run.__name__ = _name(function)
    rule = multilinear(run, 0, 1)
    return run


def settled(a: Any) -> Any:
    """Return numbers that do not move as plain ones, as those of ``np.ones(3)`` in code that is seen through."""
    if isinstance(a, list | tuple) and type(a) in (list, tuple):
        return type(a)(map(settled, a))
    a = a.materialize() if isinstance(a, Placeholder) else a
    while isinstance(a, DualArray) and _is_zero(a.tangent):
        a = a.primal
    return a


def _is_zero(tangent: Any) -> bool:
    if isinstance(tangent, DualArray):
        return _is_zero(tangent.primal) and _is_zero(tangent.tangent)
    return not np.any(tangent)


def _of_forward_mode(x: Any, function: Rule) -> Any:
    x = np.stack(x) if isinstance(x, list | tuple) else x
    x = x.materialize() if isinstance(x, Placeholder) else x
    if not isinstance(x, DualArray):
        raise UnsupportedOperation(f"there is a rule for {_name(function)} in forward mode only")
    return x


_NOT_LINEAR: dict[str, tuple[str, ...]] = {"padtype": ("median", "maximum", "minimum")}
"""Values of options with which a function is not linear."""

_WRITING = ("overwrite_x", "overwrite_b", "overwrite_ab", "overwrite_data", "overwrite_input")
"""Options with which a function writes over what it is given; they may be told by any number, as by ``np.True_``."""


def _refuse_bends(function: Rule, given: Any, options: Any) -> None:
    try:
        named = inspect.signature(function).bind(*given, **options).arguments
    except (TypeError, ValueError):  # compiled code may have no signature
        named = options
    bends = any(isinstance(named.get(name), str) and named[name] in of for name, of in _NOT_LINEAR.items())
    if bends or any(np.any(named.get(name, False)) for name in _WRITING) or not _is_float64(named.get("output")):
        raise UnsupportedOperation(f"{_name(function)} is not linear with these options")


def _is_float64(output: Any) -> bool:
    """Return whether `output=` of a filter is the format of the numbers, as it is by default, and no array."""
    try:
        return bool(np.dtype(output) == np.float64)
    except TypeError:
        return False


def _refuse_constants(function: Rule, given: Any, options: Any, place: int) -> None:
    """Raise where a function adds a constant, such as `cval` beyond the edges."""
    others = [plain_value(a) for a in given]
    others[place] = np.zeros_like(np.asarray(others[place]))
    if np.any(np.asarray(function(*others, **options)) != 0):
        raise UnsupportedOperation(f"{_name(function)} is not linear with these options")


def _name(function: Any) -> str:
    return str(getattr(function, "__name__", type(function).__name__))


_TABLES: tuple[tuple[dict[str, str], Callable[[Rule], Rule]], ...] = (
    (_FIRST, lambda f: linear_in(f, 0)),
    (_SECOND, lambda f: linear_in(f, 1)),
    (_THIRD, lambda f: linear_in(f, 2)),
    (_IN_BOTH, _bilinear),
)


def replacements() -> dict[Any, Any]:
    """Return what stands for each function of those modules of SciPy that are in use."""
    return {
        function: make(function)
        for table, make in _TABLES
        for module, names in table.items()
        if module in sys.modules
        for name in names.split()
        if (function := getattr(sys.modules[module], name, None)) is not None
    }
