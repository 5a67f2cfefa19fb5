"""One process of a pool: this end of its socket, and what becomes of the calls that are sent."""

from __future__ import annotations

import contextlib
import pickle
import signal
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.ground.errors import InputError
from derivcheck.ground.worker_process import CAN_FORK, LENGTH, Reply, Task, framed
from derivcheck.ground.worker_start import start

PATIENCE = 3600.0
"""Seconds that a wait takes at the most before the deadline is looked at again; systems count waits in 32 bits."""

_AHEAD = 2**14
"""Bytes of a call that may wait in a socket: what is sent must not wait for a worker that is busy."""


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
        That the call took; where it did not return, until that was known.
    known : tuple
        What the function told by `interim`, in order.
    """

    value: Any = None
    failure: str | None = None
    text: str = ""
    error: BaseException | None = None
    seconds: float = 0.0
    known: tuple[Any, ...] = ()


class Worker:
    """A process, this end of its socket, the call that it is at, and perhaps one that waits in the socket."""

    def __init__(self, preload: Sequence[str], shown: bool) -> None:
        try:
            self.connection, theirs = socket.socketpair()
            with contextlib.ExitStack() as unless_started, theirs:
                unless_started.callback(self.connection.close)
                self._process = start(theirs, preload, shown)
                unless_started.pop_all()
        except OSError as error:
            raise InputError(f"no process can be started to work in: {error.strerror or error}") from error
        self.task: Task = Task("", None, 0.0)
        self.waiting: list[Task] = []
        self.deadline = self._began = 0.0
        self._said = bytearray()
        self._known: list[Any] = []

    def call(self, task: Task, message: bytes) -> bool:
        """Send a message; False where the process has ended since the last one."""
        self.waiting = []
        self._begin(task)
        try:
            self.connection.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                if not self.connection.recv(1, socket.MSG_PEEK):
                    return False
            self.connection.settimeout(min(task.seconds, PATIENCE))
            self.connection.sendall(message)
        except TimeoutError:
            pass  # its deadline is over
        except OSError:
            return False
        self.connection.setblocking(False)
        return True

    def _begin(self, task: Task) -> None:
        self.task, self._known, self._began = task, [], time.monotonic()
        self.deadline = self._began + task.seconds

    def call_next(self, task: Task) -> bool:
        """Send the message of the call that comes next, if there is none and this one does not fill the socket."""
        if self.waiting or not CAN_FORK or len(message := framed(task)) > _AHEAD:
            return False
        self.waiting = [task]
        with contextlib.suppress(OSError):  # where the process has ended, `outcome` tells
            self.connection.settimeout(max(0.0, min(self.deadline - time.monotonic(), PATIENCE)))
            self.connection.sendall(message)
        self.connection.setblocking(False)
        return True

    def begin_next(self) -> bool:
        """Be at the call that waits, as the process is; False where there is none."""
        if self.waiting:
            self._begin(self.waiting.pop())
            return True
        return False

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
                return Outcome(reply.value, seconds=reply.seconds), reply.fit
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
