"""How many seconds of a processor several runs may take in all."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from derivcheck.ground.timeouts import TimeLimitReached, time_limit

T = TypeVar("T")


@dataclass
class TimeBudget:
    """Seconds of a processor that are left.

    Examples
    --------
    >>> budget = TimeBudget(0.05)
    >>> budget.spent_on(lambda: 7)
    7
    >>> budget.spent_on(lambda: sum(range(10**9)) if budget.left > 1 else None) is None
    True
    """

    left: float

    def spent_on(self, run: Callable[[], T]) -> T | None:
        """Return what a run gives; None where it takes longer than what is left, or nothing is."""
        if self.left <= 0:
            return None
        begun = time.thread_time()
        try:
            with time_limit(self.left, processor=True) as limit:
                return run()
        except TimeLimitReached:
            if not limit.fired:
                raise  # the limit of someone further out
            return None
        finally:
            self.left -= time.thread_time() - begun
