"""Each test runs once, files stay whole, and a process that dies loses nothing but the test it died of."""

from __future__ import annotations

from collections import deque
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("xdist")

from file_scheduling import FileScheduling

TESTS = [
    f"test_{name}.py::test_{k}" for name, count in zip("abcdef", (5, 1, 2, 30, 3, 1), strict=True) for k in range(count)
]


class Process:
    """What a scheduler knows of a process."""

    gateway = SimpleNamespace(id="gw")

    def __init__(self) -> None:
        self.queue: deque[int] = deque()
        self.shutting_down = False

    def send_runtest_some(self, numbers: list[int]) -> None:
        self.queue += numbers

    def shutdown(self) -> None:
        self.shutting_down = True


@pytest.fixture
def processes(request: pytest.FixtureRequest) -> list[Process]:
    return [Process(), Process()]


@pytest.fixture
def scheduler(pytestconfig: pytest.Config, processes: list[Process], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(pytestconfig.option, "tx", ["2*popen"])
    monkeypatch.setattr(pytestconfig.option, "loadscopereorder", False)
    found = FileScheduling(pytestconfig)
    for process in processes:
        found.add_node(process)
        found.add_node_collection(process, TESTS)
    found.schedule()
    return found


def run(scheduler: Any, process: Process) -> str:
    """The test that a process runs next."""
    number = process.queue.popleft()
    scheduler.mark_test_complete(process, number)
    return TESTS[number]


def test_each_test_runs_once_and_files_stay_whole(scheduler: Any, processes: list[Process]) -> None:
    done: list[list[str]] = [[], []]
    for turn in range(10 * len(TESTS)):
        assert scheduler.has_pending == (turn < len(TESTS))
        k = turn % 2 if processes[turn % 2].queue else 1 - turn % 2
        if processes[k].queue:
            done[k].append(run(scheduler, processes[k]))
    assert sorted(done[0] + done[1]) == sorted(TESTS)
    assert scheduler.tests_finished
    assert not {name.split("::")[0] for name in done[0]} & {name.split("::")[0] for name in done[1]}
    assert all(process.shutting_down for process in processes)


def test_what_a_process_left_is_done_by_the_next(scheduler: Any, processes: list[Process]) -> None:
    first, second = processes
    done = [run(scheduler, first) for _ in range(3)]
    assert scheduler.remove_node(first) == TESTS[first.queue[0]]
    fresh = Process()
    scheduler.add_node(fresh)
    scheduler.add_node_collection(fresh, TESTS)
    scheduler.schedule()
    while fresh.queue or second.queue:
        done.append(run(scheduler, fresh if fresh.queue else second))
    assert sorted(done) == sorted(TESTS)


def test_a_process_that_finds_other_tests_gets_none(scheduler: Any) -> None:
    other = Process()
    scheduler.add_node(other)
    scheduler.add_node_collection(other, TESTS[1:])
    assert other not in scheduler.registered_collections
