"""A time limit stops what runs too long, and leaves alone what does not."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import threading
import time
import warnings
from pathlib import Path

import pytest

from derivcheck.ground import timeouts
from derivcheck.ground.timeouts import TimeLimitReached, time_limit


def spin(seconds: float = 20.0) -> None:
    """Be busy in Python, for longer than any limit here; a broken limit still lets the test end."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def test_a_busy_loop_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(TimeLimitReached), time_limit(0.1):
        spin()
    assert 0.1 <= time.monotonic() - started < 5


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="no clock of a thread")
def test_processor_time_is_that_of_the_block_alone() -> None:
    """What others do with the processor meanwhile, here while this thread sleeps, does not count."""
    with time_limit(0.1, processor=True):
        time.sleep(0.4)
    used = time.thread_time()
    with pytest.raises(TimeLimitReached), time_limit(0.1, processor=True):
        spin()
    assert time.thread_time() - used >= 0.1


def test_without_a_clock_of_the_thread_all_seconds_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "pthread_getcpuclockid", raising=False)
    with pytest.raises(TimeLimitReached), time_limit(0.1, processor=True):
        spin()


def test_in_another_thread() -> None:
    stopped: list[bool] = []

    def work() -> None:
        try:
            with time_limit(0.1):
                spin()
        except TimeLimitReached:
            stopped.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    spin(0.05)
    thread.join(10)
    assert stopped == [True]


def test_each_thread_has_its_own() -> None:
    """A limit in one thread does not stop another one."""
    finished = threading.Event()

    def work() -> None:
        spin(0.3)
        finished.set()

    thread = threading.Thread(target=work)
    thread.start()
    with pytest.raises(TimeLimitReached), time_limit(0.05):
        spin()
    assert finished.wait(10)
    thread.join()


SLOW_MODULE = """
import time
end = time.monotonic() + 0.3
while time.monotonic() < end:
    pass
whole = True
"""


@pytest.fixture
def slow_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "slow_to_load.py").write_text(SLOW_MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "slow_to_load", raising=False)
    return "slow_to_load"


def test_an_import_is_finished_first(slow_module: str) -> None:
    """As SymPy's of its parts, which are loaded where they are first used."""

    def load() -> None:
        importlib.import_module(slow_module)
        spin()

    with pytest.raises(TimeLimitReached), time_limit(0.05):
        load()
    assert sys.modules[slow_module].whole


def test_a_block_inside_an_import_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a module of the user that checks a derivative as it is loaded."""
    (tmp_path / "checks_at_once.py").write_text(
        "from test_timeouts import TimeLimitReached, spin, time_limit\n"
        "try:\n"
        "    with time_limit(0.05):\n"
        "        spin()\n"
        "except TimeLimitReached:\n"
        "    stopped = True\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "test_timeouts", sys.modules[__name__])
    started = time.monotonic()
    assert importlib.import_module("checks_at_once").stopped
    assert time.monotonic() - started < 15


def test_a_block_that_ends_in_time_is_untouched() -> None:
    with time_limit(30):
        value = sum(range(1000))
    assert value == 499500
    with pytest.raises(KeyError, match="mine"), time_limit(30):
        raise KeyError("mine")


def test_nothing_is_left_behind() -> None:
    """One thread watches all limits, however many there are, and forgets those that are over."""
    with time_limit(60):
        before = threading.active_count()
    for _ in range(100):
        with contextlib.suppress(ValueError), time_limit(60):
            raise ValueError
    with contextlib.suppress(TimeLimitReached), time_limit(0.01):
        spin()
    assert threading.active_count() <= before
    watchers = [thread for thread in threading.enumerate() if thread.name == "derivcheck time limits"]
    assert [thread.daemon for thread in watchers] == [True]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_in_a_forked_process() -> None:
    """Which inherits no threads."""
    with time_limit(60), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child starts nothing that the parent's threads hold
        child = os.fork()
    if not child:
        try:
            with time_limit(0.05):
                spin()
        except TimeLimitReached:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def test_no_library_swallows_it() -> None:
    assert not issubclass(TimeLimitReached, Exception)

    def careless() -> None:
        while True:
            with contextlib.suppress(Exception):
                spin()

    with pytest.raises(TimeLimitReached), time_limit(0.05):
        careless()


def test_a_limit_that_is_reached_at_the_end_hits_nothing_behind() -> None:
    """Whether the block or the limit ends first is a matter of luck, again and again."""
    hit = []
    for k in range(60):
        try:
            with contextlib.suppress(TimeLimitReached), time_limit(0.002):
                spin(0.001 + k * 4e-5)
            spin(0.001)
        except TimeLimitReached:
            hit.append(k)
    assert hit == []


def test_the_inner_limit_comes_first() -> None:
    with time_limit(30):
        with pytest.raises(TimeLimitReached), time_limit(0.05):
            spin()
        done = True
    assert done


def test_the_outer_limit_comes_first() -> None:
    reached = []

    def nested() -> None:
        with time_limit(30):
            spin()
        reached.append(True)

    with pytest.raises(TimeLimitReached), time_limit(0.05):
        nested()
    assert not reached
    spin(0.05)


def test_both_limits_at_once() -> None:
    """Only one of two exceptions may be delivered, and nobody waits for the other."""
    started = time.monotonic()
    for _ in range(100):
        with contextlib.suppress(TimeLimitReached), time_limit(0.004):
            with contextlib.suppress(TimeLimitReached), time_limit(0.004):
                spin(1)
            spin(0.006)
        spin(0.001)
    assert time.monotonic() - started < 10


def test_an_exception_on_its_way_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was raised as the block ended would hit the code behind it."""
    waited = []
    monkeypatch.setattr(timeouts, "_take_delivery", lambda: waited.append(True))
    with time_limit(60):
        pass
    assert waited == []
    with time_limit(60) as limit:
        limit.fired = True
    assert waited == [True]
