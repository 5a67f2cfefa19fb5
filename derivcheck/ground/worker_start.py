"""How the processes of `workers` start and end: forked by a process that does nothing else, or as interpreters."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import derivcheck
from derivcheck.ground.errors import InputError
from derivcheck.ground.worker_process import CAN_FORK


class Process(Protocol):
    """A process that serves one end of a socket."""

    def end(self) -> int | None:
        """End it, and return its exit status if that is known: negative for a signal."""


def start(connection: socket.socket, preload: Sequence[str] = (), shown: bool = False) -> Process:
    """Start a worker.

    Parameters
    ----------
    connection : socket.socket
        Its end.
    preload : sequence of str
        Modules that it has from the start, where workers are forked.
    shown : bool
        Whether what it prints is to be seen.

    Raises
    ------
    InputError
        No process can be started.
    """
    return _forked(connection, preload, shown) if CAN_FORK else _Spawned(connection, shown)


def begin(preload: Sequence[str]) -> None:
    """Have the modules loaded that workers will need, while this process does other things.

    Parameters
    ----------
    preload : sequence of str
        As of `start`.
    """
    if CAN_FORK:
        with contextlib.suppress(OSError, InputError):  # `start` tries again, and tells
            server = _forks(os.getpid())
            for module in preload:
                server.tell("load", module)


def _forked(connection: socket.socket, preload: Sequence[str], shown: bool) -> Process:
    passed = [connection.fileno(), *((1, 2) if shown else ())]
    for _ in range(2):
        server = _forks(os.getpid())
        try:
            for module in preload:
                server.ask("load", module)
            pid = server.ask("fork", pass_on=passed)
        except OSError:  # somebody has ended it
            _servers.pop(os.getpid(), None)
            server.close()
        else:
            if isinstance(pid, int):
                return _Forked(server, pid)
            raise InputError(f"no process can be started to work in: {pid}; fewer jobs may fit")
    raise InputError("no process can be started to work in; DERIVCHECK_DEBUG=1 shows why")


def _forks(process: int) -> _Forks:
    """Return the forking process of this process; one that was forked from it has its own."""
    if not (found := _servers.get(process)):
        made = _Forks()
        if (found := _servers.setdefault(process, made)) is not made:
            made.close()  # another thread was first
    return found


_servers: dict[int, _Forks] = {}


class _Forks:
    """The process that forks workers, one for all pools of this process."""

    def __init__(self) -> None:
        self._owner, self._lock, self._numbers = os.getpid(), Lock(), itertools.count()
        self._has_answered = False
        self._control, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with contextlib.ExitStack() as unless_started, theirs:
            unless_started.callback(self._control.close)
            self._process = _interpreter("forks", theirs)
            unless_started.pop_all()
        atexit.register(self.close)

    def ask(self, *request: Any, pass_on: Sequence[int] = ()) -> Any:
        """Return the answer to a request; those that nobody waits for, any more or at all, are passed over."""
        if self._owner != os.getpid():
            raise ConnectionError("these workers are another process's")
        with self._lock:
            number = self._sent(request, pass_on)
            while packet := self._control.recv(1 << 16):
                self._has_answered = True
                answered, answer = json.loads(packet)
                if answered == number:
                    return answer
        raise ConnectionError("the process that forks workers has ended")

    def tell(self, *request: Any) -> None:
        """Send a request whose answer nobody waits for."""
        with self._lock:
            self._sent(request)

    def _sent(self, request: Sequence[Any], pass_on: Sequence[int] = ()) -> int:
        number = next(self._numbers)
        socket.send_fds(self._control, [json.dumps([number, *request]).encode()], list(pass_on))
        return number

    def close(self) -> None:
        """End the process, and with it the workers."""
        self._control.close()
        if self._owner != os.getpid():
            return
        if self._has_answered:  # else it has no workers, and may be loading modules still
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
        self._process.kill()
        self._process.wait()
        atexit.unregister(self.close)


class _Forked:
    """A worker that was forked."""

    def __init__(self, server: _Forks, pid: int) -> None:
        self._server, self._pid = server, pid

    def end(self) -> int | None:
        """End it."""
        with contextlib.suppress(OSError):  # with the server, all its workers have ended
            status: int | None = self._server.ask("end", self._pid)
            return status
        return None


class _Spawned:
    """A worker that is an interpreter of its own, where processes cannot be forked."""

    def __init__(self, connection: socket.socket, shown: bool) -> None:
        self._process = _interpreter("worker", connection, shown)

    def end(self) -> int | None:
        """End it."""
        self._process.kill()
        return self._process.wait()


def _interpreter(kind: str, connection: socket.socket, shown: bool = False) -> subprocess.Popen[bytes]:
    """Start an interpreter with a socket as its standard input."""
    if not sys.executable or getattr(sys, "frozen", False):
        raise InputError("there is no Python interpreter to start a process with (sys.executable is empty)")
    package = Path(derivcheck.__file__).resolve().parents[1]
    paths = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        # -P: a file in the working directory must not be taken for a module.
        [sys.executable, "-P", "-m", "derivcheck.ground.worker_process", kind],
        stdin=subprocess.PIPE if sys.platform == "win32" else connection.fileno(),
        stdout=None if shown else subprocess.DEVNULL,
        stderr=None if shown or os.environ.get("DERIVCHECK_DEBUG") == "1" else subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=True,  # Ctrl-C is for the parent
    )
    if sys.platform == "win32":
        process.communicate(connection.share(process.pid))
    return process
