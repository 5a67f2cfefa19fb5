"""The complex step: Im f(x + i h) / h, with no subtraction and so no cancellation.

Squire & Trapp, "Using complex variables to estimate derivatives of real functions", SIAM Review
40 (1998). The step is so small that the truncation h^2 f'''/6 is far below round-off.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.complex import Complex
from derivcheck.arithmetic.running import Running
from derivcheck.elementary import TABLE, Elementary
from derivcheck.errors import UnsupportedOperation
from derivcheck.expansion import Expansion
from derivcheck.function import Target
from derivcheck.methods import forward_mode
from derivcheck.model import Estimate

# h = 2**-k |x|: its square is far below the unit roundoff, and h itself far above underflow.
_EXPONENT = {"float64": 100, "float32": 40, "longdouble": 100}


class ComplexRounding(Running):
    """Running errors of the two components of a complex program, whose operations are several real ones.

    With a tiny imaginary part, the components of a product, quotient or function are rounded like
    the primal and tangent of a dual number, only with a few more operations: a division by
    Smith's method has up to four in a row, a function combines two real ones with a product, and
    a power is repeated multiplication or goes through the logarithm, which amplifies.
    """

    def units(self, row: Elementary) -> float:
        """Return the rounding error of a function, in units u."""
        return _FACTORS.get(row.name, _FUNCTION) * super().units(row)

    def power_units(self, base: Any, exponent: Fraction) -> Any:
        """Return the rounding error of a constant power, in units u."""
        if exponent.denominator == 1:
            return 2.0 * abs(int(exponent))
        with np.errstate(all="ignore"):
            through_logarithm = abs(float(exponent)) * np.abs(np.log(np.abs(base)))
        return self.units(TABLE["pow"]) * (1 + np.nan_to_num(through_logarithm))


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
    h = _step(target)
    m = Complex(target.real)
    with m:
        value = target.function(m, m.type(complex(float(target.x), 0)) + m.type(1j) * target.real.type(h))
        slope = float(np.imag(value) / target.real.type(h))
    rounding = float(forward_mode.derivative(target, ComplexRounding(target.real)).bound)
    return Estimate("complex-step", slope, h, math.nan, rounding + expansion.complex_truncation(h), 1)


def _step(target: Target) -> float:
    scale = abs(float(target.x)) or 1.0
    return 2.0 ** (round(math.log2(scale)) - _EXPONENT[target.real.name])
