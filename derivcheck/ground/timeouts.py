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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType

# More than an exception on its way to a thread takes.
_STEPS_TO_DELIVERY = 1_000

# The least number of seconds until a limit that could not be enforced is looked at again.
_RETRY_SECONDS = 0.005

_IMPORT_SYSTEM = "<frozen importlib._bootstrap>"


class TimeLimitReached(BaseException):
    """Raised inside the block; not an Exception, so that no library swallows it."""


@dataclass(order=True)
class _Limit:
    """A limit on one block, which began inside so many imports; `lock` is held while its exception is raised."""

    deadline: float
    thread: int
    imports: int = field(compare=False)
    processor_time_left: Callable[[], float] = field(compare=False)
    active: bool = field(default=True, compare=False)
    fired: bool = field(default=False, compare=False)
    lock: threading.Lock = field(default_factory=threading.Lock, compare=False)

    def fire(self) -> float:
        """Raise the exception and return 0, or return after how many seconds to try again."""
        with self.lock:
            if not self.active:
                return 0.0
            if (left := self.processor_time_left()) > 0:
                return max(left, _RETRY_SECONDS)
            if _imports(sys._current_frames().get(self.thread)) > self.imports:
                return _RETRY_SECONDS  # what is broken off as it is imported stays half a module
            self.fired = True
            thread, error = ctypes.c_ulong(self.thread), ctypes.py_object(TimeLimitReached)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, error)
        return 0.0


def _processor_time_left(seconds: float) -> Callable[[], float]:
    """Return what tells any thread how much processor time this one has left; where no clock tells, none."""
    if not hasattr(time, "pthread_getcpuclockid"):  # Windows and macOS
        return lambda: 0.0
    clock = time.pthread_getcpuclockid(threading.get_ident())
    end = time.clock_gettime(clock) + seconds
    return lambda: end - time.clock_gettime(clock)


def _imports(frame: FrameType | None) -> int:
    """Return how many frames of the import system a thread is in."""
    count = 0
    while frame is not None:
        count += frame.f_code.co_filename == _IMPORT_SYSTEM
        frame = frame.f_back
    return count


@contextlib.contextmanager
def time_limit(seconds: float, *, processor: bool = False) -> Iterator[_Limit]:
    """Raise TimeLimitReached in the block when it has run for `seconds`.

    It interrupts between two bytecodes, so a single long operation in C is finished first, and so is an import.

    Parameters
    ----------
    seconds : float
        The limit.
    processor : bool
        Whether only the seconds count in which the block has a processor, so that the outcome does not depend
        on what else the machine does; where the system does not tell them, all seconds count.

    Yields
    ------
    _Limit
        Whose `fired` tells whether it was this limit that was reached, and not one further out.

    Raises
    ------
    TimeLimitReached
        In the block.

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
    left = _processor_time_left(seconds) if processor else lambda: 0.0
    limit = _Limit(time.monotonic() + seconds, threading.get_ident(), _imports(sys._getframe()), left)
    delivered = False
    try:
        _watched(os.getpid()).put(limit)
        yield limit
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
            if again := limit.fire():
                limit.deadline = time.monotonic() + again
                heapq.heappush(waiting, limit)


def _take_delivery() -> None:
    """Wait for an exception on its way to this thread, which must not hit the code after the block.

    Calling it off would leave CPython 3.11 looking for it for ever, which hangs under a profiler.
    It arrives within a few steps, or never, when another limit's exception has taken its place.
    """
    with contextlib.suppress(TimeLimitReached):
        for _ in range(_STEPS_TO_DELIVERY):
            pass
