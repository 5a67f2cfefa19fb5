"""The complex step: Im f(x + i h) / h, with no subtraction and so no cancellation.

Squire & Trapp, "Using complex variables to estimate derivatives of real functions", SIAM Review
40 (1998). The step is so small that the truncation h^2 f'''/6 is far below round-off.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.complex import Complex
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.elementary import TABLE, Elementary
from derivcheck.errors import UnsupportedOperation
from derivcheck.expansion import Expansion
from derivcheck.function import Target
from derivcheck.methods import forward_mode
from derivcheck.model import Estimate

# h = 2**-k |x|: its square is far below the unit roundoff, and h itself far above underflow.
_EXPONENTS = {"float64": (100, -900), "float32": (40, -100), "longdouble": (100, -900)}


class ComplexRounding(Running):
    """Running errors of the two components of a complex program, whose operations are several real ones.

    With a tiny imaginary part, the components of a product, quotient or function are rounded like
    the primal and tangent of a dual number, only with a few more operations: a division by
    Smith's method has up to four in a row, a function combines two real ones with a product, and
    a power is repeated multiplication or goes through the logarithm, which amplifies.

    Parameters
    ----------
    inner : Real
    step : float
        The imaginary part of the variable, by which the result is divided in the end.
    """

    def __init__(self, inner: Real, step: float) -> None:
        super().__init__(inner)
        # What the imaginary part loses when it is subnormal grows in the division.
        self._underflow /= step

    def units(self, row: Elementary) -> float:
        """Return the rounding error of a function, in units u."""
        return _FACTORS.get(row.name, _FUNCTION) * super().units(row)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the rule of a row; a power goes through the logarithm."""
        rule = super().native(row)
        return functools.partial(_through_logarithm, self, rule) if row.name == "pow" and rule else rule

    def power_units(self, base: Any, exponent: Fraction) -> Any:
        """Return the rounding error of a constant power, in units u; an integral one is multiplied out."""
        if exponent.denominator == 1:
            return 2.0 * abs(int(exponent)) if exponent.numerator.bit_length() < 1000 else math.inf
        return self.units(TABLE["pow"]) * (1 + abs(float(exponent)) * _logarithm(base))


def _through_logarithm(m: ComplexRounding, rule: Callable[..., Any], base: Any, exponent: Any) -> RunningNumber:
    """Return base ** exponent with the rounding of its logarithm, which the exponential amplifies."""
    result: RunningNumber = rule(base, exponent)
    amplified = m.rounding(result.value, m.units(TABLE["pow"]) * _logarithm(result.value))
    return RunningNumber(result.value, result.bound + amplified, m)


def _logarithm(x: Any) -> Any:
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.abs(np.log(np.abs(x))))


# Real roundings in a row, next to those of the same step of a dual number. A function's imaginary
# part is its slope times sinh(h) or sin(h), which at a tiny h is h itself, and a further product.
_FUNCTION = 1.5
_FACTORS = {"mul": 1, "div": 3}


def estimate(target: Target, expansion: Expansion) -> Estimate:
    """Return the complex-step derivative, with a bound from the running error of the same operations.

    Raises
    ------
    UnsupportedOperation
        f is not analytic (|x|, max, sign), or a higher derivative is asked for.
    """
    if target.order != 1:
        raise UnsupportedOperation("the complex step gives first derivatives only")
    h = _step(target, expansion)
    m = Complex(target.real)
    with m:
        step = target.real.type(h)
        value = target.function(m, m.type(target.x) + m.type(1j) * step)
        slope = np.imag(value) / step
    rounding = ComplexRounding(target.real, h)
    bound = rounding.bound(forward_mode.derivative(target, rounding)) + expansion.complex_truncation(h)
    return Estimate("complex-step", slope, h, math.nan, bound, 1)


def _step(target: Target, expansion: Expansion) -> float:
    scale = min(abs(float(target.x)) or 1.0, expansion.radius)
    exponent, lowest = _EXPONENTS[target.real.name]
    return 2.0 ** max((math.frexp(scale)[1] if scale else lowest) - exponent, lowest)
