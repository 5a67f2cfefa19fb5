"""One bend among many components is seen along a random direction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derivcheck.gradients.case import Case
from derivcheck.gradients.claimed import ClaimedArray
from derivcheck.gradients.smoothness import smooth_along
from derivcheck.gradients.subject import Subject

X = np.random.default_rng(0).normal(size=500)
X[7] = 0

SMOOTH: dict[str, Callable[[Any], Any]] = {
    "squares": lambda x: np.sum(x**2),
    "a squared bend": lambda x: np.sum(np.maximum(x, 0) ** 2),
    "an array": np.sin,
    "a bend nearby": lambda x: np.sum(np.abs(x - 1e-9)),
}
BENT: dict[str, Callable[[Any], Any]] = {
    "absolute values": lambda x: np.sum(np.abs(x)),
    "a branch of where": lambda x: np.sum(np.where(x > 0, x, 0.5 * x)),
    "an array": np.abs,
}


def case(f: Callable[[Any], Any], seed: int) -> Case:
    return Case("jacobian", Subject(f), ClaimedArray(None, X), X, seed, "")


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", SMOOTH)
def test_a_smooth_function(name: str, seed: int) -> None:
    assert smooth_along(case(SMOOTH[name], seed))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", BENT)
def test_a_function_that_bends(name: str, seed: int) -> None:
    assert not smooth_along(case(BENT[name], seed))


def test_code_that_forward_mode_refuses_is_not_called_smooth() -> None:
    assert not smooth_along(case(lambda x: float(x[0]), 0))
