"""A time limit that stops Python code in any thread, on any system."""

from __future__ import annotations

import contextlib
import ctypes
import threading
import time
from collections.abc import Iterator

_STEPS_TO_DELIVERY = 1_000


class TimeLimitReached(BaseException):
    """Raised inside the block; not an Exception, so that no library swallows it."""


def _raise_in(thread: int, error: type[BaseException]) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitReached in the block when it has run for `seconds`.

    It interrupts between two bytecodes, so a single long operation in C is finished first.

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
    thread, lock, active, fired = threading.get_ident(), threading.Lock(), [True], [False]

    def fire() -> None:
        with lock:
            if active[0]:
                fired[0] = True
                _raise_in(thread, TimeLimitReached)

    timer = threading.Timer(seconds, fire)
    timer.daemon = True
    timer.start()
    delivered = False
    try:
        yield
    except TimeLimitReached:
        delivered = True
        raise
    finally:
        with lock:
            active[0] = False
        timer.cancel()
        if fired[0] and not delivered:
            _take_delivery()


def _take_delivery() -> None:
    """Wait for an exception on its way to this thread, which must not hit the code after the block.

    Calling it off would leave CPython 3.11 looking for it for ever, which hangs under a profiler.
    It arrives within a few steps, or never, when another limit's exception has taken its place.
    """
    with contextlib.suppress(TimeLimitReached):
        for _ in range(_STEPS_TO_DELIVERY):
            time.sleep(0)
