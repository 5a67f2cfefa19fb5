"""Runs that do not see what code does with its numbers are told from values, and leave nothing behind in the code."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.blind_runs import blind

X = np.array([0.4, 0.1, -0.7])


class Remembers:
    """The loss and gradient of a bell, computed once for the same argument, as SciPy's own wrappers do."""

    def __init__(self, exp: Callable[[Any], Any] = np.exp) -> None:
        self.x: Any = None
        self.exp = exp

    def _at(self, x: Any) -> None:
        if self.x is None or not np.all(x == self.x):
            self.x = x.copy()
            self.loss = self.exp(-(x @ x) / 3)
            self.slope = -2 * x / 3 * self.loss

    def f(self, x: Any) -> Any:
        self._at(x)
        return self.loss

    def g(self, x: Any) -> Any:
        self._at(x)
        return self.slope


class Layer:
    """A layer whose backward pass reads what the forward pass has kept."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def forward(self, w: Any) -> Any:
        self.kept["h"] = np.tanh(2 * w)
        return np.sum(self.kept["h"] ** 2)

    def backward(self, w: Any) -> Any:
        h = self.kept["h"]
        return 4 * h * (1 - h**2)


def halved(a: float) -> float:
    """The cube root of a by halving intervals."""
    low, high = 0.0, 2.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (low, middle) if middle**3 > a else (middle, high)
    return (low + high) / 2


@pytest.mark.parametrize("exp", [np.exp, math.exp], ids=["arrays", "floats"])
@pytest.mark.parametrize("wrapped", [False, True])
def test_code_that_keeps_its_last_result_is_judged(exp: Callable[[Any], Any], wrapped: bool) -> None:
    for factor, verdict in ((1, dc.Verdict.AGREES), (1.5, dc.Verdict.REFUTED), (0, dc.Verdict.REFUTED)):
        code = Remembers(exp)
        code.f(X)
        f = (lambda x, code=code: code.f(x)) if wrapped else code.f
        check = dc.check_gradient(f, lambda x, code=code, by=factor: by * code.g(x), X)
        assert check.verdict is verdict
        assert "reverse sweep" in check.witnesses
        assert isinstance(code.loss, float)


def test_of_a_second_derivative_too() -> None:
    code = Remembers()
    code.f(X)
    assert dc.check_hessian(lambda x: code.f(x), lambda x: np.zeros((3, 3)), X).verdict is dc.Verdict.REFUTED


def test_of_one_number_too() -> None:
    class One:
        x: Any = None

        def f(self, x: Any) -> Any:
            if self.x is None or x != self.x:
                self.x, self.value = x, math.sin(x)
            return self.value

    for claim, verdict in ((math.cos, dc.Verdict.AGREES), (lambda x: 0.0, dc.Verdict.REFUTED)):
        code = One()
        code.f(0.4)
        assert dc.check_derivative(lambda x, code=code: code.f(x), claim, 0.4).verdict is verdict


def test_a_backward_pass_reads_what_the_forward_pass_kept() -> None:
    layer = Layer()
    assert dc.check_gradient(layer.forward, layer.backward, X).verdict is dc.Verdict.AGREES
    wrong = dc.check_gradient(layer.forward, lambda w: layer.backward(w) / 2, X)
    assert wrong.verdict is dc.Verdict.REFUTED
    assert wrong.cause is not None
    assert wrong.cause.kind == "factor"


def test_a_root_found_by_halving_is_judged_by_values() -> None:
    check = dc.check_derivative(halved, lambda a: a ** (-2 / 3) / 3, 1.7)
    assert check.verdict is dc.Verdict.AGREES
    assert "decides by comparisons" in str(check.warnings)
    for wrong in (lambda a: 0.0, lambda a: -(a ** (-2 / 3)) / 3):
        assert dc.check_derivative(halved, wrong, 1.7).verdict is dc.Verdict.REFUTED


def test_beside_a_component_that_moves_more() -> None:
    check = dc.check_gradient(
        lambda x: halved(x[0]) + 1e6 * x[1], lambda x: np.array([x[0] ** (-2 / 3) / 3, 1e6]), np.array([1.7, 2.0])
    )
    assert check.verdict is dc.Verdict.AGREES


def test_what_is_no_blindness() -> None:
    rng = np.random.default_rng(0)
    cases: list[tuple[Any, Any, Any]] = [
        (lambda x: np.sum(np.abs(x)), np.array([1.0, 0.0]), np.array([1.0, 0.0])),  # a bend at the point
        (lambda x: np.sum(np.maximum(x, 0)), np.array([0.0]), np.array([0.0])),
        (lambda x: np.sum(np.floor(x)), X, np.zeros(3)),
        (lambda x: np.round(x, 6).sum(), X, np.zeros(3)),
        (lambda x: x + 1e-6 * np.sin(1e7 * x), np.float64(0.1), 1 + 10 * np.cos(1e6)),  # a wave below the trend
        (lambda x: np.sum(np.cos(x)), X, -np.sin(X)),
        (lambda x: 3.0, X, np.zeros(3)),
    ]
    for f, x, derivative in cases:
        assert not blind(f, x, derivative, 1, rng)
    assert not blind(lambda x: np.sum(x**4), X, np.diag(12 * X**2), 2, rng)
    assert blind(lambda x: np.sum(x**4), X, np.zeros((3, 3)), 2, rng)


def test_a_slope_below_the_rounding_of_f_is_no_blindness() -> None:
    rng = np.random.default_rng(0)
    assert not blind(lambda x: 1.0 + 0 * x, np.float64(0.3), 1e-19, 1, rng)
    assert not blind(lambda x: 1.0 + 1e-3 * 0 * x, np.float64(0.3), 1e-15, 1, rng)
    assert blind(lambda x: 1.0 + 0 * x, np.float64(0.3), 1e-3, 1, rng)
