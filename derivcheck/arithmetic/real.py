"""Real floating-point arithmetic: NumPy's float64, float32 or longdouble."""

from __future__ import annotations

import contextlib
import functools
import importlib
import math
import operator
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.arithmetic import sinc, special_floats
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.errors import InputError, MissingExtraError, UnsupportedOperation

DTYPES = ("float64", "float32", "longdouble")

# Largest integer exponent handed on as an integer; NumPy then squares instead of calling pow.
_INTEGER_EXPONENT = 2**31


def _sinc(x: ArrayLike) -> Any:
    one = np.ones_like(x)
    nonzero = np.where(x == 0, one, x)[()]
    return np.where(x == 0, one, np.sin(nonzero) / nonzero)[()]


def _sigmoid(x: Any) -> Any:
    """Return 1/(1 + exp(-x)) without overflow."""
    falling = np.exp(-np.abs(x))
    return np.where(x < 0, falling, np.ones_like(falling))[()] / (1 + falling)


def exact_fraction(x: Any) -> Fraction:
    """Return a finite float of any format as a fraction."""
    return Fraction(*x.as_integer_ratio())


_OWN: dict[str, Callable[..., Any]] = {
    "sinc": _sinc,
    "sinc_derivative": sinc.of_floats,
    "sigmoid": _sigmoid,
    "softplus": lambda x: np.logaddexp(0, x),
    "pow": operator.pow,
    **special_floats.OWN,
}


@functools.cache
def _format(dtype: str) -> tuple[Any, float, float, float]:
    limits = np.finfo(np.dtype(dtype))
    return limits.dtype.type, float(limits.eps) / 2, float(limits.smallest_subnormal), float(limits.smallest_normal)


WEAK_SCALARS = np.lib.NumpyVersion(np.__version__) >= "2.0.0"
"""Whether a Python number takes the format of what is beside it (NEP 50)."""


@contextlib.contextmanager
def weak_scalars() -> Iterator[None]:
    """Let ``float32(x) * 2.0`` be a float32, as it is from NumPy 2 on (NEP 50); before, it was a float64.

    NumPy 1 has one such state for the whole process.
    """
    if WEAK_SCALARS:
        yield
        return
    old: Any = np
    before = old._get_promotion_state()
    old._set_promotion_state("weak")
    try:
        yield
    finally:
        old._set_promotion_state(before)


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
        self.type: Any
        # The unit roundoff u, and the smallest numbers of the format.
        self.type, self.unit, self.tiny, self.smallest_normal = _format(dtype)
        self._open: list[contextlib.ExitStack] = []

    @property
    def key(self) -> Hashable:
        """The format; an arithmetic made from this one has a key of its own."""
        return type(self), self.name

    def number(self, value: Fraction | int) -> Any:
        """Return the number nearest to an exact rational; beyond the format, infinity."""
        try:
            high = float(value)
        except OverflowError:
            return self.type(math.inf if value > 0 else -math.inf)
        if self.name != "longdouble" or not math.isfinite(high):
            return self.type(high)
        # The part below the double must not be subnormal, so it is scaled up and back.
        shift = max(0, -math.frexp(high)[1])
        low = float((Fraction(value) - Fraction(high)) * 2**shift)
        return self.type(high) + np.ldexp(self.type(low), -shift)

    def exact(self, value: Number) -> Any:
        """Return a floating-point number in this format."""
        return self.type(value)

    def integer(self, x: Any) -> int | None:
        """Return the integer that a number is, or None."""
        return int(x) if np.ndim(x) == 0 and np.isfinite(x) and x == np.floor(x) else None

    def constant(self, name: str) -> Any:
        """Return "pi" or "e" to double precision, as NumPy has them."""
        return self.type(getattr(np, name))

    def ulps(self, row: Elementary) -> float:
        """Return the bound on a function's error in this format, in units in the last place."""
        rounded_once = row.ulps < 1
        return row.ulps if rounded_once or self.name == "float64" else max(row.ulps, allowances.FLOAT32_ULPS.value)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return NumPy's function, or SciPy's where NumPy has none."""
        if (operator := super().native(row)) is not None:
            return operator
        if row.scipy is not None:
            return self._special(row)
        return _OWN.get(row.name) or (getattr(np, row.numpy) if row.numpy else None)

    def _special(self, row: Elementary) -> Callable[..., Any]:
        if self.name == "longdouble":
            raise UnsupportedOperation(f"no {row.name} in longdouble; float64 and float32 have it")
        try:
            special = importlib.import_module("scipy.special")
        except ImportError:
            raise MissingExtraError(f"{row.name} in floating point", "special") from None
        return _OWN.get(row.name) or getattr(special, str(row.scipy))

    def power(self, base: Number, exponent: Fraction) -> Any:
        """Return a power, integer exponents as integers."""
        return self.typed_power(base, self.number(exponent), exponent)

    def logarithmic(self, base: Any, exponent: Any, power: Number) -> Any:
        """Return log(base) times base**exponent; 0 where the base is 0 and the exponent positive."""
        product = np.log(base) * power
        return np.where((base == 0) & (exponent > 0), np.zeros_like(product), product)[()]

    def unless_zero(self, factor: Any, product: Callable[[], Any]) -> Any:
        """Return a product; 0 for each element whose factor is 0."""
        return np.where(factor == 0, 0 * factor, product())[()]

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return ``base ** exponent`` as NumPy computes what was typed."""
        return self.typed_raising(exact)(base, exponent)

    def typed_raising(self, exact: Fraction) -> Callable[[Any, Any], Any]:
        """Return `typed_power` to one exponent, for many bases; integer exponents are taken as integers."""
        if exact.denominator != 1 or abs(exact) >= _INTEGER_EXPONENT:
            return self.raised
        whole = int(exact)
        return lambda base, exponent: self.raised(base, whole)

    def raising(self, exponent: Fraction) -> Callable[[Any], Any]:
        """Return `power` to one exponent, for many bases."""
        number, raised = self.number(exponent), self.typed_raising(exponent)
        return lambda base: raised(base, number)

    def raised(self, base: Any, exponent: Any) -> Any:
        """Return ``base ** exponent``; a number that is no array is one of this format."""
        return (base if getattr(base, "ndim", 0) else self.type(base)) ** exponent

    def branch(self, left: Any, right: Any) -> bool | None:
        """Return whether the left number is greater; None for arrays, and for what is no number."""
        plain = isinstance(left, float | int | np.number) and isinstance(right, float | int | np.number)
        return bool(left > right) if plain and left == left and right == right else None

    def select(self, left: Any, right: Any, a: Any, b: Any) -> Any:
        """Return for each element the value that its comparison chooses; NaN where that has none."""
        return np.where((left == left) & (right == right), np.where(left > right, a, b), np.nan)[()]

    def __enter__(self) -> Real:
        self._open.append(contextlib.ExitStack())
        self._open[-1].enter_context(np.errstate(all="ignore"))
        if self.name == "float32":
            self._open[-1].enter_context(weak_scalars())
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.pop().__exit__(*error)
