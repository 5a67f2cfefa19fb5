"""What runs in the processes that `workers` starts: a loop of one message and one answer, and what forks such loops.

A worker limits its own memory and processor time, and ends with its parent, even where it is busy in a loop of C.
On Linux workers are forked by a process of their own that has one thread and derivcheck loaded: that takes
some milliseconds, is safe whatever threads the user's process has, and PR_SET_PDEATHSIG, which goes by the
thread that forks, then means the process.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import gc
import importlib
import json
import math
import os
import pickle
import select
import signal
import socket
import struct
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

LENGTH = struct.Struct("!Q")
"""What goes before each message: its length."""

CAN_FORK = sys.platform == "linux"
"""Elsewhere libraries of the system break in a forked process, or there is none."""

_PR_SET_PDEATHSIG = 1

# How often the forking process asks whether its parent is still there: another process may hold the pipe's other end.
_PARENT_SECONDS = 1.0

# How long the end of a killed process is waited for; one that waits for a disk may take longer, and is left.
_DYING_SECONDS = 2.0

# A worker is replaced when it has kept this part of its allowance of memory, so that no claim pays for those before.
_KEPT = 8


class Task(NamedTuple):
    """A message: the function as "module:function", its argument, and the limits on one call of it."""

    function: str
    argument: Any
    seconds: float
    memory: int | None = None
    folder: str = ""
    paths: Sequence[str] = ()


class Reply(NamedTuple):
    """An answer: "answer", "interim", "error" or "memory", a value, if the worker is as good as new, and seconds."""

    kind: str
    value: Any
    fit: bool = True
    seconds: float = 0.0


_parent: list[socket.socket] = []


def interim(known: Callable[[], Any]) -> None:
    """Tell the parent something that is known, which is what it has if this call ends without an answer.

    Parameters
    ----------
    known : callable
        Returns it. Outside a worker it is not called.
    """
    for connection in _parent:
        connection.sendall(framed(Reply("interim", known())))


def framed(message: Any) -> bytes:
    """Return a message as bytes, with its length before it."""
    data = pickle.dumps(message)
    return LENGTH.pack(len(data)) + data


def serve(connection: socket.socket) -> None:
    """Answer messages until the parent closes the connection."""
    _parent.append(connection)
    size = _size()
    while task := _received(connection):
        connection.sendall(_answered(task, size))


def _received(connection: socket.socket) -> Task | None:
    header = _exactly(connection, LENGTH.size)
    data = _exactly(connection, LENGTH.unpack(header)[0]) if header else b""
    return pickle.loads(data) if data else None


def _exactly(connection: socket.socket, count: int) -> bytes:
    """Return that many bytes, or none where the connection ends before."""
    data = bytearray()
    while len(data) < count:
        if not (piece := connection.recv(min(count - len(data), 1 << 20))):
            return b""
        data += piece
    return bytes(data)


def _answered(task: Task, size: int) -> bytes:
    began = time.monotonic()
    _limit(task.seconds, task.memory and task.memory + size)
    try:
        _stand_in(task)
        home, _, name = task.function.partition(":")
        value = getattr(importlib.import_module(home), name)(task.argument)
        fit = task.memory is None or _size() - size < task.memory // _KEPT
        return framed(Reply("answer", value, fit, time.monotonic() - began))
    except MemoryError:
        _limit(task.seconds, None)
        return framed(Reply("memory", None, fit=False))
    except BaseException as error:  # sys.exit of user code must not end the worker
        return framed(Reply("error", _portable(error)))


def _stand_in(task: Task) -> None:
    """Be where the parent is: in its folder, and with its folders of modules."""
    if task.folder and task.folder != os.getcwd():
        os.chdir(task.folder)
    sys.path += [path for path in task.paths if path not in sys.path]


def _portable(error: BaseException) -> BaseException:
    """Return an error that can be pickled, and read again."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever the method of a class of the user raises
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


_processors = functools.cache(os.cpu_count)


def _limit(seconds: float, memory: int | None) -> None:
    """Limit this process; the parent ends it earlier, if there is still one."""
    with contextlib.suppress(ImportError):  # there is none on Windows
        resource = importlib.import_module("resource")
        # Threads of a library add up.
        spent = time.process_time() + (seconds + 1) * (_processors() or 1) if math.isfinite(seconds) else math.inf
        for kind, most in ((resource.RLIMIT_CPU, spent), (resource.RLIMIT_AS, memory or math.inf)):
            hard = resource.getrlimit(kind)[1]
            # A system that has no such limit, or a lower one, or none for numbers of that size.
            with contextlib.suppress(ValueError, OSError, OverflowError):
                resource.setrlimit(kind, (hard if math.isinf(most) else math.ceil(most), hard))


