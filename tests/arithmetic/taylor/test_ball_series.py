"""Series of balls: what the C library refuses is no mistake in derivcheck."""

from __future__ import annotations

from typing import Any

import pytest

import derivcheck as dc
from derivcheck.arithmetic.taylor import ball_series
from derivcheck.arithmetic.taylor.ball_series import BallSeries
from derivcheck.ground.errors import DomainError
from derivcheck.results import Verdict


@pytest.fixture
def library_divides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tanh be a quotient of which the library refuses some by exceptions of its own."""

    def quotient(m: BallSeries, x: Any) -> Any:
        return x / x

    monkeypatch.setitem(ball_series._OWN, "tanh", quotient)


@pytest.mark.usefixtures("library_divides")
@pytest.mark.parametrize("radius", [1, 1e30])
def test_an_exception_of_the_library_is_an_error_of_the_domain(radius: float) -> None:
    with BallSeries(64, 3) as m:
        x = m.variable(m.inner.arb(0, radius))
        with pytest.raises(ValueError, match="leading term"):
            x / x
        with pytest.raises(DomainError):
            m.tanh(x)


@pytest.mark.usefixtures("library_divides")
def test_a_refusal_ends_no_run() -> None:
    check = dc.check_derivative("tanh(x)", "1 - tanh(x)^2", over=(-1, 1), prove=False)
    assert check.verdict is not Verdict.PROVED
    assert check.certificate is not None


def test_a_mistake_of_another_kind_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ball_series._OWN, "tanh", lambda m, x: x.no_such_method())
    with BallSeries(64, 3) as m, pytest.raises(AttributeError):
        m.tanh(m.variable(m.inner.arb(0)))
