"""One run of a function on truncated series: its Taylor coefficients in floating point."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.taylor.taylor import Series, Taylor
from derivcheck.autodiff.numbers.program import ArrayProgram, as_program
from derivcheck.ground.errors import DerivcheckError, DomainError

MOST_ZEROS = 64
"""Leading zeros of a divisor or under a root beyond which it is taken for zero."""


def coefficients(f: Callable[..., Any], x: Any, order: int) -> np.ndarray[Any, Any]:
    """Return the coefficients up to an order, from a run of as high a degree as quotients of zeros take.

    Raises
    ------
    DomainError
        f is not smooth at x.
    """
    degree = order
    while True:
        m = Taylor(Real(), degree, np.float64(math.nan))
        try:
            found = _run(m, f, x)
        except DomainError:
            if sum(m.lost) <= degree or degree > order + MOST_ZEROS:
                raise
            degree = 2 * degree + 2
            continue
        if order + sum(m.lost) <= degree or not np.isnan(found[: order + 1]).any():
            return found[: order + 1]
        degree = order + sum(m.lost)


def limit(formula: str, x: float) -> tuple[float, float] | None:
    """Return the limit and slope of a formula of one variable where it has no value; None where it has one.

    Examples
    --------
    >>> limit("sin(x)/x", 0.0), limit("1/x", 0.0)
    ((1.0, 0.0), None)
    """
    program = as_program(formula)
    with np.errstate(all="ignore"):
        try:
            value, slope = coefficients(program, x, 1)
        except DerivcheckError:
            return None
        known = np.isfinite(program(np.float64(x)))
    return None if known or not np.isfinite([value, slope]).all() else (float(value), float(slope))


def _run(m: Taylor, f: Callable[..., Any], x: Any) -> np.ndarray[Any, Any]:
    point = m.variable(m.exact(x))
    with m:
        result = f.expression.evaluate(m, f.values(point)) if isinstance(f, ArrayProgram) else f(point)
        if isinstance(result, np.ndarray) and result.shape == ():
            result = result[()]  # numpy.where makes an array of one object
        found = m.coefficients(result if isinstance(result, Series) else np.float64(result))
    return np.array(found, dtype=float)
