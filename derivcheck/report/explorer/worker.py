"""Answers from a process of their own, which is ended when one takes too long.

A formula may keep one long operation in C busy, which nothing inside a process can stop; and SymPy's
caches are not safe in several threads at once.
"""

from __future__ import annotations

import threading
from typing import Any

from derivcheck.ground.limits import MAX_ANSWER_BYTES, MAX_ANSWER_SECONDS
from derivcheck.ground.workers import Outcome, Pool

_FAILURES = {
    "timeout": "stopped after {seconds:g} s; a shorter formula or fewer schemes would work",
    "memory": "the computation took more memory than there is for it; ask for less",
    "crash": "the computation ended without an answer; ask for less",
}


class ExplorerWorker:
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
        self._pool = Pool(1, memory=MAX_ANSWER_BYTES, preload=(task.partition(":")[0],))

    def ask(self, question: object) -> dict[str, Any]:
        """Return the answer, or a fault that says why there is none; after a turn's wait of as long at most."""
        if not self._one_at_a_time.acquire(timeout=self._seconds):
            return _fault(f"busy with another question for {self._seconds:g} s; ask again")
        try:
            outcome = self._pool.run(self._task, question, self._seconds)
        finally:
            self._one_at_a_time.release()
        return outcome.value if outcome.failure is None else _fault(self._why(outcome))

    def _why(self, outcome: Outcome) -> str:
        known = _FAILURES.get(str(outcome.failure))
        return known.format(seconds=self._seconds) if known else f"unexpected {outcome.text}; please report it"

    def close(self) -> None:
        """End the process."""
        self._pool.close()


def _fault(message: str) -> dict[str, Any]:
    return {"faults": [{"message": message, "pointer": ""}]}
