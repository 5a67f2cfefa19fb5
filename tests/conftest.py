"""Fixtures that several test files use."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Callable

import pytest
import strategies  # noqa: F401 - its settings: no deadlines

from derivcheck.arithmetic import ball
from derivcheck.arithmetic.ball import Ball
from derivcheck.autodiff.sight.through import Through
from derivcheck.ground.errors import UnsupportedOperation


def pytest_collection_finish() -> None:
    """Have no collection of garbage look again at modules and tests, which stay: that took a fifth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Processes that tests start hear Ctrl-C also where the tests are a job in the background, which ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


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
