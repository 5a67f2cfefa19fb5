"""What a user is told of bends and jumps."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.forward import partials
from derivcheck.autodiff.forward.level import Level

BENDS: dict[str, tuple[Callable[[], Any], Any, str]] = {
    "derivative": (lambda: dc.derivative(np.abs, 0.0), 0.0, "absolute at 1 element"),
    "mean of slopes": (lambda: dc.derivative(lambda x: np.maximum(x, 2 * x), 0.0), 1.5, "maximum at 1 element"),
    "jump": (lambda: dc.derivative(lambda x: x + np.floor(x), 2.0), 1.0, "floor at 1 element"),
    "gradient": (lambda: dc.gradient(np.max, [1.0, 1.0, 0.0]), [0.5, 0.5, 0.0], "max at 1 element"),
    "jacobian": (
        lambda: dc.jacobian(lambda x: np.maximum(x, 0), [0.0, 1.0, 0.0])[[0, 1], [0, 1]],
        [0.5, 1.0],
        "maximum at 2 elements",
    ),
    "jvp": (lambda: dc.jvp(np.abs, [0.0, 1.0], 1.0)[1], [0.0, 1.0], "absolute at 1 element"),
    "hessian": (lambda: dc.hessian(lambda x: np.sum(abs(x) * x), [1.0, 0.0])[0], [2.0, 0.0], "absolute at 1 element"),
}


@pytest.mark.parametrize("name", BENDS)
def test_bends_are_told(name: str) -> None:
    call, value, words = BENDS[name]
    with pytest.warns(dc.KinkWarning, match=words) as told:
        assert np.array_equal(call(), value)
    assert [w.filename for w in told] == [__file__]


SMOOTH: dict[str, Callable[[], Any]] = {
    "beside the bend": lambda: dc.derivative(np.abs, 1.0),
    "a tie of equals": lambda: dc.derivative(lambda x: np.maximum(x, x), 1.0),
    "|u| where u is stationary": lambda: dc.derivative(lambda x: abs(x**2), 0.0),
    "another direction": lambda: dc.jvp(np.abs, [0.0, 1.0], [0.0, 1.0]),
    "norm with a zero": lambda: dc.gradient(np.linalg.norm, [0.0, 3.0]),
    "variance of equals": lambda: dc.gradient(np.var, [1.0, 1.0]),
    "derivcheck's own": lambda: partials.gradient(lambda x: np.sum(abs(x)), np.zeros(2)),
}


@pytest.mark.parametrize("name", SMOOTH)
def test_nothing_is_told_where_nothing_bends(name: str) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        SMOOTH[name]()
    assert told == []


def test_the_warning_is_a_user_warning() -> None:
    assert issubclass(dc.KinkWarning, dc.DerivcheckWarning)
    assert issubclass(dc.DerivcheckWarning, UserWarning)


def test_a_level_that_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: no bend is remembered."""
    monkeypatch.setattr(Level, "bend", lambda self, name, where, *slips: None)
    with pytest.raises(pytest.fail.Exception):
        test_bends_are_told("derivative")
