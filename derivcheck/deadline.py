"""A time limit that stops Python code in any thread, on any system."""

from __future__ import annotations

import contextlib
import ctypes
import threading
from collections.abc import Iterator


class TimeLimitReached(BaseException):
    """Raised inside the block; not an Exception, so that no library swallows it."""


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    target = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), target)


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
    thread, lock, active = threading.get_ident(), threading.Lock(), [True]

    def fire() -> None:
        with lock:
            if active[0]:
                _raise_in(thread, TimeLimitReached)

    timer = threading.Timer(seconds, fire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            active[0] = False
        timer.cancel()
        # What was raised but not yet delivered must not hit the code after the block.
        _raise_in(thread, None)
