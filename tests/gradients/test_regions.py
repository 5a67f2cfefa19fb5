"""Parts of a matrix have their names, also where the derivative itself is 0 in places."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.naming import Variable
from derivcheck.gradients.regions import region
from derivcheck.results.parts import Part

FULL = np.ones((4, 4), dtype=bool)
HOLES = FULL & ~np.isin(np.arange(16).reshape(4, 4), [2, 8, 15])


def cross(i: int, both: bool = True) -> Any:
    found = np.zeros((4, 4), dtype=bool)
    found[i, :] = found[:, i] = True
    found[i, i] = both
    return found


def block() -> Any:
    found = np.zeros((4, 4), dtype=bool)
    found[:2, 2:] = True
    return found


NAMES: dict[str, tuple[Any, str]] = {
    "below": (np.tril(FULL, -1), "the triangle below the diagonal"),
    "above, with it": (np.triu(FULL), "the diagonal and the triangle above it"),
    "diagonal": (np.eye(4, dtype=bool), "the diagonal"),
    "off it": (~np.eye(4, dtype=bool), "the elements off the diagonal"),
    "cross": (cross(2), "row and column 2"),
    "cross without its middle": (cross(0, both=False), "row and column 0"),
    "block": (block(), "the block of rows 0 to 1 and columns 2 to 3"),
    "blocks": (block() | block().T, "the block of rows 0 to 1 and columns 2 to 3, and its transpose,"),
    "a row": (np.arange(16).reshape(4, 4) // 4 == 1, "the block of row 1 and columns 0 to 3"),
}


@pytest.mark.parametrize(("wrong", "said"), NAMES.values(), ids=NAMES)
def test_names(wrong: Any, said: str) -> None:
    assert region(wrong) == said
    assert region(wrong & HOLES, "", HOLES) == said


def test_scattered_elements_have_no_name() -> None:
    scattered = np.zeros((4, 4), dtype=bool)
    scattered[[0, 1, 2], [3, 1, 0]] = True
    assert region(scattered) == region(FULL) == region(np.ones(4, dtype=bool)) == ""
    assert region(scattered, "", scattered | np.eye(4, dtype=bool)) == ""
    assert region(HOLES, "", HOLES) == ""  # all of it is no part


def test_parts_of_a_structure() -> None:
    name = Variable("p", (Part("a", (), 0), Part("b", (3,), 1)), square=True)
    assert region(cross(0, both=False), name) == "row and column 0"
    of_b = np.zeros((4, 4), dtype=bool)
    of_b[1:, 1:] = True
    assert region(of_b, name) == "the block of rows of b and columns of b"


def f(p: Any) -> Any:
    return np.exp(p[0] * p[1]) * p[3] + p[2] ** 2 * p[3] ** 2 + p[3] ** 3


def changed(change: Any) -> Any:
    return lambda p: change(dc.hessian(f, p), p)


def lower(m: Any, p: Any) -> Any:
    return np.triu(m)


def signed(m: Any, p: Any) -> Any:
    m[1, :], m[:, 1] = -m[1, :], -m[:, 1]
    return m


def scaled(m: Any, p: Any) -> Any:
    m[3, :3], m[:3, 3], m[3, 3] = m[3, :3] / p[3], m[:3, 3] / p[3], m[3, 3] / p[3]
    return m


HESSIANS: dict[str, tuple[Any, str]] = {
    "triangle": (lower, "the triangle below the diagonal was never written: the claim is 0 there"),
    "only the diagonal": (
        lambda m, p: np.diag(np.diag(m)),
        "the elements off the diagonal were never written: the claim is 0 there",
    ),
    "sign": (signed, "the sign is wrong in row and column 1"),
    "factor of the point": (scaled, "row and column 3 are off by a factor that depends on the point"),
    "half of the diagonal": (
        lambda m, p: m - np.diag(np.diag(m)) / 2,
        "in the diagonal, the claim is the derivative times 1/2",
    ),
}


@pytest.mark.parametrize(("change", "said"), HESSIANS.values(), ids=HESSIANS)
def test_parts_of_a_hessian_with_zeros(change: Any, said: str) -> None:
    check = dc.check_hessian(f, changed(change), np.array([0.6, 1.1, 0.8, 1.3]))
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.text.startswith(said)
