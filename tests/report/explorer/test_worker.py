"""The process that answers: one that takes too long, or ends, costs only its own answer."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from derivcheck.report.explorer.worker import ExplorerWorker


def planted(question: Any) -> dict[str, Any]:
    """What the process runs: it says who it is, hangs, fails, or ends."""
    if question == "hang":
        sum(range(10**12))  # one long operation in C, which no exception stops
    if question == "crash":
        os._exit(3)
    if question == "memory":
        return {"taken": len(bytes(2**40))}
    if question == "fail":
        raise ZeroDivisionError("planted")
    return {"said": question, "pid": os.getpid()}


@pytest.fixture(scope="module")
def worker() -> Iterator[ExplorerWorker]:
    with contextlib.closing(ExplorerWorker(f"{__name__}:planted", seconds=60.0)) as made:
        yield made


def test_a_process_is_kept_for_the_next_question(worker: ExplorerWorker) -> None:
    first, second = worker.ask("one"), worker.ask("two")
    assert (first["said"], second["said"]) == ("one", "two")
    assert first["pid"] == second["pid"] != os.getpid()


@pytest.mark.parametrize(
    ("question", "message"),
    [("crash", "ended without an answer"), ("memory", "more memory"), ("fail", "please report")],
)
def test_what_goes_wrong_is_told_and_the_next_one_is_answered(
    worker: ExplorerWorker, question: str, message: str
) -> None:
    assert message in worker.ask(question)["faults"][0]["message"]
    assert worker.ask("next")["said"] == "next"


def test_one_that_hangs_is_ended(worker: ExplorerWorker) -> None:
    before = worker.ask("before")["pid"]
    worker._seconds = 1.0
    assert "stopped after 1 s" in worker.ask("hang")["faults"][0]["message"]
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    worker._seconds = 60.0
    assert worker.ask("after")["said"] == "after"


def test_questions_from_several_threads_do_not_mix(worker: ExplorerWorker) -> None:
    told: dict[int, Any] = {}
    threads = [threading.Thread(target=lambda i=i: told.update({i: worker.ask(i)["said"]})) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == {i: i for i in range(8)}


def test_who_waits_too_long_for_a_turn_is_told_so() -> None:
    with contextlib.closing(ExplorerWorker(f"{__name__}:planted", seconds=0.1)) as busy:
        assert busy._one_at_a_time.acquire()
        assert "busy" in busy.ask("one")["faults"][0]["message"]


def test_nothing_is_left_when_it_is_closed() -> None:
    worker = ExplorerWorker(f"{__name__}:planted", seconds=60.0)
    pid = worker.ask("who")["pid"]
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    worker.close()
