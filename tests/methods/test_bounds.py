"""Every method's error is inside the bound that it states without having seen the truth."""

from __future__ import annotations

import dataclasses
import functools
import math
import statistics
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from witnesses import HARD, PLAIN, POINTS, error, estimates, target, truth

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.ground.errors import DomainError, UnsupportedOperation
from derivcheck.methods import forward_mode
from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import TABLE, stencil
from derivcheck.results import Estimate, Verdict
from derivcheck.testing.compare import compare

FEW = ("forward-1", "backward-3", "central-2", "central-8")

MEDIAN_RATIO = 20.0
"""How far a bound may be above the true error, in the median over plain functions."""


@functools.cache
def hard(order: int, dtype: str, schemes: tuple[str, ...]) -> dict[tuple[str, float], list[Estimate]]:
    found = {}
    for formula, x in HARD:
        try:
            found[formula, x] = list(estimates(formula, x, order, dtype, schemes))
        except DomainError:
            # 1 - 1e-9 is 1 in float32, where acos has no derivative.
            assert dtype == "float32"
        except UnsupportedOperation:
            # SciPy's functions have no such format.
            assert dtype == "longdouble"
    return found


def broken(order: int, dtype: str, schemes: tuple[str, ...]) -> Iterator[str]:
    for (formula, x), given in hard(order, dtype, schemes).items():
        for e in given:
            if math.isfinite(e.error_bound) and not error(e, truth(formula, x, order, dtype)) <= e.error_bound:
                yield f"{formula} at {x}: {e}"


@pytest.mark.parametrize(
    ("order", "dtype", "schemes"),
    [
        (1, "float64", tuple(TABLE)),
        (2, "float64", FEW),
        (4, "float64", FEW),
        (1, "float32", FEW),
        (2, "float32", FEW),
        (1, "longdouble", FEW),
    ],
    ids=lambda value: "all" if value == tuple(TABLE) else None,
)
def test_no_bound_is_broken(order: int, dtype: str, schemes: tuple[str, ...]) -> None:
    assert list(broken(order, dtype, schemes)) == []


def test_what_declines_says_so_by_an_infinite_bound() -> None:
    declined = {
        (formula, x, e.method)
        for (formula, x), given in hard(1, "float64", tuple(TABLE)).items()
        for e in given
        if not math.isfinite(e.error_bound)
    }
    # Weights times f overflow next to the largest double, and SymPy's derivative of sinc has a hole at 0.
    weighted = {name for name in TABLE if name not in ("forward-1", "backward-1", "central-2")}
    assert declined == {("exp(x)", 709.0, name) for name in weighted} | {("sinc(x)", 0.0, "symbolic")}


@functools.cache
def plain(dtype: str) -> dict[str, list[float]]:
    """Return the ratios of bound to true error of each method over the plain functions."""
    ratios: dict[str, list[float]] = defaultdict(list)
    for formula in PLAIN:
        for x in POINTS:
            exact = truth(formula, x, 1, dtype)
            for e in estimates(formula, x, 1, dtype, FEW):
                off = error(e, exact)
                assert off <= e.error_bound
                # A value that is exactly right has no ratio, and a bound of 0 is as good as can be.
                ratios[e.method].append(float(e.error_bound / off) if off else math.inf if e.error_bound else 1.0)
    return ratios


@pytest.mark.parametrize("method", ["symbolic", "forward-mode", "complex-step", *FEW])
def test_bounds_are_useful_on_plain_functions(method: str) -> None:
    ratios = plain("float64")[method]
    assert len(ratios) == len(PLAIN) * len(POINTS)
    assert 1 <= statistics.median(ratios) < MEDIAN_RATIO


def planted_refutations(faulty: Any) -> int:
    """Count the plain cases in which a faulty estimator breaks its own bound."""
    count = 0
    for formula in PLAIN:
        e = faulty(target(formula, 0.7))
        count += error(e, truth(formula, 0.7, 1, "float64")) > e.error_bound
    return count


def test_a_stencil_with_a_wrong_weight_is_caught() -> None:
    right = stencil("central-4")
    wrong = dataclasses.replace(right, weights=(*right.weights[:-1], right.weights[-1] + Fraction(1, 10**6)))

    def faulty(t: Any) -> Estimate:
        # The expansion believes in the right stencil: the fault is in the program only.
        expansion = Expansion.of(t, [right])
        honest = finite_difference.estimate(t, right, expansion)
        step = t.real.type(honest.step)
        with np.errstate(all="ignore"):
            values = [float(t.function(Real(), t.x + t.real.number(g) * step)) for g in wrong.offsets]
        return dataclasses.replace(honest, value=wrong.apply(values, step))

    assert planted_refutations(faulty) == len(PLAIN)


class HalfRounding(Running):
    """A running error analysis that takes each rounding for a thousandth of what it is."""

    def __init__(self, inner: Any) -> None:
        super().__init__(inner)
        self._unit = getattr(self, "_unit", inner.unit) / 1000


def test_a_bound_that_forgets_rounding_is_caught() -> None:
    def faulty(t: Any) -> Estimate:
        m = HalfRounding(t.real)
        found = forward_mode.derivative(t, m)
        return Estimate("forward-mode", found.value, None, math.nan, m.bound(found), 1)

    assert planted_refutations(faulty) > len(PLAIN) / 4


def test_a_planted_fault_is_a_refuted_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(t: Any) -> Estimate:
        found = honest(t)
        return dataclasses.replace(found, value=found.value * (1 + 1e-12))

    honest = forward_mode.estimate
    monkeypatch.setattr(forward_mode, "estimate", faulty)
    found = compare("exp(2*x)/(1+sin(x^2))", 0.5, schemes=["central-2"], steps=[1e-3])
    assert found.verdict is Verdict.REFUTED
    assert "forward-mode" in found.reason
    # Only the faulty one is named.
    assert "symbolic" not in found.reason
