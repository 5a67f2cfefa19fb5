"""The functions of tests/witnesses.py run as code: bounds hold against mpmath, and parts add up."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import mpmath
import pytest
import sympy
import witnesses

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.formula.parser import parse
from derivcheck.results import Comparison
from derivcheck.testing.compare import compare

CASES = [*((f, x) for f in witnesses.PLAIN for x in witnesses.POINTS), *witnesses.HARD]

STEPS = [1e-1, 1e-3, 1e-6, 1e-10]

CHOSEN = CASES[::9]
"""A part of them, which takes seconds; the others were gone through once."""


def as_code(text: str) -> Callable[[Any], Any]:
    """Print a formula as a program with NumPy and SciPy, by SymPy."""
    m = Symbolic()
    x = m.variable("x")
    program: Callable[[Any], Any] = sympy.lambdify(x, parse(text).evaluate(m, {"x": x}), modules=["scipy", "numpy"])
    return program


@pytest.mark.parametrize("floats_only", [False, True])
@pytest.mark.parametrize(("text", "x"), CHOSEN)
def test_bounds_hold_and_parts_add_up(text: str, x: float, floats_only: bool) -> None:
    program = as_code(text)
    f: Callable[[Any], Any] = (lambda t: float(program(float(t)))) if floats_only else program
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found, exact = (compare(one, x, schemes=["forward-1", "central-4"], steps=STEPS) for one in (f, text))
    assert isinstance(found, Comparison)
    assert isinstance(exact, Comparison)
    measured = bool(found.measured)
    assert measured is (floats_only or "lambertw" in text)  # SciPy's function is none of NumPy's protocols
    with mpmath.workdps(60):
        truth = mpmath.mpf(exact.reference.value)
        # The constants of code are doubles.
        known = abs(mpmath.mpf(found.reference.value) - truth) if not measured else mpmath.mpf(found.reference.radius)
        for e in found.estimates:
            assert e.error_bound == math.inf or abs(mpmath.mpf(float(e.value)) - truth) <= e.error_bound + known
    for c, d in zip(found.curves, exact.curves, strict=True):
        for p, q in zip(c.points, d.points, strict=True):
            parts = (p.truncation, p.argument, p.evaluation, p.arithmetic)
            assert math.isnan(p.total) or abs(sum(parts) - p.total) <= 2.0**-50 * max(map(abs, (p.total, *parts)))
            if measured and not math.isnan(p.total + q.total):
                assert abs(p.truncation - q.truncation) <= p.uncertainty + float(known) + 1e-13 * abs(q.truncation)
