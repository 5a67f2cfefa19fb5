"""Indices that are there twice: the claim that adds once is told, with what would add each time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.accumulation import Accumulating

RNG = np.random.default_rng(8)
IDS, ROWS, TABLE = np.array([0, 2, 2, 5, 1, 2]), RNG.normal(size=(6, 3)), RNG.normal(size=(6, 3))


def loss(table: Any) -> Any:
    return np.sum((table[IDS] - ROWS) ** 2)


def adds(table: Any) -> Any:
    g = np.zeros_like(table)
    g[IDS] += 2 * (table[IDS] - ROWS)
    return g


def subtracts(table: Any) -> Any:
    g = np.zeros(table.shape)
    g[IDS] -= 2 * (ROWS - table[IDS])
    return g


def right(table: Any) -> Any:
    g = np.zeros_like(table)
    np.add.at(g, IDS, 2 * (table[IDS] - ROWS))
    return g


def assigns(table: Any) -> Any:
    g = np.zeros_like(table)
    g[IDS] = 2 * (table[IDS] - ROWS)
    return g


@pytest.mark.parametrize("claimed", [adds, subtracts])
def test_additions_that_are_lost_are_named(claimed: Any) -> None:
    check = dc.check_gradient(loss, claimed, TABLE)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.kind == "duplicate indices"
    assert "numpy.add.at(g, index, d)" in check.cause.text


@pytest.mark.parametrize("claimed", [assigns, lambda table: 2 * adds(table), lambda table: adds(table) + table])
def test_other_mistakes_are_not_called_that(claimed: Any) -> None:
    check = dc.check_gradient(loss, claimed, TABLE)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is None or check.cause.kind != "duplicate indices"


def test_what_adds_each_time_agrees() -> None:
    assert dc.check_gradient(loss, right, TABLE).verdict is dc.Verdict.AGREES


def test_additions_that_are_lost_nearby_only_are_named() -> None:
    """At the point itself what the claim loses is zero, and elsewhere no multiple of what it keeps."""
    met = np.where((IDS == 2)[:, None], TABLE[IDS], ROWS)
    powers = np.array([2, 2, 3, 2, 2, 4])[:, None]

    def claimed(table: Any) -> Any:
        g = np.zeros_like(table)
        g[IDS] += powers * (table[IDS] - met) ** (powers - 1)
        return g

    check = dc.check_gradient(lambda table: np.sum((table[IDS] - met) ** powers), claimed, TABLE)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.reason.startswith("right at the point")
    assert check.cause.kind == "duplicate indices"


def test_in_a_part_of_a_structure() -> None:
    check = dc.check_gradient(
        lambda p: loss(p["E"]) + p["b"], lambda p: {"E": adds(p["E"]), "b": 1.0}, {"E": TABLE, "b": 2.0}
    )
    assert check.cause.kind == "duplicate indices"


def test_slices_and_whole_arrays_are_as_always() -> None:
    a = np.zeros(4).view(Accumulating)
    a[1:3] += 1.0
    a += 1.0
    a[[0, 0]] -= 2.0
    a[3] = 7.0
    assert a.tolist() == [-3.0, 2.0, 2.0, 7.0]
