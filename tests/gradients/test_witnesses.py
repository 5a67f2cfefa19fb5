"""Each witness against slopes from tables: inside its bound, and refusing what it cannot do."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import mpmath
import numpy as np
import pytest

import derivcheck as dc
from derivcheck.arithmetic.bounded import Bounded
from derivcheck.gradients.subject import Subject
from derivcheck.gradients.witnesses import WITNESSES, Witnessed, crossing, first_witness, sharpened

pytestmark = pytest.mark.usefixtures("blind")

X = np.array([0.3, -1.2, 2.5])
RNG = np.random.default_rng(0)


def f(x: Any) -> Any:
    return np.sum(np.exp(x) * np.sin(x))


@functools.partial(np.vectorize, otypes=[object])
def slope(x: float) -> Any:
    y = mpmath.mpf(x)
    return mpmath.exp(y) * (mpmath.sin(y) + mpmath.cos(y))


@functools.partial(np.vectorize, otypes=[object])
def second(x: float) -> Any:
    return 2 * mpmath.exp(x) * mpmath.cos(x)


@pytest.fixture(autouse=True)
def precise() -> Iterator[None]:
    with mpmath.workdps(40):
        yield


def errors(found: Bounded, truth: Any) -> Any:
    return np.abs(np.asarray(found.value) - truth).astype(float)


@pytest.mark.parametrize("name", WITNESSES)
def test_a_gradient_is_inside_its_bound(name: str) -> None:
    found = WITNESSES[name](Subject(f), X, "gradient", RNG)
    assert np.all(errors(found, slope(X)) <= found.bound)
    assert np.all(found.bound < 1e-9)
    # And a wrong one is not.
    assert not np.any(errors(found, slope(X) * (1 + 1e-8)) <= found.bound)


@pytest.mark.parametrize("name", WITNESSES)
def test_a_jacobian_is_inside_its_bound(name: str) -> None:
    found = WITNESSES[name](Subject(lambda x: np.exp(x) * np.sin(x)), X, "jacobian", RNG)
    assert found.value.shape == (3, 3)
    assert np.all(errors(found, np.diag(slope(X))) <= found.bound)


def test_a_hessian_is_inside_its_bound() -> None:
    found = WITNESSES["forward mode"](Subject(f), X, "hessian", RNG)
    assert np.all(errors(found, np.diag(second(X))) <= found.bound)


def contracted(x: Any) -> Any:
    return np.einsum("i,i,i", x, x, x)


def only_floats(x: Any) -> Any:
    if type(x) is not np.ndarray or x.dtype != np.float64:
        raise TypeError("only floats")
    return f(x)


def assigning(x: Any) -> Any:
    y = np.zeros_like(x)
    y[:] = x
    return f(y)


@pytest.mark.parametrize(
    ("code", "x", "witness"),
    [
        (f, X, "reverse sweep"),
        (assigning, X, "reverse sweep"),
        (contracted, X, "high precision"),
        (contracted, np.ones(300), "forward mode"),
        (only_floats, X, "adaptive estimate"),
    ],
)
def test_the_first_that_does_not_refuse_is_heard(code: Any, x: Any, witness: str) -> None:
    found = first_witness(Subject(code), x, "gradient", RNG)
    assert found is not None
    assert found.witness == witness


def test_all_refuse_what_is_too_large_for_them() -> None:
    assert first_witness(Subject(only_floats), np.ones(1000), "gradient", RNG) is None


def test_forward_mode_agrees_with_a_sweep_and_not_with_a_wrong_one() -> None:
    found = first_witness(Subject(f), X, "gradient", RNG)
    assert found is not None
    assert crossing(Subject(f), X, found, RNG) == ("forward mode", True)
    off = Witnessed(found.value * (1 + 1e-9), found.bound, witness=found.witness)
    assert crossing(Subject(f), X, off, RNG) == ("forward mode", False)
    assert crossing(Subject(only_floats), X, found, RNG) is None


@pytest.mark.parametrize("x", [1e-2, 1e-3, 1e-4])
def test_a_longer_format_sharpens_what_cancels(x: float) -> None:
    found = sharpened(lambda y: (1 - np.cos(y)) / y**2, np.array([x]), RNG)
    # Taylor: 1/2 - x^2/24 + x^4/720
    truth = 0.5 - x**2 / 24 + x**4 / 720
    assert abs(found.value[0] - truth) <= found.bound[0] + 1e-16
    assert not abs(found.value[0] - truth * (1 + 1e-3)) <= found.bound[0]


def test_errors_that_all_neighbours_share_are_no_disagreement() -> None:
    special = pytest.importorskip("scipy.special")
    h = np.linspace(0.1, 2, 9)

    def matern(p: Any) -> Any:
        scaled = np.sqrt(2.4) * h / p[0]
        return scaled**1.2 * special.kv(1.2, scaled)

    def claim(p: Any) -> Any:
        scaled = np.sqrt(2.4) * h / p[0]
        return (scaled**2.2 * special.kv(0.2, scaled) / p[0])[:, np.newaxis]

    assert dc.check_jacobian(matern, claim, np.array([0.7])).verdict is dc.Verdict.AGREES
    assert dc.check_jacobian(matern, lambda p: -claim(p), np.array([0.7])).verdict is dc.Verdict.REFUTED
