"""Workers: whatever a call does, it costs itself; and no process is left behind, however a run ends."""

from __future__ import annotations

import concurrent.futures
import contextlib
import math
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from worker_faults import FOLDER, gone, told

from derivcheck.ground import worker_process, worker_start
from derivcheck.ground.errors import InputError, ParseError
from derivcheck.ground.workers import Pool, interim

LONG = 60.0
MEMORY = 2**28

on_linux = pytest.mark.skipif(not worker_process.CAN_FORK, reason="processes are forked on Linux only")


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(2, memory=MEMORY, paths=[FOLDER]) as made:
        yield made


def test_a_call_returns_and_the_worker_is_used_again(pool: Pool) -> None:
    first, second = (pool.run("worker_faults:process", None, LONG) for _ in range(2))
    assert first.failure is None
    assert first.value == second.value != os.getpid()


def test_a_loop_of_c_is_ended_at_its_deadline(pool: Pool) -> None:
    before = time.monotonic()
    outcome = pool.run("worker_faults:hang", None, 0.2)
    assert (outcome.failure, outcome.text) == ("timeout", "nothing within 0.2 s")
    assert time.monotonic() - before < 20
    assert pool.run("worker_faults:process", None, LONG).failure is None


def test_what_was_known_before_the_deadline_is_there(pool: Pool) -> None:
    assert pool.run("worker_faults:slow_to_end", None, 0.5).known == ("halfway",)
    interim(lambda: pytest.fail("nobody is told outside a worker"))


@on_linux
def test_memory_is_limited(pool: Pool) -> None:
    assert pool.run("worker_faults:eat", None, LONG).failure == "memory"
    assert pool.run("worker_faults:process", None, LONG).failure is None


@on_linux
def test_a_worker_that_kept_memory_is_replaced(pool: Pool) -> None:
    """Or a later call would have less than its own."""
    pids = [pool.run("worker_faults:keep", None, LONG).value for _ in range(8)]
    assert len({*pids}) == 8


@pytest.mark.parametrize(("function", "argument", "text"), [("crash", None, "SIGSEGV"), ("mixed", ("quit", 0), "3")])
def test_a_crash_is_told(pool: Pool, function: str, argument: object, text: str) -> None:
    outcome = pool.run(f"worker_faults:{function}", argument, LONG)
    assert outcome.failure == "crash"
    assert outcome.text.endswith(text)
    assert pool.run("worker_faults:process", None, LONG).failure is None


@on_linux
def test_faults_cost_only_the_calls_that_have_them(pool: Pool) -> None:
    wrong = {3: "hang", 7: "crash", 8: "eat", 11: "quit", 12: "crash", 13: "crash", 20: "hang"}
    calls = [(wrong.get(k, "square"), k) for k in range(30)]
    found = {k: outcome for (_, k), outcome in pool.map("worker_faults:mixed", calls, 2.0)}
    failures = {"hang": "timeout", "eat": "memory", "crash": "crash", "quit": "crash"}
    assert {k: found[k].failure for k in wrong} == {k: failures[name] for k, name in wrong.items()}
    assert {k: o.value for k, o in found.items() if k not in wrong} == {k: k * k for k in range(30) if k not in wrong}


@on_linux
@pytest.mark.parametrize("fault", ["hang", "crash", "eat", "quit", "keep"])
def test_a_fault_does_not_cost_the_call_that_waits_behind_it(fault: str) -> None:
    calls = [("square", 1), (fault, 2), ("square", 3), ("square", 4)]
    with Pool(1, memory=MEMORY, paths=[FOLDER]) as pool:
        found = [(k, outcome) for (_, k), outcome in pool.map("worker_faults:mixed", calls, 2.0)]
    assert sorted((k, outcome.value) for k, outcome in found if k != 2) == [(1, 1), (3, 9), (4, 16)]
    assert all(outcome.seconds < 2.0 for k, outcome in found if k != 2)


def test_what_would_fill_the_socket_does_not_wait_in_it() -> None:
    texts = ["x" * size for size in (1, 2**22, 2**22, 2)]
    with Pool(1, paths=[FOLDER]) as pool:
        assert [outcome.value for _, outcome in pool.map("worker_faults:length", texts, LONG)] == [1, 2**22, 2**22, 2]


def test_an_error_is_passed_on(pool: Pool) -> None:
    error = pool.run("derivcheck.formula.parser:parse", "x+*2", LONG).error
    assert isinstance(error, ParseError)
    assert error.pointer == "x+*2\n  ^"
    assert pool.run("sys:exit", 3, LONG).text == "SystemExit: 3"
    assert pool.run("no_such_module:f", 3, LONG).failure == "error"


