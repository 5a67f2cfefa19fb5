"""Complex floating-point arithmetic, for the complex step."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.real import Real
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import UnsupportedOperation

_COMPLEX = {"float64": np.complex128, "float32": np.complex64, "longdouble": np.clongdouble}


class Complex(Arithmetic):
    """NumPy's complex numbers; what does not continue to them analytically is refused."""

    def __init__(self, real: Real) -> None:
        self.real = real
        self.name = f"complex {real.name}"
        self.type: Any = _COMPLEX[real.name]

    def number(self, value: Fraction | int) -> Any:
        """Return the nearest real number of the format."""
        return self.real.number(value)

    def exact(self, value: Number) -> Any:
        """Return a float of the format."""
        return self.real.exact(value)

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""
        return self.real.constant(name)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return NumPy's function for complex arguments."""
        if not row.analytic:
            raise UnsupportedOperation(f"{row.name} is not analytic, so there is no complex step")
        if row.scipy:
            raise UnsupportedOperation(f"no complex step: SciPy's {row.name} loses a tiny imaginary part")
        if row.name in _OWN:
            return _OWN[row.name]
        function = None if row.name in _DEFINED else self.real.native(row)
        # Where NumPy's function is for real numbers only, the definition holds for complex ones.
        return None if isinstance(function, np.ufunc) and "D->D" not in _loops(function) else function

    def power(self, base: Number, exponent: Fraction) -> Any:
        """Return a constant power."""
        return self.typed_power(base, self.number(exponent), exponent)

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a power of a complex or real base."""
        if not np.iscomplexobj(base):
            return self.real.typed_power(base, exponent, exact)
        return _integer_power(base, int(exact)) if exact.denominator == 1 else base**exponent

    def __enter__(self) -> Complex:
        self.real.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.real.__exit__(*error)


# Functions of `Real` that branch on the size or sign of a real number.
_DEFINED = frozenset({"sigmoid", "softplus"})


def _loops(function: np.ufunc) -> set[str]:
    """Return the types that a function takes and gives, one letter for all of its arguments."""
    return {f"{loop[0]}->{loop[-1]}" for loop in function.types}


def _integer_power(base: Number, n: int) -> Any:
    """Return a power by multiplication; beyond n = 100 NumPy goes through the logarithm, which loses a tiny part."""
    result = None
    for bit in bin(abs(n))[2:]:
        result = result * result if result is not None else None
        if bit == "1":
            result = result * base if result is not None else base
    if result is None:
        return base**0
    return 1 / result if n < 0 else result


def _log1p(z: ArrayLike) -> Any:
    """Return log(1 + z); NumPy's own takes the logarithm of |1 + z|, which loses a small real part."""
    x, y = np.real(z), np.imag(z)
    return np.log1p(x) + np.log1p((y / (1 + x)) ** 2) / 2 + 1j * np.arctan2(y, 1 + x)


def _sinc(z: Any) -> Any:
    """Return sin(z)/z, around 0 by its series, since the imaginary part of the quotient cancels."""
    if abs(z) > 1:
        return np.sin(z) / z
    square, value = z * z, z * 0 + 1
    for denominator in _SINC_DENOMINATORS:
        value = 1 - square / denominator * value
    return value


# 1 - z^2/6 (1 - z^2/20 (1 - z^2/42 (...))), innermost first; enough for a longdouble.
_SINC_DENOMINATORS = tuple(2 * k * (2 * k + 1) for k in range(12, 0, -1))

_OWN: dict[str, Callable[..., Any]] = {"log1p": _log1p, "sinc": _sinc}
