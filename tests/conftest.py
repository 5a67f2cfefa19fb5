"""Fixtures that several test files use."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
import strategies  # noqa: F401 - its settings: no deadlines
from _pytest.runner import runtestprotocol

from derivcheck.arithmetic import ball
from derivcheck.arithmetic.ball import Ball
from derivcheck.autodiff.sight.through import Through
from derivcheck.ground.errors import UnsupportedOperation

LONG = (
    *("tests/test_in_the_wild.py", "tests/test_examples.py", "tests/test_style.py", "tests/browser/"),
    *("tests/methods/test_bounds.py", "tests/methods/differences/", "tests/gradients/", "tests/ground/allowances/"),
)
"""Where single files take longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with files that take long, so that in the end no process waits for another."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Run each file in one process: its tests share what they have computed, which otherwise each process would."""
    from file_scheduling import FileScheduling

    if config.getvalue("dist") != "load":  # what -n stands for; another one was asked for
        return None
    config.option.loadscopereorder = False  # by the number of tests, which says little
    return FileScheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """In a process of xdist, report of what passes once and not six times: messages take longer than most tests."""
    if not hasattr(item.config, "workerinput"):
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect no garbage while modules are loaded and tests made, nearly all of which stay: that took a quarter."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Have no collection of garbage look again at modules and tests, which stay: that took a fifth of the time.

    And have it look for cycles less often: numbers and nodes of formulas, which make the most objects, are in none.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Processes that tests start hear Ctrl-C also where the tests are a job in the background, which ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Processes that tests start keep what they compile for the next one, also where nothing is to be left behind."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        base = tmp_path_factory.getbasetemp()
        shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        os.environ["PYTHONPYCACHEPREFIX"] = str(shared / "compiled")


@pytest.fixture(scope="session", autouse=True)
def _columns() -> Iterator[None]:
    """Reports are as wide as the terminal, but those of tests."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("COLUMNS", "80")
        yield


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
