"""Right numbers in wrong places are called what they are, and nothing else is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc

RNG = np.random.default_rng(4)
WEIGHTS, POINT = RNG.normal(size=(3, 4)), RNG.normal(size=(3, 4))
SQUARE, CUBE = RNG.normal(size=(3, 3)), RNG.normal(size=(2, 3, 3))
ROW = np.arange(1.0, 7.0)


def slopes(weights: Any) -> Any:
    return lambda x: np.cos(x) * weights


WRONG: dict[str, tuple[Any, Any, str]] = {
    "flipped": (WEIGHTS, lambda g: g[:, ::-1], "the claim is flipped along axis 1"),
    "flipped along both": (WEIGHTS, lambda g: g[::-1, ::-1], "the claim is flipped along axes 0, 1"),
    "reversed": (ROW, lambda g: g[::-1], "the components are in reverse order"),
    "shifted": (ROW, lambda g: np.roll(g, 1), "the components are shifted by one place"),
    "shifted back": (ROW, lambda g: np.roll(g, -1), "the components are shifted by one place"),
    "shifted by two": (ROW, lambda g: np.roll(g, 2), "the components are shifted by 2 places"),
    "rows shifted": (WEIGHTS, lambda g: np.roll(g, 1, 0), "the components are shifted by one place along axis 0"),
    "off by one": (
        ROW,
        lambda g: np.append(0.0, g[:-1]),
        "the components are shifted by one place, and the last is lost",
    ),
    "off by one, down": (
        ROW,
        lambda g: np.append(g[1:], g[-1]),
        "the components are shifted by one place, and the first is lost",
    ),
    "rows swapped": (WEIGHTS, lambda g: g[[1, 0, 2]], "rows 0 and 1 are swapped in the claim"),
    "columns permuted": (WEIGHTS, lambda g: g[:, [2, 0, 3, 1]], "the columns are permuted in the claim"),
    "two elements swapped": (ROW, lambda g: g[[0, 4, 2, 3, 1, 5]], "x[1] and x[4] are swapped"),
    "order of Fortran": (
        WEIGHTS,
        lambda g: g.ravel(order="F").reshape(3, 4),
        "the elements are taken row by row and put",
    ),
    "order of C": (WEIGHTS, lambda g: g.ravel().reshape(3, 4, order="F"), "the elements are taken row by row and put"),
    "transposed": (SQUARE, lambda g: g.T, "the claim is transposed"),
    "axes swapped": (CUBE, lambda g: np.swapaxes(g, 1, 2), "axes 1 and 2 of the claim are swapped"),
}


@pytest.mark.parametrize(("weights", "change", "said"), WRONG.values(), ids=WRONG)
def test_another_order_is_named(weights: Any, change: Any, said: str) -> None:
    right, at = slopes(weights), RNG.normal(size=np.shape(weights))
    assert dc.check_gradient(lambda x: np.sum(np.sin(x) * weights), right, at).verdict is dc.Verdict.AGREES
    check = dc.check_gradient(lambda x: np.sum(np.sin(x) * weights), lambda x: change(right(x)), at)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.text.startswith(said)


OTHER: dict[str, Any] = {
    "another function": lambda g, x: np.sin(x),
    "shifted, and scaled in places": lambda g, x: np.roll(g, 1) * (1 + 0.1 * np.arange(g.size).reshape(g.shape)),
    "an order for each point": lambda g, x: np.roll(g, 1 + (float(x[0, 0]) > POINT[0, 0]), 1),
}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_what_is_no_other_order_is_not_called_so(change: Any) -> None:
    right = slopes(WEIGHTS)
    check = dc.check_gradient(lambda x: np.sum(np.sin(x) * WEIGHTS), lambda x: change(right(x), x), POINT)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is None or check.cause.kind not in ("permuted", "transposed")
