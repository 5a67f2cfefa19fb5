"""A claim of another shape: what is missing or too much is said where the numbers show it, and only there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc

RNG = np.random.default_rng(6)
BATCH, BIAS = RNG.normal(size=(7, 4)), RNG.normal(size=4)


def loss(b: Any) -> Any:
    return np.sum(np.tanh(BATCH + b))


def each(b: Any) -> Any:
    return 1 - np.tanh(BATCH + b) ** 2


SHAPES: dict[str, tuple[Any, str, str]] = {
    "not summed": (each, "sum", "the claim is not summed over axis 0, such as that of a batch"),
    "not averaged": (lambda b: 7 * each(b), "sum", "the claim is not averaged over axis 0, such as that of a batch"),
    "summed too far": (lambda b: each(b).sum(), "sum", "the claim is summed over axis 0 too"),
    "a column": (lambda b: each(b).sum(axis=0)[:, None], "shape", "the claim has the right numbers in another shape"),
    "other numbers": (lambda b: each(b) * b, "shape", "the claim has shape (7, 4), the derivative (4,)"),
    "another sum": (lambda b: each(b)[0].sum(), "shape", "the claim has shape (), the derivative (4,)"),
}


@pytest.mark.parametrize(("claimed", "kind", "said"), SHAPES.values(), ids=SHAPES)
def test_shapes(claimed: Any, kind: str, said: str) -> None:
    check = dc.check_gradient(loss, claimed, BIAS)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.reason.startswith(f"the claim has shape {np.shape(claimed(BIAS))}, the derivative (4,)")
    assert (check.cause.kind, check.cause.text) == (kind, said)


def test_a_transposed_matrix() -> None:
    weights = RNG.normal(size=(3, 4))
    check = dc.check_gradient(lambda w: np.sum(np.sin(w) * weights), lambda w: (np.cos(w) * weights).T, weights / 2)
    assert check.cause.kind == "transposed"
    assert check.reason == "the claim has shape (4, 3), the derivative (3, 4): it is transposed"


def test_a_sum_that_a_part_lacks() -> None:
    point = {"b": BIAS, "c": 2.0}
    check = dc.check_gradient(lambda p: loss(p["b"]) * p["c"], lambda p: {"b": each(p["b"]), "c": loss(p["b"])}, point)
    assert check.reason == (
        "the claim does not fit the point: b has the shape (7, 4), the point's has (4,): "
        "is it to be summed over its first axis?"
    )
