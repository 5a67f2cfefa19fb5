"""Fixtures that several test files use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import strategies  # noqa: F401 - its settings: no deadlines

from derivcheck.arithmetic import ball
from derivcheck.arithmetic.ball import Ball
from derivcheck.autodiff.sight.through import Through
from derivcheck.ground.errors import UnsupportedOperation


@pytest.fixture(autouse=True)
def _columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are as wide as the terminal, but those of tests."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that takes floats only is not seen through, so that only its values are known."""

    def refuse(self: Through, x: object) -> None:
        raise UnsupportedOperation("not to be seen through")

    monkeypatch.setattr(Through, "_seen", refuse)


@pytest.fixture
def not_in_arb(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what takes operations away from Arb, as if it had none of these names."""
    native = Ball.native

    def forget(*names: str) -> None:
        monkeypatch.setattr(ball, "MISSING", frozenset(names))
        monkeypatch.setattr(Ball, "native", lambda m, row: None if row.name in names else native(m, row))

    return forget
