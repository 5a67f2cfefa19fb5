"""Callables on copies: counted, watched, and never handed the user's array."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest

from derivcheck.gradients.subject import Subject, attempt, parameter
from derivcheck.ground.errors import InputError


def test_runs_are_counted() -> None:
    subject = Subject(np.sum)
    for _ in range(3):
        subject(np.ones(2))
    assert subject.runs == 3


def test_a_result_that_is_reused_survives_the_next_call() -> None:
    buffer = np.zeros(2)

    def reusing(x: Any) -> Any:
        buffer[:] = x
        return buffer

    subject = Subject(reusing)
    first = subject(np.array([1.0, 2.0]))
    subject(np.array([5.0, 6.0]))
    assert first.tolist() == [1, 2]


def test_a_function_that_changes_nothing_is_not_accused() -> None:
    subject = Subject(lambda x: x)
    subject(np.array([np.nan, 1.0]))
    assert not subject.mutates


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x: 1 / 0, "fails at the point: ZeroDivisionError"),
        (lambda x: [[1.0], [1.0, 2.0]], "rows of different lengths"),
        (lambda x: "text", "not real numbers"),
        (lambda x: None, "not real numbers"),
    ],
)
def test_what_is_no_array_is_told(call: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Subject(call).value(np.ones(2))


def test_names_of_parameters() -> None:
    def loss(weights: Any, scale: float = 1.0) -> Any:
        return weights

    @functools.wraps(loss)
    def wrapped(*arguments: Any) -> Any:
        return loss(*arguments)

    assert parameter(loss) == parameter(wrapped) == "weights"
    assert parameter(functools.partial(loss, scale=2.0)) == "weights"
    assert parameter(np.sin) == "x"


@pytest.mark.parametrize("error", [ValueError, KeyError, RecursionError, AssertionError])
def test_an_attempt_that_raises_is_none(error: type[Exception]) -> None:
    def fails(x: Any) -> Any:
        raise error("here")

    assert attempt(fails, 1.0) is None
    assert attempt(np.add, 1.0, 2.0) == 3.0


def test_an_attempt_warns_of_nothing_and_can_be_interrupted() -> None:
    assert np.isnan(attempt(np.log, np.float64(-1)))

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(interrupted)


def test_a_nan_that_stays_is_no_change() -> None:
    subject = Subject(lambda x: np.sum(x), "the function")
    subject(np.array([1.0, np.nan]))
    assert not subject.mutates
    changing = Subject(lambda x: x.fill(0.0), "the function")
    changing(np.array([1.0, np.nan]))
    assert changing.mutates
