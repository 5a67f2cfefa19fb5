"""A small pool of processes for calls that may hang, eat memory, or crash the interpreter.

Why not one that exists: of concurrent.futures, loky and billiard none ends a call that is stuck in a loop of C, and a
crash loses the calls of the other workers; pebble ends it seconds late, and hung workers of pebble and loky
outlive a killed parent. multiprocessing starts a worker by running the user's main module again. Here each worker has
one socket, and shares no lock and no queue with the others; a message is one call; a worker that is late is
killed; one that breaks down costs the call that it was at. Workers are reused, limit their own memory, do
not see Ctrl-C, and end with their parent, however that ends. A pool may be used from any thread.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
import socket
import threading
import time
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.ground.worker_process import LENGTH, Reply, Task, framed, interim
from derivcheck.ground.worker_start import start

__all__ = ["Outcome", "Pool", "interim"]


@dataclass(frozen=True)
class Outcome:
    """What became of one call.

    Attributes
    ----------
    value : object
        What the function returned; None where it did not.
    failure : str or None
        None where it returned; "timeout", "memory" or "crash", or "error" where it raised.
    text : str
        The failure in words.
    error : BaseException or None
        What the function raised.
    seconds : float
        From the message to its answer.
    known : tuple
        What the function told by `interim`, in order.
    """

    value: Any = None
    failure: str | None = None
    text: str = ""
    error: BaseException | None = None
    seconds: float = 0.0
    known: tuple[Any, ...] = ()


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
        self._memory, self._preload, self._paths, self._shown = memory, tuple(preload), tuple(paths), shown
        self._slots = threading.Semaphore(jobs)
        self._free: list[_Worker] = []
        self._finalizer = weakref.finalize(self, _end_all, self._free)

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

        No more arguments are taken than are worked on. What taking them raises is raised after the calls that run.

        Parameters
        ----------
        function, seconds
            As of `run`.
        arguments : iterable of picklable
        """
        failures: list[Exception] = []
        limits = (seconds, self._memory, _here(), self._paths)
        tasks = (Task(function, argument, *limits) for argument in _kept(arguments, failures))
        busy: dict[socket.socket, _Worker] = {}
        done: list[tuple[Any, Outcome]] = []
        try:
            task = next(tasks, None)
            while task or busy or done:
                # Before results are handed out, so that workers do not wait for who takes them.
                while task and self._slots.acquire(blocking=not busy and not done):
                    worker = self._sent(task)
                    busy[worker.connection] = worker
                    task = next(tasks, None)
                yield from done
                done = self._collected(busy)
        finally:
            for worker in busy.values():
                self._give_back(worker, fit=False)
        if failures:
            raise failures[0]

    def _sent(self, task: Task) -> _Worker:
        try:
            message = framed(task)
            while self._free:
                worker = self._free.pop()
                if worker.call(task, message):
                    return worker
                worker.end()  # somebody has ended it while it waited
            worker = _Worker(self._preload, self._shown)
            worker.call(task, message)
            return worker
        except BaseException:  # Ctrl-C too: the slot is free again
            self._slots.release()
            raise

    def _collected(self, busy: dict[socket.socket, _Worker]) -> list[tuple[Any, Outcome]]:
        """Wait until a call ends, or is late, and return what has ended."""
        _wait(busy, min((worker.deadline for worker in busy.values()), default=0.0))
        done = []
        for connection, worker in list(busy.items()):
            if found := worker.outcome():
                outcome, fit = found
                del busy[connection]
                self._give_back(worker, fit)
                done.append((worker.task.argument, outcome))
        return done

    def _give_back(self, worker: _Worker, fit: bool) -> None:
        if fit and self._finalizer.alive:
            self._free.append(worker)
        else:
            worker.end()
        self._slots.release()


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


def _wait(connections: Iterable[socket.socket], until: float) -> None:
    """Wait until something comes from one of the connections."""
    with _Selector() as selector:
        for connection in connections:
            selector.register(connection, selectors.EVENT_READ)
        patience = until - time.monotonic()
        selector.select(min(max(0.0, patience), threading.TIMEOUT_MAX))


def _end_all(workers: list[_Worker]) -> None:
    while workers:
        workers.pop().end()


class _Worker:
    """A process, this end of its socket, and the call that it is at."""

    def __init__(self, preload: Sequence[str], shown: bool) -> None:
        self.connection, theirs = socket.socketpair()
        with contextlib.ExitStack() as unless_started, theirs:
            unless_started.callback(self.connection.close)
            self._process = start(theirs, preload, shown)
            unless_started.pop_all()
        self.task: Task = Task("", None, 0.0)
        self.deadline = self._began = 0.0
        self._said = bytearray()
        self._known: list[Any] = []

    def call(self, task: Task, message: bytes) -> bool:
        """Send a message; False where the process has ended since the last one."""
        self.task, self._known, self._began = task, [], time.monotonic()
        self.deadline = self._began + task.seconds
        try:
            self.connection.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                if not self.connection.recv(1, socket.MSG_PEEK):
                    return False
            self.connection.settimeout(min(task.seconds, threading.TIMEOUT_MAX))
            self.connection.sendall(message)
        except TimeoutError:
            pass  # its deadline is over
        except OSError:
            return False
        self.connection.setblocking(False)
        return True

    def outcome(self) -> tuple[Outcome, bool] | None:
        """Return what became of the call, and whether the worker can take another; None while it runs."""
        over = time.monotonic() >= self.deadline
        for reply in self._replies():
            if reply is None:
                return self._failed("crash", _ending(self.end())), False
            if reply.kind == "interim":
                self._known.append(reply.value)
            elif reply.kind == "memory":
                return self._failed("memory", "it takes more memory than it is allowed"), False
            elif reply.kind == "error":
                text = f"{type(reply.value).__name__}: {reply.value}"
                return self._failed("error", text, reply.value), reply.fit
            else:
                return Outcome(reply.value, seconds=time.monotonic() - self._began), reply.fit
        if not over:
            return None
        self.end()
        return self._failed("timeout", f"nothing within {self.task.seconds:g} s"), False

    def _failed(self, failure: str, text: str, error: BaseException | None = None) -> Outcome:
        return Outcome(None, failure, text, error, time.monotonic() - self._began, tuple(self._known))

    def _replies(self) -> Iterator[Reply | None]:
        """Yield the messages that have come; None where the process has ended."""
        while True:
            size = LENGTH.unpack_from(self._said)[0] if len(self._said) >= LENGTH.size else None
            if size is not None and len(self._said) >= LENGTH.size + size:
                data = bytes(self._said[LENGTH.size : LENGTH.size + size])
                del self._said[: LENGTH.size + size]
                yield pickle.loads(data)
                continue
            try:
                piece = self.connection.recv(1 << 20)
            except BlockingIOError:
                return
            except OSError:
                piece = b""
            if not piece:
                yield None
                return
            self._said += piece

    def end(self) -> int | None:
        """End the process, at whatever it is."""
        self.connection.close()
        return self._process.end()


def _ending(status: int | None) -> str:
    if status is None or status >= 0:
        return "it ended the interpreter" + (f", with exit status {status}" if status is not None else "")
    name = signal.Signals(-status).name if -status in {*signal.Signals} else str(-status)
    return f"it ended the interpreter, by the signal {name}" + _OFTEN.get(name, "")


_OFTEN = {
    "SIGKILL": ", as the system does when memory runs out",
    "SIGABRT": ", as some libraries do when memory runs out",
    "SIGXCPU": ", at its limit of processor time",
}
