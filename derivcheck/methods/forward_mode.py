"""Forward mode: the float program of f on dual numbers (for higher orders, on Taylor series)."""

from __future__ import annotations

import math
from typing import Any

from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.methods.target import Target
from derivcheck.results import Estimate


def estimate(target: Target) -> Estimate:
    """Return the derivative that dual numbers carry, with the running error bound of that very run.

    Raises
    ------
    UnsupportedOperation
        A function has no known slope.
    """
    m = Running(target.real)
    tangent = derivative(target, m)
    return Estimate("forward-mode", tangent.value, None, math.nan, m.bound(tangent), 1)


def derivative(target: Target, inner: Running) -> Any:
    """Return the derivative as a number of `inner`."""
    if target.order == 1:
        m = Dual(inner)
        with m:
            return inner.lift(m.tangent(target.function(m, m.variable(m.exact(target.x)))))
    series = Taylor(inner, target.order)
    with series:
        found = series.coefficients(target.function(series, series.variable(series.exact(target.x))))
        return inner.lift(found[target.order] * math.factorial(target.order))
