"""Answers from a process of their own, which is ended when one takes too long.

A formula may keep one long operation in C busy, which nothing inside a process can stop; and SymPy's
caches are not safe in several threads at once.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import signal
import threading
from typing import Any

from derivcheck.ground.limits import MAX_ANSWER_BYTES, MAX_ANSWER_SECONDS

_CONTEXT = multiprocessing.get_context("spawn")  # a fork of a process with threads may never run


class Worker:
    """One process that answers one question at a time, whoever asks.

    Parameters
    ----------
    task : str
        What answers, as ``module:function``: JSON types in, JSON types out.
    seconds : float
        Time for an answer.
    """

    def __init__(self, task: str, seconds: float = MAX_ANSWER_SECONDS) -> None:
        self._task, self._seconds = task, seconds
        self._one_at_a_time = threading.Lock()
        self._process: Any = None
        self._pipe: Any = None

    def ask(self, question: Any) -> dict[str, Any]:
        """Return the answer, or a fault that says why there is none; after a turn's wait of as long at most."""
        if not self._one_at_a_time.acquire(timeout=self._seconds):
            return _fault(f"busy with another question for {self._seconds:g} s; ask again")
        try:
            return self._asked(question)
        finally:
            self._one_at_a_time.release()

    def _asked(self, question: Any) -> dict[str, Any]:
        if self._process is None or not self._process.is_alive():
            self._start()
        try:
            self._pipe.send(question)
            if self._pipe.poll(self._seconds):
                return dict(self._pipe.recv())
        except (EOFError, OSError):
            self.close()
            return _fault("the computation ended without an answer, perhaps for want of memory; ask for less")
        self.close()
        return _fault(f"stopped after {self._seconds:g} s; a shorter formula or fewer schemes would work")

    def _start(self) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, self._task), daemon=True)
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = None


def _fault(message: str) -> dict[str, Any]:
    return {"faults": [{"message": message, "pointer": ""}]}


def _serve(pipe: Any, task: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this one
    _limit_memory()
    home, _, name = task.partition(":")
    function = getattr(importlib.import_module(home), name)
    with contextlib.suppress(EOFError, BrokenPipeError):  # nobody asks any more
        while True:
            pipe.send(_guarded(function, pipe.recv()))


def _guarded(function: Any, question: Any) -> Any:
    try:
        return function(question)
    except MemoryError:
        os._exit(1)  # what is left cannot be relied on
    except RecursionError:
        return _fault("the formula is too deeply nested; name its parts and differentiate them one by one")
    except Exception as error:  # an answer ends with a line, whatever happened
        return _fault(f"unexpected {type(error).__name__}: {error} (a mistake in derivcheck: please report it)")


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # there is none on Windows
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MAX_ANSWER_BYTES, MAX_ANSWER_BYTES))
