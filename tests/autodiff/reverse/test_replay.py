"""A recorded run done again in balls, against forward mode over mpmath's numbers, which shares nothing with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import middle
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.autodiff.numbers.array_numbers import ArrayNumbers
from derivcheck.autodiff.numbers.evaluation import directional
from derivcheck.autodiff.reverse.accumulation import localize, reverse
from derivcheck.autodiff.reverse.recording import Recording
from derivcheck.autodiff.reverse.replay import count_operations, replayed
from derivcheck.ground.errors import DerivcheckError

X = np.array([0.3, -1.2, 2.5])
A = np.array([[1.0, 2.0, -1.0], [0.5, 0.25, 3.0]])

CODE: dict[str, Callable[[Any], Any]] = {
    "elementary": lambda x: np.sum(np.exp(x) * np.sin(x) / (1 + x**2)),
    "constant powers": lambda x: np.sum((x**2 + 1) ** 0.5 + x**3),
    "a product": lambda x: np.sum(np.tanh(A @ x) ** 2),
    "parts and rows": lambda x: x[0] * x[2] + np.sum(np.stack([x, 2 * x])[:, 1]),
    "the largest": lambda x: np.max(x) * np.min(x) + np.sum(np.maximum(x, 0.1)),
    "a choice": lambda x: np.sum(np.where(x > 0, np.log(np.abs(x)), x**2)),
    "sums so far": lambda x: np.sum(np.cumsum(x) * np.mean(x)),
    "a single number": lambda x: np.arctan2(x[0], x[1]) ** 2,
}


def recorded(f: Callable[[Any], Any]) -> tuple[Recording, int]:
    record = Recording(Real())
    with record:
        result = f(record.variable(X, "x"))
    return record, result.place


def gradient(f: Callable[[Any], Any], bits: int) -> Any:
    record, last = recorded(f)
    arrays = ArrayNumbers(Ball(bits))
    with arrays:
        again = replayed(record, arrays)
        return reverse(again, localize(again, last), last, arrays.number(1))[0]


@pytest.mark.parametrize("name", CODE)
def test_a_sweep_in_balls_is_what_forward_mode_over_mpmath_says(name: str) -> None:
    found = gradient(CODE[name], 192)
    for place, unit in enumerate(np.eye(3)):
        slope = Running(Precise(192)).lift(directional(CODE[name], X, unit, Running(Precise(192)))[1])
        near = middle(found[place], 192)
        radius = middle(found[place].rad(), 192) if hasattr(found[place], "rad") else 0
        # Each is within its own bound of the truth, and the bounds are those of numbers with 192 bits.
        assert abs(near - slope.value) <= radius + slope.bound <= 2.0**-170 * (1 + abs(slope.value))


def test_more_bits_are_sharper() -> None:
    wide, narrow = (gradient(CODE["elementary"], bits)[0].rad() for bits in (64, 192))
    assert 0 < float(narrow) < 1e-30 * float(wide)


def test_the_branch_is_the_one_that_was_taken() -> None:
    found = gradient(lambda x: x[0] ** 2 if x[1] < 0 else x[0] ** 3, 64)
    assert float(found[0].mid()) == 2 * X[0]


def test_what_has_no_value_is_not_finite_or_refused() -> None:
    try:
        found = gradient(lambda x: np.sum(1 / (x - x)), 64)
    except DerivcheckError:
        return
    assert not any(ball.is_finite() for ball in found)


def test_operations_are_counted() -> None:
    counts = {name: count_operations(recorded(f)[0]) for name, f in CODE.items()}
    assert counts["a product"] == 6 + 2 + 2 + 2 + 3  # A @ x, tanh, square, sum, and the input
    assert all(3 < count < 60 for count in counts.values())
