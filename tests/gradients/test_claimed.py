"""Claims: their shapes, and the rounding that is theirs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from roundings import gamma, rounded

from derivcheck.gradients.claimed import expected_shape, fitted, read_claim
from derivcheck.gradients.subject import Subject
from derivcheck.ground.errors import InputError

RNG = np.random.default_rng(0)
F = Subject(np.sum)


def look(claimed: Any, x: Any) -> Any:
    claim = read_claim(claimed, F)
    return claim.evaluate(x, claim.value(x), np.random.default_rng(0))


def test_an_unstable_claim_is_seen_without_its_rounding() -> None:
    x = np.array([18.0])
    seen = look(lambda y: 1 - np.tanh(y) ** 2, x)
    assert seen.value[0] == rounded(1 / np.cosh(18.0) ** 2, 8)
    assert abs(seen.lost[0]) > 1e-2 * seen.value[0]
    assert seen.noise[0] <= gamma(4) * seen.value[0]


def test_the_rounding_of_code_that_runs_in_float64_only_is_measured() -> None:
    def cancelling(y: Any) -> Any:
        y = np.asarray(y.tolist()) if type(y) is np.ndarray else 1 / 0
        return (1 - np.cos(y)) / y**2

    x = np.array([1e-6])
    seen = look(cancelling, x)
    assert abs(seen.value[0] - 0.5) <= seen.noise[0] < 1e-2


def test_shapes() -> None:
    assert expected_shape("jacobian", np.zeros((2, 3)), np.zeros(4)) == (4, 2, 3)
    assert fitted(np.zeros((1, 3)), (3,)).shape == (3,)
    assert fitted(np.zeros((3, 1)), (3,)) is None
    assert fitted(np.zeros(1), ()).shape == ()
    assert fitted(np.zeros((3, 2)), (2, 3)) is None


@pytest.mark.parametrize("claimed", ["2*x", None, np.array(["a"]), 1j])
def test_what_is_no_claim(claimed: Any) -> None:
    with pytest.raises(InputError):
        read_claim(claimed, F)


def test_a_claim_that_does_something_else_in_high_precision_is_what_it_is_for_floats() -> None:
    def asks(y: Any) -> Any:
        return (2 if y.dtype == float else 3) * y

    seen = look(asks, np.array([0.7, 1.3]))
    assert seen.value.tolist() == [1.4, 2.6]
    assert seen.lost is None
