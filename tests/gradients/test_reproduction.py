"""The call that repeats a check is run as it is printed, and gives the same verdict."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.reproduction import call_text

X = np.array([0.3, -0.7])


def cubes(x: Any) -> Any:
    return np.sum(x**3)


def pair(x: Any) -> Any:
    return np.sum(x**3), 2 * x**2


class Model:
    @staticmethod
    def loss(x: Any) -> Any:
        return cubes(x)

    def bound(self, x: Any) -> Any:
        return cubes(x)


CASES: dict[str, tuple[Any, Any]] = {
    "a pair": (pair, True),
    "an array": (cubes, 2 * X**2),
    "a function of numpy": (np.prod, np.square),
    "a static method": (Model.loss, np.sin),
}


@pytest.mark.parametrize("name", CASES)
def test_the_call_can_be_pasted(name: str) -> None:
    function, claimed = CASES[name]
    check = dc.check_gradient(function, claimed, X, seed=3)
    assert "#" not in check.reproduce
    *imports, call = check.reproduce.split("; ")
    space: dict[str, Any] = {"dc": dc}
    exec("\n".join(imports), space)
    again = eval(call, space)
    assert again.verdict is check.verdict is dc.Verdict.REFUTED
    assert (again.reason, again.seed) == (check.reason, 3)


def test_what_is_to_be_bound() -> None:
    long = np.zeros(100)
    text = call_text("gradient", lambda x: np.sum(x), Model().bound, long, 0)
    line = test_what_is_to_be_bound.__code__.co_firstlineno + 2
    call, _, comment = text.partition("  # ")
    assert call == "dc.check_gradient(f, claimed, at, seed=0)"
    assert comment.startswith(f"f: a lambda of test_reproduction.py:{line}; claimed: Model.bound of test_")
    assert comment.endswith("at: shape (100,)")


def test_a_name_that_is_bound_to_something_else_is_not_imported() -> None:
    original = cubes

    def other(x: Any) -> Any:
        return original(x)

    other.__qualname__ = "cubes"
    assert "import" not in call_text("gradient", other, True, X, 0)