def _size() -> int:
    """Return the bytes of address space in use; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        told = _statm(os.getpid())  # first, since a system without it has no pread either
        return int(os.pread(told, 256, 0).split()[0]) * os.sysconf("SC_PAGESIZE")
    return 0


@functools.cache
def _statm(process: int) -> int:
    """Return the descriptor of what the system tells of this process; one that was forked from it has its own."""
    return os.open("/proc/self/statm", os.O_RDONLY)


def fork_on_demand(control: socket.socket) -> None:
    """Fork and end workers as the parent asks, until it is gone; then end them all.

    Parameters
    ----------
    control : socket.socket
        Of packets: ``[n, "load", module]``, ``[n, "fork"]`` with a socket, and perhaps what standard output and
        error are to be, ``[n, "end", pid]``; each is answered by ``[n, answer]``, a text where no process can be.
    """
    parent, children = os.getppid(), set[int]()
    while os.getppid() == parent:
        if not select.select([control], [], [], _PARENT_SECONDS)[0]:
            continue
        request, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 3)
        if not request:
            break
        number, verb, *arguments = json.loads(request)
        if verb == "fork":
            answer: Any = _added(control, descriptors, children)
        elif verb == "end":
            answer = _ended(arguments[0], children)
        else:
            importlib.import_module(arguments[0])
            answer = None
        control.send(json.dumps([number, answer]).encode())
    for pid in children:
        _kill(pid)


def _added(control: socket.socket, descriptors: Sequence[int], children: set[int]) -> int | str:
    """Return a new worker, or why there is none: those that there are must not end by that."""
    try:
        if not descriptors:
            return os.strerror(errno.EMFILE)  # the system had no room to pass them on
        pid = _forked(control, *descriptors)
    except OSError as error:
        return str(error.strerror)
    finally:
        for passed in descriptors:
            os.close(passed)
    children.add(pid)
    return pid


def _forked(control: socket.socket, descriptor: int, *streams: int) -> int:
    gc.freeze()  # what is loaded stays: no collection of a worker looks at it, or copies its pages by doing so
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # NumPy's threads; its library knows about forks
        pid = os.fork()
    if pid:
        with contextlib.suppress(OSError):  # it has done so itself
            os.setpgid(pid, pid)
        return pid
    try:
        control.close()
        _end_with(os.getppid())
        os.setpgid(0, 0)  # so that what it starts ends with it
        if streams:
            _show_on(*streams)
        serve(socket.socket(fileno=descriptor))
    finally:
        os._exit(0)


def _show_on(output: int, errors: int) -> None:
    """Print to other places than this process was started with."""
    for own, passed in ((1, output), (2, errors)):
        os.dup2(passed, own)
        os.close(passed)
    # What stands on a descriptor knows whether it can be wound back, which is another matter now.
    encoding = sys.stdout.encoding
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding=encoding, errors="backslashreplace", closefd=False)  # noqa: SIM115


def _end_with(parent: int) -> None:
    """Have the system kill this process when its parent ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(pid, signal.SIGKILL)


def _ended(pid: int, children: set[int]) -> int | None:
    """End a worker, which may have ended; return its exit status, negative for a signal."""
    if pid not in children:
        return None
    _kill(pid)  # the status of one that has ended stays as it is
    until = time.monotonic() + _DYING_SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            children.discard(pid)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    return None


def main(kind: str) -> None:
    """Run as the process `kind`, "forks" or "worker", on the socket that is standard input."""
    with contextlib.suppress(ImportError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # writing out the memory of what crashed takes seconds
    if sys.platform == "win32":
        connection = socket.fromshare(sys.stdin.buffer.read())
    else:
        connection = socket.socket(fileno=os.dup(0))
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    with contextlib.suppress(OSError):  # the parent is gone
        (fork_on_demand if kind == "forks" else serve)(connection)
    if kind == "forks":
        os._exit(0)  # it has nothing left to write, and to take all its modules apart takes time


if __name__ == "__main__":
    # Under its own name, so that `interim` of derivcheck's modules finds the connection of this process.
    importlib.import_module("derivcheck.ground.worker_process").main(sys.argv[1])
