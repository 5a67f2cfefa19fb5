"""A small pool of processes for calls that may hang, eat memory, or crash the interpreter.

Why not one that exists: of concurrent.futures, loky and billiard none ends a call that is stuck in a loop of C, and a
crash loses the calls of the other workers; pebble ends it seconds late, and hung workers of pebble and loky
outlive a killed parent. multiprocessing starts a worker by running the user's main module again. Here each worker has
one socket, and shares no lock and no queue with the others; a message is one call; a worker that is late is
killed; one that breaks down costs the call that it was at. One more call waits in the socket of a worker, so that the
worker does not wait for its parent; where the worker ends before, that call goes to another. Workers are reused, limit
their own memory, do not see Ctrl-C, and end with their parent, however that ends. A pool may be used from any thread,
and in a process that was forked from the one that made it, where it has workers of its own.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import threading
import time
import weakref
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from derivcheck.ground.worker import PATIENCE, Outcome, Worker
from derivcheck.ground.worker_process import Task, framed, interim

__all__ = ["Outcome", "Pool", "interim"]


class Pool:
    """Processes for calls that may hang, eat memory, or crash.

    Parameters
    ----------
    jobs : int
        The most calls at a time, from whatever threads.
    memory : int, optional
        Bytes that a call may take, where the system can limit them.
    preload : sequence of str
        Modules that workers have from the start.
    paths : sequence of str
        Folders in which workers look for further modules.
    shown : bool
        Whether what calls print is to be seen.

    Examples
    --------
    >>> with Pool(1) as pool:
    ...     pool.run("math:sqrt", 4.0, seconds=60).value
    ...     pool.run("time:sleep", 60, seconds=0.1).failure
    2.0
    'timeout'
    """

    def __init__(
        self,
        jobs: int,
        *,
        memory: int | None = None,
        preload: Sequence[str] = (),
        paths: Sequence[str] = (),
        shown: bool = False,
    ) -> None:
        self.jobs, self.memory = jobs, memory
        self._preload, self._paths, self._shown = tuple(preload), tuple(paths), shown
        self._begin()
        _pools.add(self)

    def _begin(self) -> None:
        self._slots = threading.Semaphore(self.jobs)
        self._free: list[Worker] = []
        self._finalizer = weakref.finalize(self, _end_all, self._free)

    def _begin_in_child(self) -> None:
        """Leave the workers to the process that this one was forked from: both would read from one socket."""
        self._finalizer.detach()
        for worker in self._free:
            worker.connection.close()
        self._begin()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        self._finalizer()

    def run(self, function: str, argument: Any, seconds: float) -> Outcome:
        """Return the outcome of one call.

        Parameters
        ----------
        function : str
            As "module:function".
        argument : picklable
        seconds : float
            After which the call is ended; may be infinite.
        """
        ((_, outcome),) = self.map(function, [argument], seconds)
        return outcome

    def map(self, function: str, arguments: Iterable[Any], seconds: float) -> Iterator[tuple[Any, Outcome]]:
        """Yield each argument with the outcome of its call, in the order in which calls end.

        Of arguments as many are taken as are worked on, one more for each worker, and one. What taking them raises
        is raised after the calls that run.

        Parameters
        ----------
        function, seconds
            As of `run`.
        arguments : iterable of picklable
        """
        failures: list[Exception] = []
        limits = (seconds, self.memory, _here(), self._paths)
        tasks = (Task(function, argument, *limits) for argument in _kept(arguments, failures))
        busy = _Busy()
        done: list[tuple[Any, Outcome]] = []
        returned: list[Task] = []
        try:
            task = next(tasks, None)
            while task or busy.workers or done:
                # Before results are handed out, so that workers do not wait for who takes them.
                while task and self._slots.acquire(blocking=not busy.workers and not done):
                    busy.add(self._sent(task))
                    task = _next(returned, tasks)
                for worker in busy.workers:
                    if task and worker.call_next(task):
                        task = _next(returned, tasks)
                yield from done
                done = self._collected(busy, returned)
                task = task or _next(returned, tasks)
        finally:
            busy.selector.close()
            for worker in busy.workers:
                self._give_back(worker, fit=False)
        if failures:
            raise failures[0]

    def _sent(self, task: Task) -> Worker:
        try:
            message = framed(task)
            while worker := _popped(self._free):
                if worker.call(task, message):
                    return worker
                worker.end()  # somebody has ended it while it waited
            worker = Worker(self._preload, self._shown)
            worker.call(task, message)
            return worker
        except BaseException:  # Ctrl-C too: the slot is free again
            self._slots.release()
            raise

    def _collected(self, busy: _Busy, returned: list[Task]) -> list[tuple[Any, Outcome]]:
        """Wait until a call ends, or is late; return what has ended, and to `returned` what was not begun."""
        done = []
        for worker in busy.ready():
            while worker in busy.workers and (found := worker.outcome()):
                outcome, fit = found
                done.append((worker.task.argument, outcome))
                if not (fit and worker.begin_next()):
                    busy.remove(worker)
                    returned += worker.waiting
                    self._give_back(worker, fit)
        return done

    def _give_back(self, worker: Worker, fit: bool) -> None:
        if fit and self._finalizer.alive:
            self._free.append(worker)
        else:
            worker.end()
        self._slots.release()


_pools: weakref.WeakSet[Pool] = weakref.WeakSet()


def _begin_in_child() -> None:
    for pool in _pools:
        pool._begin_in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_in_child)


def _next(returned: list[Task], tasks: Iterator[Task]) -> Task | None:
    return returned.pop() if returned else next(tasks, None)


def _kept(arguments: Iterable[Any], failures: list[Exception]) -> Iterator[Any]:
    try:
        yield from arguments
    except Exception as error:  # raised again when the calls that run have ended
        failures.append(error)


def _here() -> str:
    """Return the folder in which this process is; "" where it has been removed."""
    with contextlib.suppress(OSError):
        return os.getcwd()
    return ""


# A poll object is no file of the system's, as that of epoll is, which takes longer to open than it waits.
_Selector: type[selectors.BaseSelector] = getattr(selectors, "PollSelector", selectors.SelectSelector)


class _Busy:
    """The workers that are at a call, in order, and what waits for them."""

    def __init__(self) -> None:
        self.workers: dict[Worker, None] = {}
        self.selector = _Selector()

    def add(self, worker: Worker) -> None:
        """Take up a worker."""
        self.workers[worker] = None
        self.selector.register(worker.connection, selectors.EVENT_READ, worker)

    def remove(self, worker: Worker) -> None:
        """Leave out a worker."""
        del self.workers[worker]
        self.selector.unregister(worker.connection)

    def ready(self) -> list[Worker]:
        """Wait until something comes from a worker, or one is late; return those."""
        if not self.workers:
            return []
        until = min(worker.deadline for worker in self.workers)
        told = {key.data for key, _ in self.selector.select(min(max(0.0, until - time.monotonic()), PATIENCE))}
        now = time.monotonic()
        return [worker for worker in self.workers if worker in told or worker.deadline <= now]


def _popped(workers: list[Worker]) -> Worker | None:
    """Return a worker that no other thread has; None where there is none."""
    with contextlib.suppress(IndexError):
        return workers.pop()
    return None


def _end_all(workers: list[Worker]) -> None:
    while worker := _popped(workers):
        worker.end()
