"""Real floating-point arithmetic: NumPy's float64, float32 or longdouble."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary import Elementary
from derivcheck.errors import InputError, MissingExtraError

DTYPES = ("float64", "float32", "longdouble")

# Largest integer exponent handed on as an integer; NumPy then squares instead of calling pow.
_INTEGER_EXPONENT = 2**31


def _sinc(x: Any) -> Any:
    nonzero = np.where(x == 0, 1, x)
    return np.where(x == 0, 1, np.sin(nonzero) / nonzero)[()]


# x/3 (1 - x^2/10 (1 - x^2/28 (1 - ...))): below 1 the quotient would cancel (DLMF 10.53.1).
_J1_DENOMINATORS = tuple(2 * k * (2 * k + 3) for k in range(1, 12))


def _spherical_j1(x: Any) -> Any:
    small = np.where(np.abs(x) < 1, x, 0)
    series = np.ones_like(small)
    for denominator in reversed(_J1_DENOMINATORS):
        series = 1 - small * small / denominator * series
    large = np.where(np.abs(x) < 1, 1, x)
    return np.where(np.abs(x) < 1, small / 3 * series, (np.sin(large) / large - np.cos(large)) / large)[()]


def _real_lambertw(x: Any) -> Any:
    value = importlib.import_module("scipy.special").lambertw(x)
    return np.where(value.imag == 0, value.real, np.nan)[()]


_OWN: dict[str, Callable[..., Any]] = {
    "sinc": _sinc,
    "spherical_j1": _spherical_j1,
    "softplus": lambda x: np.logaddexp(0, x),
    "lambertw": _real_lambertw,
    "pow": np.power,
}


class Real(Arithmetic):
    """NumPy floating point; values out of the domain are NaN.

    Parameters
    ----------
    dtype : str
        "float64", "float32" or "longdouble".

    Raises
    ------
    InputError
        For another `dtype`.

    Examples
    --------
    >>> m = Real()
    >>> float(m.sech(m.number(0)))
    1.0
    """

    def __init__(self, dtype: str = "float64") -> None:
        if dtype not in DTYPES:
            raise InputError(f"no dtype {dtype!r}; known: {', '.join(DTYPES)}")
        self.name = dtype
        self.type: Any = np.dtype(dtype).type
        self.unit = float(np.finfo(self.type).eps) / 2  # u, the unit roundoff
        self.tiny = float(np.finfo(self.type).smallest_subnormal)

    def number(self, value: Fraction | int) -> Any:
        """Return the number nearest to an exact rational; beyond the format, infinity."""
        try:
            high = float(value)
        except OverflowError:
            return self.type(math.copysign(math.inf, value))
        if self.name != "longdouble" or not math.isfinite(high):
            return self.type(high)
        return self.type(high) + self.type(float(Fraction(value) - Fraction(high)))

    def exact(self, value: Any) -> Any:
        """Return a floating-point number in this format."""
        return self.type(value)

    def constant(self, name: str) -> Any:
        """Return "pi" or "e" to double precision, as NumPy has them."""
        return self.type(getattr(np, name))

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return NumPy's function, or SciPy's where NumPy has none."""
        if (operator := super().native(row)) is not None:
            return operator
        if row.scipy is not None:
            return self._special(row)
        return _OWN.get(row.name) or (getattr(np, row.numpy) if row.numpy else None)

    def _special(self, row: Elementary) -> Callable[..., Any]:
        try:
            special = importlib.import_module("scipy.special")
        except ImportError:
            raise MissingExtraError(f"{row.name} in floating point", "special") from None
        return _OWN.get(row.name) or getattr(special, str(row.scipy))

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a power, integer exponents as integers."""
        return self.typed_power(base, self.number(exponent), exponent)

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return ``base ** exponent`` as NumPy computes what was typed."""
        if exact.denominator == 1 and abs(exact) < _INTEGER_EXPONENT:
            return self.type(base) ** int(exact) if np.ndim(base) == 0 else base ** int(exact)
        return np.power(base, exponent)

    def __enter__(self) -> Real:
        self._errstate = np.errstate(all="ignore")
        self._errstate.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._errstate.__exit__(*error)
