"""Points with labels, of pandas and xarray: labels stay, and results are matched by them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc

pandas = pytest.importorskip("pandas")


def point() -> Any:
    return pandas.Series({"alpha": 1.0, "beta one": 2.0, "gamma": 0.5})


def loss(p: Any) -> Any:
    return p["alpha"] ** 2 * p["beta one"] + p["gamma"] ** 3


def slopes(p: Any) -> Any:
    found = {"alpha": 2 * p["alpha"] * p["beta one"], "beta one": p["alpha"] ** 2, "gamma": 3 * p["gamma"] ** 2}
    return pandas.Series(found)


RIGHT = {
    "a Series": slopes,
    "in another order": lambda p: slopes(p)[::-1],
    "an array": lambda p: slopes(p).to_numpy(),
    "a dict": lambda p: dict(slopes(p)),
    "its values": slopes(point()),
}


@pytest.mark.parametrize("claimed", RIGHT.values(), ids=RIGHT)
def test_a_series(claimed: Any) -> None:
    check = dc.check_gradient(loss, claimed, point())
    assert check.verdict is dc.Verdict.AGREES
    assert check.witnesses[0] == "reverse sweep"
    assert {c.name for c in check.components} == {"alpha", "p['beta one']", "gamma"}


def test_a_wrong_element_is_named_by_its_label() -> None:
    check = dc.check_gradient(
        loss, lambda p: slopes(p) * pandas.Series({"alpha": 1, "beta one": 2, "gamma": 1}), point()
    )
    assert check.reason.startswith("wrong in component p['beta one']: the claim is 2, the derivative 1")
    missing = dc.check_gradient(loss, lambda p: slopes(p).drop("gamma"), point())
    assert missing.reason == "the claim does not fit the point: it has no part gamma"


def test_labels_that_are_there_twice_are_matched_by_place() -> None:
    twice = pandas.Series([1.0, 2.0, 3.0], index=list("aab"))
    assert dc.check_gradient(lambda p: (p**2).sum(), lambda p: 2 * p, twice).verdict is dc.Verdict.AGREES
    turned = dc.check_gradient(lambda p: (p**2).sum(), lambda p: 2 * p[::-1], twice)
    assert "labels that are there twice" in turned.reason


def test_frames() -> None:
    frame = pandas.DataFrame([[1.0, 2.0], [3.0, 4.0]], index=["r1", "r2"], columns=["c1", "c2"])
    assert dc.check_gradient(lambda p: (p**2).to_numpy().sum(), lambda p: 2 * p, frame).verdict is dc.Verdict.AGREES
    check = dc.check_gradient(lambda p: p.loc["r1", "c2"] ** 2, lambda p: 0 * p, frame)
    assert check.reason.startswith("wrong in component p['r1', 'c2']")


def test_matrices_with_labels_beside_a_series() -> None:
    def second(p: Any) -> Any:
        rows = [[2 * p["beta one"], 2 * p["alpha"], 0], [2 * p["alpha"], 0, 0], [0, 0, 6 * p["gamma"]]]
        return pandas.DataFrame(rows, index=p.index, columns=p.index)

    assert dc.check_hessian(loss, second, point()).verdict is dc.Verdict.AGREES
    mixed = ["gamma", "alpha", "beta one"]
    assert dc.check_hessian(loss, lambda p: second(p).loc[mixed, mixed], point()).verdict is dc.Verdict.AGREES
    wrong = dc.check_hessian(loss, lambda p: second(p).loc[mixed, mixed].to_numpy(), point())
    assert wrong.verdict is dc.Verdict.REFUTED


def test_derivatives_and_comparisons_have_labels() -> None:
    pandas.testing.assert_series_equal(dc.gradient(loss, point()), slopes(point()))
    assert dc.compare(loss, point(), component="beta one", schemes=["central-2"], steps=[1e-4]).verdict


def test_a_data_array() -> None:
    xarray = pytest.importorskip("xarray")
    given = xarray.DataArray(np.array([[1.0, 2.0], [3.0, 4.0]]), dims=("t", "x"), coords={"t": [0.5, 1.5]})
    assert dc.check_gradient(lambda p: (p**2).sum(), lambda p: 2 * p, given).verdict is dc.Verdict.AGREES
    wrong = dc.check_gradient(lambda p: (p**2).sum(), lambda p: 3 * p, given)
    assert wrong.reason.startswith("wrong in component p[1.5, 1]")
    assert wrong.cause is not None
    assert wrong.cause.text == "the claim is the derivative times 3/2"