def test_arguments_that_fail_lose_no_result(pool: Pool) -> None:
    def arguments() -> Iterator[float]:
        yield from (1.0, 4.0)
        raise InputError("the third is none")

    calls, seen = pool.map("math:sqrt", arguments(), LONG), []
    with pytest.raises(InputError, match="third"):
        seen.extend(value.value for _, value in calls)
    seen.sort()
    assert seen == [1.0, 2.0]


def test_an_argument_that_cannot_be_sent_is_the_callers_affair(pool: Pool) -> None:
    for _ in range(3):  # more than there are workers
        with pytest.raises(TypeError, match="pickle"):
            pool.run("math:sqrt", threading.Lock(), LONG)
    assert pool.run("math:sqrt", 4.0, LONG).value == 2.0


def test_arguments_are_taken_as_they_are_needed(pool: Pool) -> None:
    """So that memory does not grow with their number."""
    taken = 0

    def arguments() -> Iterator[float]:
        nonlocal taken
        for taken in range(1, 1000):
            yield float(taken)

    calls = pool.map("math:sqrt", arguments(), LONG)
    for k in range(1, 50):
        next(calls)
        # Of either worker two may have ended, and it is at one more, with one that waits; and one is at hand.
        assert taken <= k + 8
    calls.close()  # type: ignore[attr-defined]
    assert pool.run("math:sqrt", 4.0, LONG).value == 2.0


def test_from_many_threads(pool: Pool) -> None:
    values: list[float] = []

    def work(k: int) -> None:
        for n in range(20):
            values.append(pool.run("math:sqrt", float((20 * k + n) ** 2), LONG).value)
        values.append(-1.0 if pool.run("worker_faults:hang", None, 0.1).failure == "timeout" else 0.0)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert sorted(values) == [-1.0] * 6 + [float(k) for k in range(120)]


def test_a_worker_outlives_the_thread_that_started_it(pool: Pool) -> None:
    """PR_SET_PDEATHSIG goes by the thread; ours is of a process that has one."""
    pids: list[int] = []
    thread = threading.Thread(target=lambda: pids.append(pool.run("worker_faults:process", None, LONG).value))
    thread.start()
    thread.join(LONG)
    time.sleep(0.05)
    assert pool.run("worker_faults:process", None, LONG).value == pids[0]


@on_linux
def test_a_worker_that_was_ended_while_it_waited_is_replaced(pool: Pool) -> None:
    pid = pool.run("worker_faults:process", None, LONG).value
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    pid = pool.run("worker_faults:process", None, LONG).value
    worker_start._forks(os.getpid())._process.kill()
    assert gone(pid)
    assert pool.run("worker_faults:process", None, LONG).failure is None


@on_linux
def test_what_a_call_started_ends_with_it(pool: Pool, tmp_path: Path) -> None:
    pool.run("worker_faults:leave_a_child", str(tmp_path / "pid"), 1.0)
    assert gone(told(tmp_path / "pid"))


