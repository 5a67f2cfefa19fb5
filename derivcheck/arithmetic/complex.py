"""Complex floating-point arithmetic, for the complex step."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.real import Real
from derivcheck.elementary import Elementary
from derivcheck.errors import UnsupportedOperation

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

    def exact(self, value: Any) -> Any:
        """Return a float of the format."""
        return self.real.exact(value)

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""
        return self.real.constant(name)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return NumPy's function for complex arguments."""
        if not row.analytic:
            raise UnsupportedOperation(f"{row.name} is not analytic, so there is no complex step")
        return None if row.name in _DEFINED else self.real.native(row)

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power."""
        return self.typed_power(base, self.number(exponent), exponent)

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a power of a complex or real base."""
        if not np.iscomplexobj(base):
            return self.real.typed_power(base, exponent, exact)
        return base ** int(exact) if exact.denominator == 1 and abs(exact) < 2**31 else base**exponent

    def __enter__(self) -> Complex:
        self.real.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.real.__exit__(*error)


# Functions that NumPy has for real numbers only; their definitions hold for complex ones.
_DEFINED = frozenset({"sinc", "softplus", "hypot", "cbrt"})
