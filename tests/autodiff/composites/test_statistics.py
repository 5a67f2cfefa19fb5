"""Digits that a composite must not lose, against mpmath; what it refuses; casts that would cut a derivative off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest

import derivcheck as dc
from derivcheck.arithmetic.precise import Precise
from derivcheck.autodiff.composites.table import COMPOSITES
from derivcheck.autodiff.numbers.evaluation import evaluate
from derivcheck.ground.errors import UnsupportedOperation

FAR = 1e8 + np.array([0.25, 1.75, 3.5, -2.25])
"""Numbers with a mean far larger than their spread, all of them exact."""

GRADIENTS: dict[str, Callable[[Any, Any], Any]] = {
    "forward": dc.gradient,
    "reverse": lambda f, x: dc.trace(f, x).gradient,
}
RUNS = {**GRADIENTS, "numbers": lambda f, x: evaluate(f, x, Precise(80))}


def deviations(x: Any) -> list[Any]:
    """The exact slopes of the standard deviation: (x - mean)/(n std)."""
    with mpmath.workdps(40):
        exact = [mpmath.mpf(float(v)) for v in x]
        mean = mpmath.fsum(exact) / len(exact)
        spread = mpmath.sqrt(mpmath.fsum((v - mean) ** 2 for v in exact) / len(exact))
        return [(v - mean) / (len(exact) * spread) for v in exact]


@pytest.mark.parametrize("way", GRADIENTS)
def test_the_spread_of_numbers_far_from_0(way: str) -> None:
    """By E[x^2] - E[x]^2 not one digit would be right: the planted fault below."""
    found = GRADIENTS[way](np.std, FAR)
    exact = deviations(FAR)
    # The mean is rounded to 1e8 u, beside deviations of 0.9 and more.
    assert all(abs(g - float(e)) <= 4 * 2.0**-53 * 1e8 for g, e in zip(found, exact, strict=True))


def test_a_variance_by_squares_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMPOSITES[np.var], "rule", lambda a: np.mean(a * a) - np.mean(a) ** 2)
    with pytest.raises(AssertionError):
        test_the_spread_of_numbers_far_from_0("forward")


@pytest.mark.parametrize("way", GRADIENTS)
@pytest.mark.parametrize("scale", [2.0**-500, 2.0**500])
def test_norms_of_tiny_and_large_vectors(way: str, scale: float) -> None:
    """(3, 4) over its norm, whatever the scale."""
    found = GRADIENTS[way](np.linalg.norm, scale * np.array([3.0, 4.0]))
    assert np.all(np.abs(found - [0.6, 0.8]) <= 4 * 2.0**-53)


@pytest.mark.parametrize("f", [np.linalg.norm, np.std], ids=lambda f: f.__name__)
def test_where_a_norm_has_no_slope(f: Any) -> None:
    with pytest.raises(dc.DomainError):
        dc.gradient(f, np.zeros(3))


@pytest.mark.parametrize("way", GRADIENTS)
@pytest.mark.parametrize("x", [(1e4, -1e4), (-1e4, -1e4 + 1), (700.0, 710.0), (1e-300, 0.0)])
def test_logarithms_of_sums_have_no_overflow(way: str, x: tuple[float, float]) -> None:
    """It is a row of the elementary table, not a composite: exp would overflow."""
    found = GRADIENTS[way](lambda x: np.logaddexp(x[0], x[1]), np.array(x))
    with mpmath.workdps(40):
        first = 1 / (1 + mpmath.exp(mpmath.mpf(x[1]) - mpmath.mpf(x[0])))
        # The slope is exp(x - value), and the value is rounded.
        bound = 4 * 2.0**-53 * max(1.0, *np.abs(x))
        assert abs(found[0] - float(first)) <= bound
        assert abs(found[1] - float(1 - first)) <= bound


def test_weights_along_an_axis_of_a_square() -> None:
    """Weights of one dimension belong to the axis, also where the last one has the same length."""
    x, w = np.arange(9.0).reshape(3, 3), np.array([1.0, 2.0, 5.0])
    assert np.array_equal(dc.jvp(lambda x: np.average(x, axis=0, weights=w), x, x)[1], np.average(x, axis=0, weights=w))


def test_constants_among_operands_are_summed_exactly() -> None:
    """As floats the weights add up to 0.6 and one rounding."""
    found = evaluate(lambda x: np.average(x, weights=[0.1, 0.2, 0.3]), np.ones(3), Precise(200))
    assert found == 1


REFUSED: dict[str, Callable[[Any], Any]] = {
    "mean with out=": lambda x: np.mean(x, 0, None, np.zeros(3)),
    "var with where=": lambda x: np.var(x, where=x > 0),
    "average with returned=": lambda x: np.average(x, returned=True)[0],
    "norm of matrices with ord=2": lambda x: np.linalg.norm(np.outer(x, x)[np.newaxis], 2, axis=(1, 2)),
    "norm of vectors with ord=0": lambda x: np.linalg.norm(x, 0),
    "interp with period=": lambda x: np.interp(x, [0.0, 1.0], [1.0, 2.0], period=3.0),
    "cross of vectors that have not three": lambda x: np.cross(x[:2], x[:2]),
    "divide.reduce": lambda x: np.divide.reduce(x),
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_rule_is_refused(name: str, run: Any) -> None:
    with pytest.raises(UnsupportedOperation, match=name):
        run(lambda x: np.sum(REFUSED[name](x)), np.array([1.0, 2.0, 3.0]))


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("dtype", [int, np.uint8, bool])
def test_casts_that_cut_are_constant_but_for_their_jumps(run: Any, dtype: Any) -> None:
    x = np.array([1.5, 2.5])
    found = run(lambda x: np.sum(x * x.astype(dtype)), x)
    # A gradient, or the value.
    assert np.array_equal(found, x.astype(dtype)) if np.ndim(found) else float(found) == np.sum(x * x.astype(dtype))


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_casts_to_floats_are_not(run: Any) -> None:
    assert float(np.sum(run(lambda x: np.sum(x.astype(float)), np.array([0.75, 1.25])))) == 2.0


def test_a_claim_that_cuts_its_digits_off_does_not_agree() -> None:
    x = np.array([1.3, 2.2, 3.1])
    check = dc.check_gradient(lambda x: np.sum(x**2), lambda x: (2 * x).astype(int), x)
    assert check.verdict is dc.Verdict.REFUTED
