"""Code that computes something else for a witness than for floats is not judged by that witness."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from roundings import gamma

import derivcheck as dc
from derivcheck.gradients import faithful, witnesses
from derivcheck.gradients.subject import Subject
from derivcheck.gradients.witnesses import WITNESSES
from derivcheck.ground.errors import UnsupportedOperation

X = np.array([1.5, -0.25, 2.0])
RNG = np.random.default_rng(0)


def by_class(x: Any) -> Any:
    return np.sum(x**2) if isinstance(x, np.ndarray) else np.sum(x**3)


def by_class_of_a_number(x: Any) -> Any:
    return sum(v**2 if np.isscalar(v) else v**3 for v in x)


def by_format(x: Any) -> Any:
    return np.sum(x**2) if x.dtype == np.float64 else np.sum(x**3)


ASKING: dict[str, Callable[[Any], Any]] = {
    "isinstance": by_class,
    "isscalar": by_class_of_a_number,
    "dtype": by_format,
}


@pytest.mark.parametrize("name", ASKING)
def test_the_function_of_plain_floats_is_judged(name: str) -> None:
    assert dc.check_gradient(ASKING[name], lambda x: 2 * x, X).verdict is dc.Verdict.AGREES
    assert dc.check_gradient(ASKING[name], lambda x: 3 * x**2, X).verdict is dc.Verdict.REFUTED


def test_so_along_directions() -> None:
    x = np.linspace(-1.0, 2.0, 5000)
    assert dc.check_gradient(by_class, lambda x: 2 * x, x).verdict is dc.Verdict.AGREES
    assert dc.check_gradient(by_class, lambda x: 3 * x**2, x).verdict is dc.Verdict.REFUTED


@pytest.mark.parametrize("witness", ["reverse sweep", "high precision", "forward mode"])
def test_each_witness_is_held_against_the_value(witness: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsupportedOperation, match="computes something else"):
        WITNESSES[witness](Subject(by_class), X, "gradient", RNG)
    # Planted: nobody looks.
    monkeypatch.setattr(witnesses.faithful, "held", lambda *_: None)
    found = WITNESSES[witness](Subject(by_class), X, "gradient", RNG)
    assert np.all(np.abs(found.value - 3 * X**2) <= found.bound + gamma(2) * 3 * X**2)


def test_rounding_in_another_order_is_no_other_function() -> None:
    f = Subject(lambda x: np.var(x) * 1e6 + np.linalg.norm(x))
    faithful.held(f, X, np.nextafter(f.value(X), np.inf), RNG)
    with pytest.raises(UnsupportedOperation):
        faithful.held(f, X, f.value(X) * (1 + 1e-12), RNG)
    with pytest.raises(UnsupportedOperation, match="shape"):
        faithful.held(f, X, np.ones(2), RNG)


def test_a_cast_to_single_precision_is_seen_through_in_high_precision() -> None:
    found = dc.check_gradient(lambda x: np.sum(x.astype(np.float32) ** 2), lambda x: 2 * x, X)
    assert found.verdict is dc.Verdict.AGREES
    assert found.witnesses[0] == "high precision"
