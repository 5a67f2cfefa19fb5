"""A time limit that stops Python code in any thread, on any system.

One thread watches all limits: while a thread is being started, CPython 3.11 can raise an exception
that is meant for the thread that starts it in the new one, and then both wait for ever.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import heapq
import os
import queue
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType

# More than an exception on its way to a thread takes.
_STEPS_TO_DELIVERY = 1_000

# Seconds until it is asked again whether a module is loaded.
_LOADING_SECONDS = 0.005

_IMPORT_SYSTEM = "<frozen importlib._bootstrap>"


class TimeLimitReached(BaseException):
    """Raised inside the block; not an Exception, so that no library swallows it."""


@dataclass(order=True)
class _Limit:
    """A limit on one block, which began inside so many imports; `lock` is held while its exception is raised."""

    deadline: float
    thread: int
    imports: int = field(compare=False)
    active: bool = field(default=True, compare=False)
    fired: bool = field(default=False, compare=False)
    lock: threading.Lock = field(default_factory=threading.Lock, compare=False)

    def fire(self) -> bool:
        """Raise the exception, or return False: what is broken off as it is imported stays half a module."""
        with self.lock:
            if self.active and _imports(sys._current_frames().get(self.thread)) > self.imports:
                return False
            if self.active:
                self.fired = True
                thread, error = ctypes.c_ulong(self.thread), ctypes.py_object(TimeLimitReached)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, error)
        return True


def _imports(frame: FrameType | None) -> int:
    """Return how many frames of the import system a thread is in."""
    count = 0
    while frame is not None:
        count += frame.f_code.co_filename == _IMPORT_SYSTEM
        frame = frame.f_back
    return count


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitReached in the block when it has run for `seconds`.

    It interrupts between two bytecodes, so a single long operation in C is finished first, and so is an import.

    Examples
    --------
    >>> try:
    ...     with time_limit(0.05):
    ...         while True:
    ...             pass
    ... except TimeLimitReached:
    ...     print("stopped")
    stopped
    """
    limit = _Limit(time.monotonic() + seconds, threading.get_ident(), _imports(sys._getframe()))
    delivered = False
    try:
        _watched(os.getpid()).put(limit)
        yield
    except TimeLimitReached:
        delivered = True
        raise
    finally:
        # First of all, and in one step: the exception of an outer limit may come at any other one.
        limit.active = False
        with limit.lock:
            pending = limit.fired and not delivered
        if pending:
            _take_delivery()


@functools.cache
def _watched(process: int) -> queue.SimpleQueue[_Limit]:
    """Return the queue for new limits; a forked process, which inherits no threads, has its own."""
    limits: queue.SimpleQueue[_Limit] = queue.SimpleQueue()
    threading.Thread(target=_watch, args=(limits,), name="derivcheck time limits", daemon=True).start()
    return limits


def _watch(limits: queue.SimpleQueue[_Limit]) -> None:
    waiting: list[_Limit] = []
    while True:
        while waiting and not waiting[0].active:
            heapq.heappop(waiting)
        patience = max(0.0, waiting[0].deadline - time.monotonic()) if waiting else None
        try:
            heapq.heappush(waiting, limits.get(timeout=patience))
        except queue.Empty:
            limit = heapq.heappop(waiting)
            if not limit.fire():
                limit.deadline = time.monotonic() + _LOADING_SECONDS
                heapq.heappush(waiting, limit)


def _take_delivery() -> None:
    """Wait for an exception on its way to this thread, which must not hit the code after the block.

    Calling it off would leave CPython 3.11 looking for it for ever, which hangs under a profiler.
    It arrives within a few steps, or never, when another limit's exception has taken its place.
    """
    with contextlib.suppress(TimeLimitReached):
        for _ in range(_STEPS_TO_DELIVERY):
            pass
