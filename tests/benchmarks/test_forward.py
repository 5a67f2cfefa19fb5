"""Forward mode against the plain NumPy value, and against autograd's forward mode where it is installed.

Run it by name, on an idle machine: python -m pytest tests/benchmarks/test_forward.py -s
Each ratio is a median of pairs taken in turns, so that a busy spell of the machine meets both.
"""

from __future__ import annotations

import importlib
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.forward.jvp import chunk_size

PAIRS = 61
SECONDS = 0.004  # least time of a measurement


def duration(job: Callable[[], Any], repeats: int) -> float:
    start = time.perf_counter()
    for _ in range(repeats):
        job()
    return (time.perf_counter() - start) / repeats


def ratio(ours: Callable[[], Any], theirs: Callable[[], Any]) -> float:
    once = max(duration(ours, 2), duration(theirs, 2))
    repeats = max(1, int(SECONDS / once))
    return statistics.median(duration(ours, repeats) / duration(theirs, repeats) for _ in range(PAIRS))


def short(x: Any, np: Any = np) -> Any:
    return np.exp(2 * x) / (1 + np.sin(x**2))


def long(x: Any) -> Any:
    """Apply 46 operations, 14 of them functions."""
    y = np.sin(x) * np.exp(-x / 2) + np.cos(3 * x) / (1 + x**2)
    z = np.tanh(x - 0.5) * np.sqrt(1 + y**2) - np.log(2 + np.cos(x))
    w = np.arctan(y * z + 0.25) + np.exp(-(z**2)) * np.sin(y + x / 3)
    return (w + np.cosh(y / 4)) / (2 + np.sin(w) ** 2) + np.log1p(z**2) - np.sqrt(3 + w * w)


def rosenbrock(x: Any) -> Any:
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def rosenbrock_of_many(x: Any) -> Any:
    return np.sum(100.0 * (x[:, 1:] - x[:, :-1] ** 2) ** 2 + (1 - x[:, :-1]) ** 2, axis=1)


LIMITS = {10**3: 8.0, 10**5: 2.2, 10**6: 2.2}


@pytest.fixture(scope="module", params=LIMITS)
def size(request: pytest.FixtureRequest) -> int:
    """Length of the arrays; the longest last, since they change how the process gets its memory from then on."""
    return int(request.param)


def test_value_and_derivative_of_arrays(size: int) -> None:
    limit = LIMITS[size]
    x = np.linspace(-1.5, 1.5, size)
    found = ratio(lambda: dc.jvp(short, x, 1.0), lambda: short(x))
    print(f"\nn = {size:,}: value and derivative {found:.2f} times the value (limit {limit})")
    assert found <= limit


def test_faster_than_autograd(size: int) -> None:
    pytest.importorskip("autograd")
    make_jvp, anp = importlib.import_module("autograd").make_jvp, importlib.import_module("autograd.numpy")
    x = np.linspace(-1.5, 1.5, size)
    v = np.ones(size)
    found = ratio(lambda: dc.jvp(short, x, v), lambda: make_jvp(lambda x: short(x, anp))(x)(v))
    print(f"\nn = {size:,}: {found:.2f} times autograd's make_jvp (limit 1)")
    assert found < 1


def test_a_long_expression(size: int) -> None:
    x = np.linspace(-1.5, 1.5, size)
    found = ratio(lambda: dc.jvp(long, x, 1.0), lambda: long(x))
    print(f"\nn = {size:,}: 46 operations with the derivative {found:.2f} times the value (limit 2.2, long arrays)")
    assert size == 10**3 or found <= LIMITS[size]  # shorter arrays are a matter of overhead, not of passes


def test_a_gradient_in_chunks() -> None:
    n = 1000
    chunk = chunk_size(n)
    x = np.linspace(-1.5, 1.5, n)
    points = np.ascontiguousarray(np.broadcast_to(x, (chunk, n)))
    # The least that a run of f with so many directions can cost: f at so many points.
    single = ratio(lambda: dc.gradient(rosenbrock, x), lambda: rosenbrock(x))
    batch = ratio(lambda: dc.gradient(rosenbrock, x), lambda: rosenbrock_of_many(points))
    runs = -(-n // chunk)
    print(f"\ngradient, n = {n:,}, chunk {chunk}: {single / n:.2f} evaluations of f a direction;", end=" ")
    print(f"a run {batch / runs:.2f} times f of {chunk} points at once")
    assert single <= 1.5 * n


def test_memory_is_linear_in_the_chunk() -> None:
    peaks = []
    for n in (8000, 16000):
        tracemalloc.start()
        dc.gradient(rosenbrock, np.linspace(-1.5, 1.5, n))
        peaks.append(tracemalloc.get_traced_memory()[1] / (8 * n * chunk_size(n)))
        tracemalloc.stop()
    print(f"\npeak memory in arrays of n·chunk doubles: {peaks[0]:.1f} at n = 8,000, {peaks[1]:.1f} at 16,000")
    assert max(peaks) <= 8
    assert peaks[1] <= 1.1 * peaks[0]


def test_a_scalar_call() -> None:
    x = np.float64(0.5)
    found = ratio(lambda: dc.derivative(short, x), lambda: short(x))
    print(f"\na scalar derivative costs {found:.1f} scalar evaluations (limit 15)")
    assert found <= 15
