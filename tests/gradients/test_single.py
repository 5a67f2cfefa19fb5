"""Casts to float32 inside of claims, against the rounding error that they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck import Verdict
from derivcheck.gradients.single import looks_single, single_noise

RNG = np.random.default_rng(0)
X = RNG.normal(size=(6, 4))


def test_float32_on_the_way_is_recognised() -> None:
    numbers = RNG.normal(size=10)
    assert looks_single(numbers.astype(np.float32).astype(float))
    assert not looks_single(numbers)
    assert not looks_single(np.array([0.0, 0.5, 3.0, 0.5]))
    assert not looks_single(np.float64(1.0))


def test_small_differences_are_no_evidence_of_float32() -> None:
    x = np.linspace(1e-5, 6e-5, 6)
    difference = 1 - np.cos(x)
    assert (difference.astype(np.float32) == difference).all()
    assert not looks_single(difference)
    assert looks_single((x**2 / 2).astype(np.float32).astype(float))


def short(x: Any) -> Any:
    return x.astype(np.float32)


CLAIMS: dict[str, Callable[[Any], Any]] = {
    "float32": lambda w: X.astype(np.float32).T @ np.cos(short(X) @ short(w)),
    "argument": lambda w: X.T @ np.cos(X @ short(w).astype(float)),
    "and back": lambda w: (short(X).T @ np.cos(short(X @ w))).astype(float),
    "inside": lambda w: X.T @ short(np.cos(X @ w)).astype(float),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_in_mixed_precision_agrees_at_all_points(name: str) -> None:
    for seed in range(4):
        w = 10 * np.random.default_rng(seed).normal(size=4)
        check = dc.check_gradient(lambda y: np.sum(np.sin(X @ y)), CLAIMS[name], w)
        assert check.verdict is Verdict.AGREES, check.reason
        assert check.detection_limit < 1e-2
        wrong = dc.check_gradient(lambda y: np.sum(np.sin(X @ y)), lambda y: CLAIMS[name](y) * 1.01, w)
        assert wrong.verdict is Verdict.REFUTED


def test_float64_code_is_granted_nothing() -> None:
    w = RNG.normal(size=4)
    for f in (lambda y: X.T @ np.cos(X @ y), np.ones_like, np.tanh, lambda y: 1 + 1e-5 * y, np.round):
        assert not np.any(single_noise(f, w, f(w), False, np.random.default_rng(1)))


def test_the_noise_covers_the_error_of_a_cast() -> None:
    w = 100 * RNG.normal(size=200)
    value = np.cos(short(w).astype(float))
    noise = single_noise(lambda y: np.cos(short(y).astype(float)), w, value, False, np.random.default_rng(2))
    assert np.mean(np.abs(value - np.cos(w)) <= noise) == 1
    assert np.median(noise) < 1e-3
