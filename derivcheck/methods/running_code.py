"""Forward mode of higher order, and the complex step, of a callable that runs on other numbers than floats."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.arithmetic.complex import Complex
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.methods import forward_mode
from derivcheck.methods.complex_step import ComplexDual, ComplexRounding
from derivcheck.methods.target import Target
from derivcheck.results import Estimate

_STEP_BITS = 100


class _Code:
    """A callable in the place of the function of a target."""

    def __init__(self, f: Callable[[Any], Any]) -> None:
        self._f = f

    def __call__(self, m: Any, x: object) -> Any:
        return self._f(x)


def target(f: Callable[[Any], Any], x: float, order: int) -> Target:
    """Return what is to be found: a derivative of a callable."""
    function: Any = _Code(f)  # no formula: only what runs the function can be done with it
    return Target(function, np.float64(x), order, Real())


def complex_step(f: Callable[[Any], Any], x: float) -> Estimate:
    """Return the complex-step derivative of a callable, with the bound of the same operations on dual numbers.

    Parameters
    ----------
    f : callable
        Made of arithmetic and analytic functions.
    x : float

    Raises
    ------
    UnsupportedOperation
        f is not analytic, or cannot be seen to be.

    Examples
    --------
    >>> found = complex_step(lambda x: np.exp(x) * x, 1.0)
    >>> abs(found.value - 2 * math.e) <= found.error_bound < 1e-13
    True
    """
    sought = target(f, x, 1)
    h = 2.0 ** ((math.frexp(x)[1] if x else 0) - _STEP_BITS)
    rounding = _rounding(f, sought, h)  # refuses what is not analytic
    value = f(np.complex128(complex(x, h)))
    if not np.iscomplexobj(value) or np.size(value) != 1:
        raise UnsupportedOperation(f"f gives {type(value).__name__} for a complex number, not a complex number")
    slope = float(np.imag(np.asarray(value)).reshape(-1)[0]) / h
    bound = rounding + _truncation(f, x, h)
    return Estimate("complex-step", slope, h, math.nan, bound if math.isfinite(slope) else math.inf, 1)


def _rounding(f: Callable[[Any], Any], sought: Target, h: float) -> float:
    with ComplexDual(ComplexRounding(sought.real, h), Complex(sought.real)) as m:
        tangent = m.tangent(f(m.variable(m.exact(sought.x))))
        return float(m.inner.bound(m.inner.lift(tangent)))


def _truncation(f: Callable[[Any], Any], x: float, h: float) -> float:
    """Return twice the leading term h² |f'''| / 6; the next ones are smaller by h²."""
    m = Running(Real())
    third = forward_mode.derivative(target(f, x, 3), m)
    return float(h * h / 3 * (abs(third.value) + m.bound(third)))
