"""The gradient by one reverse sweep against the cost of the function.

Run it by name, on an idle machine: python -m pytest tests/benchmarks/test_reverse_sweep.py -s
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

import derivcheck as dc

ROUNDS, CALLS = 15, 100
LIMIT = 40


def rosenbrock(x: Any) -> Any:
    return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def seconds(job: Callable[[], object], calls: int) -> float:
    """Processor time of one call, which a busy machine does not stretch."""
    start = time.process_time()
    for _ in range(calls):
        job()
    return (time.process_time() - start) / calls


def test_the_gradient_of_rosenbrock() -> None:
    for n in (1_000, 100_000):
        x = np.linspace(-1, 2, n)
        calls = max(3, CALLS * 1_000 // n)
        pairs = [
            (seconds(lambda x=x: dc.trace(rosenbrock, x).gradient, calls), seconds(lambda x=x: rosenbrock(x), calls))  # type: ignore[misc]
            for _ in range(ROUNDS)
        ]
        ratio = min(sweep for sweep, _ in pairs) / min(plain for _, plain in pairs)
        print(f"\nn = {n:,}: recording and reverse sweep at {ratio:.1f} times the function (limit {LIMIT})")
        assert ratio <= LIMIT
