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
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.elementary import TABLE, Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.target import Target
from derivcheck.results import Estimate

# h = 2**-k |x|: its square is far below the unit roundoff, and h itself far above underflow.
_EXPONENTS = {"float64": (100, -900), "float32": (40, -100), "longdouble": (100, -900)}


class ComplexRounding(Running):
    """Running errors of the two components of a complex program, whose operations are several real ones.

    With a tiny imaginary part, the components of a product, quotient or function are rounded like
    the primal and tangent of a dual number, only with a few more operations: a division by
    Smith's method has up to four in a row, and a power is repeated multiplication or goes through
    the logarithm, which amplifies.

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
        return _units(row.name) * super().units(row)

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the rule of a row; a power goes through the logarithm."""
        rule = super().native(row)
        return functools.partial(_through_logarithm, self, rule) if row.name == "pow" and rule else rule

    def power_units(self, base: object, exponent: Fraction) -> Any:
        """Return the rounding error of a constant power, in units u; an integral one is multiplied out."""
        if exponent.denominator == 1:
            return _integer_units(int(exponent)) if exponent.numerator.bit_length() < 1000 else math.inf
        return self.units(TABLE["pow"]) * (1 + abs(float(exponent)) * _logarithm(base))


class ComplexDual(Dual):
    """Dual numbers that go by definition wherever complex numbers do, so that they are rounded alike."""

    def __init__(self, inner: ComplexRounding, program: Complex) -> None:
        super().__init__(inner)
        self._program = program

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the chain rule for a row, or None for its definition."""
        return super().native(row) if self._program.native(row) else None


def _integer_units(n: int) -> float:
    """Return the rounding error of repeated squaring and multiplying, in units u.

    A product adds one unit to the real part and two to the imaginary one, a square one to each.
    """
    return float(abs(n) + abs(n).bit_length()) + (_units("div") if n < 0 else 0)


def _through_logarithm(m: ComplexRounding, rule: Callable[..., Any], base: Number, exponent: Number) -> RunningNumber:
    """Return base ** exponent with the rounding of its logarithm, which the exponential amplifies."""
    result: RunningNumber = rule(base, exponent)
    amplified = m.rounding(result.value, m.units(TABLE["pow"]) * _logarithm(result.value))
    return RunningNumber(result.value, result.bound + amplified, m)


def _logarithm(x: Any) -> Any:
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.abs(np.log(np.abs(x))))


# Roundings next to those of the same step of a dual number. The imaginary part of a function is
# its slope times h, as a tangent is; a quotient (by Smith's method) scales and multiplies, a square
# root and a logarithm go through the modulus.
_FACTORS = {"div": allowances.DIVISION_UNITS, "sqrt": allowances.ROOT_UNITS, "log": allowances.LOGARITHM_UNITS}


def _units(operation: str) -> float:
    return _FACTORS[operation].value if operation in _FACTORS else 1.0


def estimate(target: Target, expansion: Expansion) -> Estimate:
    """Return the complex-step derivative, with a bound from the running error of the same operations.

    Raises
    ------
    UnsupportedOperation
        f is not analytic (|x|, max, sign), or a higher derivative is asked for.
    """
    if target.order != 1:
        raise UnsupportedOperation("the complex step gives first derivatives only")
    m = Complex(target.real)
    h, bound = _best(target, expansion, m)
    with m:
        step = target.real.type(h)
        value = target.function(m, m.type(target.x) + m.type(1j) * step)
        slope = np.imag(value) / step
    return Estimate("complex-step", slope, h, math.nan, bound if np.isfinite(slope) else math.inf, 1)


def _best(target: Target, expansion: Expansion, m: Complex) -> tuple[float, float]:
    """Return a step and the bound on the error there: a smaller step where f moves on a scale below that of x."""
    exponent, lowest = _EXPONENTS[target.real.name]
    h = _step(target, expansion)
    truncation, bound = _bounds(target, expansion, m, h)
    while (truncation > bound / 2 or bound == math.inf) and h > 2.0**lowest:
        smaller = max(h * 2.0**-exponent, 2.0**lowest)
        truncation, found = _bounds(target, expansion, m, smaller)
        if math.isfinite(bound) and not found < bound:
            break
        h, bound = smaller, found
    return h, bound


def _bounds(target: Target, expansion: Expansion, m: Complex, h: float) -> tuple[float, float]:
    """Return the bounds on the truncation, and on the whole error."""
    truncation = expansion.complex_truncation(h)
    return truncation, _rounding(target, ComplexDual(ComplexRounding(target.real, h), m)) + truncation


def _rounding(target: Target, m: ComplexDual) -> float:
    """Return the bound of the tangent that the same operations give."""
    with m:
        tangent = m.tangent(target.function(m, m.variable(m.exact(target.x))))
        return float(m.inner.bound(m.inner.lift(tangent)))


def _step(target: Target, expansion: Expansion) -> float:
    scale = min(abs(float(target.x)) or 1.0, expansion.radius)
    exponent, lowest = _EXPONENTS[target.real.name]
    return 2.0 ** max((math.frexp(scale)[1] if scale else lowest) - exponent, lowest)
