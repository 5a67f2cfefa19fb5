"""An argument that may lie outside of a function's domain has a value with no bound."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.elementary import TABLE

# Where the domain ends, and on which side of that the function is. It is unbounded there, though slopes on the other
# side may be finite numbers, as 1/x for the logarithm.
UNBOUNDED = {
    "log": (0, 1),
    "log2": (0, 1),
    "log10": (0, 1),
    "log1p": (-1, 1),
    "atanh": (1, -1),
    "acoth": (1, 1),
}


def value(name: str, inner: Real | Precise, x: float, radius: float) -> tuple[float, float]:
    """f(x) with its bound, for an x that may be off by a radius."""
    m = Running(inner)
    with m, np.errstate(all="ignore"):
        near = m.exact(x)
        found = m.function(TABLE[name])(RunningNumber(near.value, near.bound + radius, m))
        return float(found.value), float(found.bound)


@pytest.mark.parametrize("inner", [Real(), Real("float32"), Precise(100)], ids=lambda m: m.name)
@pytest.mark.parametrize("name", UNBOUNDED)
def test_beyond_the_end_of_the_domain_there_is_no_bound(name: str, inner: Real | Precise) -> None:
    end, side = UNBOUNDED[name]
    assert value(name, inner, end + side * 2.0**-10, 2.0**-9)[1] == math.inf


@pytest.mark.parametrize("inner", [Real(), Real("float32"), Precise(100)], ids=lambda m: m.name)
@pytest.mark.parametrize("name", UNBOUNDED)
def test_inside_the_domain_both_ends_are_within_the_bound(name: str, inner: Real | Precise) -> None:
    end, side = UNBOUNDED[name]
    x, radius = end + side * 2.0**-4, 2.0**-7
    near, bound = value(name, inner, x, radius)
    function = {"log2": lambda t: mpmath.log(t, 2)}.get(name) or getattr(mpmath, name)
    with mpmath.workdps(40):
        assert all(abs(function(mpmath.mpf(x) + way * radius) - near) <= bound < 1 for way in (-1, 0, 1))
