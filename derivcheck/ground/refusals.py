"""Refusals that compiled code would print: a run in numbers that code was not written for makes no noise."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

_lock = threading.Lock()
_depth = 0
_shown: Callable[..., object] = sys.excepthook


@contextmanager
def unprinted() -> Iterator[None]:
    """Print no exception that compiled code, such as MINPACK's, has caught from the callback it was given.

    Such code cannot raise it, and hands it to `sys.excepthook`. Exceptions that are raised are not touched.

    Examples
    --------
    >>> with unprinted():
    ...     sys.excepthook(ValueError, ValueError("refused"), None)
    """
    global _depth, _shown  # one hook serves all threads, and the last one to leave takes it down
    with _lock:
        if not _depth:
            _shown, sys.excepthook = sys.excepthook, _silent
        _depth += 1
    try:
        yield
    finally:
        with _lock:
            _depth -= 1
            if not _depth and sys.excepthook is _silent:
                sys.excepthook = _shown


def _silent(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print nothing."""