def test_no_worker_is_left_by_a_pool_that_is_closed() -> None:
    with Pool(1, paths=[FOLDER]) as pool:
        pid = pool.run("worker_faults:process", None, LONG).value
    assert gone(pid)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_forked_process_has_workers_of_its_own(pool: Pool) -> None:
    pid = pool.run("worker_faults:process", None, LONG).value
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        with Pool(1, paths=[FOLDER]) as own:
            other = own.run("worker_faults:process", None, LONG).value
        os._exit(7 if other not in (None, pid) else 0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert pool.run("worker_faults:process", None, LONG).value == pid


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_pool_that_was_used_before_a_fork_mixes_up_no_answers(pool: Pool) -> None:
    """Two processes that read from one socket would each have answers of the other."""
    pid = pool.run("worker_faults:process", None, LONG).value

    def of_others(first: int) -> int:
        calls = [float(k * k) for k in range(first, first + 40)]
        return sum(pool.run("math:sqrt", call, LONG).value != call**0.5 for call in calls)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            os._exit(7 + of_others(1000))
        os._exit(1)
    assert of_others(0) == 0
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert pool.run("worker_faults:process", None, LONG).value == pid


@on_linux
def test_a_fork_has_all_its_places_though_the_parent_is_busy(pool: Pool) -> None:
    calls = pool.map("math:sqrt", [9.0] * 8, LONG)
    next(calls)  # the others stay where they are, and with them both places
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            found = [outcome.value for _, outcome in pool.map("math:sqrt", [4.0] * 8, LONG)]
            os._exit(7 if found == [2.0] * 8 else 1)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert [outcome.value for _, outcome in calls] == [3.0] * 7


@on_linux
def test_threads_that_start_at_once_have_one_forking_process(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []

    class Noted(worker_start._Forks):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr(worker_start, "_Forks", Noted)
    monkeypatch.setattr(worker_start, "_servers", {})
    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        (found,) = {*threads.map(worker_start._forks, [os.getpid()] * 8)}
    assert [one for one in made if one._process.poll() is None] == [found]
    found.close()


@on_linux
def test_where_no_process_can_be_started_those_that_there_are_go_on(pool: Pool) -> None:
    resource = pytest.importorskip("resource")
    pid = pool.run("worker_faults:process", None, LONG).value
    server = worker_start._forks(os.getpid())._process.pid
    before = resource.prlimit(server, resource.RLIMIT_NOFILE)
    resource.prlimit(server, resource.RLIMIT_NOFILE, (3, before[1]))  # no room for the socket of another
    try:
        with Pool(1) as other, pytest.raises(InputError, match="Too many open files; fewer jobs may fit"):
            other.run("math:sqrt", 4.0, LONG)
        assert pool.run("worker_faults:process", None, LONG).value == pid
    finally:
        resource.prlimit(server, resource.RLIMIT_NOFILE, before)
    assert Pool(1).run("math:sqrt", 4.0, LONG).value == 2.0


def test_where_this_process_has_no_room_for_a_socket(monkeypatch: pytest.MonkeyPatch, pool: Pool) -> None:
    monkeypatch.setattr(socket, "socketpair", lambda: (_ for _ in ()).throw(OSError(24, "Too many open files")))
    for _ in range(3):  # more than there are places
        with pytest.raises(InputError, match="started to work in: Too many open files"):
            pool.run("math:sqrt", 4.0, LONG)


@pytest.mark.parametrize("seconds", [1e9, 1e300, math.inf])
def test_a_limit_may_be_longer_than_a_system_counts(seconds: float) -> None:
    with Pool(1, memory=2**200) as pool:
        assert pool.run("time:sleep", 0.01, seconds).failure is None


def script(tmp_path: Path, how: str = "") -> subprocess.Popen[str]:
    """A process that is at a call which hangs."""
    code = (
        "from derivcheck.ground import worker_start; from derivcheck.ground.workers import Pool\n"
        f"{how}\n"
        f"Pool(1, paths=[{FOLDER!r}]).run('worker_faults:hang_and_tell', {str(tmp_path / 'pid')!r}, 600)"
    )
    command = [sys.executable, "-c", code]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


@on_linux
@pytest.mark.parametrize("whom", ["parent", "forking process"])
def test_workers_that_hang_die_with_their_parent(tmp_path: Path, whom: str) -> None:
    with script(tmp_path) as process:
        worker = told(tmp_path / "pid")
        assert not gone(worker, 0.1)
        server = int(Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[1])
        assert server != process.pid
        os.kill(process.pid if whom == "parent" else server, signal.SIGKILL)
        assert gone(worker)
        assert gone(server)
        process.kill()


@on_linux
def test_ctrl_c_ends_a_run_and_its_workers(tmp_path: Path) -> None:
    """The terminal sends it to the whole group; the parent alone has it."""
    with script(tmp_path) as process:
        worker = told(tmp_path / "pid")
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=LONG)[1]
        assert said.splitlines()[-1] == "KeyboardInterrupt"
        assert process.returncode in (130, -signal.SIGINT)
        assert gone(worker)


def test_where_there_is_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS: each worker is an interpreter of its own."""
    monkeypatch.setattr(worker_start, "CAN_FORK", False)
    with Pool(1, memory=MEMORY, paths=[FOLDER]) as pool:
        pid = pool.run("worker_faults:process", None, LONG).value
        assert pool.run("worker_faults:process", None, LONG).value == pid
        assert pool.run("worker_faults:hang", None, 0.1).failure == "timeout"
        assert pool.run("worker_faults:crash", None, LONG).failure == "crash"
        assert gone(pid)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_worker_that_nobody_ends_ends_itself(tmp_path: Path) -> None:
    """By its limit of processor time: the parent is killed, and nothing tells the worker."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from derivcheck.ground import worker_process as w; w._limit(-1.0, None)\nwhile True: pass",
        ],
        check=False,
        timeout=LONG,
    )
    assert done.returncode == -signal.SIGXCPU


def test_without_an_interpreter_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_start, "CAN_FORK", False)
    monkeypatch.setattr(sys, "executable", "")
    with Pool(1) as pool:
        for _ in range(2):  # and the slot is free again
            with pytest.raises(InputError, match="no Python interpreter"):
                pool.run("math:sqrt", 4.0, LONG)


def test_files_of_the_folder_are_not_taken_for_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fractions.py", "numbers.py", "derivcheck.py"):
        (tmp_path / name).write_text("raise SystemExit(1)\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(worker_start, "CAN_FORK", False)
    with Pool(1) as pool:
        assert pool.run("derivcheck.formula.parser:parse", "x", LONG).failure is None
        assert pool.run("os:listdir", ".", LONG).value == os.listdir(tmp_path)
